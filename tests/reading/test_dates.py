"""Dates in text, against the document's date."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.reading import date_resolution, date_steps
from hikiwake.reading.date_context import Context
from hikiwake.reading.date_forms import Calendar, Shift, Weekday
from hikiwake.reading.date_resolution import resolved
from hikiwake.reading.dates import date_mentions
from hikiwake.reading.language import parse
from hikiwake.record.model import Span
from hikiwake.terms.dates import Precision, from_timex, on_day

DECEMBER = from_timex("2016-12-09")  # a Friday


def read(text, reference=DECEMBER):
    prose = [Span(0, len(text))] if text else []
    return date_mentions(next(parse([(text, prose)])), reference)


def values(text, reference=DECEMBER):
    return [(m.text, m.date.value, str(m.date.precision)) for m in read(text, reference)]


@pytest.mark.parametrize(
    ("text", "words", "value", "precision"),
    [
        ("They met on 6 May 2016 in Sochi.", "6 May 2016", "2016-05-06", "day"),
        ("They met on May 6 in Sochi.", "May 6", "2016-05-06", "day"),
        ("The talks of May 2016 failed.", "May 2016", "2016-05", "month"),
        ("The ministers met in May.", "May", "2016-05", "month"),
        ("They met last week.", "last week", "2016-W48", "week"),
        ("The minister said on Monday that talks go on.", "Monday", "2016-12-05", "day"),
        ("The minister said on Friday that talks go on.", "Friday", "2016-12-09", "day"),
        ("The minister will arrive on Monday.", "Monday", "2016-12-12", "day"),
        ("He spoke yesterday.", "yesterday", "2016-12-08", "day"),
        ("Trade grew this year.", "this year", "2016", "year"),
        ("In the 1990s talks stalled.", "the 1990s", "199", "decade"),
        ("Talks began in the summer of 1997.", "the summer of 1997", "1997-SU", "season"),
        ("Exports fell in Q3 2015.", "Q3 2015", "2015-Q3", "quarter"),
        ("The budget for fiscal 2016 passed.", "fiscal 2016", "FY2016", "year"),
        ("They broke off talks two years ago.", "two years ago", "2014", "year"),
        ("They signed it a year ago today.", "a year ago today", "2015-12-09", "day"),
        ("They signed it three weeks ago today.", "three weeks ago today", "2016-11-18", "day"),
        ("In recent years trade grew.", "In recent years", "PAST_REF", "vague"),
        ("Trade is now falling.", "now", "PRESENT_REF", "vague"),
        ("The 1956 Joint Declaration names two islands.", "1956", "1956", "year"),
        ("He attended the 2014 Sochi Winter Olympics.", "2014", "2014", "year"),
        ("Borders of the 19th century hold.", "the 19th century", "18", "range"),
        ("The report is dated 2016-05-06.", "2016-05-06", "2016-05-06", "day"),
        ("It lasted from 2001 to 2003.", "from 2001 to 2003", "2001/2003", "range"),
        ("They met on 3–5 May 2016.", "3–5 May 2016", "2016-05-03/2016-05-05", "range"),
        ("Talks resumed in October last year.", "October last year", "2015-10", "month"),
        ("Growth slowed in the first half of 2016.", "the first half of 2016", "2016-H1", "range"),
    ],
)
def test_a_date_is_found_with_its_own_words_and_value(text, words, value, precision):
    assert values(text) == [(words, value, precision)]


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("Since 1945 there is no treaty.", "Since 1945", dt.date(1945, 1, 1), dt.date(2016, 12, 9)),
        ("Relations froze by the end of 2015.", "by the end of 2015", None, dt.date(2015, 12, 31)),
        ("Real talks began only after May.", "after May", dt.date(2016, 6, 1), None),
        ("Before 1991 there were no talks.", "Before 1991", None, dt.date(1990, 12, 31)),
        ("From September onwards articles appeared.", "From September onwards", dt.date(2016, 9, 1), dt.date(2016, 12, 9)),
        ("The ban will hold from January onwards.", "from January onwards", dt.date(2017, 1, 1), None),
        ("Relations warmed from the beginning of 2016.", "from the beginning of 2016", dt.date(2016, 1, 1), dt.date(2016, 12, 9)),
        ("It happened in early 2016.", "early 2016", dt.date(2016, 1, 1), dt.date(2016, 5, 1)),
        ("It happened at the end of February 2014.", "the end of February 2014", dt.date(2014, 2, 20), dt.date(2014, 2, 28)),
    ],
)
def test_what_stands_before_a_date_bounds_its_days(text, words, earliest, latest):
    (found,) = read(text)
    assert (found.text, found.date.earliest, found.date.latest) == (words, earliest, latest)


@pytest.mark.parametrize(
    ("text", "reference", "value"),
    [
        ("The council allowed the envoys to come on 8 September.", "2018-09-07", "2018-09-08"),
        ("The council managed to meet on 30 September.", "2018-09-07", "2017-09-30"),
        ("The mayors resigned on 27 November is what they expect.", "2018-11-23", "2018-11-27"),
        ("The ministers would meet on 5 September, he said.", "2018-09-07", "2018-09-05"),
        ("The minister died on 30 September.", "2018-09-07", "2017-09-30"),
        ("The ministers will meet on 5 March.", "2018-09-07", "2019-03-05"),
        ("The talks of 5 February failed.", "2018-09-07", "2018-02-05"),
        ("They met on 1 September.", "2018-08-31", "2018-09-01"),
        ("They met on 31 August.", "2018-09-01", "2018-08-31"),
        ("They signed it on 31 December.", "2019-01-01", "2018-12-31"),
        ("The meeting of 2 January.", "2018-12-30", "2019-01-02"),
        ("They will meet on 2 January.", "2018-12-30", "2019-01-02"),
        ("They met on 2 January.", "2018-12-30", "2018-01-02"),
        ("They will meet on 30 December.", "2019-01-02", "2019-12-30"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one_that_its_tense_allows(text, reference, value):
    (found,) = read(text, from_timex(reference))
    assert found.date.value == value


def test_a_story_of_another_year_carries_its_year_on():
    text = "The thaw culminated in the 2014 Winter Olympics. But the mood was dashed by the riot at the end of February."
    assert [m.date.value for m in read(text)] == ["2014", "2014-02"]


def test_a_document_that_is_cited_does_not_carry_its_year_on():
    text = "The islands are named in the 1956 Joint Declaration. In October the ministers met again."
    assert [m.date.value for m in read(text)] == ["1956", "2016-10"]


def test_two_days_later_counts_from_what_was_told():
    assert [m.date.value for m in read("They met on 6 May 2016. Two days later the talks failed.")] == [
        "2016-05-06",
        "2016-05-08",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The talks lasted three days.",
        "He ruled for 30 years.",
        "They meet every year at noon.",
        "You may march if you can.",
        "Prime Minister May resigned, Theresa May said.",
        "Some 2000 troops crossed the river.",
        "Resolution 1973 was adopted.",
        "He paid $2016 for it.",
        "The deadline is 31 June 2016.",
        "They met on 30 February.",
    ],
)
def test_durations_names_numbers_and_impossible_days_are_no_dates(text):
    assert values(text) == []


def test_a_day_and_month_in_unknown_order_are_both_kept():
    (found,) = read("Signed 05/06/2014.")
    assert (found.date.earliest, found.date.latest, found.date.precision) == (
        dt.date(2014, 5, 6),
        dt.date(2014, 6, 5),
        Precision.RANGE,
    )


def test_the_documents_date_or_the_calendar_settle_the_order():
    assert [m.date.value for m in read("Signed 12/07/2016.")] == ["2016-12-07"]
    assert [m.date.value for m in read("Signed 25/06/2014.")] == ["2014-06-25"]


def test_without_a_documents_date_nothing_relative_gets_a_day():
    found = {
        m.text: m.date for m in read("He said today, on Monday, that they met in May and on 6 May 2016, two years ago.", None)
    }
    assert found["6 May 2016"] == from_timex("2016-05-06")
    assert not any(d.is_known for words, d in found.items() if words != "6 May 2016")
    assert found["May"].value == "XXXX-05"


def test_a_month_is_no_basis_for_a_weekday():
    assert values("They met on Monday.", from_timex("2016-05")) == [("Monday", "XXXX-WXX-1", "vague")]


# ------------------------------------------------------------ what must always hold

days = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31))
fragments = st.sampled_from(
    ["May", " ", " 6 ", "2016", ", ", "the end of ", "since ", "from ", " to ", "last ", "Monday", "–", "31 June", "🕊️", "会談", "in ", "Q3",
     " 1990s", "two years ago", "05/06/2016", "early ", "this ", "week", "\u200f", "is", "'", "’s ", "29 February", "week later", "'82", "."]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(fragments | st.text(max_size=6), max_size=14).map("".join), days | st.none())
def test_spans_cut_the_words_they_claim_and_days_are_in_order(text, day):
    for m in read(text, on_day(day) if day else None):
        assert m.span.cut(text).replace("\n", " ") == m.text
        assert not (m.date.earliest and m.date.latest) or m.date.earliest <= m.date.latest
        assert from_timex(m.date.value).value == m.date.value


@given(days, st.integers(0, 400), st.sampled_from(["day", "week"]))
def test_steps_of_days_and_weeks_are_the_calendars(day, count, unit):
    found = resolved(Shift(unit, -count), Context(on_day(day)))
    there = day - dt.timedelta(days=count * (7 if unit == "week" else 1))
    assert found.overlaps(there, there)


@given(days, st.integers(0, 6), st.sampled_from([-1, 0, 1]))
def test_a_bare_weekday_is_at_most_six_days_away_on_the_side_of_its_tense(day, weekday, tense):
    found = resolved(Weekday(weekday), Context(on_day(day), tense=tense)).earliest
    assert found.weekday() == weekday
    assert 0 <= ((found - day) if tense > 0 else (day - found)).days <= 6


@given(days, st.integers(1, 12), st.integers(1, 31), st.sampled_from([-1, 0, 1]))
def test_a_day_without_a_year_is_within_a_year_of_the_document(day, month, number, tense):
    found = resolved(Calendar(month=month, day=number), Context(on_day(day), tense=tense))
    if found:
        assert (found.earliest.month, found.earliest.day) == (month, number)
        assert abs((found.earliest - day).days) <= (366 if (month, number) != (2, 29) else 8 * 366)


@given(days, st.sampled_from(["today", "in May", "last year", "on Monday", "soon", "the weekend"]))
@settings(max_examples=15, deadline=None)
def test_the_clock_is_never_asked(day, words):
    class Clock(dt.date):
        @classmethod
        def today(cls):
            raise AssertionError("the clock was asked")

    with pytest.MonkeyPatch.context() as patch:
        for module in (date_resolution, date_steps):
            patch.setattr(module, "date", Clock)
        read(f"They met {words}.", on_day(day))


def test_a_year_before_a_colon_belongs_to_its_day():
    assert [m.date.value for m in read("The Tokyo Declaration of 13 October 1993: a summary")] == ["1993-10-13"]


def test_a_history_stays_in_its_year_through_its_paragraphs():
    text = "On 27 January 1960 the minister came. He stayed. It rained, as it had three years before. He left.\n\nIt was rejected on 5 February."
    assert [m.date.value for m in read(text, from_timex("2010-01-27"))][-1] == "1960-02-05"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The court ruled on 4 March 2014. On Friday, December 2, the Kenyan envoy replied.", "Friday, December 2", "2016-12-02"),
        (
            "The court ruled on 4 March 2014. On Tuesday, December 2, the Kenyan envoy replied.",
            "Tuesday, December 2",
            "2014-12-02",
        ),
        ("On Wednesday, 14 September, the envoy came.", "Wednesday, 14 September", "2016-09-14"),
    ],
)
def test_the_weekday_beside_a_day_tells_its_year(text, words, value):
    assert {m.text: m.date.value for m in read(text)}[words] == value


def test_a_day_without_year_in_news_takes_no_year_from_what_a_ruling_is_called():
    text = "Peru said on Tuesday that the ruling of 29 January 1942 is binding. A border commission was agreed on November 12."
    assert [m.date.value for m in read(text)] == ["2016-12-06", "1942-01-29", "2016-11-12"]


def test_days_counted_up_to_a_deed_are_no_date_by_themselves():
    assert [m.text for m in read("On 3 May 2016 they met, two days before the summit opened.")] == ["3 May 2016"]
    assert [m.date.value for m in read("They met on 3 May 2016. Two days before, the envoy had come.")] == [
        "2016-05-03",
        "2016-05-01",
    ]
