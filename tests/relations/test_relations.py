"""Index, phases and turning points: on series whose story is known, and what must always hold."""

import itertools
import json
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from hikiwake.cli import app
from hikiwake.relations import PhaseKind, Row, Series, read_series, relations
from hikiwake.relations.series import day_of
from hikiwake.terms.errors import HikiwakeError


def at(day, value, weight=1.0, days=1):
    return Row(day, day + timedelta(days=days - 1), value, weight, f"{day}:{value}")


def series(*rows):
    return Series("AAA-BBB", tuple(rows))


def warm_cold_warm():
    years = [(2000 + y, 4.0) for y in range(6)] + [(2006 + y, -7.0) for y in range(4)] + [(2010 + y, 4.0) for y in range(6)]
    return series(*(at(date(y, m, 10), v) for y, v in years for m in (2, 5, 8, 11)))


days = st.dates(date(1800, 1, 1), date(2030, 1, 1))
rows = st.builds(lambda d, v, w, n: at(d, v, w, n), days, st.floats(-10, 10), st.floats(0.05, 5), st.integers(1, 800))


@settings(deadline=None)
@given(st.lists(rows, max_size=12), st.sampled_from(["quarter", "year"]))
def test_probabilities_of_phases_sum_to_one_and_the_mean_lies_in_its_interval(found, by):
    for point in relations(series(*sorted(found, key=lambda r: r.first)), by=by).index:
        assert sum(point.phase) == pytest.approx(1)
        if point.index is not None:
            assert -10 <= point.lower <= point.index <= point.upper <= 10


@settings(deadline=None)
@given(st.lists(rows, max_size=12))
def test_phases_follow_each_other_without_gap_or_overlap(found):
    phases = relations(series(*sorted(found, key=lambda r: r.first)), by="year").phases
    for one, other in itertools.pairwise(phases):
        assert one.end == other.start and one.kind is not other.kind


def test_four_cold_years_are_a_downturn_with_a_turn_at_each_end():
    result = relations(warm_cold_warm(), by="quarter")
    down = [p for p in result.phases if p.kind is PhaseKind.DOWNTURN]
    assert len(down) == 1
    assert (down[0].start.year, down[0].end.year) == (2006, 2010)
    assert [t.direction for t in result.turning_points] == ["down", "up"]
    assert all(t.earliest <= t.date <= t.latest for t in result.turning_points)


def test_a_quiet_dyad_never_turned():
    calm = series(*(at(date(2000 + y, 6, 1), 3.0) for y in range(15)))
    assert relations(calm, by="year").turning_points == ()


@pytest.mark.parametrize("found", [(), (at(date(2000, 1, 1), 5.0),)])
def test_too_thin_data_give_a_third_each_and_no_phase(found):
    result = relations(series(*found), by="month")
    assert result.phases == () and result.turning_points == ()
    assert all(p.phase == pytest.approx((1 / 3,) * 3) for p in result.index)


def test_one_event_leaves_a_wide_interval_and_forty_a_narrow_one():
    one = relations(series(at(date(2000, 1, 1), 3.0)), by="year").index[0]
    forty = relations(series(*(at(date(2000, 1 + i % 12, 1 + i // 12), 3.0) for i in range(40))), by="year").index[0]
    assert one.upper - one.lower > 3 * (forty.upper - forty.lower)


def test_an_event_of_an_unknown_month_is_spread_over_its_year():
    point = relations(series(at(date(2001, 1, 1), 4.0, days=365), at(date(2001, 5, 5), -4.0)), by="quarter").index[1]
    assert -4 < point.index < 0  # a quarter of the one against the whole of the other


def test_a_csv_of_two_dyads_gives_two_lines_with_full_days(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text(
        "dyad,date,value,count\nJPN-RUS,2016-05-06,4,2\nany — text,2016-05-13,-2,1\nJPN-RUS,2016-06-01,,\n", encoding="utf-8"
    )
    result = CliRunner().invoke(app, ["relations", "--series", str(path), "--by", "week", "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["dyad"] for line in lines] == ["JPN-RUS", "any — text"]
    assert lines[0]["series"][0]["period"] == "2016-05-02"  # a Monday


@pytest.mark.parametrize(
    "cell", ["2016-05-02", "20160502", "2016-05-02 00:00:00", "2016-05-02T11:30", "2016-W18", "2016W18", "2016-W18-1"]
)
def test_a_day_may_be_written_in_any_way_that_means_one_day_only(cell):
    assert day_of(f" {cell} ") == date(2016, 5, 2)


def test_a_month_or_a_year_is_its_first_day_and_what_two_days_share_is_none():
    assert (day_of("2016-05"), day_of("2016")) == (date(2016, 5, 1), date(2016, 1, 1))
    for cell in ("201605", "04/05/2016", "4.5.2016", "2016-05-021", "2016-13", "16-05-02", ""):
        with pytest.raises(ValueError):
            day_of(cell)


@pytest.mark.parametrize("by", [",", ";", "\t"])
def test_columns_are_parted_as_the_first_line_shows_whatever_the_case_of_their_names(tmp_path, by):
    path = tmp_path / "s.csv"
    path.write_text(
        by.join(["Date", " VALUE", '"Note, really"', "Dyad"]) + f"\n20160502{by}4.5{by}x{by}A-B\n", encoding="utf-8-sig"
    )
    [one] = read_series(path)
    assert one.dyad == "A-B" and [(r.first, r.value) for r in one.rows] == [(date(2016, 5, 2), 4.5)]


def test_what_is_wrong_with_a_table_is_said_in_its_own_words(tmp_path):
    path = tmp_path / "s.csv"
    for text, said in (
        ("week;goldstein\n", "no column date and no column value: its columns are 'week', 'goldstein'. The first line"),
        ("date,value,Value\n", "has the column value twice"),
        ("date,value\n2016-05-02,good\n", "s.csv:2: value 'good' is no number. Write it as"),
        ('date;value\n2016-05-02;"2,346"\n', "value '2,346' is no number. Write it with a point: 2.346."),
        ("date,value,count\n2016-05-02,1,many\n", "count 'many' is no number"),
        ("date,value\n2016-05-02,1\n2016-05-09,-1e308\n", "s.csv:3: value '-1e308' is too large to be worked with. Divide all"),
        ("date,value,count\n2016-05-02,1,1e300\n", "count '1e300' is too large"),
        ("date,value\n02/05/2016,1\n", "'02/05/2016' is no date. Write it as 2016-05-06, 20160506, 2016-W18 or 2016-05."),
    ):
        path.write_text(text)
        with pytest.raises(HikiwakeError, match=re.escape(said)):
            read_series(path)


@pytest.mark.parametrize(
    ("text", "where"), [("day,value\n", "no column date"), ("date,value\n2016-13-01,1\n", ":2"), ("date,value\n2016-01-01,warm\n", ":2"),
                        ("date,value\n2016-01-01,nan\n", "finite")]
)  # fmt: skip
def test_a_broken_csv_is_one_line_with_its_place(tmp_path, text, where):
    path = tmp_path / "s.csv"
    path.write_text(text)
    with pytest.raises(HikiwakeError, match=where):
        read_series(path)
