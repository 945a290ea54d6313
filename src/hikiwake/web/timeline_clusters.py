"""What a timeline draws as one mark: entries that would stand on each other are brought together, however long the record.

Events keep their height by Goldstein's scale, statements the row of their grade; what is on different sides is never joined.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hikiwake.drawing import Scale
from hikiwake.web.chronicle_query import Window
from hikiwake.web.chronicle_row import Row

MOST_MARKS = 300
CELL = 14.0  # pixels: marks nearer than this are one
BAND = 15.0  # of a grade's row
_MOST_RADIUS = 11.5  # of a mark that holds several
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Entries drawn as one mark: a point at (x, y), or a bar from `left` to `right`."""

    rows: tuple[Row, ...]
    x: float
    y: float
    left: float
    right: float
    is_bar: bool
    side: str  # of events: with, against or neutral by the sum of their scores; of statements neutral
    opens: str = ""  # "<" open to the past, ">" to the future

    @property
    def window(self) -> Window | None:
        """The days that the entries span; None where one of them has no end."""
        firsts = [row.first for row in self.rows if row.first is not None]
        lasts = [row.last for row in self.rows if row.last is not None]
        if len(firsts) < len(self.rows) or len(lasts) < len(self.rows):
            return None
        return Window(date.fromordinal(min(firsts)), date.fromordinal(max(lasts)))


