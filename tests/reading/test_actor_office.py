"""Office and name beside each other, and whom the document then calls by surname, office or pronoun."""

import pytest
from statement_reading import passages_of, statements_in

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.places import place_mentions


def told(text):
    return [(a.text, a.name, a.country, a.sector) for a in actor_mentions(passages_of(text))]


def speakers(text):
    return [s.speaker and s.speaker.name for s in statements_in(text)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "The Foreign Minister of Armenia, Ararat Mirzoyan, arrived.",
            ("Foreign Minister of Armenia, Ararat Mirzoyan", "Ararat Mirzoyan", "ARM", "GOV"),
        ),
        (
            "It rejects the claims made by the President of Somalia, Hassan Sheikh Mohamud, who left.",
            ("President of Somalia, Hassan Sheikh Mohamud", "Hassan Sheikh Mohamud", "SOM", "GOV"),
        ),
        (
            "Zambia's finance minister, Situmbeko Musokotwane, resigned.",
            ("Zambia's finance minister, Situmbeko Musokotwane", "Situmbeko Musokotwane", "ZMB", "GOV"),
        ),
        (
            "The leader of the Kenyan opposition, Kalonzo Musyoka, spoke.",
            ("leader of the Kenyan opposition, Kalonzo Musyoka", "Kalonzo Musyoka", "KEN", "OPP"),
        ),
        (
            "The Foreign Minister of the Republic of Turkey, Hakan Fidan, left.",
            ("Foreign Minister of the Republic of Turkey, Hakan Fidan", "Hakan Fidan", "TUR", "GOV"),
        ),
    ],
)
def test_office_and_name_are_one_actor_of_the_state_between_them(text, actor):
    assert told(text)[-1] == actor


def test_that_of_a_state_is_the_same_office_and_the_two_are_those_who_met():
    text = (
        "The foreign minister of Chad, Abderaman Koulamallah, and that of Sudan, Mohieddin Salim, met in Doha at the invitation "
        "of the Foreign Minister of Qatar, Ali Al Thawadi. The two ministers agreed to reopen the crossing."
    )
    assert [(a[1], a[2]) for a in told(text)] == [
        ("Abderaman Koulamallah", "TCD"),
        ("Mohieddin Salim", "SDN"),
        ("Ali Al Thawadi", "QAT"),
        ("Abderaman Koulamallah", "TCD"),
        ("Mohieddin Salim", "SDN"),
    ]


def test_a_list_of_people_behind_an_office_introduces_nobody():
    names = [a[1] for a in told("The president of Peru, Ana Silva and Jorge Lund met in Lima.")]
    assert "president of Peru" in names


def test_an_office_named_again_is_another_ministers():
    text = "Sergei Lavrov, the Foreign Minister of Russia, left. The foreign minister, Dmytro Kuleba, said in Kiev that Ukraine would not."
    assert speakers(text) == ["Dmytro Kuleba"]
    assert ("Foreign Minister of Russia", "Sergei Lavrov", "RUS", "GOV") in told(text)


@pytest.mark.parametrize("beside", ["Guyana and Suriname are neighbours.", "Serbia and Kosovo denied it.", ""])
def test_a_surname_that_anybody_bears_is_no_leader_of_a_state_that_is_not_named(beside):
    assert ("Ali", "Ali", None, None) in told(f"Mr Ali said that the river was quiet. {beside}")


def test_such_a_surname_is_a_leaders_where_his_state_is_named_and_a_rare_one_everywhere():
    assert ("Zine El Abidine Ben Ali", "TUN") in {(a[1], a[2]) for a in told("Tunisia was calm. Mr Ali left the capital.")}
    assert ("Recep Tayyip Erdoğan", "TUR") in {(a[1], a[2]) for a in told("Germany rejected it. Mr Erdogan left.")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Nepal's Vice President Nanda Kishor Pun said the road was open. “We cleared it,” he told reporters.",
            "Nanda Kishor Pun",
        ),
        ("The teacher's mother, Aster Bekele, said the school was hit. “They came at noon,” she said.", "Aster Bekele"),
        ("Foreign Minister Hakan Demir left. “It is ours,” the minister said. He added that Turkey would not go.", "Hakan Demir"),
    ],
)
def test_who_says_it_is_who_was_introduced(text, name):
    assert speakers(text)[-1] == name


def test_the_president_is_no_vice_president():
    assert speakers("Vice President Hakan Demir left. The president said that he was ill.")[-1] is None


def test_a_third_name_belongs_to_the_person():
    text = "Chilean Foreign Minister Alberto Ramirez Soto said on Friday that troops had left. “It is a montage,” he said."
    assert set(speakers(text)) == {"Alberto Ramirez Soto"}


def test_the_court_is_the_court_that_was_named():
    named = told("Chile went to the International Criminal Court. Chile will accept what the court says.")
    assert named[-1][2] is None


@pytest.mark.parametrize(
    "text",
    [
        "Officials said President Rodríguez might come to Manila.",
        "Delcy Rodríguez and others spoke by telephone. Ortega and Rodríguez signed it in Manila.",
    ],
)
def test_a_persons_name_is_no_town(text):
    assert "Rodríguez" not in {p.text for p in place_mentions(passages_of(text))}
