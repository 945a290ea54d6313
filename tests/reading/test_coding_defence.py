"""Defending an idea is no defence; defending somebody is, and whom it is done against is not whom it is done for."""

import pytest
from coding_reading import countries, events_of, main_event


@pytest.mark.parametrize(
    "sentence",
    [
        "Abe defended his idea of joint economic activities on the islands with Russia.",
        "The Indian foreign minister defended the agreement with Pakistan before parliament.",
        "Merkel defended her refugee policy in talks with Poland.",
        "Lavrov defended Russia's handling of the talks with Japan.",
        "The Chinese ambassador defended the construction of the islands.",
        "Netanyahu defended his speech to the U.S. Congress.",
        "The Argentine president defends the thesis that the islands are Argentine.",
        "Egypt justified the dam talks with Ethiopia.",
        "The Philippines successfully defended its argument against China.",
        "Bolivia's lawyers defended its claim against Chile in The Hague.",
    ],
)
def test_an_idea_that_is_defended_is_no_event(sentence):
    assert events_of(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "cameo", "sources", "targets"),
    [
        ("Russia defended Syria at the United Nations.", "052", "RUS", "SYR"),
        ("Germany defended Israel's right to exist.", "052", "DEU", "ISR"),
        ("China defended North Korea against criticism from Washington.", "052", "CHN", "PRK"),
        ("Turkey defended Azerbaijan in the quarrel with Armenia.", "052", "TUR", "AZE"),
        ("The United States pledged to defend Japan.", "032", "USA", "JPN"),
        ("America will defend Taiwan against China.", "032", "USA", "TWN"),
        ("Ukrainian troops defended Mariupol against Russia.", "190", "UKR", "RUS"),
        ("Venezuela deployed troops to defend its border with Colombia.", "154", "VEN", "COL"),
        ("Japan and Australia signed a defence agreement.", "057", "AUS JPN", "AUS JPN"),
    ],
)
def test_somebody_who_is_defended_is(sentence, cameo, sources, targets):
    event = main_event(sentence)
    assert event is not None
    assert (event.cameo, countries(event.sources), countries(event.targets)) == (cameo, sources, targets)


@pytest.mark.parametrize(
    ("sentence", "cameos"),
    [
        ("Greece recognised the importance of Turkey's role.", []),
        ("Spain recognised Kosovo.", ["054"]),
        ("Serbia refused to recognise the independence of Kosovo.", ["120"]),
        ("The Charter conferred powers upon the United Nations.", []),
        ("Modi conferred with Sharif in Lahore.", ["040"]),
        ("Japan considers it necessary to respect Russia.", []),
        ("The Soviet Union demonstrated, by deeds, its good will towards Japan.", []),
        ("The U.S. company Micron is engaged in research for Japan.", []),
        ("The Indian navy engaged Pakistani troops.", ["190"]),
        ("Norway shares a border with Russia.", []),
        ("The two leaders agreed to realize a free and open Indo-Pacific.", []),
        ("Students in Athens demonstrated outside the Turkish embassy.", ["141"]),
        ("Gul Rahman, a suspected militant, was tortured and killed in Libya.", ["1822", "180"]),
    ],
)
def test_a_word_of_many_senses_is_an_act_in_one(sentence, cameos):
    assert [e.cameo for e in events_of(sentence)] == cameos


def test_what_is_hoped_for_is_not_planned():
    (event,) = events_of("I hope that Iran and Iraq will seek a solution.")
    assert event.status.value == "hypothetical"


def test_what_somebody_is_condemned_for_is_theirs():
    found = {
        e.cameo: (countries(e.sources), countries(e.targets)) for e in events_of("Japan condemned Russia for its aggression.")
    }
    assert found["190"][0] == "RUS"


def test_an_intervention_is_its_doers_wherever_it_takes_place():
    found = {
        e.cameo: countries(e.sources)
        for e in events_of("The military intervention in Chad by the French army violated the Charter.")
    }
    assert found["128"] == "FRA"
