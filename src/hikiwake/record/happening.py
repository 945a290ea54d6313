"""A happening by the entries of its reports: which of them an id stands for, and which of them words belong to."""

from collections.abc import Sequence

from hikiwake.record.model import Event, Span


def shown_by(event: Event) -> str:
    """The entry whose words and day stand for the happening wherever it is shown."""
    return event.own_entries[0]


def told_with(entry: str, event: Event | None) -> tuple[str, ...]:
    """The entries of the happening's other reports, to which what is done to `entry` is done as well.

    That is so of the happening's own id and of the report that speaks for it; any other id is that of a single report, and nothing goes along.
    """
    if event is None or entry not in (event.id, shown_by(event)):
        return ()
    return tuple(id for id in event.own_entries if id != entry)


def entry_of_words(event: Event, document: str, spans: Sequence[Span]) -> str:
    """The entry of the report that tells the happening in these words of a document; the one that stands for it where none does."""
    reports = [(id, report) for id, report in zip(event.own_entries, event.reports, strict=True) if report.document == document]
    at_words = (id for id, report in reports if any(span.overlaps(report.span) for span in spans))
    return next(at_words, reports[0][0] if reports else shown_by(event))
