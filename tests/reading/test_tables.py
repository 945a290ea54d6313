"""A chronicle kept in a spreadsheet: each row an entry at its own cells, what is wrong told by row, our own export taken in again as it was."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hikiwake.cli import main
from hikiwake.reading.documents import Given
from hikiwake.reading.documents.sources import Source
from hikiwake.reading.documents.table import is_table
from hikiwake.reading.tables.days import day
from hikiwake.reading.tables.reader import table_reading
from hikiwake.reading.tables.receive import receive_table
from hikiwake.record import spans
from hikiwake.record.export import CSV_COLUMNS, csv_text
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents, Document, Reading
from hikiwake.record.store import Record
from hikiwake.terms.text import cell_safe

Run = Callable[..., tuple[int, str, str]]
CASE = """
title = "A case"
dyad = ["NOR", "SWE"]
question = "Will they?"
as_of = 2016-12-09
horizon = 2018-12-31
analyst = "Ana Lyst"
"""
OWN = """Date,Who,Whom,What,Where,Grade,Link
6 May 2016,Norway,Sweden,"signed ""the"" treaty, at last",Oslo,on record,https://example.org/1
2016-06,NOR; Denmark,SWE,will meet,Bergen,reported,
,Sweden,,=built a fence,,,
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hikiwake", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
            raise SystemExit(0)
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.toml").write_text(CASE)
    return folder


def read(tmp_path: Path, text: str, name: str = "own.csv", encoding: str = "utf-8") -> tuple[Document, Reading]:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    assert is_table(path)
    document = receive_table(Source(path, str(path)), Given())
    reading = table_reading(document)
    spans.check(document, reading)
    return document, reading


def contents(case: Path) -> Contents:
    with Record.open(case / "record.sqlite") as record:
        return record.contents()


def test_each_row_is_an_event_whose_parts_stand_in_their_cells(tmp_path: Path) -> None:
    document, reading = read(tmp_path, OWN)
    signed, meet, built = reading.reports
    row = ("6 May 2016", "Norway", "Sweden", 'signed "the" treaty, at last', "Oslo", "on record", "https://example.org/1")
    assert tuple(document.text.split("\n")[1].split("\t")) == row
    assert signed.span.cut(document.text) == 'signed "the" treaty, at last'
    assert signed.date and (signed.date.date.value, signed.date.span.cut(document.text)) == ("2016-05-06", "6 May 2016")
    assert [(a.name, a.country, a.span.cut(document.text)) for a in meet.sources] == [
        ("Norway", "NOR", "NOR"),
        ("Denmark", "DNK", "Denmark"),
    ]
    assert [(a.name, a.country) for a in meet.targets] == [("Sweden", "SWE")]
    assert signed.place and (signed.place.name, signed.place.country) == ("Oslo", "NOR") and signed.place.lat
    assert (signed.grade, meet.grade, built.grade) == ("on_record", "reported", "attributed")
    assert built.date is None and built.span.cut(document.text) == "=built a fence"
    assert [p.cut(document.text) for p in document.prose] == document.text.split("\n")[1:4]
    assert reading.notes == ()


