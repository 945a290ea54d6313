"""Whose text it is: the agency that its dateline names, else its publisher. Two papers that print one agency's story are one voice."""

import re

from hikiwake.record.model import Document
from hikiwake.record.spans import squeezed

_HEAD = 800  # characters within which a dateline stands, title and byline before it
_AGENCY = re.compile(
    r"^[ \t]*[^\W\d_a-z]{3,}[^\n()–—]{0,60}?\s?\((?P<agency>[^\W\d_][^()\n\d]{1,40})\)\s?(?:[–—]|--?)\s", re.MULTILINE
)


def voice_of(document: Document) -> str:
    """`Reuters` where the text begins `GENEVA, May 3 (Reuters) -`, else the publisher; empty where neither is named."""
    found = _AGENCY.search(document.text, 0, _HEAD)
    return squeezed(found["agency"] if found else document.publisher or "")


def name_of(document: Document) -> str:
    """What a reader is told that the text is of: its voice, else its title or the file's name."""
    return voice_of(document) or squeezed(document.title or document.name)


def are_two(one: Document, other: Document) -> bool:
    """Whether the two texts are of two voices, and not of one publisher; of texts that name none, nobody knows."""
    voices = {voice_of(one).casefold(), voice_of(other).casefold()}
    publishers = {squeezed(d.publisher).casefold() for d in (one, other) if d.publisher}
    return len(voices) == 2 and "" not in voices and not (one.publisher and other.publisher and len(publishers) == 1)
