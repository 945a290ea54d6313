"""The exact frontier against brute force, and the solutions on games an expert knows by heart."""

from itertools import product
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.bargaining import Domain, Issue, egalitarian, frontier, kalai_smorodinsky, nash, opposition, outcomes, utilities

halves = st.integers(0, 20).map(lambda n: n / 20)


@st.composite
def domains(draw, max_issues=4, max_options=5):
    issues = []
    for i in range(draw(st.integers(1, max_issues))):
        n = draw(st.integers(1, max_options))
        sides = tuple(tuple(draw(st.lists(halves, min_size=n, max_size=n))) for _ in range(2))
        issues.append(Issue(f"i{i}", f"i{i}", tuple(f"o{k}" for k in range(n)), sides))
    return Domain(("a", "b"), tuple(issues), (draw(halves), draw(halves)))


def every_outcome(domain):
    for choice in product(*(issue.options for issue in domain.issues)):
        choose = dict(zip((i.id for i in domain.issues), choice, strict=True))
        yield choose, utilities(domain, choose)


def dominates(one, other):
    return all(a >= b - 1e-9 for a, b in zip(one, other, strict=True)) and any(
        a > b + 1e-9 for a, b in zip(one, other, strict=True)
    )


def split_the_dollar(cents=100, reservation=(0.0, 0.0)):
    shares = tuple(k / cents for k in range(cents + 1))
    issue = Issue("dollar", "dollar", tuple(map(str, range(cents + 1))), (shares, tuple(reversed(shares))))
    return Domain(("a", "b"), (issue,), reservation)


@given(domains())
def test_no_outcome_dominates_a_frontier_point(domain):
    points = [o.utilities for o in frontier(domain)]
    assert not any(dominates(u, point) for _, u in every_outcome(domain) for point in points)


@given(domains())
def test_every_undominated_outcome_is_on_the_frontier(domain):
    everything = [u for _, u in every_outcome(domain)]
    best = {tuple(round(x, 9) for x in u) for u in everything if not any(dominates(other, u) for other in everything)}
    assert {tuple(round(x, 9) for x in o.utilities) for o in frontier(domain)} == best


@given(domains())
def test_the_outcome_behind_a_point_gives_its_utilities(domain):
    for outcome in frontier(domain):
        assert utilities(domain, outcome.choose) == pytest.approx(outcome.utilities, abs=1e-12)


@given(domains())
def test_nobody_gets_less_than_without_agreement_by_nash(domain):
    found = nash(frontier(domain), domain.reservation)
    possible = any(all(x >= r for x, r in zip(u, domain.reservation, strict=True)) for _, u in every_outcome(domain))
    assert (found is not None) == possible or found is None
    if found:
        assert all(x >= r for x, r in zip(found.utilities, domain.reservation, strict=True))


def test_a_draw_in_the_middle_of_a_straight_frontier():
    """Split a dollar: Nash, Kalai–Smorodinsky and egalitarian all give half (Nash 1950)."""
    domain = split_the_dollar()
    points = frontier(domain)
    for found in (nash(points, (0, 0)), kalai_smorodinsky(points, (0, 0)), egalitarian(points)):
        assert found.utilities == pytest.approx((0.5, 0.5))


def test_a_better_alternative_moves_the_draw_toward_its_owner():
    points = frontier(split_the_dollar(reservation=(0.4, 0.0)))
    assert nash(points, (0.4, 0.0)).utilities == pytest.approx((0.7, 0.3))


def test_no_agreement_both_would_sign_is_an_answer():
    points = frontier(split_the_dollar(reservation=(0.8, 0.8)))
    assert nash(points, (0.8, 0.8)) is None
    assert kalai_smorodinsky(points, (0.8, 0.8)) is None


def test_a_million_million_million_outcomes_hardly_take_longer():
    """60 issues of 4 options: 10^36 outcomes, counted exactly."""
    issues = tuple(
        Issue(f"i{i}", f"i{i}", ("w", "x", "y", "z"), ((0.0, 0.01, 0.02, 0.03), (0.03, 0.02, 0.01, 0.0))) for i in range(60)
    )
    domain = Domain(("a", "b"), issues, (0.0, 0.0))
    assert outcomes(domain) == 4**60
    points = frontier(domain)
    assert isclose(points[0].utilities[0], 1.8) and isclose(points[-1].utilities[1], 1.8)
    assert opposition(points) < 1


def test_three_parties_are_refused():
    with pytest.raises(ValueError, match="two parties"):
        frontier(Domain(("a", "b", "c"), (), (0.0, 0.0, 0.0)))
