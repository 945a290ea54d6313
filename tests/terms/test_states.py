"""States and what texts call them."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.terms.states import by_cameo, by_cow, by_iso3, find, states

COW = Path(__file__).parents[3] / "shared" / "data" / "dyads" / "states.csv"


def test_the_members_of_the_united_nations_and_four_more_are_there():
    today = [s for s in states() if not s.is_historical]
    assert len(today) == 193 + 4
    assert len({s.iso3 for s in today}) == len(today)


@pytest.mark.parametrize(
    ("words", "iso3"),
    [
        ("Japanese", "JPN"),
        ("the Netherlands", "NLD"),
        ("Dutchmen", "NLD"),
        ("U.S.", "USA"),
        ("Poles", "POL"),
        ("Ivorian", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("DPRK", "PRK"),
        ("Congolese", "COD"),
        ("Holy See", "VAT"),
        ("kosovo", "XKX"),
    ],
)
def test_a_state_is_found_by_name_demonym_or_abbreviation(words, iso3):
    assert find(words).iso3 == iso3


def test_the_pronoun_us_is_no_state():
    assert find("us") is None
    assert find("US").iso3 == "USA"


@pytest.mark.parametrize(
    ("words", "name", "iso3"),
    [
        ("USSR", "Soviet Union", "RUS"),
        ("Soviet", "Soviet Union", "RUS"),
        ("Yugoslavia", "Yugoslavia", "SRB"),
        ("Czechoslovak", "Czechoslovakia", "CZE"),
        ("GDR", "East Germany", "DDR"),
        ("West German", "West Germany", "DEU"),
        ("South Vietnam", "South Vietnam", "VNM"),
    ],
)
def test_a_state_that_has_gone_keeps_its_name_and_maps_to_a_code(words, name, iso3):
    state = find(words)
    assert (state.name, state.iso3) == (name, iso3)
    assert state.ends is not None


def test_a_code_means_the_state_of_today():
    assert by_iso3("RUS").name == "Russia"
    assert by_iso3("DDR").name == "East Germany"
    assert by_cow(365).name == "Russia"
    assert by_cow(265).name == "East Germany"
    assert by_iso3("ZZZ") is None


def test_cameo_has_codes_of_its_own_and_iso_codes_do_as_well():
    assert by_cameo("ROM").iso3 == by_cameo("ROU").iso3 == "ROU"


@given(st.sampled_from(states()))
def test_every_state_is_found_by_its_own_name(state):
    assert find(state.name).name == state.name


@given(st.text())
def test_any_text_may_be_asked_for(text):
    found = find(text)
    assert found is None or found in states()


@pytest.mark.skipif(not COW.exists(), reason="needs ../shared/data/dyads/states.csv")
def test_every_member_of_the_cow_state_system_since_1945_is_known():
    with COW.open(encoding="utf-8", newline="") as f:
        numbers = {int(float(row["ccode"])) for row in csv.DictReader(f) if float(row["endyear"]) >= 1946}
    assert {n for n in numbers if by_cow(n) is None} == set()
