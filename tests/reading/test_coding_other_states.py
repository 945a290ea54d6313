"""States that a text only counts, "other countries", "its neighbours", are neither the doer's own nor whoever else the sentence names."""

import pytest
from coding_reading import countries, events_of, main_event


@pytest.mark.parametrize(
    ("sentence", "cameo", "source"),
    [
        ("Turkey offered aid to other countries.", "033", "TUR"),
        ("Morocco resumed its cooperation with the countries of Africa.", "060", "MAR"),
        ("Kenya is ready to cooperate with its neighbours.", "031", "KEN"),
        ("Brazil expanded its assistance to developing countries.", "070", "BRA"),
        ("Germany strengthened its relations with countries throughout the world.", "050", "DEU"),
        ("Vietnam appealed to the international community.", "020", "VNM"),
        ("Chile proposed talks to the other countries of the region, while Peru looked on.", "036", "CHL"),
        (
            "Norway supports the victims of a drought in Chad and is extending assistance to the other nations of the region.",
            "070",
            "NOR",
        ),
    ],
)
def test_states_that_nobody_names_are_nobody(sentence, cameo, source):
    (event,) = [e for e in events_of(sentence) if e.cameo == cameo]
    assert (countries(event.sources), countries(event.targets)) == (source, "")


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("The attack by Iraq on other countries, including Kuwait, was the third.", "KWT"),
        ("Bolivia and Paraguay met, and Bolivia praised Paraguay.", "PRY"),
        ("The Kenyan government offered aid to farmers.", "KEN"),
    ],
)
def test_who_is_named_and_who_is_at_home_still_is_somebody(sentence, target):
    found = {countries(e.targets) for e in events_of(sentence)}
    assert target in found


def test_the_two_countries_are_those_just_named():
    events = events_of("Bolivia and Paraguay met; the two countries agreed on a border.")
    assert {countries(e.targets) for e in events} == {"BOL PRY"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Life for the Thai people is threatened by the influx of refugees from Myanmar.",
        "The Chinese move threatens peace with Vietnam.",
        "The authors of the Polish proposal limit themselves to a campaign against Hungary.",
    ],
)
def test_a_thing_that_threatens_and_who_limits_himself_do_nothing_to_others(sentence):
    assert not {"130", "172"} & {e.cameo for e in events_of(sentence)}


def test_a_word_of_a_body_s_name_is_no_act():
    assert events_of("Japan has contributed to the development of Asia-Pacific Economic Cooperation.") == ()
    assert "060" in {e.cameo for e in events_of("Kenya praised the cooperation of Chad.")}


def test_words_can_threaten():
    event = main_event("Turkey's statement threatened Greece with war.")
    assert (event.cameo, countries(event.sources), countries(event.targets)) == ("130", "TUR", "GRC")


@pytest.mark.parametrize(
    ("sentence", "source", "target"),
    [
        (
            "MOSCOW, 4 December 2016 (composed) - Foreign Minister Fumio Kishida of Japan was received by President Putin.",
            "RUS",
            "JPN",
        ),
        ("PARIS, June 3 - Turkey received the Greek president.", "TUR", "GRC"),
        ("OSLO, 4 May 2016 - The Finnish president was received by the Swedish king.", "SWE", "FIN"),
    ],
)
def test_a_dateline_is_neither_who_acts_nor_who_is_acted_on(sentence, source, target):
    event = main_event(sentence)
    assert (countries(event.sources), countries(event.targets)) == (source, target)


def test_where_troops_are_withdrawn_from_is_not_who_withdraws_them():
    (event,) = events_of("The withdrawal of Syrian forces from Lebanon took a year.")
    assert (countries(event.sources), countries(event.targets)) == ("SYR", "LBN")
