"""The journal: notes, what was reviewed, who changed what and when, and taking back one by one."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_examples import TEXT, article, document, report

from hikiwake.record import migrations
from hikiwake.record.analyst import Note
from hikiwake.record.memory import Memory
from hikiwake.record.model import Contents, Reading, Said
from hikiwake.record.store import Record
from hikiwake.terms.errors import ConflictError, RecordError
from hikiwake.terms.grades import Grade


def two_documents(path: Path, memory: Memory | None = None) -> Record:
    record = Record.open(path, memory=memory)
    if not record.contents().documents:
        record.add(*article(), on="2016-12-10T08:00:00")
        other = document("The president met the minister in Oslo. They signed a treaty.", name="other.txt")
        record.add(other, Reading(other.id, "x", (report(other, "met", cameo="040"), report(other, "signed", cameo="057"))))
    return record


def test_notes_and_reviews_stand_with_entries_and_documents_and_outlive_re_reading(tmp_path: Path) -> None:
    doc, reading = article()
    with two_documents(tmp_path / "r.sqlite") as record:
        met, visit = record.contents().events[:2]
        record.note(met.id, " Is that so? ", by="Ana", on="2016-12-10")
        record.note(doc.id[:12], "from the embassy", by="Bo")
        record.review(visit.id, by="Ana")
        record.review(doc.id)
        record.add(doc, replace(reading, reader="better"))
        contents = record.contents()
        assert contents.notes == {
            met.id: (Note("Is that so?", "Ana", "2016-12-10"),),
            doc.id: (Note("from the embassy", "Bo", ""),),
        }
        assert contents.reviewed == {visit.id, doc.id}
        assert contents.is_reviewed(contents.events[1]) and not contents.is_reviewed(contents.events[0])
        assert contents.events[0] == met  # a note changes nothing
        for target in ("e0000000000", "ffffff"):
            with pytest.raises(RecordError, match="no such entry or document"):
                record.note(target, "x")
        with pytest.raises(RecordError, match="empty"):
            record.note(met.id, " ")
        left = contents.without(doc.id)
        assert (left.notes, left.reviewed, set(left.added_on)) == ({}, frozenset(), {contents.documents[1].id})


def test_a_review_accepts_what_a_model_found(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, replace(reading, reports=(replace(reading.reports[0], is_unreviewed=True),)))
        id = record.contents().events[0].id
        record.review(id)
        assert not record.contents().events[0].best.is_unreviewed
        record.undo(id)
        assert record.contents().events[0].best.is_unreviewed


def test_a_document_keeps_the_day_it_came_in(tmp_path: Path) -> None:
    doc, reading = article()
    with two_documents(tmp_path / "r.sqlite") as record:
        record.add(doc, replace(reading, reader="b"), on="2020-01-01")
        other = record.contents().documents[1]
        assert record.contents().added_on == {doc.id: "2016-12-10T08:00:00", other.id: ""}


def test_the_revision_grows_with_every_write_and_with_nothing_else(tmp_path: Path) -> None:
    doc, reading = article()
    with two_documents(tmp_path / "r.sqlite") as record:
        seen = [record.revision()]
        assert not record.add(doc, reading)
        with pytest.raises(RecordError):
            record.correct("nobody", rejected=True)
        assert record.revision() == seen[0]
        id = record.contents().events[0].id
        for write in (
            lambda: record.correct(id, grade="reported"),
            lambda: record.note(id, "x"),
            lambda: record.rename_actor(["a"], "b"),
            lambda: record.undo_last(),
            lambda: record.add(doc, replace(reading, reader="b")),
            lambda: record.remove(doc.id),
        ):
            write()
            seen.append(record.revision())
        assert seen == sorted(set(seen))


def test_who_did_what_when_is_listed_and_what_was_taken_back_says_so(tmp_path: Path) -> None:
    with two_documents(tmp_path / "r.sqlite") as record:
        met, visit = record.contents().events[:2]
        record.correct(met.id, sources=["JPN"], date="2016-05-06", also=[visit.id], by="Ana", on="2016-12-10T09:00:00+00:00")
        record.rename_actor(["The President"], "Somebody", country="RUS", by="Bo", on="2016-12-11T09:00:00")
        record.join([met.id, visit.id], by="Ana", on="2016-12-12T09:00:00Z")
        taken = record.undo_last(by="Ana", on="2016-12-13")
        assert (taken.what, taken.targets, taken.is_undone) == ("joined", (met.id, visit.id), True)
        told = [(c.by, c.what, c.is_undone) for c in record.changes()]
        assert told == [("Ana", "corrected", False), ("Bo", "actor", False), ("Ana", "joined", True), ("Ana", "undone", False)]
        first, rule, *_ = record.changes()
        assert first.targets == (met.id, visit.id) and first.told == "source: JPN; date: 2016-05-06"
        assert rule.told == "The President → Somebody (RUS)" and rule.document is None
        assert [c.what for c in record.changes(since="2016-12-11")] == ["actor", "joined", "undone"]
        assert record.changes(since="2017-01-01") == ()
        with pytest.raises(RecordError, match="no day"):
            record.changes(since="yesterday")
        for number in (rule.number, first.number):
            record.undo_change(number, by="Bo")
        assert record.contents().events[:2] == (met, visit)
        with pytest.raises(RecordError, match="no change to take back"):
            record.undo_change(first.number)
        with pytest.raises(RecordError, match="no change to take back"):
            record.undo_last(by="Nobody")


def test_a_change_meant_for_another_state_of_the_entry_is_refused(tmp_path: Path) -> None:
    with two_documents(tmp_path / "r.sqlite") as one, two_documents(tmp_path / "r.sqlite") as other:
        id, second = (e.id for e in one.contents().events[:2])
        seen = one.version_of(id)
        assert len(seen) == 12 and seen == other.version_of(id)
        other.correct(id, grade="reported", by="Bo", if_version=seen)
        before = one.contents()
        for change in (
            lambda: one.correct(id, rejected=True, if_version=seen),
            lambda: one.undo(id, if_version=seen),
            lambda: one.review(id, if_version=seen),
            lambda: one.part(id, [second], if_version=seen),
        ):
            with pytest.raises(ConflictError, match="by Bo since you looked at it") as told:
                change()
            assert "\n" not in str(told.value)
        assert one.contents() == before
        one.correct(id, rejected=True, if_version=one.version_of(id))
        one.undo(id)
        one.undo(id)
        assert one.version_of(id) == seen  # as it stood


# ---------------------------------------------------------------- taking back, always

PLANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30), st.sampled_from(["Ana", "Bo"])), max_size=9)


def change(record: Record, what: int, which: int, by: str) -> None:
    """One of the things an analyst can do, to some entry; nothing where it cannot be done to that one."""
    contents = record.contents()
    entries = (*contents.events, *contents.statements)
    events = [e.id for e in contents.events]
    entry = entries[which % len(entries)]
    doc = contents.documents[which % 2]
    act = [
        lambda: record.correct(entry.id, grade=list(Grade)[which % 6], by=by),
        lambda: record.correct(entry.id, rejected=True, also=[entries[(which + 1) % len(entries)].id] if isinstance(entry, Said) else [], by=by),
        lambda: record.correct(entry.id, sources=["JPN"], date="", by=by),
        lambda: record.correct(entry.id, cameo="057", place="Sochi", span=(0, len(TEXT) // 3), by=by),
        lambda: record.add_entry(doc.id, (4 + which % 5, 22), kind=["event", "statement"][which % 2], by=by),
        lambda: record.join(events[:2], by=by),
        lambda: record.part(events[0], events[1:3], by=by),
        lambda: record.rename_actor(["The President", f"Name {which}"], "Somebody", by=by),
        lambda: record.not_an_actor("The Minister", by=by),
        lambda: (record.note(entry.id, "x", by=by), record.review(doc.id, by=by)),
    ]  # fmt: skip
    try:
        act[what]()
    except RecordError:
        return


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(PLANS)
def test_whatever_was_done_taken_back_from_the_last_to_the_first_the_contents_are_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, plan: list[tuple[int, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("r") / "r.sqlite"
    with two_documents(path) as record:
        states: list[Contents] = []
        for what, which, by in plan:
            before, so_far = record.contents(), len(record.changes())
            change(record, what, which, by)
            states += [before] * (len(record.changes()) > so_far)
        with Record.open(path, memory=Memory()) as cold:  # what is remembered is what stands on disk
            assert cold.contents() == record.contents()
            assert cold.problems() == []
        first = states[0] if states else record.contents()
        while any(not c.is_undone and c.what != "undone" for c in record.changes()):
            last = max((c for c in record.changes() if not c.is_undone and c.what != "undone"), key=lambda c: c.number)
            record.undo_change(last.number)
        assert record.contents() == first
        for entry in (*record.contents().events, *record.contents().statements):
            assert entry.corrected is None


# ---------------------------------------------------------------- older records


def test_a_record_of_the_first_week_keeps_its_corrections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of schema 4, as it was written then: its two corrections, one of them taken back, hold in today's journal."""
    path = tmp_path / "r.sqlite"
    with two_documents(path) as record:
        met, visit = record.contents().events[:2]
        record.correct(met.id, grade="reported", by="Ana", on="2016-12-10", also=[visit.id])
        record.correct(visit.id, rejected=True, by="Ana", on="2016-12-11")
        record.undo(visit.id, by="Bo", on="2016-12-12")
        contents, changes = record.contents(), record.changes()
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.executescript(DOWNGRADE)
    with Record.open(path) as record:
        now = record.contents()
        assert now == replace(contents, added_on=dict.fromkeys(contents.added_on, ""))
        assert record.changes() == changes and record.problems() == []
        record.undo(met.id)
        assert [e.grade for e in record.contents().events[:2]] == [Grade.ON_RECORD, Grade.ATTRIBUTED]
    assert (tmp_path / "r.sqlite.schema-4").exists()
    assert len(migrations.scripts()) >= 5


