"""When something was said: dates of other things in the sentence do not count, and no story goes on from an aside."""

import pytest
from coding_reading import events_of
from statement_reading import passages_of

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.dates import date_mentions
from hikiwake.reading.statements import find_statements
from hikiwake.terms.dates import from_timex


def said_on(text: str) -> dict[str, str | None]:
    """The date of each statement by its cue."""
    passages = passages_of(text)
    found = find_statements("d", passages, actor_mentions(passages), date_mentions(passages, from_timex("2018-09-07")))
    return {s.cue.text: s.date.date.value if s.date else None for s in found if s.cue}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The envoy, who led the talks for Ghana until 2017, says that the treaty failed.", "says"),
        ("The envoy, whom Ghana sent home on 3 May 2017, said that the treaty failed.", "said"),
        ("The envoy, the minister until 2017, said that the treaty failed.", "said"),
        ("Ghana would not oppose the treaty, as the two states agreed in 1972.", "would not oppose"),
        ("Ghana wants a treaty with Togo before 2020.", "wants"),
        ("The minister said that the treaty failed, although it was signed in 1972.", "said"),
    ],
)
def test_what_else_a_sentence_dates_does_not_date_the_saying(text, cue):
    assert said_on(text)[cue] is None


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on 3 May 2018 that the treaty failed.",
        "Speaking in Accra on 3 May 2018, the minister said that the treaty failed.",
        "When he left Accra on 3 May 2018, the minister said that the treaty failed.",
        "In Accra, where the two met on 3 May 2018, the minister said that the treaty failed.",
        "A statement that was issued on 3 May 2018 said that the treaty failed.",
    ],
)
def test_what_dates_the_saying_does(text):
    assert said_on(text)["said"] == "2018-05-03"


def test_no_story_goes_on_from_what_only_says_who_is_meant():
    (attack,) = [
        e for e in events_of("The envoy, who came on 3 May 2015, smiled. Ghana attacked Togo.") if e.category == "ASSAULT"
    ]
    assert attack.date is None
    (attack,) = [e for e in events_of("The envoy came on 3 May 2015. Ghana attacked Togo.") if e.category == "ASSAULT"]
    assert attack.date.date.value == "2015-05-03"
