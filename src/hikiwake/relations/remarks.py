"""What a reader must know of a series before its ups and downs are believed: its unit, how far its rows lie apart, when its weeks begin."""

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.periods import periods_a_year

Days = NDArray[np.datetime64]
_REACH = 10.0  # of Goldstein's scale
_LEAST_DAYS = 4  # fewer dates have no rhythm
_SPARSE = 1.8  # periods from one row to the next, beyond which another period fits better
_WEEK = np.timedelta64(7, "D")
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
UNIT = (
    "Values lie beyond −10 … 10, so they are no mean Goldstein scores; index and phases are in the file’s own unit. A sum of scores grows with "
    "the press: in it much news looks like good or bad news, and up and down can change places. Of event data give the mean of each period’s "
    "scores as value and their number as count."
)


def remarks(days: Days, values: NDArray[np.float64], *, by: str) -> tuple[str, ...]:
    """Sentences on one dyad's series, none where all is as it should be.

    Args:
        days: of its rows, shape (rows,).
        values: NaN where nothing happened, same shape.
        by: "week", "month", "quarter" or "year".
    """
    said = np.isfinite(values)
    found = [UNIT] if bool((np.abs(values[said]) > _REACH).any()) else []
    dates = np.unique(days[said])
    if len(dates) >= _LEAST_DAYS:
        step = float(np.median(np.diff(dates) / np.timedelta64(1, "D")))
        if step > _SPARSE * 365.25 / periods_a_year(by):
            found.append(_coarser(step, by))
    return tuple(one for one in found if one)


def weekday_of_weeks(days: Days) -> str:
    """On which days the rows of a weekly file lie, "Sundays", where these are not Mondays; empty for a file of any other kind."""
    if not len(days) or ((days - days[0]) % _WEEK != np.timedelta64(0, "D")).any():
        return ""
    dates = np.unique(days)
    if len(dates) < _LEAST_DAYS or np.median(np.diff(dates)) != _WEEK:
        return ""
    day = int((dates[0].astype(np.int64) + 3) % 7)  # 1970-01-01 was a Thursday
    return _WEEKDAYS[day] if day else ""


def of_weeks(weekday: str) -> str:
    """What is said of a weekly file whose rows stand on another day than Monday."""
    return (
        f"The rows lie a week apart, on {weekday}: each is counted in the week from Monday in which its day lies. Where the day is the first of a "
        "week that reaches farther, date the rows by its Monday."
    )


def _coarser(step: float, by: str) -> str:
    """Which period suits rows so many days apart; empty where none does better than `by`."""
    apart = {"year": 250.0, "quarter": 60.0, "month": 20.0}
    better = next((period for period, least in apart.items() if step >= least), by)
    return f"Most rows lie about a {better} apart: read by {better} (--by {better}) they leave no gaps." if better != by else ""