DOWNGRADE = """
PRAGMA foreign_keys = OFF;
CREATE TABLE old (
    number INTEGER PRIMARY KEY AUTOINCREMENT, undoes INTEGER REFERENCES old (number), entry TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('event', 'statement')), document TEXT NOT NULL, quote TEXT NOT NULL,
    quote_before TEXT NOT NULL, quote_after TEXT NOT NULL, sources TEXT, targets TEXT, date_value TEXT, grade TEXT, status TEXT,
    rejected INTEGER NOT NULL, note TEXT NOT NULL, made_by TEXT NOT NULL, made_on TEXT NOT NULL, snapshot TEXT NOT NULL,
    neighbours TEXT NOT NULL, made_with INTEGER REFERENCES old (number)
) STRICT;
INSERT INTO old SELECT number, undoes, entry, kind, document, quote, quote_before, quote_after, sources, targets, date_value, grade,
    status, rejected, note, made_by, made_on, coalesce(snapshot, '{}'), neighbours, made_with FROM corrections ORDER BY number;
DROP TABLE corrections;
ALTER TABLE old RENAME TO corrections;
CREATE INDEX corrections_entry ON corrections (entry);
DROP TABLE revision;
ALTER TABLE documents DROP COLUMN added_on;
PRAGMA user_version = 4;
"""


def test_a_changed_letter_of_a_change_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with two_documents(path) as record:
        record.note(record.contents().events[0].id, "seen by the embassy")
    with closing(sqlite3.connect(path, isolation_level=None)) as damage:
        damage.execute("UPDATE corrections SET note = replace(note, 'seen', 'sent')")
    with Record.open(path) as record:
        with pytest.raises(RecordError, match="it is not the one that was written"):
            record.contents()
        assert len(record.problems()) == 1
