"""Is anything lost? `read` killed at random moments, again and again, then compared with a record that nobody disturbed.

    python benchmarks/reliability.py [--kills 50]

Reads the documents of a packaged case in a child process that is killed (SIGKILL) after a random while, then reads on. Every file that the child
had told as done must be there, once, and the final record must hold the same entries as an undisturbed one. Prints `tried N, lost 0`.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hikiwake.record.store import Record

PACKAGED = Path(__file__).parents[1] / "src/hikiwake/case/packaged/ecuador-peru"
COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory() as folder:
        calm, case = (_case(Path(folder), name) for name in ("calm", "case"))
        started = time.perf_counter()
        _read(calm).wait()
        whole = time.perf_counter() - started
        chance = random.Random(0)
        lost = torn = 0
        for _ in range(kills):
            if chance.random() < 0.2:  # begin again now and then, or later kills would find nothing left to do
                for file in case.glob("record.sqlite*"):
                    file.unlink()
            child = _read(case)
            time.sleep(whole * chance.uniform(0.3, 1.05))
            os.kill(child.pid, signal.SIGKILL)
            told = {line.split("] ")[1] for line in child.communicate()[1].splitlines() if line.startswith("[")}
            held, sound = _held(case)
            lost += len(told - held)
            torn += not sound
        _read(case).wait()
        same = _digest(calm) == _digest(case)
    print(
        f"tried {kills} kills while reading, lost {lost}, records damaged {torn}, final record {'the same' if same else 'DIFFERENT'}"
    )
    return int(bool(lost or torn or not same))


def _case(folder: Path, name: str) -> Path:
    return Path(shutil.copytree(PACKAGED, folder / name))


def _read(case: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "read", case, case / "documents"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _held(case: Path) -> tuple[set[str], bool]:
    path = case / "record.sqlite"
    if not path.exists():
        return set(), True
    with Record.open(path) as record:
        names = {d.name for d in record.contents().documents}
    connection = sqlite3.connect(path)
    sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return names, sound


def _digest(case: Path) -> str:
    with Record.open(case / "record.sqlite") as record:
        contents = record.contents()
    rows = sorted(map(repr, (*contents.documents, *contents.events, *contents.statements)))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
