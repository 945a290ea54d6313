"""The contrast of what follows a day with what was usual before it: what makes a chronicler write "relations turned".

A level model asks where the data are best cut. A chronicler asks something else: is this unlike the half year before? The difference is the
way back. When a war's headlines end, the level changes as much as when they began, yet nothing has turned that was not there before: the
median of the half year before still holds the old usual level, and the contrast is small. News counts by how far it lies from that median,
over one week and over several, up to four months, so that what lasts counts more than what is loud for a day.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from hikiwake.relations.measured.levels import EVENT_DEVIATION, SHOCK_DEVIATION

Array = NDArray[np.float64]
_BEFORE_WEEKS = 26
_AFTER_WEEKS = (1, 2, 4, 8, 16)
_LEAST_BEFORE = 4  # periods with events; fewer are no usual level
_WANDER = 0.3  # variance of what is usual from one stretch to the next, in the dyad's own variance
_NORMAL = 1.4826


def contrast(values: Array, counts: Array, *, weeks: float = 1.0) -> Array:
    """How far what follows the start of each period lies from what was usual before, in standard deviations of the dyad; positive: better.

    Args:
        values: standard values (`noise.standard`), shape (dyads, periods).
        counts: events in each period, 0 in silence.
        weeks: length of a period.

    Returns:
        Shape (dyads, periods); 0 where too little lies before, or nothing after.
    """
    known = counts > 0
    variance = SHOCK_DEVIATION**2 + EVENT_DEVIATION**2 / np.maximum(counts, 1e-6)
    spread = _spread(values, known)
    usual = _median_before(np.where(known, values, np.nan), max(round(_BEFORE_WEEKS / weeks), _LEAST_BEFORE))
    weight = np.where(known, 1 / np.maximum(variance, 1e-9), 0.0)
    share = weight * np.array([np.median(v[k]) if k.any() else 1.0 for v, k in zip(variance, known, strict=True)])[:, None]
    share = np.minimum(share, 1.0)  # a week of ten thousand stories is one week
    total = np.zeros_like(values)
    spans = sorted({max(round(span / weeks), 1) for span in _AFTER_WEEKS})
    for span in spans:
        amount = _sum_after(share, span)
        level = _sum_after(share * values, span) / np.maximum(amount, 1e-9)
        deviation = spread[:, None] * np.sqrt(1 / np.maximum(amount, 1e-9) + _WANDER)
        total += np.where((amount > 0) & np.isfinite(usual), (level - usual) / deviation, 0.0)
    return np.nan_to_num(total / len(spans))


def _spread(values: Array, known: NDArray[np.bool_]) -> Array:
    """The deviation of each dyad's periods about their median; 1 where it cannot be told."""
    found = [_NORMAL * np.median(np.abs(v[k] - np.median(v[k]))) if k.any() else 1.0 for v, k in zip(values, known, strict=True)]
    return np.maximum(found, 0.5)


def _median_before(values: Array, length: int) -> Array:
    """Median of up to `length` periods before each, NaN where fewer than four of them hold events."""
    padded = np.concatenate([np.full((len(values), length), np.nan), values[:, :-1]], axis=1)
    windows = np.sort(sliding_window_view(padded, length, axis=1), axis=2)  # NaN comes last
    held = (~np.isnan(windows)).sum(axis=2)
    low, high = np.maximum((held - 1) // 2, 0)[..., None], (held // 2)[..., None]
    middle = (np.take_along_axis(windows, low, 2) + np.take_along_axis(windows, np.minimum(high, length - 1), 2))[..., 0] / 2
    found: Array = np.where(held >= _LEAST_BEFORE, middle, np.nan)
    return found


def _sum_after(values: Array, span: int) -> Array:
    """Sum over each period and those after it, `span` in all; fewer at the end."""
    padded = np.concatenate([np.zeros((len(values), 1)), values.cumsum(axis=1)], axis=1)
    periods = values.shape[1]
    ends = np.minimum(np.arange(periods) + span, periods)
    result: Array = padded[:, ends] - padded[:, :-1]
    return result