def test_what_is_wrong_is_told_by_the_row_and_costs_no_other(tmp_path: Path) -> None:
    _, reading = read(
        tmp_path,
        "date,who,whom,what,grade,kind,cameo,mood\n"
        "06/05/2016,NOR,SWE,met,,,,\n\n2016-13-45,NOR,SWE,met,,,,\n2016-02-30,NOR,SWE,met,,,,\n2016-07,NOR,SWE,,,,,\n"
        '2016-07,NOR,SWE,"met\nagain",rumoured,,,\n2016-07,NOR,SWE,met,,visit,,\n2016-07,NOR,SWE,met,,,9999,\n2016-07,NOR,SWE,met,,,,,,x\n'
        "2016-08,NOR,SWE,met,,,036,good\n2016-09,NOR,SWE,met,,,,\n2016-08,NOR,SWE,met,,,036,good\n2016-10,NOR,SWE,no,,statement,,\n",
    )  # fmt: skip
    assert [r.date and r.date.date.value for r in reading.reports] == ["2016-08", "2016-09"]
    assert (reading.reports[0].cameo, reading.reports[0].category) == ("036", "AGREE")
    told = "\n".join(reading.notes)
    for words in (
        "row 2 left out: “06/05/2016” may be two days: write it as 2016-06-05 or 2016-05-06",
        "row 4 left out: “2016-13-45” is no date",
        "row 5 left out: “2016-02-30” is no date",
        "row 6 left out: it does not say what happened",
        "row 7 left out: grade 'rumoured' is not one that the record knows",
        "row 8 left out: “visit” is no kind of entry",
        "row 9 left out: CAMEO has no code '9999'",
        "row 10 left out: it has 10 cells, the heading has 8",
        "row 13 left out: it is row 11 again",
        "row 14 left out: it is a statement, which nobody is the target of",
        "columns that are kept and not read: mood",
    ):
        assert words in told
    assert len(reading.notes) == 11


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2016-05-06", "2016-05-06"), ("2016-05", "2016-05"), ("2016", "2016"), ("2016-05-06T10:00:00Z", "2016-05-06"),
        ("6 May 2016", "2016-05-06"), ("6. May 2016", "2016-05-06"), ("May 6, 2016", "2016-05-06"), ("Sept 2016", "2016-09"),
        ("6.5.2016", "2016-05-06"), ("25/12/2016", "2016-12-25"), ("12/25/2016", "2016-12-25"), ("05/05/2016", "2016-05-05"),
        ("2016-05/2016-08", "2016-05/2016-08"), ("06/05/2016", None), ("6 Mai 2016", None), ("yesterday", None), ("31 June 2016", None),
    ],
)  # fmt: skip
def test_days_are_read_as_they_are_typed_and_never_guessed(cell: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match=cell.replace("/", ".")):
            day(cell)
    else:
        assert day(cell).value == value


