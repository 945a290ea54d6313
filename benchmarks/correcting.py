"""How long a click lasts on a big case: a change, the record as it stands then, and its reports brought together.

    python benchmarks/correcting.py [--events 10000] [--rounds 40]

Makes a case (`big_case.py`) and changes it as the workbench does: a record opened for each change, with the memory of the one before. Prints
milliseconds for each kind of change: the median and the slowest of the rounds as they passed, and the median of processor time, which other work
on the machine does not disturb. The limit is 150.
"""

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from big_case import make

from hikiwake.record.memory import Memory
from hikiwake.record.merging import merged
from hikiwake.record.store import Record

LIMIT = 150.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "case", asked.events)
        path, memory = Path(folder) / "case/record.sqlite", Memory()
        with Record.open(path, memory=memory) as record:
            first = _timed(record.contents)
            contents = record.contents()
        brought = _timed(lambda: merged(contents))
        print(
            f"{asked.events} events: first look {first[0]:.0f} ms ({first[1]:.0f}), brought together {brought[0]:.0f} ms ({brought[1]:.0f})"
        )
        gc.collect()
        gc.freeze()  # as the workbench does: what stands for long is not looked over again and again
        slow = 0
        for name, change in _changes(contents).items():
            times = []
            for n in range(asked.rounds):
                with Record.open(path, memory=memory) as record:
                    times.append(_timed(lambda n=n, record=record, change=change: _click(record, change, n)))  # type: ignore[misc]
            passed, used = ([one[i] for one in times] for i in (0, 1))
            slow += statistics.median(used) > LIMIT
            print(
                f"{name}: median {statistics.median(passed):.0f} ms, slowest {max(passed):.0f} ms; processor {statistics.median(used):.0f} ms"
            )
    return int(bool(slow))


def _changes(contents: object) -> dict[str, Callable[[Record, int], object]]:
    ids = [event.id for event in contents.events]  # type: ignore[attr-defined]
    of = ids[:: max(1, len(ids) // 1000)]
    return {
        "regrade": lambda record, n: record.correct(of[n], grade="reported", by="Ana"),
        "date": lambda record, n: record.correct(of[n], date="1970-05-06", by="Ana"),
        "actors": lambda record, n: record.correct(of[n], sources=["PER"], by="Ana"),
        "reject": lambda record, n: record.correct(of[-n - 1], rejected=True, by="Ana"),
        "join": lambda record, n: record.join([of[n], of[n + 50]], by="Ana"),
        "note": lambda record, n: record.note(of[n], "seen", by="Ana"),
        "rename an actor": lambda record, n: record.rename_actor(["Ana Aldana"], f"Ana {n}", by="Ana"),
        "undo": lambda record, n: record.undo_last(by="Ana"),
    }


def _click(record: Record, change: Callable[[Record, int], object], n: int) -> None:
    change(record, n)
    merged(record.contents())


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    start, used = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - start) * 1000, (time.process_time() - used) * 1000


if __name__ == "__main__":
    sys.exit(main())
