"""All reports of a record made ready for comparison, in the order in which they stand in it and in one of their own, whatever was read first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hikiwake.record.merging.partition import Told
from hikiwake.record.merging.prepared import Entry, Prepared, are_same, prepared
from hikiwake.record.model import Contents, Document, Event
from hikiwake.terms.pauses import pause


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """The entries of `events` in their order, and the documents that have any, made ready; `told` are the reports in the order of `Told.place`,
    and `places` where each of these stands among the entries. `of_event` are each event's entries by its `id`.
    """

    documents: Sequence[Document]
    events: Sequence[Event]
    entries: Sequence[Entry]
    ready: Mapping[str, Prepared]
    told: Sequence[Told]
    places: Sequence[int]
    of_event: Mapping[int, tuple[Entry, ...]]

    @property
    def deeds(self) -> Mapping[str, frozenset[int]]:
        """Where each document's deeds are told."""
        return {document: one.deeds for document, one in self.ready.items()}

    def entries_of(self, event: Event) -> tuple[Entry, ...] | None:
        """The entries made of that very event; None where there are none."""
        held = self.of_event.get(id(event))
        return held if held is not None and held[0].of is event else None


def ordered(contents: Contents, like: Ordered | None = None) -> Ordered:
    """The record's reports; `like` are those of much the same record, for what has not changed since."""
    if like is not None and are_same(contents.events, like.events) and are_same(contents.documents, like.documents):
        return like
    documents = {d.id: d for d in contents.documents}
    of_event = {id(event): (like and like.entries_of(event)) or _entries(event) for event in contents.events}
    entries = [entry for event in contents.events for entry in of_event[id(event)]]
    of: dict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        of[entry.report.document].append(n)
    ready: dict[str, Prepared] = {}
    told: list[Told] = []
    places: list[int] = []
    for document in sorted(of):  # and so in the order of `Told.place`, which has the document first
        pause()
        mine = of[document]
        one = ready[document] = prepared(
            documents[document], [entries[n] for n in mine], like.ready.get(document) if like else None
        )
        told += [one.told[i] for i in one.order]
        places += [mine[i] for i in one.order]
        for n, entry in zip(mine, one.entries, strict=True):
            entries[n] = entry
    return Ordered(contents.documents, contents.events, entries, ready, told, places, of_event)


def _entries(event: Event) -> tuple[Entry, ...]:
    # Of a merged event the correction is that of the report which speaks for it.
    marks = (event.corrected, *(None for _ in event.reports[1:]))
    ids = event.entries or (event.id,) * len(event.reports)
    entries = [Entry(*one, event) for one in zip(ids, event.reports, marks, strict=True)]
    # The one that gave the event its id goes first and gives it again.
    return tuple(sorted(entries, key=lambda one: one.id != event.id))
