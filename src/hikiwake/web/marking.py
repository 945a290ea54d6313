"""A document's text with everything that was read in it marked, however the marks nest, overlap or are split.

The text is cut at every border of a highlight, so each piece knows all that lies over it. Offsets are code points of the stored text
from end to end: what is shown of a piece has as many code points as the piece itself.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from hikiwake.record.chronology import Entry, document_of
from hikiwake.record.model import DateMention, Event, Phrase, Place, Report, Span, Statement
from hikiwake.terms.grades import Grade

LANES = 3  # underlines that can be told apart under one line of text

# Controls but line ends and tabs, and the marks that override, embed or isolate a reading direction: they would reorder what follows.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Kind(StrEnum):
    """What a highlight is of."""

    EVENT = "event"
    STATEMENT = "statement"
    DATE = "date"
    ACTOR = "actor"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words that an entry points at. `part` says what they are to it: told, trigger, source, target, cue, content, date or place."""

    entry: str
    kind: Kind
    part: str
    spans: tuple[Span, ...]
    grade: Grade
    is_first: bool = False  # the words at which the entry is announced and reached by key


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between two borders. `over` are the numbers of the highlights over it, widest first; `begins` those of the
    highlights that begin with it."""

    start: int
    end: int
    shown: str
    over: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Steering:
    """A character that steers a display, inside a piece: its place, and its name for a reader."""

    at: int
    name: str


def highlights(entries: Iterable[Entry], document: str) -> tuple[Highlight, ...]:
    """All that the entries point at in one document, in text order of the entries; of an event each report that stands in it."""
    found: list[tuple[int, list[Highlight]]] = []
    for entry in entries:
        if isinstance(entry, Event):
            ids = entry.entries or (entry.id,) * len(entry.reports)
            for id, report in zip(ids, entry.reports, strict=True):
                if report.document == document:
                    found.append((report.span.start, _of_report(id, report)))
        elif document_of(entry) == document:
            found.append((_begins(entry.statement), _of_statement(entry.id, entry.statement)))
    found.sort(key=lambda one: (one[0], one[1][0].entry))
    return tuple(highlight for _, marks in found for highlight in marks)


def pieces(
    text: str, marks: Sequence[Highlight], *, start: int = 0, end: int | None = None, cuts: Iterable[int] = ()
) -> tuple[Piece, ...]:
    """The stretch `[start, end)` of `text` cut at every border of a highlight, without loss: cut from `text`, the pieces join to it.

    Args:
        cuts: further places to cut at (borders of paragraphs).

    Spans that reach past the stretch are clipped, those outside it left out.
    """
    end = len(text) if end is None else end
    opens: dict[int, list[int]] = defaultdict(list)
    closes: dict[int, list[int]] = defaultdict(list)
    begins: dict[int, list[int]] = defaultdict(list)
    for i, mark in enumerate(marks):
        for n, span in enumerate(mark.spans):
            first, last = max(span.start, start), min(span.end, end)
            if first < last:
                opens[first].append(i)
                closes[last].append(i)
                if n == 0 and first == span.start:
                    begins[first].append(i)
    inner = {at for at in cuts if start < at < end}
    borders = sorted({start, end, *opens, *closes, *inner})
    widths = [sum(s.end - s.start for s in mark.spans) for mark in marks]
    active: dict[int, int] = defaultdict(int)  # a highlight's own spans may overlap too
    out = []
    for here, there in pairwise(borders):
        for i in closes.get(here, ()):
            active[i] -= 1
            if not active[i]:
                del active[i]
        for i in opens.get(here, ()):
            active[i] += 1
        over = tuple(sorted(active, key=lambda i: (-widths[i], i)))
        out.append(Piece(here, there, shown(text[here:there]), over, tuple(begins.get(here, ()))))
    return tuple(out)


def shown(text: str) -> str:
    """`text` as a page may hold it, with as many code points: what steers a display is replaced by its picture."""
    return _STEERING.sub(lambda m: _picture(m[0]), text)


def steering(text: str, start: int = 0) -> tuple[Steering, ...]:
    """The characters of `text` that `shown` replaces, with their places counted from `start` and their names."""
    return tuple(Steering(start + m.start(), _name(m[0])) for m in _STEERING.finditer(text))


def lanes(marks: Iterable[Highlight]) -> dict[str, int]:
    """For each entry the lane (0 … `LANES` - 1) of its underline: as long as there are lanes, entries that overlap get different ones."""
    hulls: dict[str, Span] = {}
    for mark in marks:
        if mark.kind in (Kind.EVENT, Kind.STATEMENT):
            hull = _hull(mark)
            known = hulls.get(mark.entry, hull)
            hulls[mark.entry] = Span(min(known.start, hull.start), max(known.end, hull.end))
    free = [0] * LANES  # where each lane is free again
    out = {}
    for entry, hull in sorted(hulls.items(), key=lambda item: (item[1], item[0])):
        lane = next((n for n in range(LANES) if free[n] <= hull.start), min(range(LANES), key=lambda n: (free[n], n)))
        out[entry], free[lane] = lane, max(free[lane], hull.end)
    return out


def entries_over(marks: Sequence[Highlight], span: Span) -> tuple[str, ...]:
    """The entries with a highlight over any of `span`, the tightest first, each once."""
    over = [(sum(s.end - s.start for s in m.spans), i) for i, m in enumerate(marks) if any(s.overlaps(span) for s in m.spans)]
    return tuple(dict.fromkeys(marks[i].entry for _, i in sorted(over)))


def moved_by_a_token(text: str, span: Span, edge: str, outward: bool) -> Span:
    """`span` with its `start` or `end` moved by one token of `text`; as it was where there is no further token or none would be left.

    A token is a word (letters, digits and what joins them) or a single other sign; scripts without blanks move by one character.
    """
    if edge == "start":
        if outward:
            before = [m.start() for m in _TOKEN.finditer(text, max(0, span.start - _REACH), span.start)]
            return Span(before[-1], span.end) if before else span
        inside = [m.start() for m in _TOKEN.finditer(text, span.start, min(span.end, span.start + _REACH))]
        return Span(inside[1], span.end) if len(inside) > 1 else span
    if outward:
        after = next(_TOKEN.finditer(text, span.end, min(len(text), span.end + _REACH)), None)
        return Span(span.start, after.end()) if after else span
    inside = [m.end() for m in _TOKEN.finditer(text, max(span.start, span.end - _REACH), span.end)]
    return Span(span.start, inside[-2]) if len(inside) > 1 else span


_REACH = 400  # code points within which the next token is looked for
_IDEOGRAPH = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
# Ideographs and kana one by one; else a word with its combining marks, apostrophes and hyphens; else any sign.
_TOKEN = re.compile(rf"{_IDEOGRAPH}|(?!{_IDEOGRAPH})\w(?:(?!{_IDEOGRAPH})[\w\u0300-\u036f'’-])*|\S")


def _of_report(entry: str, report: Report) -> list[Highlight]:
    def mark(kind: Kind, part: str, spans: tuple[Span, ...]) -> Highlight:
        return Highlight(entry, kind, part, spans, report.grade, part == "trigger")

    out = [mark(Kind.EVENT, "told", (report.span,)), mark(Kind.EVENT, "trigger", report.trigger.spans)]
    out += [mark(Kind.ACTOR, "source", (a.span,)) for a in report.sources]
    out += [mark(Kind.ACTOR, "target", (a.span,)) for a in report.targets]
    return out + [mark(kind, kind.value, (m.span,)) for kind, m in _when_and_where(report.date, report.place)]


def _of_statement(entry: str, statement: Statement) -> list[Highlight]:
    def mark(kind: Kind, part: str, spans: tuple[Span, ...], is_first: bool = False) -> Highlight:
        return Highlight(entry, kind, part, spans, statement.grade, is_first)

    parts: list[tuple[str, Phrase]] = [("content", statement.content)]
    parts += [(name, phrase) for name, phrase in (("source", statement.source), ("cue", statement.cue)) if phrase]
    first = min(parts, key=lambda part: part[1].spans[0])[0]
    out = [mark(Kind.STATEMENT, name, phrase.spans, name == first) for name, phrase in parts]
    if statement.speaker:
        out.append(mark(Kind.ACTOR, "source", (statement.speaker.span,)))
    return out + [mark(kind, kind.value, (m.span,)) for kind, m in _when_and_where(statement.date, None)]


def _begins(statement: Statement) -> int:
    """Where it stands in the text, whoever an analyst says has said it: the words for that one may stand anywhere."""
    return min(s.start for part in (statement.cue, statement.content) if part for s in part.spans)


def _when_and_where(date: DateMention | None, place: Place | None) -> list[tuple[Kind, DateMention | Place]]:
    found: list[tuple[Kind, DateMention | Place | None]] = [(Kind.DATE, date), (Kind.PLACE, place)]
    return [(kind, mention) for kind, mention in found if mention]


def _hull(mark: Highlight) -> Span:
    return Span(mark.spans[0].start, max(s.end for s in mark.spans))


def _picture(character: str) -> str:
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character').lower()}"
