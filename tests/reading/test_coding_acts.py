"""What a deed is: warnings, courts, ambassadors that return, bases, troops at a border, calls, papers, referendums."""

import pytest
from coding_reading import countries, events_of

from hikiwake.record.model import Status


def coded(text: str, reference: str = "2015-06-10") -> list[tuple[str | None, str, str]]:
    return [(e.cameo, countries(e.sources), countries(e.targets)) for e in events_of(text, reference)]


# ---------------------------------------------------------------- warnings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Norwegian prime minister warned both sides against rash steps.", ("020", "NOR", "")),
        ("Oman has warned the two neighbours not to cross the line.", ("020", "OMN", "")),
        ("Brazil warned both Peru and Ecuador against a war.", ("020", "BRA", "ECU PER")),
        ("Peru warned Ecuador against an attack on its posts.", ("130", "PER", "ECU")),
        ("Peru warned Ecuador of severe consequences.", ("130", "PER", "ECU")),
    ],
)
def test_who_warns_both_sides_of_a_quarrel_appeals_to_them_and_who_warns_one_threatens_it(text, expected):
    assert coded(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Armenia warned Azerbaijan against sending troops to the border.",
        "Iran warned Iraq against hosting the rebels.",
        "Chile warned Peru not to send warships into the zone.",
        "Eritrea warned Ethiopia to stop the attacks.",
        "India warned Pakistan against attacks like the one on Jammu.",
    ],
)
def test_what_one_is_warned_against_nobody_has_done(text):
    assert [(e.cameo, e.status) for e in events_of(text)] == [("130", Status.ACTUAL)]


def test_what_follows_a_warning_is_still_told():
    told = coded("Serbia warned Kosovo against holding the election, saying it would close the border.")
    assert ("130", "SRB", "XKX") in told and ("132", "SRB", "") in told


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Peru warned Chile that it would cut diplomatic ties if the patrols did not stop.", "1313"),
        ("Eritrea warned Ethiopia it would retaliate if attacked.", "138"),
        ("Armenia warned Azerbaijan that it would recall its ambassador.", "1313"),
        ("Kosovo cautioned Serbia that any attack would be answered by force.", "130"),
    ],
)
def test_a_warning_is_one_threat_of_what_would_follow(text, code):
    (threat,) = events_of(text)
    assert (threat.cameo, threat.status) == (code, Status.ACTUAL)


def test_who_warns_of_what_a_third_state_would_do_threatens_nobody():
    assert coded("Norway warned Estonia that Russia would attack.") == [("190", "RUS", "EST")]


def test_both_sides_are_the_two_that_the_text_is_about():
    quarrel = "Peru and Ecuador share a river. Peru blames Ecuador. Ecuador distrusts Peru. "
    told = coded(quarrel + "Chancellor Angela Merkel of Germany warned both sides against the use of force.")
    assert ("020", "DEU", "ECU PER") in told


@pytest.mark.parametrize(
    "text",
    [
        "Denmark warned its citizens against travel to Libya.",
        "Canada advised Canadians not to visit Yemen.",
        "Italy urged its nationals to leave Burundi.",
        "Macron warned against an attack on Lebanon.",
    ],
)
def test_advice_to_ones_own_people_is_nothing_between_states(text):
    assert coded(text) == []


def test_what_one_fears_of_another_nobody_has_said_that_he_will():
    (feared,) = events_of("Finland warned that Russia would invade Estonia.")
    assert (feared.cameo, feared.status) == ("190", Status.HYPOTHETICAL)


# ---------------------------------------------------------------- what is agreed on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Togo agrees to appear before the World Court in a reversal.", ("037", "TGO", "")),
        ("Togo agreed to attend the hearings of the court in Hamburg.", ("037", "TGO", "")),
        ("Togo will appear before the International Court of Justice, its president said.", ("037", "TGO", "")),
        ("Togo refused to appear before the International Court of Justice.", ("127", "TGO", "")),
        ("Benin urged Togo to appear before the court.", ("027", "BEN", "TGO")),
    ],
)
def test_a_state_that_goes_to_court_lets_its_dispute_be_settled(text, expected):
    assert coded(text) == [expected]


