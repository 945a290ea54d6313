"""What pages work out of a view and keep as long as what it follows from is as it was."""

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

from hikiwake.terms.pauses import held

if TYPE_CHECKING:
    from hikiwake.web.view import View

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """One thing that follows from a view, worked out when first asked for and kept until it follows from something else.

    Each has a lock of its own, so that what is quick never waits for what is slow.

    Args:
        follows_from: what the thing follows from, as far as it matters; left out, the view itself.
    """

    def __init__(self, make: "Callable[[View], Made]", follows_from: "Callable[[View], Hashable] | None" = None) -> None:
        self._make = make
        self._follows_from = follows_from
        self._lock = threading.Lock()
        self._latest: tuple[object, Made] | None = None

    def of(self, view: "View") -> Made:
        """The thing for this view."""
        with held(self._lock):
            if self._latest is None or not self.is_ready(view):
                self._latest = self._key(view), self._make(view)
            return self._latest[1]

    def is_ready(self, view: "View") -> bool:
        """Whether it is worked out for this view already, so that `of` costs nothing."""
        latest, key = self._latest, self._key(view)
        return latest is not None and (latest[0] is key or (self._follows_from is not None and latest[0] == key))

    def _key(self, view: "View") -> object:
        return view if self._follows_from is None else self._follows_from(view)
