"""What is only to be prevented, only an idea, or only asked for, has not been done to anybody."""

import pytest
from coding_reading import countries, events_of, main_event

from hikiwake.record.model import Status


@pytest.mark.parametrize(
    "sentence",
    [
        "India works to prevent the establishment of a Chinese base in Sri Lanka.",
        "The Soviet Union spoke of the need to prevent the establishment of foreign bases in Finland.",
        "The treaty is meant to prevent the establishment of military bases of Germany in Norway.",
        "Iraq wants to prevent the establishment of a Turkish outpost.",
        "Algeria has tried to prevent the recognition of Morocco's sovereignty.",
        "It is important to prevent the spread of nuclear weapons, Japan and Canada said.",
        "Peru is seeking to prevent an arms race with Chile.",
        "Canada contributed to preventing conflicts in Haiti.",
        "Vietnam continues to keep to the plan and to prevent the return of the king of Laos.",
        "The Greek foreign minister said the measures would prevent the establishment of a Turkish zone.",
    ],
)
def test_to_prevent_something_is_an_aim(sentence):
    assert events_of(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "cameos"),
    [
        ("Thailand banned imports from Cambodia in order to prevent the spread of disease.", ["163"]),
        ("Poland and Lithuania agreed on steps to prevent the establishment of crossings from Belarus.", ["030"]),
        ("Ethiopia urged Egypt to prevent the establishment of camps on the border.", ["020"]),
        ("Sudan prevented Egyptian ships from entering the port.", ["172"]),
        ("Colombia sent troops to prevent Venezuelan fighters from crossing the border.", ["154", "172"]),
        ("Azerbaijan prevented the delivery of gas to Armenia.", ["172"]),
        ("Sudan closed the port, preventing the delivery of grain to Chad.", ["172"]),
    ],
)
def test_what_is_done_to_prevent_it_and_who_is_prevented_are_told(sentence, cameos):
    assert [e.cameo for e in events_of(sentence)] == cameos


@pytest.mark.parametrize(
    "sentence",
    [
        "China supports the principles of the United Nations Charter.",
        "Finland supports the principle of free navigation in the Baltic, which Russia disputes.",
        "Kenya supports the idea of a customs union with Uganda.",
        "Brazil supports the principle of peaceful settlement between Venezuela and Guyana.",
        "India supports the concept of a nuclear-free zone.",
        "Mexico supports the aims of the Cuban reform.",
        "Norway supports the goal of a world free of nuclear weapons, Russia said.",
        "The Japanese delegation supports the view that Israel should withdraw.",
        "Poland endorsed the principles of the agreement with Germany.",
        "Ghana welcomed the spirit of the accord with Togo.",
        "Spain reiterated its support for the principle of free trade with Cuba.",
        "Denmark's endorsement of the principle of free trade pleased Canada.",
    ],
)
def test_an_idea_that_is_supported_is_no_event(sentence):
    assert events_of(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "source", "target"),
    [
        ("Turkey supports Azerbaijan.", "TUR", "AZE"),
        ("Canada supports Ukraine's membership in NATO.", "CAN", "UKR"),
        ("South Africa supports the Palestinian cause.", "ZAF", "PSE"),
        ("Spain supports Argentina's view of the islands.", "ESP", "ARG"),
        ("Serbia praised the values of the Russian people.", "SRB", "RUS"),
        ("Cuba reiterated its support for Angola.", "CUB", "AGO"),
        ("Japan supported the efforts of the Secretary-General in Cambodia.", "JPN", "KHM"),
    ],
)
def test_somebody_who_is_supported_and_what_is_somebody_s_are_told(sentence, source, target):
    event = main_event(sentence)
    assert (event.cameo, countries(event.sources), countries(event.targets)) == ("051", source, target)


@pytest.mark.parametrize(
    ("sentence", "cameo"),
    [
        ("A resolution called for the release of hostages and the withdrawal of Ethiopian troops from Eritrea.", "087"),
        ("Norway is in favour of the withdrawal of Russian troops from Georgia.", "087"),
        ("Portugal called for talks with Indonesia and the withdrawal of its troops from Timor.", "087"),
        ("The parties must redouble their efforts for the withdrawal of Syrian forces from Lebanon.", "087"),
        ("Peru and Ecuador agreed on measures to prevent the outbreak of war between them.", "190"),
        ("India fears an attack by Pakistan.", "190"),
    ],
)
def test_what_is_asked_for_or_feared_has_not_happened(sentence, cameo):
    statuses = {e.status for e in events_of(sentence) if e.cameo == cameo}
    assert statuses == {Status.HYPOTHETICAL}


@pytest.mark.parametrize(
    "sentence",
    [
        "Poland will discuss the attack of Russia on Ukraine.",
        "It is for Kenya to bring this war against Somalia to a close.",
        "Spain must answer for the bombing of Morocco.",
    ],
)
def test_violence_that_is_to_be_talked_about_has_happened(sentence):
    (violence,) = [e for e in events_of(sentence) if e.category == "ASSAULT"]
    assert violence.status is Status.ACTUAL


def test_an_attack_that_is_planned_lies_ahead():
    (attack,) = [e for e in events_of("Chad is preparing the attack on Libya.") if e.cameo == "190"]
    assert attack.status is Status.PLANNED
