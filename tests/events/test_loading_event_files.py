"""Event files into a lake: every layout and every known defect, with counts that add up; twice, damaged, stopped, replaced."""

import csv
import pickle
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import event_files as made
import pytest

from hikiwake.events import LakeError, load, open_lake, read_names
from hikiwake.events import manifest as lakes
from hikiwake.events.codes import leaders, relation_codes, rows_of, words_of
from hikiwake.events.formats import FORMATS
from hikiwake.events.from_record import TABLE, write_table
from hikiwake.record.model import (
    Actor,
    Certainty,
    Contents,
    DateMention,
    Event,
    Phrase,
    Place,
    Polarity,
    Report,
    Span,
    Status,
)
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.grades import Grade
from hikiwake.terms.ontology import cameo

TODAY = date(2026, 1, 1)


def rows(lake):
    """Every row of the lake, by line."""
    parts = [str(lake / part.path) for part in lakes.read(lake).of("rows")]
    return duckdb.execute("SELECT * FROM read_parquet(?) ORDER BY file, row", [parts]).df().to_dict("records")


def loaded(lake, *files):
    reports = load(files, lake, today=TODAY).files
    assert all(report.adds_up for report in reports)
    return reports


@pytest.fixture
def lake(tmp_path):
    return tmp_path / "lake"


def test_every_layout_is_told_by_its_content_and_its_counts_add_up(tmp_path, lake):
    files = {
        "gdelt_2": "\n".join(made.gdelt(id=i) for i in range(3)),
        "gdelt_1": "\n".join(
            [made.gdelt_1(id=11), made.gdelt_1(id=12).rpartition("\t")[0], made.gdelt_1(id=13)]
        ),  # 57 and 58 mixed
        "gdelt_mentions": made.MENTION,
        "gdelt_reduced": made.REDUCED,
        "gdelt_bigquery": "SQLDATE,GLOBALEVENTID,EventCode,QuadClass,GoldsteinScale,Actor1CountryCode,Actor2CountryCode,Actor1Name\n"
        '20180326,99,042,1,1.9,JPN,RUS,"ABE, SHINZO"\n',
        "gdelt_mentions_bigquery": "globaleventid,eventtimedate,mentiontimedate,mentionidentifier\n8,20180326000000,20180326044500,x\n",
        "icews": f"{made.ICEWS_HEADER}\n{made.icews(1)}\n{made.icews(2, text='Use conventional military force', code='190')}\n",
        "icews_quadruples": "Japan\tConsult\tRussia\t2014-01-02\nPolice_(Singapore)\tMake_statement\tShinzo_Abe\t2014-01-03\n",
        "polecat": made.POLECAT + made.polecat() + "\n" + made.polecat(id="a2", a="USA; JPN"),
        "phoenix": f"{made.phoenix()}\n{made.phoenix(id='2', geo=('Japan', 'JPN'))}\n",
    }
    paths = [made.write(tmp_path / f"{i}.data", text.rstrip("\n")) for i, text in enumerate(files.values())]
    reports = loaded(lake, *paths)
    assert [report.format for report in reports] == list(files)
    assert set(files) | {"icews_dyad_years", "record"} == {format.name for format in FORMATS}
    # Rows of one content count once in GDELT, Phoenix's second differs in nothing but its number.
    assert {r.format: (r.rows, r.loaded, r.reemitted) for r in reports if r.reemitted or r.format == "polecat"} == {
        "gdelt_2": (3, 1, 2), "gdelt_1": (3, 1, 2), "phoenix": (2, 1, 1), "polecat": (2, 2, 0),
    }  # fmt: skip
    told = {row["format"]: row for row in rows(lake)}
    for name in ("gdelt_2", "gdelt_1", "gdelt_bigquery", "gdelt_reduced", "icews", "polecat", "phoenix"):
        assert told[name]["dyad"] in ("JPN-RUS", "RUS-USA"), name
    assert told["gdelt_2"]["place_country"] == told["polecat"]["place_country"] == told["phoenix"]["place_country"] == "JPN"
    assert (told["icews"]["cameo"], told["icews"]["goldstein"], told["icews"]["source_sector"]) == (
        "190",
        1.0,
        "Foreign Ministry,Government",
    )
    assert told["polecat"]["plover"] == "CONSULT" and told["polecat"]["quad_class"] == 1 and told["phoenix"]["quad_class"] == 1
    quadruple = told["icews_quadruples"]
    assert (quadruple["source_country"], quadruple["source_sector"], quadruple["target_country"]) == ("SGP", "Police", "JPN")


