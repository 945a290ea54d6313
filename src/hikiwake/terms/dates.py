"""Dates with a precision, from the first day on which the thing can have been to the last.

`value` is written as in TIMEX3 (`2016-05-06`, `2016-05`, `2016-Q3`, `2016-W12`, `2016-SU`, `FY2016`, `199`, `PAST_REF`). It names the
unit; what was said about it ("early", "since") stands in the days and the precision, so that a date is not rebuilt from its value alone.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    BEFORE = "before"  # at some time up to `latest`
    AFTER = "after"  # at some time from `earliest`
    VAGUE = "vague"  # PAST_REF, PRESENT_REF, FUTURE_REF: no days known


@dataclass(frozen=True, slots=True)
class Date:
    """When something was: `earliest` and `latest` are the days it can have fallen on, None where open."""

    value: str
    precision: Precision
    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"date {self.value!r} ends ({self.latest}) before it begins ({self.earliest})")

    @property
    def sort_key(self) -> tuple[date, date]:
        """Earliest, then latest; what has no days stands last."""
        first = self.earliest or self.latest or date.max
        return first, self.latest or date.max

    @property
    def is_known(self) -> bool:
        return self.earliest is not None or self.latest is not None

    @property
    def is_ambiguous(self) -> bool:
        """Whether it is one of two days that the words do not tell apart: 03/04/2016."""
        return self.value.startswith("[")

    def overlaps(self, first: date, last: date) -> bool:
        """Whether the date can have fallen between `first` and `last`, both included."""
        return self.is_known and (self.earliest or date.min) <= last and (self.latest or date.max) >= first


def on_day(day: date) -> Date:
    return Date(day.isoformat(), Precision.DAY, day, day)


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_WEEKEND = re.compile(r"(\d{4})-W(\d\d)-WE")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_FISCAL = re.compile(r"FY(\d{4})")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"\d{3}")
_CENTURY = re.compile(r"\d\d")
_OPEN = re.compile(r"XXXX-(\d\d(-\d\d)?|Q[1-4]|H[12]|SP|SU|FA|WI|WXX-[1-7])")
_ONE_OF = re.compile(r"\[(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)\]")
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def from_timex(value: str) -> Date:
    """The date that a TIMEX3 value names.

    A range of two values is written `2016-05/2016-08`; a year that is not known `XXXX-05`, a weekday of
    no known week `XXXX-WXX-1`, which have no days; one of two days `[2016-03-04,2016-04-03]`, as in EDTF.
    Winter is December to February of the next year; a fiscal year is
    taken as its calendar year, which is as close as one can come without knowing whose it is.

    Raises:
        ValueError: the value is not TIMEX3, or names no day of the calendar (`2015-02-29`).
    """
    if value in ("PAST_REF", "PRESENT_REF", "FUTURE_REF") or _OPEN.fullmatch(value):
        return Date(value, Precision.VAGUE, None, None)
    if m := _ONE_OF.fullmatch(value):
        return Date(value, Precision.RANGE, from_timex(m[1]).earliest, from_timex(m[2]).latest)
    if "/" in value:
        first, last = (from_timex(part) for part in value.split("/", 1))
        return Date(value, Precision.RANGE, first.earliest, last.latest)
    if m := _DAY.fullmatch(value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return Date(value, Precision.DAY, day, day)
    if m := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return Date(value, Precision.WEEK, monday, monday + timedelta(days=6))
    if m := _WEEKEND.fullmatch(value):
        saturday = date.fromisocalendar(int(m[1]), int(m[2]), 6)
        return Date(value, Precision.RANGE, saturday, saturday + timedelta(days=1))
    for pattern, precision, months in (
        (_MONTH, Precision.MONTH, 1),
        (_QUARTER, Precision.QUARTER, 3),
        (_HALF, Precision.RANGE, 6),
    ):
        if m := pattern.fullmatch(value):
            return _months(value, precision, int(m[1]), (int(m[2]) - 1) * months + 1, months)
    if m := _SEASON.fullmatch(value):
        return _months(value, Precision.SEASON, int(m[1]), _SEASON_MONTHS[m[2]], 3)
    if m := _FISCAL.fullmatch(value):
        return _months(value, Precision.YEAR, int(m[1]), 1, 12)
    if _YEAR.fullmatch(value):
        return _months(value, Precision.YEAR, int(value), 1, 12)
    if _DECADE.fullmatch(value):
        return Date(value, Precision.DECADE, date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31))
    if _CENTURY.fullmatch(value):
        return Date(value, Precision.RANGE, date(int(value) * 100, 1, 1), date(int(value) * 100 + 99, 12, 31))
    raise ValueError(f"{value!r} is not a TIMEX3 date")


def _months(value: str, precision: Precision, year: int, first_month: int, months: int) -> Date:
    first = date(year, first_month, 1)
    last_year, last_month = divmod(first_month + months - 2, 12)
    last_year, last_month = year + last_year, last_month + 1
    return Date(value, precision, first, date(last_year, last_month, monthrange(last_year, last_month)[1]))
