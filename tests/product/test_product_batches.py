"""`hikiwake read --jsonl`: one line in, one line out, whatever the line."""

import functools
import gc
import gzip
import json
import os
import random
import resource
import signal
import string
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from odd_texts import odd_texts

from conftest import House
from hikiwake.reading import batch
from hikiwake.terms.errors import HikiwakeError

GOOD = "Norway and Sweden held talks in Oslo on 3 May 2016. Sweden said that it was content."

LINES = [
    (json.dumps({"id": 1, "text": GOOD, "date": "2016-05-09"}), 1, None),
    ("not json", None, "not JSON"),
    ('{"id": "a"}', "a", 'no "text"'),
    ('{"id": "b", "text": 5}', "b", '"text"'),
    ('{"id": "c", "text": null}', "c", '"text"'),
    ('{"id": "d", "text": "Norway \\ud800 met Sweden\\u0000 in Oslo."}', "d", None),
    ('{"id": "e", "text": ""}', "e", None),
    ('{"id": "f", "text": "x", "date": "soon"}', "f", "soon"),
    ('{"id": "g", "text": "Norway met Sweden.", "date": null}', "g", None),
    ('{"id": "h", "text": "x", "date": 2016}', "h", '"date"'),
    ('{"id": "i", "text": "x", "title": ["x"]}', "i", '"title"'),
    ("[1, 2]", None, "object"),
    ('"text"', None, "object"),
    ("null", None, "object"),
    ('{"text": "x"}', None, '"id"'),
    ('{"id": null, "text": "x"}', None, None),
    ('{"id": {"a": 1}, "text": "x"}', {"a": 1}, None),
    ('{"id": "n", "text": "x", "extra": NaN}', None, "NaN"),
    ("[" * 20_000, None, "not JSON"),
    ('{"id": %s, "text": "x"}' % ("1" * 5_000), None, "not JSON"),
    ('{"id": "half \\ud800", "text": "Norway met Sweden."}', "half \ud800", None),
    ('{"id": 1, "text": "the same id again"}', 1, None),
    (json.dumps({"id": "z", "text": GOOD}), "z", None),
]


def rows(path: Path) -> list[dict[str, Any]]:
    assert path.read_bytes().endswith(b"\n") or path.read_bytes() == b""
    return [
        json.loads(line, parse_constant=lambda w: pytest.fail(w)) for line in path.read_text(encoding="utf-8").split("\n") if line
    ]


def test_every_line_has_its_answer_in_order_under_its_id(hikiwake: House) -> None:
    (hikiwake.here / "in.jsonl").write_bytes(
        b"\xef\xbb\xbf" + "\r\n".join(line for line, _, _ in LINES).encode() + b"\n\xff\xfe\n\n"
    )
    ran = hikiwake("read", "--jsonl", "in.jsonl", "--out", "out.jsonl", "--json")
    assert ran.code == 0, ran.err
    found = rows(hikiwake.here / "out.jsonl")
    expected = [*((name, error) for _, name, error in LINES), (None, "UTF-8")]
    assert len(found) == len(expected) == ran.json()["documents"]
    for row, (name, error) in zip(found, expected, strict=True):
        assert row.keys() == {"id", "events", "statements", "dates", "formulas", "explanations", "error"}
        assert row["id"] == name
        assert (row["error"] is None) if error is None else (error in row["error"]), (row, error)
    assert len(found[0]["events"]) == 1 and found[0]["statements"]
    assert ran.json()["errors"] == sum(error is not None for _, error in expected)


def test_an_empty_file_gives_an_empty_file(hikiwake: House) -> None:
    (hikiwake.here / "in.jsonl").write_text("")
    assert hikiwake("read", "--jsonl", "in.jsonl", "--out", "out.jsonl").code == 0
    assert (hikiwake.here / "out.jsonl").read_bytes() == b""


def test_what_cannot_be_opened_or_written_is_told_in_a_line(hikiwake: House) -> None:
    (hikiwake.here / "in.jsonl").write_text('{"id": 1, "text": "x"}')
    hikiwake("read", "--jsonl", "none.jsonl", "--out", "o").fails_in_a_line("none.jsonl")
    hikiwake("read", "--jsonl", "in.jsonl", "--out", "no/o").fails_in_a_line("no/o")
    hikiwake("read", "--jsonl", "in.jsonl", "--out", "o", "--engine", "abacus").fails_in_a_line("abacus", "local")
    assert not (hikiwake.here / "o").exists()


