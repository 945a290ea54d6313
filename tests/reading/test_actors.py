"""Who acts, of which country and sector."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.reading.actor_names import names_in
from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.language import parse
from hikiwake.record.model import Span

SENTENCES = Path(__file__).parents[3] / "shared" / "benchmarks" / "event_coding" / "dev.jsonl"


def read(text):
    return actor_mentions(next(parse([(text, [Span(0, len(text))] if text else [])])))


def told(text):
    return [(a.text, a.name, a.country, a.sector) for a in read(text)]


def countries(text):
    return {a.country for a in read(text) if a.country}


def test_a_title_a_country_and_a_name_are_one_mention():
    assert told("Russian President Vladimir Putin arrived.") == [
        ("Russian President Vladimir Putin", "Vladimir Putin", "RUS", "GOV")
    ]
    assert told("Peru's Foreign Minister Allan Wagner resigned.") == [
        ("Peru's Foreign Minister Allan Wagner", "Allan Wagner", "PER", "GOV")
    ]


def test_a_surname_inherits_what_the_document_said_of_its_bearer():
    found = told("Peruvian Foreign Minister Allan Wagner flew to Quito. Wagner said that talks would resume.")
    assert found[-1] == ("Wagner", "Allan Wagner", "PER", "GOV")


def test_an_apposition_tells_who_somebody_is():
    assert ("Erkki Tuomioja", "Erkki Tuomioja", "FIN", "GOV") in told(
        "Erkki Tuomioja, the Finnish foreign minister, praised the plan."
    )


def test_people_out_of_office_are_elites():
    assert told("Former Peruvian President Alberto Fujimori was arrested.")[0][2:] == ("PER", "ELI")


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Moscow said that it would withdraw.", {("Moscow", "RUS", "GOV")}),
        ("Talks between Tokyo and Moscow broke down.", {("Tokyo", "JPN", "GOV"), ("Moscow", "RUS", "GOV")}),
        ("The Kremlin denied the report.", {("Kremlin", "RUS", "GOV")}),
        ("The White House welcomed the accord.", {("White House", "USA", "GOV")}),
        ("The Knesset ratified the treaty.", {("Knesset", "ISR", "LEG")}),
        ("Hungarian and Romanian officials met.", {("Hungarian", "HUN", "GOV"), ("Romanian officials", "ROU", "GOV")}),
        ("The foreign minister of Chile resigned.", {("foreign minister of Chile", "CHL", "GOV")}),
        ("Syrian rebels shot down a jet.", {("Syrian rebels", "SYR", "REB")}),
        ("Police fired on protesters.", {("Police", None, "COP"), ("protesters", None, "OPP")}),
        ("UN peacekeepers were attacked.", {("UN peacekeepers", None, "IGO")}),
        ("ASEAN and the African Union signed a pact.", {("ASEAN", None, "IGO"), ("African Union", None, "IGO")}),
        ("Japanese media reported a deal.", {("Japanese media", "JPN", "JRN")}),
        ("U.S.-backed rebels took the town.", {("U.S.", "USA", None), ("rebels", None, "REB")}),
        ("The Sino-Soviet split deepened.", {("Sino", "CHN", None), ("Soviet", "RUS", None)}),
        ("Japan–Russia relations improved.", {("Japan", "JPN", None), ("Russia", "RUS", None)}),
        ("The GDR recalled its ambassador.", {("GDR", "DDR", None)}),
    ],
)
def test_an_actor_has_its_country_and_sector(text, actors):
    assert actors <= {(a.text, a.country, a.sector) for a in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "They met in Moscow.",
        "He flew to Tokyo on Monday.",
        "Michael Jordan scored 40 points.",
        "Chad Smith plays the drums.",
        "She spoke in Russian.",
        "The storm reached New Mexico.",
        "Turkeys were sold before the feast.",
        "He told us that he may come.",
    ],
)
def test_what_only_looks_like_a_state_is_none(text):
    assert countries(text) == set()


def test_georgia_is_a_state_of_the_union_among_its_neighbours():
    assert countries("Voters in Atlanta, Georgia, and in Alabama went to the polls.") == set()
    assert "GEO" in countries("Georgia accused Russia of shelling Tbilisi.")


def test_he_and_she_are_the_last_of_their_gender():
    text = "German Chancellor Angela Merkel met French President Emmanuel Macron. She thanked him."
    assert [(a.text, a.name) for a in read(text)][-2:] == [("She", "Angela Merkel"), ("him", "Emmanuel Macron")]


def test_both_countries_and_the_two_leaders_are_two_actors_each():
    text = "Chilean President Ricardo Lagos met Peruvian President Alejandro Toledo. The two leaders agreed that both countries gain."
    pairs = [(a.text, a.name) for a in read(text)][2:]
    assert set(pairs) == {
        ("two leaders", "Ricardo Lagos"),
        ("two leaders", "Alejandro Toledo"),
        ("both countries", "Chile"),
        ("both countries", "Peru"),
    }


def test_whom_the_document_has_not_named_is_nobody():
    assert told("He said that the president would agree.") == []


def test_a_surname_of_many_is_the_one_whose_country_the_document_names():
    assert [a.name for a in read("India's government fell. Gandhi resigned.")][-1] == "Rajiv Gandhi"
    assert (
        told("The shop assistant Brown sold a carter a bush.") == []
        or countries("The shop assistant Brown sold a bush.") == set()
    )


fragments = st.sampled_from(
    ["Russian ", "President ", "Putin", " and ", "the two leaders", "US", "-", "led ", "he ", "Tokyo", " said ", "U.S.", "’s ", "🕊️", "外務省",
     "Both sides", "\u200f", " of ", "Japan", ", ", ". ", "the government", "Georgia ", "Mr ", "\n", "Sino–"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(fragments | st.text(max_size=6), max_size=14).map("".join))
def test_spans_cut_the_words_they_claim(text):
    for actor in read(text):
        assert actor.span.cut(text).replace("\n", " ") == actor.text
        assert actor.name
        assert actor.country is None or (len(actor.country) == 3 and actor.country.isupper())


@given(st.text())
def test_names_stand_in_order_and_apart(text):
    found = names_in(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.skipif(not SENTENCES.exists(), reason="needs ../shared/benchmarks/event_coding/dev.jsonl")
def test_most_countries_that_people_coded_are_found():
    """A floor, not a target: of the countries in the first hundred sentences of PLOVER's gold standard nine in ten are found."""
    rows = [r for r in map(json.loads, SENTENCES.open(encoding="utf-8")) if r["suite"] == "plover-gsr"][:100]
    right = wanted = 0
    for row, passages in zip(rows, parse((r["text"], [Span(0, len(r["text"]))]) for r in rows), strict=True):
        gold = {a["country"] for e in row["events"] for a in (e["sources"] or []) + (e["targets"] or []) if a["country"]}
        wanted += len(gold)
        right += len(gold & {a.country for a in actor_mentions(passages)})
    assert right >= 0.9 * wanted
