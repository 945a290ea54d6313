"""Relations measured by many events: on dyads whose story is known, and what must hold for any."""

import json
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from hikiwake.cli import app
from hikiwake.relations.measured import analyse, observe, read_observations
from hikiwake.relations.measured.turns import candidates
from hikiwake.relations.model import PhaseKind
from hikiwake.terms.errors import HikiwakeError

WEEKS = np.arange(np.datetime64("2010-01-04"), np.datetime64("2016-01-01"), 7)
RUPTURE = 150  # the week in which the dyad below turns cold


def told(values, counts=None, *, by="week", days=WEEKS, name="AAA-BBB"):
    counts = None if counts is None else np.broadcast_to(np.asarray(counts, float), values.shape)
    return observe(name, days[: len(values)], np.asarray(values, float), counts, by=by)


def analysed(*args, least=0.5, **more):
    return next(iter(analyse([told(*args, **more)], min_probability=least)))


def scores(levels, counts, seed=0):
    """Weekly means of Goldstein scores about `levels`, as noisy as their number says."""
    rng = np.random.default_rng(seed)
    return levels + rng.normal(0, 0.6, len(levels)) + rng.normal(0, 4.5, len(levels)) / np.sqrt(counts)


def cold_snap():
    return np.where((np.arange(len(WEEKS)) >= RUPTURE) & (np.arange(len(WEEKS)) < 230), -2.0, 1.0)


def test_a_cold_snap_is_a_downturn_between_two_turns_each_dated_within_a_week_or_two():
    found = analysed(scores(cold_snap(), np.full(len(WEEKS), 30)), 30)
    assert [t.direction for t in found.turning_points] == ["down", "up"]
    for turn, week in zip(found.turning_points, (RUPTURE, 230), strict=True):
        assert abs(turn.date - WEEKS[week].item()) <= timedelta(days=14)
        assert turn.earliest <= turn.date <= turn.latest
    assert {p.kind for p in found.phases if p.start <= date(2013, 9, 1) < p.end} == {PhaseKind.DOWNTURN}


def test_a_quiet_dyad_is_one_stalemate_without_a_turn():
    found = analysed(scores(np.zeros(len(WEEKS)), np.full(len(WEEKS), 30)), 30)
    assert found.turning_points == () and [p.kind for p in found.phases] == [PhaseKind.STALEMATE]


def test_one_giant_event_is_no_turn():
    counts = np.full(len(WEEKS), 30.0)
    values = scores(np.zeros(len(WEEKS)), counts)
    counts[100], values[100] = 630, -9.5
    assert analysed(values, counts).turning_points == ()


def test_news_of_which_the_level_model_knows_nothing_is_told_and_not_bet_on():
    """The loudest of all weeks comes to 0.01 / 0.99 · exp(1.5 · 4 − 2) to one, 36 %, and no louder one to more."""
    quiet, news = np.zeros(100), np.zeros(100)
    news[50] = 40.0
    (loud,) = candidates(quiet, quiet, news)
    assert (loud.at, loud.is_up) == (50, True) and loud.probability == pytest.approx(0.3555, abs=1e-3)


def test_a_growing_press_moves_neither_index_nor_phases():
    press = np.geomspace(10, 1000, len(WEEKS))
    found = analysed(np.full(len(WEEKS), 2.0), press)
    assert found.turning_points == ()
    assert all(p.index == pytest.approx(2.0, abs=0.05) for p in found.index)


def test_the_unit_of_a_series_without_counts_does_not_matter():
    values = 40 * scores(cold_snap(), np.full(len(WEEKS), 30))
    plain, large, small = (analysed(values * unit).turning_points for unit in (1.0, 1e4, 1e-3))
    assert [(t.date, t.direction) for t in large] == [(t.date, t.direction) for t in plain]
    # within Goldstein's scale values are taken as they are, beyond it their tails are drawn in: the turns are the same ones
    assert [t.direction for t in small] == [t.direction for t in plain] == ["down", "up"]
    assert all(abs(a.date - b.date) <= timedelta(days=14) for a, b in zip(small, plain, strict=True))


def test_silence_is_a_gap_in_the_index_and_no_turn():
    values, counts = scores(np.ones(len(WEEKS)), np.full(len(WEEKS), 30)), np.full(len(WEEKS), 30.0)
    values[100:126], counts[100:126] = np.nan, 0
    found = analysed(values, counts)
    assert found.turning_points == ()
    assert all(p.index is None and p.lower is None and p.events == 0 for p in found.index[100:126])


def test_a_year_of_three_events_is_told_as_too_thin_and_has_no_phase():
    counts = np.full(len(WEEKS), 30.0)
    counts[100:200] = 0
    counts[[110, 150, 190]] = 1
    found = analysed(np.where(counts > 0, scores(cold_snap(), np.maximum(counts, 1)), np.nan), counts)
    assert len(found.thin) == 1 and found.thin[0].events <= 3
    assert found.index[150].phase == pytest.approx((1 / 3,) * 3)


