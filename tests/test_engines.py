"""Where work runs: order, few in flight, nothing lost or done twice when a worker is killed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hikiwake import engines
from hikiwake.terms.errors import HikiwakeError


def double(number: int) -> int:
    return 2 * number


def kill_once(told: tuple[int, str]) -> int:
    """Kills its own worker the first time that it is asked for number 7."""
    number, mark = told
    if number == 7:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def kill_always(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    raise ValueError(f"{number} will not do")


def counted(numbers: range, taken: list[int]) -> Iterator[int]:
    for number in numbers:
        taken.append(number)
        yield number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_chunks(workers: int) -> None:
    assert list(engines.run(double, range(50), workers=workers)) == [2 * n for n in range(50)]
    assert list(engines.run(double, [], workers=workers)) == []
    assert list(engines.run(double, [4], workers=workers)) == [8]


def test_chunks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []
    results = engines.run(double, counted(range(1_000_000), taken), workers=2)
    assert [next(results) for _ in range(10)] == [2 * n for n in range(10)]
    assert len(taken) < 30
    results.close()  # type: ignore[attr-defined]


def test_a_killed_worker_loses_nothing_and_nothing_comes_twice(tmp_path: Path) -> None:
    chunks = [(n, str(tmp_path / "killed")) for n in range(30)]
    assert list(engines.run(kill_once, chunks, workers=2)) == list(range(30))
    assert (tmp_path / "killed").exists()


def test_a_worker_that_dies_while_it_is_asked_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pool then says that its handle is closed, and not that it is broken."""
    asked: list[int] = []
    submit = engines.ProcessPoolExecutor.submit

    def dying(pool: Any, work: Any, number: int) -> Any:
        asked.append(number)
        if len(asked) in (2, 7):
            raise OSError("handle is closed")
        return submit(pool, work, number)

    monkeypatch.setattr(engines.ProcessPoolExecutor, "submit", dying)
    assert list(engines.run(double, range(12), workers=2)) == [2 * n for n in range(12)]
    assert len(asked) > 12


def test_a_chunk_that_kills_every_worker_is_told_in_a_line() -> None:
    results = engines.run(kill_always, range(4), workers=2)
    with pytest.raises(HikiwakeError, match="died three times"):
        list(results)


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="0 will not do"):
        list(engines.run(fail, range(4), workers=2))


def test_an_unknown_engine_is_told_at_once() -> None:
    with pytest.raises(HikiwakeError, match="abacus"):
        engines.run(double, range(3), engine="abacus")


def test_without_ray_the_command_that_installs_it_is_told() -> None:
    try:
        import ray  # noqa: F401
    except ImportError:
        with pytest.raises(HikiwakeError, match=r"pip install 'hikiwake\[ray\]'"):
            list(engines.run(double, range(3), engine="ray"))
    else:
        pytest.skip("Ray is installed here")


class TestOnRay:
    """On a cluster of two processors that is started for the test, here."""

    @pytest.fixture(autouse=True)
    def ray(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("ray", reason="needs Ray: pip install 'hikiwake[ray]'")
        monkeypatch.delenv("RAY_ADDRESS", raising=False)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]))

    def test_results_come_in_order_and_what_was_started_is_stopped(self) -> None:
        import ray

        assert list(engines.run(double, range(40), engine="ray", workers=2)) == [2 * n for n in range(40)]
        assert not ray.is_initialized()

    def test_a_killed_worker_loses_nothing_and_nothing_comes_twice(self, tmp_path: Path) -> None:
        chunks = [(n, str(tmp_path / "killed")) for n in range(30)]
        assert list(engines.run(kill_once, chunks, engine="ray", workers=2)) == list(range(30))
        assert (tmp_path / "killed").exists()

    def test_what_the_work_raises_is_raised(self) -> None:
        with pytest.raises(ValueError, match="0 will not do"):
            list(engines.run(fail, range(4), engine="ray", workers=2))

    def test_a_batch_has_the_same_bytes_as_here(self, tmp_path: Path) -> None:
        from hikiwake.reading.batch import read_batch

        source = tmp_path / "in.jsonl"
        line = '{"id": %d, "text": "Norway and Sweden held talks in Oslo on 3 May 2016. Number %d."}\n'
        source.write_text("".join(line % (n, n) for n in range(120)), encoding="utf-8")
        read_batch(source, tmp_path / "here", workers=1)
        read_batch(source, tmp_path / "there", engine="ray", workers=2)
        assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()

    def test_a_batch_whose_worker_is_killed_in_the_middle_has_the_same_bytes(self, tmp_path: Path) -> None:
        from hikiwake.reading.batch import Progress, read_batch

        source = tmp_path / "in.jsonl"
        line = '{"id": %d, "text": "Norway and Sweden held talks in Oslo on 3 May 2016. Number %d."}\n'
        source.write_text("".join(line % (n, n) for n in range(960)), encoding="utf-8")
        read_batch(source, tmp_path / "here", workers=1)
        killed: list[int] = []

        def kill_one(progress: Progress) -> None:
            if not killed and 0 < progress.now < 900:
                killed.extend(working(os.getpid())[:1])
                for pid in killed:
                    os.kill(pid, signal.SIGKILL)

        read_batch(source, tmp_path / "there", engine="ray", workers=2, progress=kill_one)
        assert len(killed) == 1
        assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()

    def test_a_cluster_that_is_not_there_is_told_in_a_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Before Ray is asked, which would try for minutes."""
        monkeypatch.setattr("ray.init", lambda **_: pytest.fail("Ray was asked"))
        with pytest.raises(HikiwakeError, match="no Ray cluster answers"):
            list(engines.run(double, range(3), engine="ray", address="127.0.0.1:1"))


def working(ancestor: int) -> list[int]:
    """The Ray workers below a process that have a piece in hand."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if not (folder / "cmdline").read_bytes().startswith(b"ray::_done"):
                continue
            parent = int(folder.name)
            while parent not in (0, ancestor):
                parent = int(Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == ancestor:
            found.append(int(folder.name))
    return found
