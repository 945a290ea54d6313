"""What a lake holds of a dyad and an answer does not rest on, in sentences for a person; empty where there is nothing."""

from collections.abc import Mapping
from datetime import date


def whole_years_words(events: Mapping[str, int]) -> str:
    """Counts of whole years that an answer by shorter periods leaves out.

    Args:
        events: by collection, as `Lake.whole_years` gives them.
    """
    if not events:
        return ""
    counts = " and ".join(f"{_events(count)} of {name}" for name, count in events.items())
    return f"Left out: {counts}, counted by whole years and told by year only."


def unscored_words(events: int, of: int) -> str:
    """Events without a Goldstein value, which no mean rests on."""
    if not events:
        return ""
    if events == of:
        return f"None of the {_events(of)} has a Goldstein value: there is no index of them."
    return f"{events:,} of {_events(of)} {'has' if events == 1 else 'have'} no Goldstein value: the index rests on the others."


def alone_words(events: int, first: date, last: date) -> str:
    """Events that stand alone before the first period or after the last one that is told."""
    return (
        f"Left out: {_events(events)} that {'stands' if events == 1 else 'stand'} alone before {first} or after the period of {last}."
        if events
        else ""
    )


def _events(count: int) -> str:
    return f"{count:,} event{'' if count == 1 else 's'}"
