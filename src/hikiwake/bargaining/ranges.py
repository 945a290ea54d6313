"""A utility whose weights and values are known only as intervals: its exact smallest and largest value.

Utility is the weighted mean Σ wᵢvᵢ / Σ wᵢ. It rises in every value, so the bounds stand at the ends of the values; in the weights it is
linear-fractional, so the largest mean gives the upper weight to the best-served issues and the lower to the rest, cut at one place in
their order (the fractional-programming argument of Charnes & Cooper 1962). Trying every cut is exact.
"""

from collections.abc import Sequence

from hikiwake.terms.interval import Interval


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


def _largest_mean(weights: Sequence[Interval], values: Sequence[float]) -> float:
    order = sorted(range(len(values)), key=lambda i: -values[i])
    best = float("-inf")
    for cut in range(len(order) + 1):
        used = [(weights[i].upper if place < cut else weights[i].lower, values[i]) for place, i in enumerate(order)]
        total = sum(w for w, _ in used)
        if total > 0:
            best = max(best, sum(w * v for w, v in used) / total)
    return best
