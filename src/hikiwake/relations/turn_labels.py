"""Words above a plot for points on its upper edge: each stands over its point, or a straight line leads down to it past all other words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hikiwake.drawing import LINE, Box, Mark, line, text, text_width, wrap

SIZE = 11
_CLEAR = 8.0  # pixels between the lowest words and the edge
_GAP = 3.0  # kept free around words and lines
_STEP = 5.0  # pixels from one height that is tried to the next
_MOST_LINES = 3
# How words may lie over their point: anchor, and how much of them stands left of it.
_LIES = (("middle", 0.5), ("start", 0.0), ("end", 1.0), ("start", 0.25), ("end", 0.75))


@dataclass(frozen=True, slots=True)
class Over:
    """Words for the point `x` of the edge."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class _Placed:
    lines: tuple[str, ...]
    box: Box
    leader: Box

    def overlaps(self, other: "_Placed") -> bool:
        mine, others = (self.box, self.leader), (other.box.grown(_GAP), other.leader.grown(_GAP))
        return any(one.overlaps(two) for one in mine for two in others)


def labels(points: Sequence[Over], box: Box, width: float) -> tuple[list[Mark], list[str]]:
    """Marks of the words that find room in `box`, whose lower side is the edge, and all words of the points that find none.

    Args:
        points: the most important first.
        width: of the words of one point, in pixels.
    """
    placed: list[_Placed] = []
    left: list[str] = []
    for i, point in enumerate(points):
        lines = _lines(point.words, width)
        free = [one for one in _places(point.x, lines, box) if not any(one.overlaps(other) for other in placed)]
        waiting = [other.x for other in points[i + 1 :]]
        beside = [one for one in free if not any(one.box.left - _GAP < x < one.box.right + _GAP for x in waiting)]
        # Words over a point that has none yet keep its line from coming down: they go up, so that its own find room below.
        if chosen := next(iter(beside), None) or min(free, key=lambda one: one.box.top, default=None):
            placed.append(chosen)
        else:
            left.append(point.words)
    marks = [
        line(one.leader.left + 0.5, one.leader.top, one.leader.left + 0.5, one.leader.bottom, "leader")
        for one in placed
        if _is_off(one, box)
    ]
    return marks + [mark for one in placed for mark in _written(one)], left


def _places(x: float, lines: tuple[str, ...], box: Box) -> Iterator[_Placed]:
    """Where words can stand, nearest to the edge first; always over their point, so that the line to it is straight."""
    wide, high = max(text_width(one, SIZE) for one in lines), len(lines) * SIZE * LINE
    bottom = box.bottom - _CLEAR
    while bottom - high >= box.top:
        for _, share in _LIES:
            start = min(max(x - share * wide, box.left), box.right - wide)
            words = Box(start, bottom - high, start + wide, bottom)
            yield _Placed(lines, words, Box(x - 0.5, bottom, x + 0.5, box.bottom - _CLEAR + 2))
        bottom -= _STEP


def _is_off(one: _Placed, box: Box) -> bool:
    return one.box.bottom < box.bottom - _CLEAR


def _written(one: _Placed) -> Iterator[Mark]:
    x = (one.leader.left + one.leader.right) / 2
    share = (x - one.box.left) / max(one.box.right - one.box.left, 1)
    anchor = "start" if share < 0.3 else "end" if share > 0.7 else "middle"
    at = {"start": one.box.left, "end": one.box.right, "middle": (one.box.left + one.box.right) / 2}[anchor]
    for i, words in enumerate(one.lines):
        yield text(at, one.box.top + (i * LINE + 0.8 + (LINE - 1) / 2) * SIZE, words, size=SIZE, anchor=anchor, css="t halo")


def _lines(words: str, width: float) -> tuple[str, ...]:
    """The words in lines; where not all have room they end after a whole word, if one fits the last line."""
    lines = wrap(words, width, SIZE, lines=_MOST_LINES)
    *before, last = lines
    if last.endswith("…"):
        rest = words.split()[len(" ".join(before).split()) :]
        while " " in last and last[:-1].split()[-1] != rest[len(last[:-1].split()) - 1]:
            last = f"{last[:-1].rsplit(' ', 1)[0]}…"
    return (*before, last)
