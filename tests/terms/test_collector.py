"""The collector waits while much is built, and goes on afterwards as it did before."""

import gc
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from hikiwake.terms.collector import collector_paused


@pytest.fixture
def looked_over() -> Iterator[list[int]]:
    """The generations that were looked over meanwhile."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def test_nothing_is_looked_over_while_it_lasts_nor_what_was_built_right_after(looked_over: list[int]) -> None:
    gc.collect()
    looked_over.clear()
    with collector_paused():
        assert not gc.isenabled()
        built = [[i] for i in range(100_000)]
        assert looked_over == []
    built.append([gc.get_count()[0]])
    assert gc.isenabled() and looked_over == []
    assert gc.is_tracked(built[0])  # and not frozen: garbage among it is still found
    assert gc.get_freeze_count() == 0


def test_what_was_built_and_is_garbage_is_found_later() -> None:
    class Node:
        ring: "Node"

    with collector_paused():
        for _ in range(60_000):
            node = Node()
            node.ring = node
    del node
    assert gc.collect() >= 60_000


def test_it_goes_on_after_an_error() -> None:
    with suppress(ZeroDivisionError), collector_paused():
        1 / 0  # noqa: B018
    assert gc.isenabled()
    with collector_paused():
        assert not gc.isenabled()


def test_a_pause_within_a_pause_ends_nothing() -> None:
    with collector_paused():
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_first_pause_of_several_threads_is_the_one_that_counts() -> None:
    begun, ended = threading.Event(), threading.Event()

    def other() -> None:
        with collector_paused():
            begun.set()
            ended.wait(timeout=60)

    thread = threading.Thread(target=other)
    with collector_paused():
        thread.start()
        begun.wait(timeout=60)
    assert gc.isenabled()  # whatever the other thread still builds
    ended.set()
    thread.join(timeout=60)
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collector_paused():
            built = [[i] for i in range(100_000)]
        assert gc.get_freeze_count() >= frozen - 100 and len(built) == 100_000
    finally:
        gc.unfreeze()
