"""What is worked out of a thing and remembered as long as somebody holds that thing."""

import weakref
from typing import Generic, TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")


class WhileHeld(Generic[Of, Made]):
    """What follows from each thing, by the very thing; forgotten with it. Safe to share among threads.

    The things must be frozen and let weak references point at them. What follows from a thing must not hold it: it would be kept for good.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[weakref.ref[Of], Made]] = {}

    def get(self, of: Of) -> Made | None:
        """What was kept of this very thing; None where nothing was."""
        held = self._made.get(id(of))
        return held[1] if held is not None and held[0]() is of else None

    def keep(self, of: Of, made: Made) -> None:
        """Remember `made` as long as `of` is held."""
        key = id(of)

        def forget(gone: weakref.ref[Of]) -> None:
            if (held := self._made.get(key)) is not None and held[0] is gone:
                self._made.pop(key, None)

        self._made[key] = weakref.ref(of, forget), made

    def __len__(self) -> int:
        return len(self._made)
