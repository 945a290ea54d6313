"""The index of a measured dyad beside the level that the data were made from."""

import numpy as np
import pytest

from hikiwake.relations.measured import analyse, observe

WEEKS = 520
DAYS = np.datetime64("2010-01-04") + 7 * np.arange(WEEKS)
SPREAD, EVENT, SHOCK = 1.25, 4.5, 0.6  # standard deviations: of the levels, of single events, of a week's shock


def levels(seed, echo=0.95):
    """Levels that wander about nought, from week to week by little."""
    steps = np.random.default_rng(seed).normal(0, SPREAD, WEEKS)
    for week in range(1, WEEKS):
        steps[week] = echo * steps[week - 1] + np.sqrt(1 - echo**2) * steps[week]
    return steps


def variance(counts):
    return SHOCK**2 + EVENT**2 / counts


def means(level, counts, seed):
    """What is seen of the level in a week of so many events; nothing in a week of none."""
    noise = np.sqrt(variance(np.maximum(counts, 1))) * np.random.default_rng(100 + seed).normal(size=WEEKS)
    return np.where(counts > 0, np.clip(level + noise, -10, 10), np.nan)


def indexed(values, counts):
    """Index, lower and upper bound, shape (3, periods), NaN in silence."""
    seen = observe("AAA-BBB", DAYS[: len(values)], np.asarray(values, float), np.asarray(counts, float), by="week")
    points = next(iter(analyse([seen]))).index
    return np.array([[p.index, p.lower, p.upper] for p in points], float).T


PRESS = {
    "three a week": lambda rng: np.full(WEEKS, 3),
    "thirty a week": lambda rng: np.full(WEEKS, 30),
    "quiet weeks and loud ones": lambda rng: np.where(rng.random(WEEKS) < 0.7, 2, 50),
    "a press that grows": lambda rng: np.where(np.arange(WEEKS) < WEEKS // 2, 2, 60),
    "one a week and silences": lambda rng: rng.poisson(1, WEEKS) * (np.arange(WEEKS) % 100 > 12),
}


@pytest.mark.parametrize("press", PRESS)
def test_the_level_lies_in_the_interval_as_often_as_is_said_however_much_is_printed(press):
    held, wide, best = [], [], []
    for seed in range(1, 11):
        counts, level = PRESS[press](np.random.default_rng(seed)), levels(seed)
        index, lower, upper = indexed(means(level, counts, seed), counts)
        seen = counts > 0
        held.append(np.mean((lower <= level)[seen] & (level <= upper)[seen]))
        drawn = level.var() / (level.var() + variance(counts[seen]))  # by who knows the variances
        wide.append(index[seen].std())
        best.append((drawn * (means(level, counts, seed)[seen] - level.mean())).std())
    assert 0.85 < np.mean(held) < 0.95
    assert 0.75 < np.mean(wide) / np.mean(best) < 1.3


def test_one_giant_event_leaves_the_other_weeks_as_they_are():
    counts, level = np.full(WEEKS, 30), levels(1)
    values = means(level, counts, 1)
    plain = indexed(values, counts)
    loud, values = counts.copy(), values.copy()
    loud[200], values[200] = 630, -9.5
    others = np.arange(WEEKS) != 200
    assert np.abs(indexed(values, loud) - plain)[:, others].max() < 0.15


def test_a_short_war_is_told_as_it_was():
    """Half a year at -6 with thirty events a week in ten quiet years."""
    counts, level = np.full(WEEKS, 30), np.zeros(WEEKS)
    level[200:226] = -6
    index = indexed(means(level, counts, 1), counts)[0]
    assert index[200:226].mean() < -4
    assert abs(np.delete(index, slice(200, 226)).mean()) < 0.2


def test_a_level_that_nobody_sees_move_is_drawn_to_what_is_usual():
    counts = np.full(WEEKS, 2)
    index = indexed(means(np.ones(WEEKS), counts, 3), counts)[0]
    assert index.std() < 0.5 < means(np.ones(WEEKS), counts, 3).std()


@pytest.mark.parametrize("values", [[3.0], [3.0, -2.0]])
def test_of_an_event_or_two_hardly_anything_is_known(values):
    _, lower, upper = indexed(values, np.ones(len(values)))
    assert (upper - lower > 6).all()


def test_a_value_beyond_all_others_keeps_its_size():
    values = np.random.default_rng(1).normal(0, 1, WEEKS)
    values[100] = 1e7
    assert indexed(values, np.full(WEEKS, 5))[0][100] == pytest.approx(1e7, rel=1e-3)
