"""The index of a measured dyad: the mean of each period, drawn toward the dyad's own level the more, the fewer events stand behind it."""

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.measured.levels import EVENT_DEVIATION, SHOCK_DEVIATION
from hikiwake.relations.measured.noise import weighted_median
from hikiwake.relations.measured.observations import GOLDSTEIN_REACH, Observations

Array = NDArray[np.float64]
_NORMAL_90 = 1.645  # half width of a 90 % interval, in standard deviations
_MEDIAN_VARIANCE = np.pi / 2  # of a median, in that of a mean
_STRAYS, _STRAY_DENSITY = 0.01, 0.05  # one period in a hundred may be anything on Goldstein's scale, as in the level model
_NEAR = range(2, 7)  # periods apart: a shock's echo has faded, a phase still lasts
_FARTHEST_SHARED, _USUAL_LEVELS = 3.0, 2.0  # deviations at which a period stops counting; variance of a dyad's levels in them
_FURTHER = np.geomspace(0.1, 12.8, 15)  # deviations of levels that near periods do not share, in standard points
_FAR = 1e3  # standard points: nothing lies farther out than far out


def shrunk(seen: Observations, counts: Array, size: float) -> tuple[Array, Array, Array]:
    """Index and the bounds of its 90 % interval, NaN in silence, shape (periods,).

    With usual level u, mean m of n events and its variance v = s²(0.6² + 4.5²/n), the index is u + B(m − u), B = w/(w + v), where w is the
    variance of the dyad's levels. What is not known of w and u widens the interval. Where (m − u)² is so much more than w + v that the
    period is a stray (one in a hundred is), B is 1: a short war is told as it was, and does not make all other periods look lively.
    The index does not depend on how much is printed, except that more events draw it less. Goldstein scores stay on their scale, −10 … 10.

    Args:
        counts: events of each period as `noise.standard` gives them.
        size: of a standard point, s.

    Sources: Efron, B., Morris, C. (1975), J. Amer. Statist. Assoc. 70, 311–319 (normal means that shrink toward their own), and (1972), 67,
    130–139 (those far out shrink less); Morris, C. (1983), 78, 47–55 (intervals that know that w and u are estimates).
    """
    known = seen.events > 0
    found = np.full((3, len(known)), np.nan)
    if not known.any():
        return found[0], found[1], found[2]
    mean, n = seen.mean[known], counts[known]
    noise = SHOCK_DEVIATION**2 + EVENT_DEVIATION**2 / n
    weight = n / (n + 1)  # a period never weighs more than two of single events
    usual = weighted_median(mean, weight)
    apart = np.clip((mean - usual) / size, -_FAR, _FAR)
    levels, belief, stray = _levels(apart, noise, _shared(apart, noise, weight, known))
    drawn, variance = levels / (levels + noise), levels * noise / (levels + noise)
    unsure = _MEDIAN_VARIANCE * ((levels + noise) * weight**2).sum(axis=1, keepdims=True) / weight.sum() ** 2
    own, anything = belief * (1 - stray), belief * stray
    share = (own * drawn + anything).sum(axis=0)
    total = (own * (variance + (1 - drawn) ** 2 * unsure) + anything * noise).sum(axis=0)
    total += (own * (drawn - share) ** 2 + anything * (1 - share) ** 2).sum(axis=0) * apart**2
    index, half = usual + share * (mean - usual), _NORMAL_90 * size * np.sqrt(total)
    reach = GOLDSTEIN_REACH if seen.goldstein else np.inf
    found[:, known] = np.clip([index, index - half, index + half], -reach, reach)
    return found[0], found[1], found[2]


def _shared(apart: Array, noise: Array, weight: Array, known: NDArray[np.bool_]) -> float:
    """What periods near each other have in common: a variance of levels that owes nothing to how noise is measured.

    All of the dyad's time counts, however little was printed of it: what is exact would else speak for what was long before it.
    """
    reach = _FARTHEST_SHARED * np.sqrt(_USUAL_LEVELS + noise)
    pull, weights = np.zeros(len(known)), np.zeros(len(known))
    pull[known], weights[known] = np.clip(apart, -reach, reach) * weight, weight
    pairs = sum(float(weights[lag:] @ weights[:-lag]) for lag in _NEAR)
    return max(sum(float(pull[lag:] @ pull[:-lag]) for lag in _NEAR) / pairs, 0.0) if pairs else 0.0


def _levels(apart: Array, noise: Array, least: float) -> tuple[Array, Array, Array]:
    """Variances that the levels may have, from `least` on, how far each is believed, and how probable it makes each period a stray.

    Every deviation beyond `least` is as probable beforehand as any other (Gelman 2006, Bayesian Analysis 1, 515–534). Where the data leave
    many, all are weighed; the best one alone would be none at all for half of the dyads of which little is printed.

    Returns:
        shape (variances, 1), (variances, 1) with the sum 1, (variances, periods); only variances that are believed at all.
    """
    levels = least + _FURTHER[:, None] ** 2
    spread = levels + noise
    common = (1 - _STRAYS) * np.exp(-np.minimum(apart**2 / spread, 600) / 2) / np.sqrt(2 * np.pi * spread)
    mixed = common + _STRAYS * _STRAY_DENSITY
    logs = np.log(mixed).sum(axis=1, keepdims=True) + np.log(_FURTHER)[:, None]
    belief = np.exp(logs - logs.max())
    kept = belief[:, 0] > 1e-4
    return levels[kept], belief[kept] / belief[kept].sum(), 1 - common[kept] / mixed[kept]
