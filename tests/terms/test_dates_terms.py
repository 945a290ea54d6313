"""Dates with a precision."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.terms.dates import Date, Precision, from_timex, on_day


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_is_the_day_it_names(day):
    assert from_timex(day.isoformat()) == on_day(day)


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2100, 1, 1)))
def test_a_week_holds_the_day_it_was_made_from_and_has_seven(day):
    year, week, _ = day.isocalendar()
    found = from_timex(f"{year:04d}-W{week:02d}")
    assert found.earliest <= day <= found.latest
    assert (found.latest - found.earliest).days == 6


@pytest.mark.parametrize(
    ("value", "precision", "first", "last"),
    [
        ("2016-02", Precision.MONTH, date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-Q3", Precision.QUARTER, date(2016, 7, 1), date(2016, 9, 30)),
        ("2013-WI", Precision.SEASON, date(2013, 12, 1), date(2014, 2, 28)),
        ("199", Precision.DECADE, date(1990, 1, 1), date(1999, 12, 31)),
        ("18", Precision.RANGE, date(1800, 1, 1), date(1899, 12, 31)),
        ("2016-W19-WE", Precision.RANGE, date(2016, 5, 14), date(2016, 5, 15)),
        ("2016-05/2016-08", Precision.RANGE, date(2016, 5, 1), date(2016, 8, 31)),
    ],
)
def test_a_value_names_its_days(value, precision, first, last):
    assert from_timex(value) == Date(value, precision, first, last)


@pytest.mark.parametrize("value", ["PAST_REF", "FUTURE_REF", "XXXX-05", "XXXX-Q3"])
def test_what_has_no_year_has_no_days(value):
    found = from_timex(value)
    assert found.precision is Precision.VAGUE
    assert not found.is_known


@pytest.mark.parametrize("value", ["2015-02-29", "2016-13", "2016-W60", "soon", "", "2016-5-6"])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError):
        from_timex(value)
