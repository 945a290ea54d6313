"""Levels that lie farther apart than noise: what everybody sees is found, whatever the noise."""

from itertools import pairwise

import numpy as np
import pytest

from hikiwake.relations.measured import analyse, observe
from hikiwake.relations.model import PhaseKind

DAYS = np.datetime64("1970-01-05") + 7 * np.arange(2000)


def analysed(level, noise, counts=None, *, seed=1, least=0.5):
    values = level + np.random.default_rng(seed).normal(0, noise, len(level))
    counts = None if counts is None else np.full(len(level), float(counts))
    seen = observe("AAA-BBB", DAYS[: len(level)], np.clip(values, -10, 10), counts, by="week")
    return next(iter(analyse([seen], min_probability=least)))


def step(weeks, before, after):
    return np.where(np.arange(weeks) < weeks // 2, before, after)


@pytest.mark.parametrize("noise", [0.0, 0.02, 0.1, 0.3, 1.0])
@pytest.mark.parametrize("weeks", [200, 1000])
def test_a_clean_step_is_one_turn_however_small_the_noise(noise, weeks):
    (turn,) = analysed(step(weeks, 2.0, -3.0), noise).turning_points
    assert turn.direction == "down" and turn.probability > 0.95
    assert turn.date == DAYS[weeks // 2].item()


@pytest.mark.parametrize("counts", [100, 1000, 10_000])
def test_so_is_a_step_from_one_end_of_goldsteins_scale_to_the_other(counts):
    (turn,) = analysed(step(500, 9.0, -9.0), 0.6, counts).turning_points
    assert turn.direction == "down" and turn.date == DAYS[250].item()


def test_half_a_year_in_ten_far_below_what_is_usual_is_a_downturn_in_a_stalemate():
    week = np.arange(520)
    found = analysed(np.where((week >= 300) & (week < 326), -3.0, 2.0), 0.1)
    assert [p.kind for p in found.phases] == [PhaseKind.STALEMATE, PhaseKind.DOWNTURN, PhaseKind.STALEMATE]
    assert [t.direction for t in found.turning_points] == ["down", "up"]


def test_one_value_far_out_does_not_hide_a_small_step():
    level = step(300, 0.0, -0.5)
    level[50] = -9
    assert [t.date for t in analysed(level, 0.1).turning_points] == [DAYS[150].item()]


@pytest.mark.parametrize("seed", range(20))
def test_no_phase_follows_on_another_without_a_turn(seed):
    rng = np.random.default_rng(seed)
    level = np.repeat(rng.normal(0, 3, 5), rng.integers(30, 100, 5))
    found = analysed(level, 10 ** rng.uniform(-2, 0.3), seed=seed, least=0.1)
    for one, other in pairwise(found.phases):
        if min(one.probability, other.probability) > 0.8:
            assert min(abs((t.date - other.start).days) for t in found.turning_points) <= 63
