"""A page put together block by block into the text that is stored, with the place of each block in it."""

import re

from hikiwake.reading.documents.encoding import visible
from hikiwake.reading.documents.model import Parsed
from hikiwake.record.model import Span

_BLANKS = re.compile(r"[ \t\u00a0\u2002-\u200a\u202f\u3000]+")
_BREAK = re.compile(r" ?\n[ \n]*")
_LONG_ENOUGH_TO_REPEAT = 80  # characters: shorter blocks may be said twice on purpose


class Rendering:
    """Blocks joined by blank lines; `text` is what to store, `blocks` the spans of its prose.

    A block of some length that the page has already shown is left away: extractors and pages repeat themselves.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._seen: set[str] = set()
        self._length = 0
        self.repeats = 0

    def add(self, words: str, *, before: str = "", is_prose: bool = True) -> None:
        """Put one more block at the end, blanks evened out; `before` stands in the text but in no block."""
        words = _BREAK.sub("\n", _BLANKS.sub(" ", words)).strip()
        if not words:
            return
        if len(words) >= _LONG_ENOUGH_TO_REPEAT and words in self._seen:
            self.repeats += 1
            return
        self._seen.add(words)
        part = ("\n\n" if self._parts else "") + before + words
        self._parts.append(part)
        self._length += len(part)
        if is_prose:
            self._spans.append(Span(self._length - len(words), self._length))

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Span, ...]:
        return tuple(self._spans)

    def parsed(self, *, title: str | None, maker: str | None, made: str | None) -> Parsed:
        """What an office document comes to, with the author and day of its properties."""
        text, notes = visible(self.text)
        return Parsed(text, self.blocks, title=title, notes=notes, maker=maker, made=made, repeats=self.repeats)


def is_sentence(text: str) -> bool:
    """Whether a cell or a footnote is told in sentences, and is no heading or figure."""
    return text.count(" ") >= 8 and text.rstrip("\"'”’) ").endswith((".", "!", "?"))
