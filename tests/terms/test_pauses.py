"""Work beside other work pauses, and who waits for it says so."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from hikiwake.terms.pauses import held, pause, pausing, wait_within


def test_a_pause_is_what_whoever_began_the_work_says_and_nothing_to_others() -> None:
    paused: list[str] = []
    pause()
    with pausing(lambda: paused.append("outer")):
        pause()
        with pausing(lambda: paused.append("inner")):
            pause()
        thread = threading.Thread(target=pause)
        thread.start()
        thread.join(10)
        pause()
    pause()
    assert paused == ["outer", "inner", "outer"]


def test_who_waits_for_a_lock_says_so_and_who_need_not_wait_says_nothing() -> None:
    lock, waits = threading.Lock(), threading.Event()
    done: list[str] = []

    @contextmanager
    def waiting() -> Iterator[None]:
        waits.set()
        yield
        done.append("waited")

    def ask() -> None:
        wait_within(waiting)
        with held(lock):
            done.append("held")

    thread = threading.Thread(target=ask)
    with held(lock):
        thread.start()
        assert waits.wait(10) and not done
    thread.join(10)
    assert done == ["waited", "held"]
    with held(lock):
        assert lock.locked()
    assert not lock.locked() and done == ["waited", "held"]