def test_a_row_says_file_and_line(tmp_path, lake):
    several = [
        made.write(
            tmp_path / f"{k}.tsv",
            "source\trelation\ttarget\tdate",
            *(f"Japan\tConsult\tactor {k} {i}\t2014-01-01" for i in range(400)),
        )
        for k in range(5)
    ]
    reports = loaded(lake, *several)
    names = {report.file: report.name for report in reports}
    for row in rows(lake):
        line = Path(names[row["file"]]).read_text().split("\n")[row["row"] - 1]
        assert line.split("\t")[2] == row["target_actor"]


def test_defective_rows_are_kept_aside_by_kind_with_their_line(tmp_path, lake):
    good = made.gdelt(id=1)
    bad = {
        "too few cells": good.rpartition("\t")[0],
        "too many cells": good + "\tx",
        "no row of the table": good + "\tx" * 60,
        "blank line": "",
        "no event number": made.gdelt(id="x"),
        "no date that can be read": made.gdelt(id=2, day="20181340"),
        "dated after its file": made.gdelt(id=3, day="20180501"),
        "null event (no code)": made.gdelt(id=4, code="---"),
        "code that CAMEO does not have": made.gdelt(id=5, code="999"),
        "quad class that is none of the four": made.gdelt(id=6, quad=7),
        "Goldstein value outside -10 to 10": made.gdelt(id=7, goldstein="nan"),
        "dated in the future": made.gdelt(id=8, day="20400101", added=""),
    }
    file = made.write(tmp_path / "a.csv", good, *bad.values(), made.gdelt(id=9, code="043"))
    (report,) = loaded(lake, file)
    assert report.rejected == dict.fromkeys(bad, 1) and report.loaded == 2
    assert {row["row"] for row in rows(lake)} == {1, 14}  # lines after those that the reader cannot take keep their numbers
    (sheet,) = (lake / "rejects").iterdir()
    kept = list(csv.DictReader(sheet.open()))
    assert {row["what"]: row["row"] for row in kept} == bad
    assert [row["where"] for row in kept] == [f"{file}:{line}" for line in range(2, 14)]


def test_the_dated_defects_are_mended_and_counted(tmp_path, lake):
    file = made.write(
        tmp_path / "a.csv",
        made.gdelt(id=1, day="19200103", added="20200103010000"),
        made.gdelt(id=2, day="19450809", added="20200103010000"),
        made.gdelt(id=3, code="43", added="20200103010000", day="20200103"),
        made.gdelt(id=4, a="JPN ", b=" RUS", Actor1Name=" ABE ", added="20200103010000", day="20200103", code="010"),
    )
    (report,) = loaded(lake, file)
    assert report.mended == {
        "date mended": 1, "dated more than 28 days before its file": 1, "code without its leading zero": 1, "blanks around a code": 1,
    }  # fmt: skip
    first, second, third, fourth = rows(lake)
    assert (str(first["event_date"])[:10], str(first["written_date"])[:10]) == ("2020-01-03", "1920-01-03")
    assert str(second["event_date"])[:10] == "1945-08-09" and third["cameo"] == "043"
    assert (fourth["dyad"], fourth["source_actor"]) == ("JPN-RUS", "ABE")


def test_line_ends_marks_and_bytes_of_other_systems_are_mended(tmp_path, lake):
    rows_ = [made.gdelt(id=i, code=f"04{i}", ActionGeo_FullName="Orléans") for i in range(3)]
    windows = made.write(tmp_path / "windows.csv", *rows_, end="\r\n", encoding="utf-8-sig")
    latin = made.write(
        tmp_path / "latin.csv", *(made.gdelt(id=10 + i, ActionGeo_FullName=f"Orl{i}é") for i in range(3)), encoding="latin-1"
    )
    first, second = loaded(lake, windows, latin)
    assert first.mended == {"Windows line ends": 3} and first.loaded == 3
    assert second.mended["bytes that are no UTF-8"] == 3 and second.loaded + second.reemitted == 3
    assert {row["place"] for row in rows(lake)} >= {"Orléans", "Orl0é"}


