"""What `hikiwake correct` was asked for, done: to an entry, a document, an actor, or the analyst's own last change."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hikiwake.cli.corrected import Outcome, show

if TYPE_CHECKING:
    from hikiwake.record.analyst import PlaceName
    from hikiwake.record.model import Contents
    from hikiwake.record.store import Record

_DESCRIBING = ("source", "target", "date", "grade", "status", "category", "cameo", "place", "content")


@dataclass(frozen=True, slots=True)
class Asked:
    """The command's options, by their names."""

    entry: str | None
    source: list[str] | None
    target: list[str] | None
    date: str | None
    grade: str | None
    status: str | None
    category: str | None
    cameo: str | None
    place: str | None
    span: str | None
    words: str | None
    content: str | None
    reject: bool
    accept: bool
    review: bool
    join: list[str] | None
    part: list[str] | None
    document: str | None
    add: str | None
    kind: str
    actor: list[str] | None
    rename: str | None
    merge: list[str] | None
    country: str | None
    not_an_actor: bool
    not_the_same: list[str] | None
    undo: bool
    undo_last: bool
    note: str
    if_version: str | None

    def given(self) -> set[str]:
        """The options that were given."""
        return {name for name in Asked.__dataclass_fields__ if getattr(self, name)} - (
            {"kind"} if self.kind == "event" else set()
        )


def put_right(case: str, asked: Asked, *, by: str | None, as_json: bool) -> None:
    """Do what was asked, and print what came of it.

    Raises:
        typer.BadParameter: options that do not go together.
        HikiwakeError: it cannot be done; nothing was changed.
    """
    from hikiwake.cli.cases import record_path
    from hikiwake.record.store import Record

    _refuse_mixture(asked)
    path = record_path(case)
    who = _analyst(path.parent) if by is None else by
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with Record.open(path, create=False) as record:
        if asked.undo_last:
            outcome = Outcome(change=record.undo_last(by=who, on=now))
        elif asked.actor:
            outcome = _of_an_actor(record, asked, who, now)
        elif asked.document:
            outcome = _of_a_document(record, path.parent, asked, who, now)
        else:
            outcome = _of_an_entry(record, path.parent, asked, who, now)
        show(outcome, record, as_json=as_json)


def _refuse_mixture(asked: Asked) -> None:
    given = asked.given()
    subjects = [f"--{name}" for name in ("document", "actor") if name in given] + (["ENTRY"] if asked.entry else [])
    if asked.undo_last:
        if given != {"undo_last"}:
            raise typer.BadParameter("--undo-last goes with nothing but --by.")
        return
    if len(subjects) != 1:
        told = " and ".join(subjects) or "nothing"
        raise typer.BadParameter(f"Name one thing to put right: ENTRY, --document or --actor (given: {told}).")
    fitting = {
        "ENTRY": {
            *_DESCRIBING,
            "span",
            "words",
            "reject",
            "accept",
            "review",
            "join",
            "part",
            "note",
            "if_version",
            "entry",
            "undo",
        },
        "--document": {*_DESCRIBING, "span", "add", "kind", "review", "note", "document", "undo"} - {"content"},
        "--actor": {"actor", "rename", "merge", "country", "not_an_actor", "not_the_same", "undo"},
    }[subjects[0]]
    if odd := sorted(given - fitting):
        names = ", ".join(f"--{name.replace('_', '-')}" for name in odd)
        raise typer.BadParameter(f"{names} does not go with {subjects[0]}.")
    if asked.undo and given - {"undo", "entry", "document", "actor", "if_version"}:
        raise typer.BadParameter("--undo takes the last correction back and goes with nothing but --by.")
    if asked.join and asked.part:
        raise typer.BadParameter("--join and --part: give one of them.")
    if asked.span and asked.words:
        raise typer.BadParameter("--span and --words: give one of them.")


def _of_an_actor(record: "Record", asked: Asked, who: str, now: str) -> Outcome:
    names = [*(asked.actor or ()), *(asked.merge or ())]
    if asked.undo:
        return Outcome(change=record.undo_about(names[0], by=who, on=now))
    if asked.not_the_same:
        if asked.rename or asked.merge or asked.country or asked.not_an_actor:
            raise typer.BadParameter("--not-the-same goes with nothing but --actor and --by.")
        for other in asked.not_the_same:
            record.keep_apart(names, other, by=who, on=now)
    elif asked.not_an_actor:
        if asked.rename or asked.merge or asked.country:
            raise typer.BadParameter("--not-an-actor goes with neither --rename, --merge nor --country.")
        _tell_unnamed(record, names)
        for name in names:
            record.not_an_actor(name, by=who, on=now)
    elif asked.rename or asked.merge or asked.country:
        _tell_unnamed(record, names if asked.rename else names[1:] or names)
        record.rename_actor(names, asked.rename or names[0], country=asked.country, by=who, on=now)
    else:
        raise typer.BadParameter(
            "--actor: say --rename NAME, --merge NAME, --country ISO, --not-an-actor or --not-the-same NAME."
        )
    return Outcome(change=record.changes()[-1])


def _tell_unnamed(record: "Record", names: list[str]) -> None:
    for name in record.unnamed(names):
        print(f"No entry names an actor {name!r}; the rule is kept and holds for what will be read.", file=sys.stderr)


