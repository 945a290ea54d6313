"""Who acts and on whom it is done, where the phrase of the act itself does not say: sentences written for these tests."""

import pytest
from coding_reading import countries, events_of, main_event

# sentence, CAMEO code or root, sources, targets
SIDES = [
    # people within a state
    ("Ethnic Albanian guerrillas attacked Macedonian police.", "190", "MKD", "MKD"),
    ("The Hungarians of southern Slovakia demanded autonomy from the Slovak authorities.", "1043", "SVK", "SVK"),
    ("Croatian Serbs attacked a Bosnian village.", "190", "HRV", "BIH"),
    ("Korean Americans praised Mongolia.", "051", "USA", "MNG"),
    ("Pro-Russian separatists attacked the airport in Donetsk.", "190", "UKR", "UKR"),
    ("Militants loyal to Yemen's former president attacked Saudi soldiers.", "190", "YEM", "SAU"),
    ("Workers in Kenya stopped work.", "143", "KEN", "KEN"),
    ("Algerian landowners began a hunger strike.", "142", "DZA", "DZA"),
    ("Police in Guinea arrested the leader of the opposition.", "173", "GIN", "GIN"),
    # whose they are is said behind the noun
    ("Bulgaria expelled three diplomats from Russia.", "161", "BGR", "RUS"),
    ("Togo thanked the Ministry of Health of Ethiopia.", "051", "TGO", "ETH"),
    ("Kenya welcomed Africans ordered out of Libya.", "", "KEN", "LBY"),
    # the passive without an agent
    ("Two Polish journalists were arrested in Belarus.", "173", "BLR", "POL"),
    ("A Dutch envoy was expelled from Sudan.", "161", "SDN", "NLD"),
    ("Ethiopian troops were withdrawn from Somalia.", "087", "ETH", "SOM"),
    ("Three Kenyan soldiers died in an attack by Somali militants.", "190", "SOM", "KEN"),
    # several of them
    ("Polish and Lithuanian negotiators met in Riga.", "040", "LTU POL", "LTU POL"),
    ("Sweden sent medicine to Somalia, Ethiopia and Kenya.", "073", "SWE", "ETH KEN SOM"),
    ("Russian and Syrian jets struck a Turkish convoy.", "190", "RUS SYR", "TUR"),
    # whom it is about, not to whom it is told
    ("Lebanon complained to the United Nations over an Israeli air raid.", "114", "LBN", "ISR"),
    ("Croatia is investigating crimes committed by Serbian soldiers against Bosnian civilians.", "090", "HRV", "SRB"),
    ("Crowds blocked streets in Hong Kong in defiance of Chinese officials.", "144", "HKG", "CHN"),
    # said by somebody
    ("The Finnish president issued a reminder to Latvia that it must cooperate.", "101", "FIN", "LVA"),
    ("Greece said that Turkey must reach an agreement with Cyprus.", "10", "GRC", "TUR"),
    ("Bosnian Serbs said that their forces had withdrawn from Gorazde.", "087", "BIH", "BIH"),
    ("The Israeli prime minister said that a withdrawal from Syria was out of the question.", "124", "ISR", "SYR"),
    # not to whoever only tells it, nor to what only says where
    ("Serbian rebels vowed to fight until they held the villages near the border with Hungary.", "138", "SRB", "SRB"),
    ("Sudan's government accused the rebels, a Chadian official said.", "112", "SDN", "SDN"),
    ("Sudanese soldiers killed a Chadian trader, officials in Nairobi said.", "180", "SDN", "TCD"),
]


@pytest.mark.parametrize(("sentence", "cameo", "sources", "targets"), SIDES, ids=[s[0][:50] for s in SIDES])
def test_each_side_is_found(sentence, cameo, sources, targets):
    event = main_event(sentence)
    assert event is not None
    assert str(event.cameo).startswith(cameo)
    assert (countries(event.sources), countries(event.targets)) == (sources, targets)


def test_a_state_that_protests_complains_and_its_people_march():
    text = "Kenya and Uganda quarrel over the lake. Kenya protested against the Ugandan patrols. Kenyans protested against the Ugandan patrols."
    protests = [e for e in events_of(text) if e.trigger.text == "protested"]
    assert [(e.category, e.cameo) for e in protests] == [("ACCUSE", "114"), ("PROTEST", "141")]


def test_who_is_only_met_to_discuss_is_met_once():
    meetings = [e for e in events_of("Norway and Russia met in Oslo to discuss the sea.") if e.category == "CONSULT"]
    assert len(meetings) == 1


def test_two_of_one_office_are_two_people():
    """ "The president of Uganda" is not the president of Kenya, who was the last president named."""
    event = main_event("The president of Kenya met the president of Uganda.")
    assert (countries(event.sources), countries(event.targets)) == ("KEN", "UGA")


def test_the_two_coast_guards_are_those_of_the_two_states():
    events = events_of(
        "Norway and Russia fish there. Norway and Russia are at odds. In July the two coast guards exercised together."
    )
    (exercise,) = [e for e in events if e.category == "COOPERATE"]
    assert (countries(exercise.sources), exercise.is_reciprocal) == ("NOR RUS", True)


def test_what_is_only_considered_has_not_been_done():
    event = main_event("Malaysia is considering sending aid to Nepal.")
    assert (event.cameo, event.category) == ("014", None)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Azerbaijan returned the bodies of twelve soldiers to Armenia.", "ARM"),
        ("Greece handed over eight soldiers to Turkey.", "TUR"),
        ("Chile returned two boats to Peru.", "PER"),
        ("Eritrea released ten Ethiopian prisoners.", "ETH"),
    ],
)
def test_what_is_given_back_is_given_to_whom_it_is_handed(text, target):
    (given,) = events_of(text)
    assert countries(given.targets) == target
