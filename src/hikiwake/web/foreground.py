"""Who is being answered: what is worked out beside the pages stands back while somebody waits for one, and never for long.

Threads of one interpreter take turns, so that work beside a page makes the page take twice its time.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar

from hikiwake.terms.pauses import wait_within

_LONGEST_SECONDS = 0.5  # for which work stands back at one of its pauses
_answers: ContextVar[bool] = ContextVar("answers", default=False)  # whether this is the work of a request


class Foreground:
    """The requests of one desk that are being answered."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()
        self._rested = threading.local()

    def begin(self) -> Callable[[], None]:
        """A request is being answered, by this task and the threads that it calls upon, until what is returned is called, once or more."""
        _answers.set(True)
        wait_within(self.waiting)
        self._add(1)
        answering = ExitStack()
        answering.callback(self._add, -1)
        return answering.close

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """The request that this thread answers, if it answers one, waits for what another thread works out: that one need not stand back for it."""
        if not _answers.get():
            yield
            return
        self._add(-1)
        try:
            yield
        finally:
            self._add(1)

    def give_way(self) -> None:
        """At a pause of work beside the pages: stand back while somebody is being answered. Nothing where this thread itself answers.

        Who has stood back for long works on for a while, whoever is answered: that one may, unknown to us, wait for this very work.
        """
        if self._count and not _answers.get() and time.monotonic() >= getattr(self._rested, "until", 0.0):
            with self._changed:
                if not self._changed.wait_for(lambda: self._count == 0, _LONGEST_SECONDS):
                    self._rested.until = time.monotonic() + _LONGEST_SECONDS

    def _add(self, count: int) -> None:
        with self._changed:
            self._count += count
            self._changed.notify_all()
