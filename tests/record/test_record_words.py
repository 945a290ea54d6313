"""What the words say: spans, contents, acts and places put right, and entries that no reader found."""

from dataclasses import replace
from pathlib import Path

import pytest
from record_examples import TEXT, article, document, report, span

from hikiwake.record.analyst import PlaceName
from hikiwake.record.model import Contents, Document, Event, Reading, Said, Span
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade

MENU = "Home | World | Sport\n\n"


def opened(tmp_path: Path) -> tuple[Record, Document, Reading]:
    doc, reading = article()
    record = Record.open(tmp_path / "r.sqlite")
    record.add(doc, reading)
    return record, doc, reading


def extracted_better(doc: Document) -> tuple[Document, Reading]:
    """The same bytes with another text: a menu before it, so that every place has moved, and a reader that found nothing."""
    found_nothing = Reading(doc.id, "b")
    return replace(doc, text=MENU + doc.text, prose=()), found_nothing


def test_the_words_of_an_event_and_of_a_statement_can_be_widened_and_narrowed(tmp_path: Path) -> None:
    record, _, _ = opened(tmp_path)
    with record:
        met, _ = record.contents().events
        _, after = record.correct(met.id, span=span(TEXT, "The president met the prime minister"))
        assert isinstance(after, Event) and after.best.span.cut(TEXT) == "The president met the prime minister"
        said = record.contents().statements[2]
        _, now = record.correct(said.id, content=[(89, 113)])
        assert isinstance(now, Said)
        assert now.statement.content.text == TEXT[89:113].strip()
        _, now = record.correct(said.id, content=[span(TEXT, "the two"), span(TEXT, "meet again")])
        assert isinstance(now, Said) and now.statement.content.text == "the two … meet again"
        assert [s.cut(TEXT) for s in now.statement.content.spans] == ["the two", "meet again"]
        record.undo(said.id)
        record.undo(said.id)
        assert record.entry(said.id) == said


def test_words_are_of_one_report_alone_whatever_is_corrected_with_it(tmp_path: Path) -> None:
    record, _, _ = opened(tmp_path)
    with record:
        met, visit = record.contents().events
        at = span(TEXT, "The president met the prime minister")
        record.correct(met.id, span=at, also=[visit.id])
        assert record.contents().events[0].best.span == at and record.contents().events[1] == visit
        record.correct(met.id, span=at, grade="opinion", also=[visit.id])
        assert [e.grade for e in record.contents().events] == [Grade.OPINION] * 2
        assert record.contents().events[1].best.span == visit.best.span


def test_corrected_words_follow_when_the_text_is_made_anew(tmp_path: Path) -> None:
    record, doc, _ = opened(tmp_path)
    with record:
        met = record.contents().events[0]
        record.correct(met.id, span=span(TEXT, "The president met the prime minister"))
        record.add(*extracted_better(doc))
        (event,) = record.contents().events
        assert event.best.span.cut(MENU + TEXT) == "The president met the prime minister"
        assert record.contents().orphans == ()


def test_corrected_words_that_are_gone_are_told_and_the_rest_of_the_correction_holds(tmp_path: Path) -> None:
    record, doc, _ = opened(tmp_path)
    with record:
        met = record.contents().events[0]
        record.correct(met.id, span=span(TEXT, "The president met the prime minister in Sochi"), grade="reported")
        other = replace(doc, text=TEXT.replace("in Sochi ", ""), prose=())
        record.add(other, Reading(doc.id, "b", (report(other, "met"),)))
        contents = record.contents()
        assert contents.events[0].grade is Grade.REPORTED and contents.events[0].best.span.cut(other.text) == "met"
        assert [c.entry for c in contents.orphans] == [met.id]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"span": (0, 13)}, "leaves out the words that name the event"),
        ({"span": (0, 9_999)}, "holds no words of the text"),
        ({"span": (3, 3)}, "holds no words"),
        ({"span": [(0, 40), (20, 60)]}, "the same ones twice"),
        ({"content": (0, 20)}, "has no content"),
        ({"cameo": "999"}, "CAMEO has no code"),
        ({"cameo": "036", "category": "ASSAULT"}, "is of category"),
        ({"category": "LOVE"}, "Give one of: ACCUSE"),
    ],
)
def test_what_an_event_cannot_be_is_refused(tmp_path: Path, fields: dict[str, object], said: str) -> None:
    record, _, _ = opened(tmp_path)
    with record:
        before, revision = record.contents(), record.revision()
        with pytest.raises(RecordError, match=said) as told:
            record.correct(before.events[0].id, **fields)  # type: ignore[arg-type]
        assert "\n" not in str(told.value)
        for field in ({"span": (0, 20)}, {"cameo": "036"}, {"place": "Sochi"}):
            with pytest.raises(RecordError, match="is a statement"):
                record.correct(before.statements[0].id, **field)  # type: ignore[arg-type]
        assert record.contents() == before and record.revision() == revision


def test_the_goldstein_value_follows_the_act(tmp_path: Path) -> None:
    record, _, reading = opened(tmp_path)
    with record:
        id = record.contents().events[0].id
        _, after = record.correct(id, cameo="190")
        assert isinstance(after, Event)
        assert (after.best.category, after.best.goldstein, after.best.cameo) == ("ASSAULT", -10.0, "190")
        _, after = record.correct(id, category="agree")
        assert isinstance(after, Event) and (after.best.category, after.best.cameo, after.best.goldstein) == ("AGREE", "03", 4.0)
        record.undo(id)
        record.undo(id)
        assert record.contents().events[0].best == reading.reports[0]


