"""The store: what goes in comes out, twice is once, and what does not hold together never gets in."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from record_examples import article, document, documents_read, mention, phrase, report, span, statement

from hikiwake.record.model import Contents, Document, Phrase, Reading, Span
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError


def rows_of(path: Path) -> list[str]:
    """Everything in the record as SQL, to see that nothing changed."""
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents_read())
def test_every_field_of_every_fact_comes_back_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, read: tuple[Document, Reading]
) -> None:
    doc, reading = read
    path = tmp_path_factory.mktemp("r") / "record.sqlite"
    with Record.open(path) as record:
        assert record.add(doc, reading, received=doc.text.encode())
    with Record.open(path, create=False) as record:
        assert record.document(doc.id) == doc
        assert record.reading(doc.id) == reading
        contents = record.contents()
    assert [e.best.span for e in contents.events] == [r.span for r in reading.reports]
    assert [s.statement for s in contents.statements] == list(reading.statements)
    ids = [e.id for e in (*contents.events, *contents.statements)]
    assert len(set(ids)) == len(ids)
    assert (contents.formulas, contents.explanations) == (reading.formulas, reading.explanations)


def test_reading_a_file_twice_adds_nothing(tmp_path: Path) -> None:
    doc, reading = article()
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        assert record.add(doc, reading)
        before = rows_of(path)
        assert not record.add(doc, reading)
        assert not record.add(replace(doc, name="the same under another name.txt"), reading)
    assert rows_of(path) == before


def test_a_newer_reader_replaces_what_the_older_one_read(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(document("Another text, read before."), Reading(document("Another text, read before.").id, "built-in 1"))
        record.add(doc, reading)
        record.add(document("A third one."), Reading(document("A third one.").id, "built-in 1"))
        better = replace(reading, reader="built-in 2", reports=reading.reports[:1], formulas=())
        assert record.add(doc, better)
        assert record.reading(doc.id) == better
        assert record.has(doc.id, "built-in 2") and not record.has(doc.id, "built-in 1")
        assert [d.id for d in record.contents().documents].index(doc.id) == 1  # it keeps its place
        assert len(record.contents().documents) == 3


def test_the_same_reader_may_read_again_when_asked_to(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(replace(doc, date=None), reading)
        assert record.add(doc, reading, replace=True)
        assert record.document(doc.id) == doc


def test_a_better_reader_that_finds_the_same_words_gives_the_same_ids(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(doc, reading)
        before = {e.best.trigger.text: e.id for e in record.contents().events}
        moved = [replace(r, span=Span(0, len(doc.text)), cameo="040", confidence=0.1) for r in reversed(reading.reports)]
        record.add(doc, replace(reading, reader="built-in 2", reports=tuple(moved)))
        assert {e.best.trigger.text: e.id for e in record.contents().events} == before


def test_entries_that_share_their_words_are_told_apart_whatever_their_order(tmp_path: Path) -> None:
    doc, reading = article()
    twins = (report(doc, "met"), report(doc, "met", cameo="057"))
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(doc, replace(reading, reports=twins))
        first = {e.best.cameo: e.id for e in record.contents().events}
        record.add(doc, replace(reading, reader="built-in 2", reports=twins[::-1]))
        assert {e.best.cameo: e.id for e in record.contents().events} == first
    assert len(set(first.values())) == 2


def test_removing_a_document_takes_exactly_it_out(tmp_path: Path) -> None:
    doc, reading = article()
    other = document("A visit was made.")
    theirs = Reading(other.id, "built-in 1", (report(other, "visit"),))
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(other, theirs)
        before = record.contents()
        record.add(doc, reading)
        assert record.contents().without(doc.id) == before
        assert record.remove(doc.id) and not record.remove(doc.id)
        assert record.contents() == before
        assert not record.has(doc.id)


def test_a_statement_names_the_entry_that_carries_it(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(doc, reading)
        contents = record.contents()
        agency, denial, said = contents.statements
        assert denial.via == agency.id
        assert contents.events[1].best.via == said.id  # told by its place in the reading
        record.correct(agency.id, rejected=True)
        assert record.contents().statements[0].via is None


def _shift(span: Span) -> Span:
    return Span(span.start + 1, span.end + 1)


def _broken() -> dict[str, Reading]:
    doc, reading = article()
    met, said = reading.reports[0], reading.statements[2]
    beyond = Span(0, len(doc.text) + 1)
    assert met.date and met.place and said.source and said.speaker

    def reports(**fields: object) -> Reading:
        return replace(reading, reports=(replace(met, **fields),))

    def statements(**fields: object) -> Reading:
        return replace(reading, statements=(replace(said, **fields),))

    return {
        "report span beyond the text": reports(span=beyond),
        "trigger moved by one": reports(trigger=replace(met.trigger, spans=(_shift(met.trigger.spans[0]),))),
        "trigger without a span": reports(trigger=Phrase("met", ())),
        "trigger pieces out of order": reports(trigger=Phrase("met The", (span(doc.text, "met"), Span(0, 3)))),
        "source moved by one": reports(sources=(replace(met.sources[0], span=_shift(met.sources[0].span)),)),
        "target with other words": reports(targets=(replace(met.targets[0], text="premier"),)),
        "date moved by one": reports(date=replace(met.date, span=_shift(met.date.span))),
        "place moved by one": reports(place=replace(met.place, span=_shift(met.place.span))),
        "a number that is none": reports(goldstein=float("nan")),
        "a place at infinity": reports(place=replace(met.place, lat=float("inf"))),
        "a report of another document": reports(document="0" * 64),
        "source of a statement moved": statements(source=replace(said.source, spans=(_shift(said.source.spans[0]),))),
        "content with other words": statements(content=replace(said.content, text="nothing of the kind")),
        "speaker moved by one": statements(speaker=replace(said.speaker, span=_shift(said.speaker.span))),
        "carried by nobody": statements(via=7),
        "carried by itself": statements(via=0),
        "a date moved by one": replace(reading, dates=(replace(reading.dates[0], span=_shift(reading.dates[0].span)),)),
        "a formula beyond the text": replace(reading, formulas=(replace(reading.formulas[0], spans=(beyond,)),)),
        "an explanation beyond the text": replace(reading, explanations=(replace(reading.explanations[0], spans=(beyond,)),)),
        "a reading of another document": replace(reading, document="0" * 64),
    }


@pytest.mark.parametrize("what", sorted(_broken()))
def test_a_span_that_does_not_cut_its_words_keeps_the_whole_document_out(tmp_path: Path, what: str) -> None:
    doc, _ = article()
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        before = rows_of(path)
        with pytest.raises(RecordError) as told:
            record.add(doc, _broken()[what])
        assert record.contents() == Contents()
    assert rows_of(path) == before
    assert str(told.value).startswith("article.txt: ") and "\n" not in str(told.value)


def test_words_may_be_wrapped_differently_from_the_text(tmp_path: Path) -> None:
    doc = document("He said the\n   islands stay.")
    content = Phrase("the islands stay", (Span(8, 27),))
    with Record.open(tmp_path / "record.sqlite") as record:
        assert record.add(doc, Reading(doc.id, "x", (), (replace(statement(doc, "He", "said", "islands"), content=content),)))


def test_words_left_out_between_pieces_may_be_marked(tmp_path: Path) -> None:
    doc = document("He said the islands, all of them, stay.")
    pieces = (span(doc.text, "the islands"), span(doc.text, "stay"))
    with Record.open(tmp_path / "record.sqlite") as record:
        for reader, words in (("a", "the islands stay"), ("b", "the islands … stay")):
            said = replace(statement(doc, "He", "said", "islands"), content=Phrase(words, pieces))
            assert record.add(doc, Reading(doc.id, reader, (), (said,)))
        with pytest.raises(RecordError):
            record.add(doc, Reading(doc.id, "c", (), (replace(said, content=Phrase("the islands, stay", pieces)),)))


def test_text_that_sqlite_would_cut_or_refuse_is_refused_by_name(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record.sqlite") as record:
        nul = replace(document("a"), text="a\0b", prose=(Span(0, 3),))
        half = replace(document("a"), text="a\ud800b", prose=(Span(0, 3),))
        for bad in (nul, half):
            with pytest.raises(RecordError, match=r"article\.txt: the text holds null bytes"):
                record.add(bad, Reading(bad.id, "x"))
        doc, reading = article()
        with pytest.raises(RecordError, match="half a character"):
            record.add(replace(doc, title="\ud800"), reading)
        assert record.contents() == Contents()


def test_bytes_that_are_not_the_documents_are_refused(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "record.sqlite") as record, pytest.raises(RecordError, match="bytes"):
        record.add(doc, reading, received=b"something else")


@pytest.mark.parametrize("name", ["O'Brien", '"; DROP TABLE documents; --', "%", "_", "?1", ":name", "\\", "島", ""])
def test_names_are_data_never_sql(tmp_path: Path, name: str) -> None:
    doc, reading = article()
    doc = replace(doc, name=name, title=name, publisher=name)
    named = replace(reading, reader=name, formulas=(replace(reading.formulas[0], term=name, holder=name),))
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(doc, named)
        assert record.document(doc.id) == doc and record.reading(doc.id) == named
        with pytest.raises(RecordError, match="no such entry"):
            record.entry(name)


def test_the_sqlite_shell_finds_real_columns(tmp_path: Path) -> None:
    doc, reading = article()
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(doc, reading)
    with sqlite3.connect(path) as shell:
        (found,) = shell.execute(
            "SELECT r.cameo, r.date_earliest, a.name, r.place_name FROM reports r JOIN actors a ON a.report = r.number"
            " WHERE a.role = 'source' AND a.country = 'RUS'"
        ).fetchall()
        assert found == ("036", "2016-05-01", "The President", "Sochi")
        ids = [row[0] for row in shell.execute("SELECT entry FROM chronicle WHERE kind = 'event'")]
        (spans,) = shell.execute("SELECT trigger_spans FROM reports WHERE entry = ?", (ids[0],)).fetchone()
    assert json.loads(spans) == [[14, 17]]
    assert phrase(doc.text, "met").spans[0] == Span(14, 17)


def test_an_empty_record_is_empty(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record.sqlite") as record:
        assert record.contents() == Contents()
        assert record.problems() == []
    assert [p.name for p in tmp_path.iterdir()] == ["record.sqlite"]  # nothing is left beside it


def test_without_a_record_nothing_is_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no record yet"):
        Record.open(tmp_path / "record.sqlite", create=False)
    with pytest.raises(RecordError, match="record"):
        Record.open(tmp_path / "no folder" / "record.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_what_a_date_was_read_against_and_that_it_is_one_of_two_days_is_kept(tmp_path: Path) -> None:
    doc, reading = article()
    relative = replace(mention(doc.text, "December", "2016-12"), reference="2016-10-20")
    ambiguous = mention(doc.text, "May 2016", "[2016-03-04,2016-04-03]")
    dated = replace(
        reading,
        reports=tuple(replace(r, date=relative) for r in reading.reports),
        statements=tuple(replace(s, date=relative) for s in reading.statements),
        dates=(relative, ambiguous),
    )
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, dated)
    with Record.open(tmp_path / "r.sqlite") as record:
        kept = record.reading(doc.id)
        assert record.problems() == []
    assert [m.reference for m in kept.dates] == ["2016-10-20", None]
    assert [m.date.is_ambiguous for m in kept.dates] == [False, True]
    facts = (*kept.reports, *kept.statements)
    assert len(facts) == 5 and all(fact.date and fact.date.reference == "2016-10-20" for fact in facts)
