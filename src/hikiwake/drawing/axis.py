"""Scales and ticks: from data to pixels, with round numbers and round dates on the way."""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from `[low, high]` in data to `[start, end]` in pixels; `start` may lie right of or below `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def clamped(self, value: float) -> float:
        return self(min(max(value, self.low), self.high))


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers (steps of 1, 2 or 5 times a power of ten) within `[low, high]`, at most `most`, at least two where there is room.

    Raises:
        ValueError: `low` exceeds `high`, or `most` is under 2.
    """
    if low > high or most < 2:
        raise ValueError(f"no ticks between {low} and {high} with at most {most}")
    if low == high:
        return [low]
    power = floor(log10((high - low) / most))
    for exponent in (power, power + 1, power + 2):
        for factor in (1, 2, 5):
            step = factor * 10.0**exponent
            first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
            if last - first + 1 <= most:
                return [round(i * step, 12) for i in range(first, last + 1)]
    raise AssertionError("a step of a hundred times the range leaves at most one tick")


_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_MONTH_STEPS = (1, 2, 3, 6)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day_ticks(first: date, last: date, most: int = 8) -> list[tuple[date, str]]:
    """Firsts of months or years between two days, with what to write under them ("2016", "May 2016"), at most `most`."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 20:
        for step in _MONTH_STEPS:
            days = [d for d in _month_starts(first, last) if (d.month - 1) % step == 0]
            if len(days) <= most:
                return [(d, f"{_MONTHS[d.month - 1]} {d.year}") for d in days]
    for step in _YEAR_STEPS:
        years = [y for y in range(first.year, last.year + 1) if y % step == 0 and first <= date(y, 1, 1) <= last]
        if len(years) <= most:
            return [(date(y, 1, 1), str(y)) for y in years]
    return []


def _month_starts(first: date, last: date) -> list[date]:
    starts = []
    year, month = first.year, first.month
    while (day := date(year, month, 1)) <= last:
        if day >= first:
            starts.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return starts
