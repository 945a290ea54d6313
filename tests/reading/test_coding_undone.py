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
        ("The talks between Serbia and Kosovo planned for 12 October were put off to 9 November.", "2026-11-09"),
        ("The visit of the Indian prime minister to Nepal set for 12 October was postponed to 9 November.", "2026-11-09"),
        ("The meeting between Peru and Chile set for 12 October was moved to 9 November.", "2026-11-09"),
        ("Serbia and Kosovo were to meet on 12 October, but the meeting was put off to 9 November.", "2026-11-09"),
        ("Ethiopia and Eritrea were to hold talks on 12 October but they were put off until 9 November.", "2026-11-09"),
        ("Turkey and Greece agreed to postpone their talks from 12 October to 9 November.", "2026-11-09"),
    ],
)
def test_what_is_put_off_is_planned_for_the_new_day(text: str, day: str) -> None:
    found = acts(text)
    assert {(e.status, e.date.date.value if e.date else "") for e in found} == {(Status.PLANNED, day)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The talks between Greece and Turkey planned for 12 October were postponed.", Status.PLANNED),
        ("The visit of the Indian prime minister to Nepal on 12 October was put off indefinitely.", Status.PLANNED),
        ("Greece postponed the 12 October talks with Turkey.", Status.ACTUAL),
        ("Turkey cancelled the visit of the Greek prime minister planned for 12 October.", Status.ACTUAL),
    ],
)
def test_the_day_that_was_planned_is_not_that_of_what_is_put_off_or_of_putting_it_off(text: str, status: Status) -> None:
    assert [(e.status, e.date) for e in acts(text)] == [(status, None)]


def test_the_day_on_which_something_is_called_off_is_that_of_doing_so() -> None:
    called_off, *_ = acts("India on Monday called off the talks with Nepal scheduled for 12 October.", "164")
    postponed, *_ = acts("The talks between Greece and Turkey were postponed on 3 October.", "164")
    assert [e.date and e.date.date.value for e in (called_off, postponed)] == ["2026-10-05", "2026-10-03"]


def test_what_was_first_planned_for_another_day_is_not_to_be_then() -> None:
    found = acts(
        "The Armenian president's visit to Azerbaijan, originally planned for 12 October, will now take place on 9 November."
    )
    assert {(e.status, e.date and e.date.date.value) for e in found} == {
        (Status.DENIED, "2026-10-12"),
        (Status.PLANNED, "2026-11-09"),
    }


def test_troops_that_are_moved_until_a_day_and_a_march_that_is_put_off_are_no_talks() -> None:
    assert [(e.cameo, e.status) for e in acts("Serbia moved troops to the Kosovo border until 12 October.")] == [
        ("154", Status.ACTUAL)
    ]
    (march,) = acts("Leaders of the Chilean opposition agreed to postpone the demonstration in Arica until 9 November.")
    assert (march.category, march.status) == ("AGREE", Status.ACTUAL)


def test_what_is_called_off_is_not_told_as_done() -> None:
    assert {e.status for e in acts("The signing of the border accord between Ghana and Togo was cancelled.", "057")} == {
        Status.DENIED
    }
    assert {e.status for e in acts("Serbia and Kosovo were to meet on 12 October, but the meeting was cancelled.")} == {
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