def test_the_same_again_adds_nothing_whatever_it_is_wrapped_in(tmp_path, lake):
    text = "\n".join(made.gdelt(id=i, code=f"04{i}") for i in range(3)) + "\n"
    plain = made.write(tmp_path / "a.csv", text.rstrip("\n"))
    before = loaded(lake, plain) and rows(lake)
    again, packed, archive = loaded(
        lake, plain, made.gzipped(tmp_path / "a.gz", text), made.zipped(tmp_path / "a.zip", a__CSV=text)
    )
    assert again.was_loaded and (packed.loaded, packed.repeated) == (archive.loaded, archive.repeated) == (0, 3)
    assert rows(lake) == before
    overlapping = made.write(tmp_path / "b.csv", *(made.gdelt(id=i, code=f"04{i}") for i in range(1, 5)))
    (report,) = loaded(lake, overlapping)
    assert (report.loaded, report.repeated) == (2, 2) and len(rows(lake)) == 5


def test_odd_names_of_files_are_no_obstacle(tmp_path, lake):
    odd = [tmp_path / "a[1]*.csv", tmp_path / "a'b.csv", tmp_path / "b\udce9.csv"]
    for i, path in enumerate(odd):
        (report,) = loaded(lake, made.write(path, made.gdelt(id=i, code=f"04{i}"), "x"))
        assert (report.loaded, report.rejected) == (1, {"too few cells": 1})
    with pytest.raises(LakeError, match="pattern"):
        load([], tmp_path / "lake[1]")


def test_an_id_that_was_given_out_anew_is_another_event(tmp_path, lake):
    loaded(lake, made.write(tmp_path / "a.csv", made.gdelt(id=5, day="20150218", added="20150218000000")))
    (report,) = loaded(lake, made.write(tmp_path / "b.csv", made.gdelt(id=5, day="20180326")))
    assert (report.loaded, report.repeated) == (1, 0)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_what_is_damaged_fails_alone_and_whole(tmp_path, lake, part, kind):
    text = "\n".join(made.gdelt(id=i, code=f"04{i % 4}", SOURCEURL=f"https://news.example/{i * i}") for i in range(300)) + "\n"
    whole = made.gzipped(tmp_path / "w.gz", text) if kind == "gz" else made.zipped(tmp_path / "w.zip", w__CSV=text)
    broken = tmp_path / f"broken.{kind}"
    broken.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * part)])
    good = made.write(tmp_path / "good.csv", made.gdelt(id=1000))
    failed, fine = loaded(lake, broken, good)
    assert failed.problem and failed.problem.where == str(broken) and "damaged" in failed.problem.what
    assert fine.loaded == 1 and len(rows(lake)) == 1


def test_what_is_no_event_file_is_told_in_a_line(tmp_path, lake):
    page = made.write(tmp_path / "20180326.export.CSV.zip", "<!DOCTYPE html><html>404</html>")
    empty = made.zipped(tmp_path / "empty.zip", e__CSV="")
    two = made.zipped(tmp_path / "two.zip", a__CSV=made.gdelt(id=1) + "\n", b__CSV=made.gdelt(id=2, code="043") + "\n")
    letter = made.write(tmp_path / "letter.txt", "Dear Sir,", "no.")
    series = made.write(tmp_path / "weekly.csv", "week,i2p,p2i", "1979-04-15,-10.0,-10.0")
    missing = tmp_path / "missing.csv"
    found = loaded(lake, page, empty, two, letter, series, missing)
    said = {Path(report.name).name: report.problem.what if report.problem else report.note for report in found}
    assert "is a page" in said[page.name] and "no rows" in said["empty.zip"] and "no event file" in said["letter.txt"]
    assert "series of values" in said["weekly.csv"] and "cannot be read" in said["missing.csv"]
    assert said["two.zip!a.CSV"] == said["two.zip!b.CSV"] == "" and len(rows(lake)) == 2
    assert all(report.was_loaded for report in loaded(lake, two))
    assert load([page, letter], lake).is_in_vain


