"""A record replayed: as it would stand with only some of its documents, and only some of what the analysts put right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hikiwake.record import journal
from hikiwake.record.compilation import compiled
from hikiwake.record.journal import Made, Undoing
from hikiwake.record.keeping import Kept
from hikiwake.record.memory import Memory
from hikiwake.record.model import Contents


@dataclass(frozen=True, slots=True)
class Replay:
    """One moment of a record. `documents` are all that it holds, by id, in order of arrival; `journal` is every change ever made, in order."""

    documents: Mapping[str, Kept] = field(repr=False)
    journal: Sequence[Made | Undoing] = field(repr=False)
    memory: Memory = field(default_factory=Memory, repr=False)

    @property
    def last(self) -> int:
        """The number of the last change; 0 where none was ever made."""
        return max((row.number for row in self.journal), default=0)

    def holding(self, up_to: int | None = None) -> frozenset[int]:
        """The numbers of the changes that held when the journal ended at `up_to`; None is now."""
        rows = [row for row in self.journal if up_to is None or row.number <= up_to]
        return frozenset(made.number for made in journal.holding(rows))

    def contents(self, documents: Collection[str], changes: Collection[int]) -> Contents:
        """The record with just these documents and just these changes."""
        kept = [one for id, one in self.documents.items() if id in documents]
        made = [row for row in self.journal if isinstance(row, Made) and row.number in changes]
        return compiled(kept, made, self.memory).contents
