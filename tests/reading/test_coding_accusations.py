"""Who sues or accuses does just that; what the other is accused of is not told as done, and gives the accusation its kind."""

import pytest
from coding_reading import countries, events_of, main_event

from hikiwake.record.model import Status


@pytest.mark.parametrize(
    ("sentence", "cameos", "source", "target"),
    [
        ("Ukraine sued Russia, accusing it of financing terrorism.", ["115", "112"], "UKR", "RUS"),
        ("Gambia sued Myanmar, accusing it of genocide against the Rohingya.", ["115", "1124"], "GMB", "MMR"),
        ("Qatar sued the United Arab Emirates and accused it of discrimination.", ["115", "1122"], "QAT", "ARE"),
        ("Australia took Japan to court, accusing Tokyo of illegal whaling.", ["115", "112"], "AUS", "JPN"),
        ("Ukraine has filed a lawsuit against Russia, accusing it of piracy.", ["115", "1121"], "UKR", "RUS"),
        ("Paraguay was sued by Argentina, which accused it of polluting the river.", ["115", "112"], "ARG", "PRY"),
        ("Costa Rica sues Nicaragua, accusing it of sending troops into a wetland.", ["115", "112"], "CRI", "NIC"),
        ("In 2016 Iran sued the United States, accusing it of seizing its assets.", ["115", "112"], "IRN", "USA"),
        ("Accusing Thailand of neglect, Cambodia sued it in The Hague.", ["112", "115"], "KHM", "THA"),
        ("Jordan accused Syria of an attack on its border guards.", ["1123"], "JOR", "SYR"),
        ("Kenya protested to Somalia, accusing it of selling oil blocks.", ["114", "112"], "KEN", "SOM"),
    ],
)
def test_the_suit_and_the_accusation_are_told_and_nothing_else(sentence, cameos, source, target):
    events = sorted(events_of(sentence), key=lambda e: e.trigger.spans)
    assert [e.cameo for e in events] == cameos
    assert {(countries(e.sources), countries(e.targets), e.status) for e in events} == {(source, target, Status.ACTUAL)}


@pytest.mark.parametrize(
    ("sentence", "alleged"),
    [
        ("Nicaragua sued Germany, accusing Berlin of aiding Israel.", ("070", "DEU", "ISR")),
        ("Slovenia sued Croatia for violating the border agreement.", ("128", "HRV", "SVN")),
        ("India accused Pakistan of having violated the ceasefire.", ("196", "PAK", "IND")),
        ("The Philippines will accuse China of intimidating Filipino fishermen.", ("170", "CHN", "PHL")),
        ("Allegations of an attack by Libya on Chad were false.", ("190", "LBY", "TCD")),
    ],
)
def test_the_deed_that_somebody_is_accused_of_is_alleged(sentence, alleged):
    found = {(e.cameo, countries(e.sources), countries(e.targets)): e.status for e in events_of(sentence)}
    assert found[alleged] is Status.HYPOTHETICAL


def test_war_crimes_are_more_than_crimes():
    assert main_event("Bosnia accused Serbia of war crimes.").cameo == "1124"
    assert main_event("Bosnia accused Serbian officials of corruption.").cameo == "1121"