def test_a_years_new_edition_takes_the_old_ones_place_and_an_older_one_is_left_out(tmp_path, lake):
    old = made.write(
        tmp_path / "events.2014.20150313084929.tab", made.ICEWS_HEADER, made.icews(1), made.icews(2, text="Accuse", code="112")
    )
    new = made.write(
        tmp_path / "events.2014.20160121105408.tab", made.ICEWS_HEADER, made.icews(1), made.icews(3, text="Apologize", code="55")
    )
    other = made.write(tmp_path / "events.2015.20160121105408.tab", made.ICEWS_HEADER, made.icews(1, day="2015-01-01"))
    loaded(lake, old, other)
    (report,) = loaded(lake, new)
    assert report.replaces == (str(old),) and report.loaded == 2
    assert sorted(row["id"] for row in rows(lake)) == [1, 1, 3]
    assert open_lake(lake).series("JPN-RUS", by="year")["events"].tolist() == [2, 1]
    (late,) = loaded(lake, old)
    assert "later edition" in late.note and len(rows(lake)) == 3


def test_stopped_before_its_manifest_stands_a_load_has_changed_nothing(tmp_path, lake, monkeypatch):
    loaded(lake, made.write(tmp_path / "a.csv", made.gdelt(id=1)))
    before = rows(lake)
    with monkeypatch.context() as patch:
        patch.setattr(lakes, "commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            load([made.write(tmp_path / "b.csv", made.gdelt(id=2, code="043"))], lake)
    assert rows(lake) == before and len(list(lake.rglob("rows/**/*.parquet"))) == 2
    (report,) = loaded(lake, tmp_path / "b.csv")
    assert report.loaded == 1 and len(list(lake.rglob("rows/**/*.parquet"))) == 2  # what was left over is cleared away


def test_the_last_change_can_be_taken_back(tmp_path, lake):
    loaded(lake, made.write(tmp_path / "a.csv", made.gdelt(id=1)))
    before = rows(lake)
    loaded(lake, made.write(tmp_path / "b.csv", made.gdelt(id=2, code="043")))
    open_lake(lake).undo()
    assert rows(lake) == before
    with pytest.raises(LakeError, match="no change"):
        open_lake(lake).undo()


def test_a_file_that_the_reader_cannot_take_fails_alone(tmp_path, lake, monkeypatch):
    from hikiwake.events import chunk

    whole = chunk.stage

    def stage(connection, batch, today):
        if any("bad" in table.name for table in batch):
            raise duckdb.InvalidInputException("no such thing")
        return whole(connection, batch, today)

    monkeypatch.setattr(chunk, "stage", stage)
    bad, good = (made.write(tmp_path / f"{name}.csv", made.gdelt(id=i)) for i, name in enumerate(("bad", "good")))
    failed, fine = loaded(lake, bad, good)
    assert "cannot be loaded as GDELT 2.0 events (no such thing)" in failed.problem.what and fine.loaded == 1


def test_two_cannot_write_at_once(tmp_path, lake):
    with lakes.locked(lake), pytest.raises(LakeError, match="another process"):
        load([made.write(tmp_path / "a.csv", made.gdelt(id=1))], lake)


def test_many_small_loads_leave_few_parts_and_the_same_series(tmp_path, lake, monkeypatch):
    monkeypatch.setattr("hikiwake.events.merging._MOST_SMALL", 2)
    for i in range(4):
        loaded(lake, made.write(tmp_path / f"{i}.csv", made.gdelt(id=i, code=f"04{i % 4}", goldstein=i / 4)))
    manifest = lakes.read(lake)
    assert all(len(manifest.of(table)) <= 2 for table in ("rows", "daily", "files"))
    (series,) = open_lake(lake).series("JPN-RUS").to_dict("records")
    assert series["events"] == 4 and series["mean"] == pytest.approx(1.5 / 4)


def test_what_goes_to_workers_and_back_can_be_sent_and_loads_the_same(tmp_path, lake, monkeypatch):
    monkeypatch.setattr("hikiwake.events.loading._CHUNK_FILES", 2)

    def sent(work, chunks, **options):
        """An engine whose workers are all started, and have sent what they wrote, before anything is committed."""
        assert options["engine"] == "ray"
        return iter([pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(chunk))))) for chunk in chunks])

    files = [made.write(tmp_path / f"{i}.csv", made.gdelt(id=i, code=f"04{i % 4}")) for i in range(4)]
    one = loaded(lake, *files)
    monkeypatch.setattr("hikiwake.engines.run", sent)
    other = load(files, tmp_path / "other", today=TODAY, engine="ray").files
    assert [r.as_json() for r in one] == [r.as_json() for r in other]
    keyed = [[(r["file"], r["row"], r["id"]) for r in rows(place)] for place in (lake, tmp_path / "other")]
    assert keyed[0] == keyed[1]


