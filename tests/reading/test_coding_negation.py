"""What is said not to be done, only to be awaited or passed over, is no act: it is denied, hypothetical or not coded."""

import pytest
from coding_reading import events_of

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