def _of_a_document(record: "Record", folder: Path, asked: Asked, who: str, now: str) -> Outcome:
    document = asked.document or ""
    if asked.undo:
        return Outcome(change=record.undo_about(document, by=who, on=now))
    if asked.add or asked.span:
        from hikiwake.cli.selected import by_numbers, by_words

        spans = by_numbers(asked.span) if asked.span else by_words(asked.add or "", record.contents(), document)
        added = record.add_entry(
            document, spans, kind=asked.kind, sources=asked.source or (), targets=asked.target or (), category=asked.category,
            cameo=asked.cameo, date=_maybe(asked.date), grade=asked.grade, status=asked.status, place=_place(asked.place, folder),
            note=asked.note, by=who, on=now,
        )  # fmt: skip
        if asked.review:
            record.review(document, by=who, on=now)
        return Outcome(after=added)
    if not asked.review and not asked.note:
        raise typer.BadParameter('--document: say --add "WORDS", --note TEXT or --review.')
    if asked.note:
        record.note(document, asked.note, by=who, on=now)
    if asked.review:
        record.review(document, by=who, on=now)
    return Outcome(change=record.changes()[-1])


def _of_an_entry(record: "Record", folder: Path, asked: Asked, who: str, now: str) -> Outcome:
    entry = asked.entry or ""
    if asked.undo:
        before, after = record.undo(entry, by=who, on=now, if_version=asked.if_version)
        return Outcome(before, after)
    if asked.join or asked.part:
        return _of_happenings(record, asked, who, now)
    if asked.given() <= {"entry", "note", "if_version"} and asked.note:
        before = record.entry(entry)
        record.note(entry, asked.note, by=who, on=now)
        return Outcome(before, record.entry(entry))
    is_of_words_alone = asked.given() <= {"entry", "span", "words", "content", "if_version"}
    also = () if is_of_words_alone else _other_reports(entry, record.contents())
    if asked.review or (asked.accept and asked.given() <= {"entry", "accept", "if_version"}):
        before = record.entry(entry)
        record.review(entry, also=also, by=who, on=now, if_version=asked.if_version)
        if asked.given() <= {"entry", "accept", "review", "if_version"}:
            return Outcome(before, record.entry(entry), also)
    words = _words(record, asked)
    before, after = record.correct(
        entry, sources=asked.source or None, targets=asked.target or None, date=_maybe(asked.date), grade=asked.grade,
        status=asked.status, span=words.get("span"), content=words.get("content"), category=asked.category, cameo=asked.cameo,
        place=_place(asked.place, folder), rejected=asked.reject, note=asked.note or ("accepted" if asked.accept else ""),
        by=who, on=now, also=also, if_version=None if asked.review else asked.if_version,
    )  # fmt: skip
    if also:
        told = "report was" if len(also) == 1 else "reports were"
        print(f"The event's {len(also)} other {told} corrected with it.", file=sys.stderr)
    return Outcome(before, after, also)


def _of_happenings(record: "Record", asked: Asked, who: str, now: str) -> Outcome:
    entry, others = asked.entry or "", [*(asked.join or ()), *(asked.part or ())]
    if asked.given() - {"entry", "join", "part", "if_version"}:
        raise typer.BadParameter("--join and --part go with nothing but --by and --if-version.")
    before = record.entry(entry)
    if asked.join:
        return Outcome(before, record.join([entry, *others], by=who, on=now, if_version=asked.if_version))
    now_apart = record.part(entry, others, by=who, on=now, if_version=asked.if_version)
    return Outcome(before, next((e for e in now_apart if entry in e.own_entries), now_apart[0]))


def _words(record: "Record", asked: Asked) -> dict[str, tuple[int, int]]:
    """The words selected, under the name of what they are: an event's span, a statement's content."""
    from hikiwake.cli.selected import by_numbers, by_words
    from hikiwake.record.model import Event

    if not (asked.span or asked.words or asked.content):
        return {}
    entry = record.entry(asked.entry or "")
    document = entry.best.document if isinstance(entry, Event) else entry.statement.document
    name = "span" if isinstance(entry, Event) else "content"
    if asked.content:
        return {"content": by_words(asked.content, record.contents(), document, near=entry)}
    return {name: by_numbers(asked.span) if asked.span else by_words(asked.words or "", record.contents(), document, near=entry)}


def _other_reports(entry: str, contents: "Contents") -> tuple[str, ...]:
    """The entries of the other reports of the event that the chronicle shows under this id; none for a report of another's entry."""
    from hikiwake.record.happening import told_with
    from hikiwake.record.merging import merged

    return told_with(entry, next((e for e in merged(contents).events if entry in e.own_entries), None))


def _place(name: str | None, folder: Path) -> "str | PlaceName | None":
    """The place with its coordinates, where the case or the gazetteer has it; as it was typed where not."""
    from hikiwake.case.loading import load
    from hikiwake.reading.place_named import place_named
    from hikiwake.reading.places import KnownPlace
    from hikiwake.terms.errors import CaseError

    if name is None or name.casefold() == "none":
        return None if name is None else ""
    try:
        places = load(folder).places
    except CaseError:  # a case file with mistakes in it is no reason to keep the analyst from correcting the record
        places = ()
    return place_named(name, [KnownPlace(name=p.name, other_names=p.other_names, lat=p.lat, lon=p.lon) for p in places]) or name


def _maybe(date: str | None) -> str | None:
    return "" if date is not None and date.casefold() == "none" else date


def _analyst(folder: Path) -> str:
    import tomllib

    try:  # likewise
        stated = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8")).get("analyst", "")
    except (OSError, ValueError):
        return ""
    return stated if isinstance(stated, str) else ""
