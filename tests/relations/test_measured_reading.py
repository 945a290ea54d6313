"""A file of a series as the many-events model reads it: forms of dates and columns, weeks, rows without counts, what is said of it."""

import json
import random
from datetime import date, timedelta

import numpy as np
import pytest
from typer.testing import CliRunner

from hikiwake.cli import app
from hikiwake.relations.measured import analyse, observe, read_observations
from hikiwake.relations.remarks import UNIT
from hikiwake.terms.errors import HikiwakeError


def weekly(first, *, written=str, by=",", header=("date", "value"), weeks=200, step=date(2011, 12, 4), unit=1.0):
    """A fall of five points in the week of `step`."""
    chance = random.Random(3)
    lines = [by.join(header)]
    for week in range(weeks):
        day = first + timedelta(weeks=week)
        lines.append(f"{written(day)}{by}{unit * ((2 if day < step else -3) + chance.gauss(0, 0.8)):.3f}")
    return "\n".join(lines) + "\n"


def told(path, text, *options):
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["relations", "--series", str(path), *options])


@pytest.mark.parametrize(
    ("written", "by", "header"),
    [
        (lambda d: f"{d:%Y%m%d}", ",", ("date", "value")),
        (lambda d: f"{d:%G-W%V}", ",", ("date", "value")),
        (str, ";", ("Date", "Value")),
        (str, "\t", ("DATE", "VALUE")),
    ],
)
def test_a_series_is_read_alike_in_whatever_form_it_is_written(tmp_path, written, by, header):
    plain, other = tmp_path / "a" / "s.csv", tmp_path / "b" / "s.csv"
    for path, text in (
        (plain, weekly(date(2010, 1, 4))),
        (other, weekly(date(2010, 1, 4), written=written, by=by, header=header)),
    ):
        path.parent.mkdir()
        path.write_text(text)
    one, two = (next(iter(analyse(read_observations(path, by="week")))) for path in (plain, other))
    assert one == two and len(one.index) == 200


@pytest.mark.parametrize("value", ["1e300", "-1e308"])
def test_a_value_that_has_no_square_is_one_line_with_its_place(tmp_path, value):
    result = told(tmp_path / "s.csv", f"date,value\n2010-01-04,1\n2010-01-11,{value}\n")
    assert result.exit_code == 1 or isinstance(result.exception, HikiwakeError)
    with pytest.raises(HikiwakeError, match=r"s\.csv:3: value .* is too large"):
        read_observations(tmp_path / "s.csv", by="week")
    (tmp_path / "s.csv").write_text(weekly(date(2010, 1, 4), unit=1e98))
    assert all(np.isfinite(p.index) for p in next(iter(analyse(read_observations(tmp_path / "s.csv", by="week")))).index)


def test_rows_on_sundays_count_in_the_week_that_they_end_and_that_is_said(tmp_path):
    found = json.loads(told(tmp_path / "s.csv", weekly(date(2010, 1, 3)), "--json").stdout)
    assert [(t["date"], t["direction"]) for t in found["turning_points"] if t["probability"] > 0.5] == [("2011-11-28", "down")]
    assert any("on Sundays" in note for note in found["notes"])
    by_month = json.loads(told(tmp_path / "s.csv", weekly(date(2010, 1, 3)), "--by", "month", "--json").stdout)
    assert not any("Sundays" in note for note in by_month["notes"]) and by_month["series"][0]["period"] == "2010-01-01"


def test_events_of_a_part_add_up(tmp_path):
    rows = "".join(f"{date(2010, 1, 4) + timedelta(weeks=i)},1.5,2.5\n" for i in range(200))
    assert told(tmp_path / "s.csv", "date,value,count\n" + rows).stdout.startswith("s: 500 events")
    whole = observe("A", np.datetime64("2010-01-04") + 7 * np.arange(4), np.ones(4), np.array([3.0, 0, 7, 1]), by="week")
    assert [p.events for p in next(iter(analyse([whole]))).index] == [3, 0, 7, 1]


def test_of_a_row_in_six_weeks_no_phase_is_told_with_or_without_counts(tmp_path):
    chance = random.Random(1)
    rows = "".join(f"{date(2010, 1, 4) + timedelta(days=45 * i)},{chance.gauss(0, 3):.2f}\n" for i in range(28))
    said = told(tmp_path / "s.csv", "date,value\n" + rows).stdout
    assert said.startswith("s: 28 rows") and "too few rows from 2010-01-04" in said and "stalemate" not in said


@pytest.mark.parametrize(("by", "days"), [("week", 7), ("month", 30.44), ("quarter", 91.31), ("year", 365.25)])
def test_a_row_a_period_is_enough_without_counts(by, days):
    at = np.datetime64("1950-01-02") + (np.arange(60) * days).astype(int)
    found = next(iter(analyse([observe("A", at, np.sin(np.arange(60.0)), None, by=by)])))
    assert found.thin == () and found.phases != () and not found.counted


def test_sums_are_told_from_means_in_terminal_and_json(tmp_path):
    path = tmp_path / "s.csv"
    text = told(path, weekly(date(2010, 1, 4), unit=30.0)).stdout
    assert UNIT.split(";")[0][:60] in " ".join(text.split())
    assert UNIT in json.loads(told(path, weekly(date(2010, 1, 4), unit=30.0), "--json").stdout)["notes"]
    assert json.loads(told(path, weekly(date(2010, 1, 4)), "--json").stdout)["notes"] == []


def test_of_many_dyads_what_is_said_of_them_is_said_once_and_a_file_without_rows_is_told(tmp_path):
    rows = "".join(f"D{d},{date(2010, 1, 4) + timedelta(weeks=i)},{30 * (i % 5)}\n" for d in range(7) for i in range(60))
    result = told(tmp_path / "s.csv", "dyad,date,value\n" + rows)
    assert result.stdout.count("60 rows, ") == 7 and result.stderr.count("no mean Goldstein scores") == 1
    empty = told(tmp_path / "s.csv", "date,value\n")
    assert empty.exit_code == 0 and empty.stdout == "" and "holds no rows" in empty.stderr


def test_yearly_rows_read_by_week_are_said_to_suit_years(tmp_path):
    rows = "".join(f"{y},{y % 7}\n" for y in range(1950, 2010))
    assert "--by year" in told(tmp_path / "s.csv", "date,value\n" + rows).stdout
    assert "--by" not in told(tmp_path / "s.csv", "date,value\n" + rows, "--by", "year").stdout
