"""The order of a chronicle, and what of it a reader asked to see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hikiwake.record.model import Contents, DateMention, Event, Said, Span
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade

Entry = Event | Said


@dataclass(frozen=True, slots=True)
class Asked:
    """What to show: entries that can have been between two days, of an actor, a grade, a kind; None asks for all.

    `actor` is an ISO code or part of a name, whatever the case. With a day given, entries without a date go by that of their document.
    """

    first: date | None = None
    last: date | None = None
    actor: str | None = None
    grades: frozenset[Grade] | None = None
    kind: str | None = None  # "event" | "statement"


def in_order(contents: Contents) -> tuple[Entry, ...]:
    """Events and statements by earliest day, latest day, document in order of arrival, place in it; undated ones last."""
    arrival = {d.id: i for i, d in enumerate(contents.documents)}

    def key(entry: Entry) -> tuple[date, date, int, int, str]:
        when = date_of(entry)
        first, last = when.sort_key if when else (date.max, date.max)
        return first, last, arrival.get(document_of(entry), len(arrival)), span_of(entry).start, entry.id

    return tuple(sorted((*contents.events, *contents.statements), key=key))


def chosen(entries: tuple[Entry, ...], asked: Asked, told: Mapping[str, Date | None] = MappingProxyType({})) -> tuple[Entry, ...]:
    """The entries that were asked for, in the order given. One without a day of its own goes by that of its document, which is in `told`."""
    return tuple(entry for entry in entries if _is_asked(entry, asked, told))


def date_of(entry: Entry) -> Date | None:
    mention = mention_of(entry)
    return mention.date if mention else None


def mention_of(entry: Entry) -> DateMention | None:
    return entry.best.date if isinstance(entry, Event) else entry.statement.date


def document_of(entry: Entry) -> str:
    return entry.best.document if isinstance(entry, Event) else entry.statement.document


def span_of(entry: Entry) -> Span:
    return entry.best.span if isinstance(entry, Event) else entry.statement.span


def grade_of(entry: Entry) -> Grade:
    return entry.grade if isinstance(entry, Event) else entry.statement.grade


def _is_asked(entry: Entry, asked: Asked, told: Mapping[str, Date | None]) -> bool:
    if asked.kind is not None and asked.kind != ("event" if isinstance(entry, Event) else "statement"):
        return False
    if asked.grades is not None and grade_of(entry) not in asked.grades:
        return False
    if asked.first or asked.last:
        when = date_of(entry) or told.get(document_of(entry))
        if when is None or not when.overlaps(asked.first or date.min, asked.last or date.max):
            return False
    return asked.actor is None or _is_of(entry, asked.actor.casefold())


def _is_of(entry: Entry, actor: str) -> bool:
    if isinstance(entry, Event):
        actors = [a for report in entry.reports for a in (*report.sources, *report.targets)]
        words = ""
    else:
        actors = [entry.statement.speaker] if entry.statement.speaker else []
        words = entry.statement.source.text.casefold() if entry.statement.source else ""
    return actor in words or any(actor == (a.country or "").casefold() or actor in a.name.casefold() for a in actors)
