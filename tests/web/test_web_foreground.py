"""What works beside the pages stands back for those who wait, and only so long."""

import threading
from collections.abc import Callable
from contextvars import copy_context

import pytest

from hikiwake.terms.pauses import held, pause, pausing
from hikiwake.web import foreground as module
from hikiwake.web.foreground import Foreground


def beside(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_work_stands_back_until_the_answer_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_SECONDS", 60.0)
    foreground = Foreground()
    done: list[object] = []
    answered = copy_context().run(foreground.begin)

    def work() -> None:
        foreground.give_way()
        done.append("worked")

    worker = beside(work)
    worker.join(0.1)
    assert not done
    answered()
    answered()  # once more changes nothing
    worker.join(10)
    assert done == ["worked"]
    foreground.give_way()


def test_work_goes_on_where_the_answer_never_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_SECONDS", 0.05)
    foreground = Foreground()
    copy_context().run(foreground.begin)
    worker = beside(foreground.give_way)
    worker.join(30)
    assert not worker.is_alive()


def test_work_of_many_pauses_goes_on_where_the_answer_waits_for_it_unknown_to_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_SECONDS", 0.05)
    foreground = Foreground()
    copy_context().run(foreground.begin)

    def work() -> None:
        for _ in range(20_000):
            foreground.give_way()

    worker = beside(work)  # at 0.05 s a pause it would take a quarter of an hour
    worker.join(30)
    assert not worker.is_alive()


def test_who_answers_does_not_stand_back_for_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_SECONDS", 60.0)
    foreground = Foreground()

    def answer() -> None:
        foreground.begin()
        foreground.give_way()

    worker = beside(answer)
    worker.join(10)
    assert not worker.is_alive()


def test_work_that_is_waited_for_does_not_stand_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_SECONDS", 60.0)
    foreground = Foreground()
    done: list[object] = []

    def answer() -> None:
        foreground.begin()
        with foreground.waiting():
            worker = beside(foreground.give_way)
            worker.join(10)
            done.append(not worker.is_alive())

    beside(answer).join(20)
    assert done == [True]


def test_work_that_is_waited_for_at_a_lock_does_not_stand_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_SECONDS", 60.0)
    foreground, lock = Foreground(), threading.Lock()
    is_at_it, is_answered = threading.Event(), threading.Event()

    def work() -> None:
        with pausing(foreground.give_way), held(lock):
            is_at_it.set()
            assert is_answering.wait(10)
            pause()

    def answer() -> None:
        answered = foreground.begin()
        is_answering.set()
        with held(lock):
            is_answered.set()
        answered()

    is_answering = threading.Event()
    worker = beside(work)
    assert is_at_it.wait(10)
    beside(answer)
    assert is_answered.wait(20)
    worker.join(10)
    assert not worker.is_alive()
