"""A mended text in the place of the old one: what was put right is found again by its words, or listed; a failing disk leaves before or after."""

from dataclasses import replace
from pathlib import Path

import pytest
from failing_disk import failing_disk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_examples import TEXT, article, document, documents_read, report, statement

from hikiwake.record.model import Contents, Document, Phrase, Reading, Report, Span, Statement
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade

OTHER = document("The president met the minister in Oslo. They signed a treaty.", name="other.txt")
MENDED = TEXT.replace("met the prime minister in Sochi", "met the Japanese prime minister in Sochi").replace(
    "A visit is planned for December. ", ""
)


def mended(text: str = MENDED) -> tuple[Document, Reading]:
    """The article with one word more, and without the sentence of the visit."""
    doc = document(text, name="article-mended.txt")
    met = report(doc, "met", grade=Grade.ON_RECORD)
    said = statement(doc, "The minister", "said", "that the two would meet again")
    agency = statement(doc, "agency", "reported", "Officials denied that a treaty was near", grade=Grade.REPORTED)
    return doc, Reading(doc.id, "built-in 1", (met,), (agency, said))


def filled(record: Record) -> tuple[Document, list[str]]:
    """An article, another text, and six changes to the article by Ana and Bo; the ids of what was changed."""
    doc, reading = article()
    record.add(doc, reading)
    record.add(OTHER, Reading(OTHER.id, "x", (report(OTHER, "met", cameo="040"), report(OTHER, "signed", cameo="057"))))
    met, visit = (e.id for e in record.contents().events if doc.id in e.documents)
    there, _ = (e.id for e in record.contents().events if OTHER.id in e.documents)
    said = next(s.id for s in record.contents().statements if "meet again" in s.statement.content.text)
    record.correct(met, grade="reported", by="Ana", on="2016-12-10")
    record.correct(visit, status="actual", by="Ana", on="2016-12-11")
    record.review(said, by="Bo", on="2016-12-12")
    at = TEXT.index("The islands stay")
    own = record.add_entry(doc.id, (at, at + len("The islands stay as they are")), sources=["RUS"], by="Bo", on="2016-12-13")
    record.join([met, there], by="Ana", on="2016-12-14")
    record.note(doc.id, "from the embassy", by="Bo", on="2016-12-15")
    return doc, [met, visit, said, own.id, there]


