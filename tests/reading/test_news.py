"""The day on which a text says that it was written, and the day on which it tells something: they may be the same day."""

import pytest
from coding_reading import events_of

from hikiwake.reading.dates import date_mentions
from hikiwake.reading.language import parse
from hikiwake.reading.news import dateline
from hikiwake.record.model import Span
from hikiwake.terms.dates import from_timex


def stated(text: str, reference: str = "2016-05-03") -> str | None:
    """The words with which a text states its own date; paragraphs stand apart by a blank line."""
    spans, start = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    (passages,) = parse([(text, spans)])
    found = dateline(passages, date_mentions(passages, from_timex(reference)), from_timex(reference))
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("OSLO, May 3 (Agency) - Norway recalled its ambassador from Russia.", "May 3"),
        ("OSLO, Tuesday - Norway recalled its ambassador from Russia.", "Tuesday"),
        ("Norway recalls its ambassador\n\nBy Kari Moe, Oslo, 3 May 2016\n\nRain fell.", "3 May 2016"),
        ("Tuesday, 3 May 2016\n\nNorway recalled its ambassador from Russia.", "Tuesday, 3 May 2016"),
        ("Published on 3 May 2016\n\nNorway recalls its ambassador.", "3 May 2016"),
        ("Statement by the Norwegian foreign ministry of 3 May 2016\n\nNorway protests.", "3 May 2016"),
    ],
)
def test_a_day_that_stands_by_itself_is_the_texts_own(text, words):
    assert stated(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Russia met in Oslo on 3 May 2016.",
        "On 3 May 2016 Norway and Russia signed a treaty.",
        "Norway and Russia signed a treaty on Tuesday, the ministry said.",
        "Norway and Russia met Tuesday in Oslo.",
        "Norway and Russia met 3 May 2016 in Oslo.",
        "Today Norway and Russia signed a treaty.",
        "A joint communiqué was issued on 3 May 2016.",
        "Talks of 3 May 2016 between Norway and Russia broke down.",
    ],
)
def test_a_day_on_which_something_was_done_is_not(text):
    assert stated(text) is None


@pytest.mark.parametrize(
    ("text", "cameo"),
    [
        ("Kenya and Uganda signed a border treaty in Geneva on 10 June 2015.", "057"),
        ("On 10 June 2015 Kenya and Uganda signed a border treaty.", "057"),
        ("Kenya summoned Uganda's ambassador on Wednesday over a speech, the foreign ministry said.", "114"),
    ],
)
def test_what_was_done_on_the_documents_own_day_has_that_day(text, cameo):
    assert [e.date.date.value for e in events_of(text) if e.cameo == cameo and e.date] == ["2015-06-10"]


def test_demands_are_made_now_and_not_on_the_day_told_last():
    text = "Uganda began to build the dam in 2011 and opened it on 9 September 2014. Kenya demands an agreement on its water."
    assert "2014-09-09" not in {e.date.date.value for e in events_of(text) if e.cameo and e.cameo.startswith("10") and e.date}
