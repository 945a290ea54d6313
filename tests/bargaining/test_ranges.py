"""Exact bounds of a weighted mean over intervals, against random points and corners."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.bargaining.ranges import weighted_mean_range, weighted_mean_ranges
from hikiwake.terms.interval import Interval

units = st.floats(0, 1)
intervals = st.tuples(units, units).map(lambda p: Interval(min(p), max(p)))


@given(st.lists(st.tuples(intervals, intervals), min_size=1, max_size=5), st.data())
def test_no_point_of_the_intervals_lies_outside_the_range(pairs, data):
    weights, values = [p[0] for p in pairs], [p[1] for p in pairs]
    if not any(w.upper > 1e-6 for w in weights):
        return
    found = weighted_mean_range(weights, values)
    ws = [data.draw(st.floats(w.lower, w.upper)) for w in weights]
    vs = [data.draw(st.floats(v.lower, v.upper)) for v in values]
    if sum(ws) > 1e-6:
        mean = sum(w * v for w, v in zip(ws, vs, strict=True)) / sum(ws)
        assert found.lower - 1e-9 <= mean <= found.upper + 1e-9


@given(st.lists(st.tuples(intervals, intervals), min_size=1, max_size=4))
def test_the_bounds_are_reached_at_a_corner(pairs):
    weights, values = [p[0] for p in pairs], [p[1] for p in pairs]
    if not all(w.lower > 1e-3 for w in weights):
        return
    corners = [
        sum(w * v for w, v in zip(ws, (v.upper for v in values), strict=True)) / sum(ws)
        for ws in product(*((w.lower, w.upper) for w in weights))
    ]
    assert weighted_mean_range(weights, values).upper == pytest.approx(max(corners))


def test_points_give_a_point():
    found = weighted_mean_range([Interval(1, 1), Interval(3, 3)], [Interval(0, 0), Interval(1, 1)])
    assert found == Interval(0.75, 0.75)


def test_weights_that_can_only_be_zero_are_refused():
    with pytest.raises(ValueError, match="every weight is 0"):
        weighted_mean_range([Interval(0, 0)], [Interval(0, 1)])


@settings(deadline=None)
@given(st.lists(intervals, min_size=1, max_size=5), st.data())
def test_many_outcomes_at_once_give_the_very_numbers_that_one_by_one_do(weights, data):
    if not any(w.upper > 0 for w in weights):
        return
    rows = data.draw(st.lists(st.lists(intervals, min_size=len(weights), max_size=len(weights)), min_size=1, max_size=4))
    lower, upper = (np.array([[getattr(v, end) for v in row] for row in rows]) for end in ("lower", "upper"))
    lowest, highest = weighted_mean_ranges(weights, lower, upper)
    assert [Interval(*ends) for ends in zip(lowest, highest, strict=True)] == [weighted_mean_range(weights, row) for row in rows]
