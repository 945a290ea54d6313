"""A lake of everything, whole-year counts among it: what is dated to the day is told by day, and what is not is left out and told."""

import json
from datetime import date, timedelta
from types import SimpleNamespace

import event_files as made
import pandas as pd
import pytest
from typer.testing import CliRunner

from hikiwake.assessment.event_data import EventData, event_data
from hikiwake.assessment.lake import lake_at
from hikiwake.assessment.model import Missing
from hikiwake.cli import app
from hikiwake.events import load, open_lake
from hikiwake.events.dyad_relations import relations_of
from hikiwake.relations.model import PhaseKind

LEFT_OUT = "Left out: 20,006 events of icews_dyad_years, counted by whole years and told by year only."


def of_two_years():
    """Two years of GDELT, an event every second day: consultations, and from July of the first on use of force."""
    for i in range(365):
        day = date(2013, 1, 1) + timedelta(days=2 * i)
        is_hostile = day >= date(2013, 7, 1)
        code, goldstein, quad = ("190", -10.0, 4) if is_hostile and i % 2 else ("040", 1.0, 1)
        yield made.gdelt(id=i, day=f"{day:%Y%m%d}", code=code, goldstein=goldstein, quad=quad, added="20150101000000", AvgTone=i)


def years(path, events):
    """Counts of two states; `events`: year → how many of each quad class."""
    rows = [("Japan", "Russia", "JPN", "RUS", year, *counts) for year, counts in events.items()]
    columns = [
        "source",
        "target",
        "source_iso3",
        "target_iso3",
        "year",
        "verbalCoop",
        "materialCoop",
        "verbalConf",
        "materialConf",
    ]
    pd.DataFrame(rows, columns=columns).to_parquet(path)
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    files = [
        made.write(folder / "gdelt.csv", *of_two_years()),
        years(folder / "years.parquet", {2013: (10_000, 0, 2, 1), 2014: (10_000, 0, 0, 3)}),
        made.write(folder / "polecat.txt", made.POLECAT + made.polecat(intensity="None") + "\n" + made.polecat(id="a2", kind="ASSAULT", quad="4")),
        made.write(folder / "phoenix.txt", made.phoenix()),
        made.write(folder / "quadruples.tsv", "Japan\tConsult\tPolice (Russia)\t2013-03-04"),
        made.write(folder / "icews.tab", made.ICEWS_HEADER, made.icews()),
        made.write(folder / "reduced.txt", made.REDUCED),
        made.write(folder / "mentions.csv", made.MENTION),
    ]  # fmt: skip
    loaded = load(files, folder / "lake")
    assert not [r.problem for r in loaded.files if r.problem]
    return folder / "lake"


def test_counts_of_a_whole_year_are_in_no_month_and_in_every_year(place):
    lake = open_lake(place)
    for by in ("day", "week", "month", "quarter"):
        assert lake.series("JPN-RUS", by=by)["events"].max() < 100
        assert lake.whole_years("JPN-RUS", by=by) == {"icews_dyad_years": 20_006}
    by_year = lake.series("JPN-RUS", by="year").set_index("period")
    assert by_year.loc["2013-01-01", "events"] > 10_000 > by_year.loc["2013-01-01", "scored"] and not lake.whole_years(
        "JPN-RUS", by="year"
    )


def test_a_year_of_which_only_a_part_is_asked_for_is_left_out_by_year_too(place):
    lake = open_lake(place)
    asked = {"by": "year", "collection": "icews_dyad_years"}
    assert lake.series("JPN-RUS", **asked, first=date(2013, 1, 1), last=date(2013, 12, 31))["events"].tolist() == [10_003]
    for first, last in ((date(2013, 1, 2), date(2013, 12, 31)), (None, date(2013, 12, 30)), (date(2013, 5, 1), None)):
        lost = lake.whole_years("JPN-RUS", **asked, first=first, last=last)
        kept = int(lake.series("JPN-RUS", **asked, first=first, last=last)["events"].sum())
        assert lost == {"icews_dyad_years": 10_003} and kept == (10_003 if last is None else 0)


def test_the_mean_of_a_period_weighs_as_many_events_as_have_a_goldstein_value(place):
    """The polecat event without a value is one of the month's, and stands behind no mean."""
    months = open_lake(place).series("JPN-RUS", by="month").set_index("period")
    january = months.loc["2019-01-01"]
    assert (january["events"], january["scored"], january["mean"]) == (2, 1, 3.0)
    (found,) = relations_of(open_lake(place), "JPN-RUS", by="year", first=date(2013, 1, 1), last=date(2014, 12, 31))
    assert [p.events for p in found.relations.index] == open_lake(place).series(
        "JPN-RUS", by="year", first=date(2013, 1, 1), last=date(2014, 12, 31)
    )["scored"].tolist()
    assert max(p.events for p in found.relations.index) < 300
    assert any("20,006 of" in note and "no Goldstein value" in note for note in found.relations.notes)


@pytest.mark.parametrize("by", ["week", "month", "quarter", "year"])
def test_relations_of_everything_are_told_whatever_each_row_lacks(place, by):
    lake = open_lake(place)
    (found,) = relations_of(lake, "JPN-RUS", by=by)
    assert (LEFT_OUT in found.relations.notes) == (by != "year")
    assert lake.relations("JPN-RUS", by=by).result == found.relations
    for collection in lake.collections():
        relations_of(lake, "JPN-RUS", by=by, collection=collection, directed=True)
        lake.relations("JPN>RUS", by=by, collection=collection).turns()