def test_a_text_of_a_megabyte_is_read(hikiwake: House) -> None:
    """Most of it one word without end, the rest a news item at its foot."""
    text = "a" * 1_000_000 + "\n\n" + GOOD
    row = batch.read_lines([json.dumps({"id": 1, "text": text}).encode()])[0]
    assert row["error"] is None
    assert any(text[slice(*e["span"])].startswith("Norway") for e in row["events"])


def spans(value: Any) -> Any:
    """Every `{"text", "span"}` and `{"text", "spans"}` in a row."""
    if isinstance(value, dict):
        if "text" in value and ("span" in value or "spans" in value):
            yield value["text"], [value["span"]] if "span" in value else value["spans"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@settings(max_examples=40, deadline=None)
@given(odd_texts())
def test_every_span_cuts_the_words_it_claims(text: str) -> None:
    (row,) = batch.read_lines([json.dumps({"id": 1, "text": text, "date": "2016-05-09"}).encode()])
    assume("for which there is no reader here" not in (row["error"] or ""))  # odd words may pass for Italian
    assert row["error"] is None
    stored = "".join("\ufffd" if c == "\0" or 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
    for words, places in spans(row):
        assert all(0 <= start < end <= len(stored) for start, end in places)
        cut = [stored[start:end] for start, end in places]
        assert all(part.strip() for part in cut)
        if len(cut) == 1:
            assert cut[0].split() == words.split()  # a wrapped line's end may be shown as a blank


def many(path: Path) -> None:
    path.write_text("".join(json.dumps({"id": n, "text": f"{GOOD} Number {n}."}) + "\n" for n in range(120)), encoding="utf-8")


def test_one_worker_or_two_and_one_killed_give_the_same_bytes(hikiwake: House, monkeypatch: pytest.MonkeyPatch) -> None:
    source = hikiwake.here / "in.jsonl"
    many(source)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    batch.read_batch(source, hikiwake.here / "one.jsonl")
    monkeypatch.undo()
    one = (hikiwake.here / "one.jsonl").read_bytes()
    process = hikiwake.start("read", "--jsonl", source, "--out", "two.jsonl")
    victims = wait_for_workers(process.pid)
    os.kill(victims[0], signal.SIGKILL)
    _, err = process.communicate(timeout=90)
    assert process.returncode == 0, err
    assert (hikiwake.here / "two.jsonl").read_bytes() == one
    assert len(rows(hikiwake.here / "one.jsonl")) == 120


def test_ctrl_c_during_a_batch_stops_all_its_processes(hikiwake: House) -> None:
    many(hikiwake.here / "in.jsonl")
    process = hikiwake.start("read", "--jsonl", "in.jsonl", "--out", "out.jsonl")
    workers = wait_for_workers(process.pid)
    time.sleep(1.0)
    os.killpg(process.pid, signal.SIGINT)  # what a terminal does
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert "Traceback" not in err, err
    time.sleep(0.5)
    assert [
        pid for pid in workers if Path(f"/proc/{pid}").exists() and "zombie" not in Path(f"/proc/{pid}/status").read_text()
    ] == []
    assert not (hikiwake.here / "out.jsonl").exists()
    if (hikiwake.here / "out.jsonl.part").exists():
        assert "the same command goes on" in err


DOCUMENTS = 170  # some chunks of 48 and a piece


def undisturbed(folder: Path, text: str) -> tuple[Path, bytes]:
    """Documents of that text with a number each, and what an undisturbed run makes of them."""
    source = folder / "in.jsonl"
    lines = (json.dumps({"id": n, "text": text.format(n)}) + "\n" for n in range(DOCUMENTS))
    source.write_text("".join(lines), encoding="utf-8")
    batch.read_batch(source, folder / "out.jsonl", workers=1)
    return source, (folder / "out.jsonl").read_bytes()


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    return undisturbed(tmp_path_factory.mktemp("calm"), "Norway met Sweden {} times.")


@pytest.fixture(scope="module")
def lengthy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """What takes long enough for something to come between."""
    return undisturbed(tmp_path_factory.mktemp("lengthy"), f"{GOOD} Number {{}}.")


class Killed(BaseException):
    """Stands for a kill at a moment one can choose."""


def cut_off(source: Path, target: Path, pieces: int) -> None:
    """A run that ends after some pieces, as a killed one does."""
    seen = 0

    def progress(_: batch.Progress) -> None:
        nonlocal seen
        seen += 1
        if seen == pieces:
            raise Killed

    with pytest.raises(Killed):
        batch.read_batch(source, target, workers=1, progress=progress)


@pytest.mark.parametrize("seed", [0])
def test_killed_at_a_random_moment_it_goes_on_and_ends_with_the_same_bytes(
    hikiwake: House, lengthy: tuple[Path, bytes], seed: int
) -> None:
    source, whole = lengthy
    log = hikiwake.here / "out.jsonl.part.log"
    process = hikiwake.start("read", "--jsonl", source, "--out", "out.jsonl")
    until = time.monotonic() + 30
    while time.monotonic() < until and not (log.exists() and log.read_bytes().count(b"\n") > 1 + seed):
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0, 0.3))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)
    again = hikiwake("read", "--jsonl", source, "--out", "out.jsonl", "--json")
    assert again.code == 0, again.err
    assert (hikiwake.here / "out.jsonl").read_bytes() == whole
    assert again.json()["documents"] == DOCUMENTS
    assert sorted(p.name for p in hikiwake.here.iterdir() if "out" in p.name) == ["out.jsonl"]


