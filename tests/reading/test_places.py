"""Where things are said to have been."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.reading.gazetteer import places_named
from hikiwake.reading.language import parse
from hikiwake.reading.places import KnownPlace, place_mentions
from hikiwake.record.model import Span
from hikiwake.terms.states import states


def read(text, known=()):
    return place_mentions(next(parse([(text, [Span(0, len(text))] if text else [])])), known)


def told(text, known=()):
    return [(p.text, p.country) for p in read(text, known)]


def test_a_city_has_its_country_and_coordinates():
    (sochi,) = read("They met in Sochi on Monday.")
    assert (sochi.name, sochi.country) == ("Sochi", "RUS")
    assert (sochi.lat, sochi.lon) == pytest.approx((43.6, 39.7), abs=0.1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Russia annexed Crimea.", [("Crimea", "UKR")]),
        ("The court in The Hague ruled.", [("The Hague", "NLD")]),
        ("Israel and Egypt met at Camp David.", [("Camp David", "USA")]),
        ("Ships sailed the South China Sea.", [("South China Sea", None)]),
        ("The minister visited Japan.", [("Japan", "JPN")]),
        ("Troops entered Kiev.", [("Kiev", "UKR")]),
        ("He flew to Washington, D.C. on Monday.", [("Washington, D.C.", "USA")]),
    ],
)
def test_cities_lands_and_seas_are_found(text, places):
    assert told(text) == places


@pytest.mark.parametrize(
    "text", ["Moscow said that talks go on.", "Sanctions against Japan failed.", "US-led forces left.", "Of course he went."]
)
def test_who_acts_is_no_place(text):
    assert told(text) == []


def test_of_places_with_one_name_the_documents_country_is_meant():
    assert told("The British government met in Birmingham.") == [("Birmingham", "GBR")]
    assert told("He was born in Paris, Texas.")[0] == ("Paris", "USA")
    assert told("He was born in Paris.") == [("Paris", "FRA")]


def test_what_the_case_states_comes_first():
    known = [KnownPlace("Etorofu", 45.0, 147.6, ("Iturup",)), KnownPlace("Paris", 1.0, 2.0)]
    found = read("They toured Iturup and Paris.", known)
    assert [(p.text, p.name, p.lat) for p in found] == [("Iturup", "Etorofu", 45.0), ("Paris", "Paris", 1.0)]


def test_every_state_of_today_has_a_centroid_and_nearly_every_one_a_capital():
    today = [s for s in states() if not s.is_historical]
    lacking = [
        s.name for s in today if not any(e.kind == "state" for e in places_named(" ".join(s.name.replace("-", " ").split())))
    ]
    assert lacking == []


fragments = st.sampled_from(
    ["in ", "Moscow", ", ", "St. ", "Petersburg", "Washington", "D.C.", "🗺️", "東京", "São Tomé", " to ", "\n", "The Hague", "-"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(fragments | st.text(max_size=6), max_size=12).map("".join))
def test_spans_cut_the_words_they_claim_and_coordinates_are_on_the_globe(text):
    for place in read(text, [KnownPlace("D", 0.0, 0.0)]):
        assert place.span.cut(text).replace("\n", " ") == place.text
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
