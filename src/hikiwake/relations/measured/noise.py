"""How loud a dyad's series is: every series on a scale on which its events scatter as Goldstein scores do."""

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.measured.levels import ECHO, EVENT_DEVIATION, SHOCK_DEVIATION

Array = NDArray[np.float64]
_USUAL_COUNT = 30.0  # events of a typical week, where the counts are not known
_FARTHEST = 1e3  # standard points: nothing lies farther out than far out
_TRUST = 400.0  # so many differences weigh as much as what is known of Goldstein scores
# Standard deviations in a median absolute deviation: 1.48 of a normal, more where tails are as heavy as those of events.
_DEVIATIONS_A_MEDIAN = 1.6


def standard(values: Array, counts: Array, *, goldstein: bool) -> tuple[Array, Array, Array]:
    """Values about their dyad's middle in standard points, the counts behind them, and the points' size.

    The size is found from the differences of neighbouring periods, whose median no turn and no giant event moves. Values known to be
    Goldstein scores keep their own scale where there are few.

    Args:
        values: mean of each period, shape (dyads, periods), NaN in silence.
        counts: events in each period, or rows where the events behind a row are not known.
        goldstein: whether values are Goldstein scores and counts the events behind them.

    Returns:
        standard values (0 in silence), counts (a typical period has thirty where they are not known), size of a standard point, (dyads,).
    """
    known = counts > 0
    if not goldstein:
        typical = np.array([np.median(row[row > 0]) if (row > 0).any() else 1.0 for row in counts])
        counts = counts / typical[:, None] * _USUAL_COUNT
    middle = np.array([weighted_median(v[k], c[k]) if k.any() else 0.0 for v, c, k in zip(values, counts, known, strict=True)])
    size = np.array([_size(v[k], c[k], goldstein) for v, c, k in zip(values, counts, known, strict=True)])
    standing = np.where(known, (values - middle[:, None]) / size[:, None], 0.0)
    return np.clip(standing, -_FARTHEST, _FARTHEST), counts, size


def weighted_median(values: Array, weights: Array) -> float:
    """The value with half of the weight below it; no weight counts more than four times the usual one."""
    order = np.argsort(values, kind="stable")
    weight = np.minimum(weights[order], 4 * np.median(weights)).cumsum()
    return float(values[order][np.searchsorted(weight, weight[-1] / 2)])


def _size(values: Array, counts: Array, goldstein: bool) -> float:
    if len(values) < 3:
        return 1.0
    expected = np.sqrt(2 * SHOCK_DEVIATION**2 * (1 - ECHO) + EVENT_DEVIATION**2 * (1 / counts[1:] + 1 / counts[:-1]))
    ratio = float(_DEVIATIONS_A_MEDIAN * np.median(np.abs(np.diff(values)) / expected))
    if goldstein:
        trust = len(expected) / (len(expected) + _TRUST)
        return float(np.exp(trust * np.log(max(ratio, 0.5))))
    return ratio if ratio > 0 else float(_DEVIATIONS_A_MEDIAN * np.mean(np.abs(np.diff(values)) / expected)) or 1.0
