"""Statements that two papers print from one wire story: said once.

What stands word for word in the earlier of two copies is left out of the later one, unless an analyst put it right there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from hikiwake.record.merging.copies import Copies
from hikiwake.record.merging.prepared import are_same
from hikiwake.record.merging.remembering import KEPT
from hikiwake.record.model import Document, Said
from hikiwake.record.spans import squeezed


class Origins:
    """Which documents are copies of which earlier one; the last answers are remembered. Safe to share among threads."""

    def __init__(self) -> None:
        self._answers: tuple[_Answer, ...] = ()
        self._lock = Lock()

    def of(self, documents: Sequence[Document]) -> Mapping[str, str]:
        """Copy → original, by the documents' ids; the earlier by date, of one day the one with the lesser hash."""
        return self._answer(documents).origins

    def copies(self, documents: Sequence[Document]) -> Copies:
        """The documents' texts compared; only what is new since they were last asked for is compared anew."""
        return self._answer(documents).copies

    def _answer(self, documents: Sequence[Document]) -> "_Answer":
        with self._lock:
            answer = next((one for one in self._answers if are_same(one.documents, documents)), None)
            if answer is None:
                nearest = max(self._answers, key=lambda one: one.shared_with(documents), default=None)
                copies = Copies(documents, nearest.copies if nearest else None)
                answer = _Answer(documents, copies, _origins(documents, copies))
            self._answers = (answer, *(one for one in self._answers if one is not answer))[:KEPT]
        return answer


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    documents: Sequence[Document]
    copies: Copies
    origins: Mapping[str, str]

    def shared_with(self, documents: Sequence[Document]) -> int:
        """How many of the very documents it is of."""
        own = set(map(id, self.documents))
        return sum(id(document) in own for document in documents)


origins = Origins()


def said_once(statements: Sequence[Said], copies: Mapping[str, str], touched: Collection[str]) -> tuple[Said, ...]:
    """The statements without those that a copy repeats.

    Args:
        copies: copy → original, by the documents' ids.
        touched: ids of statements that an analyst has looked at; they stay.
    """
    if not copies:
        return tuple(statements)
    first = {(s.statement.document, _words(s)) for s in statements if s.statement.document in set(copies.values())}
    return tuple(
        s for s in statements if s.corrected or s.id in touched or (copies.get(s.statement.document), _words(s)) not in first
    )


def _origins(documents: Sequence[Document], copies: Copies) -> dict[str, str]:
    found = {}
    for document in documents:
        other = copies.of(document.id)
        if other is not None and _age(other) < _age(document):
            found[document.id] = other.id
    return found


def _age(document: Document) -> tuple[str, str]:
    return document.date.value if document.date else "9999", document.id


def _words(said: Said) -> tuple[str, ...]:
    s = said.statement
    parts = (s.source, s.cue, s.content)
    return tuple(squeezed(part.text).casefold() if part else "" for part in parts)
