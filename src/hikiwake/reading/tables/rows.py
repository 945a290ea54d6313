"""From the rows of a chronicle to its entries: each thing at its own cell, checked as what an analyst types is."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hikiwake.reading.tables.columns import columns
from hikiwake.reading.tables.days import day
from hikiwake.record.actor_rules import coded
from hikiwake.record.corrections import checked, corrected
from hikiwake.record.handmade import fact as bare
from hikiwake.record.model import Actor, Anchor, Correction, DateMention, Document, Phrase, Place, Report, Span, Statement
from hikiwake.terms.dates import Date, Precision
from hikiwake.terms.errors import RecordError
from hikiwake.terms.states import by_iso3, find

Coordinates = Callable[[str], tuple[str | None, float | None, float | None]]
_ARROW = re.compile(r"→|->")
_NOBODY = ("", "—", "–", "-", "the author")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that is no entry, by its number as the spreadsheet counts, and why."""

    row: int
    what: str


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    at: int

    def within(self, start: int, end: int) -> "_Cell":
        """A stretch of it without white space at its ends."""
        words = self.text[start:end]
        return _Cell(words.strip(), self.at + start + len(words) - len(words.lstrip()))

    @property
    def span(self) -> Span:
        return Span(self.at, self.at + len(self.text))


def entries(document: Document, locate: Coordinates) -> Iterator[Report | Statement | Wrong]:
    """What each row says, in their order; rows that hold nothing are passed over.

    Args:
        locate: the country and the coordinates of a place by its name, each None where they are not known.
    """
    lines = document.text.split("\n")
    heading = lines[0].split("\t")
    places = columns(heading) or {}
    seen: dict[str, int] = {}
    at = 0
    for number, line in enumerate(lines, 1):
        if number > 1 and line.strip():
            if line in seen:
                yield Wrong(number, f"it is row {seen[line]} again")
            else:
                seen[line] = number
                yield _entry(document, _cells(line, at), len(heading), places, number, locate)
        at += len(line) + 1


def _cells(line: str, at: int) -> list[_Cell]:
    found = []
    for text in line.split("\t"):
        found.append(_Cell(text, at))
        at += len(text) + 1
    return found


def _entry(
    document: Document, cells: list[_Cell], width: int, places: Mapping[str, int], number: int, locate: Coordinates
) -> Report | Statement | Wrong:
    if len(cells) > width:
        return Wrong(number, f"it has {len(cells)} cells, the heading has {width}")
    row = {role: cells[i] for role, i in places.items() if i < len(cells) and cells[i].text}
    try:
        return _said(document, row, locate)
    except RecordError as error:
        return Wrong(number, error.problems[0].what)
    except ValueError as error:
        return Wrong(number, str(error))


def _said(document: Document, row: Mapping[str, _Cell], locate: Coordinates) -> Report | Statement:
    kind = row["kind"].text.casefold() if "kind" in row else "event"
    if kind not in ("event", "statement"):
        raise ValueError(f"“{kind}” is no kind of entry: write event or statement")
    if "what" not in row:
        raise ValueError("it does not say what happened")
    is_event = kind == "event"
    sources, targets = _sides(row) if is_event else (_speaker(row), ())
    if not is_event and "whom" in row:
        raise ValueError("it is a statement, which nobody is the target of")
    what = row["what"] if is_event else _unquoted(row["what"])
    told = {name: row[name].text if name in row else None for name in ("grade", "status", "category", "cameo")}
    correction = Correction(row["what"].text[:40], Anchor(document.id, ""), kind, is_added=True, **told)  # type: ignore[arg-type]  # checked below
    fact = corrected(bare(kind, document, [what.span], is_authors=not sources), checked(correction), document.text, {})
    fact = replace(fact, date=_mention(row) if "date" in row else None)
    if isinstance(fact, Report):
        place = _place(row["place"], locate) if "place" in row else None
        return replace(fact, sources=sources, targets=targets, place=place)
    speaker = next(iter(sources), None)
    return replace(fact, speaker=speaker, source=Phrase(speaker.text, (speaker.span,)) if speaker else None)


def _speaker(row: Mapping[str, _Cell]) -> tuple[Actor, ...]:
    """The one who said it, whatever marks his name has."""
    who = row.get("who")
    return (_actor(who),) if who and who.text.casefold() not in _NOBODY else ()


def _unquoted(cell: _Cell) -> _Cell:
    """The words of a quotation without its own marks."""
    text = cell.text
    return cell.within(1, len(text) - 1) if text[0] == "“" and text[-1] == "”" and text[1:-1].strip() else cell


def _sides(row: Mapping[str, _Cell]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Who did it, and toward whom: in two columns, or in one with an arrow between."""
    who, whom = row.get("who"), row.get("whom")
    if who and not whom and (arrow := _ARROW.search(who.text)):
        who, whom = who.within(0, arrow.start()), who.within(arrow.end(), len(who.text))
    return _actors(who), _actors(whom)


def _actors(cell: _Cell | None) -> tuple[Actor, ...]:
    """The names in a cell, apart by semicolons, else by commas."""
    if cell is None:
        return ()
    parts = [cell.within(*m.span()) for m in re.finditer(r"[^;]+" if ";" in cell.text else r"[^,]+", cell.text)]
    return tuple(_actor(part) for part in parts if part.text.casefold() not in _NOBODY)


def _actor(cell: _Cell) -> Actor:
    state = (by_iso3(cell.text) if re.fullmatch("[A-Z]{3}", cell.text) else None) or find(cell.text)
    return Actor(cell.text, cell.span, coded(cell.text), state.iso3 if state else None)


def _mention(row: Mapping[str, _Cell]) -> DateMention:
    """The date, as vague as our own export says that it is."""
    cell = row["date"]
    when = day(cell.text)
    told = row["precision"].text if "precision" in row else ""
    if told in [str(p) for p in Precision]:
        first, last = (date.fromisoformat(row[end].text) if end in row else None for end in ("earliest", "latest"))
        if told != when.precision or _is_within(first, last, when):
            when = Date(when.value, Precision(told), first, last)
    return DateMention(cell.text, cell.span, when)


def _is_within(first: date | None, last: date | None, when: Date) -> bool:
    """Whether the days are some of the date's own ("early May")."""
    return bool(first and last and when.earliest and when.latest and when.earliest <= first <= last <= when.latest)


def _place(cell: _Cell, locate: Coordinates) -> Place:
    return Place(cell.text, cell.span, cell.text, *locate(cell.text))
