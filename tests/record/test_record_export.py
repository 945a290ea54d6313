"""What leaves the record: JSON by contract, data frames, and text that steers neither terminal, spreadsheet nor calendar."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_examples import TEXT, article, document, documents_read, mention, report

from hikiwake.record.chronology import Asked, chosen, date_of, in_order, span_of
from hikiwake.record.export import CSV_COLUMNS, csv_text, ics_text
from hikiwake.record.frames import EVENT_COLUMNS, STATEMENT_COLUMNS, events_frame, statements_frame
from hikiwake.record.model import Contents, Document, Event, Phrase, Reading, Said, Span
from hikiwake.record.store import Record
from hikiwake.record.table import lines, markdown
from hikiwake.record.wire import date_json, event_json, explanation_json, formula_json, report_json, said_json, statement_json
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade
from hikiwake.terms.text import cell_safe, json_text, terminal_safe

HOSTILE = '=HYPERLINK("http://x","y")\x1b]0;title\x07\x1b[2J\x9b2J[/x]\u202e|`<script>'


def contents_of(folder: Path, *read: tuple[Document, Reading]) -> Contents:
    with Record.open(folder / "record.sqlite") as record:
        for doc, reading in read:
            record.add(doc, reading)
        return record.contents()


def hostile() -> tuple[Document, Reading]:
    text = f"They met {HOSTILE} there."
    doc = document(text, name=HOSTILE, title=HOSTILE)
    at = Span(text.index(HOSTILE), text.index(HOSTILE) + len(HOSTILE))
    met = report(doc, "met", span=at, trigger=Phrase(HOSTILE, (at,)))
    return doc, Reading(doc.id, "x", (replace(met, date=None),))


# ---------------------------------------------------------------- JSON


def test_an_event_is_written_as_the_contract_says() -> None:
    doc, reading = article()
    assert report_json(reading.reports[0], doc.text) == {
        "span": [0, 52],
        "text": TEXT[: TEXT.index("2016") + 4],
        "trigger": {"text": "met", "span": [14, 17]},
        "category": "CONSULT", "mode": None, "cameo": "036", "goldstein": 4.0,
        "sources": [{"text": "president", "span": [4, 13], "name": "The President", "country": "RUS", "sector": "GOV"}],
        "targets": [{"text": "prime minister", "span": [22, 36], "name": "The Prime Minister", "country": "JPN", "sector": "GOV"}],
        "date": {"value": "2016-05", "precision": "month", "text": "May 2016", "span": [49, 57]},
        "place": {"name": "Sochi", "country": "RUS", "lat": 43.6, "lon": 39.7, "span": [40, 45]},
        "status": "actual", "grade": "on_record", "certainty": "certain", "polarity": "positive", "context": None,
        "confidence": 0.9, "is_reciprocal": True, "via": None,
    } | {"span": [0, TEXT.index("2016") + 4]}  # fmt: skip


def test_a_statement_is_written_as_the_contract_says() -> None:
    doc, reading = article()
    said = statement_json(reading.statements[2], doc.text)
    assert isinstance(said["source"], dict) and isinstance(said["source"]["actor"], dict)
    assert said["source"]["text"] == "The minister" and said["source"]["actor"]["country"] == "JPN"
    assert [TEXT[s:e] for s, e in said["content"]["spans"]] == ["that the two would meet again"]  # type: ignore[index, call-overload]
    opinion = statement_json(replace(reading.statements[2], source=None, cue=None, grade=Grade.OPINION))
    assert (opinion["source"], opinion["cue"], opinion["grade"]) == (None, None, "opinion")
    assert statement_json(reading.statements[1])["via"] == 0


def test_dates_formulas_and_explanations_are_written_as_the_contract_says() -> None:
    _, reading = article()
    assert date_json(reading.dates[1]) == {
        "span": [TEXT.index("December"), TEXT.index("December") + 8],
        "value": "2016-12",
        "precision": "month",
        "text": "December",
        "reference": None,
        "ambiguous": False,
    }
    assert set(formula_json(reading.formulas[0])) == {"term", "definition", "holder", "spans"}
    assert set(explanation_json(reading.explanations[0])) == {"claim", "definition", "holder", "spans"}


def test_an_entry_also_carries_its_id_its_document_and_what_was_put_right(tmp_path: Path) -> None:
    doc, reading = article()
    with Record.open(tmp_path / "record.sqlite") as record:
        record.add(doc, reading)
        met, visit = record.contents().events
        record.correct(met.id, grade="reported", by="Ana", on="2016-12-10")
        told = event_json(record.contents().events[0])
        agency, denial, _ = record.contents().statements
    assert (told["id"], told["document"], told["grade"]) == (met.id, doc.id, "reported")
    assert told["corrected"] == {
        "sources": None, "targets": None, "date": None, "grade": "reported", "status": None,
        "rejected": False, "note": "", "by": "Ana", "on": "2016-12-10",
        "category": None, "cameo": None, "place": None, "span": None, "content": None, "added": False,
    }  # fmt: skip
    assert event_json(visit)["corrected"] is None
    assert said_json(denial)["via"] == agency.id


def test_an_events_words_stand_beside_its_span_where_its_text_is_at_hand(tmp_path: Path) -> None:
    contents = contents_of(tmp_path, article())
    texts = {d.id: d.text for d in contents.documents}
    for event in contents.events:
        for told in (event_json(event, texts), event_json(event, None, contents)):
            span = told["span"]
            assert isinstance(span, list)
            assert told["text"] == texts[event.best.document][slice(*span)] != ""
        assert event_json(event)["text"] is event_json(event, {})["text"] is None


def test_a_trigger_in_pieces_is_shown_as_its_span_cuts_it() -> None:
    doc, _ = article()
    split = Phrase("met minister", (Span(14, 17), Span(28, 36)))
    told = report_json(report(doc, "met", trigger=split), doc.text)["trigger"]
    assert told == {"text": "met the prime minister", "span": [14, 36]}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents_read())
def test_whatever_was_read_can_be_written_everywhere(
    tmp_path_factory: pytest.TempPathFactory, read: tuple[Document, Reading]
) -> None:
    contents = contents_of(tmp_path_factory.mktemp("r"), read)
    entries = in_order(contents)
    told = [event_json(e) if isinstance(e, Event) else said_json(e) for e in entries]
    written = json_text(told)
    assert json.loads(written) == told
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e]", written)
    rows = list(csv.reader(io.StringIO(csv_text(entries, contents))))
    assert [len(row) for row in rows] == [len(CSV_COLUMNS)] * (len(entries) + 1)
    assert len(markdown(lines(entries, contents)).splitlines()) == len(entries) + 2
    assert len(events_frame(contents)) == len(contents.events) and len(statements_frame(contents)) == len(contents.statements)
    calendar = ics_text(entries, contents, stamp=datetime(2016, 12, 9, tzinfo=UTC))
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))


# ---------------------------------------------------------------- order and choice


def test_the_chronicle_runs_by_earliest_then_latest_then_place(tmp_path: Path) -> None:
    text = "They met in 2016, met in May 2016, met on 1 May 2016, met once."
    doc = document(text)
    when = [mention(text, "2016", "2016"), mention(text, "May 2016", "2016-05"), mention(text, "1 May 2016", "2016-05-01"), None]
    reports = [report(doc, "met", nth=i, date=d) for i, d in enumerate(when)]
    contents = contents_of(tmp_path, (doc, Reading(doc.id, "x", tuple(reports[::-1]))))
    assert [d.value if (d := date_of(e)) else None for e in in_order(contents)] == ["2016", "2016-05-01", "2016-05", None]
    same = replace(contents, events=tuple(replace(e, reports=(replace(e.best, date=None),)) for e in contents.events))
    starts = [span_of(e).start for e in in_order(same)]
    assert starts == sorted(starts)


def test_what_is_asked_for_is_shown(tmp_path: Path) -> None:
    contents = contents_of(tmp_path, article())
    entries = in_order(contents)

    def ids(**asked: object) -> list[str]:
        return [e.id for e in chosen(entries, Asked(**asked))]  # type: ignore[arg-type]

    met, visit = contents.events
    june, december = from_timex("2016-06").earliest, from_timex("2016-12").latest
    assert ids(first=june) == ids(first=june, last=december) == [visit.id]
    assert ids(last=june) == [met.id]
    assert ids(actor="rus") == ids(actor="president") == [met.id]
    assert ids(actor="OFFICIALS") == [contents.statements[1].id]
    assert set(ids(kind="statement")) == {s.id for s in contents.statements}
    assert ids(grades=frozenset({Grade.ON_RECORD})) == [met.id]
    assert len(ids()) == 5
    told = {d.id: from_timex("2016-12-09") for d in contents.documents}
    in_june = {e.id for e in chosen(entries, Asked(first=june), told)}
    assert in_june == {visit.id, *(s.id for s in contents.statements if s.statement.date is None)}
    assert [e.id for e in chosen(entries, Asked(last=june), told)] == [met.id]


# ---------------------------------------------------------------- frames


def test_frames_have_their_columns_with_rows_and_without(tmp_path: Path) -> None:
    contents = contents_of(tmp_path, article())
    for frame in (events_frame(contents), events_frame(Contents())):
        assert tuple(frame.columns) == EVENT_COLUMNS
        assert str(frame.dtypes["earliest"]) == "datetime64[s]" and str(frame.dtypes["goldstein"]) == "float64"
    for frame in (statements_frame(contents), statements_frame(Contents())):
        assert tuple(frame.columns) == STATEMENT_COLUMNS and str(frame.dtypes["quoted"]) == "bool"
    first = events_frame(contents).iloc[0]
    assert (first.source, first.target_country, first.earliest.isoformat(), first.cameo) == (
        "The President",
        "JPN",
        "2016-05-01T00:00:00",
        "036",
    )


def test_a_frame_holds_the_years_of_any_history(tmp_path: Path) -> None:
    text = "They met in 0843, met in 1648."
    doc = document(text)
    old = [report(doc, "met", nth=i, date=mention(text, year, year)) for i, year in enumerate(("0843", "1648"))]
    frame = events_frame(contents_of(tmp_path, (doc, Reading(doc.id, "x", tuple(old)))))
    assert [t.year for t in frame.earliest] == [843, 1648]


# ---------------------------------------------------------------- hostile text


@given(st.text())
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    shown = terminal_safe(text)
    assert len(shown) == len(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown)
    assert all(a == b or not a.isprintable() for a, b in zip(text, shown, strict=True))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "＝1", "＋1", "－1", "＠x"])
def test_a_cell_never_begins_a_formula(cell: str) -> None:
    assert cell_safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "a", "1", "a=b", "'=1", "島", "(−1)"])
def test_a_cell_that_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert cell_safe(cell) == cell


def test_json_text_holds_no_word_that_json_lacks() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text({"a": float("nan")})
    assert json.loads(json_text({"a": HOSTILE})) == {"a": HOSTILE}


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    contents = contents_of(tmp_path, hostile())
    entries = in_order(contents)
    (line,) = lines(entries, contents)
    assert "\x1b" not in repr(line).replace("\\x1b", "\x1b")
    _, row = list(csv.reader(io.StringIO(csv_text(entries, contents))))
    assert row[CSV_COLUMNS.index("what")].startswith("'=HYPERLINK") and row[CSV_COLUMNS.index("document")].startswith("'=")
    _, raw = list(csv.reader(io.StringIO(csv_text(entries, contents, is_raw=True))))
    assert raw[CSV_COLUMNS.index("what")].startswith("=HYPERLINK")
    table = markdown(lines(entries, contents)).splitlines()
    assert len(table) == 3 and len(re.findall(r"(?<!\\)\|", table[2])) == 7
    assert "<script>" not in table[2] and not re.search(r"(?<!\\)`", table[2])


def test_a_calendar_keeps_its_form_whatever_the_text(tmp_path: Path) -> None:
    text = "They met; again, and\nEND:VCALENDAR\\n 会談" + "島" * 60
    doc = document(text, name="a;b,c\n.txt")
    met = report(doc, "met", span=Span(0, len(text)), date=mention(text, "again", "2016-05"))
    contents = contents_of(tmp_path, (doc, Reading(doc.id, "x", (met,))))
    calendar = ics_text(in_order(contents), contents, stamp=datetime(2016, 12, 9, 1, 2, 3, tzinfo=UTC))
    unfolded = calendar.replace("\r\n ", "").split("\r\n")
    assert unfolded.count("END:VCALENDAR") == 1 and unfolded[-2:] == ["END:VCALENDAR", ""]
    summary = next(line for line in unfolded if line.startswith("SUMMARY:"))
    assert "met\\; again\\, and END:VCALENDAR\\\\n" in summary and summary.count("島") == 60
    assert "DTSTART;VALUE=DATE:20160501" in unfolded and "DTEND;VALUE=DATE:20160601" in unfolded
    assert isinstance(in_order(contents)[0], Event) and not isinstance(in_order(contents)[0], Said)
