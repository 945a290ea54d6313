"""One happening or several: the analyst's word before any likeness, and always a partition."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_examples import actor, document, mention, phrase, report

from hikiwake.record.analyst import Judgement
from hikiwake.record.merging import merged
from hikiwake.record.merging.sameness import sameness
from hikiwake.record.model import Contents, Document, Event, Reading, Report
from hikiwake.record.store import Record
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import ConflictError, RecordError

SENTENCES = (
    ("Norway's Solvang met Russia's Grushin in Kirkenes on 12 March 2021 over a hotline.", "12 March 2021", "2021-03-12"),
    (
        "When Solvang of Norway and Grushin of Russia met at Kirkenes in March 2021, they promised a hotline.",
        "March 2021",
        "2021-03",
    ),
    ("Norway's Solvang met Russia's Grushin in Tromso on 3 June 2021 over cod and crab.", "3 June 2021", "2021-06-03"),
    ("On 9 May 2019 Solvang met Grushin, a Norwegian paper told long afterwards.", "9 May 2019", "2019-05-09"),
    ("Solvang met Grushin in Oslo on 1 May 2018, said a paper of that city.", "1 May 2018", "2018-05-01"),
)


def told(i: int) -> tuple[Document, Report]:
    text, day, value = SENTENCES[i]
    doc = document(text, name=f"{i}.txt", date=from_timex("2021-07-01"))
    who = (actor(text, "Solvang", "Ingrid Solvang", "NOR"), actor(text, "Grushin", "Pavel Grushin", "RUS"))
    return doc, report(doc, "met", cameo="040", sources=who[:1], targets=who[1:], date=mention(text, day, value))


BOTH = [told(i) for i in range(len(SENTENCES))]
EVENTS = [f"e{i}" for i in range(len(SENTENCES))]
WHOLE = Contents(tuple(doc for doc, _ in BOTH), tuple(Event(id, (r,)) for id, (_, r) in zip(EVENTS, BOTH, strict=True)))


def filled(path: Path) -> Record:
    record = Record.open(path)
    for doc, one in BOTH:
        record.add(doc, Reading(doc.id, "x", (one,)))
    return record


def shapes(contents: Contents) -> list[set[str]]:
    return [set(e.own_entries) for e in merged(contents).events]


def test_what_is_joined_is_one_happening_and_its_reports_come_with_it(tmp_path: Path) -> None:
    with filled(tmp_path / "r.sqlite") as record:
        a, b, c, d, _ = (e.id for e in record.contents().events)
        assert shapes(record.contents())[0] == {a, b}  # so alike that nobody need say it
        happening = record.join([a, c], by="Ana", on="2021-08-01")
        assert set(happening.own_entries) == {a, b, c} and happening.is_joined and happening.id == a
        assert record.contents().judgements == (Judgement(True, (a, b, c), "Ana", "2021-08-01"),)
        assert set(record.join([d, c]).own_entries) == {a, b, c, d}  # one with one is one with all
        record.undo(d)
        assert {d} in shapes(record.contents()) and {a, b, c} in shapes(record.contents())


def test_what_is_parted_is_kept_apart_however_alike(tmp_path: Path) -> None:
    with filled(tmp_path / "r.sqlite") as record:
        a, b, *_ = (e.id for e in record.contents().events)
        apart = record.part(a, [b], by="Ana")
        assert [set(e.own_entries) for e in apart] == [{a}, {b}]
        assert not any(e.is_joined for e in apart)
        record.undo_last(by="Ana")
        assert shapes(record.contents())[0] == {a, b}


def test_the_later_word_holds(tmp_path: Path) -> None:
    with filled(tmp_path / "r.sqlite") as record:
        a, b, c, d, _ = (e.id for e in record.contents().events)
        record.part(a, [b])
        assert set(record.join([a, b]).own_entries) == {a, b}
        record.join([c, d])
        record.part(c, [d])
        assert {c} in shapes(record.contents()) and {d} in shapes(record.contents())


def test_two_copies_of_one_sentence_can_be_parted(tmp_path: Path) -> None:
    doc, one = BOTH[0]
    copy = document("\n" + doc.text, name="copy.txt", date=doc.date)
    who = (actor(copy.text, "Solvang", "Ingrid Solvang", "NOR"), actor(copy.text, "Grushin", "Pavel Grushin", "RUS"))
    day = mention(copy.text, "12 March 2021", "2021-03-12")
    moved = report(copy, "met", cameo="040", sources=who[:1], targets=who[1:], date=day)
    contents = Contents((doc, copy), (Event("e0", (one,)), Event("e1", (moved,))))
    assert shapes(contents) == [{"e0", "e1"}]
    assert shapes(replace(contents, judgements=(Judgement(False, ("e0", "e1")),))) == [{"e0"}, {"e1"}]


def test_a_judgement_outlives_re_reading_and_what_vanishes_falls_out_of_it(tmp_path: Path) -> None:
    with filled(tmp_path / "r.sqlite") as record:
        _, _, c, d, e = (event.id for event in record.contents().events)
        record.join([c, d, e])
        doc, one = BOTH[3]
        wider = replace(one, trigger=phrase(doc.text, "Solvang met"))
        record.add(doc, Reading(doc.id, "better", (wider,)))
        assert {c, e} < next(some for some in shapes(record.contents()) if c in some)
        assert len(shapes(record.contents())) == 2
        record.remove(doc.id)
        assert {c, e} in shapes(record.contents()) and record.problems() == []
        assert record.contents() == record.contents().without(doc.id)


def test_only_events_that_are_there_are_joined(tmp_path: Path) -> None:
    with filled(tmp_path / "r.sqlite") as record:
        a, b, c, *_ = (e.id for e in record.contents().events)
        revision = record.revision()
        for ids, said in (([c], "no other report"), ([c, "e0000000000"], "no such entry"), ([c, c], "no other report")):
            with pytest.raises(RecordError, match=said):
                record.join(ids)
        with pytest.raises(ConflictError):
            record.join([a, c], if_version="0" * 12)
        assert record.revision() == revision
        record.correct(c, rejected=True)
        with pytest.raises(RecordError, match="was rejected"):
            record.part(a, [c])
        record.join([a, b], if_version=record.version_of(a))


JUDGED = st.lists(
    st.builds(
        lambda is_one, ids: Judgement(is_one, tuple(ids)),
        st.booleans(),
        st.lists(st.sampled_from(EVENTS), min_size=2, max_size=4, unique=True),
    ),
    max_size=7,
)


@settings(max_examples=150, deadline=None)
@given(JUDGED)
def test_in_any_order_of_joining_and_parting_the_happenings_are_a_partition_that_keeps_the_last_word(
    told: list[Judgement],
) -> None:
    same = sameness(told)
    for id, others in same.together.items():  # an equivalence relation
        assert id in others and all(same.together[other] == others for other in others)
        assert not others & same.apart.get(id, set())
    for id, others in same.apart.items():
        assert id not in others and all(id in same.apart[other] for other in others)
    events = merged(replace(WHOLE, judgements=tuple(told))).events
    found = [set(e.own_entries) for e in events]
    assert sorted(id for some in found for id in some) == EVENTS
    of = {id: some for some in found for id in some}
    assert all(of[other] is of[id] for id, others in same.together.items() for other in others)
    assert not any(of[other] is of[id] for id, others in same.apart.items() for other in others)
    if told:
        last = told[-1]
        if last.is_one:
            assert all(of[entry] is of[last.entries[0]] for entry in last.entries)
        else:
            assert all(of[entry] is not of[last.entries[0]] for entry in last.entries[1:])
