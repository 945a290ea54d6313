"""The history: every run, every number over time, and what moved it."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from hikiwake.assessment.difference import EntryChange, Moved, entry_changes
from hikiwake.assessment.figures import change
from hikiwake.assessment.moved import figures
from hikiwake.ledger import Run
from hikiwake.web import past, reading_room
from hikiwake.web.desk import Desk
from hikiwake.web.errors import NotHere
from hikiwake.web.history_chart import chart, shown
from hikiwake.web.pages.why import numbers_of
from hikiwake.web.rendering import answer, markup
from hikiwake.web.twin import AtDesk, page
from hikiwake.web.view import View

router = APIRouter()
_RUNS = 100  # on one page
_NUMBERS = 60
_ENTRIES = 60
_LEAST_POINTS = 0.0005  # of a probability


@dataclass(frozen=True)
class RunLine:
    """One run: when, by which command and whom, and how much the case held then."""

    number: int
    at: str
    command: str
    by: str
    version: str
    as_of: str
    documents: int
    entries: int


@dataclass(frozen=True)
class NumberLine:
    """A number over the runs, oldest first."""

    name: str
    label: str
    unit: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class NumberMoved:
    name: str
    label: str
    unit: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class RunChange:
    """What one run says otherwise than the run before it."""

    run: int
    came: tuple[str, ...]
    went: tuple[str, ...]
    is_case_changed: bool
    entries: tuple[EntryChange, ...]
    numbers: tuple[NumberMoved, ...]


@dataclass(frozen=True)
class History:
    total: int
    runs: tuple[RunLine, ...]
    numbers: tuple[NumberLine, ...]
    change: RunChange | None
    since: tuple[Moved, ...] | None


@page(router, "/history", History, summary="Every run, every number over time")
def history(request: Request, desk: AtDesk, run: int = 0, since: int = 0, number: str = "") -> Response:
    """`run` shows what a run changed; `since` what moved since that run and because of what; `number` one number alone, by its name."""
    view = desk.look()
    past.keep_run(desk, view)
    runs = past.runs_of(desk)
    labels = {n.name: (n.label, n.unit) for n in numbers_of(view).values()}
    lines = _numbers(runs, labels, number)
    changed = _change(runs, run, labels) if run else None
    moved = _since(desk, view, runs, since) if since else None
    told = tuple(_line(r) for r in reversed(runs[-_RUNS:]))
    context = {
        "runs": told,
        "total": len(runs),
        "lines": [
            (line, markup(chart(line.label, line.unit, _told(runs, line)).svg(f"n{i}")))
            for i, line in enumerate(lines[:_NUMBERS])
        ],
        "still": len(lines) - _NUMBERS,
        "changed": changed,
        "moved": moved,
        "since": since,
        "parts_of": figures,
        "most": _ENTRIES,
        "number": number,
        "figure": shown,
        "came_from": _from,
        "entry_shown": lambda id: reading_room.shown(view, id),
        "change": _change_told,
    }
    return answer(request, "history.html.j2", context, lambda: History(len(runs), told, lines, changed, moved))


def _since(desk: Desk, view: View, runs: tuple[Run, ...], number: int) -> tuple[Moved, ...]:
    """What moved since a run, each number with what moved it; the parts add up to the whole."""
    run = next((r for r in runs if r.number == number), None)
    if run is None:
        raise NotHere.of(f"run {number}", "there is no such run in the history", "The history lists them.")
    found = past.since_run(desk, view, run)
    return found.numbers if found else ()


def _line(run: Run) -> RunLine:
    return RunLine(run.number, run.at, run.command, run.by, run.version, run.as_of, len(run.documents), len(run.entries))


def _numbers(runs: tuple[Run, ...], labels: dict[str, tuple[str, str]], wanted: str) -> tuple[NumberLine, ...]:
    """The numbers that a reader saw as two figures, those of the last run first; or the one that is asked for by name.

    A number that only came or went with what the case states has not moved.
    """
    names = dict.fromkeys(name for run in reversed(runs) for name in run.numbers)
    if wanted and wanted not in names:
        raise NotHere.of(wanted, "no run of this case knows that number", "The history lists those that moved.")
    out = []
    for name in (wanted,) if wanted else names:
        values = tuple(run.numbers.get(name) for run in runs)
        label, unit = labels.get(name, (name.replace(".", " "), ""))
        if wanted or len({shown(v, unit) for v in values if v is not None}) > 1:
            out.append(NumberLine(name, label, unit, values))
    return tuple(out)


def _from(line: NumberLine) -> str:
    """Where the number came from, as it stands behind its last figure: its first one, or the last other one where it is back there."""
    told = [shown(value, line.unit) for value in line.values]
    known = [text for text, value in zip(told, line.values, strict=True) if value is not None]
    if not known or set(known) == {told[-1]}:
        return ""
    if known[0] != told[-1]:
        return f"from {known[0]}"
    return f"again, after {next(text for text in reversed(known) if text != told[-1])}"


def _change_told(before: float | None, after: float | None, unit: str) -> str:
    """How far a number moved; empty where that is too little to be worth its digits."""
    is_slight = before is not None and after is not None and unit == "probability" and abs(after - before) < _LEAST_POINTS
    return "" if is_slight else change(before, after, unit)


def _told(runs: tuple[Run, ...], line: NumberLine) -> list[tuple[str, float | None]]:
    return [(run.at[:10], value) for run, value in zip(runs, line.values, strict=True)]


def _change(runs: tuple[Run, ...], number: int, labels: dict[str, tuple[str, str]]) -> RunChange:
    place = next((i for i, run in enumerate(runs) if run.number == number), None)
    if place is None:
        raise NotHere.of(f"run {number}", "there is no such run in the history", "The history lists them.")
    now = runs[place]
    if place == 0:
        return RunChange(number, tuple(s.title or s.name for s in now.documents.values()), (), False, (), ())
    before = runs[place - 1]
    moved = []
    for name in dict.fromkeys((*now.numbers, *before.numbers)):
        old, new = before.numbers.get(name), now.numbers.get(name)
        label, unit = labels.get(name, (name.replace(".", " "), ""))
        if shown(old, unit) != shown(new, unit):
            moved.append(NumberMoved(name, label, unit, old, new))
    return RunChange(
        number,
        tuple(s.title or s.name for id, s in now.documents.items() if id not in before.documents),
        tuple(s.title or s.name for id, s in before.documents.items() if id not in now.documents),
        before.case_text != now.case_text,
        entry_changes(before, now, ()),
        tuple(moved),
    )
