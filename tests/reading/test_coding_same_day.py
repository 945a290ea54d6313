"""The verbs of one scene have one day, and a count of days places one deed by another."""

import pytest
from coding_reading import events_of


def days(text: str, reference: str = "2015-06-10") -> dict[str, str | None]:
    return {e.cameo: e.date.date.value if e.date else None for e in events_of(text, reference)}


@pytest.mark.parametrize(
    ("text", "cameo", "day"),
    [
        ("Poland expelled a Russian diplomat and closed its border with Belarus on Friday.", "161", "2015-06-05"),
        (
            "Kenya summoned Somalia's envoy on Thursday after a Somali warship sailed into its waters and approached a rig the day before.",
            "150",
            "2015-06-03",
        ),
        ("Kenyan troops entered Somalia, attacked a Somali camp and withdrew on Thursday.", "190", "2015-06-04"),
        ("Five Polish soldiers were killed on 3 May when Belarus shelled a post near Grodno.", "194", "2015-05-03"),
        ("Two Thai soldiers were wounded on Tuesday when gunmen opened fire, the Thai army said.", "193", "2015-06-09"),
        ("Thailand closed its border with Cambodia when Cambodian troops shelled a village on Tuesday.", "172", "2015-06-09"),
    ],
)
def test_the_verbs_of_one_scene_have_one_day(text, cameo, day):
    assert days(text)[cameo] == day


@pytest.mark.parametrize(
    ("text", "cameo"),
    [
        ("Poland expelled a Russian diplomat, and closed its border with Belarus on Friday.", "161"),
        ("Poland has expelled a Russian diplomat and closed its border with Belarus on Friday.", "161"),
    ],
)
def test_verbs_that_are_set_apart_share_no_day(text, cameo):
    assert days(text)[cameo] is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The engineers sent their first report on Thursday, a day after Chile and Bolivia signed a protocol in Lima.",
            "2015-06-03",
        ),
        ("Aswan had its first report on Thursday, a day after Egypt and Ethiopia signed a protocol on data.", "2015-06-03"),
        ("Peru protested on Friday, two days after Ecuador and Colombia signed a defence pact.", "2015-06-03"),
    ],
)
def test_a_deed_told_by_its_distance_has_not_the_day_of_the_main_clause(text, day):
    assert days(text)["057"] == day
