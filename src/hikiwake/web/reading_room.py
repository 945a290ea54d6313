"""What the pages of documents, entries and review look up again and again, kept as long as the record is as it was."""

from typing import TYPE_CHECKING

from hikiwake.brief.composition.names import Names, names_of
from hikiwake.record.chronology import Entry, span_of
from hikiwake.record.disputes import Disputes, disputes
from hikiwake.record.happening import entry_of_words, shown_by
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents, Document, Event
from hikiwake.terms.errors import RecordError
from hikiwake.web.document_view import Marked
from hikiwake.web.errors import NotHere
from hikiwake.web.kept import Kept

if TYPE_CHECKING:
    from hikiwake.web.desk import Desk
    from hikiwake.web.view import View

_SHORTEST_ID = 6  # characters of a document's id that an address must have
_MOST_NAMES = 400  # known names that a form offers


def _entries(view: "View") -> dict[str, Entry]:
    every: list[Entry] = [*view.contents.events, *view.contents.statements]
    return {entry.id: entry for entry in every}


def _happenings(view: "View") -> dict[str, Event]:
    return {id: event for event in merged(view.contents).events for id in event.own_entries}


def _known_names(view: "View") -> tuple[str, ...]:
    from hikiwake.web.actors_view import named

    return tuple(n.name for n in named(view.contents)[:_MOST_NAMES])


def _documents(view: "View") -> tuple[str, ...]:
    return view.case_version, *(d.id for d in view.contents.documents)


# What actors are called and known as hardly changes with one correction, and takes its time: it is counted anew when documents come or go.
names: Kept[Names] = Kept(lambda view: names_of(view.case, view.contents), _documents)
known_names: Kept[tuple[str, ...]] = Kept(_known_names, _documents)
entries: Kept[dict[str, Entry]] = Kept(_entries)  # those that stand, by id
# As the chronicle shows them: the one to which each report belongs, by its entry.
happenings: Kept[dict[str, Event]] = Kept(_happenings)
quarrels: Kept[Disputes] = Kept(lambda view: disputes(merged(view.contents)))


def together(view: "View") -> None:
    """What one entry says beside the others, made ready: the happenings, and what disputes them."""
    happenings.of(view)
    quarrels.of(view)


def shown(view: "View", id: str) -> str:
    """The entry at whose words a happening stands; any other id as it is."""
    event = happenings.of(view).get(id)
    return shown_by(event) if event and event.id == id else id


def marked(contents: Contents, document: Document) -> Marked:
    """The document with all that was read in it; that of the last document looked at is kept."""
    global _marked
    latest = _marked
    if latest is None or latest[0] is not contents or latest[1].document is not document:
        found: list[Entry] = [e for e in contents.events if e.best.document == document.id]
        found += [s for s in contents.statements if s.statement.document == document.id]
        latest = contents, Marked.of(document, sorted(found, key=lambda e: (span_of(e), e.id)))
        _marked = latest
    return latest[1]


_marked: tuple[Contents, Marked] | None = None


def document_named(contents: Contents, id: str) -> Document:
    """The document of an id, or of its beginning.

    Raises:
        NotHere: there is none, or the beginning fits several.
    """
    fits = [d for d in contents.documents if d.id.startswith(id)] if len(id) >= _SHORTEST_ID else []
    exact = [d for d in contents.documents if d.id == id]
    if len(fits) == 1 or exact:
        return (exact or fits)[0]
    what = "is the beginning of several documents' ids" if fits else "is no document of this case"
    raise NotHere.of(f"/documents/{id[:20]}", what, "Choose one among the sources.")


def entry_in(view: "View", id: str, document: str) -> str:
    """The entry of an id, as a document's page can show it: where it stands in another document, the report of the same happening in this one."""
    entry = entries.of(view).get(id)
    if not isinstance(entry, Event) or entry.best.document == document:
        return id
    event = happenings.of(view)[id]
    return entry_of_words(event, document, ()) if document in event.documents else id


def entry_named(desk: "Desk", view: "View", id: str) -> Entry:
    """The entry of an id; a rejected one too, and the report that speaks for an event.

    Raises:
        NotHere: there is none.
    """
    found = entries.of(view).get(id)
    if found is not None:
        return found
    try:
        with desk.reading() as record:
            return record.entry(id)
    except RecordError as error:
        if "no such entry" not in error.problems[0].what:
            raise
        raise NotHere.of(f"/entries/{id[:20]}", "is no entry of this record", "The chronicle lists them all.") from None
