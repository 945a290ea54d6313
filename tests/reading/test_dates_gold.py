"""Dates on sentences of our own: words, value and precision for three documents' dates and for a document without one."""

import csv
from pathlib import Path

import pytest

from hikiwake.reading.dates import date_mentions
from hikiwake.reading.language import parse
from hikiwake.record.model import Span
from hikiwake.terms.dates import from_timex

with Path(__file__).with_name("gold_dates.csv").open(encoding="utf-8", newline="") as file:
    GOLD = list(csv.DictReader(file))


@pytest.mark.parametrize("row", GOLD, ids=[f"{r['reference'] or 'undated'}: {r['text']}" for r in GOLD])
def test_an_expression_has_its_words_value_and_precision(row):
    passages = next(parse([(row["text"], [Span(0, len(row["text"]))])]))
    found = date_mentions(passages, from_timex(row["reference"]) if row["reference"] else None)
    told = [";".join(x) for x in ((m.text for m in found), (m.date.value for m in found), (str(m.date.precision) for m in found))]
    assert told == [row["words"], row["value"], row["precision"]]


def test_the_table_is_large_enough_to_mean_something():
    assert sum(len(r["words"].split(";")) for r in GOLD if r["words"]) >= 80
    assert len({r["reference"] for r in GOLD}) == 4


def test_what_is_ambiguous_says_so():
    assert from_timex("[2014-03-04,2014-04-03]").is_ambiguous
    assert not from_timex("2014-03-04/2014-04-03").is_ambiguous


@pytest.mark.parametrize(
    ("text", "day", "references"),
    [
        ("The minister spoke on Monday.", "2016-12-09", ["2016-12-09"]),
        ("They met on 6 May 2016. Two days later the talks failed.", "2016-12-09", [None, "2016-05-06"]),
        ("The minister spoke in May.", "2016-12-09", ["2016-12-09"]),
        ("The thaw came in 2014. It ended in May.", "2016-12-09", [None, "2014"]),
        ("The minister spoke last week.", None, [None]),
    ],
)
def test_a_date_tells_what_it_was_read_against(text, day, references):
    passages = next(parse([(text, [Span(0, len(text))])]))
    assert [m.reference for m in date_mentions(passages, from_timex(day) if day else None)] == references
