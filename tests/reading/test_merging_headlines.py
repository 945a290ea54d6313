"""A headline is told again below it: one happening, where act, states and days allow it; another act of the kind stays another."""

import pytest

from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import document_from_text
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents, Event, Reading
from hikiwake.terms.dates import from_timex


def happenings(text: str) -> list[list[str]]:
    """The triggers of each happening of a paper of 6 May 2026, in order."""
    first, _, rest = text.partition("\n\n")
    title = rest.partition("\n")[0] if first.startswith("The Post") else first
    doc = document_from_text("post.txt", text, date=from_timex("2026-05-06"), title=title, publisher="The Post")
    (reading,) = BuiltIn().read([doc])
    assert isinstance(reading, Reading)
    events = tuple(Event(f"e{i}", (r,), entries=(f"e{i}",)) for i, r in enumerate(reading.reports))
    return [sorted(r.trigger.text for r in e.reports) for e in merged(Contents((doc,), events)).events]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        (
            "Azerbaijan shells Armenian village\n\nYEREVAN, May 6 - Azerbaijani forces shelled the Armenian village of Sotk on Tuesday.",
            ["shelled", "shells"],
        ),
        (
            "Serbian delegation walks out\n\nBELGRADE - Serbia's delegation walked out of the talks with Kosovo on Tuesday.",
            ["walked out of", "walks out"],
        ),
        (
            "India, Nepal sign water accord\n\nThe water ministers of India and Nepal signed an agreement on the Mahakali in Pokhara on "
            "5 May 2026.",
            ["accord", "signed"],
        ),
    ],
)
def test_headline_and_body_tell_one_happening(text: str, triggers: list[str]) -> None:
    assert happenings(text) == [triggers]


def test_a_headline_is_one_below_the_name_of_the_paper_too() -> None:
    told = happenings(
        "The Post, 6 May 2026\n\nSerbia halts talks with Kosovo over tariffs\n\nSerbia broke off negotiations on trade with Kosovo on Tuesday."
    )
    assert told == [["broke off negotiations", "halts talks"]]


def test_the_first_sentence_of_a_text_whose_title_stands_elsewhere_is_no_headline() -> None:
    text = "Serbia met Kosovo in Brussels. Serbia and Kosovo held a meeting."
    doc = document_from_text("post.txt", text, title="Another week in Brussels")
    (reading,) = BuiltIn().read([doc])
    assert isinstance(reading, Reading)
    events = tuple(Event(f"e{i}", (r,), entries=(f"e{i}",)) for i, r in enumerate(reading.reports))
    assert len(merged(Contents((doc,), events)).events) == 2


def test_an_earlier_act_of_the_kind_is_another() -> None:
    told = happenings(
        "Serbia expels Kosovo envoy\n\nBELGRADE, May 6 - Serbia expelled Kosovo's envoy on Tuesday. Kosovo expelled a Serbian diplomat "
        "last month, and Serbia expelled another in January."
    )
    assert [len(triggers) for triggers in told] == [2, 1, 1]