def test_to_go_to_the_hague_is_to_go_to_the_court_and_no_visit():
    (going,) = events_of('"We go to The Hague to win," Ghana\'s President John Mahama said.')
    assert (going.cameo, countries(going.sources), countries(going.targets), going.place) == ("037", "GHA", "", None)


@pytest.mark.parametrize(
    "text",
    [
        "The suspect will appear before a court in Lagos, the Nigerian police said.",
        "Mr Ruiz agreed to appear before a court in Lima.",
        "Togo appeared before the International Court of Justice on Monday.",
    ],
)
def test_who_is_tried_and_who_has_appeared_settles_nothing(text):
    assert "037" not in [code for code, _, _ in coded(text)]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Chad agreed to hold elections in November.", "agreed to hold elections"),
        ("Niger promised to publish the maps.", "promised to publish the maps"),
        ("Chad and Niger agreed not to publish the maps.", "agreed not to publish the maps"),
    ],
)
def test_what_is_agreed_on_is_told_with_it(text, trigger):
    (agreed,) = events_of(text)
    assert (agreed.cameo, agreed.trigger.text) == ("030", trigger)


def test_a_day_that_is_still_to_come_is_not_the_day_of_an_agreement():
    (agreed,) = events_of("Chad agreed to hold elections in November.")
    assert agreed.date is None


def test_who_agrees_not_to_use_force_gives_no_military_aid():
    assert coded("Norway and Denmark agreed not to use force against each other.")[0][0] == "0356"


# ---------------------------------------------------------------- ambassadors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Morocco's ambassador returned to Berlin on Monday.", ("050", "MAR", "DEU")),
        ("Algeria sent its ambassador back to Paris on Thursday.", ("050", "DZA", "FRA")),
        ("Mali lifted the ban and its ambassador returned to Abidjan on Tuesday.", ("050", "MLI", "CIV")),
    ],
)
def test_an_ambassador_that_goes_back_to_his_post_restores_relations_and_visits_nobody(text, expected):
    told = coded(text)
    assert expected in told
    assert "042" not in [code for code, _, _ in told]


@pytest.mark.parametrize(
    "text",
    [
        "The French ambassador to Niger returned to Paris on Wednesday.",
        "President Uhuru Kenyatta returned to Nairobi on Friday.",
        "Both wounded men were flown to Nairobi.",
    ],
)
def test_who_comes_home_and_who_is_carried_somewhere_visits_nobody(text):
    assert coded(text) == []


# ---------------------------------------------------------------- bases and borders


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sweden inaugurated an air base on Gotland, near the sea border with Russia.", "150"),
        ("The Laotian army opened a new border post at Pakse on Monday.", "150"),
        ("Algeria's president commissioned a military airstrip at Tindouf, on the border with Morocco.", "150"),
    ],
)
def test_who_opens_a_base_shows_his_forces_to_nobody_named(text, code):
    (opened,) = coded(text)
    assert (opened[0], opened[2]) == (code, "")


@pytest.mark.parametrize(
    "text",
    [
        "Turkey opened a military base in Somalia on Saturday.",
        "Chile inaugurated a bridge near the border with Bolivia.",
        "Ghana opened a customs post on the border with Togo.",
    ],
)
def test_a_guests_base_a_bridge_and_a_customs_post_show_no_forces(text):
    assert coded(text) == []


def test_people_are_inaugurated_and_a_planned_base_threatens_nobody():
    (president,) = events_of("President Gustavo Petro was inaugurated on 7 August 2014.")
    assert president.trigger.text == "inaugurated"
    (base,) = events_of("Azerbaijan will open a military base near the Armenian border.")
    assert (base.cameo, base.status) == ("150", Status.PLANNED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Serbia has moved 90 soldiers to Presevo on the border with Kosovo, the army said.", ("154", "SRB", "")),
        ("India moved troops to Leh, near the frontier with China.", ("154", "IND", "")),
        ("Russia massed troops along the border with Ukraine.", ("154", "RUS", "UKR")),
    ],
)
def test_the_border_that_a_town_lies_at_is_no_target(text, expected):
    assert coded(text) == [expected]


