"""What of a record was worked out before, so that a change to one document costs that of one document.

A memory belongs to one file and may be shared by all who look at it in one program, whatever the thread: what it holds is frozen, and each
piece goes by all that it follows from. It forgets what is not the latest. Nothing that is not committed gets into `kept` or `journal`.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from hikiwake.record.journal import Made, Undoing
    from hikiwake.record.keeping import Kept

Piece = TypeVar("Piece")


@dataclass(slots=True, eq=False)
class Memory:
    """`is_sound`: SQLite has looked the whole file over already. `kept` are documents by id, with their seals; `journal` changes by number."""

    is_sound: bool = False
    kept: Mapping[str, tuple[str, "Kept"]] = field(default_factory=dict)
    journal: Mapping[int, "Made | Undoing"] = field(default_factory=dict)
    _pieces: dict[tuple[str, str], tuple[Sequence[Any], Hashable, Any]] = field(default_factory=dict)

    def recalled(self, what: str, of: str, same: Sequence[Any], equal: Hashable, made: Callable[[], Piece]) -> Piece:
        """The piece that follows from just these, made and remembered where the last one followed from others.

        Args:
            same: objects that must be the very same ones, which is quick and safe with what is frozen.
            equal: what must be equal.
        """
        held = self._pieces.get((what, of))
        if held is not None and _are_same(held[0], same) and held[1] == equal:
            piece: Piece = held[2]
            return piece
        fresh = made()
        self._pieces[what, of] = same, equal, fresh
        return fresh

    def branch(self) -> "Memory":
        """Another memory that knows what this one knows: what is worked out with it drives nothing out of this one."""
        return replace(self, _pieces=self._pieces.copy())

    def last(self, what: str, of: str) -> Any:
        """The piece that is remembered, whatever it follows from; None where there is none."""
        held = self._pieces.get((what, of))
        return None if held is None else held[2]

    def forget_all_but(self, documents: frozenset[str]) -> None:
        """Drop what is remembered of documents that are gone."""
        for place in [place for place in tuple(self._pieces) if place[1] and place[1] not in documents]:
            self._pieces.pop(place, None)


def _are_same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
