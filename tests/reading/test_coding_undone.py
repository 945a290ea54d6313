"""What a text tells to say that it was not so: taken back, called off, put off, asked, said of others."""

import pytest
from coding_reading import events_of

from hikiwake.record.model import Report, Status

DAY = "2026-10-05"


def acts(text: str, code: str = "") -> list[Report]:
    return [e for e in events_of(text, DAY) if (e.cameo or "").startswith(code)]


@pytest.mark.parametrize(
    "text",
    [
        "The Post withdraws its report of May 3 that Ghana attacked Togo.",
        "The Post was wrong to say that Ghana attacked Togo.",
        "Correction: An earlier version of this article said that Ghana attacked Togo.",
        "Reports that Ghana attacked Togo were false.",
        "The attack by Ghana on Togo, as we reported, did not happen.",
        "The attack by Ghana on Togo did not take place.",
    ],
)
def test_what_is_taken_back_is_denied(text: str) -> None:
    found = acts(text, "19")
    assert found
    assert {e.status for e in found} == {Status.DENIED}


def test_what_a_retraction_names_beside_stays_told() -> None:
    found = acts("The Post withdraws its report that Ghana attacked Togo after Togo recalled its ambassador from Ghana.")
    assert {(e.cameo or "")[:2]: e.status for e in found} == {"19": Status.DENIED, "16": Status.ACTUAL}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The talks between Ghana and Togo were put off from October 12 to October 20, the ministry said.", "2026-10-20"),
        ("The summit between Ghana and Togo was postponed until 3 November.", "2026-11-03"),
        ("The talks between Ghana and Togo were moved from 12 October to 19 October.", "2026-10-19"),
        ("Meeting of Ghana and Togo delayed until November.", "2026-11"),
    ],
)
def test_what_is_put_off_is_planned_for_the_new_day(text: str, day: str) -> None:
    found = acts(text)
    assert {(e.status, e.date.date.value if e.date else "") for e in found} == {(Status.PLANNED, day)}


def test_what_is_called_off_is_not_told_as_done() -> None:
    assert {e.status for e in acts("The signing of the border accord between Ghana and Togo was cancelled.", "057")} == {
        Status.DENIED
    }
    assert {e.status for e in acts("Talks between Ghana and Togo are to be held in Accra.")} == {Status.PLANNED}


def test_a_day_that_is_ruled_out_is_no_second_event() -> None:
    for words in ("not on October 2", "and not on October 2", "rather than on October 2"):
        (found,) = acts(f"Ghana recalled its ambassador from Togo on October 1, {words}.")
        assert (found.status, found.date and found.date.date.value) == (Status.ACTUAL, "2026-10-01")


@pytest.mark.parametrize(
    "text",
    [
        "Is it true that Ghana attacked Togo?",
        "Can you confirm that Ghana attacked Togo?",
        "The Star wrote that Ghana attacked Togo. Is that true?",
        "Those who say that Ghana attacked Togo are wrong.",
    ],
)
def test_who_asks_or_speaks_of_others_tells_no_fact(text: str) -> None:
    assert {e.status for e in acts(text)} <= {Status.HYPOTHETICAL}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana's army shelled a boat on Monday, and Togo had nothing to do with it.",
        "Ghana's air force shot down a drone that had lost its way, and Togo was not involved.",
    ],
)
def test_who_is_cleared_is_no_target(text: str) -> None:
    found = acts(text)
    assert found
    assert all(a.country != "TGO" for e in found for a in (*e.sources, *e.targets))
