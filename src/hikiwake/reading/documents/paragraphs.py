"""Plain text to paragraphs, whether its lines are wrapped or each is a paragraph of its own."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hikiwake.reading.documents.masthead import is_masthead
from hikiwake.reading.documents.publication import is_date_line
from hikiwake.record.model import Span

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_LINE = re.compile(r"[^\S\n]*[^\s][^\n]*")  # that holds more than blanks
_OPENS = re.compile(r"[ \t]*(?:[•●▪■◦‣·*–—-][ \t]+|\(?\d{1,3}[.)][ \t]+|[A-Z][A-Z .'’-]{3,60}:[ \t])")

UNWRAPPED = 160  # characters: no one wraps lines this wide, so such a line is a whole paragraph
NARROWEST_WRAP = 50  # lines of a block that is narrower than this were not wrapped by a machine
_RUNS_ON = re.compile(r"(?:\b[a-z]{1,4}|,)[^\S\n]*$")
_HEAD = 1_500  # characters
_SHORT = 0.6  # of the block's width: a wrapped line that ends so early ends its paragraph


def paragraphs(text: str, within: Span | None = None) -> tuple[Span, ...]:
    """The paragraphs of plain text, or of a part of it, in order, without the blanks around them.

    A blank line always parts two of them. Within a block, lines are joined when they look wrapped: about as wide as the block and not
    opened by a bullet, a paragraph number or a speaker's name;
    what says at the head who published or wrote it stands alone.
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    breaks = [m.span() for m in _BLANK_LINES.finditer(text, start, end)]
    blocks = zip([start, *(b for _, b in breaks)], [*(a for a, _ in breaks), end], strict=True)
    return tuple(_trimmed(text, part) for block in blocks for part in _parts(text, *block))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [m.span() for m in _LINE.finditer(text, start, end)]
    if not lines:
        return
    width = max((b - a for a, b in lines if b - a <= UNWRAPPED), default=0)
    begin = lines[0][0]
    for (a, b), (c, d) in pairwise(lines):
        wrapped = max(b - a, d - c) <= UNWRAPPED and width >= NARROWEST_WRAP and b - a >= _SHORT * width
        stands_alone = (
            wrapped and c <= _HEAD and (is_masthead(text[a:b]) or is_masthead(text[c:d]) or _is_date(text, (a, b), (c, d)))
        )
        if not wrapped or stands_alone or _OPENS.match(text, c, d):
            yield begin, b
            begin = c
    yield begin, lines[-1][1]


def _is_date(text: str, above: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether a line is a day's own and does not end the sentence above it: "… signed the accord in / Kampala, 4 June 2025"."""
    return is_date_line(text[slice(*line)]) and _RUNS_ON.search(text, *above) is None


def _trimmed(text: str, part: tuple[int, int]) -> Span:
    start, end = part
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)
