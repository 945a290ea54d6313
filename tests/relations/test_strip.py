"""The strip of entries under the index: few are drawn one by one and named, very many as counts that add up."""

from datetime import date, timedelta

import pytest

from hikiwake.drawing import Scale
from hikiwake.relations.strip import Happening, strip

FIRST, LAST = date(2000, 1, 1), date(2009, 12, 31)


def axis(wide=900, first=FIRST, last=LAST):
    return Scale(first.toordinal(), last.toordinal(), 40, 40 + wide)


def on(day, kind="disc", words="an entry", *, days=0):
    return Happening(day, day + timedelta(days=days), kind, words)


def titles(marks):
    return [mark.children[0].text for mark in marks]


def rects(marks):
    return [dict(child.attributes) for mark in marks for child in mark.children if child.tag == "rect"]


def test_few_entries_are_each_drawn_and_named_and_what_lies_off_the_axis_is_not():
    some = [on(date(2003, 5, 1), words="one"), on(date(2004, 5, 1), "square", "two"), on(date(1990, 1, 1), words="too early")]
    marks, said = strip(some, axis(), 100, "quarter")
    assert titles(marks) == ["one", "two"] and said == "entries, each as long as its date is open"
    assert [mark.children[-1].tag for mark in marks] == ["circle", "path"]


def test_a_bar_reaches_from_the_first_to_the_last_day_an_entry_can_have_had():
    x = axis()
    (bar,) = rects(strip([on(date(2003, 1, 1), days=364)], x, 100, "year")[0])
    assert bar["x"] == pytest.approx(x(date(2003, 1, 1).toordinal()))
    assert bar["x"] + bar["width"] == pytest.approx(x(date(2003, 12, 31).toordinal()))


def test_no_entry_needs_no_words():
    assert strip([], axis(), 100, "year") == ([], "")


def test_very_many_entries_are_counted_by_period_and_every_one_is_in_a_column():
    many = [on(date(2003, 5, 1))] * 400 + [on(date(2003, 9, 1))] * 100 + [on(date(2007, 2, 1))] * 250
    marks, said = strip(many, axis(), 100, "year")
    assert titles(marks) == ["2003: 500 entries", "2007: 250 entries"] and said == "entries a year, at most 500"
    tall, half = rects(marks)
    assert half["height"] == pytest.approx(tall["height"] / 2)
    assert tall["y"] + tall["height"] == pytest.approx(half["y"] + half["height"])  # they stand on one line


def test_an_entry_whose_date_is_open_counts_in_each_period_by_its_days():
    many = [on(date(2003, 7, 1), days=365)] * 1000  # half of it in each of two years
    marks, _ = strip(many, axis(), 100, "year")
    assert titles(marks) == ["2003: 503 entries", "2004: 497 entries"]


def test_a_single_entry_beside_very_many_is_still_seen():
    marks, _ = strip([on(date(2003, 5, 1))] * 5000 + [on(date(2008, 5, 1))], axis(), 100, "year")
    assert titles(marks)[-1] == "2008: 1 entry" and rects(marks)[-1]["height"] >= 1


@pytest.mark.parametrize(("wide", "by"), [(9000, "week"), (900, "month"), (200, "quarter"), (60, "year"), (10, "year")])
def test_where_a_column_would_be_a_hair_a_longer_period_is_counted(wide, by):
    days = (LAST - FIRST).days
    many = [on(FIRST + timedelta(days=i % days)) for i in range(5000)]
    marks, said = strip(many, axis(wide), 100, "week")
    assert said.startswith(f"entries a {by}, at most ")
    lefts = [r["x"] for r in rects(marks)]
    assert lefts == sorted(lefts) and lefts[0] >= 40 and len(marks) <= max(wide / 3, 10) + 1
