"""The JSON that users' scripts rely on, on both packaged cases and on the least that a case can be; and corrections end to end."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import FirstRun, House
from hikiwake.reading.builtin import BuiltIn
from hikiwake.record.store import Record
from hikiwake.workspace import open_case

LEAST = """
title = "The least that can be asked"
dyad = ["NOR", "SWE"]
question = "Will they settle?"
as_of = 2015-01-01
horizon = 2017-01-01
"""

SMALL = (
    LEAST
    + """
claim_began = "1960"
[[parties]]
id = "north"
country = "NOR"
reservation = 0.3
[[parties]]
id = "south"
country = "SWE"
reservation = 0.3
[[issues]]
id = "line"
title = "The line"
options = ["east", "middle", "west"]
weight = { north = 1, south = 1 }
value = { north = [1, 0.5, 0], south = [0, 0.5, 1] }
[[formulas]]
id = "draw"
title = "A draw"
choose = { line = "middle" }
[[hypotheses]]
id = "a"
statement = "One"
prior = 0.5
[[hypotheses]]
id = "b"
statement = "Other"
prior = 0.5
[[evidence]]
id = "e"
statement = "Something"
likelihood = { a = 0.8, b = 0.2 }
"""
)


@pytest.fixture(params=["japan-russia", "ecuador-peru", "small.toml"])
def case(request: pytest.FixtureRequest, first_run: FirstRun) -> tuple[House, str]:
    (first_run.house.here / "small.toml").write_text(SMALL)
    return first_run.house, request.param


def test_bargain(case: tuple[House, str]) -> None:
    house, name = case
    told = house("bargain", name, "--json").json()
    keys = {
        "outcomes",
        "pareto_points",
        "nash",
        "nash_product",
        "kalai_smorodinsky",
        "egalitarian_value",
        "utilitarian_value",
        "ideal",
        "opposition",
        "frontier",
    }
    assert keys <= told.keys()
    assert 0 < told["pareto_points"] <= told["outcomes"]
    points = [tuple(p["utilities"]) for p in told["frontier"]]
    assert not any(a != b and a[0] >= b[0] and a[1] >= b[1] for a in points for b in points)
    if told["nash"] is not None:
        assert len(told["nash"]) == 2 and all(0 <= u <= 1 for u in told["nash"])
    assert house("bargain", name).out


def test_weigh(case: tuple[House, str]) -> None:
    house, name = case
    told = house("weigh", name, "--json").json()
    hypotheses = told["hypotheses"]
    assert all({"id", "prior", "posterior", "lower", "upper"} <= h.keys() for h in hypotheses)
    assert sum(h["posterior"] for h in hypotheses) == pytest.approx(1, abs=1e-9)
    assert all(h["lower"] - 1e-9 <= h["posterior"] <= h["upper"] + 1e-9 for h in hypotheses)
    assert all({"id", "decibans"} <= e.keys() for e in told["evidence"]) and isinstance(told["sensitivity"], list)
    if name == "small.toml":
        assert [h["posterior"] for h in hypotheses] == pytest.approx([0.8, 0.2])


def test_several_cases_give_a_line_each_and_a_wrong_one_stops_none(first_run: FirstRun) -> None:
    ran = first_run.house("weigh", "ecuador-peru", "atlantis", "japan-russia", "--json")
    assert ran.code == 1
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [("error" in line) for line in lines] == [False, True, False]


def test_forecast(case: tuple[House, str]) -> None:
    house, name = case
    told = house("forecast", name, "--json").json()
    assert 0 <= told["lower"] <= told["probability"] <= told["upper"] <= 1
    date.fromisoformat(told["by"])
    assert told["reasons"]
    assert {"rate", "lower", "upper", "reference_class", "cases"} <= told["base_rate"].keys()


@pytest.mark.parametrize("name", ["japan-russia", "ecuador-peru"])
def test_relations(first_run: FirstRun, name: str) -> None:
    told = first_run.house("relations", name, "--json").json()
    assert told.keys() >= {"dyad", "series", "phases", "turning_points"}
    for point in told["series"]:
        date.fromisoformat(point["period"])
        assert set(point["phase"]) == {"upturn", "stalemate", "downturn"} and sum(point["phase"].values()) == pytest.approx(
            1, abs=1e-6
        )
        assert point["index"] is None or point["lower"] <= point["index"] <= point["upper"]
    for phase in told["phases"]:
        assert date.fromisoformat(phase["start"]) <= date.fromisoformat(phase["end"])
        assert phase["kind"] in ("upturn", "stalemate", "downturn") and 0 <= phase["probability"] <= 1
    for turn in told["turning_points"]:
        assert turn["earliest"] <= turn["date"] <= turn["latest"]
        assert {"direction", "probability", "events"} <= turn.keys()


def test_relations_of_a_series_keep_every_dyad_as_it_is_written(hikiwake: House) -> None:
    rows = "".join(
        f'"{dyad}",2015-{month:02}-0{month % 9 + 1},{value}\n'
        for dyad, value in (("Ärger, immer", -3), ("=1+1", 2))
        for month in range(1, 13)
    )
    (hikiwake.here / "s.csv").write_text("dyad,date,value\n" + rows + "alone,2015-05-05,1\n", encoding="utf-8")
    ran = hikiwake("relations", "--series", "s.csv", "--by", "month", "--json")
    assert ran.code == 0, ran.err
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["dyad"] for line in lines] == ["Ärger, immer", "=1+1", "alone"]
    assert all(point["period"].endswith("-01") for line in lines for point in line["series"])
    hikiwake("relations", "--series", "none.csv").fails_in_a_line("none.csv")
    (hikiwake.here / "bad.csv").write_text("date,value\n2015-01-01,much\n")
    hikiwake("relations", "--series", "bad.csv").fails_in_a_line("bad.csv", "much")


def test_the_least_case_is_sound_and_lacks_everything_else(hikiwake: House) -> None:
    (hikiwake.here / "least.toml").write_text(LEAST)
    assert hikiwake("check", "least.toml", "--json").json() == {"problems": []}
    for command in ("bargain", "weigh", "forecast"):
        hikiwake(command, "least.toml", "--json").fails_in_a_line("least.toml")
    assert hikiwake("brief", "least.toml", "-o", "l.html").code == 0
    hikiwake("chronicle", "least.toml").fails_in_a_line("least.toml")


def test_check_tells_everything_wrong_at_once_with_lines(hikiwake: House) -> None:
    broken = (
        SMALL.replace('country = "SWE"', 'country = "SWE"\ncolour = "blue"')
        .replace("[0, 0.5, 1] }", "[0, 0.5] }")
        .replace("b = 0.2", "b = 2")
    )
    (hikiwake.here / "broken.toml").write_text(broken)
    ran = hikiwake("check", "broken.toml", "--json")
    assert ran.code == 1
    problems = ran.json()["problems"]
    assert all(p["where"].startswith("broken.toml:") and p["what"] and p["mend"] for p in problems)
    told = " ".join(p["what"] for p in problems)
    for words in ("colour", "line", "b"):
        assert words in told
    assert len(problems) >= 3
    hikiwake("brief", "broken.toml").fails_in_a_line("broken.toml:", "colour")


def entries(house: House, case: Path, *words: str) -> dict[str, Any]:
    return dict(house("chronicle", case, "--json", *words).json())


def test_a_correction_reaches_the_brief_and_outlives_another_reader(
    japan_russia: Path, hikiwake: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = hikiwake("brief", japan_russia, "--json").json()
    shown = [s for s in told["brief"]["sentences"] if s["section"] == "chronicle" and any(c.get("entry") for c in s["cites"])]
    events = {e["id"]: e for e in told["record"]["events"]}
    sentence = next(s for s in shown if s["cites"][0]["entry"] in events and len(events[s["cites"][0]["entry"]]["reports"]) == 1)
    entry = sentence["cites"][0]["entry"]
    ran = hikiwake("correct", japan_russia, entry, "--date", "1999-01-31", "--grade", "reported", "--by", "Ana Lyst", "--json")
    assert ran.code == 0, ran.err
    assert ran.json()["before"] != ran.json()["after"]
    for _ in range(2):
        (now,) = (e for e in entries(hikiwake, japan_russia)["events"] if e["id"] == entry)
        assert now["date"]["value"] == "1999-01-31" and now["grade"] == "reported"
        page = hikiwake("brief", japan_russia, "--format", "html", "-o", "-")
        assert page.code == 0 and "Ana Lyst" in page.out
        assert "31 January 1999" in page.out
        # Read again by a reader of another version.
        monkeypatch.setattr(BuiltIn, "name", "built-in of tomorrow")
        with open_case(japan_russia) as workspace:
            (document,) = {r["document"] for r in events[entry]["reports"]}
            name = next(d.name for d in workspace.contents().documents if d.id == document)
            (result,) = workspace.read([japan_russia / "documents" / name])
            assert not result.was_known and result.problem is None
        with Record.open(japan_russia / "record.sqlite") as record:
            assert record.reading(document).reader == "built-in of tomorrow"
        monkeypatch.undo()


def test_an_entry_is_taken_out_and_brought_back(japan_russia: Path, hikiwake: House) -> None:
    entry = entries(hikiwake, japan_russia, "--kind", "statement")["statements"][0]["id"]
    assert hikiwake("correct", japan_russia, entry, "--reject", "--note", "misread").code == 0
    assert entry not in {s["id"] for s in entries(hikiwake, japan_russia)["statements"]}
    assert hikiwake("correct", japan_russia, entry, "--undo").code == 0
    assert entry in {s["id"] for s in entries(hikiwake, japan_russia)["statements"]}
    hikiwake("correct", japan_russia, entry, "--undo").fails_in_a_line(entry)
    hikiwake("correct", japan_russia, "e0000000000", "--reject").fails_in_a_line("e0000000000")
    hikiwake("correct", japan_russia, entry, "--grade", "certain").fails_in_a_line("certain")
    hikiwake("correct", japan_russia, entry).fails_in_a_line()
