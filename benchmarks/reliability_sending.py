"""Writers killed with SIGKILL at random moments: what stands under the final name is whole, or is what stood there before.

    python benchmarks/reliability_sending.py [--kills 50] [--seed 0]

Of `brief --format docx`, `chronicle -o FILE.xlsx`, `pack`, `unpack` and `merge`, on a packaged case. Prints `tried N, partial 0, copies changed 0`.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from hikiwake.case.loading import load
from hikiwake.record.store import Record
from hikiwake.terms.errors import HikiwakeError

COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as beside:
        here = Path(beside)
        environment = {**os.environ, "XDG_DATA_HOME": str(here / "data")}
        run(environment, here, "brief", "ecuador-peru", "-o", "first.html")
        case = here / "data" / "hikiwake" / "cases" / "ecuador-peru"
        run(environment, here, "pack", case, "-o", "packed.zip")
        jobs: list[tuple[tuple[object, ...], str, Callable[[Path], bool]]] = [
            (("brief", case, "-o", "b.docx"), "b.docx", is_whole_zip),
            (("chronicle", case, "-o", "c.xlsx"), "c.xlsx", is_whole_zip),
            (("pack", case, "-o", "p.zip"), "p.zip", is_whole_zip),
            (("unpack", "packed.zip", "-o", "u"), "u", is_whole_case),
            (("merge", case, "packed.zip", "-o", "m"), "m", is_whole_case),
        ]
        usual = {}
        for words, target, _ in jobs:
            started = time.perf_counter()
            run(environment, here, *words)
            usual[target] = time.perf_counter() - started
            remove(here / target)
        before = digest(case)
        partial = there = 0
        for n in range(asked.kills):
            words, target, is_whole = jobs[n % len(jobs)]
            killed(environment, here, words, chance.uniform(0.5, 1.2) * usual[target])
            if (here / target).exists():
                there += 1
                partial += not is_whole(here / target)
                remove(here / target)
        changed = digest(case) != before
        print(f"tried {asked.kills}, done before the kill {there}, partial {partial}, copies changed {int(changed)}")
        sys.exit(1 if partial or changed else 0)


def run(environment: dict[str, str], here: Path, *words: object) -> None:
    subprocess.run([*COMMAND, *map(str, words)], cwd=here, env=environment, check=True, capture_output=True)


def killed(environment: dict[str, str], here: Path, words: tuple[object, ...], after: float) -> None:
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)],
        cwd=here,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_whole_zip(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return archive.testzip() is None
    except BadZipFile:
        return False


def is_whole_case(folder: Path) -> bool:
    try:
        load(folder)
        with Record.open(folder / "record.sqlite", create=False) as record:
            return record.problems() == [] and len(record.contents().documents) == len(list((folder / "documents").glob("*.t?t")))
    except HikiwakeError:
        return False


def digest(case: Path) -> str:
    """Of the case's files, but for the logs that reading a database opens."""
    told = hashlib.sha256()
    for path in sorted(case.rglob("*")):
        if path.is_file() and not path.name.endswith(("-wal", "-shm")) and path.name != "ledger.jsonl":
            told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


if __name__ == "__main__":
    main()