def test_persons_have_the_country_of_the_users_own_table_before_ours(tmp_path, lake):
    table = made.write(tmp_path / "names.csv", "name,country", "Shinzo Abe,France", "A. N. Other,jpn")
    file = made.write(
        tmp_path / "q.tsv", "Shinzo Abe\tConsult\tA. N. Other\t2014-01-02", "Vladimir Putin\tConsult\tA. N. Other\t2014-01-02"
    )
    load([file], lake, names=read_names(table), today=TODAY)
    assert [row["dyad"] for row in rows(lake)] == ["FRA-JPN", "JPN-RUS"]
    with pytest.raises(HikiwakeError, match=r'names.csv:2: "Ruritania" is no country'):
        read_names(made.write(tmp_path / "names.csv", "name,country", "X,Ruritania"))


def test_a_leader_stands_for_the_country_on_the_days_in_office_only(tmp_path, lake):
    """Obama took office on 20 January 2009 and left it on that day of 2017; Fukuda was prime minister from 2007-09-26 to 2008-09-24."""
    days = ("2007-10-01", "2009-01-19", "2009-01-20", "2017-01-20", "2017-01-21")
    file = made.write(
        tmp_path / "q.tsv",
        *(f"Barack_Obama\tConsult\tJapan\t{day}" for day in days),
        "China\tConsult\tYasuo Fukuda\t2006-05-05",
        "China\tConsult\tYasuo Fukuda\t2008-05-05",
    )
    (report,) = loaded(lake, file)
    assert (report.rows, report.loaded) == (7, 7)  # all are kept
    told = {"country from the table of leaders": 3, "leader outside the days in office, taken for no country": 4}
    assert {kind: report.mended[kind] for kind in told} == told
    dyads = [row["dyad"] if isinstance(row["dyad"], str) else None for row in rows(lake)]
    assert dyads == [None, None, "JPN-USA", "JPN-USA", None, None, "CHN-JPN"]
    assert open_lake(lake).series("JPN-USA", by="year")["events"].tolist() == [1, 1]


def test_a_name_of_the_users_own_has_no_term(tmp_path, lake):
    file = made.write(tmp_path / "q.tsv", "Barack Obama\tConsult\tJapan\t2007-10-01")
    load([file], lake, names={"Barack Obama": "USA"}, today=TODAY)
    assert [row["dyad"] for row in rows(lake)] == ["JPN-USA"]


def test_every_leader_has_one_term_that_ends_after_it_began():
    table = list(rows_of("leaders.csv"))
    assert len({row["name"].casefold() for row in table}) == len(table) == len(leaders())
    assert all(office.first < office.last for office in leaders().values())


def test_a_cases_own_record_is_loaded(tmp_path, lake):
    header = "\t".join(TABLE)
    act = [
        "e1",
        "2016-05-06",
        "2016-05-06",
        "Shinzo Abe",
        "JPN",
        "GOV",
        "Vladimir Putin",
        "RUS",
        "GOV",
        "042",
        "CONSULT",
        "1.9",
        "3",
        "Sochi",
        "43.6",
        "39.7",
    ]
    vague = ["e2", "2016-01-01", "2016-12-31", *act[3:]]
    undated = ["e3", "", "", *act[3:]]
    record = made.write(tmp_path / "record.tsv", header, *("\t".join(row) for row in (act, vague, undated)))
    (report,) = loaded(lake, record)
    assert (report.format, report.loaded) == ("record", 1)
    assert report.rejected == {"dated too vaguely for a day": 1, "no date": 1}
    made.write(record, header, "\t".join(["e4", *act[1:]]), "\t".join(["e5", "2016-12-15", "2016-12-15", *act[3:]]))
    (again,) = loaded(lake, record)  # a record grows: its new state takes the old one's place
    assert again.replaces == (str(record),) and open_lake(lake).series("JPN-RUS", by="year")["events"].tolist() == [2]


