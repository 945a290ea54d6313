"""A part of relations by its days: what a chart shows of them, and on which days two charts can stand one above the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from hikiwake.relations.model import Relations
from hikiwake.relations.periods import next_period

_LEAST_SHARE = 0.2  # of a common axis: what fills less of it cannot be read there
Words = TypeVar("Words")


@dataclass(frozen=True, slots=True)
class Window:
    """Days from the first to the last, both within."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def wider(self, by: timedelta) -> "Window":
        """The window with so much more on either side, as far as the calendar goes."""
        return Window(
            date.fromordinal(max(self.first.toordinal() - by.days, 1)),
            date.fromordinal(min(self.last.toordinal() + by.days, date.max.toordinal())),
        )


def window_of(relations: Relations) -> Window | None:
    """The days that relations cover; None where there are none."""
    if not relations.index:
        return None
    return Window(relations.index[0].period, next_period(relations.index[-1].period, relations.by) - timedelta(days=1))


def union(one: Window, other: Window) -> Window:
    return Window(min(one.first, other.first), max(one.last, other.last))


def common_axis(one: Window, other: Window) -> Window | None:
    """The days of a time axis for both; None where one of them would fill too little of it to be read."""
    both = union(one, other)
    return both if min(one.days, other.days) >= _LEAST_SHARE * both.days else None


def within(relations: Relations, window: Window) -> Relations:
    """What of relations lies in a window: periods that begin before its end and end after its beginning; phases cut to it."""
    first, last = window.first, window.last
    return replace(
        relations,
        index=tuple(p for p in relations.index if p.period <= last and next_period(p.period, relations.by) > first),
        phases=tuple(
            replace(p, start=max(p.start, first), end=min(p.end, last + timedelta(days=1)))
            for p in relations.phases
            if p.start <= last and p.end > first
        ),
        turning_points=tuple(t for t in relations.turning_points if first <= t.date <= last),
        thin=tuple(t for t in relations.thin if t.start <= last and t.end > first),
    )


def words_within(relations: Relations, words: Sequence[Words], window: Window) -> list[Words]:
    """What is said of each turning point, for those that lie in a window."""
    pairs = zip(relations.turning_points, words, strict=False)  # of the last ones nothing may be known
    return [said for turn, said in pairs if window.first <= turn.date <= window.last]
