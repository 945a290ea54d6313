"""What changed and why: the parts of every number add up to how far it moved, whatever came between."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import barents as example
import barents_folder as barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.assessment.causes import Cause
from hikiwake.assessment.difference import Difference, Moved, Part, entry_changes, without_repetition
from hikiwake.assessment.model import Assessment
from hikiwake.assessment.moved import figures, is_seen, with_few_parts
from hikiwake.assessment.numbers import numbers
from hikiwake.assessment.why import recomputed, why
from hikiwake.brief import compose, to_json
from hikiwake.brief.tracing import trace
from hikiwake.ledger.model import Run, Source, Told
from hikiwake.record.store import Record

MONDAY = datetime(2009, 9, 7, 9, tzinfo=UTC)
HYPOTHESES = [
    {"id": "price", "title": "Waiting for prices", "statement": "Moscow waits until gas prices rise", "prior": 0.2},
    {"id": "nearly", "title": "Nearly done", "statement": "the two are agreed but for details", "prior": 0.5},
    {"id": "bluff", "title": "Show talks", "statement": "talks serve to keep others out", "prior": 0.3},
]


def begun(path, *documents):
    """A case whose first brief was sent on Monday."""
    barents.folder(path, *documents)
    with barents.opened(path) as workspace:
        workspace.history(at=MONDAY).keep("brief")
    return path


def since(path, moment=None) -> Difference:
    with barents.opened(path) as workspace:
        return workspace.history(at=MONDAY + timedelta(days=7)).since(moment)


def found_of(path) -> Assessment:
    with barents.opened(path) as workspace:
        return workspace.assess()


def adds_up(found: Difference) -> int:
    """How many numbers moved, each by exactly the sum of its parts, in full and as shown."""
    tried = 0
    for moved in found.numbers:
        assert moved.because, moved
        if moved.before is None or moved.after is None:
            continue
        tried += 1
        assert sum(part.by for part in moved.because) == pytest.approx(moved.after - moved.before, abs=1e-12), moved
        before, after, whole, parts = (
            [float(f.replace("−", "-").replace(" %", "").replace(",", "")) for f in ([x] if isinstance(x, str) else x)]
            for x in figures(moved)
        )
        assert sum(parts) == pytest.approx(whole[0], abs=1e-9) and after[0] - before[0] == pytest.approx(whole[0], abs=1e-9)
    return tried


def test_nothing_is_told_before_there_was_a_brief(tmp_path):
    barents.folder(tmp_path, "a", "b")
    assert since(tmp_path) == Difference(None, (), (), ())


def test_nothing_changed_is_told_as_nothing(tmp_path):
    begun(tmp_path, "a", "b", "c")
    assert since(tmp_path).is_empty and since(tmp_path, MONDAY + timedelta(days=1)).is_empty


def test_documents_that_came_move_numbers_by_what_each_does(tmp_path):
    begun(tmp_path, "a", "b", "c")
    barents.read(tmp_path, "d", "e", "f")
    found = since(tmp_path)
    assert {c.id for c in found.causes} == {"d", "e", "f"}
    assert adds_up(found) > 5
    texts = next(m for m in found.numbers if m.name == "basis.texts")
    assert [(p.kind, p.by) for p in texts.because] == [("document", 1)] * 3
    assert all(e.change == "new" and "read in" in e.because for e in found.entries if e.after.document in "de")
    assert any(e.change == "changed" and "more report" in e.because for e in found.entries), "f tells again what a told"


def test_a_part_is_what_the_cause_does_alone(tmp_path):
    begun(tmp_path, "a", "b", "c")
    barents.read(tmp_path, "d", "e")
    found = since(tmp_path)
    with barents.opened(tmp_path) as workspace:
        contents, case = workspace.contents(), workspace.case
    before = numbers(assess(case, contents.without("d", "e")))
    alone = numbers(assess(case, contents.without("e")))
    for moved in found.numbers:
        part = next((p for p in moved.because if p.id == "d"), None)
        if moved.before is not None and moved.after is not None:
            expected = alone[moved.name].value - before[moved.name].value
            assert (part.by if part else 0.0) == pytest.approx(expected, abs=1e-12), moved.name


def test_likelihoods_work_together_and_the_interaction_is_named(tmp_path):
    begun(tmp_path, "a", "b", "e")
    text = (tmp_path / "case.toml").read_text()
    text = text.replace("[evidence.likelihood]\nprice = 0.9", "[evidence.likelihood]\nprice = 0.2")
    text = text.replace("bluff = 0.8", "bluff = 0.1")
    (tmp_path / "case.toml").write_text(text)
    found = since(tmp_path)
    assert {c.id for c in found.causes} == {"evidence.prices", "evidence.fleet"}
    assert adds_up(found) >= 3
    moved = next(m for m in found.numbers if m.name == "weighing.price.posterior")
    together = next(p for p in moved.because if p.kind == "together")
    assert "evidence.prices" in together.told and "evidence.fleet" in together.told and abs(together.by) > 0.001


def test_a_correction_moves_what_it_touches_and_is_named_by_words_and_analyst(tmp_path):
    begun(tmp_path, "a", "b", "d")
    with Record.open(tmp_path / "record.sqlite") as record:
        arrest = next(e for e in record.contents().events if "October 2005" in (e.best.date.text if e.best.date else ""))
        record.correct(arrest.id, rejected=True, by="Ruth", on="2009-09-09T10:00:00+00:00")
        said = record.contents().statements[0]
        record.correct(said.id, grade="speculation", by="Ruth", on="2009-09-09T11:00:00+00:00")
    found = since(tmp_path)
    assert [c.kind for c in found.causes] == ["change", "change"]
    assert all(c.told.endswith("(Ruth)") for c in found.causes)
    assert adds_up(found) >= 2
    gone = next(e for e in found.entries if e.change == "withdrawn")
    assert gone.id == arrest.id and gone.because == "rejected by Ruth"
    assert any(m.name.startswith("relations.") for m in found.numbers)


def test_a_correction_taken_back_is_no_change(tmp_path):
    begun(tmp_path, "a", "b")
    with Record.open(tmp_path / "record.sqlite") as record:
        entry = record.contents().events[0].id
        record.correct(entry, grade="opinion", by="Ruth", on="2009-09-09T10:00:00+00:00")
        record.undo(entry, by="Ruth", on="2009-09-09T10:05:00+00:00")
    assert since(tmp_path).is_empty


def test_a_correction_taken_back_since_is_one(tmp_path):
    barents.folder(tmp_path, "a", "b")
    with Record.open(tmp_path / "record.sqlite") as record:
        entry = record.contents().events[0].id
        record.correct(entry, grade="opinion", by="Ruth", on="2009-09-01T10:00:00+00:00")
    begun(tmp_path, "a", "b")
    with Record.open(tmp_path / "record.sqlite") as record:
        record.undo(entry, by="Ruth", on="2009-09-09T10:05:00+00:00")
    found = since(tmp_path)
    assert [c.kind for c in found.causes] == ["change"] and adds_up(found) >= 2
    assert found.causes[0].is_undone and found.causes[0].told.startswith("taken back: ")
    assert [e.because for e in found.entries] == ["a correction was taken back"]
    told = {s.key: s.text for s in compose(found_of(tmp_path), found).sentences()}
    assert told[f"since:cause:change:{found.causes[0].id}"].startswith("Taken back: ")


def test_an_entry_added_by_hand_and_one_put_back_are_told_as_such(tmp_path):
    barents.folder(tmp_path, "a", "b")
    with Record.open(tmp_path / "record.sqlite") as record:
        gone = record.contents().events[0].id
        record.correct(gone, rejected=True, by="Ruth", on="2009-09-01T10:00:00+00:00")
    begun(tmp_path, "a", "b")
    with Record.open(tmp_path / "record.sqlite") as record:
        record.undo(gone, by="Ruth", on="2009-09-09T10:00:00+00:00")
    assert [(e.id, e.because) for e in since(tmp_path).entries] == [(gone, "put back by the analyst")]
    by_hand = Told("event", "2009-08-24", "Norway", "met", "attributed", "corrected by Ruth", "a")
    run = Run("2009-09-07T09:00:00+00:00", "brief", "", "1", "2009-09-01", "", "", {"a": Source("a.txt")}, {}, {})
    (new,) = entry_changes(run, replace(run, entries={"e": by_hand}), added={"e": "Ruth"})
    assert new.because == "added by Ruth"


def test_a_document_that_is_given_a_day_is_no_doing_of_the_analyst_on_its_entries():
    def run(day: str) -> Run:
        sources = {"a": Source("a.txt", date=day, reader="by hand 1")}
        return Run("2009-09-07T09:00:00+00:00", "brief", "", "1", "2009-09-01", day, "", sources, {"e": told(day)}, {})

    def told(day: str) -> Told:
        return Told("event", day or "undated", "Norway", "met", "attributed", "", "a")

    (entry,) = entry_changes(run(""), run("2009-08-24"))
    assert entry.because == "its document is dated 2009-08-24"
    reread = replace(run("2009-08-24"), documents={"a": Source("a.txt", date="2009-08-24", reader="by hand 2")})
    assert entry_changes(run(""), reread)[0].because == "read again by by hand 2"


def test_what_a_copy_repeats_is_told_as_adding_nothing():
    first, copy = (Cause("document", id, f"“{id}”", documents=frozenset({id})) for id in ("wire", "copy"))
    parts = (Part("document", "wire", "“wire”", 1.11), Part("document", "copy", "“copy”", 1.11), Part("together", "x", "", -1.11))
    (one,) = without_repetition(parts, (first, copy))
    assert one.by == pytest.approx(1.11) and one.told == "“wire”, to which “copy” adds nothing"
    some = (replace(parts[0], by=14.0), replace(parts[1], by=10.0), replace(parts[2], by=-7.0))
    assert [p.by for p in without_repetition(some, (first, copy))] == [14.0, 3.0]
    more = (*parts[:2], replace(parts[2], by=0.5))  # the two do more together than each alone
    assert without_repetition(more, (first, copy)) == more
    assert without_repetition(parts, (first, replace(copy, kind="case"))) == parts


def test_the_parts_that_are_not_shown_are_summed_and_a_move_that_rounds_to_nothing_is_not_seen():
    parts = tuple(Part("document", str(i), str(i), by) for i, by in enumerate((-0.2, 0.05, 0.05, 0.05, 0.03, 0.02)))
    moved = Moved("p", "p", "probability", 0.5, 0.5 + sum(p.by for p in parts) + 0.01, (*parts, Part("document", "6", "6", 0.01)))
    few = with_few_parts(moved, 5)
    assert [p.told for p in few.because] == ["0", "1", "2", "3", "4", "2 more"] and few.because[-1].by == pytest.approx(0.03)
    assert with_few_parts(moved, 6) == moved
    assert is_seen(moved) and not is_seen(replace(moved, after=0.50001)) and is_seen(replace(moved, after=None))


def test_the_day_judged_and_the_day_of_the_run_are_told_apart(tmp_path):
    begun(tmp_path, "a", "b")
    barents.read(tmp_path, "d")
    brief = compose(found_of(tmp_path), since(tmp_path))
    text = next(s.text for s in brief.sentences() if s.key == "page_one:since")
    assert text.startswith("Since the brief as of 1 September 2009, made on 7 September 2009: one document")


def test_everything_at_once_still_adds_up(tmp_path):
    begun(tmp_path, "a", "b", "c")
    barents.read(tmp_path, "d", "e", "f")
    with Record.open(tmp_path / "record.sqlite") as record:
        for i, event in enumerate(record.contents().events[:3]):
            record.correct(
                event.id, grade=["speculation", "on_record", "anonymous"][i], by="Ruth", on="2009-09-09T10:00:00+00:00"
            )
    (tmp_path / "case.toml").write_text(
        barents.case_text(hypotheses=HYPOTHESES, as_of=date(2009, 10, 1), horizon=date(2012, 12, 31))
    )
    found = since(tmp_path)
    assert {c.kind for c in found.causes} == {"document", "change", "case"}
    moved = adds_up(found)
    print(f"tried {moved}, not adding up 0")
    assert moved > 15
    assert any(m.name == "forecast.probability" for m in found.numbers)


def test_a_day_beyond_the_horizon_goes_with_the_new_horizon_and_blames_no_document(tmp_path):
    begun(tmp_path, "a", "b", "c")
    barents.read(tmp_path, "d", "e")
    (tmp_path / "case.toml").write_text(barents.case_text(as_of=date(2012, 10, 1), horizon=date(2014, 12, 31)))
    found = since(tmp_path)
    assert not found.notes and adds_up(found) > 5
    (part,) = next(m for m in found.numbers if m.name == "forecast.probability").because
    assert part.kind == "case" and "as_of" in part.told and "horizon" in part.told
    texts = next(m for m in found.numbers if m.label == "the texts that were read").because
    assert [part.kind for part in texts] == ["document", "document"]


def test_hypotheses_whose_priors_only_hold_together_are_one_cause(tmp_path):
    begun(tmp_path, "a", "b", "c")
    barents.read(tmp_path, "d")
    (tmp_path / "case.toml").write_text(barents.case_text(hypotheses=HYPOTHESES))
    found = since(tmp_path)
    assert not found.notes and adds_up(found) > 1
    assert any(part.kind == "document" for moved in found.numbers for part in moved.because)


def test_what_another_reader_finds_is_told_as_the_readers(tmp_path):
    begun(tmp_path, "a", "b", "d")
    barents.read(tmp_path, "a", reader="by hand 2", without=frozenset({"e-arrest1"}))
    found = since(tmp_path)
    assert not found.causes and found.numbers
    adds_up(found)
    assert all(p.kind == "program" and "by hand 2" in p.told for m in found.numbers for p in m.because)
    assert [e.change for e in found.entries] == ["withdrawn"]


def test_a_document_taken_out_is_told_as_such(tmp_path):
    begun(tmp_path, "a", "b", "d")
    with Record.open(tmp_path / "record.sqlite") as record:
        record.remove("d")
    found = since(tmp_path)
    adds_up(found)
    assert all(e.change == "withdrawn" and e.because == "its document was taken out" for e in found.entries)
    assert any("taken out: Trawler row flares" in p.told for m in found.numbers for p in m.because)


def test_the_day_asked_for_chooses_the_run(tmp_path):
    begun(tmp_path, "a")
    barents.read(tmp_path, "b")
    with barents.opened(tmp_path) as workspace:
        workspace.history(at=MONDAY + timedelta(days=1)).keep("brief")
    barents.read(tmp_path, "c")
    assert [c.id for c in since(tmp_path).causes] == ["c"]
    assert [c.id for c in since(tmp_path, MONDAY + timedelta(days=2)).causes] == ["c"]
    assert [c.id for c in since(tmp_path, MONDAY + timedelta(hours=1)).causes] == ["b", "c"]
    assert [c.id for c in since(tmp_path, MONDAY - timedelta(days=90)).causes] == ["b", "c"], (
        "before the first run: the first run"
    )


def test_what_leaves_twice_in_one_day_is_one_sitting(tmp_path):
    begun(tmp_path, "a")
    for hour, document in ((1, "b"), (2, "c")):
        barents.read(tmp_path, document)
        with barents.opened(tmp_path) as workspace:
            workspace.history(at=MONDAY + timedelta(days=7, hours=hour)).keep("brief")
    with barents.opened(tmp_path) as workspace:
        found = workspace.history(at=MONDAY + timedelta(days=7, hours=3)).since()
    assert [c.id for c in found.causes] == ["b", "c"]


def test_a_wire_copy_adds_no_text_to_what_the_judgement_rests_on(tmp_path):
    contents = example.contents()
    one = contents.documents[2]
    again = replace(one, id="z" * 64, name="copy.txt", publisher="Another Paper", date=contents.documents[3].date)
    case = example.case()
    alone, both = (assess(case, replace(contents, documents=d)) for d in (contents.documents, (*contents.documents, again)))
    assert alone.basis.texts == both.basis.texts
    assert any("one more repeats another" in because for because in both.basis.because)
    assert why(both, "basis.texts").context and recomputed(why(both, "basis.texts")) == both.basis.texts


def test_the_brief_says_what_changed_and_every_sentence_of_it_can_be_traced(tmp_path):
    begun(tmp_path, "a", "b", "c")
    barents.read(tmp_path, "d", "e", "f")
    (tmp_path / "case.toml").write_text(barents.case_text(hypotheses=HYPOTHESES))
    with barents.opened(tmp_path) as workspace:
        assessment = workspace.assess()
        found = workspace.history(assessment, at=MONDAY + timedelta(days=7)).since()
    brief = compose(assessment, found)
    assert brief.sections[0].id == "since" and compose(assessment).sections[0].id != "since"
    assert any(s.key == "page_one:since" and "three documents" in s.text for s in brief.sentences())
    broken = [line for s in brief.sentences() if "since" in s.key for line in trace(s, assessment)]
    assert not broken
    plain = compose(assessment)
    kept = {s.key for s in plain.sentences()} - {s.key for s in brief.sentences()}
    assert not {k for k in kept if not k.startswith("page_one")}, "what is told as new is still in its own section"


@pytest.mark.parametrize("day", [date(2007, 8, 1), date(2008, 12, 1), date(2009, 6, 1), date(2009, 7, 15), date(2009, 8, 1)])
def test_no_later_document_moves_an_earlier_answer(tmp_path, day):
    """Judged as of a day, the case says the same with the documents of later days and without them, corrections and all."""
    dates = {"a": "2007-07-12", "b": "2008-03-04", "c": "2009-05-01", "d": "2009-08-24", "e": "2009-06-12", "f": "2009-07-01"}
    early = [d for d, when in dates.items() if date.fromisoformat(when) <= day]
    assert early and len(early) < len(dates)
    both = [barents.folder(tmp_path / "with", *dates), barents.folder(tmp_path / "without", *early)]
    for path in both:
        with Record.open(path / "record.sqlite") as record:
            for event in record.contents().events:
                record.correct(event.id, sources=["Norway"], by="Ruth", on="2009-09-09T10:00:00+00:00")
            record.rename_actor(["Sergey Lavrov"], "S. Lavrov", by="Ruth", on="2009-09-09T10:00:00+00:00")
    said = []
    for path in both:
        with barents.opened(path, as_of=day) as workspace:
            assessment = workspace.assess()
        said.append(to_json(compose(assessment), assessment))
    assert said[0]["numbers"] == said[1]["numbers"] and said[0]["entries"] == said[1]["entries"]
    assert [s for s in said[0]["brief"]["sentences"] if s not in said[1]["brief"]["sentences"]] == []
    assert said[0]["brief"] == said[1]["brief"]
