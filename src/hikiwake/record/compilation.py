"""From what is kept to what is known: entries with their corrections applied."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hikiwake.record import corrections, matching
from hikiwake.record.anchors import Unresolved
from hikiwake.record.entries import Fact, correction_anchor
from hikiwake.record.keeping import Kept, Made
from hikiwake.record.model import UNREAD, Anchor, Contents, Correction, Document, Event, Said, Statement
from hikiwake.terms.errors import RecordError


@dataclass(frozen=True, slots=True)
class Compiled:
    """Every entry as it stands, rejected ones too, with what was read and what was put right.

    `read` are the entries as the reader found them (or as the analyst left them, where no reader finds them any more).
    """

    contents: Contents
    entries: Mapping[str, Event | Said]
    read: Mapping[str, Fact]
    held: Mapping[str, tuple[Made, ...]]
    orphans: tuple[tuple[Correction, Unresolved], ...]
    documents: Mapping[str, Document]

    def entry(self, entry_id: str) -> Event | Said:
        """The entry of that id, rejected or not.

        Raises:
            RecordError: there is none.
        """
        if entry_id not in self.entries:
            raise RecordError.of(entry_id, "there is no such entry in the record", "hikiwake chronicle CASE lists them.")
        return self.entries[entry_id]

    def anchor(self, entry_id: str) -> Anchor:
        """Where a correction of this entry points."""
        fact = self.read[entry_id]
        return correction_anchor(fact, self.documents[fact.document].text)

    def made(self, correction: Correction) -> Made:
        """The correction with what is needed to find its entry again after another reading."""
        fact = self.read[correction.entry]
        beside = [(id, f) for id, f in self.read.items() if f.document == fact.document]
        return Made(correction, fact, matching.neighbours(correction.entry, beside))

    def corrections_of(self, entry_id: str) -> tuple[Made, ...]:
        """The corrections that hold of an entry, oldest first."""
        return self.held.get(entry_id, ())


def compiled(kept: Sequence[Kept], made: Sequence[Made]) -> Compiled:
    """The record as it stands: each correction applied to the entry that it belongs to now."""
    documents = {k.document.id: k.document for k in kept}
    found = {k.document.id: _found(k) for k in kept}
    held: dict[str, list[Made]] = defaultdict(list)
    own: dict[str, Fact] = {}
    orphans: list[tuple[Correction, Unresolved]] = []
    for one in made:
        document = documents.get(one.correction.anchor.document)
        if document is None:
            orphans.append((one.correction, Unresolved.NO_SUCH_DOCUMENT))
            continue
        place = matching.place(one, document.text, found[document.id])
        if isinstance(place, Unresolved):
            orphans.append((one.correction, place))
        elif isinstance(place, str):
            held[place].append(one)
        else:  # no reader finds it any more: it stays as the analyst's own
            taken = dict(found[document.id])
            id = one.correction.entry
            if id in taken and taken[id] is not own.get(id):  # by a neighbour that had its words
                id = f"{id}-kept"
            if id not in taken:
                own[id] = place
                found[document.id].append((id, place))
            held[id].append(one)
    read = [entry for entries in found.values() for entry in entries]
    known = corrections.known_actors(fact for _, fact in read) if made else {}
    carriers = {k.document.id: k.statement_ids for k in kept}
    entries = {}
    for id, fact in read:
        correction = corrections.merged([m.correction for m in held[id]]) if id in held else None
        now = corrections.corrected(fact, correction, documents[fact.document].text, known) if correction else fact
        entries[id] = _entry(id, now, correction, carriers[fact.document])
    contents = _contents(kept, entries, made, orphans)
    return Compiled(contents, entries, dict(read), {id: tuple(m) for id, m in held.items()}, tuple(orphans), documents)


def _found(kept: Kept) -> list[tuple[str, Fact]]:
    reports = zip(kept.report_ids, kept.reading.reports, strict=True)
    return [*reports, *zip(kept.statement_ids, kept.reading.statements, strict=True)]


def _entry(id: str, fact: Fact, correction: Correction | None, carriers: Sequence[str]) -> Event | Said:
    if isinstance(fact, Statement):
        return Said(id, fact, None if fact.via is None else carriers[fact.via], correction)
    if fact.via is not None and fact.via.isdecimal() and int(fact.via) < len(carriers):
        # A reader knows no ids: it gives the statement's place in its reading.
        fact = replace(fact, via=carriers[int(fact.via)])
    return Event(id, (fact,), correction)


def _contents(
    kept: Sequence[Kept],
    entries: Mapping[str, Event | Said],
    made: Sequence[Made],
    orphans: Sequence[tuple[Correction, Unresolved]],
) -> Contents:
    shown = {id: e for id, e in entries.items() if not (e.corrected and e.corrected.rejected)}
    said = {id: e for id, e in entries.items() if isinstance(e, Said)}

    def carrier(via: str | None) -> str | None:
        while via in said and via not in shown:  # carried by a rejected statement: by what carried that one
            via = said[via].via
        return via

    def told(event: Event) -> Event:
        vias = {r.via for r in event.reports}
        if all(via is None or via in shown for via in vias):
            return event
        return replace(event, reports=tuple(replace(r, via=carrier(r.via)) for r in event.reports))

    events = tuple(told(e) for e in shown.values() if isinstance(e, Event))
    statements = (e for e in shown.values() if isinstance(e, Said))
    return Contents(
        documents=tuple(k.document for k in kept),
        events=events,
        statements=tuple(e if e.via is None or e.via in shown else replace(e, via=carrier(e.via)) for e in statements),
        formulas=tuple(f for k in kept for f in k.reading.formulas),
        explanations=tuple(x for k in kept for x in k.reading.explanations),
        corrections=tuple(m.correction for m in made),
        orphans=tuple(correction for correction, _ in orphans),
        unread=frozenset(k.document.id for k in kept if k.reading.reader == UNREAD),
    )
