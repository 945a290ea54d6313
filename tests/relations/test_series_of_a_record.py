"""Which events of a record count in the relations of the two: what a paper took back does not, unless another still tells it."""

import csv
import hashlib
from datetime import date

import pytest

from hikiwake.events.from_record import left_out, series, taken_back, write_table
from hikiwake.record.disputes import disputes
from hikiwake.record.model import (
    Actor,
    Certainty,
    Contents,
    DateMention,
    Document,
    Event,
    Phrase,
    Polarity,
    Report,
    Span,
    Status,
)
from hikiwake.terms.dates import from_timex, on_day
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.grades import Grade

DYAD = Dyad.of("PER", "ECU")
DEED = "Peru closed the crossing to Ecuador at Huaquillas on 3 May 2016"
RETRACTION = f"The Post withdraws its report of May 4 that {DEED}."
DENIED = {"status": Status.DENIED, "polarity": Polarity.NEGATIVE}


def paper(text, publisher, day):
    id = hashlib.sha256(text.encode()).hexdigest()
    whole = (Span(0, len(text)),)
    return Document(id, f"{publisher}.txt", text, prose=whole, publisher=publisher, date=on_day(date.fromisoformat(day)))


def span(doc, words):
    at = doc.text.index(words)
    return Span(at, at + len(words))


def closed(doc, *, status=Status.ACTUAL, polarity=Polarity.POSITIVE):
    """The report of a text that Peru closed the crossing, or did not."""
    act = span(doc, "closed")
    told = DEED if DEED in doc.text else doc.text.partition(", Lima says")[0]
    return Report(
        doc.id, span(doc, told), Phrase("closed", (act,)), "COERCE", None, "172", -5.0,
        (Actor("Peru", span(doc, "Peru"), "Peru", "PER", "GOV"),), (Actor("Ecuador", span(doc, "Ecuador"), "Ecuador", "ECU", "GOV"),),
        DateMention("3 May 2016", span(doc, "3 May 2016"), from_timex("2016-05-03")), None,
        status, Grade.ATTRIBUTED, Certainty.CERTAIN, polarity, None, 0.5,
    )  # fmt: skip


def record(*happenings):
    """A happening a tuple of documents and reports; its entries are numbered through."""
    count = iter(range(100))
    events = []
    for told in happenings:
        entries = tuple(f"e{next(count)}" for _ in told)
        events.append(Event(entries[0], tuple(r for _, r in told), entries=entries))
    return Contents(tuple(d for told in happenings for d, _ in told), tuple(events))


def of(text, publisher="The Post", day="2016-05-04", **fields):
    doc = paper(text, publisher, day)
    return doc, closed(doc, **fields)


POST = of(f"{DEED}.")
STAR = of(
    "Traders in Machala say that Peru closed its side of the bridge to Ecuador on Tuesday, 3 May 2016, without a word.",
    "Star",
    "2016-05-05",
)
BACK = of(RETRACTION, day="2016-05-10", **DENIED)
NO = of(
    "Peru never closed the crossing to Ecuador at Huaquillas on 3 May 2016, Lima says.", "El Comercio", "2016-05-06", **DENIED
)


def counted(contents, **days):
    return [row.key for row in series(contents, DYAD, **days).rows]


def test_what_its_only_paper_took_back_does_not_count_and_is_named_as_left_out():
    contents = record((POST,), (BACK,))
    assert counted(contents) == [] and "e0" in taken_back(contents)
    (row,) = left_out(contents, DYAD).rows
    assert (row.key, row.first, row.value) == ("e0", date(2016, 5, 3), -5.0)
    assert left_out(contents, DYAD, until=date(2016, 5, 2)).rows == ()


def test_what_another_paper_still_tells_counts():
    assert counted(record((POST, STAR), (BACK,))) == ["e0"]
    assert left_out(record((POST, STAR), (BACK,)), DYAD).rows == ()


def test_what_a_second_paper_denies_counts():
    contents = record((POST,), (NO,))
    assert "e0" in disputes(contents) and counted(contents) == ["e0"]


def test_before_it_was_taken_back_it_counts():
    whole = record((POST,), (BACK,))
    assert counted(whole.without(BACK[0].id)) == ["e0"]


@pytest.mark.parametrize(("happenings", "rows"), [(((POST,), (BACK,)), 0), (((POST, STAR), (BACK,)), 1)])
def test_the_table_for_a_lake_holds_what_counts(happenings, rows, tmp_path):
    write_table(record(*happenings), tmp_path / "record.tsv")
    with (tmp_path / "record.tsv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file, delimiter="\t"))) == rows
