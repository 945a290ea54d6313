"""`hikiwake correct`, as an analyst calls it: words, acts, places, happenings, actors, notes, and taking back."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from record_examples import TEXT, article, document, report, span

from hikiwake.cli import main
from hikiwake.record.model import Reading
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
DOC = article()[0].id


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    (tmp_path / "case.toml").write_text(CASE)
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(*article())
        other = document("The president met the minister in Oslo.", name="other.txt")
        record.add(other, Reading(other.id, "x", (report(other, "met", cameo="040"),)))

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hikiwake", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
            raise SystemExit(0)
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    def at_case(command: str, *words: object) -> tuple[int, str, str]:
        return call(command, tmp_path, *words)

    return at_case


def told(run: Run, *words: object) -> Any:
    code, out, err = run("correct", *words, "--json")
    assert code == 0, err
    return json.loads(out)


def entries(run: Run) -> Any:
    return json.loads(run("chronicle", "--json")[1])


def test_words_acts_and_places_of_an_event(run: Run) -> None:
    id = entries(run)["events"][0]["id"]
    now = told(run, id, "--words", "The president met the\nprime minister in Sochi", "--cameo", "190", "--place", "Oslo")
    after = now["after"]
    assert (after["span"], after["category"], after["goldstein"]) == ([0, 45], "ASSAULT", -10.0)
    assert (after["place"]["name"], after["place"]["country"]) == ("Oslo", "NOR") and after["place"]["lat"] > 59
    assert after["corrected"]["span"] == ["The president met the prime minister in Sochi"]
    after = told(run, id, "--span", "0:40", "--category", "agree", "--place", "none", "--date", "none")["after"]
    assert (after["span"], after["cameo"], after["place"], after["date"]) == ([0, 39], "03", None, None)
    for words, said in (
        (("--words", "no such words"), "nowhere"),
        (("--span", "20:30"), "leaves out"),
        (("--cameo", "9x"), "no code"),
    ):
        code, out, err = run("correct", id, *words)
        assert code == 1 and out == "" and said in err and err.count("\n") == 1
    assert run("correct", id, "--span", "40")[0] == 2


def test_the_content_of_a_statement(run: Run) -> None:
    id = next(s["id"] for s in entries(run)["statements"] if s["source"]["text"] == "The minister")
    assert told(run, id, "--content", "the two would meet")["after"]["content"]["text"] == "the two would meet"
    assert told(run, id, "--words", "would meet again")["after"]["content"]["text"] == "would meet again"


def test_happenings_are_joined_and_parted(run: Run) -> None:
    first, second, third = (e["id"] for e in entries(run)["events"])
    joined = told(run, first, "--join", second, "--join", third)["after"]
    assert joined["joined"] and len(joined["reports"]) == 3
    assert len(entries(run)["events"]) == 1
    parted = told(run, third, "--part", first)["after"]
    assert [r["id"] for r in parted["reports"]] == [third] and len(entries(run)["events"]) == 2
    assert "undone: " not in run("correct", "--undo-last")[1] and len(entries(run)["events"]) == 1
    assert run("correct", first, "--join", second, "--part", third)[0] == 2
    assert run("correct", first, "--join", "e0000000000")[0] == 1


def test_an_entry_is_added_on_the_exact_words(run: Run) -> None:
    now = told(
        run,
        "--document",
        DOC[:10],
        "--add",
        "The islands stay as they are",
        "--source",
        "JPN",
        "--cameo",
        "036",
        "--date",
        "2016",
    )
    assert now["before"] is None and now["after"]["corrected"]["added"] and now["after"]["sources"][0]["country"] == "JPN"
    assert any({**shown, **now["after"]} == shown for shown in entries(run)["events"])
    at = span(TEXT, "a treaty was near")
    said = told(run, "--document", DOC, "--span", f"{at.start}:{at.end}", "--kind", "statement", "--source", "Officials")["after"]
    assert said["content"]["text"] == "a treaty was near" and said["source"]["actor"]["name"] == "Officials"
    assert "times" in run("correct", "--document", DOC, "--add", "the")[2]
    for words in (("--add", "islands nowhere"), ("--add", "met", "--kind", "rumour")):
        assert run("correct", "--document", DOC, *words)[0] == 1
    assert run("correct", "--document", DOC)[0] == run("correct", "--document", DOC, "--reject")[0] == 2


def test_actors_are_merged_renamed_and_taken_out_everywhere(run: Run) -> None:
    change = told(run, "--actor", "The President", "--merge", "Mr President", "--rename", "Ana Lopes", "--country", "RUS")[
        "change"
    ]
    assert change["told"] == "The President, Mr President → Ana Lopes (RUS)"
    assert entries(run)["events"][0]["sources"][0]["name"] == "Ana Lopes"
    code, out, err = run("correct", "--actor", "Ana Lopes", "--not-an-actor")
    assert (code, out, err) == (0, "actor: Ana Lopes: no actor\n", "")
    code, out, err = run("correct", "--actor", "Nobody", "--rename", "Somebody")
    assert code == 0 and "Nobody → Somebody" in out and "No entry names an actor 'Nobody'" in err  # the rule waits
    run("correct", "--actor", "Nobody", "--undo")
    assert entries(run)["events"][0]["sources"] == []
    assert "taken back" in run("correct", "--actor", "Ana Lopes", "--undo")[1]
    assert entries(run)["events"][0]["sources"][0]["name"] == "Ana Lopes"
    assert run("correct", "--actor", "X")[0] == run("correct", "--actor", "X", "--rename", "Y", "--not-an-actor")[0] == 2
    assert run("correct", "--actor", "X", "--country", "Nowhere")[0] == 1


def test_notes_and_reviews_leave_with_the_chronicle(run: Run) -> None:
    id = entries(run)["events"][0]["id"]
    after = told(run, id, "--note", "ask the embassy")["after"]
    assert [n["text"] for n in after["notes"]] == ["ask the embassy"] and not after["reviewed"] and after["corrected"] is None
    assert told(run, id, "--review")["after"]["reviewed"]
    assert entries(run)["events"][0]["notes"][0]["by"] == "Ana Lyst"
    assert told(run, "--document", DOC[:8], "--note", "from a friend")["change"]["kind"] == "document"
    assert told(run, "--document", DOC[:8], "--review")["change"]["what"] == "reviewed"
    assert told(run, "--document", DOC[:8], "--undo")["change"]["what"] == "reviewed"
    assert told(run, "--undo-last")["change"]["told"] == "note: from a friend"


def test_a_second_look_that_comes_too_late_is_told(run: Run) -> None:
    entry = entries(run)["events"][0]
    assert run("correct", entry["id"], "--grade", "reported", "--if-version", entry["version"], "--by", "Bo")[0] == 0
    code, out, err = run("correct", entry["id"], "--grade", "opinion", "--if-version", entry["version"])
    assert (code, out) == (1, "") and "has been changed by Bo since you looked at it" in err and err.count("\n") == 1
    assert run("correct", "--undo-last", "--by", "Nobody")[0] == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("ENTRY", "--actor", "x"),
        ("--undo-last", "--reject"),
        ("ENTRY", "--merge", "x"),
        ("ENTRY", "--span", "1:2", "--words", "x"),
    ],
)
def test_what_does_not_go_together_is_a_mistake_of_usage(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("correct", *words)
    assert (code, out) == (2, "") and "Traceback" not in err
