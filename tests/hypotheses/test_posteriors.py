"""Posterior probabilities and their bounds, against rational arithmetic and against what must always hold."""

import math
import random
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from weighing_problems import exact, piece, prior_vertices, problem, problems

from hikiwake.hypotheses import Problem, posteriors, weigh
from hikiwake.hypotheses.channel import report_likelihood
from hikiwake.terms.errors import HikiwakeError


def by_id(weighed: Problem) -> dict[str, float]:
    return {one.id: one.posterior for one in posteriors(weighed)}


def test_the_taxi_cab_is_blue_with_41_per_cent():
    """Tversky and Kahneman (1982): 15 % of the cabs are blue, the witness is right in 80 % of the cases: 12/29."""
    assert by_id(problem([0.15, 0.85], piece("witness", 0.8, 0.2)))["h0"] == pytest.approx(12 / 29, abs=1e-15)


def test_a_report_that_would_come_anyway_tells_nothing():
    """P(report | H) = 0.5·P(E | H) + 0.5·0.4: 0.6 against 0.3 with even odds."""
    weighed = problem([0.5, 0.5], piece("report", 0.8, 0.2, reliability=0.5, false_report=0.4))
    assert by_id(weighed)["h0"] == pytest.approx(0.6 / 0.9, abs=1e-15)
    assert by_id(problem([0.5, 0.5], piece("report", 0.8, 0.2, reliability=0.0)))["h0"] == 0.5


def test_thousands_of_weak_pieces_do_not_underflow():
    """0.02 against 0.019, 3,000 times: the product is far below the smallest float, the odds are (20/19)^3000."""
    weighed = problem([0.5, 0.5], *(piece(f"e{n}", 0.02, 0.019) for n in range(3000)))
    odds = Fraction(Fraction(0.02), Fraction(0.019)) ** 3000
    expected = float(odds / (1 + odds))
    assert by_id(weighed)["h0"] == pytest.approx(expected, abs=1e-12)
    assert math.fsum(by_id(weighed).values()) == pytest.approx(1, abs=1e-12)


def test_a_piece_that_is_impossible_under_a_hypothesis_ends_it():
    found = by_id(problem([0.2, 0.3, 0.5], piece("alibi", 0, 0.5, 0.5)))
    assert found["h0"] == 0
    assert found["h1"] == pytest.approx(0.375, abs=1e-15)


def test_a_hypothesis_with_no_prior_stays_impossible():
    assert by_id(problem([0, 1], piece("e", 1, 0.1)))["h0"] == 0


@pytest.mark.parametrize(
    ("priors", "likelihoods", "piece_at_fault"),
    [([0.5, 0.5], [(0, 0)], "e0"), ([0.5, 0.5], [(0, 0.5), (0.5, 0)], "e1"), ([1, 0], [(0.5, 0.5), (0, 0.5)], "e1")],
)
def test_evidence_that_leaves_no_hypothesis_is_told_with_the_piece_at_fault(priors, likelihoods, piece_at_fault: str):
    weighed = problem(priors, *(piece(f"e{n}", *values) for n, values in enumerate(likelihoods)))
    with pytest.raises(HikiwakeError, match=f'evidence "{piece_at_fault}": it is impossible') as raised:
        weigh(weighed)
    assert len(str(raised.value).splitlines()) == 1


def test_no_hypotheses_are_told():
    with pytest.raises(HikiwakeError, match="none with a prior above 0"):
        weigh(problem([]))


def test_bounds_of_an_interval_likelihood_are_its_ends():
    """0.5·[0.2, 0.6] against 0.5·0.4: from 1/3 to 3/5."""
    first, second = posteriors(problem([0.5, 0.5], piece("e", (0.2, 0.6), 0.4)))
    assert (first.lower, first.upper) == pytest.approx((1 / 3, 3 / 5), abs=1e-15)
    assert (second.lower, second.upper) == pytest.approx((2 / 5, 2 / 3), abs=1e-15)


def test_bounds_of_an_interval_prior_are_cut_by_the_others():
    """h0 may have up to 0.9 by itself, but the others have at least 0.2 and 0.1: 0.7 is the most."""
    first, *_ = posteriors(problem([(0.1, 0.9), (0.2, 0.5), (0.1, 0.3)]))
    assert (first.lower, first.upper) == pytest.approx((0.2, 0.7), abs=1e-15)


def test_without_evidence_nothing_has_moved():
    for one, prior in zip(posteriors(problem([0.2, 0.3, 0.5])), (0.2, 0.3, 0.5), strict=True):
        assert one.prior == prior
        assert one.lower == one.posterior == one.upper == pytest.approx(prior, abs=1e-15)


