"""The index of a measured dyad: the mean of each period, drawn toward the dyad's own level the more, the fewer events stand behind it."""

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.measured.levels import EVENT_DEVIATION, SHOCK_DEVIATION
from hikiwake.relations.measured.noise import weighted_median
from hikiwake.relations.measured.observations import GOLDSTEIN_REACH, Observations

Array = NDArray[np.float64]
_NORMAL, _NORMAL_90 = 1.4826, 1.645  # of a median absolute deviation; half width of a 90 % interval


def shrunk(seen: Observations, counts: Array, size: float) -> tuple[Array, Array, Array]:
    """Index and the bounds of its 90 % interval, NaN in silence, shape (periods,).

    With usual level u, mean m of n events and its variance v = s²(0.6² + 4.5²/n), the index is u + B(m − u), B = w/(w + v), where w is the
    variance of the dyad's levels (what remains of the spread of its means when their noise is taken off); its variance is B·v. It does not
    depend on how much is printed, except that more events draw it less. Goldstein scores stay on their scale, −10 … 10.

    Args:
        counts: events of each period as `noise.standard` gives them.
        size: of a standard point, s.

    Source: Efron, B., Morris, C. (1975), J. Amer. Statist. Assoc. 70, 311–319 (the normal means that shrink toward their own).
    """
    known = seen.events > 0
    empty = np.full(len(known), np.nan)
    if not known.any():
        return empty, empty.copy(), empty.copy()
    mean = seen.mean[known]
    noise = size**2 * (SHOCK_DEVIATION**2 + EVENT_DEVIATION**2 / counts[known])
    usual = weighted_median(mean, seen.events[known])
    spread = (_NORMAL * float(np.median(np.abs(mean - usual)))) ** 2
    levels = max(spread - float(np.median(noise)), (size / 4) ** 2)
    drawn = levels / (levels + noise)
    index, half = usual + drawn * (mean - usual), _NORMAL_90 * np.sqrt(drawn * noise)
    reach = GOLDSTEIN_REACH if seen.goldstein else np.inf
    found = [empty, empty.copy(), empty.copy()]
    for row, value in zip(found, (index, index - half, index + half), strict=True):
        row[known] = np.clip(value, -reach, reach)
    return found[0], found[1], found[2]
