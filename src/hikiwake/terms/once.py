"""What is worked out once, whichever threads ask for it."""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from hikiwake.terms.pauses import held

Made = TypeVar("Made")


class Once:
    """Things by their keys, each made by whoever asks first; who asks meanwhile waits for it, and for nothing else."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}
        self._alone: dict[Hashable, threading.RLock] = {}
        self._naming = threading.Lock()

    def has(self, key: Hashable) -> bool:
        """Whether it is made."""
        return key in self._made

    def of(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes. While another thread makes it, this one waits."""
        with self._naming:
            alone = self._alone.setdefault(key, threading.RLock())
        with held(alone):
            if key not in self._made:
                self._made[key] = make()
            made: Made = self._made[key]
            return made
