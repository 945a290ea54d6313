"""The chronicle of the packaged cases against our list of what a careful analyst would enter (`chronicle_measure.py` prints it)."""

import pytest
from chronicle_measure import measure, readings, rows, span_of
from coding_reading import countries, events_of, main_event

from hikiwake.record.model import Status


@pytest.fixture(scope="module")
def measured():
    return measure()


def test_most_of_what_an_analyst_lists_is_found(measured):
    assert measured.found >= 0.80 * measured.rows
    assert measured.parties >= 0.86 * measured.found
    assert measured.status >= 0.95 * measured.found


def test_most_dated_events_have_the_right_date(measured):
    assert measured.dates >= 0.70 * measured.dated_rows
    assert measured.dates + measured.wider >= 0.77 * measured.dated_rows


def test_few_entries_are_ones_that_an_analyst_strikes_out(measured):
    assert measured.struck <= 0.07 * measured.events
    assert measured.events <= 1.8 * measured.rows


def test_the_lists_still_quote_their_documents():
    for row in (*rows("gold_chronicle.csv"), *rows("gold_chronicle_wrong.csv")):
        document, _ = readings()[row["case"], row["document"]]
        assert span_of(row, document.text)


def dated(text, reference="2016-12-07"):
    return [(e.cameo, e.date.date.value if e.date else None, e.is_date_inferred) for e in events_of(text, reference)]


def test_the_date_that_opens_an_item_of_a_chronicle_holds_for_the_item():
    text = "18 April 1991. Kenya and Uganda sign a communiqué. April 1998. They meet again at Mombasa."
    assert dated(text) == [("057", "1991-04-18", True), ("040", "1998-04", True)]


def test_a_story_in_the_past_stays_on_its_day_within_the_paragraph():
    text = "The Polish president visited Hungary on 3 May 2015. He met the Hungarian prime minister. Poland had recalled its ambassador."
    assert dated(text) == [("042", "2015-05-03", False), ("040", "2015-05-03", True), ("161", None, False)]


def test_the_headline_of_a_dated_report_lies_in_the_week_before():
    text = "Kenya recalls its ambassador from Sudan\n\nNAIROBI, 9 May 2014 - Rain fell on the capital for most of the night."
    (event,) = events_of(text, "2014-05-09")
    assert (event.date.date.value, event.date.text, event.is_date_inferred) == ("2014-05-02/2014-05-09", "9 May 2014", True)


def test_measures_that_are_widened_twice_are_three_measures():
    text = "18 March 2014. Norway imposes sanctions on Belarus, and widens them in April and August."
    sanctions = [(e.cameo, e.date.date.value) for e in events_of(text)]
    assert sanctions == [("163", "2014-03-18"), ("163", "2014-04"), ("163", "2014-08")]


def test_an_act_has_no_date_of_another_clause():
    (sanctions,) = [
        e for e in events_of("Norway imposed sanctions on Belarus, which had held elections in April 2014.") if e.cameo == "163"
    ]
    assert sanctions.date is None


@pytest.mark.parametrize(
    "text",
    [
        "The king of Jordan called the visit regrettable.",
        "A German reporter asked the Polish president about the war.",
        "The Greek president gave an hour to prices in his address.",
        "The trip hurt the feelings of the Greek people.",
        "The trade between them had shrunk, the Kenyan president regretted.",
        "Nobody in Athens would sign anything.",
        "At the end of the Kenyan president's stay it rained.",
        "The Greek prime minister was brought up to visit graves.",
        "There was nothing for the Greek government to discuss.",
    ],
)
def test_what_only_sounds_like_an_act_is_left_out(text):
    assert events_of(text) == ()


def test_of_two_countries_that_a_text_is_about_the_second_need_not_be_named():
    text = (
        "The Kenyan president received the Ugandan foreign minister in Nairobi. Kenya and Uganda had been at odds over the lake. "
        "Ugandan boats fished there and Kenya sent its own; Uganda called it theft.\n\nKenya protested. The two governments agreed to talk."
    )
    protest = next(e for e in events_of(text) if e.trigger.text == "protested")
    assert (countries(protest.sources), countries(protest.targets)) == ("KEN", "UGA")
    agreed = next(e for e in events_of(text) if e.trigger.text.startswith("agreed"))
    assert countries(agreed.sources) == "KEN UGA"


def test_they_are_those_who_just_acted_together():
    events = events_of("The presidents of Kenya and Uganda met in May 2015. They signed a treaty.")
    assert {countries(e.sources) for e in events} == {"KEN UGA"}


def test_a_town_agrees_to_nothing_and_is_visited():
    visit = main_event("The president of Finland visited Gothenburg in May 2015.")
    assert [(a.name, a.country) for a in visit.targets] == [("Sweden", "SWE")]
    signed = main_event("Japan signs a peace treaty at San Francisco.")
    assert (countries(signed.sources), countries(signed.targets)) == ("JPN", "")


def test_the_first_to_visit_has_visited():
    event = main_event("The Kenyan president was the first African leader ever to visit Norway.")
    assert (event.cameo, event.status) == ("042", Status.ACTUAL)
