"""What words before a date do to its days: a part of them ("the end of February"), or one side open ("since 1945")."""

from dataclasses import replace
from datetime import timedelta

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


def bounded(found: Date, bound: str | None) -> Date:
    """One side opened: from the date on, after it, before it, up to it; the value stays."""
    if bound is None or not found.is_known:
        return found
    one = timedelta(days=1)
    match bound:
        case "since":
            return replace(found, precision=Precision.AFTER, latest=None)
        case "after":
            return Date(found.value, Precision.AFTER, found.latest + one if found.latest else None, None)
        case "before":
            return Date(found.value, Precision.BEFORE, None, found.earliest - one if found.earliest else None)
        case _:
            return Date(found.value, Precision.BEFORE, None, found.latest)
