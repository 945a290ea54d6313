"""The record's events as rows of a dyad's series. The one place that knows both kinds of event."""

from datetime import date

from hikiwake.record.model import Contents, Event, Polarity, Status
from hikiwake.relations.model import Row, Series
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.grades import Grade

# How much an event of each grade counts beside one on record; ours, stated, and shown in the brief's appendix.
WEIGHTS = {
    Grade.ON_RECORD: 1.0,
    Grade.ATTRIBUTED: 1.0,
    Grade.REPORTED: 0.7,
    Grade.ANONYMOUS: 0.5,
    Grade.SPECULATION: 0.1,
    Grade.OPINION: 0.1,
}
_LONGEST_DAYS = 3 * 366  # a date vaguer than about three years places nothing in time


def series(contents: Contents, dyad: Dyad, *, since: date | None = None, until: date | None = None) -> Series:
    """What the two did to each other: actual events of both states with a date and a Goldstein value, oldest first, each happening once.

    Args:
        contents: the record, its reports brought together (`record.merging`).
        dyad: the two states; what either does to a third is left out.
        since, until: first and last day; None where open.
    """
    rows = [row for event in contents.events if (row := _row(event, dyad, since, until))]
    return Series(str(dyad), tuple(sorted(rows, key=lambda r: (r.first, r.last, r.key))))


def concerns(event: Event, dyad: Dyad) -> bool:
    """Whether both states of the dyad take part in the event."""
    actors = event.best.sources + event.best.targets
    return {dyad.a, dyad.b} <= {a.country for a in actors}


def _row(event: Event, dyad: Dyad, since: date | None, until: date | None) -> Row | None:
    report = event.best
    if (
        report.goldstein is None
        or report.status is not Status.ACTUAL
        or report.polarity is Polarity.NEGATIVE
        or report.date is None
        or not concerns(event, dyad)
    ):
        return None
    when = report.date.date
    if when.earliest is None or when.latest is None or (when.latest - when.earliest).days > _LONGEST_DAYS:
        return None
    if (since and when.earliest < since) or (until and when.earliest > until):
        return None
    last = min(when.latest, until) if until else when.latest
    return Row(when.earliest, last, report.goldstein, WEIGHTS[event.grade], event.id)
