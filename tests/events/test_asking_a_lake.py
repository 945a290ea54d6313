"""A lake asked: a dyad's series against plain arithmetic, the events of a window, addresses, and the commands."""

import json
import random
import statistics
from datetime import date, timedelta

import event_files as made
import pytest
import typer
from typer.testing import CliRunner

from hikiwake.cli import events as command
from hikiwake.events import LakeError, load, open_lake
from hikiwake.events.lake import dyad_of
from hikiwake.relations.periods import start_of
from hikiwake.terms.dyad import Dyad

app = typer.Typer()
command.register(app)


@pytest.fixture(scope="module")
def events():
    """Three hundred events of two years, made by chance from one seed."""
    chance = random.Random(7)
    first = date(2017, 1, 1)
    return [
        {
            "id": i, "day": first + timedelta(days=chance.randrange(700)), "pair": chance.choice([("JPN", "RUS"), ("RUS", "JPN"), ("USA", "RUS")]),
            "goldstein": chance.choice([-10.0, -2.0, 0.0, 3.4, 7.0]), "quad": chance.randrange(1, 5), "mentions": chance.randrange(1, 40),
        }
        for i in range(300)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def place(events, tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    rows = [
        made.gdelt(id=e["id"], day=f"{e['day']:%Y%m%d}", a=e["pair"][0], b=e["pair"][1], goldstein=e["goldstein"], quad=e["quad"],
                   mentions=e["mentions"], added="20190101000000", AvgTone=e["id"])
        for e in events
    ]  # fmt: skip
    for i in range(3):
        load([made.write(folder / f"{i}.csv", *rows[i * 100 : i * 100 + 100])], folder / "lake")
    return folder / "lake"


@pytest.mark.parametrize("by", ["week", "month", "quarter", "year"])
def test_a_series_is_what_counting_by_hand_gives(events, place, by):
    found = {row["period"].date(): row for row in open_lake(place).series("JPN-RUS", by=by).to_dict("records")}
    periods = {}
    for event in events:
        if set(event["pair"]) == {"JPN", "RUS"}:
            periods.setdefault(start_of(event["day"], by), []).append(event)
    assert sorted(found) == sorted(periods)
    for period, inside in periods.items():
        row, values = found[period], [e["goldstein"] for e in inside]
        assert row["events"] == row["scored"] == len(inside) and row["mentions"] == sum(e["mentions"] for e in inside)
        assert row["mean"] == pytest.approx(statistics.mean(values), abs=1e-6)
        if len(values) > 1:
            assert row["deviation"] == pytest.approx(statistics.stdev(values), abs=1e-5)
        assert row["material_conflict"] == sum(e["quad"] == 4 for e in inside)


def test_both_directions_add_up_to_the_dyad(place):
    lake = open_lake(place)
    apart = lake.series(Dyad.of("RUS", "JPN"), by="year", directed=True)
    assert set(zip(apart["source_country"], apart["target_country"], strict=True)) == {("JPN", "RUS"), ("RUS", "JPN")}
    assert apart.groupby("period")["events"].sum().tolist() == lake.series("JPN-RUS", by="year")["events"].tolist()


def test_the_most_telling_events_of_a_window_come_first_in_words(events, place):
    found = open_lake(place).rows("JPN-RUS", date(2017, 1, 1), date(2019, 1, 1), limit=5)
    assert found["telling"].is_monotonic_decreasing and len(found) == 5
    first = found.iloc[0]
    assert first["label"] == "Make a visit" and first["file"].endswith(".csv") and first["row"] >= 1
    own = [e for e in events if set(e["pair"]) == {"JPN", "RUS"}]
    usual = statistics.mean(e["goldstein"] for e in own)
    assert first["telling"] == pytest.approx(max(abs(e["goldstein"] - usual) * e["mentions"] for e in own), rel=1e-5)
    assert open_lake(place).rows("JPN-RUS", date(1950, 1, 1), date(1951, 1, 1)).empty


def test_dyads_and_collections(events, place):
    lake = open_lake(place)
    counts = dict(zip(lake.dyads()["dyad"], lake.dyads()["events"], strict=True))
    assert counts == {"JPN-RUS": sum("JPN" in e["pair"] for e in events), "RUS-USA": sum("USA" in e["pair"] for e in events)}
    assert lake.collections("JPN-RUS") == {"gdelt"} and lake.series("JPN-RUS", collection="icews").empty


@pytest.mark.parametrize("text", ["JPN-RUS", "rus/jpn", "Russia-Japan", "Japan:Russian Federation"])
def test_a_dyad_may_be_written_in_many_ways(text):
    assert dyad_of(text) == Dyad.of("JPN", "RUS")


def test_hyphens_of_names_and_codes_of_cameo_are_understood():
    assert dyad_of("Guinea-Bissau-Senegal") == Dyad.of("GNB", "SEN") and dyad_of("ROM-TMP") == Dyad.of("ROU", "TLS")
    for text in ("JPN", "JPN-XQX", "JPN-JPN", "'; DROP TABLE x; --"):
        with pytest.raises(ValueError):
            dyad_of(text)


def test_a_lake_that_is_none_and_one_at_an_address(tmp_path, monkeypatch):
    with pytest.raises(LakeError, match="is no lake of events"):
        open_lake(tmp_path).series("JPN-RUS")
    with pytest.raises(LakeError, match="httpfs, which is not installed"):
        open_lake("s3://bucket/lake").series("JPN-RUS")
    with pytest.raises(LakeError, match="only written to one"):
        load([], "s3://bucket/lake")
    assert open_lake("s3://bucket/lake/")._path("rows/a.parquet") == "s3://bucket/lake/rows/a.parquet"


def test_the_commands(tmp_path):
    run = CliRunner().invoke
    good, bad = (
        made.write(tmp_path / "a.csv", *(made.gdelt(id=i, code=f"04{i}") for i in range(3))),
        made.write(tmp_path / "b.txt", "x"),
    )
    lake = str(tmp_path / "lake")
    done = run(app, ["events", "load", str(good), str(bad), "--lake", lake, "--json"])
    told = json.loads(done.stdout)
    assert done.exit_code == 0 and (told["rows"], told["loaded"]) == (3, 3) and told["files"][1]["problem"]["where"] == str(bad)
    text = run(app, ["events", "load", str(good), str(bad), "--lake", lake])
    assert text.exit_code == 0 and "loaded before" in text.stdout and "1 failed" in text.stdout
    assert run(app, ["events", "load", str(bad), "--lake", lake]).exit_code == 1
    series = run(app, ["events", "series", "--lake", lake, "--dyad", "Japan-Russia", "--by", "month"])
    assert series.stdout.splitlines() == [
        "period,events,scored,mean,deviation,verbal_cooperation,material_cooperation,verbal_conflict,material_conflict,mentions",
        "2018-03-01,3,3,1.9000,0.0000,3,0,0,0,6",
    ]
    line = json.loads(run(app, ["events", "series", "--lake", lake, "--dyad", "JPN-RUS", "--directed", "--json"]).stdout)
    assert (line["source_country"], line["period"], line["events"]) == ("JPN", "2018-03-01", 3)
    assert run(app, ["events", "series", "--lake", lake, "--dyad", "JPN"]).exit_code == 2
    info = run(app, ["events", "info", "--lake", lake])
    assert "gdelt_2: 1 file, 3 rows: 3 loaded; 2018-03-26 to 2018-03-26" in info.stdout
    assert json.loads(run(app, ["events", "info", "--lake", lake, "--json"]).stdout)["files"][0]["name"] == str(good)
