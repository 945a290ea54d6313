"""The ledger: append-only, whole after every accident, and altered by nobody unnoticed."""

import json
import multiprocessing
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hikiwake.case.writing import new_case
from hikiwake.cli.check import problems
from hikiwake.ledger import Ledger, Run, Source, Told, log
from hikiwake.ledger.model import Forecast
from hikiwake.terms.errors import LedgerError

TOLD = Told("event", "2009-06-09", "Sergey Lavrov → Norway", "visited Tromsø", "attributed", "", "d1")
RUN = Run(
    "2009-09-01T10:00:00+00:00",
    "brief",
    "A. Nalyst",
    "0.1.0",
    "2009-09-01",
    "state-1",
    'title = "x"\n',
    {"d1": Source("a.txt", "Old line", "Northern Post", "2007-07-12", "built-in 1")},
    {"e1": TOLD, "e2": replace(TOLD, what="met")},
    {"forecast.probability": 0.12, "bargaining.win_set": None},
    7,
    Forecast("Will they?", "a treaty", "2011-12-31", 0.12, 0.05, 0.2),
)


def whole_case(folder: Path) -> Path:
    new_case(folder, ("NOR", "RUS"), date(2009, 9, 1))
    return folder


def later(n: int, **changes: object) -> Run:
    return replace(RUN, at=f"2009-09-{n + 1:02}T10:00:00+00:00", state=f"state-{n}", **changes)  # type: ignore[arg-type]


def test_a_run_comes_back_as_it_was_kept(tmp_path):
    ledger = Ledger.open(tmp_path)
    assert ledger.runs() == ()
    runs = [
        ledger.append(RUN),
        ledger.append(later(2, entries={"e1": replace(TOLD, who="Norway"), "e3": TOLD}, documents={})),
        ledger.append(later(3, case_text="title = 'y'\n", numbers={}, forecast=RUN.forecast)),
    ]
    assert [r.number for r in runs] == [1, 2, 3]
    assert Ledger.open(tmp_path).runs() == tuple(runs)


def test_a_line_says_only_what_is_new(tmp_path):
    ledger = Ledger.open(tmp_path)
    ledger.append(RUN)
    ledger.append(later(2))
    second = json.loads((tmp_path / "ledger.jsonl").read_text().splitlines()[1])
    assert set(second) == {"after", "run", "at", "command", "by", "version", "as_of", "state", "changes"}


def test_the_same_brief_twice_in_a_day_is_one_run(tmp_path):
    ledger = Ledger.open(tmp_path)
    ledger.append(RUN)
    assert ledger.append(replace(RUN, at="2009-09-01T18:00:00+00:00")).number == 1
    assert len(ledger.runs()) == 1


def test_a_last_line_that_was_cut_off_is_no_run_and_the_next_takes_its_place(tmp_path):
    ledger, path = Ledger.open(tmp_path), tmp_path / "ledger.jsonl"
    ledger.append(RUN)
    whole = path.read_bytes()
    ledger.append(later(2))
    both = path.read_bytes()
    tried = lost = 0
    for cut in range(len(whole), len(both)):
        path.write_bytes(both[:cut])
        tried += 1
        lost += len(ledger.runs()) != 1 or ledger.append(later(2)).number != 2 or path.read_bytes() != both
    print(f"tried {tried}, lost {lost}")
    assert not lost


@pytest.mark.parametrize("damage", ["altered", "taken out", "no JSON", "a list", "wrong type"])
def test_an_altered_ledger_is_told_and_left_alone(tmp_path, damage):
    ledger, path = Ledger.open(tmp_path), tmp_path / "ledger.jsonl"
    for run in (RUN, later(2), later(3)):
        ledger.append(run)
    lines = path.read_text().splitlines(keepends=True)
    put = {
        "altered": [lines[0].replace("0.12", "0.92"), *lines[1:]],
        "taken out": [lines[0], lines[2]],
        "no JSON": [lines[0], "{\n", lines[2]],
        "a list": [lines[0], "[]\n", lines[2]],
        "wrong type": ['{"after":"","entries":3}\n', *lines[1:]],
    }[damage]
    path.write_text("".join(put))
    at = {"wrong type": 1}.get(damage, 2)  # an altered line is noticed by the one after it
    with pytest.raises(LedgerError, match=rf"ledger\.jsonl:{at}: "):
        ledger.runs()
    assert [p.where for p in problems(whole_case(tmp_path)) if "ledger" in p.where] == [f"{path}:{at}"]
    with pytest.raises(LedgerError):
        ledger.append(later(4))
    assert path.read_text() == "".join(put)


def test_every_write_that_fails_leaves_the_ledger_as_it_was(tmp_path, monkeypatch):
    ledger, path = Ledger.open(tmp_path), tmp_path / "ledger.jsonl"
    ledger.append(RUN)
    before = path.read_bytes()
    real, tried, corrupt = os.pwrite, 0, 0
    for fails_at in ("pwrite", "half", "fsync"):
        with monkeypatch.context() as m:

            def full(*_: object) -> int:
                raise OSError(28, "No space left on device")

            def half(handle: int, data: bytes, at: int) -> int:
                return real(handle, data[: len(data) // 2], at) if at == len(before) else full()

            m.setattr(os, "fsync" if fails_at == "fsync" else "pwrite", half if fails_at == "half" else full)
            with pytest.raises(LedgerError, match="No space left"):
                ledger.append(later(2))
        tried += 1
        corrupt += path.read_bytes() != before
    print(f"tried {tried}, corrupt {corrupt}")
    assert not corrupt and ledger.append(later(2)).number == 2


def _append(folder: str, n: int) -> None:
    Ledger.open(Path(folder)).append(replace(RUN, command=f"run {n}", state=f"state-{n}"))


def test_two_at_once_lose_no_run(tmp_path):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(_append, [(str(tmp_path), n) for n in range(24)])
    runs = Ledger.open(tmp_path).runs()
    assert [r.number for r in runs] == list(range(1, 25))
    assert {r.command for r in runs} == {f"run {n}" for n in range(24)}


def test_only_what_came_since_is_parsed_and_an_altered_line_is_seen_all_the_same(tmp_path, monkeypatch):
    """However often a ledger is read in one program."""
    parsed = []
    monkeypatch.setattr(log.json, "loads", lambda line: parsed.append(line) or json.JSONDecoder().decode(line.decode()))
    ledger = Ledger.open(tmp_path)
    for n in range(1, 4):
        ledger.append(later(n))
        assert [run.number for run in ledger.runs()] == list(range(1, n + 1))
    assert len(parsed) == 3
    file = tmp_path / "ledger.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"A. Nalyst", b"B. Nalyst"))
    with pytest.raises(LedgerError):
        ledger.runs()
    file.write_bytes(whole[: whole.rindex(b"{")])  # its last line is gone
    assert len(ledger.runs()) == 2
    file.write_bytes(whole)
    assert ledger.append(later(4)).number == 4 and len(ledger.runs()) == 4
