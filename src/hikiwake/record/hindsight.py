"""Looking back: what of a record may be of a later day than the one looked back to."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from hikiwake.record.model import Contents, DateMention, Document, Status


def as_known_on(day: date, contents: Contents) -> Contents:
    """The record without every document that may be later than `day`.

    A document of a year, or of a month, may be of its last day. One of no date is later where it tells of something later as done or said; where
    it does not, it is taken as known.
    """
    told = _last_told(contents)
    late = [d.id for d in contents.documents if _may_be_of(d, told.get(d.id)) > day]
    return contents.without(*late) if late else contents


def _may_be_of(document: Document, told: date | None) -> date:
    """The last day of which a document may be."""
    if document.date is not None and (document.date.latest or document.date.earliest):
        return document.date.latest or document.date.earliest or date.max
    return told or date.min


def _last_told(contents: Contents) -> dict[str, date]:
    """The last day, by document, on or after which something is told as done or said."""
    found: dict[str, date] = defaultdict(lambda: date.min)
    for document, mention in _mentions(contents):
        if mention is not None and mention.date.earliest is not None:
            found[document] = max(found[document], mention.date.earliest)
    return found


def _mentions(contents: Contents) -> Iterator[tuple[str, DateMention | None]]:
    for event in contents.events:
        yield from ((r.document, r.date) for r in event.reports if r.status is Status.ACTUAL)
    yield from ((s.statement.document, s.statement.date) for s in contents.statements)