def test_what_headline_and_lead_tell_of_troops_is_of_one_time_and_place():
    text = (
        "Niger sends troops to Dosso as row deepens\n\n"
        "NIAMEY, 10 June 2015 (Agency) - Niger has moved 400 soldiers to Gaya on the border with Benin, the army said."
    )
    headline, lead = [e for e in events_of(text) if e.cameo == "154"]
    assert headline.date is not None
    assert lead.date is not None
    assert headline.date.date == lead.date.date
    assert (headline.place and headline.place.name, lead.place and lead.place.name) == ("Gaya", "Gaya")


# ---------------------------------------------------------------- calls, papers, referendums


def test_who_telephones_two_makes_two_calls():
    (call,) = events_of("Emmanuel Macron telephoned the presidents of Armenia and Azerbaijan on Sunday.")
    assert (call.cameo, call.is_reciprocal, countries(call.targets)) == ("041", False, "ARM AZE")


def test_who_ratifies_a_treaty_does_it_alone():
    (ratified,) = events_of("Romania ratified the treaty with Ukraine on Monday.")
    assert (ratified.cameo, ratified.is_reciprocal) == ("057", False)


def test_two_that_speak_by_telephone_have_one():
    (call,) = events_of("The presidents of Chad and Niger spoke by telephone on Sunday.")
    assert (call.cameo, call.is_reciprocal) == ("041", True)


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Sergei Lavrov spoke to Anna Berg of this newspaper in Moscow on 4 May.",
        "Foreign Minister Sergei Lavrov talked to our reporter in Moscow.",
        "The army denies a third patrol boat, as Peru feared.",
        "Two coast guard boats were sent to the area and the Venezuelan ship left.",
    ],
)
def test_an_interview_is_no_talks_and_a_boat_on_its_way_or_denied_no_aid(text):
    assert coded(text) == []


def test_what_a_paper_is_about_is_not_where_it_is_signed():
    (signed,) = events_of("Ghana and Togo signed a memorandum on fishing off the mouth of the Volta on 3 May.")
    assert signed.place is None
    (signed,) = events_of("Egypt and Sudan signed a treaty in Khartoum on the waters of the Nile.")
    assert signed.place is not None
    assert signed.place.name == "Khartoum"


def test_a_paper_that_bears_its_day_was_signed_then_by_the_two_of_the_text():
    text = "Peru and Chile are neighbours. Peru trusts Chile. Chile trusts Peru. The two states signed the Lima Agreement of 8 July 1997."
    (signed,) = [e for e in events_of(text) if e.cameo == "057"]
    assert (countries(signed.sources), signed.date and signed.date.date.value) == ("CHL PER", "1997-07-08")


def test_what_is_asked_for_is_not_asked_there():
    (asked,) = events_of("Kenya asked the Security Council to send monitors to Mandera.")
    assert asked.place is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bolivia held a referendum on access to the sea on 9 May 2010.", "2010-05-09"),
        ("A referendum was held in Bolivia on 9 May 2010.", "2010-05-09"),
    ],
)
def test_a_referendum_is_held_by_a_state(text, day):
    (held,) = events_of(text)
    assert (held.category, countries(held.sources), held.date and held.date.date.value) == (None, "BOL", day)


def test_a_passive_joined_to_an_active_shares_its_subject():
    text = "The hotline between the navies of Oman and Iran, agreed in Muscat on March 3, was opened on May 5, an official said."
    (opened,) = events_of(text)
    assert (opened.cameo, countries(opened.sources), opened.date and opened.date.date.value) == ("060", "IRN OMN", "2015-05-05")


def test_who_tells_another_to_do_something_demands_it_and_who_is_told_by_nobody_hears_no_demand():
    (event,) = events_of("Chile told Peru to hand over the captain.")
    assert (event.cameo, countries(event.sources), countries(event.targets)) == ("100", "CHL", "PER")
    assert not [e for e in events_of("The deputies of Peru have been told to look at everything.") if e.cameo == "100"]