def extent(rows: Iterable[Row]) -> Window | None:
    """The days from the first entry to the last, with a little air; None where none has a date."""
    days = [day for row in rows for day in (row.first, row.last) if day is not None]
    if not days:
        return None
    air = max((max(days) - min(days)) // 50, 1)
    return Window(date.fromordinal(max(min(days) - air, 1)), date.fromordinal(min(max(days) + air, date.max.toordinal())))


@dataclass(frozen=True, slots=True)
class Here:
    """The rows that can have fallen into a window, with what decides their places as columns; `undated` others have no place in time."""

    window: Window
    rows: tuple[Row, ...]
    first: Floats  # ordinals of days, NaN where open
    last: Floats
    score: Floats  # Goldstein's, 0 where an event has none
    grade: Integers  # the rank of a statement's grade, −1 for events
    undated: int

    @classmethod
    def of(cls, rows: Sequence[Row], window: Window) -> Self:
        here = tuple(row for row in rows if _is_here(row, window))
        return cls(
            window,
            here,
            np.array([row.first for row in here], dtype=np.float64),  # None becomes NaN
            np.array([row.last for row in here], dtype=np.float64),
            np.array([row.goldstein or 0.0 for row in here]),
            np.array([-1 if row.is_event else row.grade.rank for row in here], dtype=np.int64),
            sum(not row.is_dated for row in rows),
        )


def _is_here(row: Row, window: Window) -> bool:
    first, last = window.first.toordinal(), window.last.toordinal()
    return row.is_dated and (row.first is None or row.first <= last) and (row.last is None or row.last >= first)


def clusters(here: Here, x: Scale, y: Scale, band: float) -> list[Cluster]:
    """What is drawn: as fine as leaves marks apart, coarser where that would be more than `MOST_MARKS`."""
    if not here.rows:
        return []
    layout = _layout(here, x, y, band)
    cell = CELL
    while len(np.unique(keys := layout.keys(cell))) > MOST_MARKS:
        cell *= 1.25
    groups: dict[int, list[int]] = defaultdict(list)
    for i, key in enumerate(keys.tolist()):
        groups[key].append(i)
    bars = layout.is_bar(cell)
    found = [layout.cluster(here.rows, some, is_bar=bool(bars[some[0]])) for some in groups.values()]
    return [c for c in found if c.is_bar] + _apart([c for c in found if not c.is_bar])


def _apart(points: list[Cluster]) -> list[Cluster]:
    """Points of one side or one grade whose marks would still stand on each other, joined until none do."""
    before = -1
    while before != len(points):
        before = len(points)
        points = sorted(points, key=lambda c: (c.x, c.y))
        i = 0
        while i < len(points):
            j = i + 1
            while j < len(points) and points[j].x - points[i].x < 2 * _MOST_RADIUS:
                if _touch(points[i], points[j]):
                    points[i] = _joined(points[i], points.pop(j))
                else:
                    j += 1
            i += 1
    return points


def _touch(one: Cluster, other: Cluster) -> bool:
    return (one.rows[0].is_event, one.side) == (other.rows[0].is_event, other.side) and (
        (one.x - other.x) ** 2 + (one.y - other.y) ** 2 < (0.88 * (radius(one) + radius(other))) ** 2
    )


def _joined(one: Cluster, other: Cluster) -> Cluster:
    n, m = len(one.rows), len(other.rows)
    x, y = (one.x * n + other.x * m) / (n + m), (one.y * n + other.y * m) / (n + m)
    return Cluster(one.rows + other.rows, x, y, x, x, False, one.side)


def radius(c: Cluster) -> float:
    n = len(c.rows)
    if n == 1:
        return 4.8
    return min(5.5 + sqrt(n) * 0.9, _MOST_RADIUS) if c.rows[0].is_event else min(5.0 + sqrt(n) * 0.5, BAND / 2 - 0.3)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where each row would stand by itself, in pixels: from `start` to `end` at `level`; marks of different `lane` are never joined."""

    start: Floats
    end: Floats
    level: Floats
    lane: Integers  # a statement's grade, −1 for events
    opens: Integers  # 1 to the past, 2 to the future, 3 both
    left: float

    def is_bar(self, cell: float) -> NDArray[np.bool_]:
        return self.end - self.start > cell

    def keys(self, cell: float) -> Integers:
        """One number for all that is drawn as one mark when marks are `cell` pixels apart."""
        bar = self.is_bar(cell)
        height = np.where(self.lane >= 0, self.lane, 100 + np.round(self.level / (cell * 0.8)))
        middle = np.floor(((self.start + self.end) / 2 - self.left) / cell)
        first = np.where(bar, np.floor((self.start - self.left) / cell), middle)
        last = np.where(bar, np.floor((self.end - self.left) / cell), 0)
        keys: Integers = ((((first * 4096 + last) * 1024 + height) * 4 + self.opens * bar) * 2 + bar).astype(np.int64)
        return keys

    def cluster(self, rows: Sequence[Row], at: list[int], *, is_bar: bool) -> Cluster:
        some, level = tuple(rows[i] for i in at), float(self.level[at].mean())
        left, right = float(self.start[at].min()), float(self.end[at].max())
        if is_bar:
            opens = ("<" if some[0].first is None else "") + (">" if some[0].last is None else "")
            return Cluster(some, (left + right) / 2, level, left, right, True, _side(some), opens)
        middle = float(((self.start[at] + self.end[at]) / 2).mean())
        return Cluster(some, middle, level, middle, middle, False, _side(some))


def _layout(here: Here, x: Scale, y: Scale, band: float) -> _Layout:
    per_day = (x.end - x.start) / (x.high - x.low)
    start = np.where(np.isnan(here.first), x.start, np.clip(x.start + (here.first - x.low) * per_day, x.start, x.end))
    end = np.where(np.isnan(here.last), x.end, np.clip(x.start + (here.last + 1 - x.low) * per_day, x.start, x.end))
    is_day = here.first == here.last
    if spread := _spread(here.rows, x):
        at = np.array([spread.get(row.id, np.nan) for row in here.rows])
        start, end = np.where(np.isnan(at), start, at), np.where(np.isnan(at), end, at)
    middle = (start + end) / 2
    height = y.start + (np.clip(here.score, y.low, y.high) - y.low) / (y.high - y.low) * (y.end - y.start)
    return _Layout(
        np.where(is_day, middle, start),
        np.where(is_day, middle, np.maximum(start, end)),
        np.where(here.grade >= 0, band + BAND * (here.grade + 0.5), height),
        here.grade,
        np.isnan(here.first) + 2 * np.isnan(here.last),
        x.start,
    )


def _spread(rows: Sequence[Row], x: Scale) -> dict[str, float]:
    """Where the entries of one day stand when a day is wide enough to hold them side by side, in the order of the chronicle."""
    day_width = x(x.low + 1) - x(x.low)
    if day_width < 2 * CELL:
        return {}
    days: dict[tuple[int, bool], list[str]] = defaultdict(list)
    for row in rows:
        if row.first is not None and row.first == row.last:
            days[row.first, row.is_event].append(row.id)
    return {id: x(day) + day_width * (i + 0.5) / len(ids) for (day, _), ids in days.items() for i, id in enumerate(ids)}


def _side(rows: Sequence[Row]) -> str:
    if not rows[0].is_event:
        return "neutral"
    scores = sum(row.goldstein or 0.0 for row in rows)
    return "with" if scores > 0 else "against" if scores < 0 else "neutral"
