"""Office and a name that nobody knows: who speaks, and of which state, where the document says so; else of none."""

import pytest
from coding_reading import countries, events_of
from statement_reading import passages_of, statements_in

from hikiwake.reading.actors import actor_mentions


def speakers(text):
    return [(s.speaker.name, s.speaker.country, s.speaker.sector) if s.speaker else None for s in statements_in(text)]


def states(text):
    return {a.name: a.country for a in actor_mentions(passages_of(text))}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("President Okonjo said that Malawi would close the border with Zambia.", ("Okonjo", None, "GOV")),
        ("Prime Minister Varadi accused Serbia of moving troops.", ("Varadi", None, "GOV")),
        ("Defence Minister Ozturk warned Greece.", ("Ozturk", None, "GOV")),
        ("President Ali said Venezuela had sent a ship.", ("Ali", None, "GOV")),
        ("General Okello said the truce with Sudan was over.", ("Okello", None, "MIL")),
        ("Prime Minister Tala Sefo of Samoa said Tonga had lied.", ("Tala Sefo", "WSM", "GOV")),
        ("Venezuela's Foreign Minister Ruiz said Guyana was lying.", ("Ruiz", "VEN", "GOV")),
    ],
)
def test_who_speaks_is_who_is_called_by_office(text, speaker):
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The Guyanese president met reporters. President Ramdeen said Venezuela had crossed the border.",
        "Guyana's President Ramdeen arrived. Later President Ramdeen said Venezuela had crossed the border.",
        "President Ramdeen said Venezuela had crossed the border. President Bram Ramdeen of Guyana left.",
    ],
)
def test_the_document_says_elsewhere_of_which_state(text):
    assert [s[1] for s in speakers(text) if s] == ["GUY"]


@pytest.mark.parametrize(
    "text",
    [
        "President Okonjo said that the Zambian president had lied.",
        "President Okonjo condemned Zambia. The Zambian president laughed.",
        "The Zambian president left. The Malawian president stayed. President Okonjo condemned both.",
        "Zambian President Lungwe left. President Okonjo condemned him.",
        "Prime Minister Okonjo said that the border with Zambia was shut.",
        "The Zambian president left. Foreign Minister Okonjo condemned Zambia.",
    ],
)
def test_nobody_gets_the_state_that_is_nearest(text):
    assert states(text)["Okonjo"] is None
    assert all("Okonjo" not in {a.name for a in e.sources} or countries(e.sources) == "" for e in events_of(text))


def test_a_full_name_given_later_is_the_same_persons_where_the_office_is():
    text = "President Sefo met Peru's envoy. President Tala Sefo of Samoa left. Sefo said Peru had agreed."
    assert {a.name for a in actor_mentions(passages_of(text)) if "Sefo" in a.text} == {"Tala Sefo"}
    text = "President Sefo met Peru's envoy. Akie Sefo, a singer, sang. Sefo said Peru had agreed."
    assert speakers(text)[-1][0] == "Sefo"


@pytest.mark.parametrize(
    "text", ["Queen Street was shut.", "They met in President Street in Lagos.", "It lies in Prince Island."]
)
def test_a_street_is_nobody(text):
    assert [a for a in actor_mentions(passages_of(text)) if a.sector == "GOV"] == []


def test_whom_somebody_sees_on_a_visit_is_the_host():
    (event,) = events_of("Ghana's envoy held talks with President Sefo during a visit to Apia.")
    assert (countries(event.sources), countries(event.targets)) == ("GHA", "WSM")


def test_what_one_in_office_does_at_home_is_of_the_only_state_named():
    (event, *_) = events_of("President Sefo declared a state of emergency in Samoa.")
    assert countries(event.sources) == "WSM"


def test_a_name_between_commas_behind_a_states_office_is_a_person_whatever_it_looks_like():
    text = "Peru's president, Ana Ruiz, said that Chile had moved a fence. Ruiz said it was hers."
    assert speakers(text) == [("Ana Ruiz", "PER", "GOV")] * 2
