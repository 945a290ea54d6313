"""How a host is treated that cannot answer now: waits that double, waits it asks for, and an end to asking when it fails again and again."""

import threading
from collections.abc import Callable
from typing import TypeVar

from hikiwake.collecting.network import Clock
from hikiwake.events.fetch.model import Bounds, Lost, Reason

Result = TypeVar("Result")


class Patience:
    """Shared by every line to the host: when one is told to wait, all do.

    Args:
        pause: waits so many seconds; None: a wait that ends when the fetch is stopped.
    """

    def __init__(self, bounds: Bounds, clock: Clock, pause: Callable[[float], object] | None) -> None:
        self._bounds, self._clock = bounds, clock
        self._lock = threading.Lock()
        self._not_before = 0.0
        self._failed_in_a_row = 0
        self.is_stopped = threading.Event()
        self._pause = pause or self.is_stopped.wait

    @property
    def is_at_an_end(self) -> bool:
        """Whether so many files in a row failed by the server's or the network's doing that nothing more is asked for."""
        return self._failed_in_a_row >= self._bounds.files_in_a_row

    def with_tries(self, attempt: Callable[[], Result]) -> Result:
        """What `attempt` gives, after as many tries as are due.

        Raises:
            Lost: a failure that stays; `tries` of it says how often it was tried.
        """
        wait = self._bounds.back_off_seconds
        for tries in range(1, self._bounds.tries + 1):
            self._wait_for_the_host()
            try:
                result = attempt()
            except Lost as lost:
                lost.tries = tries
                pause = max(wait, lost.after_seconds or 0.0)
                if pause > self._bounds.longest_wait:
                    lost.what += f" and asks to be left alone for {pause:.0f} s"
                if not lost.again or tries == self._bounds.tries or pause > self._bounds.longest_wait or self.is_stopped.is_set():
                    self._count(has_failed=lost.why in (Reason.FAILED, Reason.TIMED_OUT))
                    raise
                if lost.after_seconds:
                    with self._lock:
                        self._not_before = max(self._not_before, self._clock() + pause)
                else:
                    self._pause(pause)
                wait *= 2
            else:
                self._count(has_failed=False)
                return result
        raise AssertionError("unreachable: the last try returns or raises")

    def _wait_for_the_host(self) -> None:
        left = self._not_before - self._clock()
        if left > 0:
            self._pause(left)

    def _count(self, *, has_failed: bool) -> None:
        with self._lock:
            self._failed_in_a_row = self._failed_in_a_row + 1 if has_failed else 0
