"""A utility whose weights and values are known only as intervals: its exact smallest and largest value.

Utility is the weighted mean Σ wᵢvᵢ / Σ wᵢ. It rises in every value, so the bounds stand at the ends of the values; in the weights it is
linear-fractional, so the largest mean gives the upper weight to the best-served issues and the lower to the rest, cut at one place in
their order (the fractional-programming argument of Charnes & Cooper 1962). Trying every cut is exact.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hikiwake.terms.interval import Interval

Floats = NDArray[np.float64]


def weighted_mean_range(weights: Sequence[Interval], values: Sequence[Interval]) -> Interval:
    """The range of Σ wᵢvᵢ / Σ wᵢ over all weights and values in their intervals, each free of the others.

    Raises:
        ValueError: lengths differ, or every weight can only be 0.
    """
    if len(weights) != len(values):
        raise ValueError(f"{len(weights)} weights for {len(values)} values")
    if not any(w.upper > 0 for w in weights):
        raise ValueError("every weight is 0")
    lowest = -_largest_mean(weights, [-v.lower for v in values])
    return Interval(min(lowest, highest := _largest_mean(weights, [v.upper for v in values])), highest)


def weighted_mean_ranges(weights: Sequence[Interval], lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """The same numbers for many outcomes at once: `lower` and `upper` are the ends of the values, shape (outcomes, issues); two arrays (outcomes,).

    Raises:
        ValueError: lengths differ, or every weight can only be 0.
    """
    if lower.shape[1:] != (len(weights),):
        raise ValueError(f"{len(weights)} weights for {lower.shape[1]} values")
    if not any(w.upper > 0 for w in weights):
        raise ValueError("every weight is 0")
    highest = _largest_means(weights, upper)
    return np.minimum(-_largest_means(weights, -lower), highest), highest


def _largest_mean(weights: Sequence[Interval], values: Sequence[float]) -> float:
    order = sorted(range(len(values)), key=lambda i: -values[i])
    total = weighted = 0.0
    for i in order:  # added one by one, as for many outcomes: the last digit is the same
        total += weights[i].lower
        weighted += weights[i].lower * values[i]
    best = weighted / total if total > 0 else float("-inf")
    for i in order:
        more = weights[i].upper - weights[i].lower
        if more > 0:
            total += more
            weighted += more * values[i]
            best = max(best, weighted / total)
    return best


def _largest_means(weights: Sequence[Interval], values: Floats) -> Floats:
    order = np.argsort(-values, axis=1, kind="stable")
    ranked = np.take_along_axis(values, order, axis=1)
    least = np.array([w.lower for w in weights])[order]
    more = np.array([w.upper - w.lower for w in weights])[order]
    total = np.zeros(len(values))
    weighted = np.zeros(len(values))
    for k in range(values.shape[1]):
        total += least[:, k]
        weighted += least[:, k] * ranked[:, k]
    best = np.full(len(values), -np.inf)
    np.divide(weighted, total, out=best, where=total > 0)
    for k in range(values.shape[1]):
        total += more[:, k]
        weighted += more[:, k] * ranked[:, k]
        mean = np.full(len(values), -np.inf)
        np.divide(weighted, total, out=mean, where=total > 0)
        best = np.maximum(best, mean)
    return best
