"""What pages draw or count again and again though it is the same: a correction of one entry leaves the map of the settlement space as it was."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """Charts and counts, one for each way of asking, made anew when what they show is another object; of many ways the last ones are kept.

    Args:
        most: how many.
    """

    def __init__(self, most: int = 8) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: dict[Hashable, tuple[tuple[object, ...], Made]] = {}

    def of(self, asked: Hashable, shown: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What was asked for.

        Args:
            asked: the way of asking, with all that it depends on and that is quickly compared: filters, names, widths.
            shown: large things that it shows, of which only the very same will do: comparing them would take longer than making it.
        """
        with self._lock:
            held = self._held.pop(asked, None)
            if held is not None and all(a is b for a, b in zip(held[0], shown, strict=True)):
                self._held[asked] = held  # the last one now
                return held[1]
        made = make()
        with self._lock:
            self._held[asked] = shown, made
            while len(self._held) > self._most:
                del self._held[next(iter(self._held))]
        return made
