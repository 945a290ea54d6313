"""What is said of a series before its ups and downs are believed."""

import numpy as np
import pytest

from hikiwake.relations.remarks import UNIT, remarks, weekday_of_weeks


def days(first, step, number=60):
    return np.datetime64(first) + np.arange(number) * step


def test_sums_are_told_apart_from_means_and_silence_from_both():
    weeks = days("2010-01-04", 7)
    values = np.where(np.arange(60) % 7, 2.0, np.nan)
    assert remarks(weeks, values, by="week") == ()
    values[30] = -10.5
    assert remarks(weeks, values, by="week") == (UNIT,)
    assert "sum" in UNIT and "mean" in UNIT and "count" in UNIT


@pytest.mark.parametrize(
    ("step", "by", "better"), [(365, "week", "year"), (91, "week", "quarter"), (30, "week", "month"), (365, "month", "year")]
)
def test_rows_far_apart_are_said_to_suit_another_period(step, by, better):
    [said] = remarks(days("1950-01-02", step), np.zeros(60), by=by)
    assert f"--by {better}" in said


@pytest.mark.parametrize(
    ("step", "by"), [(7, "week"), (1, "week"), (10, "week"), (30, "month"), (91, "quarter"), (366, "year"), (7, "year")]
)
def test_of_rows_that_suit_their_period_nothing_is_said(step, by):
    assert remarks(days("1950-01-02", step), np.zeros(60), by=by) == ()
    assert remarks(days("1950-01-02", 900, 3), np.zeros(3), by=by) == ()


def test_rows_a_week_apart_are_known_by_their_weekday():
    sundays = days("2011-11-27", 7)
    assert weekday_of_weeks(sundays) == "Sundays" and weekday_of_weeks(np.delete(sundays, 3)) == "Sundays"
    for others in (
        days("2011-11-28", 7),
        days("2011-11-27", 1),
        days("2011-11-27", 14),
        days("2011-11-27", 7, 3),
        np.append(sundays, np.datetime64("2011-12-06")),
    ):
        assert weekday_of_weeks(others) == ""
