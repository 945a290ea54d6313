"""Reads one text through the coder as the built-in reader does, for the tests of event coding."""

from functools import cache

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.coding import code_events
from hikiwake.reading.dates import date_mentions
from hikiwake.reading.language import parse
from hikiwake.reading.places import place_mentions
from hikiwake.reading.statements import find_statements
from hikiwake.record.model import Report, Span
from hikiwake.terms.dates import from_timex


@cache
def events_of(text: str, reference: str = "2015-06-10") -> tuple[Report, ...]:
    """The events of a text published on the day `reference`."""
    (passages,) = parse([(text, [Span(0, len(text))])]) if text else ([],)
    actors, dates, places = actor_mentions(passages), date_mentions(passages, from_timex(reference)), place_mentions(passages)
    statements = find_statements("d", passages, actors, dates)
    return tuple(code_events("d", passages, actors, dates, places, statements, from_timex(reference)))


def main_event(text: str) -> Report | None:
    """The event that a coder would name first."""
    return max(events_of(text), key=lambda e: e.confidence, default=None)


def countries(actors: tuple) -> str:
    """The actors' countries in the alphabet's order, each once."""
    return " ".join(sorted({a.country for a in actors if a.country}))
