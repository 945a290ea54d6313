"""When an act took place: what is ambiguous stays so, and no act is put on a date of no known year."""

import pytest
from coding_reading import events_of

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.coding import code_events
from hikiwake.reading.dates import date_mentions
from hikiwake.reading.language import parse
from hikiwake.reading.places import place_mentions
from hikiwake.record.model import Span
from hikiwake.terms.dates import from_timex


def undated(text: str):
    """The events of a text whose own date nobody knows."""
    (passages,) = parse([(text, [Span(0, len(text))])])
    return code_events("d", passages, actor_mentions(passages), date_mentions(passages, None), place_mentions(passages), [], None)


def test_a_day_that_can_be_two_stays_ambiguous_in_the_story_too():
    text = (
        "On 03/04/2016 the Kenyan president visited Uganda. He met the Ugandan prime minister. Kenya and Uganda signed a treaty."
    )
    dates = [e.date.date for e in events_of(text) if e.date]
    assert len(dates) == 3
    assert all(d.is_ambiguous and d.value == "[2016-03-04,2016-04-03]" for d in dates)


def test_no_act_is_put_on_a_day_of_no_known_year():
    events = undated("On 3 May the Polish president visited Hungary. In June Poland and Hungary signed a treaty.")
    assert len(events) == 2
    assert [e.date for e in events] == [None, None]


def test_an_item_of_a_chronicle_without_a_year_has_no_date():
    assert [e.date for e in undated("3 May. Kenya and Uganda sign a communiqué.")] == [None]


def test_a_noun_has_the_date_that_stands_by_it():
    (annexation,) = [e for e in events_of("Relations cooled after the annexation of Crimea in March 2014.") if e.cameo == "192"]
    assert annexation.date.date.value == "2014-03"


def test_the_meeting_after_which_something_is_said_is_an_event():
    events = events_of("The Swedish foreign minister said after meeting her Finnish colleague in Oslo that talks would go on.")
    assert "040" in {e.cameo for e in events}


@pytest.mark.parametrize(
    ("text", "cameo", "value", "words"),
    [
        (
            "Poland expelled two envoys on 14 May 2014, a day after Hungary had closed its border.",
            "172",
            "2014-05-13",
            "a day after",
        ),
        (
            "Kenya recalled its ambassador on 3 June 2015, two days after Uganda attacked Rwanda.",
            "190",
            "2015-06-01",
            "two days after",
        ),
        ("Rwanda threatened Uganda on 3 May 2015, 4 days before Uganda attacked Kenya.", "190", "2015-05-07", "4 days before"),
    ],
)
def test_an_act_told_by_its_distance_has_the_day_reckoned(text, cameo, value, words):
    (event,) = [e for e in events_of(text) if e.cameo == cameo]
    assert (event.date.date.value, event.date.text) == (value, words)
    assert event.date.span.cut(text) == words


def test_a_distance_from_no_known_day_dates_nothing():
    (attack,) = [
        e for e in events_of("Kenya recalled its ambassador in May, two days after Uganda attacked Rwanda.") if e.cameo == "190"
    ]
    assert attack.date is None or attack.date.text != "two days after"


def test_what_a_communique_does_by_saying_it_is_done_on_its_day():
    text = "Uganda rejects the claims of Kenya\n\nKampala, 10 June 2015\n\nUganda condemns the decision of Kenya to close the border."
    starts = [0, text.index("Kampala"), text.index("Uganda condemns")]
    blocks = [Span(a, b) for a, b in zip(starts, [starts[1] - 2, starts[2] - 2, len(text)], strict=True)]
    (passages,) = parse([(text, blocks)])
    reference = from_timex("2015-06-10")
    dates = date_mentions(passages, reference)
    events = code_events("d", passages, actor_mentions(passages), dates, place_mentions(passages), [], reference)
    said = [e.date.date.value for e in events if e.cameo == "111"]
    assert said == ["2015-06-10"]


@pytest.mark.parametrize(
    ("text", "cameo"),
    [
        ("Kenya asked Uganda to accept that the ruling of 12 May 1964 is void.", "020"),
        ("Peru warned Ecuador that the decision of 4 June 2013 would be annulled.", "130"),
        ("On 3 May 2014 Poland held a referendum and has since threatened Hungary with sanctions.", "130"),
    ],
)
def test_a_date_that_says_which_ruling_or_what_came_before_dates_no_deed(text, cameo):
    assert [e.date for e in events_of(text) if e.cameo == cameo] == [None]


def test_the_deed_of_a_clash_that_is_told_by_its_day_has_that_day():
    (killing,) = [e for e in events_of("The clash of 3 May 2014 killed ten Kenyan soldiers.") if e.cameo == "180"]
    assert killing.date.date.value == "2014-05-03"
