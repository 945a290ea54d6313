"""`hikiwake chronicle` and `hikiwake correct`, as an analyst calls them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from record_examples import article, document, report

from hikiwake.cli import main
from hikiwake.record.model import Phrase, Reading, Span
from hikiwake.record.store import Record

Run = Callable[..., tuple[int, str, str]]

CASE = """
title = "A case"
dyad = ["JPN", "RUS"]
question = "Will they?"
as_of = 2016-12-09
horizon = 2018-12-31
analyst = "Ana Lyst"
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hikiwake", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
            raise SystemExit(0)
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.toml").write_text(CASE)
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(*article())
    return tmp_path


def entries(run: Run, case: Path, *words: str) -> dict[str, list[dict[str, object]]]:
    code, out, _ = run("chronicle", case, "--json", *words)
    assert code == 0
    told: dict[str, list[dict[str, object]]] = json.loads(out)
    return told


def test_the_chronicle_as_a_table(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out, err = run("chronicle", case)
    assert (code, err) == (0, "")
    rows = [row for row in out.splitlines() if row.strip()]
    assert [row.split()[0] for row in rows if row[1:5] in ("2016", "unda")] == [
        "2016-05",
        "2016-12",
        "undated",
        "undated",
        "undated",
    ]
    assert "The President → The Prime Minister" in " ".join(out.split())
    assert "on record" in out and "(planned)" in out


def test_the_chronicle_in_every_format(run: Run, case: Path) -> None:
    told = entries(run, case)
    assert [e["status"] for e in told["events"]] == ["actual", "planned"] and len(told["statements"]) == 3
    for format, first in (("csv", "entry,kind,date"), ("md", "| when | who"), ("ics", "BEGIN:VCALENDAR"), ("json", "{")):
        code, out, _ = run("chronicle", case, "--format", format)
        assert code == 0 and out.startswith(first)
    assert run("chronicle", case, "--format", "odt")[0] == 2


def test_the_chronicle_shows_what_is_asked_for(run: Run, case: Path) -> None:
    assert [e["status"] for e in entries(run, case, "--from", "2016-06")["events"]] == ["planned"]
    assert [e["status"] for e in entries(run, case, "--to", "2016-06")["events"]] == ["actual"]
    assert [
        len(x) for x in entries(run, case, "--kind", "statement", "--grade", "reported", "--grade", "anonymous").values()
    ] == [0, 2]
    assert len(entries(run, case, "--actor", "JPN")["statements"]) == 1
    for bad in (("--from", "May"), ("--from", "2017", "--to", "2016"), ("--grade", "certain"), ("--kind", "rumour")):
        assert run("chronicle", case, *bad)[0] == 2
    code, out, err = run("chronicle", case, "--actor", "Nobody")
    assert (code, out) == (0, "") and "No entry" in err


def test_a_case_in_which_nothing_was_read_has_an_empty_chronicle(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(CASE)
    code, out, err = run("chronicle", tmp_path, "--json")
    assert (code, json.loads(out)) == (0, {"events": [], "statements": []})
    assert "hikiwake read" in err
    assert not (tmp_path / "record.sqlite").exists()


def test_a_correction_prints_the_entry_before_and_after_and_is_the_analysts(run: Run, case: Path) -> None:
    id = entries(run, case)["events"][0]["id"]
    code, out, _ = run(
        "correct", case, id, "--source", "FRA", "--source", "Somebody", "--date", "2016-05-06", "--grade", "on record", "--json"
    )
    told = json.loads(out)
    assert code == 0 and set(told) == {"before", "after"}
    assert [s["name"] for s in told["after"]["sources"]] == ["France", "Somebody"]
    assert (told["before"]["date"]["value"], told["after"]["date"]["value"]) == ("2016-05", "2016-05-06")
    assert told["after"]["corrected"]["by"] == "Ana Lyst" and told["after"]["corrected"]["on"].startswith("20")
    shown = entries(run, case)["events"][0]
    assert {**shown, **told["after"]} == shown and (shown["told"], shown["disputed"]) == ("2016-12-09", [])


def test_rejecting_and_taking_it_back(run: Run, case: Path) -> None:
    before = entries(run, case)
    id = before["events"][0]["id"]
    code, out, _ = run("correct", case, id, "--reject", "--note", "not theirs", "--by", "Bo")
    assert code == 0 and "REJECTED" in out and "corrected by Bo" in out
    assert entries(run, case)["events"] == before["events"][1:]
    assert run("correct", case, id, "--undo", "--reject")[0] == 2
    assert run("correct", case, id, "--undo")[0] == 0
    assert entries(run, case) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("e0000000000", "--reject"), "no such entry"),
        (("ENTRY",), "nothing to correct"),
        (("ENTRY", "--date", "soon"), "TIMEX3"),
        (("ENTRY", "--grade", "sure"), "Give one of"),
        (("ENTRY", "--undo"), "no correction"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(run: Run, case: Path, words: tuple[str, ...], said: str) -> None:
    before = entries(run, case)
    words = tuple(str(before["events"][0]["id"]) if word == "ENTRY" else word for word in words)
    code, out, err = run("correct", case, *words)
    assert (code, out) == (1, "") and said in err and err.count("\n") == 1
    assert entries(run, case) == before


def test_a_case_file_with_mistakes_does_not_keep_the_analyst_from_correcting(run: Run, case: Path) -> None:
    id = entries(run, case)["events"][0]["id"]
    (case / "case.toml").write_text("title = ")
    code, out, _ = run("correct", case, id, "--reject", "--json")
    assert code == 0 and json.loads(out)["after"]["corrected"]["by"] == ""


def test_a_lone_case_file_has_no_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(CASE)
    for command in (("chronicle",), ("correct",)):
        words = (*command, tmp_path / "other.toml", *(("e0", "--reject") if command == ("correct",) else ()))
        code, _, err = run(*words)
        assert code == 1 and "no record" in err and err.count("\n") == 1


def test_a_damaged_record_is_told_in_one_line(run: Run, case: Path) -> None:
    (case / "record.sqlite").write_bytes(b"nothing of the kind" * 1000)
    code, out, err = run("chronicle", case)
    assert (code, out) == (1, "") and "damaged" in err and err.count("\n") == 1


def test_hostile_words_never_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(CASE)
    words = "=1+1 \x1b]0;x\x07\x1b[2J\x9b2J [/x] [bold]\u202e"
    doc = document(f"They met {words} twice.", name=words)
    at = Span(9, 9 + len(words))
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(doc, Reading(doc.id, "x", (report(doc, "met", span=at, trigger=Phrase(words, (at,))),)))
        id = record.contents().events[0].id
    for format in ("table", "csv", "md", "ics", "json"):
        code, out, err = run("chronicle", tmp_path, "--format", format)
        assert code == 0 and not set(out + err) & set("\x1b\x07\x9b\u202e"), format
    for extra in ((), ("--json",)):
        code, out, err = run("correct", tmp_path, id, "--note", "x", "--by", words, *extra)
        assert code == 0 and not set(out + err) & set("\x1b\x07\x9b\u202e")
    assert "'=1+1" in run("chronicle", tmp_path, "--format", "csv")[1]
