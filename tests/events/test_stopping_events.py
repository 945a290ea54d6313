"""Ctrl-C while event data are loaded or asked: the command ends with 130, in silence, and the lake is whole."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import event_files as made
import pytest

from hikiwake import engines
from hikiwake.events import load, open_lake

COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]
# As DuckDB does when Ctrl-C comes upon a query, or upon its import of pandas.
TURNED = """
import signal
from hikiwake.cli import main
from hikiwake.events.lake import Lake
from hikiwake.terms.errors import HikiwakeError

def series(self, *given, **options):
    try:
        signal.raise_signal(signal.SIGINT)
    except SystemExit:
        raise {error} from None

Lake.series = series
main()
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    for number in range(6):
        rows = [made.gdelt(id=i, AvgTone=i) for i in range(number * 10_000, number * 10_000 + 10_000)]
        made.write(folder / f"{number}.csv", *rows)
    return folder


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.25, 0.5])
def test_a_load_that_is_stopped_ends_in_silence_and_leaves_a_lake_that_can_be_gone_on_with(files, tmp_path, delay):
    lake = tmp_path / "lake"
    process = subprocess.Popen(
        [*COMMAND, "events", "load", str(files), "--lake", str(lake)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not (lake / ".scratch").exists():
        assert process.poll() is None
        time.sleep(0.005)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")
    assert not (lake / ".scratch").exists()
    load([files], lake)
    assert int(open_lake(lake).series("JPN-RUS")["events"].sum()) == 60_000


@pytest.mark.parametrize(
    "error", ["RuntimeError('Query interrupted')", "HikiwakeError.of('a', 'is gone', 'Look.')", "SystemExit(1)"]
)
def test_an_error_that_a_library_makes_of_it_is_not_told(error):
    code = TURNED.format(error=error)
    arguments = ["events", "series", "--lake", "lake", "--dyad", "JPN-RUS"]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


class Ray:
    """Stands for Ray: Ctrl-C comes while it starts, and once more while it ends."""

    class exceptions:
        RayError = RuntimeError

    def __init__(self):
        self.done = []

    def is_initialized(self):
        return False

    def init(self, **options):
        signal.raise_signal(signal.SIGINT)
        self.done.append("started")

    def shutdown(self):
        signal.raise_signal(signal.SIGINT)
        self.done.append("ended")


@pytest.fixture
def interrupts():
    """Ctrl-C as a fresh process hears it, whatever ran before in this one."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_while_ray_starts_is_heard_once_it_has_started_and_ray_is_ended(interrupts):
    ray, before = Ray(), signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), engines._cluster(ray, None, 2):
        pytest.fail("the work was begun")
    assert ray.done == ["started", "ended"] and signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("delay", [2.0, 4.0, 6.0])
def test_a_load_by_ray_that_is_stopped_leaves_no_process_behind(files, tmp_path, delay):
    pytest.importorskip("ray", reason="needs Ray: pip install 'hikiwake[ray]'")
    mark = f"STOPPED_LOAD={tmp_path}"
    process = subprocess.Popen(
        [*COMMAND, "events", "load", str(files), "--lake", str(tmp_path / "lake"), "--engine", "ray", "--workers", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "STOPPED_LOAD": str(tmp_path)},
    )  # fmt: skip
    while not (tmp_path / "lake" / ".lock").exists():
        time.sleep(0.005)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) in ((130, ""), (0, ""))  # done before
    deadline = time.monotonic() + 20
    while (left := marked(mark)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left == []


def marked(mark):
    """The processes whose environment holds it."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes()[:40])
    return found
