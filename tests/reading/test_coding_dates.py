"""When an act took place: what is ambiguous stays so, and no act is put on a date of no known year."""

from coding_reading import events_of

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.coding import code_events
from hikiwake.reading.dates import date_mentions
from hikiwake.reading.language import parse
from hikiwake.reading.places import place_mentions
from hikiwake.record.model import Span


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