def test_what_was_put_right_stands_in_the_mended_text_with_whose_it_is_and_when(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        old, (_, visit, said, own, there) = filled(record)
        new, reading = mended()
        told = record.replace(old.id, new, reading, by="Ana", on="2017-01-01")
        assert (told.carried.found, len(told.carried.lost)) == (5, 1)
        assert str(told) == (
            "replaces article.txt: 5 of 6 changes found again; not found: status: actual on “visit” (its words are not there)"
        )
        contents = record.contents()
        assert [d.id for d in contents.documents] == [OTHER.id, new.id]
        met = next(e for e in contents.events if "met" in e.best.trigger.text and new.id in e.documents)
        assert met.corrected and (met.best.grade, met.corrected.by, met.corrected.on) == ("reported", "Ana", "2016-12-10")
        by_hand = next(e for e in contents.events if e.id == own)
        assert (by_hand.best.span.cut(new.text), by_hand.best.document) == ("The islands stay as they are", new.id)
        again = next(s.id for s in contents.statements if "meet again" in s.statement.content.text)
        assert again in contents.reviewed and again != said
        assert contents.judgements[0].entries == (met.id, there)
        assert [(n.text, n.by, n.on) for n in contents.notes[new.id]][:1] == [("from the embassy", "Bo", "2016-12-15")]
        assert [orphan.entry for orphan in contents.orphans] == [visit]
        assert [p.where for p in record.problems()] == [f"correction of {visit}"]
        assert [c.told for c in record.changes() if not c.is_undone and c.document == old.id and c.what == "corrected"] == [
            "status: actual"
        ]


def test_the_old_text_read_again_has_back_all_that_was_put_right(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        old, _ = filled(record)
        before = record.contents()
        record.replace(old.id, *mended(), by="Ana")
        new, _ = mended()
        assert record.places_left() == {}  # the new one is there
        record.remove(new.id)
        assert record.places_left() == {old.id: new.id}
        told = record.replace(new.id, *article())
        assert str(told) == "takes its place again: 5 of 5 changes found again"
        after = record.contents()
        assert record.problems() == [] and record.places_left() == {}
        assert {e.id: (e.best, e.corrected and e.corrected.by) for e in after.events} == {
            e.id: (e.best, e.corrected and e.corrected.by) for e in before.events
        }
        assert after.reviewed == before.reviewed and after.judgements == before.judgements
        assert after.notes[old.id][: len(before.notes[old.id])] == before.notes[old.id]


def test_words_that_stand_twice_in_the_new_text_are_not_guessed_at(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        doc = document("Norway protested.", name="a.txt")
        record.add(doc, Reading(doc.id, "x", (report(doc, "protested"),)))
        record.correct(record.contents().events[0].id, grade="reported")
        twice = document("Norway protested. Norway protested.", name="a.txt")
        both = tuple(report(twice, "protested", nth) for nth in (0, 1))
        told = record.replace(doc.id, twice, Reading(twice.id, "x", both))
        assert str(told).endswith(
            "0 of 1 change found again; not found: grade: reported on “protested” (its words stand there more than once)"
        )
        assert [e.corrected for e in record.contents().events] == [None, None]
        assert len(record.contents().orphans) == 1


def test_what_was_said_of_one_entry_later_still_holds(tmp_path: Path) -> None:
    """One go corrected a report of the old text and one of another; the other was corrected again since."""
    with Record.open(tmp_path / "r.sqlite") as record:
        old, (met, *_, there) = filled(record)
        record.correct(met, grade="anonymous", also=[there], by="Ana")
        record.correct(there, grade="speculation", by="Bo")
        record.part(there, [met], by="Bo")
        record.replace(old.id, *mended())
        contents = record.contents()
        found = {e.id: e.best.grade for e in contents.events}
        assert found[there] == "speculation"
        assert [(j.is_one, j.entries[0] == there) for j in contents.judgements] == [(True, False), (False, True)]
        new_met = next(e.id for e in contents.events if "met" in e.best.trigger.text and e.id != there)
        assert found[new_met] == "anonymous"
        record.undo(there)  # the parting
        record.undo(there)
        assert {e.id: e.best.grade for e in record.contents().events}[there] == "anonymous"
        record.undo(there)  # and with it what was corrected in the same go
        assert {e.id: e.best.grade for e in record.contents().events}[new_met] == "reported"


def test_a_later_reading_of_the_new_text_does_not_take_a_neighbour_for_the_entry(tmp_path: Path) -> None:
    """Two acts in one word: the one was corrected, and a later reader finds only the other."""
    with Record.open(tmp_path / "r.sqlite") as record:
        doc, new = document("Norway signed.", name="a.txt"), document("At last Norway signed.", name="b.txt")

        def both(of: Document) -> tuple[Report, ...]:
            return report(of, "signed", cameo="057", category="AGREE"), report(of, "signed", cameo="140", category="PROTEST")

        record.add(doc, Reading(doc.id, "x", both(doc)))
        mine = next(e.id for e in record.contents().events if e.best.cameo == "057")
        record.correct(mine, grade="reported")
        record.replace(doc.id, new, Reading(new.id, "x", both(new)))
        record.add(new, Reading(new.id, "y", both(new)[1:]))
        assert sorted((e.best.cameo, str(e.best.grade)) for e in record.contents().events) == [
            ("057", "reported"),
            ("140", "attributed"),
        ]


def test_the_one_that_is_meant_is_named_or_it_is_asked_for(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        doc, reading = article()
        record.add(doc, reading)
        again = document("Something else.", name="article.txt")
        record.add(again, Reading(again.id, "x"))
        assert record.named(doc.id[:8]) == doc and record.named("article.txt", other_than=again.id) == doc
        with pytest.raises(RecordError, match=rf"name of 2 documents.*{doc.id[:12]}, {again.id[:12]}"):
            record.named("article.txt")
        with pytest.raises(RecordError, match="is no document of the record"):
            record.named("letter.txt")
        with pytest.raises(RecordError, match="its own place"):
            record.replace(doc.id, doc, reading)
        assert record.names() == {"article.txt": frozenset({doc.id, again.id})}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(documents_read(), st.data())
def test_the_same_text_under_another_head_has_all_that_was_found_by_its_words(
    tmp_path_factory: pytest.TempPathFactory, one: tuple[Document, Reading], data: st.DataObject
) -> None:
    doc, reading = one
    with Record.open(tmp_path_factory.mktemp("r") / "r.sqlite") as record:
        record.add(doc, reading)
        entries = [*record.contents().events, *record.contents().statements]
        told = 0
        for n, entry in enumerate(entries):
            if data.draw(st.booleans()):
                try:
                    record.correct(entry.id, grade="reported", note=f"{n}")
                    told += 1
                except RecordError:  # an anchor that would not be found again
                    pass
        noted = sorted(e.corrected.note for e in [*record.contents().events, *record.contents().statements] if e.corrected)
        new, moved = _below(doc, reading, "A head.\n\n")
        carried = record.replace(doc.id, new, moved).carried
        assert carried.found + len(carried.lost) == told
        after = [e.corrected.note for e in [*record.contents().events, *record.contents().statements] if e.corrected]
        assert len(after) == carried.found and set(after) <= set(noted)
        assert len(record.contents().orphans) == len(carried.lost)


def _below(doc: Document, reading: Reading, head: str) -> tuple[Document, Reading]:
    text = head + doc.text
    new = replace(document(text), prose=tuple(_shift(s, len(head)) for s in doc.prose))
    reports = tuple(_moved(r, new.id, len(head)) for r in reading.reports)
    said = tuple(_moved(s, new.id, len(head)) for s in reading.statements)
    return new, Reading(new.id, reading.reader, reports, said)  # type: ignore[arg-type]


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved(fact: Report | Statement, id: str, by: int) -> Report | Statement:
    def moved(value: object) -> object:
        if isinstance(value, Span):
            return _shift(value, by)
        if isinstance(value, tuple):
            return tuple(map(moved, value))
        if isinstance(value, Phrase) or hasattr(value, "span"):
            fields = {"spans": moved(value.spans)} if isinstance(value, Phrase) else {"span": moved(value.span)}
            return replace(value, **fields)  # type: ignore[type-var]
        return value

    inner = {name: moved(getattr(fact, name)) for name in fact.__dataclass_fields__}
    return replace(fact, **{**inner, "document": id})


def states(path: Path) -> list[Contents]:
    with Record.open(path) as record:
        old = next(d.id for d in record.contents().documents if d.id != OTHER.id)
        before = record.contents()
        record.replace(old, *mended(), by="Ana", on="2017")
        return [before, record.contents()]


@pytest.mark.parametrize("stays_broken", [False, True])
def test_whichever_write_fails_it_is_as_before_or_after(tmp_path: Path, stays_broken: bool) -> None:
    with Record.open(tmp_path / "whole.sqlite") as record:
        filled(record)
    sound = (tmp_path / "whole.sqlite").read_bytes()
    allowed = states(tmp_path / "whole.sqlite")
    tried = lost = silent = n = 0
    with failing_disk() as disk:
        while True:
            n += 1
            path = tmp_path / f"{n}.sqlite"
            path.write_bytes(sound)
            disk.start(n, stays_broken=stays_broken)
            error = _replaced(path)
            hit = disk.failed
            disk.start(None)
            if not hit:
                break
            tried += 1
            with Record.open(path) as record:
                found = record.contents()
                lost += found not in allowed
                silent += error is None and found != allowed[1]
    print(f"tried {tried}, lost {lost}, unnoticed {silent}")
    assert tried > 5 and (lost, silent) == (0, 0)


def _replaced(path: Path) -> RecordError | None:
    try:
        with Record.open(path) as record:
            old = next(d.id for d in record.contents().documents if d.id != OTHER.id)
            record.replace(old, *mended(), by="Ana", on="2017")
    except RecordError as error:
        return error
    return None
