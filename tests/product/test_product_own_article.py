"""A pair of states that nobody stated anything about: new, an article in, read, brief."""

import re
from pathlib import Path
from typing import Any

import pytest
from warm_start import WarmStart

from conftest import House

ARTICLE = """Norway and Sweden reach for a deal on grazing

OSLO, 14 March 2015 - Norwegian Foreign Minister Borge Brende met his Swedish counterpart Margot Wallstrom in Oslo on Friday.

Mr Brende said that "the old convention has run its course". Sweden rejected a Norwegian proposal in February, officials said.

Ms Wallstrom is expected to visit Tromso in June. Analysts believe that neither side is in a hurry.
"""


@pytest.fixture(scope="module")
def nordic(tmp_path_factory: pytest.TempPathFactory, warm: WarmStart) -> House:
    here = tmp_path_factory.mktemp("nordic")
    house = House(here, here / "data", warm)
    assert house("new", "border", "--between", "NOR", "SWE").code == 0
    (here / "border" / "documents").mkdir(exist_ok=True)
    (here / "border" / "documents" / "grazing.txt").write_text(ARTICLE, encoding="utf-8")
    return house


def test_an_article_in_an_empty_case_gives_a_page_that_says_what_is_missing_and_how_to_supply_it(nordic: House) -> None:
    assert nordic("check", "border").code == 0
    read = nordic("read", "border", "--json")
    assert read.code == 0, read.err
    (file,) = read.json()["files"]
    assert file["problem"] is None and file["events"] >= 2 and file["statements"] >= 2
    assert nordic("brief", "border").code == 0
    told = nordic("brief", "border", "--json").json()
    for room, key in (
        ("settlement", "[[issues]]"),
        ("weighing", "[[hypotheses]]"),
        ("forecast", "claim_began"),
        ("clocks", "leaders"),
    ):
        assert told[room]["missing"], room
        assert key in told[room]["supply"], room
    page = (nordic.here / "brief.html").read_text(encoding="utf-8")
    for words in ("Brende", "Wallstrom", "[[issues]]", "claim_began"):
        assert words in page
    assert "nan" not in re.findall(r"\b\w+\b", page.lower().split("<style", 1)[-1].split("</style>", 1)[-1])


def test_the_short_form_without_a_likelihood_says_so(nordic: House) -> None:
    ran = nordic("brief", "border")
    assert "We give no likelihood." in ran.out
    assert "claim_began" in ran.out


def test_the_commands_that_lack_their_part_of_the_case_say_which(nordic: House) -> None:
    for command, key in (("bargain", "[[issues]]"), ("weigh", "[[hypotheses]]"), ("forecast", "claim_began")):
        nordic(command, "border").fails_in_a_line("border", key)


@pytest.fixture(scope="module")
def togo(tmp_path_factory: pytest.TempPathFactory, article: Path, warm: WarmStart) -> dict[str, Any]:
    here = tmp_path_factory.mktemp("togo")
    house = House(here, here / "data", warm)
    assert house("new", "case", "--between", "JPN", "RUS").code == 0
    ran = house("read", "case", article, "--date", "2016-12-09")
    assert ran.code == 0, ran.err
    told = house("chronicle", "case", "--json").json()
    brief = house("brief", "case", "--json").json()
    return {**told, "text": article.read_text(encoding="utf-8"), "brief": brief, "formulas": brief["record"]["formulas"]}


def events(told: dict[str, Any], words: str, date: str | None = None) -> list[dict[str, Any]]:
    """Events whose own words hold `words` (a pattern), with a date that begins as given."""
    found = []
    for event in told["events"]:
        start, end = event["span"]
        value = (event["date"] or {}).get("value") or ""
        if re.search(words, told["text"][start:end]) and (date is None or value.startswith(date)):
            found.append(event)
    return found


def said_by(told: dict[str, Any], words: str) -> list[tuple[str, str]]:
    """Speaker and grade of the statements whose content holds `words`."""
    return [
        (
            (s["source"] or {}).get("actor", {}).get("name", "")
            if (s["source"] or {}).get("actor")
            else (s["source"] or {}).get("text", ""),
            s["grade"],
        )
        for s in told["statements"]
        if words in s["content"]["text"]
    ]


@pytest.mark.parametrize(
    ("what", "words", "date"),
    [
        ("the two re-elections", "re-elected", "2012"),
        ("Abe at the Sochi Olympics", "Olympics", "2014"),
        ("the Maidan", "Maidan", "2014-02"),
        ("Crimea", "annexation of Crimea", None),
        ("the sanctions", "sanctions", None),
        ("Sochi", "Sochi in May|Putin and Abe’s one-to-one meetings", "2016-05"),
        ("Vladivostok", "Vladivostok in September", "2016-09"),
        ("Lima", "Lima in November", "2016-11"),
        ("Kishida in Moscow", "Kishida’s visit", "2016-12"),
    ],
)
def test_the_article_gives_the_event(togo: dict[str, Any], what: str, words: str, date: str | None) -> None:
    assert events(togo, words, date), f"{what} is missing"


def test_the_three_meetings_of_2016_stand_at_their_places(togo: dict[str, Any]) -> None:
    at = {((e["date"] or {}).get("value") or "", (e["place"] or {}).get("name")) for e in togo["events"]}
    assert {("2016-05", "Sochi"), ("2016-09", "Vladivostok"), ("2016-11", "Lima")} <= at, at


def test_the_visit_of_december_is_a_plan(togo: dict[str, Any]) -> None:
    (visit,) = events(togo, r"^Putin’s visit to Japan|visit to Japan in December$", "2016-12")[:1]
    assert visit["status"] == "planned"


@pytest.mark.parametrize(
    ("words", "speaker", "grade"),
    [
        ("radically advanced", "Vladimir Putin", {"on_record", "attributed"}),
        ("step-by-step", "Shinzo Abe", {"on_record"}),
        ("positive response", "Shinzo Abe", {"on_record"}),
        ("should be avoided", "Vladimir Putin", {"reported"}),
        ("efforts are being made to", "Vladimir Putin", {"reported"}),
    ],
)
def test_a_statement_has_its_speaker_and_its_grade(togo: dict[str, Any], words: str, speaker: str, grade: set[str]) -> None:
    found = said_by(togo, words)
    assert any(who == speaker and how in grade for who, how in found), found


def test_what_the_press_makes_of_it_is_graded_as_speculation(togo: dict[str, Any]) -> None:
    for words in ("long-debated formula", "raise the barrier|sudden cooling"):
        found = [s["grade"] for s in togo["statements"] if re.search(words, s["content"]["text"])]
        assert "speculation" in found, (words, found)


def test_the_formulas_are_named(togo: dict[str, Any]) -> None:
    terms = {f["term"].strip("‘’'\"").casefold() for f in togo["formulas"]}
    for wanted in ("two", "alpha", "four islands in a bunch", "hikiwake"):
        assert any(wanted in term for term in terms), (wanted, terms)


def test_there_is_no_clutter_and_nothing_from_the_page_around(togo: dict[str, Any]) -> None:
    assert len(togo["events"]) <= 60 and len(togo["statements"]) <= 60
    text = togo["text"]
    noise = [text.index("Reading Time"), text.index("Comments are closed")]
    for entry in togo["events"]:
        start, end = entry["span"]
        assert end <= noise[1]
        assert not start <= noise[0] < end
    for entry in togo["statements"]:
        assert all(end <= noise[1] for _, end in entry["content"]["spans"])
