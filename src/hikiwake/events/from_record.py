"""The record's events as rows of a dyad's series. The one place that knows both kinds of event."""

from collections.abc import Iterable, Set
from datetime import date
from pathlib import Path

from hikiwake.record.model import Actor, Contents, Event, Polarity, Status
from hikiwake.relations.model import Row, Series
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.grades import Grade
from hikiwake.terms.pauses import paused

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

    What sources dispute counts, since one of them may be right; what nobody tells any more (`taken_back`) does not.

    Args:
        contents: the record, its reports brought together (`record.merging`).
        dyad: the two states; what either does to a third is left out.
        since, until: first and last day; None where open.
    """
    back = taken_back(contents)
    return _series((e for e in paused(contents.events) if e.id not in back), dyad, since, until)


def left_out(contents: Contents, dyad: Dyad, *, since: date | None = None, until: date | None = None) -> Series:
    """The events that `series` would count had not everybody who told them withdrawn them."""
    back = taken_back(contents)
    return _series((e for e in contents.events if e.id in back), dyad, since, until)


def taken_back(contents: Contents) -> Set[str]:
    """Ids of the events that every source which told them has withdrawn; what another source still tells is not among them."""
    # Here, since they bring NumPy, and the formats ask this file for the columns of its table alone.
    from hikiwake.record.contradictions.sides import WITHDRAWN
    from hikiwake.record.contradictions.withdrawals import withdrawn
    from hikiwake.record.merging.repeated import origins

    if len(contents.documents) < 2:
        return frozenset()  # one text takes back what another told
    found = withdrawn(contents.events, {d.id: d for d in contents.documents}, origins.copies(contents.documents))
    return {event.id for event, _, dispute in found if all(side.says == WITHDRAWN for side in dispute.told)}


def _series(events: Iterable[Event], dyad: Dyad, since: date | None, until: date | None) -> Series:
    rows = [row for event in events if (row := _row(event, dyad, since, until))]
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


# The columns of `write_table`, which `formats/own_record.py` reads.
TABLE = (
    "event_id", "first_day", "last_day", "from_name", "from_country", "from_sector", "to_name", "to_country", "to_sector", "event_code",
    "event_category", "event_goldstein", "reports", "place_name", "place_lat", "place_lon",
)  # fmt: skip


def write_table(contents: Contents, path: Path) -> None:
    """What happened, as a table for the lake: actual events that a source still tells, each once, with the first actor of another state as target.

    Args:
        contents: the record, its reports brought together (`record.merging`).
    """
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("\t".join(TABLE) + "\n")
        back = taken_back(contents)
        for event in contents.events:
            if event.best.status is Status.ACTUAL and event.best.polarity is not Polarity.NEGATIVE and event.id not in back:
                out.write("\t".join(" ".join(str(cell).split()) for cell in _cells(event)) + "\n")


def _cells(event: Event) -> tuple[object, ...]:
    report = event.best
    when = report.date.date if report.date else None
    source = next((a for a in report.sources if a.country), None) or next(iter(report.sources), None)
    others = (*report.targets, *report.sources)
    target = next((a for a in others if a.country and a.country != (source and source.country)), None) or next(
        iter(report.targets), None
    )
    place = report.place
    goldstein = "" if report.goldstein is None else report.goldstein
    return (
        event.id,
        (when and when.earliest) or "",
        (when and when.latest) or "",
        *_actor(source),
        *_actor(target),
        report.cameo or "",
        report.category or "",
        goldstein,
        len(event.reports),
        *(
            (place.name, "" if place.lat is None else place.lat, "" if place.lon is None else place.lon)
            if place
            else ("", "", "")
        ),
    )


def _actor(actor: Actor | None) -> tuple[str, str, str]:
    return (actor.name, actor.country or "", actor.sector or "") if actor else ("", "", "")