@pytest.mark.parametrize("values", [[], [3.0], [3.0, np.nan, -2.0]])
def test_next_to_nothing_gives_a_third_each(values):
    found = analysed(np.array(values), least=0.1)
    assert found.phases == () and found.turning_points == ()
    assert all(p.phase == pytest.approx((1 / 3,) * 3) for p in found.index)


def test_without_the_cause_that_it_names_a_turn_is_less_probable():
    """A war of eight weeks in a dyad of small talk: without the rows that the turn is said to rest on it all but goes."""
    rng = np.random.default_rng(4)
    days = np.sort(rng.choice(np.arange(np.datetime64("2010-01-04"), np.datetime64("2014-01-01")), 900))
    values = rng.normal(1.0, 2.0, 900)
    war = (days >= np.datetime64("2012-06-04")) & (days < np.datetime64("2012-10-01"))
    values[war] = rng.normal(-6.0, 2.0, war.sum())
    keys = np.arange(900).astype(np.str_)

    def turn_down(kept):
        seen = observe("AAA-BBB", days[kept], values[kept], np.ones(kept.sum()), keys[kept], by="week")
        turns = next(iter(analyse([seen], min_probability=0.01))).turning_points
        near = [t for t in turns if t.direction == "down" and abs(t.date - date(2012, 6, 4)) < timedelta(days=60)]
        return max(near, key=lambda t: t.probability, default=None)

    whole = turn_down(np.ones(900, bool))
    assert whole.probability > 0.9
    assert all(war[int(key)] for key in whole.keys)
    weaker = turn_down(~np.isin(keys, whole.keys))
    without_the_war = turn_down(~war)
    assert weaker is None or weaker.probability < whole.probability
    assert without_the_war is None or without_the_war.probability < 0.3


def test_a_dyad_is_read_alike_alone_and_among_others():
    rng = np.random.default_rng(1)
    seen = [told(scores(cold_snap()[: 150 + 3 * i], np.full(150 + 3 * i, 20), i), 20, name=f"d{i}") for i in range(40)]
    together = list(analyse(seen))
    for i in rng.choice(40, 4, replace=False):
        alone = next(iter(analyse([seen[i]])))
        assert [(t.date, t.direction) for t in alone.turning_points] == [
            (t.date, t.direction) for t in together[i].turning_points
        ]
        mine, theirs = ([p.phase for p in one.index] for one in (alone, together[i]))
        assert np.allclose(mine, theirs, atol=2e-3)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0, 1e5)), min_size=1, max_size=60),
    st.sampled_from(["week", "month", "quarter", "year"]),
    st.booleans(),
)
def test_whatever_the_numbers_the_answer_is_whole(rows, by, is_counted):
    values, counts = np.array(rows).T
    days = np.datetime64("1950-01-01") + np.arange(len(rows)) * 11
    found = analysed(values, counts if is_counted else None, by=by, days=days, least=0.1)
    for p in found.index:
        assert sum(p.phase) == pytest.approx(1) and min(p.phase) >= 0
        assert p.index is None or p.lower <= p.index <= p.upper
    for turn in found.turning_points:
        assert 0.1 <= turn.probability <= 1 and turn.earliest <= turn.date <= turn.latest


def test_the_command_gives_a_line_a_dyad_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("dyad,date,value,count\nz — any,2016-05-06,4,2\nA,2016-05-13,-2,1\nz — any,2016-06-01,,\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["relations", "--series", str(path), "--by", "week", "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["dyad"] for line in lines] == ["z — any", "A"]
    assert [p["period"] for p in lines[0]["series"]] == ["2016-05-02", "2016-05-09", "2016-05-16", "2016-05-23", "2016-05-30"]
    assert lines[0]["series"][0]["phase"] == pytest.approx(dict.fromkeys(("upturn", "stalemate", "downturn"), 1 / 3))


@pytest.mark.parametrize(
    ("text", "where"),
    [("day,value\n", "no column date"), ("date,value\n2016-13-01,1\n", ":2"), ("date,value\n2016-01-01,warm\n", ":2"),
     ("date,value\n2016-01-01,inf\n", "finite"), ("date,value,count\n2016-01-01,1,-3\n", "finite"), ("", "no column")],
)  # fmt: skip
def test_a_broken_series_is_one_line_with_its_place(tmp_path, text, where):
    path = tmp_path / "s.csv"
    path.write_text(text)
    with pytest.raises(HikiwakeError, match=where):
        read_observations(path, by="week")


def test_a_dyad_is_drawn_in_the_terminal_with_its_turns(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    path = tmp_path / "s.csv"
    values = scores(cold_snap(), np.full(len(WEEKS), 30))
    path.write_text("date,value,count\n" + "".join(f"{d},{v:.3f},30\n" for d, v in zip(WEEKS, values, strict=True)))
    drawn = CliRunner().invoke(app, ["relations", "--series", str(path)]).stdout
    assert "2 turning points" in drawn and "▼" in drawn and "▲" in drawn and "2013" in drawn
    assert max(map(len, drawn.splitlines())) <= 100
