"""What is done, to whom, and what only sounds like a deed: ambassadors summoned, shots from a bank, troops sent to a place, leave refused."""

import pytest
from coding_reading import countries, events_of

FINLAND = (
    "Finland and Estonia share a sea. Finland and Estonia have quarrelled over it. Estonia says that Finland is wrong. "
    "Finland says that Estonia is wrong. "
)


def coded(text: str) -> list[tuple[str | None, str, str]]:
    return [(e.cameo, countries(e.sources), countries(e.targets)) for e in events_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana summoned Togo's ambassador on Monday.", ("114", "GHA", "TGO")),
        ("The Swedish ambassador was summoned by Denmark over the bridge.", ("114", "DNK", "SWE")),
        ("Ghana summoned home its ambassador from Togo.", ("161", "GHA", "TGO")),
        ("Ghana recalled its ambassador to Togo.", ("161", "GHA", "TGO")),
    ],
)
def test_a_foreign_ambassador_is_summoned_to_hear_a_protest_and_ones_own_is_called_home(text, expected):
    assert coded(text) == [expected]


@pytest.mark.parametrize(
    ("text", "shot_at"),
    [
        ("Two Laotian soldiers were wounded when gunmen opened fire from the Burmese bank of the Mekong.", "LAO"),
        ("Three Chadian herders were killed when militants fired from the Sudanese side of the border.", "TCD"),
    ],
)
def test_shots_come_from_a_place_and_hit_whom_the_main_clause_names(text, shot_at):
    (shots,) = [e for e in coded(text) if e[0] == "193"]
    assert shots == ("193", "", shot_at)


def test_whom_the_shots_are_aimed_at_comes_before_who_is_hurt():
    (shots,) = [e for e in coded("A nurse was wounded when Burmese soldiers opened fire on a Thai convoy.") if e[0] == "193"]
    assert shots == ("193", "MMR", "THA")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain sends troops to Ceuta as Gibraltar tension rises.", ("154", "ESP", "")),
        ("Poland moved 200 soldiers to Suwalki on Friday.", ("154", "POL", "")),
        ("Poland sent troops to the border with Belarus.", ("154", "POL", "BLR")),
    ],
)
def test_a_town_that_troops_are_sent_to_is_no_target(text, expected):
    assert coded(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Oman would not allow its territory to be used for an attack on Yemen.",
        "Kuwait said that it would not permit its bases to be used to attack Iraq.",
        "Chad remains committed to a peaceful settlement with Libya.",
        "Kenya would welcome any presence of Uganda at the court.",
        "Serbia is arming so that there is no war with Kosovo.",
        "The Swedish parliament took a decision to approve a budget for Norway's border posts.",
    ],
)
def test_what_is_refused_wished_or_as_before_is_no_deed(text):
    assert coded(text) == []


def test_who_lets_an_attack_be_launched_from_its_soil_is_told_of():
    assert ("190", "", "YEM") in coded("Oman allowed its territory to be used for an attack on Yemen.")


@pytest.mark.parametrize("verb", ["handed a note of protest to", "delivered a note of protest to", "gave a protest note to"])
def test_a_note_of_protest_is_a_complaint_and_no_march(verb):
    assert coded(f"Bolivia {verb} the Chilean ambassador.") == [("114", "BOL", "CHL")]


def test_fishermen_that_a_state_lets_go_are_the_other_sides():
    assert coded("Peru released the six fishermen on Tuesday.") == [("0841", "PER", "")]
    assert coded(FINLAND + "Estonia released the six fishermen on Tuesday.")[-1] == ("0841", "EST", "FIN")
    assert coded("Peru released 200 prisoners on Tuesday.") == [("0841", "PER", "PER")]


def test_a_demand_to_set_people_free_is_not_made_of_oneself():
    assert coded("Peru demanded that the men be released at once.") == [("1053", "PER", "")]
    assert coded(FINLAND + "Finland demanded that the men be released at once.")[-1] == ("1053", "FIN", "EST")


def test_a_venue_is_no_partner_and_makes_nobody_a_party():
    assert coded("Ministers will meet again in Oslo in May.") == []
    assert coded("The two ministers will meet in Oslo, Ghana said.") == []
    assert coded("Modi will arrive in Kathmandu on Monday.") == [("036", "IND", "NPL")]


def test_ministers_who_meet_again_are_the_pairs():
    (meeting,) = [e for e in coded(FINLAND + "The ministers will meet again in Vienna in January 2027.") if e[0] == "036"]
    assert meeting == ("036", "EST FIN", "EST FIN")
    assert coded("The French ministers met in Paris.") == [("040", "FRA", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cambodia banned imports of fuel from Thailand.", ("163", "KHM", "THA")),
        ("China bans seafood from Japan", ("163", "CHN", "JPN")),
        ("Kenya demanded that Somalia halt the granting of oil concessions.", ("100", "KEN", "SOM")),
        ("Mali demanded concessions from Niger.", ("105", "MLI", "NER")),
        ("A Russian patrol ship sailed into Finnish waters on Wednesday.", ("150", "RUS", "FIN")),
        ("A Chinese drone entered Japan's airspace.", ("150", "CHN", "JPN")),
        ("Peru and Chile opened a hotline between their navies.", ("060", "CHL PER", "CHL PER")),
    ],
)
def test_bans_on_imports_oil_concessions_intrusions_and_hotlines(text, expected):
    assert coded(text) == [expected]


def test_a_ban_on_goods_of_nobody_elses_is_no_embargo():
    assert [cameo for cameo, _, _ in coded("Saudi Arabia banned wine.")] == ["172"]


def test_a_merchant_ship_shows_no_force():
    assert coded("A Greek cargo ship sailed into Turkish waters.") == []


def test_a_ministry_that_speaks_in_a_document_about_two_states_is_the_other_ones():
    assert coded(FINLAND + "The foreign ministry condemned Estonia's decision.")[-1] == ("111", "FIN", "EST")
