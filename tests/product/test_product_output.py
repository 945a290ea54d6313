"""Where the command's words go: a full disk, a closed pipe, an old locale, a device in the place of a file; and what a fault within says."""

import gc
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from warm_start import WarmStart

from conftest import COMMAND, House

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, warm: WarmStart) -> Path:
    """A case with one text, read."""
    here = tmp_path_factory.mktemp("made")
    hikiwake = House(here, here / "data", warm)
    hikiwake("new", "border", "--between", "NOR", "SWE").fails_in_a_line(code=0)
    documents = here / "border" / "documents"
    documents.mkdir(exist_ok=True)
    words = "Norwegian Prime Minister Erna Solberg met Swedish Prime Minister Stefan Löfven in Oslo on 4 May 2016.\n"
    (documents / "talks.txt").write_text(words, encoding="utf-8")
    assert hikiwake("read", "border", "--fast").code == 0
    return here / "border"


@pytest.fixture
def case(made: Path, hikiwake: House) -> Path:
    return Path(shutil.copytree(made, hikiwake.here / "border"))


def run(house: House, *words: object, out: object = subprocess.PIPE, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """As a shell runs it, with an environment that says nothing of encodings but what is given here."""
    env = {k: v for k, v in house.environment().items() if not k.startswith(("PYTHON", "LC_", "LANG"))} | environment
    return subprocess.run(
        [*COMMAND, *map(str, words)], cwd=house.here, env=env, stdout=out, stderr=subprocess.PIPE, timeout=120, check=False
    )  # type: ignore[call-overload]


@needs_full
@pytest.mark.parametrize(
    "words", [("chronicle",), ("chronicle", "--json"), ("chronicle", "--format", "xlsx"), ("check", "--json")]
)
def test_a_full_disk_is_one_line_and_an_exit_code_of_its_own(hikiwake: House, case: Path, words: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        done = run(hikiwake, words[0], case, *words[1:], out=full)
    assert done.returncode == 74
    assert done.stderr.decode() == "output: cannot be written (No space left on device). Make room, or send it elsewhere.\n"


@needs_full
def test_with_nowhere_to_tell_it_the_exit_code_still_does(hikiwake: House, case: Path) -> None:
    line = f'exec "$@" >{FULL} 2>{FULL}'
    done = subprocess.run(
        ["sh", "-c", line, "sh", *COMMAND, "chronicle", str(case)], env=hikiwake.environment(), timeout=120, check=False
    )
    assert done.returncode == 74


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&-"])
def test_closed_streams_are_words_for_nobody(hikiwake: House, case: Path, closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND, "chronicle", str(case)],
        env=hikiwake.environment(), capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_reader_who_leaves_is_not_told_of(hikiwake: House, case: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as out:
        done = run(hikiwake, "chronicle", case, out=out)
    assert done.stderr == b""


@pytest.mark.parametrize("words", [("chronicle",), ("chronicle", "--json"), ("chronicle", "--format", "md")])
def test_files_and_pipes_get_utf8_whatever_the_locale_says(hikiwake: House, case: Path, words: tuple[str, ...]) -> None:
    plain = run(hikiwake, words[0], case, *words[1:], LC_ALL="C.UTF-8").stdout
    assert "Löfven" in plain.decode("utf-8")
    assert run(hikiwake, words[0], case, *words[1:], LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0").stdout == plain


def test_an_encoding_that_is_asked_for_by_name_is_kept(hikiwake: House, case: Path) -> None:
    assert "Löfven".encode("latin-1") in run(hikiwake, "chronicle", case, "--format", "md", PYTHONIOENCODING="latin-1").stdout


FAULTY = "import hikiwake.cli.check as c, hikiwake.cli as h, hikiwake.case.loading as l; l.load = lambda *a, **k: {}['kuna\\x1bshiri']; h.main()"


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_within_is_one_line_and_its_way_only_when_asked_for(hikiwake: House, case: Path, debug: bool) -> None:
    words = ["check", str(case), *(["--debug"] if debug else [])]
    done = subprocess.run(
        [sys.executable, "-c", FAULTY, *words],
        env=hikiwake.environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 70
    *above, line = done.stderr.splitlines()
    assert line.startswith("hikiwake: failed within itself (KeyError: 'kuna") and "\x1b" not in done.stderr
    assert bool(above) == ("Traceback" in done.stderr) == debug
    assert line.endswith("Run it again with --debug to see where.") != debug


def test_debug_stands_anywhere_but_behind_two_dashes(hikiwake: House, case: Path) -> None:
    assert hikiwake("--debug", "check", case).code == hikiwake("check", "--debug", case).code == hikiwake("check", case).code
    hikiwake("read", case, "--", "--debug").fails_in_a_line("--debug", "does not exist")


@pytest.mark.parametrize(
    "words", [("unpack", "PIPE"), ("unpack", "/dev/zero"), ("diff", "PIPE", "b.json"), ("diff", "a.json", "PIPE")]
)
def test_a_pipe_or_device_in_the_place_of_a_file_is_refused(hikiwake: House, words: tuple[str, ...]) -> None:
    os.mkfifo(hikiwake.here / "PIPE")
    for name in ("a.json", "b.json"):
        (hikiwake.here / name).write_text("{}")
    where = next(w for w in words if w in ("PIPE", "/dev/zero"))
    hikiwake(*words, timeout=30).fails_in_a_line(f"{where}: is no ordinary file.")


@pytest.mark.parametrize("words", [("",), ("documents/talks.txt", ""), ("--watch", "")])
def test_an_empty_name_does_not_mean_the_folder_that_one_stands_in(hikiwake: House, case: Path, words: tuple[str, ...]) -> None:
    (hikiwake.here / "private.txt").write_text("Norway and Sweden met in Oslo on 4 May 2016.")
    hikiwake("read", case, *words, timeout=30).fails_in_a_line("A name is empty", code=2)
    assert not (case / "documents" / "private.txt").exists()


def test_what_was_read_is_not_looked_over_again_before_the_end(hikiwake: House, case: Path) -> None:
    """To collect what a reader holds takes longer than stopping may, with Ctrl-C above all."""
    said = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0)); from hikiwake.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", said, "check", str(case)], env=hikiwake.environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "True"
    assert gc.get_freeze_count() == 0


def test_ctrl_c_ends_a_watch_with_its_summary(hikiwake: House, case: Path) -> None:
    (hikiwake.here / "inbox").mkdir()
    watching = hikiwake.start("read", case, "--watch", "inbox")
    assert watching.stderr is not None
    assert watching.stderr.readline().startswith("watching inbox")
    watching.send_signal(signal.SIGINT)
    _, err = watching.communicate(timeout=60)
    assert (watching.returncode, err) == (130, "0 files read, 0 read before, 0 not read\n")
