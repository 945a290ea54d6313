"""`hikiwake read CASE --fetch URL…` and `--watch FOLDER`, as a shell runs them, with a replica on loopback that is opened by name."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from internet_replica import Internet, answer, page, silent

from hikiwake.cli import main
from hikiwake.collecting.model import FetchLimits
from hikiwake.collecting.watching import WatchLimits
from hikiwake.record.store import Record

Run = Callable[..., tuple[int, str, str]]
NEWS = "Norwegian Prime Minister Erna Solberg met Swedish Prime Minister Stefan Lofven in Oslo on 4 May 2016."
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command as a shell would: its exit code, standard output and standard error."""

    def command(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hikiwake", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return command


@pytest.fixture
def case(tmp_path: Path, run: Run) -> Path:
    run("new", tmp_path / "case", "--between", "NOR", "SWE")
    return tmp_path / "case"


@pytest.fixture
def opened(internet: Internet) -> Iterator[tuple[str, list[str]]]:
    """The replica's real address, and the options that open it."""
    yield f"http://127.0.0.1:{internet.port}", ["--allow-address", f"127.0.0.1:{internet.port}"]


def test_what_is_fetched_is_in_the_record_and_what_is_not_is_told(
    run: Run, case: Path, internet: Internet, opened: tuple[str, list[str]]
) -> None:
    site, opens = opened
    feed = (
        f'<rss version="2.0"><channel><title>Wire</title><item><title>Oslo</title><link>{site}/oslo</link></item></channel></rss>'
    )
    internet.paths |= {"/feed": answer(feed.encode(), "application/rss+xml"), "/oslo": answer(page("Oslo", NEWS))}
    code, out, err = run(
        "read",
        case,
        "--fetch",
        f"{site}/feed",
        f"{site}/gone",
        "http://localhost/x",
        *opens,
        "--fast",
        "--publisher",
        "The Wire",
        "--json",
    )
    told = json.loads(out)
    assert (code, [a["address"] for a in told["addresses"] if a["problem"]]) == (1, [f"{site}/gone", "http://localhost/x"])
    assert f"[2] {site}/gone: has no such page (404)" in err
    with Record.open(case / "record.sqlite") as record:
        documents = record.contents().documents
    assert [(d.title, d.url, d.publisher, d.text.count("Solberg")) for d in documents] == [
        ("Oslo", f"{site}/oslo", "The Wire", 1)
    ]
    beside = next((case / "documents").glob("*.toml")).read_text(encoding="utf-8")
    assert 'publisher = "The Wire"' in beside and "fetched = " in beside
    code, out, _ = run("read", case, "--fetch", f"{site}/feed", *opens)
    assert (code, out.splitlines()[-1]) == (0, "0 got, 1 already there, 0 not got")


def test_what_lies_in_a_watched_folder_is_in_the_record(run: Run, case: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "oslo.txt").write_text(NEWS, encoding="utf-8")
    (inbox / "broken.pdf").write_text("no pdf", encoding="utf-8")
    code, out, err = run("read", case, "--watch", inbox, "--once", "--fast", "--publisher", "Wire", "--json")
    files = [json.loads(line) for line in out.splitlines()]
    assert (code, [f["problem"] is None for f in files]) == (1, [False, True])
    assert "1 file read, 0 read before, 1 not read" in err
    with Record.open(case / "record.sqlite") as record:
        assert [(d.name, d.publisher) for d in record.contents().documents] == [("oslo.txt", "Wire")]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--fetch"], 2, "Name the addresses to fetch"),
        (["--fetch", "http://a.test/", "--watch", "x"], 2, "one at a time"),
        (["http://a.test/"], 2, "nothing is fetched without --fetch"),
        (["a.txt", "--items", "3"], 2, "go with --fetch"),
        (["a.txt", "--allow-address", "10.0.0.1"], 2, "go with --fetch"),
        (["--once"], 2, "goes with --watch"),
        (["a.txt", "--watch", "x"], 2, "goes without files"),
        (["--fetch", "http://a.test/", "--title", "x"], 2, "--title and --url go with a file"),
        (["--fetch", "http://a.test/", "--allow-address", "here"], 1, "is no network address"),
        (["--fetch", "http://a.test/", "--proxy", "here"], 1, "--proxy: is given no"),
        (["--fetch", "file:///etc/passwd"], 1, "Only http and https are fetched"),
        (["--watch", "nowhere"], 1, "is no folder that could be watched"),
        (["--watch", "."], 1, "holds the case itself"),
    ],
)
def test_a_mistake_is_one_line(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(case.parent)
    ended, out, err = run("read", case, *words)
    assert ended == code
    assert said in " ".join((out + err).split())
    assert not (case / "documents").is_dir() or list((case / "documents").iterdir()) == []


def test_ctrl_c_stops_a_fetch_at_once_and_tells_what_was_had(
    case: Path, internet: Internet, opened: tuple[str, list[str]], tmp_path: Path
) -> None:
    site, opens = opened
    internet.paths["/silent"] = silent
    command = [
        sys.executable,
        "-c",
        "from hikiwake.cli import main; main()",
        "read",
        str(case),
        "--fetch",
        f"{site}/gone",
        f"{site}/silent",
        *opens,
    ]
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        until = time.monotonic() + 30
        while "/silent" not in internet.pages_asked() and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=FetchLimits().silence_seconds - 1)  # the silence itself would end it then
    assert (process.returncode, out.splitlines()[-1]) == (130, "0 got, 0 already there, 1 not got")


def test_the_bounds_that_are_documented_are_those_that_hold() -> None:
    text, limits = (DOCS / "collecting.md").read_text(encoding="utf-8"), FetchLimits()
    assert f"{limits.page_bytes / 1e6:g} MB on the way" in text
    assert (
        f"{limits.connect_seconds:g} s to connect, {limits.silence_seconds:g} s of silence, {limits.request_seconds:g} s in all"
        in text
    )
    assert f"{limits.tries} tries, after {limits.back_off_seconds:g} s and {2 * limits.back_off_seconds:g} s" in text
    assert f"| {limits.seconds_apart:g} s, or what the site's `Crawl-delay` asks for up to {limits.longest_wait:g} s" in text
    assert f"| {limits.redirects}, each judged anew" in text
    assert f"not changed for {WatchLimits().still_seconds:g} s" in text
