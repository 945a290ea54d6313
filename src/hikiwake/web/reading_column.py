"""A document's text as a column to read: paragraphs as received, page noise apart, long documents in windows.

Everything keeps the text as it is: the paragraphs of a document, cut from its text, join to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hikiwake.record.model import Document

WINDOW = 40_000  # code points that a page shows at once
LONGEST = 8_000  # code points of a paragraph; a longer one is shown in parts
_BLANK = re.compile(r"\s*")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n(?=[^\S\n]{2,}\S)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text with the blank lines that follow it. `is_noise`: not the document's own words, and so not read.

    `is_inline`: it stands in one line with the paragraph before it.
    """

    start: int
    end: int
    is_noise: bool
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a document that a page shows: paragraphs `first` up to `last`; `number` of `count`, from 0."""

    first: int
    last: int
    start: int
    end: int
    number: int
    count: int


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of a document in order, cut where prose and page noise meet."""
    out: list[Paragraph] = []
    for start, end, is_noise in _stretches(document):
        for first, last in _cut(document.text, start, end):
            is_inline = bool(out) and document.text[first - 1] != "\n"
            out.append(Paragraph(first, last, is_noise, is_inline))
    return tuple(out)


def windows(parts: Sequence[Paragraph], size: int = WINDOW) -> tuple[Window, ...]:
    """The windows of a document: as many whole paragraphs each as `size` code points hold, always the same for the same document."""
    bounds = []
    first = 0
    for i, part in enumerate(parts):
        if i > first and part.end - parts[first].start > size:
            bounds.append((first, i))
            first = i
    bounds.append((first, len(parts)))
    return tuple(
        Window(a, b, parts[a].start if parts else 0, parts[b - 1].end if parts else 0, n, len(bounds))
        for n, (a, b) in enumerate(bounds)
    )


def window_at(every: Sequence[Window], place: int) -> Window:
    """The window that holds a place; the first where the place lies before the text, the last where it lies behind."""
    return every[max(bisect_right([w.start for w in every], place) - 1, 0)]


def _stretches(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Prose and noise in turn. White space between two stretches of prose belongs to the first."""
    text, at = document.text, 0
    for span in sorted(document.prose):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        if start > at:
            if text[at:start].strip():
                yield at, start, True
            else:
                start = at
        after = _BLANK.match(text, end)
        stop = after.end() if after else end
        yield start, stop, False
        at = stop
    if at < len(text):
        yield at, len(text), True


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for border in (*(m.end() for m in _BREAK.finditer(text, start, end)), end):
        while border - at > LONGEST:
            # At the last blank before the limit; a text without blanks is cut where it must.
            blank = text.rfind(" ", at + LONGEST // 2, at + LONGEST)
            stop = blank + 1 if blank > 0 else at + LONGEST
            yield at, stop
            at = stop
        if border > at:
            yield at, border
        at = border
