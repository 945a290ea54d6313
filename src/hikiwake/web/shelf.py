"""The documents of the case as the sources page lists them, and who published them."""

from collections import Counter
from dataclasses import dataclass

from hikiwake.brief.composition.sources import title_of
from hikiwake.case.model import publisher_key
from hikiwake.record.model import Contents, Document
from hikiwake.web.copies import copies
from hikiwake.web.view import View


@dataclass(frozen=True)
class Source:
    """One document of the case. `doubts` are what reading it noticed; `copies` the ids of documents that tell the same in the same words."""

    id: str
    title: str
    name: str
    publisher: str
    reliability: str
    date: str
    date_basis: str
    author: str
    url: str
    language: str
    added: str
    events: int
    statements: int
    is_unread: bool
    doubts: tuple[str, ...]
    copies: tuple[str, ...]
    notes: int


@dataclass(frozen=True)
class PublisherLine:
    """A publisher: how many documents it has here, and the letter that the case gives it (empty where it says nothing)."""

    name: str
    documents: int
    reliability: str
    note: str
    by: str


@dataclass(frozen=True)
class Shelf:
    sources: tuple[Source, ...]
    publishers: tuple[PublisherLine, ...]
    entries: int


def shelf(view: View) -> Shelf:
    """Everything on the shelf: documents latest first (undated ones last), publishers with most documents first."""
    return view.once("shelf", _shelf)


def _shelf(view: View) -> Shelf:
    contents = view.contents
    events = Counter(r.document for e in contents.events for r in e.reports)
    statements = Counter(s.statement.document for s in contents.statements)
    alike = copies(contents.documents)
    ordered = sorted(contents.documents, key=_latest_first)
    sources = tuple(
        Source(
            d.id,
            title_of(d),
            d.name,
            d.publisher or "",
            str(view.case.reliability_of(d.publisher) or ""),
            d.date.value if d.date else "",
            d.date_basis,
            d.author or "",
            d.url or "",
            d.language or "",
            contents.added_on.get(d.id, "")[:10],
            events[d.id],
            statements[d.id],
            d.id in contents.unread,
            d.notes,
            alike.get(d.id, ()),
            len(contents.notes.get(d.id, ())),
        )
        for d in ordered
    )
    return Shelf(sources, _publishers(view, contents), len(contents.events) + len(contents.statements))


def _latest_first(document: Document) -> tuple[int, str]:
    first = document.date.sort_key[0] if document.date and document.date.is_known else None
    return -first.toordinal() if first else 0, document.name


def _publishers(view: View, contents: Contents) -> tuple[PublisherLine, ...]:
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for document in contents.documents:
        if document.publisher:
            key = publisher_key(document.publisher)
            names.setdefault(key, document.publisher)
            counts[key] += 1
    stated = {publisher_key(p.name): p for p in view.case.publishers}
    for key, one in stated.items():
        names.setdefault(key, one.name)
    lines = (
        PublisherLine(
            names[key],
            counts[key],
            str(stated[key].reliability) if key in stated else "",
            stated[key].note if key in stated else "",
            stated[key].by if key in stated else "",
        )
        for key in names
    )
    return tuple(sorted(lines, key=lambda line: (-line.documents, line.name.casefold())))


def said_of(document: Document) -> dict[str, str]:
    """What is known of a document beside its text, by field; what an analyst may mend."""
    return {
        "title": document.title or "",
        "publisher": document.publisher or "",
        "author": document.author or "",
        "date": document.date.value if document.date else "",
        "url": document.url or "",
    }