def test_priors_rounded_to_three_digits_are_made_to_sum_to_one():
    found = posteriors(problem([0.3333333, 0.3333333, 0.3333333]))
    assert all(one.prior == pytest.approx(1 / 3, abs=1e-15) for one in found)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_posteriors_sum_to_one_and_lie_between_their_bounds(weighed: Problem):
    found = posteriors(weighed)
    assert math.fsum(one.posterior for one in found) == pytest.approx(1, abs=1e-12)
    assert math.fsum(one.prior for one in found) == pytest.approx(1, abs=1e-12)
    for one in found:
        stated = weighed.priors[one.id]
        assert 0 <= one.lower <= one.posterior <= one.upper <= 1
        assert stated.lower - 1e-12 <= one.prior <= stated.upper + 1e-12


@settings(max_examples=80, deadline=None)
@given(problems(most_hypotheses=3, most_pieces=2, least_likelihood=0))
def test_bounds_are_the_extremes_over_every_corner(weighed: Problem):
    """Brute force in rationals: every vertex of the priors with every corner of the likelihoods; what is impossible there is left out."""
    bounds = [(Fraction(weighed.priors[h].lower), Fraction(weighed.priors[h].upper)) for h in weighed.hypotheses]
    corners = []
    for h in weighed.hypotheses:
        channels = [report_likelihood(one, h) for one in weighed.pieces]
        ends = [(Fraction(channel.lower), Fraction(channel.upper)) for channel in channels]
        corners.append({math.prod(corner, start=Fraction(1)) for corner in product(*ends)})
    found = [
        posterior
        for vertex in prior_vertices(bounds)
        for products in product(*corners)
        if (
            posterior := exact(
                dict(zip(weighed.hypotheses, vertex, strict=True)), dict(zip(weighed.hypotheses, products, strict=True))
            )
        )
    ]
    assume(found)
    for one in posteriors(weighed):
        assert one.lower == pytest.approx(float(min(p[one.id] for p in found)), abs=1e-12)
        assert one.upper == pytest.approx(float(max(p[one.id] for p in found)), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 2**32))
def test_no_point_of_the_intervals_lies_outside_the_bounds(weighed: Problem, seed: int):
    chance = random.Random(seed)
    found = {one.id: one for one in posteriors(weighed)}
    for _ in range(20):
        mix = [chance.random() for _ in prior_vertices_of(weighed)]
        vertices = prior_vertices_of(weighed)
        prior = {
            h: float(sum((Fraction(m) * v[n] for m, v in zip(mix, vertices, strict=True)), Fraction(0)) / sum(map(Fraction, mix)))
            for n, h in enumerate(weighed.hypotheses)
        }
        weight = dict(prior)
        for one in weighed.pieces:
            for h in weighed.hypotheses:
                channel = report_likelihood(one, h)
                weight[h] *= chance.uniform(channel.lower, channel.upper)
        total = sum(weight.values())
        for h in weighed.hypotheses:
            if total:
                assert found[h].lower - 1e-12 <= weight[h] / total <= found[h].upper + 1e-12


def prior_vertices_of(weighed: Problem) -> list[list[Fraction]]:
    bounds = [(Fraction(weighed.priors[h].lower), Fraction(weighed.priors[h].upper)) for h in weighed.hypotheses]
    return prior_vertices(bounds)


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(weighed: Problem, chance: random.Random):
    shuffled = list(weighed.pieces)
    chance.shuffle(shuffled)
    other = Problem(weighed.hypotheses, weighed.priors, tuple(shuffled), {})
    for one, same in zip(posteriors(weighed), posteriors(other), strict=True):
        assert (one.posterior, one.lower, one.upper) == pytest.approx((same.posterior, same.lower, same.upper), abs=1e-13)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_a_source_that_cannot_be_relied_on_moves_nothing(weighed: Problem):
    blind = [
        piece(one.id, *(1.0 if n == 0 else 0.0 for n in range(len(weighed.hypotheses))), reliability=0.0)
        for one in weighed.pieces
    ]
    for one in posteriors(Problem(weighed.hypotheses, weighed.priors, tuple(blind), {})):
        assert one.posterior == pytest.approx(one.prior, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 0.99))
def test_the_less_a_source_can_be_relied_on_the_less_it_moves(one: float, other: float, likelihood: float):
    low, high = sorted((one, other))

    def moved(reliability: float) -> float:
        return abs(by_id(problem([0.5, 0.5], piece("e", likelihood, 0.5, reliability=reliability)))["h0"] - 0.5)

    assert moved(low) <= moved(high) + 1e-12
