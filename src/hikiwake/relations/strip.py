"""The entries under an index: each by its own mark, or, where they are too many for that, how many there are in each period."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hikiwake.drawing import Mark, Scale, group, rect, shape
from hikiwake.relations.finding import month
from hikiwake.relations.periods import PERIODS, next_period, periods, periods_a_year

_MANY = 600  # entries, beyond which marks cover one another
_LANES = 3
_HIGH = 30.0  # pixels of the highest column
_THIN = 3.0  # pixels, below which columns are told of longer periods


@dataclass(frozen=True, slots=True)
class Happening:
    """An event to be drawn under the index: between which days it was, by which shape, and what it was."""

    first: date
    last: date
    shape: str
    words: str


def strip(
    happenings: Sequence[Happening], x: Scale, middle: float, by: str, *, is_narrow: bool = False
) -> tuple[list[Mark], str]:
    """The marks of the entries, about the height `middle`, and what the legend says of them; nothing for no entry.

    Args:
        x: days as ordinals to pixels; what lies beyond its ends is left out.
        by: the shortest period by which very many are counted.
        is_narrow: there is room for a few words only.
    """
    shown = [h for h in happenings if x.low <= h.last.toordinal() and h.first.toordinal() <= x.high]
    if len(shown) > _MANY:
        return _columns(shown, x, middle, by)
    words = "entries of the record" if is_narrow else "entries, each as long as its date is open"
    return _each(shown, x, middle), words if happenings else ""


def _each(happenings: Sequence[Happening], x: Scale, middle: float) -> list[Mark]:
    """Events in lanes, so that none covers another where there is room; a bar from the first to the last day each can have been."""
    marks: list[Mark] = []
    lanes = [0.0] * _LANES
    for h in sorted(happenings, key=lambda one: (one.first, one.last)):
        left, right = x.clamped(h.first.toordinal()), x.clamped(h.last.toordinal())
        lane = min(range(_LANES), key=lambda i: (lanes[i] > left - 6, lanes[i]))
        lanes[lane] = max(right + 5, left + 8)
        at = middle + (lane - 1) * 11
        bar = [rect(left, at - 2, right - left, 4, "f4 soft", radius=2)] if right - left > 8 else []
        marks.append(group(*bar, shape(h.shape, (left + right) / 2, at, 3.6, "f4 s4"), title=h.words))
    return marks


def _columns(happenings: Sequence[Happening], x: Scale, middle: float, by: str) -> tuple[list[Mark], str]:
    wide = abs(x.end - x.start) / max(x.high - x.low, 1) * 365.25
    longer = PERIODS[PERIODS.index(by) :]
    by = next((period for period in longer if wide / periods_a_year(period) >= _THIN), longer[-1])
    counts = _counts(happenings, x, by)
    most = max(counts.values())
    marks = []
    for start, count in counts.items():
        left, right = x.clamped(start.toordinal()), x.clamped(next_period(start, by).toordinal())
        high = max(count / most * _HIGH, 1.0)  # where there is anything it is seen
        if count >= 0.5:
            column = rect(left + 0.5, middle + _HIGH / 2 - high, right - left - 1, high, "f4")
            marks.append(group(column, title=f"{_named(start, by)}: {_entries(count)}"))
    return marks, f"entries a {by}, at most {most:,.0f}"


def _counts(happenings: Sequence[Happening], x: Scale, by: str) -> dict[date, float]:
    """How many entries each period holds; one whose date is open counts by the days that it can have been."""
    starts = periods(date.fromordinal(round(x.low)), date.fromordinal(round(x.high)), by)
    edges = [day.toordinal() for day in (*starts, next_period(starts[-1], by))]
    counts = [0.0] * len(starts)
    for h in happenings:
        first, end = h.first.toordinal(), h.last.toordinal() + 1
        for i in range(max(bisect_right(edges, first) - 1, 0), len(starts)):
            if edges[i] >= end:
                break
            counts[i] += max(min(end, edges[i + 1]) - max(first, edges[i]), 0) / (end - first)
    return dict(zip(starts, counts, strict=True))


def _named(start: date, by: str) -> str:
    return {
        "year": f"{start.year}",
        "quarter": f"the quarter from {month(start)}",
        "month": month(start),
        "week": f"the week from {start.day} {month(start)}",
    }[by]


def _entries(count: float) -> str:
    return f"{count:,.0f} {'entry' if round(count) == 1 else 'entries'}"
