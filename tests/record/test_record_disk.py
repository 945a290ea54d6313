"""Corrections on a bad day: a disk that fails, a program that is killed, readers beside a writer. Nothing reported as done is lost."""

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from failing_disk import FailingDisk, failing_disk
from record_examples import article, document, report

from hikiwake.record.model import Contents, Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError

HERE = Path(__file__).parent
STEPS = 7
OTHER = document("The president met the minister in Oslo. They signed a treaty.", name="other.txt")


def filled(path: Path) -> None:
    with Record.open(path) as record:
        record.add(*article())
        record.add(OTHER, Reading(OTHER.id, "x", (report(OTHER, "met", cameo="040"), report(OTHER, "signed", cameo="057"))))


def steps(record: Record) -> list[Callable[[], object]]:
    """A small run of corrections, one of each kind."""
    first, second, third, _ = (e.id for e in record.contents().events)
    return [
        lambda: record.correct(first, grade="reported", also=[second], by="Ana"),
        lambda: record.add_entry(OTHER.id, (40, 44), by="Ana"),
        lambda: record.join([first, third], by="Ana"),
        lambda: record.rename_actor(["The President"], "Somebody", by="Ana"),
        lambda: record.note(OTHER.id, "seen", by="Ana"),
        lambda: record.undo(first, by="Ana"),
        lambda: record.undo_last(by="Ana"),
    ]


def run(path: Path) -> tuple[int, RecordError | None]:
    """How many of the steps were reported as done, and what was told of the one that was not."""
    done = 0
    try:
        with Record.open(path) as record:
            for step in steps(record):
                step()
                done += 1
    except RecordError as error:
        return done, error
    return done, None


def states(path: Path) -> list[Contents]:
    with Record.open(path) as record:
        found = [record.contents()]
        for step in steps(record):
            step()
            found.append(record.contents())
    return found


def try_every_write(folder: Path, *, stays_broken: bool) -> tuple[int, int, int]:
    """Fail the Nth write or fsync of the run, for every N: how many were tried, how many records were lost or torn, how many went unnoticed."""
    filled(folder / "whole.sqlite")
    sound = (folder / "whole.sqlite").read_bytes()
    expected = states(folder / "whole.sqlite")
    tried = lost = silent = 0
    with failing_disk() as disk:
        path = folder / "r.sqlite"
        count = _counted(disk, path, sound)
        for n in range(1, count + 1):
            _put(path, sound)
            disk.start(n, stays_broken=stays_broken)
            done, error = run(path)
            hit, tried = disk.failed, tried + 1
            disk.start(None)
            if hit and error is None and done < len(expected) - 1:
                silent += 1
            assert error is None or "\n" not in str(error)
            lost += not _is_whole(path, expected[done : done + 2])
    return tried, lost, silent


def _counted(disk: FailingDisk, path: Path, sound: bytes) -> int:
    _put(path, sound)
    disk.start(None)
    assert run(path) == (STEPS, None)
    return disk.done


def _put(path: Path, sound: bytes) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    path.write_bytes(sound)


def _is_whole(path: Path, allowed: list[Contents]) -> bool:
    """Whether the record opens, is sound, and holds what was reported as done, with the step under way there or not."""
    with Record.open(path) as record:
        is_sound = record.problems() == [] and record.contents() in allowed
    with closing(sqlite3.connect(path)) as connection:
        return is_sound and connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("stays_broken", [False, True])
def test_whichever_write_fails_the_record_is_whole_and_what_was_reported_is_there(tmp_path: Path, stays_broken: bool) -> None:
    tried, lost, silent = try_every_write(tmp_path, stays_broken=stays_broken)
    print(f"tried {tried}, lost {lost}, unnoticed {silent}")
    assert tried > 50 and (lost, silent) == (0, 0)


CORRECTING = """
import sys
from pathlib import Path
from hikiwake.record.store import Record
with Record.open(Path(sys.argv[1])) as record:
    ids = [event.id for event in record.contents().events]
    for n in range(int(sys.argv[2]), 100_000):
        record.correct(ids[0], date=f"{n:04}", also=[ids[2]], note=str(n))
        print(n, flush=True)
"""


def kill_while_correcting(path: Path, kills: int, chance: random.Random) -> tuple[int, int]:
    """Kill a program that corrects two entries at a time, again and again: how many corrections it reported, how many are lost or half there."""
    reported = lost = 0
    for _ in range(kills):
        child = subprocess.Popen(
            [sys.executable, "-c", CORRECTING, str(path), str(reported + 1)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        child.send_signal(signal.SIGKILL)
        reported = max([reported + 1, *map(int, child.stdout.read().split("\n")[:-1])])
        child.wait()
        child.stdout.close()
        with Record.open(path) as record:
            notes = [int(e.corrected.note) for e in record.contents().events if e.corrected]
            is_there = len(notes) == 2 and notes[0] == notes[1] in (reported, reported + 1)
            lost += not is_there or record.problems() != []
            reported = max(notes)
    return reported, lost


def test_a_correction_under_way_when_the_program_is_killed_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    filled(tmp_path / "r.sqlite")
    reported, lost = kill_while_correcting(tmp_path / "r.sqlite", 2, random.Random(3))
    assert reported > 2 and lost == 0


def read_beside_a_writer(path: Path, readers: int, seconds: float) -> tuple[int, int, list[str], int]:
    """Readers, each with a record of its own, beside one who corrects two entries in one go: looks, corrections, errors, torn looks."""
    until = time.monotonic() + seconds
    looks, torn, written, errors = [0] * readers, [0] * readers, [0], list[str]()

    def read(i: int) -> None:
        try:
            with Record.open(path) as record:
                while time.monotonic() < until:
                    notes = {e.corrected.note if e.corrected else "" for e in record.contents().events[:2]}
                    torn[i] += len(notes) != 1
                    looks[i] += 1
                    time.sleep(0.01)  # else the writer, in the same process, hardly gets its turn
        except Exception as error:  # whatever it is, it is counted
            errors.append(f"{type(error).__name__}: {error}")

    def write() -> None:
        try:
            with Record.open(path) as record:
                first, second = (e.id for e in record.contents().events[:2])
                while time.monotonic() < until:
                    record.correct(first, grade="reported", also=[second], note=str(written[0] + 1))
                    written[0] += 1
                    if written[0] % 20 == 0:
                        record.undo(first)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=write), *(threading.Thread(target=read, args=(i,)) for i in range(readers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(looks), written[0], errors, sum(torn)


def test_eight_readers_beside_one_who_corrects_see_whole_states(tmp_path: Path) -> None:
    filled(tmp_path / "r.sqlite")
    looks, written, errors, torn = read_beside_a_writer(tmp_path / "r.sqlite", 8, 2.0)
    assert (errors, torn) == ([], 0) and looks > 8 and written > 2
