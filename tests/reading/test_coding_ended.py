"""What ends: talks that are over and talks that are broken off, disputes, agreements that are left."""

import pytest
from coding_reading import countries, events_of


def codes(text: str) -> list[str | None]:
    return [e.cameo for e in events_of(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The presidents of Chile and Peru ended two days of talks in Lima.", "040"),
        ("Japan and Norway ended a three-day round of negotiations in Oslo on Thursday.", "040"),
        ("Iran and Oman ended talks in Muscat on Sunday.", "046"),
        ("Kenya ended talks with Somalia after the incident.", "164"),
        ("Kenya broke off talks with Somalia.", "164"),
    ],
)
def test_talks_that_both_end_are_over_and_talks_that_one_ends_are_broken_off(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ghana and Togo ended their dispute over the border.", "037"),
        ("India wants to end the standoff with China.", "037"),
        ("Ghana wants to put an end to this problem with Togo.", "037"),
        ("Ghana ended its cooperation with Togo.", "160"),
    ],
)
def test_who_ends_a_dispute_settles_it(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iran withdrew from the nuclear deal with the United States.", "166"),
        ("Chile withdrew from joint economic projects with Peru.", "160"),
        ("Ethiopia withdrew from Badme in Eritrea.", "087"),
        ("Ethiopia withdrew its troops from Somalia.", "087"),
    ],
)
def test_who_leaves_an_agreement_makes_no_retreat(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru and Chile agreed on Wednesday to accelerate talks.", "actual"),
        ("Peru and Chile agreed to hold talks in May 2016.", "planned"),
        ("Peru and Chile agreed to resume negotiations.", "planned"),
    ],
)
def test_talks_agreed_on_a_day_that_has_come_were_agreed_then(text, status):
    assert [e.status.value for e in events_of(text)] == [status]


def test_what_has_to_be_done_is_not_done():
    assert codes("Peru's president said that any solution had to be supported by Chile.") == ["0211"]


def test_the_two_sides_of_one_who_speaks_for_a_side_are_his_own_and_the_other():
    text = (
        "Japan and Norway met in Tokyo. Japan protested to Norway. Norway rejected the protest of Japan. Norway's foreign minister said that "
        "the United States posed risks. Japan's foreign minister said that the two sides agreed to cooperate."
    )
    assert countries(events_of(text)[-1].sources) == "JPN NOR"