def test_only_what_was_not_read_yet_is_read_again(tmp_path: Path, calm: tuple[Path, bytes]) -> None:
    source, whole = calm
    target = tmp_path / "out.jsonl"
    cut_off(source, target, 3)
    part = tmp_path / "out.jsonl.part"
    with part.open("ab") as file:
        file.write(whole[:77])  # half a piece, which no log line speaks of
    heard: list[batch.Progress] = []
    told: list[str] = []
    counts = batch.read_batch(source, target, workers=1, progress=heard.append, tell=told.append)
    assert target.read_bytes() == whole
    assert counts["documents"] == DOCUMENTS
    assert heard[-1].documents == DOCUMENTS and heard[-1].now == DOCUMENTS - 3 * 48
    assert "144 documents are read already" in told[0]


def test_an_input_that_has_changed_is_noticed_and_one_that_has_grown_is_gone_on_with(
    tmp_path: Path, calm: tuple[Path, bytes]
) -> None:
    lines = calm[0].read_text(encoding="utf-8").splitlines(keepends=True)
    source, target, told = tmp_path / "in.jsonl", tmp_path / "out.jsonl", []
    source.write_text("".join(lines[:100]), encoding="utf-8")
    cut_off(source, target, 2)
    source.write_text("".join(lines[:150]), encoding="utf-8")
    cut_off(source, target, 1)
    assert json.loads((tmp_path / "out.jsonl.part").read_text(encoding="utf-8").splitlines()[-1])["id"] == 3 * 48 - 1
    source.write_text("".join(lines[1:150]), encoding="utf-8")
    batch.read_batch(source, target, workers=1, tell=told.append)
    assert "begun anew" in told[0] and len(told) == 1
    assert [row["id"] for row in rows(target)] == list(range(1, 150))


def test_another_setting_begins_anew(tmp_path: Path, calm: tuple[Path, bytes]) -> None:
    target, told = tmp_path / "out.jsonl", []
    cut_off(calm[0], target, 2)
    batch.read_batch(calm[0], target, workers=1, fast=True, tell=told.append)
    assert "another setting" in told[0]
    assert len(rows(target)) == DOCUMENTS


@pytest.mark.parametrize("damage", [b"\x00" * 40 + b"\n", b'{"read": 48, "dig\n', b"17\n"])
def test_a_log_that_a_power_cut_has_damaged_is_good_up_to_there(tmp_path: Path, calm: tuple[Path, bytes], damage: bytes) -> None:
    source, whole = calm
    target, told = tmp_path / "out.jsonl", []
    cut_off(source, target, 2)
    log = tmp_path / "out.jsonl.part.log"
    first, second, third = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(first + second + damage + third)
    batch.read_batch(source, target, workers=1, tell=told.append)
    assert target.read_bytes() == whole and "48 documents are read already" in told[0]


def test_a_log_that_a_finished_run_left_behind_begins_anew_without_a_word(tmp_path: Path, calm: tuple[Path, bytes]) -> None:
    """Killed between the output's renaming and the log's removal."""
    source, whole = calm
    target, told = tmp_path / "out.jsonl", []
    cut_off(source, target, 2)
    (tmp_path / "out.jsonl.part").unlink()
    batch.read_batch(source, target, workers=1, tell=told.append)
    assert target.read_bytes() == whole and told == []


def test_a_last_line_that_was_half_written_is_read_again_when_it_is_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    line = json.dumps({"id": 1, "text": GOOD})
    source.write_text(line[:30], encoding="utf-8")
    cut_off(source, target, 1)
    source.write_text(line + "\n", encoding="utf-8")
    batch.read_batch(source, target, workers=1)
    assert [row["error"] for row in rows(target)] == [None]


