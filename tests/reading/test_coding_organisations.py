"""Forces, courts and companies: each has the state that is its own or none, never the one that stands beside it."""

import csv
from importlib.resources import files

import pytest
from coding_reading import events_of
from statement_reading import passages_of

from hikiwake.reading.actors import actor_mentions
from hikiwake.terms.states import by_iso3

_NOT_STATES = {"HKG", "MAC", "PRI", "GRL"}


def sides(text):
    """Of each event: who does it and to whom, with their states."""
    return [
        tuple(" ".join(f"{a.name} {a.country}" for a in side) for side in (event.sources, event.targets))
        for event in events_of(text)
    ]


def actors(text):
    return [(a.name, a.country, a.sector) for a in actor_mentions(passages_of(text))]


@pytest.mark.parametrize(
    ("text", "who", "state"),
    [
        ("The Bolivarian Navy seized a Guyanese boat.", "Bolivarian Navy", "VEN"),
        ("The Bolivarian National Guard attacked a Colombian convoy.", "Bolivarian National Guard", "VEN"),
        ("The Revolutionary Guards seized a Greek tanker.", "Revolutionary Guards", "IRN"),
        ("The Rapid Support Forces attacked a convoy from Chad.", "Rapid Support Forces", "SDN"),
        ("The People's Liberation Army Navy shadowed a Philippine vessel.", "People's Liberation Army Navy", "CHN"),
        ("The Black Sea Fleet fired on a Ukrainian port.", "Black Sea Fleet", "RUS"),
        ("Itamaraty protested to Bolivia.", "Itamaraty", "BRA"),
        ("Fidesz condemned Romania.", "Fidesz", "HUN"),
        ("The Eduskunta approved the treaty with Estonia.", "Eduskunta", "FIN"),
    ],
)
def test_a_body_known_by_its_own_name_has_its_state(text, who, state):
    assert (who, state) in [(name, country) for name, country, _ in actors(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The Simba Navy shelled a village in Mozambique.",
        "In Mozambique the Simba Navy attacked a town.",
        "The Red Falcon Forces attacked a village in Chad.",
    ],
)
def test_a_force_with_a_name_that_nobody_knows_has_no_state(text):
    assert all("None" in source for source, _ in sides(text))


def test_a_force_that_is_called_by_what_every_state_has_is_of_the_state_spoken_of():
    assert sides("In Kenya, the National Police arrested ten protesters.") == [("National Police KEN", "protesters KEN")]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey condemned the company that drills off Cyprus.",
        "Peru condemned the mining company.",
        "Guyana praised the oil companies that left Venezuela.",
        "Turkey condemned ExxonMobil.",
    ],
)
def test_companies_get_no_state_from_the_sentence(text):
    assert [target.endswith(" None") for _, target in sides(text)] == [True]


def test_a_company_makes_its_state_no_party():
    assert sides('Foreign Minister Yván Soto condemned Norway, calling it "a friend of Gazprom".') == [
        ("Yván Soto None", "Norway NOR")
    ]
    assert ("Venezuela VEN", "ExxonMobil None") in sides("Venezuela condemned ExxonMobil.")


def test_a_company_whose_state_is_said_has_it():
    assert sides("A Russian company condemned Norway.") == [("Russian company RUS", "Norway NOR")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Court in The Hague ordered Suriname to withdraw.", "Court in The Hague"),
        ("The Hague tribunal condemned Serbia.", "Court in The Hague"),
        ("The International Court of Justice ordered Suriname to withdraw.", "International Court of Justice"),
        ("The Caribbean Court of Justice condemned Suriname.", "Caribbean Court of Justice"),
    ],
)
def test_a_court_of_many_states_has_none(text, name):
    assert [source for source, _ in sides(text)] == [f"{name} None"]


def test_the_court_is_the_one_named_last():
    text = "Bolivia took Chile to the court in The Hague. The court dismissed the claim."
    assert actors(text)[-1] == ("Court in The Hague", None, "IGO")
    text = "The International Court of Justice heard Chile. Peru's Supreme Court met. The court freed a man."
    assert actors(text)[-1][0] != "International Court of Justice"


def test_what_is_the_courts_is_nobodys_own():
    assert sides("Manila welcomed the tribunal's decision.") == [("Philippines PHL", "")]


def test_every_organisation_has_a_state_that_is_one_and_names_that_are_its_own():
    rows = list(csv.DictReader((files("hikiwake.reading") / "data/organisations.csv").read_text(encoding="utf-8").splitlines()))
    names = [name for row in rows for name in (row["name"], *filter(None, row["other_names"].split(";")))]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert [row for row in rows if row["country"] and not by_iso3(row["country"]) and row["country"] not in _NOT_STATES] == []
    for row in rows:
        assert set(filter(None, row["shared"].split(";"))) <= {row["name"], *row["other_names"].split(";")}, row["name"]