@pytest.mark.parametrize(("apart", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")])
def test_a_spreadsheet_is_read_however_it_was_saved(tmp_path: Path, apart: str, encoding: str) -> None:
    text = f"date{apart}who{apart}what\r\n2016-05-06{apart}Sweden{apart}ürgently protested – twice\r\n"
    document, reading = read(tmp_path, text, encoding=encoding)
    assert [r.span.cut(document.text) for r in reading.reports] == ["ürgently protested – twice"]


@pytest.mark.parametrize(
    "heading",
    ["date,value", "text,title,date", "Event Date,Source Name,Event Text", "dyad,date,value,count", "when,who", "", "date;what"],
)
def test_a_table_of_something_else_is_none(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"{heading}\n1,2\n")
    assert is_table(path) is (heading == "date;what")


def test_a_source_is_where_it_was_taken_from_unless_the_table_says_toward_whom(tmp_path: Path) -> None:
    _, one = read(tmp_path, "date,what,source\n2016-05-06,Norway protested,The Gazette\n")
    _, other = read(tmp_path, "date,source,target,what\n2016-05-06,Norway,Sweden,protested\n")
    assert one.reports[0].sources == () and [a.name for a in other.reports[0].sources] == ["Norway"]


def test_the_file_is_kept_read_once_and_found_again_among_the_case_s_documents(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(OWN)
    code, out, _ = run("read", case, tmp_path / "own.csv")
    assert code == 0 and "3 events, 0 statements, 2 dates" in out
    before = contents(case)
    assert run("read", case, tmp_path / "own.csv")[1].splitlines()[-1] == "0 documents read, 1 known"
    code, out, _ = run("read", case)
    assert code == 0 and out.splitlines()[-1] == "0 documents read, 1 known" and "passed over" not in out
    assert contents(case) == before
    assert (case / "documents" / "own.csv").read_text() == OWN
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    code, out, _ = run("read", case, tmp_path / "x.csv")
    assert code == 1 and "is of a kind that cannot be read (.csv)" in out


def test_a_spreadsheet_that_grew_takes_the_place_of_the_old_one_with_what_was_put_right(
    run: Run, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "own.csv").write_text(OWN)
    run("read", case, tmp_path / "own.csv")
    meet = next(e for e in contents(case).events if e.best.trigger.text == "will meet")
    run("correct", case, meet.id, "--grade", "speculation")
    head, *rows = OWN.splitlines()
    (tmp_path / "own.csv").write_text("\n".join([head, "2016-04-01,Norway,,built a school,,,", *rows]) + "\n")
    code, out, _ = run("read", case, tmp_path / "own.csv", "--replaces", "own.csv")
    assert code == 0 and "replaces own.csv: 1 of 1 change found again" in out
    found = {e.best.trigger.text: e.best.grade for e in contents(case).events}
    assert len(found) == 4 and found["will meet"] == "speculation" and len(contents(case).documents) == 1


def test_our_own_export_comes_in_again_as_it_was(run: Run, case: Path, tmp_path: Path) -> None:
    """Chronicle → CSV → another case: the same days, actors, codes, places and grades."""
    (tmp_path / "article.txt").write_text(
        "The foreign minister of Norway, Kari Nordmann, met her Swedish counterpart in Oslo on 5 May 2016.\n\n"
        'Sweden protested on 6 May 2016. "We are not amused," a spokesman said. In early June 2016 Norway will expel two diplomats.\n\n'
        "-3 degrees were measured when Norway, officials said, closed the border in 2014.\n"
    )
    run("read", case, tmp_path / "article.txt", "--date", "2016-05-07")
    first = merged(contents(case))
    entries = (*first.events, *first.statements)
    assert len(first.events) > 2 and len(first.statements) > 1
    (tmp_path / "again.csv").write_text(csv_text(entries, first))
    second = tmp_path / "second"
    second.mkdir()
    (second / "case.toml").write_text(CASE)
    code, out, _ = run("read", second, tmp_path / "again.csv")
    assert code == 0 and "left out" not in out
    now = merged(contents(second))
    assert _facts(csv_text((*now.events, *now.statements), now)) == _facts(csv_text(entries, first))


def _facts(text: str) -> Counter[tuple[str, ...]]:
    kept = [
        c for c in CSV_COLUMNS if c not in ("entry", "note", "document", "start", "end", "reviewed", "notes", "told", "disputed")
    ]
    return Counter(tuple(row[c] for c in kept) for row in csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("words", ["=SUM(A1)", "-5 degrees in Oslo", "+3 seats", "@home", "'quoted' words", "''twice", "＝wide"])
def test_the_mark_that_guards_a_formula_is_taken_off_again_and_no_other(tmp_path: Path, words: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("date", "what"), ("2016-05-06", cell_safe(words))])
    document, reading = read(tmp_path, out.getvalue())
    assert reading.reports[0].span.cut(document.text) == words


_CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "2016-05-06",
            "NOR; SWE",
            "Norway → Sweden",
            "→",
            "—",
            "“ ”",
            "“no”",
            "event",
            "statement",
            "on record",
            "036",
            "\t",
            "a\nb",
            "'=x",
            ";,",
        ]
    ),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(_CELLS, min_size=1, max_size=9), max_size=6))
def test_whatever_the_cells_hold_each_entry_cuts_its_own_words_and_each_row_is_read_or_told(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("date", "who", "whom", "what", "place", "grade", "kind", "cameo"), *rows])
    path = tmp_path / "any.csv"
    path.write_bytes(out.getvalue().encode("utf-8", "replace"))
    document = receive_table(Source(path, str(path)), Given())
    reading = table_reading(document)
    spans.check(document, reading)
    told = sum(len(note.split(" left out: ")[0].split(", ")) for note in reading.notes if " left out: " in note)
    filled = [line for line in document.text.split("\n")[1:] if line.strip()]
    assert len(reading.reports) + len(reading.statements) + told == len(filled)
    assert not any("empty or runs backwards" in note for note in reading.notes)
