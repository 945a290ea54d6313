"""Corrections: the analyst's word on one entry, whatever the next reader finds."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_examples import TEXT, actor, article, document, documents_read, mention, report, span, statement

from hikiwake.record.model import Contents, Document, Event, Phrase, Reading, Said, Span, Status
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade


def again(record: Record, doc: Document, reading: Reading, **changes: object) -> Contents:
    """The record after another reader has read the document."""
    record.add(doc, replace(reading, reader=record.reading(doc.id).reader + "+", **changes))
    return record.contents()


def test_a_correction_says_what_was_there_and_what_is_there_now(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        met, visit = record.contents().events
        before, after = record.correct(
            met.id,
            sources=["JPN"],
            date="2016-05-06",
            grade="anonymous",
            status="planned",
            note="seen",
            by="Ana",
            on="2016-12-10T09:00:00",
        )
        assert before == met
        assert isinstance(after, Event) and after.corrected
        assert [(a.name, a.country) for a in after.best.sources] == [("Japan", "JPN")]
        assert after.best.targets == met.best.targets
        assert after.best.date and after.best.date.date.value == "2016-05-06"
        assert (after.grade, after.best.status) == (Grade.ANONYMOUS, Status.PLANNED)
        assert (after.corrected.by, after.corrected.on, after.corrected.note) == ("Ana", "2016-12-10T09:00:00", "seen")
        contents = record.contents()
        assert contents.events == (after, visit)  # the neighbour is as it was
        assert [c.entry for c in contents.corrections] == [met.id] and contents.orphans == ()
        assert record.reading(doc.id) == reading  # what was read is kept as it was read


def test_later_corrections_win_field_by_field(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        id = record.contents().events[0].id
        record.correct(id, grade="anonymous", date="2015")
        _, after = record.correct(id, grade=Grade.OPINION)
        assert isinstance(after, Event) and after.best.date
        assert (after.grade, after.best.date.date.value) == (Grade.OPINION, "2015")
        _, after = record.undo(id)
        assert isinstance(after, Event) and after.grade is Grade.ANONYMOUS
        _, after = record.undo(id)
        assert isinstance(after, Event) and after.corrected is None and after.best == reading.reports[0]
        with pytest.raises(RecordError, match="no correction"):
            record.undo(id)


def test_a_rejection_takes_that_entry_out_and_never_its_neighbours(tmp_path: Path) -> None:
    doc, reading = article()
    twins = (report(doc, "met", cameo="036"), report(doc, "met", cameo="057", category="AGREE"))
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, replace(reading, reports=(*twins, reading.reports[1])))
        first, second, visit = record.contents().events
        _, after = record.correct(first.id, rejected=True)
        assert after.corrected and after.corrected.rejected
        assert record.contents().events == (second, visit)
        assert record.entry(first.id) == after  # still there to be looked at
        # The next reader finds only the twin that was right: it may carry the id of the one that was wrong.
        kept = again(record, doc, reading, reports=(twins[1], reading.reports[1]))
        assert [e.best.cameo for e in kept.events] == ["057", "042"]
        # and the one after that finds both again, the other way round
        kept = again(record, doc, reading, reports=(twins[1], twins[0], reading.reports[1]))
        assert [e.best.cameo for e in kept.events] == ["057", "042"]
        assert [e.best.trigger.text for e in kept.events] == ["met", "visit"]
        record.undo(next(id for id in (first.id, second.id) if record.entry(id).corrected))
        assert len(record.contents().events) == 3


def test_a_correction_holds_when_another_reader_finds_the_entry_in_other_words(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        met, _ = record.contents().events
        record.correct(met.id, grade="anonymous")
        wider = span(TEXT, "met the prime minister")
        other = replace(reading.reports[0], trigger=Phrase("met the prime minister", (wider,)), cameo="040", goldstein=1.0)
        contents = again(record, doc, reading, reports=(other, reading.reports[1]))
        assert contents.events[0].best == replace(other, grade=Grade.ANONYMOUS)
        assert contents.events[0].id != met.id and len(contents.events) == 2
        record.undo(contents.events[0].id)
        assert record.contents().events[0].best == other


def test_an_entry_that_no_reader_finds_any_more_stays_as_the_analyst_left_it(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        met = record.contents().events[0]
        said = record.contents().statements[2]
        record.correct(met.id, date="2016-05-06")
        record.correct(met.id, targets=["FRA"])
        record.correct(said.id, grade="on_record")
        left = (record.entry(met.id), record.entry(said.id))
        contents = again(record, doc, reading, reports=(), statements=())
        assert (*contents.events, *contents.statements) == left
        assert contents.orphans == ()
        _, after = record.correct(met.id, note="sure of it")  # it can be corrected further
        assert isinstance(after, Event) and after.best == left[0].best  # type: ignore[union-attr]
        for _ in range(2):
            record.undo(met.id)
        _, after = record.undo(met.id)
        assert after is None and record.contents().events == ()
        contents = again(record, doc, reading)  # found again, it is one entry, not two
        assert len(contents.events) == 2 and len(contents.statements) == 3


def test_what_was_said_within_what_was_said_is_an_entry_of_its_own(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        agency, denial, _ = record.contents().statements
        record.correct(denial.id, grade="speculation")
        for found in ((reading.statements[0],), (replace(reading.statements[1], via=None),), ()):
            contents = again(record, doc, reading, statements=found)
            grades = {s.statement.content.text: s.statement.grade for s in contents.statements}
            assert grades["that a treaty was near"] is Grade.SPECULATION
            assert grades.get(agency.statement.content.text, Grade.REPORTED) is Grade.REPORTED
        assert [s.statement.content.text for s in record.contents().statements] == ["that a treaty was near"]


def test_a_statement_is_known_again_by_its_content_when_its_cue_is_found_only_now(tmp_path: Path) -> None:
    doc, reading = article()
    said = reading.statements[2]
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, replace(reading, statements=(said,)))
        record.correct(record.contents().statements[0].id, grade="anonymous")
        (now,) = again(record, doc, reading, statements=(replace(said, source=None, cue=None),)).statements
        assert now.statement.grade is Grade.ANONYMOUS and now.statement.cue is None
    with Record.open(tmp_path / "r2.sqlite") as record:
        record.add(doc, replace(reading, statements=(replace(said, source=None, cue=None),)))
        record.correct(record.contents().statements[0].id, grade="anonymous")
        (now,) = again(record, doc, reading, statements=(said,)).statements
        assert now.statement.grade is Grade.ANONYMOUS and now.statement.cue is not None


def test_a_rejected_entry_that_no_reader_finds_is_not_brought_back(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        record.correct(record.contents().events[0].id, rejected=True)
        assert again(record, doc, reading, reports=()).events == ()
        assert [e.best.trigger.text for e in again(record, doc, reading).events] == ["visit"]


def test_corrections_outlive_their_document(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        id = record.contents().events[0].id
        record.correct(id, grade="opinion", by="Ana")
        before = record.contents()
        record.remove(doc.id)
        assert record.contents().events == () and [c.entry for c in record.contents().orphans] == [id]
        assert "no such document" in str(record.problems()[0])
        record.add(doc, reading)
        assert record.contents() == before


def test_a_correction_follows_its_words_when_the_text_is_made_anew(tmp_path: Path) -> None:
    """The same bytes, extracted better: the menu is gone and every offset has moved."""
    doc, reading = article()
    menu = "Home | World | Sport\n\n"
    noisy = replace(doc, text=menu + doc.text, prose=(Span(len(menu), len(menu + doc.text)),))
    at = span(noisy.text, "met")
    first = Reading(doc.id, "built-in 1", (replace(report(doc, "met"), span=at, trigger=Phrase("met", (at,))),))
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(noisy, first)
        (met,) = record.contents().events
        record.correct(met.id, grade="reported")
        contents = again(record, doc, reading)
        assert [e.grade for e in contents.events] == [Grade.REPORTED, Grade.ATTRIBUTED] and contents.orphans == ()
        contents = again(record, doc, reading, reports=())
        (kept,) = contents.events
        assert kept.best.span.cut(doc.text) == "met" and kept.grade is Grade.REPORTED


def test_an_orphan_is_listed_and_changes_nothing(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        record.correct(record.contents().events[0].id, rejected=True)
        other = replace(doc, text="Nothing of it. A visit is planned for December.", prose=())
        contents = again(record, other, Reading(doc.id, "x", (report(other, "visit"),)))
        assert len(contents.events) == 1 and len(contents.orphans) == 1
        assert "absent" in str(record.problems()[0])


# ---------------------------------------------------------------- what the analyst types


def corrected(tmp_path: Path, **fields: object) -> Event:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        _, after = record.correct(record.contents().events[0].id, **fields)  # type: ignore[arg-type]
    assert isinstance(after, Event)
    for a in (*after.best.sources, *after.best.targets):
        assert a.span.cut(TEXT) == a.text
    return after


def test_a_name_that_stands_near_the_entry_is_found_there(tmp_path: Path) -> None:
    (minister,) = corrected(tmp_path, sources=["prime  Minister"]).best.sources
    assert (minister.text, minister.name, minister.country) == ("prime minister", "prime Minister", "JPN")


def test_a_name_that_stands_nowhere_points_at_the_words_of_the_event(tmp_path: Path) -> None:
    (a, b, c) = corrected(tmp_path, targets=["Angela Merkel", "Germany", "WHO"]).best.targets
    assert (a.text, a.name, a.country) == ("met", "Angela Merkel", None)
    assert (b.text, b.name, b.country) == ("met", "Germany", "DEU")
    assert (c.text, c.name, c.country) == ("met", "WHO", None)  # three capitals are not always a state


def test_a_word_within_another_is_not_that_name(tmp_path: Path) -> None:
    (a,) = corrected(tmp_path, sources=["minis"]).best.sources
    assert a.text == "met"


def test_all_sources_may_be_taken_away(tmp_path: Path) -> None:
    assert corrected(tmp_path, sources=[]).best.sources == ()


def test_the_source_of_a_statement_becomes_its_speaker(tmp_path: Path) -> None:
    doc, reading = article()
    opinion = statement(doc, None, None, "The islands stay as they are", grade=Grade.OPINION)
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, replace(reading, statements=(*reading.statements, opinion)))
        agency, _, said, stay = record.contents().statements
        _, after = record.correct(said.id, sources=["president"])
        assert isinstance(after, Said) and after.statement.speaker and after.statement.source
        assert (after.statement.speaker.country, after.statement.source.text) == ("RUS", "president")
        _, after = record.correct(agency.id, sources=["A Paper"])
        assert isinstance(after, Said) and after.statement.speaker and after.statement.source
        assert (after.statement.speaker.name, after.statement.source.text) == ("A Paper", "agency")
        _, after = record.correct(stay.id, sources=["FRA"])
        assert isinstance(after, Said) and after.statement.source and after.statement.speaker
        assert after.statement.speaker.name == "France"
        for entry in record.contents().statements:
            parts = [p for p in (entry.statement.source, entry.statement.cue, entry.statement.content) if p]
            assert all(" ".join(s.cut(TEXT) for s in p.spans) == p.text for p in parts)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "nothing to correct"),
        ({"grade": "certain"}, "Give one of: on_record"),
        ({"status": "maybe"}, "Give one of: actual"),
        ({"date": "5 May"}, "2016-05-06"),
        ({"date": "2015-02-29"}, "2016-05-06"),
        ({"sources": [" "]}, "empty"),
    ],
)
def test_what_an_entry_cannot_take_is_refused_with_the_mend(tmp_path: Path, fields: dict[str, object], said: str) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        before = record.contents()
        with pytest.raises(RecordError, match=said) as told:
            record.correct(before.events[0].id, **fields)  # type: ignore[arg-type]
        assert "\n" not in str(told.value)
        with pytest.raises(RecordError, match="is a statement"):
            record.correct(before.statements[0].id, targets=["RUS"])
        with pytest.raises(RecordError, match="one source, not 2"):
            record.correct(before.statements[0].id, sources=["RUS", "JPN"])
        with pytest.raises(RecordError, match="no such entry"):
            record.correct("e0000000000", rejected=True)
        assert record.contents() == before


def test_an_entry_in_a_passage_that_stands_twice_is_still_the_one_that_was_meant(tmp_path: Path) -> None:
    passage = "They met. "
    doc = document(passage * 40)
    reading = Reading(doc.id, "built-in 1", tuple(report(doc, "met", nth=n) for n in range(40)))
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        meant = record.contents().events[17]
        record.correct(meant.id, rejected=True)
        events = record.contents().events
        assert len(events) == 39 and meant.best.span not in [e.best.span for e in events]
        assert again(record, doc, reading).events == events


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents_read(), st.data())
def test_whatever_is_read_again_corrections_hold_once_each(
    tmp_path_factory: pytest.TempPathFactory, read: tuple[Document, Reading], data: st.DataObject
) -> None:
    doc, reading = read
    with Record.open(tmp_path_factory.mktemp("r") / "r.sqlite") as record:
        record.add(doc, reading)
        entries = (*record.contents().events, *record.contents().statements)
        if not entries:
            return
        chosen = data.draw(st.sampled_from(entries))
        record.correct(chosen.id, grade="reported", sources=["Somebody"], date="1956-10-19")
        untouched = [e for e in entries if e.id != chosen.id]
        assert [e for e in (*record.contents().events, *record.contents().statements) if e.id != chosen.id] == untouched
        before = record.contents()
        assert again(record, doc, reading) == before  # the same findings by another reader: nothing moves
        record.correct(chosen.id, rejected=True)
        left = record.contents()
        assert [e.id for e in (*left.events, *left.statements)] == [e.id for e in untouched]
        record.undo(chosen.id)
        assert record.contents() == before
        record.undo(chosen.id)
        assert (*record.contents().events, *record.contents().statements) == entries


def test_a_corrected_date_keeps_the_words_it_stands_for(tmp_path: Path) -> None:
    after = corrected(tmp_path, date="2016-05-06")
    assert after.best.date and after.best.date.text == "May 2016"
    assert after.best.date.span == mention(TEXT, "May 2016", "2016").span
    assert actor(TEXT, "president").span in [a.span for a in after.best.sources]


CROWD = "They met in Rome and in Oslo, and met in Bern; all of them said so and signed."
KINDS = [
    (word, nth, cameo, who)
    for word, nth in (("met", 0), ("met", 1), ("signed", 0))
    for cameo in ("036", "057")
    for who in ("They", "Rome")
]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(len(KINDS))), st.permutations(range(len(KINDS))), st.integers(1, 12), st.integers(1, 12), st.data())
def test_a_rejection_never_takes_a_neighbour_whatever_the_next_reader_leaves_out(
    tmp_path_factory: pytest.TempPathFactory, one: list[int], other: list[int], first: int, second: int, data: st.DataObject
) -> None:
    doc = document(CROWD)
    crowd = [report(doc, word, nth, cameo=cameo, sources=(actor(CROWD, who),)) for word, nth, cameo, who in KINDS]
    with Record.open(tmp_path_factory.mktemp("r") / "r.sqlite") as record:
        read = Reading(doc.id, "a", tuple(crowd[i] for i in one[:first]))
        record.add(doc, read)
        rejected = data.draw(st.sampled_from(record.contents().events))
        record.correct(rejected.id, rejected=True)
        found = tuple(crowd[i] for i in other[:second])
        contents = again(record, doc, read, reports=found)
        # What was a neighbour when the entry was rejected stays; the entry itself goes; what is new at those words may be it, seen better.
        left = [e.best for e in contents.events]
        assert all(r in left for r in found if r in read.reports and r != rejected.best)
        assert rejected.best not in left
        assert len(found) - len(left) <= 1
