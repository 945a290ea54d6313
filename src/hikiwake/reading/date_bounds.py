"""What words before a date do to its days: a part of them ("the end of February"), or one side open ("since 1945")."""

from dataclasses import replace
from datetime import date, timedelta

from hikiwake.terms.dates import Date, Precision


def narrowed(found: Date, part: str | None) -> Date:
    """The first, middle or last third of the days, rounded to what is named: of a month ten days, of a year four months."""
    if part is None or found.earliest is None or found.latest is None:
        return found
    third = timedelta(days=((found.latest - found.earliest).days + 1) // 3)
    if part == "start":
        return replace(found, latest=max(found.earliest, found.earliest + third - timedelta(days=1)))
    if part == "end":
        return replace(found, earliest=min(found.latest, found.latest - third + timedelta(days=1)))
    return replace(found, earliest=found.earliest + third, latest=found.latest - third)


def bounded(found: Date, bound: str | None, told: date | None = None) -> Date:
    """One side opened: from the date on, after it, before it, up to it; the value stays.

    `told`: the day up to which the text can know what has been so "since" then; None where it tells what is to come.
    """
    if bound is None or not found.is_known:
        return found
    one = timedelta(days=1)
    match bound:
        case "since":
            is_over = told is not None and found.earliest is not None and found.earliest <= told
            return replace(found, precision=Precision.AFTER, latest=told if is_over else None)
        case "after":
            return Date(found.value, Precision.AFTER, found.latest + one if found.latest else None, None)
        case "before":
            return Date(found.value, Precision.BEFORE, None, found.earliest - one if found.earliest else None)
        case _:
            return Date(found.value, Precision.BEFORE, None, found.latest)
