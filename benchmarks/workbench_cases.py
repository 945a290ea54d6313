"""The two cases on which the benchmarks of the workbench run, the browser that looks at them, and what is on disk afterwards."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import big_case

from hikiwake.case.loading import problems as case_problems
from hikiwake.ledger.log import Ledger
from hikiwake.record.model import Contents
from hikiwake.record.store import Record

CHROMIUM = "/usr/bin/chromium"
PACKAGED = Path(__file__).parents[1] / "src/hikiwake/case/packaged/japan-russia"
COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]
NAMES = ("packaged", "10000")
TITLES = {"packaged": "the packaged case", "10000": "10,000 events"}


@contextmanager
def cases(names: Sequence[str] = NAMES) -> Iterator[dict[str, Path]]:
    """A folder for each name: the packaged case with its documents read, and one of 10,000 events with the case file of another."""
    with TemporaryDirectory(prefix="hikiwake-") as place:
        found = {name: Path(place) / name for name in names}
        for name, folder in found.items():
            if name == "packaged":
                shutil.copytree(PACKAGED, folder)
                read = subprocess.run([*COMMAND, "read", str(folder)], capture_output=True, text=True)
                if read.returncode:
                    raise SystemExit(read.stderr.strip())
            else:
                big_case.make(folder, int(name))
        yield found


@contextmanager
def copy(folder: Path) -> Iterator[Path]:
    """The case once more, to do with as one likes."""
    with TemporaryDirectory(prefix="hikiwake-") as place:
        yield Path(shutil.copytree(folder, Path(place) / folder.name))


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def contents_of(folder: Path) -> Contents:
    with Record.open(folder / "record.sqlite", create=False) as record:
        return record.contents()


def stated(folder: Path) -> dict[str, Any]:
    """The case file as data."""
    return tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))


def remarks(folder: Path) -> list[str]:
    """The comment lines of the case file, sorted."""
    lines = (folder / "case.toml").read_text(encoding="utf-8").splitlines()
    return sorted(line.strip() for line in lines if line.strip().startswith("#"))


def wrong_on_disk(folder: Path) -> list[str]:
    """What is not whole: the record, the case file, the case's anchors in it, the ledger; each a line."""
    checked = subprocess.run([*COMMAND, "check", str(folder)], capture_output=True, text=True)
    found = [] if checked.returncode == 0 else (checked.stdout + checked.stderr).strip().splitlines()
    found += [str(problem) for problem in case_problems(folder)]
    with Record.open(folder / "record.sqlite", create=False) as record:
        found += [str(problem) for problem in record.problems()]
    Ledger.open(folder).runs()  # raises where a line of it is torn
    return found


def load() -> str:
    return "load " + " ".join(f"{one:.1f}" for one in os.getloadavg())