def test_a_turn_of_a_mixed_lake_is_found_and_carried_by_what_came(place):
    (found,) = relations_of(open_lake(place), "JPN-RUS", by="week", min_probability=0.5)
    (turn,) = found.relations.turning_points
    assert turn.direction == "down" and abs((turn.date - date(2013, 7, 1)).days) < 15
    assert found.deeds[0][0].words.startswith("Japan → Russia: use conventional military force")
    assert found.relations.phases[-1].kind in (PhaseKind.DOWNTURN, PhaseKind.STALEMATE)


def test_every_row_has_words_for_what_was_done(place):
    lake = open_lake(place)
    rows = lake.rows("JPN-RUS", date(2000, 1, 1), date(2020, 1, 1), limit=1_000)
    told = {(row["collection"], row["quad_class"]): row["label"] for row in rows.to_dict("records")}
    assert told["icews_dyad_years", 4] == "Material conflict" and told["polecat", 1] == "Consult" and told["gdelt", 4] != ""
    assert rows["label"].ne("").all() and rows["cameo"].isna().any()


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_the_commands_say_what_is_left_out_and_what_there_is(place):
    asked = ("--lake", place, "--dyad", "JPN-RUS")
    series = run("events", "series", *asked, "--by", "month")
    assert LEFT_OUT in series.stderr and "icews_dyad_years," not in series.stderr.splitlines()[0]
    only = run("events", "series", *asked, "--by", "month", "--collection", "icews_dyad_years")
    assert only.stderr.strip() == f"The lake holds no such events of JPN-RUS. {LEFT_OUT}" and only.exit_code == 0
    assert " ".join(run("relations", *asked).stdout.split()).count(LEFT_OUT) == 1
    assert LEFT_OUT in json.loads(run("relations", *asked, "--by", "month", "--json").stdout)["notes"]
    assert LEFT_OUT in run("relations", *asked, "--collection", "icews_dyad_years").stderr
    none = run("relations", "--lake", place, "--dyad", "JPN-KOR", "--collection", "icews")
    assert none.stderr.strip() == "The lake holds no such events of JPN-KOR." and none.exit_code == 0
    early = run("events", "series", *asked, "--collection", "phoenix", "--to", "2001-01-01")
    assert "It holds others of gdelt, gdelt_reduced, icews, icews_dyad_years, icews_quadruples, polecat." in early.stderr


@pytest.mark.parametrize("command", [("events", "series"), ("relations",)])
def test_a_collection_that_is_not_there_and_an_arrow_are_refused_in_a_line(place, command):
    found = run(*command, "--lake", place, "--dyad", "JPN-RUS", "--collection", "foo")
    assert (
        found.exit_code == 2 and "--collection foo: the lake holds gdelt, gdelt_reduced, icews, icews_dyad_years" in found.stderr
    )
    found = run(*command, "--lake", place, "--dyad", "Japan>Russia")
    assert found.exit_code == 2 and "write Japan-Russia; --directed" in found.stderr


def test_days_the_wrong_way_round_are_refused(place):
    found = run("events", "series", "--lake", place, "--dyad", "JPN-RUS", "--from", "2014-01-01", "--to", "2013-01-01")
    assert found.exit_code == 2 and "--from 2014-01-01 lies after --to 2013-01-01" in found.stderr


def test_a_folder_without_a_file_is_told_and_rows_of_a_lake_thrown_away_are_not_said_to_lie_in_it(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run("events", "load", empty, "--lake", tmp_path / "lake")
    assert done.exit_code == 1 and "empty: failed: is a folder without a file in it" in done.stdout
    rows = [f"Japan\t{relation}\tRussia\t2013-03-0{i}" for i, relation in enumerate(("Consult", "Consult", "Dance"), 1)]
    done = run("relations", "--events", made.write(tmp_path / "q.tsv", *rows), "--dyad", "JPN-RUS")
    assert done.exit_code == 0 and "kept aside: 1 relation that ICEWS does not have" in done.stderr
    assert "which keeps them in DIR/rejects" in done.stderr
    assert "/rejects" not in done.stderr.replace("DIR/rejects", "")


def test_a_case_is_told_of_dated_events_only_and_by_whose_data(place, tmp_path):
    asked = SimpleNamespace(dyad=("JPN", "RUS"), as_of=date(2014, 12, 31), since=None)  # all that is asked of a case here
    found = event_data(asked, lake_at(str(place), tmp_path))
    assert isinstance(found, EventData) and found.first == date(2010, 5, 1) and found.events < 400
    assert "icews_dyad_years" not in found.collections and not any("years.parquet" in name for name in found.file_names)
    assert LEFT_OUT in found.relations.notes
    load([years(tmp_path / "years.parquet", {2013: (7, 0, 0, 0)})], tmp_path / "lake")
    none = event_data(asked, lake_at("lake", tmp_path))
    assert isinstance(none, Missing) and none.what.endswith("between JPN and RUS up to 2014-12-31, only counts of whole years.")
