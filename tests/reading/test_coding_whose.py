"""Whose deed it is: no state for persons without one, no part for places and hosts, guests for those who met."""

import pytest
from coding_reading import countries, events_of


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Five Somali fishermen were killed when men in speedboats attacked a trawler off Kismayo.", "attacked"),
        ("Four Kenyan policemen were killed on Sunday when men in uniform attacked a post near Liboi.", "attacked"),
        ("Two Turkish soldiers were killed when militants attacked a post near Edirne on Sunday.", "attacked"),
    ],
)
def test_unnamed_attackers_are_not_of_the_victims_state(text: str, word: str) -> None:
    (attack,) = [e for e in events_of(text) if e.trigger.text == word]
    assert countries(attack.sources) == ""


def test_a_town_where_something_was_signed_is_no_target() -> None:
    (march,) = events_of("Thousands marched in Arica on 15 May against the protocol of Lima.")
    assert "PER" not in countries(march.targets)
    assert all(
        "SDN" not in countries(e.targets) for e in events_of("Hundreds rallied in Bahir Dar against the protocol of Port Sudan.")
    )


def test_police_before_an_embassy_are_not_the_embassys() -> None:
    found = events_of("Hundreds of people demonstrated in front of the Bolivian embassy in Santiago, and police fired tear gas.")
    assert [(countries(e.sources), countries(e.targets)) for e in found if "fired" in e.trigger.text] == [("CHL", "CHL")]
    found = events_of("A crowd gathered outside the Turkish embassy in Athens. Police arrested three people.")
    assert all("TUR" not in countries(e.sources) for e in found)


def test_both_sides_are_not_where_the_ambassador_serves() -> None:
    (call,) = events_of(
        "Bolivia filed a letter on 12 May. Chile's ambassador to Lima, Jorge Diaz, said that his government remained ready to talk. "
        "The African Union called on both sides to show restraint."
    )
    assert countries(call.targets) == "BOL CHL"


def test_the_two_are_those_who_met() -> None:
    text = (
        "Peru's foreign minister, Hugo Lara, voted for the resolution, and Ecuador's minister, Gabriela Mora, said that her country "
        "supported Bolivia. {} met {} on Saturday. The two agreed that talks would open in Lima."
    )
    agreed = [e for e in events_of(text.format("Aramayo", "her Brazilian counterpart")) if e.trigger.text == "agreed"]
    assert all("PER" not in countries(e.sources) for e in agreed)
    agreed = [
        e
        for e in events_of(text.format("Kenya's president, Peter Oduya,", "his Somali counterpart"))
        if e.trigger.text == "agreed"
    ]
    assert [countries(e.sources) for e in agreed] == ["KEN SOM"]


def test_guests_meet_and_the_host_does_not() -> None:
    (met,) = events_of(
        "At the invitation of the Minister of Foreign Affairs of Peru, the Minister of Foreign Affairs of the Plurinational State of Bolivia, "
        "H.E. Fernando Aramayo, and the Minister of Foreign Affairs of the Republic of Chile, H.E. Ana Ruiz, met in Lima on 14 May 2015."
    )
    assert (countries(met.sources), met.is_reciprocal) == ("BOL CHL", True)
