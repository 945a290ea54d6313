"""Work beside other work: it stands back at its pauses, and who waits for it says so.

What computes for long calls `pause` between two of its pieces, each of some milliseconds, and waits for another thread within `held` or `waiting`.
It knows nothing of who else is there: that is said by whoever begins it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from threading import Lock, RLock
from typing import TypeVar

Thing = TypeVar("Thing")

_at_pauses: ContextVar[Callable[[], None] | None] = ContextVar("at_pauses", default=None)
_while_waiting: ContextVar[Callable[[], AbstractContextManager[None]]] = ContextVar("while_waiting", default=nullcontext)


@contextmanager
def pausing(at_pauses: Callable[[], None]) -> Iterator[None]:
    """What this thread does within calls `at_pauses` at each of its pauses."""
    before = _at_pauses.set(at_pauses)
    try:
        yield
    finally:
        _at_pauses.reset(before)


def pause() -> None:
    """A pause of the work under way: nothing, where nobody said what to do at one."""
    at_pauses = _at_pauses.get()
    if at_pauses is not None:
        at_pauses()


def paused(things: Iterable[Thing]) -> Iterator[Thing]:
    """The things, with a pause before each."""
    at_pauses = _at_pauses.get()
    if at_pauses is None:
        yield from things
        return
    for one in things:
        at_pauses()
        yield one


def wait_within(while_waiting: Callable[[], AbstractContextManager[None]]) -> None:
    """From now on this task, and the threads that it calls upon, wait for other threads within what this makes."""
    _while_waiting.set(while_waiting)


def waiting() -> AbstractContextManager[None]:
    """That within which this thread waits for another one's work."""
    return _while_waiting.get()()


@contextmanager
def held(lock: "Lock | RLock") -> Iterator[None]:
    """As `with lock`, for one within which somebody may work with pauses."""
    if not lock.acquire(blocking=False):
        with waiting():
            lock.acquire()
    try:
        yield
    finally:
        lock.release()