def test_two_runs_at_once_on_one_output_the_second_is_refused(hikiwake: House, lengthy: tuple[Path, bytes]) -> None:
    first = hikiwake.start("read", "--jsonl", lengthy[0], "--out", "out.jsonl")
    until = time.monotonic() + 30
    while time.monotonic() < until and not (hikiwake.here / "out.jsonl.part").exists():
        time.sleep(0.01)
    hikiwake("read", "--jsonl", lengthy[0], "--out", "out.jsonl").fails_in_a_line("another run")
    _, err = first.communicate(timeout=60)
    assert first.returncode == 0, err
    assert (hikiwake.here / "out.jsonl").read_bytes() == lengthy[1]


def test_a_full_disk_is_told_and_what_was_written_is_kept(tmp_path: Path, calm: tuple[Path, bytes]) -> None:
    """A limit on the size of files stands for the disk."""
    source, whole = calm
    target, told = tmp_path / "out.jsonl", []
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, before[1]))
    try:
        with pytest.raises(HikiwakeError, match="cannot be written"):
            batch.read_batch(source, target, workers=1, tell=told.append)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not target.exists() and "the same command goes on" in told[0]
    batch.read_batch(source, target, workers=1)
    assert target.read_bytes() == whole


def test_gzip_and_standard_streams_are_read_and_written(hikiwake: House, calm: tuple[Path, bytes]) -> None:
    few = b"".join(calm[0].read_bytes().splitlines(keepends=True)[:20])
    expected = b"".join(calm[1].splitlines(keepends=True)[:20]).decode()
    packed = gzip.compress(few)
    (hikiwake.here / "in.jsonl.gz").write_bytes(packed)
    assert hikiwake("read", "--jsonl", "in.jsonl.gz", "--out", "-").out == expected
    assert hikiwake("read", "--jsonl", "-", "--out", "-", input=few.decode()).out == expected
    (hikiwake.here / "cut.gz").write_bytes(packed[: len(packed) // 2])
    hikiwake("read", "--jsonl", "cut.gz", "--out", "o").fails_in_a_line("cut.gz", "cannot be read")
    assert not (hikiwake.here / "o").exists()


def test_a_document_that_breaks_the_parse_is_told_and_its_neighbours_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from hikiwake.reading.prose import Prose

    made = Prose.of

    def breaking(doc: Any, text: str) -> Prose:
        if "Number 1." in text:
            raise MemoryError("too much")
        return made(doc, text)

    monkeypatch.setattr(Prose, "of", breaking)
    found = batch.read_lines([json.dumps({"id": n, "text": f"{GOOD} Number {n}."}).encode() for n in range(3)])
    assert [row["id"] for row in found] == [0, 1, 2]
    assert [row["error"] for row in found] == [None, "MemoryError: too much", None]
    assert found[0]["events"] and not found[1]["events"] and found[2]["events"]


def test_fast_finds_what_the_lists_know(calm: tuple[Path, bytes]) -> None:
    line = json.dumps({"id": 1, "text": GOOD, "date": "2016-05-09"}).encode()
    (fast,), (accurate,) = batch.read_lines([line], fast=True), batch.read_lines([line])
    assert fast["events"] and fast["dates"] == accurate["dates"]
    assert [s["content"] for s in fast["statements"]] == [s["content"] for s in accurate["statements"]]


def test_nothing_grows_with_words_that_never_come_again() -> None:
    """A million documents bring millions of names and misspellings: no cache without a bound may keep them."""
    chance = random.Random(0)

    def new() -> str:
        return "".join(chance.choices(string.ascii_lowercase, k=9))

    def some() -> list[bytes]:
        text = "{} {}, the {} of Norway, met {} in {}. The {} said that the {} was {}."
        words = [[new().title(), new().title(), new(), new().title(), new().title(), new(), new(), new()] for _ in range(60)]
        return [json.dumps({"id": n, "text": text.format(*w)}).encode() for n, w in enumerate(words)]

    def kept() -> dict[str, int]:
        caches = [o for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper)]
        return {f"{c.__module__}.{c.__qualname__}": c.cache_info().currsize for c in caches if c.cache_info().maxsize is None}

    for fast in (False, True):
        batch.read_lines(some(), fast=fast)
    before = kept()
    for fast in (False, True):
        batch.read_lines(some(), fast=fast)
    assert {name: (before.get(name, 0), size) for name, size in kept().items() if size > before.get(name, 0) + 10} == {}


def wait_for_workers(parent: int) -> list[int]:
    """The pool's processes, once there are any."""
    if not Path("/proc/self/task").exists():
        pytest.skip("needs /proc to find the workers")
    if (os.cpu_count() or 1) < 2:
        pytest.skip("needs two processors: with one the batch runs in this process")
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            children = [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
            found = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        except OSError:
            found = []
        if found:
            return found
        time.sleep(0.02)
    pytest.fail("no worker was started")
