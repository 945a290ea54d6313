"""A thing is worked out once, and who waits for one thing waits for no other."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hikiwake.terms.once import Once
from hikiwake.terms.pauses import wait_within


def test_threads_that_ask_meanwhile_get_what_the_first_one_makes() -> None:
    once, begun, go_on = Once(), threading.Event(), threading.Event()
    made: list[str] = []
    waited: list[str] = []
    got: list[object] = []

    def make() -> object:
        begun.set()
        assert go_on.wait(10)
        made.append("made")
        return object()

    @contextmanager
    def waiting() -> Iterator[None]:
        waited.append("waits")
        go_on.set()
        yield

    def ask() -> None:
        wait_within(waiting)
        got.append(once.of("slow", make))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    threads[0].start()
    assert begun.wait(10)
    assert once.of("quick", lambda: 1) == 1
    threads[1].start()
    for thread in threads:
        thread.join(10)
    assert made == ["made"] and waited == ["waits"] and len(got) == 2 and got[0] is got[1]


def test_what_fails_is_tried_again_and_what_asks_for_another_thing_may_itself_be_asked_for() -> None:
    once = Once()
    with pytest.raises(ZeroDivisionError):
        once.of("x", lambda: 1 / 0)
    assert once.of("x", lambda: once.of("y", lambda: 2) + 1) == 3
    assert once.of("y", lambda: 5) == 2
