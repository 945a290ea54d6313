"""Statements without a date of their own: the day on which their speaker spoke just before, and the week of news."""

import pytest
from statement_reading import passages_of

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.dates import date_mentions
from hikiwake.reading.statements import find_statements
from hikiwake.terms.dates import from_timex

DAY = "2026-09-03"  # a Thursday


def said_on(text, day=DAY):
    """The date of each statement, in order."""
    reference = from_timex(day)
    passages = passages_of(text)
    found = find_statements("d", passages, actor_mentions(passages), date_mentions(passages, reference), reference)
    return [s.date.date.value if s.date else None for s in found]


OPENING = "Samoa's Prime Minister Tala Sefo told reporters on Wednesday that the border was shut."


@pytest.mark.parametrize(
    "more",
    [
        "Sefo said Tonga had lied.",
        "The prime minister said Tonga had lied.",
        "He said Tonga had lied.",
        "Sefo added that the treaty of 1999 was dead.",
        "Tonga's envoy was silent. Sefo said Tonga had lied.",
    ],
)
def test_who_speaks_on_speaks_on_the_same_day(more):
    assert said_on(f"{OPENING} {more}") == ["2026-09-02", "2026-09-02"]


@pytest.mark.parametrize(
    "more",
    [
        "Sefo had said that Tonga lied.",
        "Sefo once said that Tonga lied.",
        "Sefo says that Tonga lies.",
        "On Monday, troops moved. Sefo said that they would stay.",
        "Tonga's envoy said that Samoa lied.",
        "The treaty that Sefo said was dead was signed.",
    ],
)
def test_another_time_or_speaker_is_another_day(more):
    assert said_on(f"{OPENING} {more}")[1:] == [None]


def test_a_day_is_carried_from_one_paragraph_to_the_next_and_no_farther():
    silence = "The road lay empty."
    assert said_on(f"{OPENING}\n\nSefo said Tonga had lied.") == ["2026-09-02", "2026-09-02"]
    assert said_on(f"{OPENING}\n\n{silence}\n\n{silence}\n\nSefo said Tonga had lied.") == ["2026-09-02", None]


def test_what_the_lead_of_dated_news_tells_was_said_in_the_week_up_to_it():
    lead = "KIGALI, 3 September 2026 - Rwanda moved troops.\n\nBurundi's minister, Jean Habi, denied this."
    wire = f"{lead}\n\nThe rain fell.\n\nHabi said it was a lie."
    assert said_on(wire) == ["2026-08-27/2026-09-03", None]
    assert said_on(wire.replace("KIGALI, 3 September 2026 - ", "")) == [None, None]


@pytest.mark.parametrize("past", ["On 27 January 1960 the minister wrote a note.", "Troops had come in 1994."])
def test_a_text_that_begins_in_another_year_is_no_news(past):
    text = f"KIGALI, 3 September 2026 - {past}\n\nBurundi's minister, Jean Habi, denied that troops had moved."
    assert said_on(text)[-1] is None


def test_an_anonymous_source_and_a_carried_statement_are_left_alone():
    wire = "KIGALI, 3 September 2026 - Rwanda moved troops, an official said.\n\nSomebody said it was a lie."
    assert "2026-08-27/2026-09-03" not in said_on(wire)