def test_a_place_is_the_one_that_the_record_knows_or_has_no_degrees(tmp_path: Path) -> None:
    record, _, _ = opened(tmp_path)
    with record:
        met, visit = record.contents().events
        _, after = record.correct(visit.id, place="sochi")
        assert isinstance(after, Event) and after.best.place
        assert (after.best.place.name, after.best.place.country, after.best.place.lat) == ("Sochi", "RUS", 43.6)
        _, after = record.correct(visit.id, place="Nagato")
        assert isinstance(after, Event) and after.best.place and (after.best.place.name, after.best.place.lat) == ("Nagato", None)
        _, after = record.correct(visit.id, place=PlaceName("Nagato", "JPN", 34.4, 131.2))
        assert isinstance(after, Event) and after.best.place and after.best.place.country == "JPN"
        _, after = record.correct(met.id, place="", date="")
        assert isinstance(after, Event) and after.best.place is None and after.best.date is None


# ---------------------------------------------------------------- added by hand


def test_an_event_is_added_on_the_words_selected_and_is_the_analysts(tmp_path: Path) -> None:
    record, doc, _ = opened(tmp_path)
    with record:
        at = span(TEXT, "islands stay as they are")
        added = record.add_entry(
            doc.id[:12], at, sources=["JPN"], targets=["Russia"], cameo="036", date="2016", status="planned", by="Ana", on="2016-12-10"
        )  # fmt: skip
        assert isinstance(added, Event) and added.corrected and added.corrected.is_added and added.corrected.by == "Ana"
        assert (added.best.trigger.text, added.best.category, added.best.goldstein) == ("islands stay as they are", "AGREE", 4.0)
        assert [a.country for a in (*added.best.sources, *added.best.targets)] == ["JPN", "RUS"]
        contents = record.contents()
        assert added in contents.events and contents.reviewed == {added.id}
        _, after = record.correct(added.id, grade="on_record", by="Bo")
        assert isinstance(after, Event) and after.grade is Grade.ON_RECORD and after.corrected and after.corrected.is_added
        with pytest.raises(RecordError, match="changed by Bo since"):
            record.undo_last(by="Ana")
        record.undo_last(by="Bo")
        _, gone = record.undo(added.id)
        assert gone is None and len(record.contents().events) == 2


def test_a_statement_is_added_with_its_speaker_or_as_the_authors_own(tmp_path: Path) -> None:
    record, doc, _ = opened(tmp_path)
    with record:
        said = record.add_entry(doc.id, span(TEXT, "a treaty was near"), kind="statement", sources=["Officials"])
        assert isinstance(said, Said) and said.statement.source and said.statement.source.text == "Officials"
        own = record.add_entry(doc.id, (TEXT.index("The islands"), len(TEXT)), kind="statement")
        assert isinstance(own, Said) and own.statement.source is None and own.statement.grade is Grade.OPINION
        for bad in ({"kind": "rumour"}, {"kind": "statement", "targets": ["JPN"]}, {"kind": "event", "grade": "sure"}):
            with pytest.raises(RecordError):
                record.add_entry(doc.id, span(TEXT, "prime minister"), **bad)  # type: ignore[arg-type]
        with pytest.raises(RecordError, match="no such document"):
            record.add_entry("0" * 64, (0, 5))


def test_what_was_added_outlives_re_reading_and_is_one_entry_when_a_reader_finds_it_too(tmp_path: Path) -> None:
    record, doc, reading = opened(tmp_path)
    with record:
        added = record.add_entry(doc.id, span(TEXT, "stay"), sources=["JPN"], cameo="036")
        record.add(*extracted_better(doc))
        (kept,) = record.contents().events
        assert isinstance(added, Event) and kept.id == added.id and kept.best.trigger.spans[0].cut(MENU + TEXT) == "stay"
        found = replace(reading, reader="c", reports=(*reading.reports, report(doc, "stay as they are", cameo="040")))
        record.add(doc, found)
        events = record.contents().events
        assert [e.best.trigger.text for e in events] == ["met", "visit", "stay"]  # the analyst's, once
        record.undo(added.id)
        assert [e.best.trigger.text for e in record.contents().events] == ["met", "visit", "stay as they are"]


def test_what_was_added_beside_a_readers_entry_never_hides_that(tmp_path: Path) -> None:
    record, doc, reading = opened(tmp_path)
    with record:
        record.add_entry(doc.id, span(TEXT, "met"), cameo="057")
        assert sorted(e.best.cameo or "" for e in record.contents().events) == ["036", "042", "057"]
        record.add(doc, replace(reading, reader="b"))
        assert sorted(e.best.cameo or "" for e in record.contents().events) == ["036", "042", "057"]


def test_words_that_stand_twice_are_added_only_when_the_context_tells_which(tmp_path: Path) -> None:
    doc = document("They met. " * 300 + "They parted.")
    with Record.open(tmp_path / "r.sqlite") as record:
        record.add(doc, Reading(doc.id, "x"))
        with pytest.raises(RecordError, match="stand more than once"):
            record.add_entry(doc.id, (1_500, 1_509))
        assert record.contents() == Contents(documents=(doc,), added_on={doc.id: ""})
        last = record.add_entry(doc.id, span(doc.text, "They parted"))
        assert isinstance(last, Event) and last.best.span == Span(3_000, 3_011)
