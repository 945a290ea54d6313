"""Which files GDELT publishes for a range of days, by name and in the order of their dates. Times are UTC.

GDELT 1.0: a file a year to 2005, a month to March 2013 (both by the day of the event), then a day (by the day the event was found).
GDELT 2.0: a file of events and one of mentions every quarter of an hour from 2015-02-18 23:00.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from hikiwake.terms.errors import HikiwakeError

FIRST_1 = date(1979, 1, 1)
_MONTHS_FROM, _DAYS_FROM = date(2006, 1, 1), date(2013, 4, 1)
FIRST_2 = datetime(2015, 2, 18, 23)
KINDS = ("export", "mentions")
_QUARTER = timedelta(minutes=15)
_STAMP = "%Y%m%d%H%M%S"
_LATE_2 = timedelta(hours=1)  # how long after its time a quarter-hour may still come to be listed
_LATE_1 = timedelta(hours=36)  # from the beginning of its day: a daily file comes on the next morning


class Slices(Protocol):
    """The files of a range, by number from 0."""

    def __len__(self) -> int: ...

    def name(self, number: int) -> str: ...

    def number(self, name: str) -> int | None:
        """Of the file of this name; None where it does not belong to the range."""
        ...

    def is_due(self, number: int, now: datetime) -> bool:
        """Whether it should be published at `now`."""
        ...


def slices(version: int, first: date, last: date, what: Sequence[str]) -> Slices:
    """The files that hold the days `first` to `last`, both included.

    Raises:
        HikiwakeError: the range lies before the source begins, ends before it begins, or the version has no such files.
    """
    if last < first:
        raise HikiwakeError.of("--to", f"{last} lies before {first}", "Give the earlier day to --from.")
    if version == 1:
        if tuple(what) != ("export",):
            raise HikiwakeError.of("--what", "GDELT 1.0 has no mentions", "Leave --what out, or say --version 2.")
        if first < FIRST_1:
            raise HikiwakeError.of("--from", f"{first} lies before GDELT, which begins on {FIRST_1}", "Begin there.")
        return BackAndDailyFiles(first, last)
    if first < FIRST_2.date():
        mend = f"Begin on {FIRST_2.date()}, or say --version 1 (from {FIRST_1})."
        raise HikiwakeError.of("--from", f"{first} lies before GDELT 2.0, which begins on {FIRST_2.date()} at 23:00 UTC", mend)
    begin = max(datetime.combine(first, time()), FIRST_2)
    end = datetime.combine(last + timedelta(days=1), time())
    return QuarterHours(begin, (end - begin) // _QUARTER, tuple(what))


class QuarterHours:
    """The files of GDELT 2.0: nothing is kept but where they begin and how many there are."""

    def __init__(self, begin: datetime, quarters: int, kinds: tuple[str, ...]) -> None:
        self._begin, self._quarters, self._kinds = begin, quarters, kinds
        self._first, self._beyond = (f"{t:{_STAMP}}" for t in (begin, begin + quarters * _QUARTER))

    def __len__(self) -> int:
        return self._quarters * len(self._kinds)

    def name(self, number: int) -> str:
        quarter, kind = divmod(number, len(self._kinds))
        return f"{self._begin + quarter * _QUARTER:{_STAMP}}.{self._kinds[kind]}.CSV.zip"

    def number(self, name: str) -> int | None:
        if not self._first <= name < self._beyond:  # nearly every line of the list
            return None
        stamp, _, rest = name.partition(".")
        kind = rest.removesuffix(".CSV.zip")
        if kind not in self._kinds or rest == kind or len(stamp) != 14:
            return None
        try:
            quarter, odd = divmod(datetime.strptime(stamp, _STAMP) - self._begin, _QUARTER)
        except ValueError:
            return None
        return None if odd else quarter * len(self._kinds) + self._kinds.index(kind)

    def is_due(self, number: int, now: datetime) -> bool:
        return (self._begin + number // len(self._kinds) * _QUARTER).replace(tzinfo=UTC) + _LATE_2 <= now


class BackAndDailyFiles:
    """The files of GDELT 1.0: the years and months that the range touches are taken whole."""

    def __init__(self, first: date, last: date) -> None:
        self._names: list[str] = []
        self._days: list[date] = []  # the last day of each file
        day = first
        while day <= last:
            if day < _MONTHS_FROM:
                end, name = date(day.year, 12, 31), f"{day:%Y}.zip"
            elif day < _DAYS_FROM:
                end, name = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1), f"{day:%Y%m}.zip"
            else:
                end, name = day, f"{day:%Y%m%d}.export.CSV.zip"
            self._names.append(name)
            self._days.append(end)
            if end == date.max:
                break
            day = end + timedelta(days=1)
        self._numbers = {name: number for number, name in enumerate(self._names)}

    def __len__(self) -> int:
        return len(self._names)

    def name(self, number: int) -> str:
        return self._names[number]

    def number(self, name: str) -> int | None:
        return self._numbers.get(name)

    def is_due(self, number: int, now: datetime) -> bool:
        return datetime.combine(self._days[number], time(), UTC) + _LATE_1 <= now