def test_the_records_events_become_rows_of_two_states(tmp_path):
    at = Span(0, 3)
    pair = Actor("he", at, "Shinzo Abe", "JPN", "GOV"), Actor("guest", at, "Vladimir Putin", "RUS", "GOV")
    met = Report(
        "d1", at, Phrase("met", (at,)), "CONSULT", None, "042", 1.9, pair[:1], pair[1:], DateMention("6 May", at, from_timex("2016-05-06"), None),
        Place("Sochi", at, "Sochi\tcity", "RUS", 43.6, 39.7), Status.ACTUAL, Grade.ON_RECORD, Certainty.CERTAIN, Polarity.POSITIVE, None, 0.9,
    )  # fmt: skip
    both = replace(met, sources=pair, targets=(), is_reciprocal=True)
    planned, denied = replace(met, status=Status.PLANNED), replace(met, polarity=Polarity.NEGATIVE)
    reports = enumerate((met, both, planned, denied))
    write_table(Contents(events=tuple(Event(f"e{i}", (report,)) for i, report in reports)), tmp_path / "record.tsv")
    header, *lines = (tmp_path / "record.tsv").read_text().splitlines()
    assert tuple(header.split("\t")) == TABLE and len(lines) == 2
    for line in lines:
        row = dict(zip(TABLE, line.split("\t"), strict=True))
        assert (row["from_country"], row["to_country"], row["first_day"], row["place_name"]) == (
            "JPN",
            "RUS",
            "2016-05-06",
            "Sochi city",
        )


def test_counts_of_a_dyad_and_year_keep_their_classes(tmp_path, lake):
    table = tmp_path / "years.parquet"
    columns = "source, target, source_iso3, target_iso3, year, verbal_coop, material_coop, verbal_conf, material_conf"
    values = "('Japan', 'Russia', 'JPN', 'RUS', 2002, 6, 1, 0, 2), ('Russia', 'Japan', 'RUS', 'JPN', 2002, 0, 0, 0, 0)"
    duckdb.execute(f"COPY (SELECT * FROM (VALUES {values}) AS t ({columns})) TO '{table}'")  # noqa: S608  this test's own text
    (report,) = loaded(lake, table)
    assert (report.rows, report.loaded) == (2, 2)
    (year,) = open_lake(lake).series("JPN-RUS", by="year").to_dict("records")
    assert (year["events"], year["verbal_cooperation"], year["material_cooperation"], year["material_conflict"]) == (9, 6, 1, 2)


def test_every_relation_of_icews_has_a_code_that_cameo_has():
    assert len(relation_codes()) >= 249 and set(relation_codes().values()) <= set(cameo())
    assert all(words_of(code) for code in cameo())
    shared = made.SHARED.parents[1] / "reference" / "icews_relations.csv"
    if shared.exists():
        with shared.open() as table:
            for row in csv.DictReader(table):
                assert relation_codes()[row["relation"].casefold()] == row["cameo"]


@pytest.mark.skipif(
    not made.SHARED.exists(), reason="../shared/data/events is missing: the real files are not part of the project"
)
def test_every_real_file_is_loaded_with_counts_that_add_up(lake):
    small = ["gdelt/20160728_sample.export.CSV", "gdelt/20180326044500.export.CSV", "gdelt/mentions_bigquery_sample.csv"]
    real = [*small, "icews_original/events.2018.sample.tab"]
    reports = loaded(lake, *(made.SHARED / name for name in real))
    assert [(r.format, r.rows) for r in reports] == [
        ("gdelt_1", 710), ("gdelt_2", 1540), ("gdelt_mentions_bigquery", 1635), ("icews", 3705),
    ]  # fmt: skip
    assert [r.reemitted for r in reports[:2]] == [2, 88]
    assert Counter(row["format"] for row in rows(lake))["gdelt_2"] == 1452
