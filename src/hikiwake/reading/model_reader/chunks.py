"""Chunks: what of a document is sent in one question, its own prose and nothing else, cut between windows only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hikiwake.reading.model_reader.windows import Window
from hikiwake.record.model import Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """Windows that are asked about together; `text` is what is sent."""

    windows: tuple[Window, ...]
    text: str

    @property
    def span(self) -> Span:
        return Span(self.windows[0].span.start, self.windows[-1].span.end)


def chunks(text: str, windows: Iterable[Window], longest: int) -> Iterator[Chunk]:
    """The windows in chunks of at most `longest` characters, all of them, in order; a window longer than that stands alone.

    Args:
        text: the document's stored text.
    """
    some: list[Window] = []
    size = 0
    for window in windows:
        width = window.span.end - window.span.start + 2
        if some and size + width > longest:
            yield Chunk(tuple(some), _joined(text, some))
            some, size = [], 0
        some.append(window)
        size += width
    if some:
        yield Chunk(tuple(some), _joined(text, some))


def _joined(text: str, windows: list[Window]) -> str:
    """The windows' own words: a blank between them, a paragraph break where the document has one or something was left out."""
    pieces = [windows[0].span.cut(text)]
    for before, after in pairwise(windows):
        between = text[before.span.end : after.span.start]
        pieces += ["\n\n" if between.strip() or between.count("\n") > 1 else " ", after.span.cut(text)]
    return "".join(pieces)
