"""Turning points of measured dyads: where a new level began, and where what followed was unlike what was usual before.

Two witnesses are heard. The level model (`levels`) knows how long phases last and how loud the data are; on data that obey it nothing dates a
turn better. But the press does not obey it: headlines come in bursts, and a level model takes the end of a burst for a turn as good as its
beginning. The contrast (`contrast`) knows nothing but the half year before, and is not led astray by the way back. Their evidence adds up:

    log-odds of a turn = log-odds of a new level within eight weeks (1 % to 99 %) + 1.5 · contrast − 2

The numbers are round on purpose: on simulated dyads a weight of the contrast between 1 and 2 does as well. Its settings were compared on real dyads
too, GDELT 2018–2021 with 49 listed turns, so that those figures flatter it. The last number ranks nothing: it is the one with which, on simulated
dyads of their own, turns come true as often as is said.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_LEAST, _MOST = 0.01, 0.99  # a level model is never surer than this: its world is not the press's
_CONTRAST_WEIGHT, _OFFSET = 1.5, -2.0
_LEAST_CONTRAST, _MOST_CONTRAST = 0.3, 4.0
# For some months the half year before still holds the time before a turn, so that all that follows it contrasts too.
_AFTERMATH_WEEKS, _AFTERMATH = 16.0, 0.7
_WIDE_WEEKS, _NEAR_WEEKS = 8.0, 6.0  # one turn is looked for within; a new level and a contrast are one turn within
_DATED_BY_LEVEL = 0.2  # above this the level model dates the turn
_MASS = 0.9
_MOST_TURNS_A_YEAR = 6.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A turn that may be: the period in which it most probably came, the first and last it can have, up or down, and its probability."""

    at: int
    first: int
    last: int
    is_up: bool
    probability: float


@dataclass(frozen=True, slots=True)
class _Peak:
    at: int
    first: int
    last: int
    size: float


def candidates(up: Array, down: Array, contrast: Array, *, weeks: float = 1.0, least: float = 0.1) -> list[Candidate]:
    """Every turn of one dyad with a probability of at least `least`, oldest first.

    Args:
        up, down: probability that a higher or lower level began in each period (`Levels`), shape (periods,).
        contrast: of each period, same shape.
        weeks: length of a period.
    """
    wide, near = max(round(_WIDE_WEEKS / weeks), 1), max(round(_NEAR_WEEKS / weeks), 1)
    narrow = 1 if weeks < 4 else 0
    most = round(_MOST_TURNS_A_YEAR * len(up) * weeks / 52) + 4
    found: list[Candidate] = []
    for is_up, begun, against in ((True, up, contrast), (False, down, -contrast)):
        levels, news = (
            _level_peaks(begun, wide, narrow),
            _contrast_peaks(against, wide, max(round(_AFTERMATH_WEEKS / weeks), 1), most),
        )
        taken: set[_Peak] = set()
        for level in levels:
            beside = max((n for n in news if n not in taken and abs(n.at - level.at) <= near), key=lambda n: n.size, default=None)
            taken |= {beside} if beside else set()
            dated = level if level.size >= _DATED_BY_LEVEL or beside is None else beside
            found.append(_candidate(dated, is_up, level.size, beside.size if beside else 0.0))
        found += [_candidate(one, is_up, _LEAST, one.size) for one in news if one not in taken]
    return sorted((c for c in found if c.probability >= least), key=lambda c: (c.at, c.is_up))


def _candidate(dated: _Peak, is_up: bool, level: float, contrast: float) -> Candidate:
    level = min(max(level, _LEAST), _MOST)
    odds = np.log(level / (1 - level)) + _CONTRAST_WEIGHT * contrast + _OFFSET
    return Candidate(dated.at, dated.first, dated.last, is_up, float(1 / (1 + np.exp(-odds))))


def _level_peaks(begun: Array, wide: int, narrow: int) -> list[_Peak]:
    """The most probable places for a new level, each with the probability that one began near it; surest first."""
    left = begun.copy()
    kernel = np.ones(2 * narrow + 1)
    found: list[_Peak] = []
    while len(found) < len(begun):
        close = np.convolve(left, kernel, "same") if narrow else left
        at = int(close.argmax())
        first, last = max(0, at - wide), min(len(left), at + wide + 1)
        size = float(left[first:last].sum())
        if size < 2 * _LEAST:
            break
        found.append(_Peak(at, *_interval(left, at, first, last - 1), min(size, 1.0)))
        left[first:last] = 0
    return found


def _interval(mass: Array, at: int, first: int, last: int) -> tuple[int, int]:
    """The shortest stretch about `at` that holds nine tenths of the mass from `first` to `last`, grown toward the heavier side."""
    wanted = _MASS * float(mass[first : last + 1].sum())
    low = high = at
    held = float(mass[at])
    while held < wanted and (low > first or high < last):
        before = float(mass[low - 1]) if low > first else -1.0
        after = float(mass[high + 1]) if high < last else -1.0
        if after >= before:
            high += 1
            held += after
        else:
            low -= 1
            held += before
    return low, high


def _contrast_peaks(against: Array, wide: int, aftermath: int, most: int) -> list[_Peak]:
    high = np.maximum(against, 0)
    left = high / (1 + (high / _MOST_CONTRAST) ** 4) ** 0.25  # never more than the most, yet more is more
    found: list[_Peak] = []
    while len(found) < most and len(left):
        at = int(left.argmax())
        if left[at] <= _LEAST_CONTRAST:
            break
        first, last = max(0, at - wide), min(len(left), at + wide + 1)
        good = np.flatnonzero(left[first:last] >= _MASS * left[at]) + first  # almost as good as the best
        found.append(_Peak(at, int(good[0]), int(good[-1]), float(left[at])))
        left[first:last] = 0
        left[last : at + aftermath + 1] *= _AFTERMATH
    return found
