"""A document that takes another's place in the record: a mended text, the newspaper's own correction, the page in place of its print view."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hikiwake.record import consistency, journal, keeping, spans
from hikiwake.record.annotating import Annotated
from hikiwake.record.carrying import Carried, carry, places_taken, taking_place
from hikiwake.record.compilation import Compiled, compiled
from hikiwake.record.memory import Memory
from hikiwake.record.model import Document, Reading
from hikiwake.terms.errors import RecordError

_SHORTEST_ID = 6  # hex digits that may stand for a document


@dataclass(frozen=True, slots=True)
class Replaced:
    """A document whose place another took, by its name (empty where it had left the record before), and what became of what was put right in it."""

    name: str
    carried: Carried

    @property
    def is_whole(self) -> bool:
        return not self.carried.lost

    def __str__(self) -> str:
        return f"replaces {self.name}: {self.carried}" if self.name else f"takes its place again: {self.carried}"


class Replacing(Annotated):
    """A record in which a document may take another's place."""

    def replace(self, old: str, document: Document, reading: Reading, *, by: str = "", on: str = "") -> Replaced:
        """Record a document in the place of another, which leaves the record, whole or not at all.

        What analysts put right in the old one, joined, parted, reviewed, noted or added by hand is found again in the new text by its words,
        with whose it is and when it was made. What is not found stays in the journal, listed as an orphan, and takes hold again when the
        old document is read again.

        Args:
            old: the id of the document that leaves; it may have left before.

        Raises:
            RecordError: it is the same document, a span does not cut the words it claims, or the record cannot be written.
        """
        if old == document.id:
            raise RecordError.of(document.name, "cannot take its own place", "Name another document that it replaces.")
        spans.check(document, reading)
        with self._writing() as connection:
            found = self._compiled(connection)
            part = found.document(old)
            keeping.keep(connection, document, reading, on)
            (new,) = keeping.kept(connection, document.id)
            carried = carry(connection, found, old, new, by=by, on=on)
            replaced = Replaced(part.document.name if part else "", carried)
            keeping.drop(connection, old)
            journal.append(connection, taking_place(old, document.id, str(replaced), by=by, on=on))
            others = [p.placed.kept for p in found.parts if p.document.id not in (old, document.id)]
            rows = journal.read(connection)
            now = compiled([*others, new], journal.holding(rows.values()), Memory())
            consistency.refuse_untrue(now, next(p.entries for p in now.parts if p.document.id == document.id))
        return replaced

    def named(self, told: str, *, other_than: str | None = None) -> Document:
        """The one document that is called so, or whose id begins so (at least 6 digits).

        Args:
            other_than: the id of a document that is not meant, whatever it is called.

        Raises:
            RecordError: there is none, or several.
        """
        with self._reading() as connection:
            found = self._compiled(connection)
        meant = [d for d in _called(found, told) if d.id != other_than]
        if len(meant) > 1:
            ids = ", ".join(d.id[:12] for d in meant)
            raise RecordError.of(
                told, f"is the name of {len(meant)} documents of the record", f"Give the beginning of an id: {ids}."
            )
        if not meant:
            raise RecordError.of(told, "is no document of the record", "Give its name, or the beginning of its id.")
        return meant[0]

    def names(self) -> dict[str, frozenset[str]]:
        """The ids of all documents by their names."""
        found: dict[str, set[str]] = defaultdict(set)
        with self._reading() as connection:
            for row in connection.execute("SELECT id, name FROM documents"):
                found[row["name"]].add(row["id"])
        return {name: frozenset(ids) for name, ids in found.items()}

    def places_left(self) -> dict[str, str]:
        """By the id of a document whose place another took: that other one, where it has left the record since."""
        with self._reading() as connection:
            took = places_taken(journal.holding(journal.read(connection, self._memory.journal).values()))
            return {old: new for old, new in took.items() if keeping.reader_of(connection, new) is None}


def _called(found: Compiled, told: str) -> Iterator[Document]:
    documents = [part.document for part in found.parts]
    named = [d for d in documents if d.name == told]
    yield from named or (d for d in documents if len(told) >= _SHORTEST_ID and d.id.startswith(told.casefold()))
