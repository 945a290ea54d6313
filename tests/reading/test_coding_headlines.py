"""Headlines: states listed with commas only, and delegations that walk out."""

import pytest
from coding_reading import countries, events_of, main_event


@pytest.mark.parametrize(
    ("text", "code", "states"),
    [
        ("Greece, Turkey agree to resume talks", "036", "GRC TUR"),
        ("Peru, Chile hold naval drill", "062", "CHL PER"),
        ("Serbia, Kosovo leaders meet in Ohrid", "040", "SRB XKX"),
        ("Ethiopia, Eritrea sign peace deal", "057", "ERI ETH"),
        ("Greek, Turkish ministers meet in Ankara", "040", "GRC TUR"),
        ("Egypt, Sudan, Ethiopia resume talks", "040", "EGY ETH SDN"),
    ],
)
def test_states_that_a_headline_lists_with_commas_act_together(text: str, code: str, states: str) -> None:
    told = main_event(text)
    assert told is not None
    assert (told.cameo, countries(told.sources), countries(told.targets), told.is_reciprocal) == (code, states, states, True)


@pytest.mark.parametrize("text", ["Yesterday, Peru met Chile", "Lima, Peru hails Chile", "In Ankara, Greece met Turkey."])
def test_what_stands_before_a_comma_and_is_no_state_does_nothing(text: str) -> None:
    told = main_event(text)
    assert told is not None
    assert len({a.country for a in told.sources} - {a.country for a in told.targets}) <= 1
    assert "Lima" not in {a.text for a in told.sources}


@pytest.mark.parametrize(
    "text",
    [
        "Serbia walks out",
        "Serbian delegation walks out",
        "Serbia's negotiators walked out.",
        "The Serbian ambassador walked out.",
    ],
)
def test_a_state_that_walks_out_leaves_the_table(text: str) -> None:
    (left,) = events_of(text)
    assert (left.cameo, countries(left.sources), countries(left.targets)) == ("164", "SRB", "")


def test_workers_who_walk_out_strike() -> None:
    assert [e.cameo for e in events_of("Teachers in Peru walked out on Monday.")] == ["143"]
    assert [e.cameo for e in events_of("Peru's doctors walked out.")] == ["143"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Serbia's delegation walked out of the talks in Brussels.", ""),
        ("Iran broke off the talks in Vienna.", ""),
        ("Kosovo suspended the talks with Serbia in Brussels.", "SRB"),
        ("Iran broke off talks with Austria in Geneva.", "AUT"),
    ],
)
def test_where_talks_were_held_is_not_with_whom(text: str, target: str) -> None:
    (ended,) = events_of(text)
    assert (ended.cameo, countries(ended.targets)) == ("164", target)
