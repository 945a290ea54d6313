"""The relations index: the mean of a dyad's events in each period, with an interval that says how few they are.

Values are on Goldstein's scale (Goldstein 1992, J. Conflict Resolution 36, 369–385), −10 … 10. The mean and not the sum is used: sums
show the growth of the press. A row whose date spans several periods counts in each by the share of its days.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from hikiwake.relations.model import IndexPoint, Row, Series
from hikiwake.relations.periods import next_period, periods
from hikiwake.terms.pauses import paused

_NORMAL_90 = 1.645  # half width of a 90 % interval in standard deviations
_LEAST_SPREAD = 2.0  # Goldstein points: a visit and an agreement lie about as far apart
_THIRD = (1 / 3, 1 / 3, 1 / 3)


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a row that falls into one period; `weight` in that part."""

    value: float
    weight: float
    key: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The dyad's usual level (weighted median) and the standard deviation about it."""

    level: float
    deviation: float


def shares(series: Series, *, by: str) -> list[tuple[date, list[Share]]]:
    """Every period from the first row to the last, with what falls into it; empty for an empty series."""
    if not series.rows:
        return []
    starts = periods(min(r.first for r in series.rows), max(r.last for r in series.rows), by)
    found: list[list[Share]] = [[] for _ in starts]
    for row in paused(series.rows):
        first = bisect_right(starts, row.first) - 1
        last = bisect_right(starts, row.last) - 1
        for i in range(first, last + 1):
            days = _days_within(row, starts[i], next_period(starts[i], by))
            found[i].append(Share(row.value, row.weight * days / ((row.last - row.first).days + 1), row.key))
    return list(zip(starts, found, strict=True))


def spread(series: Series) -> Spread:
    """Level and deviation of a series with at least one row; the deviation is never under two Goldstein points.

    The deviation is the weighted median absolute deviation × 1.4826, which one war does not blow up.
    """
    pairs = [(r.value, r.weight) for r in paused(series.rows)]
    level = _weighted_median(pairs)
    deviation = 1.4826 * _weighted_median([(abs(value - level), weight) for value, weight in pairs])
    return Spread(level, max(deviation, _LEAST_SPREAD))


def relations_index(series: Series, *, by: str) -> tuple[IndexPoint, ...]:
    """One point a period; `index` is None where nothing is known, `phase` a third each (see `phases`).

    The interval is mean ± 1.645 · s / √n, s the deviation of the whole series and n Kish's effective number of rows: with one row in a
    period it is wide, as it should be.
    """
    return index_of(shares(series, by=by), series)


def index_of(inside: Sequence[tuple[date, list[Share]]], series: Series) -> tuple[IndexPoint, ...]:
    """As `relations_index`, of the series cut into its `shares` already."""
    deviation = spread(series).deviation if series.rows else 0.0
    return tuple(_point(start, some, deviation) for start, some in paused(inside))


def _point(start: date, inside: list[Share], deviation: float) -> IndexPoint:
    total = sum(s.weight for s in inside)
    keys = tuple(dict.fromkeys(s.key for s in inside))
    if total <= 0:
        return IndexPoint(start, None, None, None, 0, keys, _THIRD)
    mean = min(max(sum(s.value * s.weight for s in inside) / total, -10.0), 10.0)  # sums round past the ends of the scale
    # an effective number above the weight itself would let ten rumours look like ten facts
    effective = min(total, total**2 / sum(s.weight**2 for s in inside))
    half = _NORMAL_90 * deviation / sqrt(max(effective, 0.05))
    return IndexPoint(start, mean, max(-10.0, mean - half), min(10.0, mean + half), len(keys), keys, _THIRD)


def _days_within(row: Row, start: date, end: date) -> int:
    return (min(row.last, end - timedelta(days=1)) - max(row.first, start)).days + 1


def _weighted_median(pairs: list[tuple[float, float]]) -> float:
    pairs = sorted(pairs)
    half = sum(weight for _, weight in pairs) / 2
    passed = 0.0
    for value, weight in pairs:
        passed += weight
        if passed >= half:
            return value
    return pairs[-1][0]
