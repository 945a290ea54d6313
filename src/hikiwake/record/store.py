"""The record on disk: one SQLite file that many may read while one writes.

What `add` or `correct` reported as done is there after `kill -9` and after power loss; what was under way is there whole or not at
all. Documents' bytes lie in the case's `documents/` folder; here are their text and what was read from it.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace as replaced
from pathlib import Path
from types import TracebackType
from typing import Self

from hikiwake.record import keeping, opening, spans
from hikiwake.record.compilation import Compiled, compiled
from hikiwake.record.corrections import checked
from hikiwake.record.keeping import Kept
from hikiwake.record.model import Contents, Correction, Document, Event, Reading, Said, Status
from hikiwake.terms.errors import Problem, RecordError
from hikiwake.terms.grades import Grade


class Record:
    """An open record; use it as a context manager, one for each thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, can_write: bool) -> None:
        self.path = path
        self.can_write = can_write
        self._connection = connection
        self._is_checked = False

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> "Record":
        """The record at `path`, made where there is none (unless `create` is False), migrated where it is older.

        Raises:
            RecordError: there is none, it is damaged, or a newer Hikiwake wrote it.
        """
        connection, can_write = opening.connect(path, create=create)
        return cls(path, connection, can_write=can_write)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def add(self, document: Document, reading: Reading, *, received: bytes | None = None, replace: bool = False) -> bool:
        """Record a document and what was read in it, whole or not at all.

        Args:
            received: the document's bytes, where they are at hand: their hash has to be the document's id.
            replace: record it again though this reader has read it (its date was given only now, say).

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
            keeping.keep(connection, document, reading)
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

    def correct(
        self,
        entry_id: str,
        *,
        sources: Sequence[str] | None = None,
        targets: Sequence[str] | None = None,
        date: str | None = None,
        grade: Grade | str | None = None,
        status: Status | str | None = None,
        rejected: bool = False,
        note: str = "",
        by: str = "",
        on: str = "",
        also: Sequence[str] = (),
    ) -> tuple[Event | Said, Event | Said]:
        """Correct an entry. The correction is the analyst's and outlives every reader; what is left out stays as it is.

        Args:
            sources: names or ISO codes, which replace those of the entry (a statement has one, its speaker).
            targets: likewise, of an event.
            date: TIMEX3.
            rejected: take the entry out of the chronicle; `undo` brings it back.
            by: whose judgement it is.
            on: when, an ISO timestamp.
            also: other entries that the same holds of, corrected in the same go: the other reports of one event.

        Returns:
            The entry before and after.

        Raises:
            RecordError: no such entry, nothing to correct, or a value that the entry cannot take.
        """
        with self._writing() as connection:
            kept = keeping.kept(connection)
            found = compiled(kept, keeping.corrections_made(connection))
            before = found.entry(entry_id)
            first = None
            for id in (entry_id, *also):
                correction = Correction(
                    id,
                    found.anchor(found.entry(id).id),
                    "event" if isinstance(before, Event) else "statement",
                    _maybe_tuple(sources),
                    _maybe_tuple(targets),
                    date,
                    grade,  # type: ignore[arg-type]  # checked, and made a Grade, by the next line
                    status,  # type: ignore[arg-type]
                    rejected,
                    note,
                    by,
                    on,
                )
                number = keeping.keep_correction(connection, replaced(found.made(checked(correction)), made_with=first))
                first = first or number
            after = compiled(kept, keeping.corrections_made(connection)).entry(entry_id)
        return before, after

    def undo(self, entry_id: str, *, by: str = "", on: str = "") -> tuple[Event | Said, Event | Said | None]:
        """Take back the last correction of an entry, and those made in the same go; the entry before and after.

        After is None where the entry was only kept because of its correction: no reader finds it any more.

        Raises:
            RecordError: no such entry, or it has no correction.
        """
        with self._writing() as connection:
            kept = keeping.kept(connection)
            found = compiled(kept, keeping.corrections_made(connection))
            before = found.entry(entry_id)
            made = found.corrections_of(entry_id)
            if not made:
                raise RecordError.of(entry_id, "has no correction to take back", "Nothing was changed.")
            for one in keeping.corrections_made(connection):
                if one.go == made[-1].go:
                    keeping.keep_undoing(connection, one, by, on)
            after = compiled(kept, keeping.corrections_made(connection)).entries.get(entry_id)
        return before, after

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

    @staticmethod
    def _compiled(connection: sqlite3.Connection) -> Compiled:
        return compiled(keeping.kept(connection), keeping.corrections_made(connection))

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
            if not self._is_checked:
                opening.refuse_damage(self._connection)
                self._is_checked = True
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise


def _maybe_tuple(names: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)
