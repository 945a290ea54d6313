"""The chronicle for other programs: workbook, calendar, map and timeline, each read back by another library."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import openpyxl
import pytest
from record_examples import article, document, mention, report

from hikiwake.record.analyst import Note
from hikiwake.record.chronology import in_order
from hikiwake.record.export import CSV_COLUMNS, ics_text, rows
from hikiwake.record.maps import geojson_text, timelinejs_text
from hikiwake.record.model import Contents, Event, Phrase, Place, Report, Said, Span
from hikiwake.record.spreadsheet import xlsx_bytes

NOW = datetime(2016, 12, 9, 1, 2, 3, tzinfo=UTC)
HOSTILE = (
    "=1+1",
    "+SUM(A1)",
    "-2",
    "@x",
    "http://example.org/",
    "mailto:a@b.c",
    "{=A1}",
    "_x0041_",
    "\x1b[2J",
    "<script>",
    "1e5",
    "00123",
)


def contents() -> Contents:
    doc, reading = article()
    events = tuple(Event(f"e{i}", (r,)) for i, r in enumerate(reading.reports))
    said = tuple(Said(f"s{i}", s) for i, s in enumerate(reading.statements))
    return Contents((doc,), events, said, reviewed=frozenset({"e0", doc.id}), notes={"e0": (Note("look again", "Ana"),)})


def hostile(words: str) -> Contents:
    text = f"They {words} there."
    doc = document(text, name=words, title=words)
    at = Span(text.index(words), text.index(words) + len(words))
    told = report(doc, words, span=at, trigger=Phrase(words, (at,)), date=None)
    return Contents((doc,), (Event("e", (told,)),))


def sheet_of(contents: Contents, name: str = "Chronicle") -> list[dict[str, object]]:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(in_order(contents), contents, stamp=NOW)))
    sheet = book[name]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
    heading, *body = [[c.value for c in row] for row in sheet.iter_rows()]
    return [dict(zip(map(str, heading), row, strict=True)) for row in body]


def test_a_workbook_has_the_columns_of_the_csv_with_days_as_days_and_figures_as_figures() -> None:
    found = sheet_of(contents())
    assert [tuple(row) for row in found] == [CSV_COLUMNS] * 5
    assert [row["entry"] for row in found] == [e.id for e in in_order(contents())]
    first = found[0]
    assert (first["earliest"], first["latest"]) == (datetime(2016, 5, 1), datetime(2016, 5, 31))
    assert (first["date"], first["goldstein"], first["start"]) == ("2016-05", 4, 0)
    assert (first["reviewed"], first["notes"]) == ("yes", "look again")
    (listed,) = sheet_of(contents(), "Documents")
    assert (listed["entries"], listed["reviewed"]) == (5, "yes")


@pytest.mark.parametrize("words", HOSTILE)
def test_a_workbook_holds_text_as_text(words: str) -> None:
    raw = xlsx_bytes(in_order(hostile(words)), hostile(words), stamp=NOW)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert not any(c.data_type == "f" or c.hyperlink for c in cells)
    shown = [c.value for c in cells if c.value and words.removeprefix("\x1b") in str(c.value).replace("_x005F_", "_")]
    assert len(shown) >= 3  # what, the document's name, its title


def test_days_before_spreadsheets_count_stay_text_and_a_text_too_long_is_cut() -> None:
    text = "They met in 1855. " + "x" * 40_000
    doc = document(text)
    old = report(doc, "met", span=Span(0, len(text)), date=mention(text, "1855", "1855-02-07"))
    row = sheet_of(Contents((doc,), (Event("e", (old,)),)))[0]
    assert (row["earliest"], len(str(row["what"]))) == ("1855-02-07", 32_767)


def placed(lat: float | None, lon: float | None, id: str = "e") -> Event:
    _, reading = article()
    best: Report = reading.reports[0]
    return Event(id, (replace(best, place=Place("Sochi", best.span, "Sochi", "RUS", lat, lon)),))


def test_a_map_has_a_point_for_each_entry_with_degrees_and_counts_the_others() -> None:
    doc, reading = article()
    off = tuple(
        placed(lat, lon, f"off{i}") for i, (lat, lon) in enumerate([(None, None), (91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
    )
    has = Contents((doc,), (placed(43.6, 39.7), *off), tuple(Said(f"s{i}", s) for i, s in enumerate(reading.statements)))
    entries = in_order(has)
    text, without = geojson_text(entries, has)
    told = json.loads(text, parse_constant=lambda word: pytest.fail(word))
    assert (told["type"], without) == ("FeatureCollection", len(entries) - 1)
    (feature,) = told["features"]
    assert set(feature) == {"type", "id", "geometry", "properties"} and feature["geometry"] == {
        "type": "Point",
        "coordinates": [39.7, 43.6],
    }
    assert feature["properties"] == dict(zip(CSV_COLUMNS, rows([placed(43.6, 39.7)], has)[0], strict=True))


@pytest.mark.parametrize(
    ("value", "slide"),
    [
        ("2016-05-06", {"start_date": {"year": 2016, "month": 5, "day": 6}}),
        ("2016-05", {"start_date": {"year": 2016, "month": 5}}),
        ("2016", {"start_date": {"year": 2016}}),
        ("199", {"start_date": {"year": 1990, "month": 1, "day": 1}, "end_date": {"year": 1999, "month": 12, "day": 31}}),
    ],
)
def test_a_timeline_s_slide_is_no_finer_than_its_date(value: str, slide: dict[str, object]) -> None:
    doc, reading = article()
    told = replace(reading.reports[0], date=replace(mention(doc.text, "May 2016", value)))
    undated = replace(reading.reports[1], date=None)
    has = Contents((doc,), (Event("e0", (told,)), Event("e1", (undated,))))
    text, without = timelinejs_text(in_order(has), has)
    (event,) = json.loads(text)["events"]
    assert without == 1 and {k: v for k, v in event.items() if k.endswith("date")} == slide and event["unique_id"] == "e0"


def test_a_timeline_s_words_are_no_html() -> None:
    words = hostile("<script>alert(1)</script>")
    event = replace(words.events[0].best, date=mention(words.documents[0].text, "They", "2016"))
    text, _ = timelinejs_text([Event("e", (event,))], words)
    assert "<script>" not in text and "&lt;script&gt;" in text


@pytest.mark.parametrize("words", [*HOSTILE, "a;b,c", "back\\slash\\n", "島" * 60, "END:VEVENT", "“q”: x=y"])
def test_a_calendar_read_back_says_the_same(words: str) -> None:
    has = hostile(words)
    dated = replace(has.events[0].best, date=mention(has.documents[0].text, "They", "2016-05"))
    has = replace(has, events=(Event("e", (dated,)),))
    calendar = icalendar.Calendar.from_ical(ics_text(in_order(has), has, stamp=NOW))
    (event,) = calendar.walk("VEVENT")
    row = dict(zip(CSV_COLUMNS, rows(in_order(has), has)[0], strict=True))
    assert str(event["SUMMARY"]) == f"{row['who']}: {row['what']}"
    assert str(row["document"]) in str(event["DESCRIPTION"])
    assert (event["DTSTART"].dt, event["DTEND"].dt, event["DTSTAMP"].dt) == (date(2016, 5, 1), date(2016, 6, 1), NOW)
