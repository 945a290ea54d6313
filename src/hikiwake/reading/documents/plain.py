"""Plain text."""

from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.paragraphs import paragraphs


def parse(data: bytes, limits: Limits, *, sent_as: str | None = None) -> Parsed:
    """The text as it stands; its paragraphs are the blocks. `sent_as` is the encoding that whoever sent it named."""
    decoded = decode(data, sent_as=sent_as)
    return Parsed(decoded.text, paragraphs(decoded.text), notes=decoded.notes)
