"""`hikiwake read --jsonl`: one line in, one line out, whatever the line."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import House
from hypothesis import given, settings
from odd_texts import odd_texts

from hikiwake.reading import batch

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
    assert [p.name for p in hikiwake.here.iterdir() if "out" in p.name] == []


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
