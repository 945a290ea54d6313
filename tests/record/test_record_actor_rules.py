"""Who is whom: one rule for all that was read and all that will be."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_examples import TEXT, actor, article, document, report

from hikiwake.record.actor_rules import kept_apart, key, rulings
from hikiwake.record.analyst import ActorRule
from hikiwake.record.model import Event, Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError


def test_names_of_one_person_become_one_in_what_is_read_now_and_later(tmp_path: Path) -> None:
    doc, reading = article()
    later = document("The president met the minister in Oslo.")
    met = report(
        later,
        "met",
        sources=(actor(later.text, "president", "the  PRESIDENT"),),
        targets=(actor(later.text, "minister", "Somebody"),),
    )
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        record.rename_actor(["The President", "President"], "Ana Lopes", country="RUS", by="Ana", on="2016-12-10")
        record.rename_actor("The Minister", "JPN")
        record.add(later, Reading(later.id, "x", (met,)))
        contents = record.contents()
        first, last = contents.events[0].best, contents.events[2].best
        assert [(a.text, a.name, a.country) for a in first.sources] == [("president", "Ana Lopes", "RUS")]
        assert [(a.name, a.country) for a in last.sources] == [("Ana Lopes", "RUS")] and last.targets == met.targets
        speaker = contents.statements[2].statement.speaker
        assert speaker and (speaker.name, speaker.country) == ("Japan", "JPN")
        assert [(r.to, r.names) for r in record.actor_rules()] == [
            ("Ana Lopes", ("The President", "President")),
            ("Japan", ("The Minister",)),
        ]
        assert contents.events[1].best == replace(reading.reports[1], via=contents.statements[2].id)
        change = record.undo_about("the president")
        assert change.is_undone and record.contents().events[0].best.sources == reading.reports[0].sources


def test_that_two_names_are_two_actors_is_kept_changes_nothing_and_is_taken_back(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        before = record.contents()
        record.keep_apart(["The  President"], "The Prime Minister", by="Ana", on="2016-12-10")
        rules = record.actor_rules()
        assert kept_apart(rules) == {frozenset(("the president", "the prime minister"))} and rulings(rules) == {}
        assert (record.contents().events, record.contents().statements) == (before.events, before.statements)
        assert [(c.what, c.told) for c in record.changes()] == [("actor", "The President → not The Prime Minister")]
        for names, other in ((["Abe"], "abe"), ([], "Abe"), ([" "], "Abe"), (["Abe"], " ")):
            with pytest.raises(RecordError):
                record.keep_apart(names, other)
    with Record.open(tmp_path / "r.sqlite") as record:
        assert record.actor_rules() == rules and record.problems() == []
        assert record.undo_about("the president").is_undone and kept_apart(record.actor_rules()) == frozenset()


def test_two_mentions_that_are_one_actor_stand_once(tmp_path: Path) -> None:
    doc, reading = article()
    both = (actor(TEXT, "president", "The President", "RUS"), actor(TEXT, "minister", "The Minister", "JPN"))
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, replace(reading, reports=(report(doc, "met", sources=both),)))
        record.rename_actor(["The Minister", "The President"], "A Person")
        assert [(a.text, a.name) for a in record.contents().events[0].best.sources] == [("president", "A Person")]


def test_what_is_no_actor_is_taken_out_and_nothing_else_is(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        before = record.contents()
        for name in ("The President", "the prime minister", "The Minister"):
            record.not_an_actor(name, by="Ana")
        contents = record.contents()
        met = contents.events[0]
        assert met.best.sources == met.best.targets == () and met.is_unclear
        assert contents.statements[2].statement.speaker is None and contents.statements[2].statement.source
        assert [e.id for e in (*contents.events, *contents.statements)] == [e.id for e in (*before.events, *before.statements)]
        with pytest.raises(RecordError, match="was said to be no actor"):
            record.correct(met.id, sources=["The President"])
        for _ in range(3):
            record.undo_last(by="Ana")
        assert record.contents() == before


def test_a_speaker_whom_no_reader_could_name_gets_the_name_of_the_rule(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        record.rename_actor("Officials", "The Foreign Ministry", country="Japan")
        speaker = record.contents().statements[1].statement.speaker
        assert speaker and (speaker.text, speaker.name, speaker.country) == ("Officials", "The Foreign Ministry", "JPN")


def test_a_rule_holds_of_the_names_that_an_analyst_typed_too(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, reading)
        id = record.contents().events[0].id
        record.correct(id, sources=["Putin"])
        record.rename_actor(["Putin", "V. Putin"], "Vladimir Putin", country="RUS")
        entry = record.entry(id)
        assert isinstance(entry, Event) and [(a.name, a.country) for a in entry.best.sources] == [("Vladimir Putin", "RUS")]


def test_the_holder_of_a_formula_is_an_actor_too(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, replace(reading, formulas=(replace(reading.formulas[0], holder="Abe"),)))
        record.rename_actor(["Abe"], "Shinzo Abe")
        assert record.contents().formulas[0].holder == "Shinzo Abe"


@pytest.mark.parametrize("names", [[], [" "], ["a", ""]])
def test_a_rule_needs_names_and_a_state_that_is_one(tmp_path: Path, names: list[str]) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        with pytest.raises(RecordError):
            record.rename_actor(names, "Somebody")
        with pytest.raises(RecordError, match="is no state"):
            record.rename_actor(["a"], "b", country="Atlantis")
        assert record.revision() == 0  # nothing was written


NAMES = st.sampled_from(["A", "B", "C", "D", "E"])


@given(st.lists(st.tuples(st.lists(NAMES, min_size=1, max_size=3), st.none() | NAMES), max_size=8))
def test_every_name_ends_at_a_name_that_stands(told: list[tuple[list[str], str | None]]) -> None:
    """However rules follow on one another, a right name is not itself renamed, and the last rule holds of all that it names."""
    found = rulings(ActorRule(tuple(names), to) for names, to in told)
    for ruling in found.values():
        if ruling.name is not None and key(ruling.name) in found:
            assert found[key(ruling.name)].name == ruling.name
    if told:
        names, to = told[-1]
        assert all(found[key(name)].name == to for name in names)
