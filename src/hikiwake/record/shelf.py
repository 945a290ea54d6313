"""The record's file: opened, its documents taken in and out, read as it stands, and written to whole or not at all."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from hikiwake.record import journal, keeping, opening, spans
from hikiwake.record.actor_rules import Apart, apart, key
from hikiwake.record.compilation import Compiled, compiled
from hikiwake.record.journal import Made
from hikiwake.record.keeping import Kept
from hikiwake.record.memory import Memory
from hikiwake.record.model import Anchor, Contents, Correction, Document, Event, Reading, Said
from hikiwake.record.replay import Replay
from hikiwake.record.typed import actor_name, actor_names
from hikiwake.terms.collector import collector_paused
from hikiwake.terms.errors import Problem, RecordError

_FEW = 20  # documents that are quicker read one by one than all at once


class Shelf:
    """An open record as far as documents go; `Record` adds what an analyst does to it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, can_write: bool, memory: Memory | None = None) -> None:
        self.path = path
        self.can_write = can_write
        self._connection = connection
        self._memory = memory or Memory()

    @classmethod
    def open(cls, path: Path, *, create: bool = True, memory: Memory | None = None) -> Self:
        """The record at `path`, made where there is none (unless `create` is False), migrated where it is older.

        Args:
            memory: what was worked out of this same file before in this program; shared, it makes the next look quick.

        Raises:
            RecordError: there is none, it is damaged, or a newer Hikiwake wrote it.
        """
        connection, can_write = opening.connect(path, create=create)
        return cls(path, connection, can_write=can_write, memory=memory)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def add(
        self, document: Document, reading: Reading, *, received: bytes | None = None, replace: bool = False, on: str = ""
    ) -> bool:
        """Record a document and what was read in it, whole or not at all.

        Args:
            received: the document's bytes, where they are at hand: their hash has to be the document's id.
            replace: record it again though this reader has read it (its date was given only now, say).
            on: when it came in, an ISO timestamp; a document that is there already keeps the first one.

        Returns:
            False where this reader's reading is there already and nothing was changed. Another reader's is replaced; corrections stay.

        Raises:
            RecordError: a span does not cut the words it claims, or the record cannot be written.
        """
        if received is not None and hashlib.sha256(received).hexdigest() != document.id:
            raise RecordError.of(document.name, "its bytes are not those it was named after", "Read the file again.")
        spans.check(document, reading)
        with self._writing() as connection:
            if not replace and keeping.reader_of(connection, document.id) == reading.reader:
                return False
            keeping.keep(connection, document, reading, on)
        return True

    def has(self, document_id: str, reader: str | None = None) -> bool:
        """Whether the document is recorded (as read by `reader`, where given)."""
        with self._reading() as connection:
            found = keeping.reader_of(connection, document_id)
        return found is not None and reader in (None, found)

    def remove(self, document_id: str) -> bool:
        """Take a document and all that was read in it out; False where it is not there.

        Corrections to its entries stay, listed as orphans, and take hold again when the document is read again.
        """
        with self._writing() as connection:
            return keeping.drop(connection, document_id)

    def document(self, document_id: str) -> Document:
        """One document with its text.

        Raises:
            RecordError: it is not recorded.
        """
        return self._kept(document_id).document

    def reading(self, document_id: str) -> Reading:
        """What the reader found in one document, as it found it: no correction applied.

        Raises:
            RecordError: the document is not recorded.
        """
        return self._kept(document_id).reading

    def contents(self) -> Contents:
        """The whole record at this moment: corrections applied, rejected entries left out, orphaned corrections listed."""
        with self._reading() as connection:
            found = self._compiled(connection)
        return found.contents

    def entry(self, entry_id: str) -> Event | Said:
        """One entry as it stands now, a rejected one too (its `corrected` says so).

        Raises:
            RecordError: there is no such entry.
        """
        with self._reading() as connection:
            found = self._compiled(connection)
        return found.entry(entry_id)

    def replay(self) -> Replay:
        """The record to be looked at as it stood before, or as it would stand without some of its documents or changes."""
        with self._reading() as connection:
            kept = {id: one for id, (_, one) in self._all_kept(connection).items()}
            return Replay(kept, tuple(journal.read(connection, self._memory.journal).values()), self._memory.branch())

    def keep_apart(self, names: Sequence[str], other: str, *, by: str = "", on: str = "") -> Apart:
        """Say that none of these names is the actor called `other`: that they are one is not suggested again. No entry changes.

        Raises:
            RecordError: there is no name, or one of them is empty or is `other`.
        """
        rule = apart(actor_names(tuple(names)), actor_name(other), by, on)
        if key(rule.other) in map(key, rule.names):
            raise RecordError.of(rule.other, "is itself", "Name another actor that it is not.")
        with self._writing() as connection:
            self._compiled(connection)
            correction = Correction(rule.names[0], Anchor("", ""), "actor", by=by, on=on)
            journal.append(connection, Made(correction, None, what="actor", rule=rule))
        return rule

    def revision(self) -> int:
        """A number that grows with every write, of documents or of changes."""
        with self._reading() as connection:
            return keeping.revision(connection)

    def problems(self) -> list[Problem]:
        """Everything wrong with the record: damage first, then corrections that no longer find their place."""
        try:
            with self._reading() as connection:
                damage = [str(line) for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
                if damage:
                    return [Problem(str(self.path), f"is damaged ({damage[0]})", opening.MEND)]
                found = self._compiled(connection)
        except RecordError as error:
            return list(error.problems)
        return [
            Problem(
                f"correction of {orphan.entry}",
                f"its words {orphan.anchor.quote[:60]!r} are no longer found ({why})",
                "Correct the entry again, or read the document again if it was removed.",
            )
            for orphan, why in found.orphans
        ]

    def _compiled(self, connection: sqlite3.Connection) -> Compiled:
        """The record as it stands, remembered; never to be called after something was written that is not committed."""
        memory = self._memory
        with collector_paused():
            kept = self._all_kept(connection)
            rows = journal.read(connection, memory.journal)
            found = compiled([one for _, one in kept.values()], journal.holding(rows.values()), memory)
        memory.kept, memory.journal = kept, rows
        memory.forget_all_but(frozenset(kept))
        return found

    def _after_writing(self, connection: sqlite3.Connection, before: Compiled) -> Compiled:
        """The record as it will stand when what was written to the journal is committed; `before` is how it stood."""
        rows = journal.read(connection, self._memory.journal)
        return compiled([part.placed.kept for part in before.parts], journal.holding(rows.values()), self._memory)

    def _all_kept(self, connection: sqlite3.Connection) -> dict[str, tuple[str, Kept]]:
        """All documents in order of arrival, those read anew that are not as they are remembered."""
        seals = keeping.seals(connection)
        known = self._memory.kept
        new = [id for id, seal in seals if id not in known or known[id][0] != seal]
        if len(new) > _FEW:
            read = {one.document.id: one for one in keeping.kept(connection)}
        else:
            read = {one.document.id: one for id in new for one in keeping.kept(connection, id)}
        return {id: (seal, read[id]) if id in read else known[id] for id, seal in seals}

    def _kept(self, document_id: str) -> Kept:
        with self._reading() as connection:
            found = keeping.kept(connection, document_id)
        if not found:
            raise RecordError.of(str(self.path), f"holds no document {document_id[:12]}", "Name one that was read.")
        return found[0]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One snapshot of the record, whatever is written meanwhile."""
        with opening.told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        if not self.can_write:
            raise RecordError.of(str(self.path), "cannot be written here", "Copy the case to a folder where you may write.")
        with opening.told(self.path):
            if not self._memory.is_sound:
                opening.refuse_damage(self._connection)
                self._memory.is_sound = True
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                so_far = self._connection.total_changes
                yield self._connection
                if self._connection.total_changes > so_far:
                    keeping.advance(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise
