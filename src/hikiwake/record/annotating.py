"""What analysts do to a record beside correcting entries: notes, what was reviewed, rules about actors; the list of it all, and taking back."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from hikiwake.record import actor_rules, changes, consistency, journal
from hikiwake.record.analyst import ActorRule, Change, Note
from hikiwake.record.compilation import Compiled, rules_made
from hikiwake.record.journal import Made
from hikiwake.record.model import (
    Anchor,
    Correction,
    Event,
    ExplanationMention,
    FormulaMention,
    Reading,
    Report,
    Said,
    Statement,
)
from hikiwake.record.shelf import Shelf
from hikiwake.record.typed import actor_name, actor_names
from hikiwake.record.versions import refuse_conflict
from hikiwake.terms.errors import RecordError
from hikiwake.terms.states import by_iso3, find

Entry = Event | Said


class Annotated(Shelf):
    """A record with what analysts remarked on it."""

    def rename_actor(
        self, names: Sequence[str] | str, to: str, *, country: str | None = None, by: str = "", on: str = ""
    ) -> ActorRule:
        """Say that all these names are one actor's, who is called `to`: in all that was read and in all that will be.

        Args:
            country: ISO 3166-1 alpha-3 code or name of the state; None leaves it as it is mentioned.

        Raises:
            RecordError: a name is empty or the country is none.
        """
        told = (names,) if isinstance(names, str) else tuple(names)
        state = None if country is None else by_iso3(country.strip()) or find(country.strip())
        if country is not None and state is None:
            raise RecordError.of(to, f"{country!r} is no state", "Give an ISO 3166-1 alpha-3 code.")
        return self._rule(ActorRule(actor_names(told), actor_rules.coded(actor_name(to)), state.iso3 if state else None, by, on))

    def not_an_actor(self, name: str, *, by: str = "", on: str = "") -> ActorRule:
        """Say that what is called so is no actor: it is taken from sources, targets and speakers, and nothing else is.

        Raises:
            RecordError: the name is empty.
        """
        return self._rule(ActorRule((actor_name(name),), None, None, by, on))

    def unnamed(self, names: Sequence[str]) -> tuple[str, ...]:
        """Those of the names that nothing in the record has for an actor: a rule about them waits for what will be read."""
        with self._reading() as connection:
            found = self._compiled(connection)
        told = [fact for part in found.parts for fact in _speaking(part.placed.kept.reading)]
        told += [event.best for event in found.contents.events] + [said.statement for said in found.contents.statements]
        known = {name for fact in told for name in actor_rules.names_in(fact)}
        known |= {actor_rules.key(rule.to) for rule in rules_made(found.made) if rule.to}
        return tuple(name for name in names if actor_rules.key(name) not in known)

    def actor_rules(self) -> tuple[ActorRule, ...]:
        """The rules about actors that hold, oldest first."""
        with self._reading() as connection:
            return rules_made(self._compiled(connection).made)

    def note(self, target_id: str, text: str, *, by: str = "", on: str = "") -> Note:
        """Put a note to an entry or a document.

        Raises:
            RecordError: there is no such entry or document, or no text.
        """
        if not text.strip():
            raise RecordError.of(target_id, "the note is empty", "Write something, or take an earlier note back.")
        self._remark("note", (target_id,), text.strip(), by, on)
        return Note(text.strip(), by, on)

    def review(
        self, target_id: str, *, also: Sequence[str] = (), by: str = "", on: str = "", if_version: str | None = None
    ) -> None:
        """Say that an entry is right as it stands, or that a document was looked through.

        Args:
            also: other entries looked at in the same go: the other reports of one event.

        Raises:
            RecordError: there is no such entry or document.
            ConflictError: the entry is not what `if_version` was given for any more.
        """
        self._remark("reviewed", (target_id, *also), "", by, on, if_version)

    def undo(self, entry_id: str, *, by: str = "", on: str = "", if_version: str | None = None) -> tuple[Entry, Entry | None]:
        """Take back the last change of an entry, and those made in the same go; the entry before and after.

        After is None where the entry was only there because of its change: no reader finds it.

        Raises:
            RecordError: no such entry, or nothing was changed in it.
            ConflictError: the entry is not what `if_version` was given for any more.
        """
        with self._writing() as connection:
            found = self._compiled(connection)
            before = found.entry(entry_id)
            refuse_conflict(found, (entry_id,), if_version)
            made = found.changes_of(entry_id)
            if not made:
                raise RecordError.of(entry_id, "has no correction to take back", "Nothing was changed.")
            self._take_back(connection, found, made[-1].go, by, on)
            after = self._after_writing(connection, found).find(entry_id)
        return before, after

    def undo_last(self, *, by: str = "", on: str = "") -> Change:
        """Take back the last change of any kind that this analyst made; which one it was.

        Raises:
            RecordError: there is none.
        """
        return self._undo(lambda made: made.correction.by == by, by or "the analyst", by, on)

    def undo_change(self, number: int, *, by: str = "", on: str = "") -> Change:
        """Take back one change, by the number that `changes` gives.

        Raises:
            RecordError: there is none that holds.
        """
        return self._undo(lambda made: made.go == number, f"change {number}", by, on)

    def undo_about(self, target: str, *, by: str = "", on: str = "") -> Change:
        """Take back the last change about an entry, a document or an actor of that name.

        Raises:
            RecordError: there is none.
        """
        name = actor_rules.key(target)

        def is_about(made: Made) -> bool:
            if made.rule:
                return name in map(actor_rules.key, (*made.rule.names, made.rule.to or ""))
            return made.correction.entry == target or (len(target) >= 6 and made.correction.entry.startswith(target))

        return self._undo(is_about, target, by, on)

    def changes(self, since: str | None = None) -> tuple[Change, ...]:
        """What the analysts did, taken back or not, oldest first; only what was done at `since` (an ISO day or timestamp) or later.

        Raises:
            RecordError: `since` is none.
        """
        with self._reading() as connection:
            self._compiled(connection)
            return changes.changes(journal.read(connection, self._memory.journal).values(), since)

    def _remark(self, what: str, targets: tuple[str, ...], text: str, by: str, on: str, if_version: str | None = None) -> None:
        with self._writing() as connection:
            found = self._compiled(connection)
            if found.find(targets[0]) is None:
                part = found.document(targets[0])
                if part is None:
                    raise RecordError.of(
                        targets[0], "there is no such entry or document", "hikiwake chronicle CASE lists the entries."
                    )
                id = part.document.id
                journal.append(
                    connection, Made(Correction(id, Anchor(id, ""), "document", note=text, by=by, on=on), None, what=what)
                )
            else:
                refuse_conflict(found, targets, if_version)
                self._append_all(connection, found, what, targets, text, by, on)

    @staticmethod
    def _append_all(
        connection: sqlite3.Connection, found: Compiled, what: str, ids: tuple[str, ...], note: str, by: str, on: str
    ) -> None:
        first = None
        for id in ids:
            kind = "event" if isinstance(found.entry(id), Event) else "statement"
            correction = Correction(id, found.anchor(id), kind, note=note, by=by, on=on)
            made = replace(found.made_to(correction, what), made_with=first)
            consistency.refuse_loose(made, found.part(id).document.text)
            number = journal.append(connection, made)
            first = number if first is None else first

    def _rule(self, rule: ActorRule) -> ActorRule:
        with self._writing() as connection:
            self._compiled(connection)
            name = rule.to or rule.names[0]
            correction = Correction(name, Anchor("", ""), "actor", by=rule.by, on=rule.on)
            journal.append(connection, Made(correction, None, what="actor", rule=rule))
        return rule

    def _undo(self, is_meant: Callable[[Made], bool], whose: str, by: str, on: str) -> Change:
        with self._writing() as connection:
            found = self._compiled(connection)
            meant = [made for made in found.made if is_meant(made)]
            if not meant:
                raise RecordError.of(whose, "there is no change to take back", "Nothing was changed.")
            go = meant[-1].go
            self._take_back(connection, found, go, by, on)
            rows = journal.read(connection, self._memory.journal)
            return next(change for change in changes.changes(rows.values()) if change.number == go)

    @staticmethod
    def _take_back(connection: sqlite3.Connection, found: Compiled, go: int, by: str, on: str) -> None:
        gone = [made for made in found.made if made.go == go]
        for one in gone:
            id = one.correction.entry
            later = [m for m in found.changes_of(id) if m.go != go] if one.what == "added" and found.find(id) else []
            if later:
                who = later[-1].correction.by or "the analyst"
                raise RecordError.of(id, f"was changed by {who} since it was added", "Take that back first.")
        for one in gone:
            journal.append_undoing(connection, one, by, on)


def _speaking(reading: Reading) -> list[Report | Statement | FormulaMention | ExplanationMention]:
    """All in a reading that can name an actor."""
    return [*reading.reports, *reading.statements, *reading.formulas, *reading.explanations]
