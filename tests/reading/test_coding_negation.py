"""What is said not to be done, only to be awaited or passed over, is no act: it is denied, hypothetical or not coded."""

import pytest
from coding_reading import countries, events_of

from hikiwake.record.model import Polarity, Status


def told(text: str) -> set[tuple[str, str, str]]:
    return {(e.category, e.status.value, e.polarity.value) for e in events_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana said that it would not attack Togo.",
        "Ghana will never invade Togo.",
        "Ghana does not intend to attack Togo.",
        "Ghana would not rule out a swap with Togo, an adviser said.",
        "Ghana will not threaten Togo.",
        "Ghana will not demand aid from Togo.",
        "Ghana refused to rule out an attack on Togo.",
        "Ghana did not sign or ratify the treaty with Togo.",
        "There was no attack on Togo by Ghana.",
    ],
)
def test_what_is_negated_is_denied(text):
    found = events_of(text)
    assert found
    assert {(e.status, e.polarity) for e in found} == {(Status.DENIED, Polarity.NEGATIVE)}


def test_a_friendly_act_that_will_not_be_done_is_refused():
    assert told("Ghana said that it would not meet Togo.") == {("REJECT", "planned", "positive")}


@pytest.mark.parametrize(
    "text",
    [
        "Serbia's president said he's not willing to sign the agreement with Kosovo.",
        "Armenia isn't prepared to meet Azerbaijan.",
        "Eritrea hasn't agreed to withdraw its troops from Ethiopia.",
        "Greece doesn't want to meet Turkey's minister.",
        "Peru can't agree to Chile's terms.",
        "India did not accept Nepal's demand.",
        "Eritrea did not bow to Ethiopia's demand.",
    ],
)
def test_who_is_not_willing_refuses_it_now(text):
    assert told(text) == {("REJECT", "actual", "positive")}


def test_who_is_not_expected_to_come_refuses_nothing():
    assert told("India's minister is not expected to visit Nepal.") == {("AGREE", "denied", "negative")}


def test_what_someone_unknown_is_not_ready_to_do_is_not_planned():
    told_of = events_of("The envoy said he's not ready to sign a treaty with Armenia.")
    assert Status.PLANNED not in {e.status for e in told_of}


def test_what_nobody_has_said_that_he_will_do_is_hypothetical():
    assert {e.status for e in events_of("Turkey hasn't said that it would withdraw from Cyprus.")} == {Status.HYPOTHETICAL}
    assert {e.status for e in events_of("Turkey did not say why it would withdraw from Cyprus.")} == {Status.PLANNED}


@pytest.mark.parametrize(
    ("text", "asking", "refusing"),
    [
        ("India asked Nepal to pull back its troops, but Nepal refused.", ("0256", "IND"), ("1246", "NPL")),
        ("Armenia demanded that Azerbaijan withdraw its troops; Azerbaijan refused.", ("1056", "ARM"), ("1246", "AZE")),
        ("Turkey asked Greece to withdraw its ships and Greece refused.", ("020", "TUR"), ("120", "GRC")),
        ("Kosovo was asked by Serbia to free the officers but refused.", ("0253", "SRB"), ("1243", "XKX")),
        ("Asked by India to open the border, Nepal declined.", ("0255", "IND"), ("1245", "NPL")),
        ("Serbia asked Kosovo to release the prisoners and Kosovo refused to do so.", ("0253", "SRB"), ("1243", "XKX")),
        ("Greece invited Turkey to talks, but Turkey declined.", ("043", "GRC"), ("125", "TUR")),
    ],
)
def test_who_is_asked_and_refuses_refuses_what_he_was_asked(text, asking, refusing):
    found = sorted(events_of(text), key=lambda e: e.trigger.spans[0])
    assert [(e.cameo, e.sources[0].country) for e in found] == [asking, refusing]
    assert {e.status for e in found} == {Status.ACTUAL}
    assert {a.country for a in found[1].targets} == {asking[1]}


def test_who_asks_in_vain_and_refuses_something_else_refuses_that():
    found = {(e.cameo, e.sources[0].country) for e in events_of("Peru asked Chile for aid and refused to meet Chile's envoy.")}
    assert ("125", "PER") in found


def test_a_promise_to_spare_is_a_promise():
    assert told("Ghana promised not to attack Togo.") == {("AGREE", "actual", "positive")}


def test_a_negation_that_belongs_to_the_verb_denies_nothing():
    assert told("Ghana would not comment on the talks with Togo.") >= {(None, "actual", "positive")}
    assert told("Ghana will not tolerate rebels from Togo.") == {("THREATEN", "planned", "positive")}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana said that the tariff on Togo would stay until Togo recognises Ghana.",
        "Ghana will talk again with Benin until Togo has recognised Ghana.",
        "Ghana would rather resign than sign a treaty with Togo.",
        "Ghana chose to wait rather than attack Togo.",
        "Ghana talked rather than attacking Togo.",
        "Instead of attacking Togo, Ghana waited.",
    ],
)
def test_what_is_awaited_or_passed_over_is_hypothetical(text):
    of_togo = [e for e in events_of(text) if "TGO" in {a.country for a in (*e.sources, *e.targets)}]
    assert {e.status for e in of_togo} == {Status.HYPOTHETICAL}


def test_what_somebody_waited_for_and_came_happened():
    assert told("Ghana stayed until Togo withdrew its troops.") == {("RETREAT", "actual", "positive")}


def test_what_is_not_recognised_or_not_denied_happened():
    assert ("COERCE", "actual", "positive") in told("Ghana does not recognise the annexation of Togo by Benin.")
    assert told("Ghana did not deny that its troops had shelled Togo.") == {("ASSAULT", "actual", "positive")}
    assert told("Ghana denied that its troops had shelled Togo.") == {("ASSAULT", "denied", "negative")}


def test_what_is_only_talked_about_is_not_done():
    told = {e.cameo[:2]: e.status.value for e in events_of("Peru and Chile held talks on reopening the crossing.")}
    assert told.pop("08") == "hypothetical" and set(told.values()) <= {"actual"}


def test_who_denies_that_it_did_something_is_told_to_deny_it():
    (event,) = events_of("Peru denied that it had signed an agreement with Chile.")
    assert (event.cameo, event.status.value, countries(event.sources)) == ("057", "denied", "PER")


def test_whoever_a_ministry_tells_of_is_not_the_ministry():
    found = events_of("Five smugglers were wounded when they attacked a patrol, the Peruvian defence ministry said.")
    assert not any("PER" in countries(e.sources) and e.cameo == "190" for e in found)
