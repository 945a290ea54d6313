"""From what is kept to what is known: entries with their corrections applied, document by document.

What is known of one document follows from its reading, the changes made to it, and the few names of other documents and rules that touch it:
so a document that none of these changed is not worked out again (`Memory`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from hikiwake.record import actor_rules, corrections, matching
from hikiwake.record.actor_rules import Known, Ruling, Rulings
from hikiwake.record.analyst import ActorRule, Judgement, Note
from hikiwake.record.anchors import Unresolved
from hikiwake.record.entries import Fact, correction_anchor
from hikiwake.record.homes import Homes, at_home, homes_of
from hikiwake.record.journal import Made
from hikiwake.record.keeping import Kept
from hikiwake.record.memory import Memory
from hikiwake.record.model import (
    UNREAD,
    Anchor,
    Contents,
    Correction,
    Document,
    Event,
    ExplanationMention,
    FormulaMention,
    Said,
    Statement,
)
from hikiwake.record.placing import Placed, known_actors, placed
from hikiwake.terms.errors import RecordError
from hikiwake.terms.pauses import pause

Shown = TypeVar("Shown", Event, Said)


@dataclass(frozen=True, slots=True)
class Part:
    """One document as it stands: every entry, those that are shown, and what the analyst remarked."""

    placed: Placed
    entries: Mapping[str, Event | Said]
    events: tuple[Event, ...]
    statements: tuple[Said, ...]
    formulas: tuple[FormulaMention, ...]
    explanations: tuple[ExplanationMention, ...]
    notes: Mapping[str, tuple[Note, ...]]
    reviewed: frozenset[str]
    orphans: tuple[tuple[Correction, Unresolved], ...]

    @property
    def document(self) -> Document:
        return self.placed.kept.document


@dataclass(frozen=True, slots=True)
class Compiled:
    """The record as it stands, with what was read and what was put right."""

    contents: Contents
    parts: tuple[Part, ...]
    made: tuple[Made, ...]
    orphans: tuple[tuple[Correction, Unresolved], ...]

    def entry(self, entry_id: str) -> Event | Said:
        """The entry of that id, rejected or not.

        Raises:
            RecordError: there is none.
        """
        return self.part(entry_id).entries[entry_id]

    def find(self, entry_id: str) -> Event | Said | None:
        """The entry of that id, rejected or not; None where there is none."""
        return next((part.entries[entry_id] for part in self.parts if entry_id in part.entries), None)

    def part(self, entry_id: str) -> Part:
        """The document that the entry is of.

        Raises:
            RecordError: there is no such entry.
        """
        for part in self.parts:
            if entry_id in part.entries:
                return part
        raise RecordError.of(entry_id, "there is no such entry in the record", "hikiwake chronicle CASE lists them.")

    def document(self, document_id: str) -> Part | None:
        """The document of that id, or whose id alone begins so (at least 6 digits)."""
        long_enough = len(document_id) >= 6
        found = [part for part in self.parts if long_enough and part.document.id.startswith(document_id)]
        return found[0] if len(found) == 1 else None

    def anchor(self, entry_id: str) -> Anchor:
        """Where a change to this entry points."""
        part = self.part(entry_id)
        return correction_anchor(part.placed.read[entry_id], part.document.text)

    def made_to(self, correction: Correction, what: str = "entry") -> Made:
        """The change with what is needed to find its entry again after another reading."""
        read = self.part(correction.entry).placed.read
        return Made(correction, read[correction.entry], matching.neighbours(correction.entry, tuple(read.items())), what=what)

    def changes_of(self, entry_id: str) -> tuple[Made, ...]:
        """The changes that hold of an entry, oldest first."""
        return self.part(entry_id).placed.held.get(entry_id, ())


def compiled(kept: Sequence[Kept], made: Sequence[Made], memory: Memory) -> Compiled:
    """The record as it stands: each change applied to the entry that it belongs to now."""
    return memory.recalled("compiled", "", (*kept, *made), None, lambda: _compiled(kept, made, memory))


def _compiled(kept: Sequence[Kept], made: Sequence[Made], memory: Memory) -> Compiled:
    rules = actor_rules.rulings(rule for one in made if (rule := one.rule))
    of: dict[str, list[Made]] = {k.document.id: [] for k in kept}
    gone: list[tuple[Correction, Unresolved]] = []
    for one in made:
        if one.rule is None:
            if one.correction.anchor.document in of:
                of[one.correction.anchor.document].append(one)
            elif one.what in ("entry", "added"):
                gone.append((one.correction, Unresolved.NO_SUCH_DOCUMENT))
    documents = [_placed(k, of[k.document.id], memory) for k in kept]
    asked = {name for p in documents for m in p.held.values() for one in m for name in corrections.names_typed(one.correction)}
    asked |= {actor_rules.key(ruling.name) for ruling in rules.values() if ruling.name and not ruling.country}
    known = known_actors(documents, asked)
    homes = homes_of(p.homes for p in documents)
    parts = tuple(_part(p, rules, known, homes, memory) for p in documents)
    orphans = (*gone, *(orphan for part in parts for orphan in part.orphans))
    contents = memory.recalled("contents", "", (*parts, *made), None, lambda: _contents(parts, made, orphans))
    return Compiled(contents, parts, tuple(made), orphans)


def rules_made(made: Iterable[Made]) -> tuple[ActorRule, ...]:
    """The rules about actors, oldest first."""
    return tuple(one.rule for one in made if one.rule)


def _placed(kept: Kept, made: Sequence[Made], memory: Memory) -> Placed:
    pause()
    return memory.recalled("placed", kept.document.id, (kept, *made), None, lambda: placed(kept, made))


def _part(document: Placed, rules: Rulings, known: Known, homes: Homes, memory: Memory) -> Part:
    touching = {name: ruling for name, ruling in rules.items() if name in document.names} if rules else {}
    names = {actor_rules.key(r.name) for r in touching.values() if r.name}
    names |= {name for made in document.held.values() for one in made for name in corrections.names_typed(one.correction)}
    of_them = {name: known[name] for name in names if name in known}
    here = {name: homes[name] for name in homes.keys() & document.names}
    told = frozenset(touching.items()), frozenset(of_them.items()), frozenset(here.items())
    id = document.kept.document.id
    earlier: Part | None = memory.last("part", id)
    return memory.recalled("part", id, (document,), told, lambda: _made_part(document, touching, of_them, here, earlier))


def _made_part(document: Placed, rules: Mapping[str, Ruling], known: Known, homes: Homes, earlier: Part | None) -> Part:
    """The document as it stands; of what is as it was `earlier`, the very objects: by them it is known that nothing has changed."""
    text = document.kept.document.text
    entries: dict[str, Event | Said] = {}
    reviewed: set[str] = set()
    orphans = list(document.orphans)
    for id, read in document.read.items():
        fact = at_home(read, homes) if homes else read
        now, put_right = fact, None
        if held := document.held.get(id):
            if told := [m.correction for m in held if m.what in ("entry", "added")]:
                put_right = corrections.merged(told)
                now = corrections.corrected(fact, put_right, text, known)
                orphans += [(put_right, Unresolved.ABSENT)] if corrections.is_lost(put_right, text) else []
            is_reviewed = any(m.what == "reviewed" for m in held)
            if is_reviewed:
                now = replace(now, is_unreviewed=False)
            if put_right or is_reviewed:
                reviewed.add(id)
        if rules:
            now = actor_rules.ruled(now, rules, known)
        entries[id] = _entry(id, now, put_right, document.carriers)
    shown = {id: e for id, e in entries.items() if not (e.corrected and e.corrected.rejected)}
    events, statements = _shown(entries, shown)
    if earlier is not None:
        events, statements = _as_before(events, earlier.events), _as_before(statements, earlier.statements)
    own = document.kept.document.id
    remarks = {id: _notes(held) for id, held in document.held.items() if id in shown} | {own: _notes(document.of_document)}
    if any(one.what == "reviewed" for one in document.of_document):
        reviewed.add(own)
    reading = document.kept.reading
    return Part(
        document,
        entries,
        events,
        statements,
        tuple(actor_rules.held_by(f, rules) for f in reading.formulas),
        tuple(actor_rules.held_by(x, rules) for x in reading.explanations),
        {id: notes for id, notes in remarks.items() if notes},
        frozenset(id for id in reviewed if id in shown or id == own),
        tuple(orphans),
    )


def _as_before(entries: tuple[Shown, ...], earlier: tuple[Shown, ...]) -> tuple[Shown, ...]:
    before = {entry.id: entry for entry in earlier}
    return tuple(before[e.id] if before.get(e.id) == e else e for e in entries)


def _notes(made: Iterable[Made]) -> tuple[Note, ...]:
    told = (one.correction for one in made if one.what == "note")
    return tuple(Note(c.note, c.by, c.on) for c in told)


def _entry(id: str, fact: Fact, correction: Correction | None, carriers: Sequence[str]) -> Event | Said:
    if isinstance(fact, Statement):
        return Said(id, fact, None if fact.via is None else carriers[fact.via], correction)
    if fact.via is not None and fact.via.isdecimal() and int(fact.via) < len(carriers):
        # A reader knows no ids: it gives the statement's place in its reading.
        fact = replace(fact, via=carriers[int(fact.via)])
    return Event(id, (fact,), correction)


def _shown(entries: Mapping[str, Event | Said], shown: Mapping[str, Event | Said]) -> tuple[tuple[Event, ...], tuple[Said, ...]]:
    """Events and statements without the rejected ones, and none of them carried by such."""

    def carrier(via: str | None) -> str | None:
        while via is not None and via not in shown:  # carried by a rejected statement: by what carried that one
            held = entries.get(via)
            if not isinstance(held, Said):
                break
            via = held.via
        return via

    def told(event: Event) -> Event:
        if all(r.via is None or r.via in shown for r in event.reports):
            return event
        return replace(event, reports=tuple(replace(r, via=carrier(r.via)) for r in event.reports))

    events = tuple(told(e) for e in shown.values() if isinstance(e, Event))
    said = (e for e in shown.values() if isinstance(e, Said))
    return events, tuple(e if e.via is None or e.via in shown else replace(e, via=carrier(e.via)) for e in said)


def _contents(parts: Sequence[Part], made: Sequence[Made], orphans: Sequence[tuple[Correction, Unresolved]]) -> Contents:
    kept = [part.placed.kept for part in parts]
    return Contents(
        documents=tuple(k.document for k in kept),
        events=tuple(chain.from_iterable(part.events for part in parts)),
        statements=tuple(chain.from_iterable(part.statements for part in parts)),
        formulas=tuple(chain.from_iterable(part.formulas for part in parts)),
        explanations=tuple(chain.from_iterable(part.explanations for part in parts)),
        corrections=tuple(m.correction for m in made if m.what in ("entry", "added")),
        orphans=tuple(correction for correction, _ in orphans),
        unread=frozenset(k.document.id for k in kept if k.reading.reader == UNREAD),
        notes={id: notes for part in parts for id, notes in part.notes.items()},
        reviewed=frozenset(chain.from_iterable(part.reviewed for part in parts)),
        judgements=_judgements(parts, made),
        added_on={k.document.id: k.added_on for k in kept},
    )


def _judgements(parts: Sequence[Part], made: Sequence[Made]) -> tuple[Judgement, ...]:
    """What the analyst said of reports being one, by the ids that the entries have now."""
    at = {number: id for part in parts for number, id in part.placed.at.items()}
    goes: dict[int, list[Made]] = {}
    for one in made:
        if one.what in ("joined", "parted"):
            goes.setdefault(one.go, []).append(one)
    return tuple(
        Judgement(
            some[0].what == "joined",
            tuple(at.get(one.number, one.correction.entry) for one in some),
            some[0].correction.by,
            some[0].correction.on,
        )
        for some in goes.values()
    )
