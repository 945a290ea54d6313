"""Plain text."""

from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.paragraphs import paragraphs


def parse(data: bytes, limits: Limits) -> Parsed:
    """The text as it stands; its paragraphs are the blocks."""
    decoded = decode(data)
    return Parsed(decoded.text, paragraphs(decoded.text), notes=decoded.notes)
