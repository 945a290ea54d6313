"""Calendar periods: weeks (from Monday), months, quarters, years."""

from datetime import date, timedelta

PERIODS = ("week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def start_of(day: date, by: str) -> date:
    """The first day of the period that holds `day`.

    Raises:
        ValueError: `by` is no period.
    """
    if by == "week":
        return day - timedelta(days=day.weekday())
    months = _length(by)
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def next_period(start: date, by: str) -> date:
    """The first day of the period after the one that begins on `start`."""
    if by == "week":
        return start + timedelta(days=7)
    years, month = divmod(start.month - 1 + _length(by), 12)
    return date(start.year + years, month + 1, 1)


def periods(first: date, last: date, by: str) -> list[date]:
    """The first days of all periods from the one that holds `first` to the one that holds `last`."""
    found = [start_of(first, by)]
    while (following := next_period(found[-1], by)) <= last:
        found.append(following)
    return found


def periods_a_year(by: str) -> float:
    """How many such periods a year has."""
    return {"week": 365.25 / 7, "month": 12.0, "quarter": 4.0, "year": 1.0}[by]


def _length(by: str) -> int:
    if by not in _MONTHS:
        raise ValueError(f"{by!r} is no period: use one of {', '.join(PERIODS)}")
    return _MONTHS[by]
