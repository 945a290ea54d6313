"""Plain text."""

from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.metadata import labelled_head, said_by
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.paragraphs import paragraphs
from hikiwake.record.model import Span


def parse(data: bytes, limits: Limits, *, sent_as: str | None = None) -> Parsed:
    """The text as it stands; its paragraphs are the blocks, but for a head of lines that say what it is ("Title: …", "Date: …").

    `sent_as` is the encoding that whoever sent it named.
    """
    decoded = decode(data, sent_as=sent_as)
    entries, end = labelled_head(decoded.text)
    said = said_by(entries)
    return Parsed(
        decoded.text,
        paragraphs(decoded.text, Span(end, len(decoded.text)) if end else None),
        title=said.title,
        publisher=said.publisher,
        author=said.author,
        url=said.url,
        date=said.date,
        notes=decoded.notes,
    )
