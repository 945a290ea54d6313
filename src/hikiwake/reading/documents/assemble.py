"""From what a format made of a file to the document that is recorded: noise left out, title, author and date found."""

from collections.abc import Sequence

from hikiwake.reading.documents.byline import byline
from hikiwake.reading.documents.model import Given, Parsed
from hikiwake.reading.documents.noise import credit, noise
from hikiwake.reading.documents.publication import ASK, lines_of_date_only, stated_in
from hikiwake.record.model import Document, Span
from hikiwake.terms.dates import from_timex


def assemble(document_id: str, name: str, parsed: Parsed, given: Given, *, asks_for_date: bool = True) -> Document:
    """The document as recorded; what is `given` wins over what the document says of itself.

    Args:
        asks_for_date: whether a note says how to give the date where none was found.
    """
    text, blocks = parsed.text, parsed.blocks
    furniture = noise(text, blocks)
    found = byline(text, blocks, furniture)
    stated = stated_in(text, blocks, furniture)
    left_out = furniture | found.left_out | (lines_of_date_only(text, blocks) if len(blocks) > 1 else frozenset())
    date = given.date or (from_timex(parsed.date) if parsed.date else stated.date)
    notes = [*parsed.notes]
    if not given.date and not parsed.date:
        notes += stated.notes
        if date is None and asks_for_date:
            notes.append(ASK)
    return Document(
        id=document_id,
        name=name,
        text=text,
        prose=_prose(text, [b for i, b in enumerate(blocks) if i not in left_out]),
        title=_line(given.title or parsed.title or found.title),
        publisher=_line(given.publisher or parsed.publisher),
        author=_line(given.author or parsed.author or found.author),
        url=given.url or parsed.url,
        date=date,
        date_basis="given" if given.date else "stated" if date else "none",
        notes=tuple(dict.fromkeys(notes)),
    )


def _prose(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """The blocks without the photo credits at their ends."""
    spans = []
    for block in blocks:
        cut = credit(text, block)
        if cut is None:
            spans.append(block)
        elif cut.start > block.start:
            spans.append(Span(block.start, cut.start))
    return tuple(spans)


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
