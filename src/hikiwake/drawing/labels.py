"""Labels that never overlap: tried place by place around their points, nearest first, then further off with a leader line.

Greedy, in the order of `priority`. A label that fits nowhere is not drawn: the caller finds it under `unplaced` and says it elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hikiwake.drawing.marks import Mark, line, text
from hikiwake.drawing.text import LINE, text_width

_ASCENT = 0.8  # of the font size above the baseline
_GAP = 2.0  # pixels kept free around a label


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        return self.left <= other.left and other.right <= self.right and self.top <= other.top and other.bottom <= self.bottom

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> "Box":
        return cls(x - radius, y - radius, x + radius, y + radius)


@dataclass(frozen=True, slots=True)
class Label:
    """Words for the point (x, y), one line or more; the lowest `priority` is placed first."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float = 12
    bold: bool = False
    priority: float = 0
    css: str = "t"
    clear: float = 6  # pixels between the point and its label

    @property
    def width(self) -> float:
        return max(text_width(words, self.size, bold=self.bold) for words in self.lines)

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its box; `leader` where it stands too far from its point to be read with it at a glance."""

    label: Label
    box: Box
    anchor: str
    leader: bool

    def marks(self) -> list[Mark]:
        label, box = self.label, self.box
        x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[self.anchor]
        css = f"{label.css} b" if label.bold else label.css
        out = []
        if self.leader:
            near_x = min(max(label.x, box.left), box.right)
            near_y = min(max(label.y, box.top), box.bottom)
            out.append(line(label.x, label.y, near_x, near_y, "leader"))
        for i, words in enumerate(label.lines):
            baseline = box.top + (i * LINE + _ASCENT + (LINE - 1) / 2) * label.size
            out.append(text(x, baseline, words, size=label.size, anchor=self.anchor, css=css))
        return out


def place(
    labels: Sequence[Label], bounds: Box, obstacles: Iterable[Box] = (), soft: Iterable[Box] = ()
) -> tuple[list[Placed], list[Label]]:
    """Where each label goes, and the labels for which there is no room.

    No box of a placed label overlaps another's or an obstacle, and all lie within `bounds`. `soft` obstacles are kept clear only where there is
    room close to the point: a label on a thin line reads better than one far away.
    """
    taken = list(obstacles)
    lines = list(soft)
    placed: list[Placed] = []
    unplaced: list[Label] = []
    for label in sorted(labels, key=lambda one: one.priority):
        chosen = _first_free(label, bounds, taken, lines)
        if chosen is None:
            unplaced.append(label)
            continue
        placed.append(chosen)
        taken.append(chosen.box.grown(_GAP))
    return placed, unplaced


def _first_free(label: Label, bounds: Box, taken: Sequence[Box], lines: Sequence[Box]) -> Placed | None:
    """The nearest place without a leader that is clear of lines too; else the nearest that is free."""
    chosen: Placed | None = None
    for candidate in _candidates(label):
        if chosen and candidate.leader:
            break
        if not bounds.holds(candidate.box) or any(candidate.box.overlaps(box) for box in taken):
            continue
        if candidate.leader or not any(candidate.box.overlaps(box) for box in lines):
            return candidate
        chosen = chosen or candidate
    return chosen


def _candidates(label: Label) -> Iterable[Placed]:
    """Right, left, above, below and the corners; then rings further and further out, with a leader."""
    w, h, x, y = label.width, label.height, label.x, label.y
    for distance in (
        label.clear,
        label.clear + 6,
        label.clear + 16,
        label.clear + 30,
        label.clear + 48,
        label.clear + 72,
        label.clear + 104,
    ):
        leader = distance > label.clear + 6
        d, slant = distance, distance * 0.7
        for left, top, anchor in (
            (x + d, y - h / 2, "start"),
            (x - d - w, y - h / 2, "end"),
            (x + slant, y - slant - h, "start"),
            (x + slant, y + slant, "start"),
            (x - slant - w, y - slant - h, "end"),
            (x - slant - w, y + slant, "end"),
            (x - w / 2, y - d - h, "middle"),
            (x - w / 2, y + d, "middle"),
        ):
            yield Placed(label, Box(left, top, left + w, top + h), anchor, leader)
