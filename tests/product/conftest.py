"""What the tests of the whole product share: the command as a user runs it, and one reading of each packaged case."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from warm_start import WarmStart

COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The output as strict JSON: NaN and Infinity are refused."""
        return json.loads(self.out, parse_constant=lambda word: pytest.fail(f"{word} in JSON"))

    def fails_in_a_line(self, *words: str, code: int = 1) -> None:
        """The command said no: with this exit code, the words, and no traceback."""
        assert self.code == code, self
        assert "Traceback" not in self.err + self.out
        for word in words:
            assert word in self.err + self.out, self


Hikiwake = Callable[..., Ran]


@dataclass(frozen=True)
class House:
    """A folder to stand in and a data folder of its own; commands are forked from `warm`, or start Python anew without it."""

    here: Path
    data: Path
    warm: WarmStart | None = None

    @property
    def anew(self) -> "House":
        return replace(self, warm=None)

    def environment(self) -> dict[str, str]:
        return {**os.environ, "XDG_DATA_HOME": str(self.data), "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}

    def __call__(self, *words: object, timeout: float = 120, input: str | None = None) -> Ran:
        if self.warm is not None:
            return Ran(*self.warm.run([*map(str, words)], self.here, self.environment(), input or "", timeout))
        done = subprocess.run(
            [*COMMAND, *map(str, words)],
            cwd=self.here,
            env=self.environment(),
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=timeout,
            input=input,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def start(self, *words: object) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*COMMAND, *map(str, words)],
            cwd=self.here,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


@dataclass(frozen=True)
class FirstRun:
    """A fresh data folder after the packaged cases were briefed once, and what the two commands said."""

    house: House
    japan_russia: Ran
    ecuador_peru: Ran

    def case(self, name: str) -> Path:
        return self.house.data / "hikiwake" / "cases" / name


@pytest.fixture(scope="session")
def warm() -> Iterator[WarmStart]:
    """What commands are forked from here."""
    with WarmStart() as start:
        yield start


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory, warm: WarmStart) -> FirstRun:
    """Run once, whichever worker comes first, by Python started anew (its sets have another order than those of `warm`); copied for each."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "packaged-once"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "ran.json").exists():
            (shared / "here").mkdir()
            house = House(shared / "here", shared / "here" / "data")
            ran = [house("brief"), house("brief", "ecuador-peru", "-o", "border.html")]
            (shared / "ran.json").write_text(json.dumps([asdict(one) for one in ran]))
    here = Path(shutil.copytree(shared / "here", tmp_path_factory.mktemp("packaged") / "here"))
    return FirstRun(House(here, here / "data", warm), *(Ran(**one) for one in json.loads((shared / "ran.json").read_text())))


@pytest.fixture
def hikiwake(tmp_path: Path, warm: WarmStart) -> House:
    return House(tmp_path, tmp_path / "data", warm)


@pytest.fixture
def japan_russia(first_run: FirstRun, tmp_path: Path) -> Path:
    """A copy of the packaged case as read, to do with as one likes."""
    return Path(shutil.copytree(first_run.case("japan-russia"), tmp_path / "japan-russia"))


ARTICLE = Path(__file__).parents[2].parent / "shared" / "cases" / "japan-russia" / "article.txt"


@pytest.fixture(scope="session")
def article() -> Path:
    if not ARTICLE.is_file():
        pytest.skip("needs ../shared/cases/japan-russia/article.txt")
    return ARTICLE
