"""A record without its texts: what may not be passed on goes, and the entries stay with their own words, and nothing around them.

The blanks are as long as what stood there, so that every span still cuts its words. The document is known again when somebody who has it
reads it: its reading then counts as an older one and is replaced, and the text is whole again.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import fields, is_dataclass
from pathlib import Path

from hikiwake.record import journal, keeping, opening
from hikiwake.record.anchors import resolve
from hikiwake.record.copying import compact
from hikiwake.record.model import Anchor, Contents, Document, Reading, Span
from hikiwake.record.store import Record

WITHHELD = "its text was left out when the case was packed: here are the words of its entries only"
_AROUND = (0, 12, 40, 10_000)  # characters kept on either side of an anchor's words, where they stand more than once
_GAP = "[…]"
_READER = " without the text"


def is_withheld(document: Document) -> bool:
    return WITHHELD in document.notes


def withhold_texts(path: Path, anchors: Iterable[Anchor] = ()) -> tuple[int, float]:
    """Blank the texts in the record at `path`, a copy that is nobody's yet; how many, and what share of their characters is left.

    Args:
        anchors: words that are to be found again beside those of the entries: those of the case's evidence.

    Raises:
        RecordError: the record is damaged or cannot be written.
    """
    with Record.open(path, create=False) as record:
        contents = record.contents()
        readings = {d.id: record.reading(d.id) for d in contents.documents}
    with opening.told(path), closing(opening.connect(path, create=False)[0]) as connection:
        connection.execute("BEGIN IMMEDIATE")
        pointed = defaultdict(list)
        for anchor in (*anchors, *_anchors_of(connection)):
            pointed[anchor.document].append(anchor)
        characters = left = 0
        for document in contents.documents:
            spans = _kept(document, readings[document.id], contents, pointed[document.id])
            text = blanked(document.text, spans)
            characters += len(text)
            left += sum(c not in " \n" and c == was for c, was in zip(text, document.text, strict=True))
            if not is_withheld(document):
                _put(connection, document, text, readings[document.id].reader)
        keeping.reseal(connection)
        connection.execute("COMMIT")
        compact(connection)
    return len(contents.documents), left / characters if characters else 0.0


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with all but the spans blank: as long as before, line ends where they were, `[…]` where a stretch is left out."""
    out, at = [], 0
    for span in sorted(spans):
        if span.start > at:
            out.append(_gap(text[at : span.start]))
        if span.end > at:
            out.append(text[max(span.start, at) : span.end])
            at = span.end
    return "".join((*out, _gap(text[at:])))


def _put(connection: sqlite3.Connection, document: Document, text: str, reader: str) -> None:
    notes = json.dumps((*document.notes, WITHHELD), ensure_ascii=False)
    connection.execute(
        "UPDATE documents SET text = ?, notes = ?, reader = ? WHERE id = ?", (text, notes, f"{reader}{_READER}", document.id)
    )


def _kept(document: Document, reading: Reading, contents: Contents, anchors: list[Anchor]) -> list[Span]:
    """What stays of a text: the words that anything points at, as read and as corrected, and around an anchor's what it needs to be found."""
    corrected = (
        tuple(r for e in contents.events for r in e.reports if r.document == document.id),
        tuple(s.statement for s in contents.statements if s.statement.document == document.id),
    )
    pointed = (reading.dates, reading.formulas, reading.explanations, reading.reports, reading.statements, corrected)
    quoted = list(_spans(pointed))
    at = {anchor: place for anchor in anchors if (place := resolve(anchor, document.text)) is not None}
    kept = quoted
    for around in _AROUND:
        kept = quoted + [_widened(s, min(around, len(a.before)), min(around, len(a.after)), document.text) for a, s in at.items()]
        text = blanked(document.text, kept)
        if all(resolve(anchor, text) == place for anchor, place in at.items()):
            break
    return kept


def _anchors_of(connection: sqlite3.Connection) -> Iterable[Anchor]:
    """Where the analysts' changes point."""
    for made in journal.holding(journal.read(connection).values()):
        c = made.correction
        yield from (c.anchor, *(c.span or ()), *(c.content or ()))


def _spans(value: object) -> Iterable[Span]:
    """Every span that anything in the value points with."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from _spans(getattr(value, f.name))


def _widened(span: Span, before: int, after: int, text: str) -> Span:
    """The span with some characters on either side, whole words only."""
    start, end = max(0, span.start - before), min(len(text), span.end + after)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)


def _gap(text: str) -> str:
    return "\n".join(map(_blank_line, text.split("\n")))


def _blank_line(line: str) -> str:
    room = len(line.lstrip())
    return (_GAP.ljust(room) if room > len(_GAP) else " " * room).rjust(len(line))
