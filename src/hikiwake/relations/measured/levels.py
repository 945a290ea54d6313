"""The level model: a usual level that drifts slowly, and stretches well above or below it.

A hidden semi-Markov chain (Hamilton 1989, Econometrica 57, 357–384; a phase passes through two stages, so that very short ones are rare:
Yu 2010, Artificial Intelligence 174, 215–243). Hidden are the usual level u, which walks in small steps, and the kind of the phase:
at u, or a distance above or below it. The distance is not known: the model is run for several, one of them none at all, and each counts by
how well it foretells the data (Bayesian model averaging). So a dyad that never turned is not cut into phases.

A period's mean differs from its level by a shock that all its events share (which echoes into the next period) and by the scatter of its
events, the smaller the more events there are. A value that nothing explains, one giant story, counts as an outlier and moves no level.
All sums are exact on the grid (forward and backward recursion), for many dyads at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Array = NDArray[np.float64]
Single = NDArray[np.float32]

EVENT_DEVIATION = 4.5  # Goldstein points: how far single events scatter about a dyad's level, in ICEWS as in GDELT
SHOCK_DEVIATION = 0.6  # a week's shock, shared by all its events
ECHO = 0.4  # correlation of one week's shock with the next
_DISTANCES = (0.0, 0.75, 1.5, 3.0, 4.5)  # of upturn and downturn from the usual level; multiples of the grid's step
_PRIOR = (1.5, 1.0, 1.0, 1.0, 1.0)  # of each distance, before normalising
_RESTLESS_ECHO, _RESTLESS_WALK, _RESTLESS_PRIOR = (
    0.7,
    0.015,
    1.5,
)  # a dyad without phases whose shocks last and whose level wanders
_STEP, _HALF = 0.25, 4.0  # of the grid of usual levels
_USUAL_DEVIATION = 1.5  # how far the usual level may lie from the middle of the data
_WALK = 0.004  # probability a week that the usual level moves one step up, and down
_MEAN_WEEKS, _YOUNG_WEEKS = 65.0, 20.0  # a phase's mean length, and that of its first stage
_OUTLIERS = 0.01  # share of periods that nothing explains
_OUTLIER_DENSITY = 0.05  # one in twenty points: anywhere on Goldstein's scale
_FLOOR = 1e-18
_NOTHING = 1e-3  # a chain that foretells a dyad so much worse is not asked further
_STRIDE = 4
_REACH = 8.0  # standard points from the lowest to the highest level, up to which the distances serve
_LASTING = 9  # periods; a level that fills most of so many is one, and no outlier
_SURE = 3.0  # standard errors by which noise may move either end


@dataclass(frozen=True, slots=True)
class Levels:
    """What the level model finds, a row a dyad.

    `phase`: P(upturn), P(stalemate), P(downturn), shape (dyads, periods, 3). `up`, `down`: probability that a higher or lower level began in
    that period, shape (dyads, periods).
    """

    phase: Array
    up: Array
    down: Array


def level_posterior(values: Array, counts: Array, *, weeks: float = 1.0) -> Levels:
    """Phases and changes of level, given all data.

    Args:
        values: mean of each period about the middle of its dyad, in points on whose scale events scatter as Goldstein scores do
            (`noise.standard`), shape (dyads, periods); anything where there is no event.
        counts: events in each period, 0 in silence, same shape; fractions are allowed.
        weeks: length of a period.
    """
    seen = _Seen.of(values, counts, weeks)
    chains = [_Chain(distance, weeks, walk=_WALK) for distance in _DISTANCES]
    own, following = seen.fit(), seen.fit(echo=ECHO)
    runs = [chain.forward(chain.windows(following), chain.windows(own)) for chain in chains]
    restless = _Chain(0.0, weeks, walk=_RESTLESS_WALK)
    chains.append(restless)
    runs.append(restless.forward(restless.windows(seen.fit(echo=_RESTLESS_ECHO)), restless.windows(own)))
    logs = np.array([run.likelihood for run in runs]) + np.log([*_PRIOR, _RESTLESS_PRIOR])[:, None]
    weight = np.exp(logs - logs.max(axis=0))
    weight /= weight.sum(axis=0)
    result = Levels(np.zeros((*values.shape, 3)), np.zeros(values.shape), np.zeros(values.shape))
    for chain, run, w in zip(chains, runs, weight, strict=True):
        counted = np.flatnonzero(w > _NOTHING)
        if len(counted):
            levels, share = chain.smooth(run, counted), w[counted]
            result.phase[counted] += share[:, None, None] * levels.phase
            result.up[counted] += share[:, None] * levels.up
            result.down[counted] += share[:, None] * levels.down
    result.phase[:] /= result.phase.sum(axis=2, keepdims=True)
    return result


def _scale(values: Array, counts: Array) -> float:
    """By how much a dyad is drawn nearer, so that no lasting level lies beyond the largest distance; mostly 1.

    Where noise is small beside the ups and downs, levels lie dozens of standard points apart, and everything beyond the grid would be an
    outlier. Drawn nearer, noise is less than the model thinks, which hides nothing as large as such levels, and there is less of an echo.
    """
    if len(values) < _LASTING:
        return 1.0
    level = np.median(sliding_window_view(values, _LASTING), axis=1)
    variance = sliding_window_view(SHOCK_DEVIATION**2 + EVENT_DEVIATION**2 / counts, _LASTING).mean(axis=1)
    unsure = _SURE * np.sqrt(np.pi / 2 * variance / _LASTING)  # of a median
    if (level - unsure).max() - (level + unsure).min() <= _REACH:
        return 1.0
    return float(max(_DISTANCES) / np.abs(level).max())


def _grid() -> Array:
    reach = _HALF + max(_DISTANCES)
    grid: Array = np.arange(-reach, reach + _STEP / 2, _STEP)
    return grid


@dataclass(frozen=True, slots=True)
class _Seen:
    """How well each period's value fits each level, shape (periods, dyads, levels), and what else its echo needs."""

    residual: Single
    variance: Single
    shock: Single  # its share of a usual one, (dyads,)
    own: Single
    known: NDArray[np.bool_]
    weeks: float

    @classmethod
    def of(cls, values: Array, counts: Array, weeks: float) -> "_Seen":
        known = (counts > 0).T
        scale = np.array([_scale(v[k], n[k]) for v, n, k in zip(values, counts, known.T, strict=True)])
        scatter = EVENT_DEVIATION**2 / np.maximum(counts.T, 1e-6)
        variance = np.where(known, SHOCK_DEVIATION**2 + scatter, 1.0).astype(np.float32)
        residual = (values.T * scale).astype(np.float32)[..., None] - _grid().astype(np.float32)
        residual[~known] = 0
        own = _density(residual, variance)
        own[~known] = 1
        return cls(residual, variance, (scale**2).astype(np.float32), own, known, weeks)

    def fit(self, *, echo: float = 0.0) -> Single:
        """Density of each period at each level, as part of the largest: on its own, or given the period before at the same level."""
        found = self.own
        if echo:
            carried = echo**self.weeks
            shared = self.shock * (carried * SHOCK_DEVIATION**2)
            share = (shared / self.variance[:-1] * (self.known[:-1] & self.known[1:])).astype(np.float32)[..., None]
            near = np.abs(self.residual[:-1]) < 4 * np.sqrt(self.variance[:-1])[..., None]  # an outlier has no echo
            found = self.own.copy()
            left = self.variance[1:] - share[..., 0] * shared
            found[1:] = _density(self.residual[1:] - share * np.where(near, self.residual[:-1], 0), left)
            found[~self.known] = 1
        scaled: Single = np.maximum(found / self.own.max(axis=2, keepdims=True), _FLOOR)
        return scaled


def _density(residual: Single, variance: Single) -> Single:
    spread = variance[..., None]
    normal = np.exp(-np.minimum(residual**2 / spread, 160) / 2) / np.sqrt(2 * np.pi * spread)
    mixed: Single = (1 - _OUTLIERS) * normal + _OUTLIERS * _OUTLIER_DENSITY
    return mixed


@dataclass(frozen=True, slots=True)
class _Run:
    """A chain run forward: log likelihood of each dyad, filtered states, and the densities they were found with."""

    likelihood: Array
    states: Single
    same: Single
    fresh: Single


class _Chain:
    """The chain for one distance of up and down from usual; the kinds are down, usual, up, or usual alone where the distance is none."""

    def __init__(self, distance: float, weeks: float, *, walk: float) -> None:
        usual = np.arange(-_HALF, _HALF + _STEP / 2, _STEP)
        middle = round(max(_DISTANCES) / _STEP)
        shift = round(distance / _STEP)
        starts = (middle - shift, middle, middle + shift) if distance else (middle,)
        self.kinds = len(starts)
        self.first, self.apart = starts[0], max(shift, 1)
        self.prior = (np.exp(-((usual / _USUAL_DEVIATION) ** 2) / 2)).astype(np.float32)
        self.prior /= self.prior.sum()
        self.walk = np.float32(min(walk * weeks * _STRIDE, 0.25))
        self.ripen = np.float32(min(weeks / _YOUNG_WEEKS, 0.9))
        self.leave = np.float32(min(weeks / (_MEAN_WEEKS - _YOUNG_WEEKS), 0.5)) if distance else np.float32(0)

    def windows(self, fit: Single) -> Single:
        """The fit of each kind at each usual level, (periods, dyads, kinds, usual): a view of the fit of each level."""
        found: Single = sliding_window_view(fit, len(self.prior), axis=2)[:, :, self.first :: self.apart][:, :, : self.kinds]
        return found

    def forward(self, same: Single, fresh: Single) -> _Run:
        """Filtered states, shape (periods, dyads, kinds, stages, usual); stages are young and ripe."""
        periods, dyads = same.shape[:2]
        states = np.zeros((periods, dyads, self.kinds, 2, len(self.prior)), np.float32)
        likelihood = np.zeros(dyads)
        for t in range(periods):
            now = states[t]
            if t == 0:
                now[:, :, 0] = self.prior / self.kinds * fresh[0]
            else:
                before = self._walked(states[t - 1], t)
                young, ripe = before[:, :, 0], before[:, :, 1]
                out = ripe * self.leave
                now[:, :, 0] = young * (1 - self.ripen) * same[t]
                if self.kinds > 1:
                    now[:, :, 0] += (out.sum(axis=1, keepdims=True) - out) * fresh[t] / 2
                now[:, :, 1] = (ripe * (1 - self.leave) + young * self.ripen) * same[t]
            total = now.sum(axis=(1, 2, 3)) + 1e-30
            likelihood += np.log(total)
            now /= total[:, None, None, None]
        return _Run(likelihood, states, same, fresh)

    def smooth(self, run: _Run, counted: NDArray[np.int64]) -> Levels:
        """Phases and changes of level of the dyads `counted`."""
        every = len(counted) == len(run.likelihood)
        forward, same, fresh = (a if every else a[:, counted] for a in (run.states, run.same, run.fresh))
        periods, dyads = forward.shape[:2]
        phase = np.zeros((dyads, periods, 3))
        up, down = np.zeros((dyads, periods)), np.zeros((dyads, periods))
        if self.kinds == 1:
            phase[:, :, 1] = 1
            return Levels(phase, up, down)
        backward = np.ones(forward.shape[1:], np.float32)
        for t in range(periods - 1, -1, -1):
            kinds = np.einsum("dkau,dkau->dk", forward[t], backward) + 1e-30
            kinds /= kinds.sum(axis=1, keepdims=True)
            phase[:, t] = kinds[:, ::-1]
            if t == 0:
                break
            begun = fresh[t] * backward[:, :, 0]  # (dyad, kind, usual)
            young, ripe = same[t] * backward[:, :, 0], same[t] * backward[:, :, 1]
            before = self._walked(forward[t - 1], t)
            out = before[:, :, 1] * self.leave / 2
            flow = np.einsum("diu,dju->dij", out, begun)
            held = np.einsum("dku,dku->d", before[:, :, 0], (1 - self.ripen) * young + self.ripen * ripe)
            held += np.einsum("dku,dku->d", before[:, :, 1], (1 - self.leave) * ripe)
            higher = flow[:, 0, 1] + flow[:, 0, 2] + flow[:, 1, 2]
            lower = flow[:, 1, 0] + flow[:, 2, 0] + flow[:, 2, 1]
            total = held + higher + lower + 1e-30
            up[:, t], down[:, t] = higher / total, lower / total
            into = (begun.sum(axis=1, keepdims=True) - begun) / 2
            back = np.empty_like(backward)
            back[:, :, 0] = (1 - self.ripen) * young + self.ripen * ripe
            back[:, :, 1] = (1 - self.leave) * ripe + self.leave * into
            backward = self._walked(back, t)
            backward /= backward.max(axis=(1, 2, 3), keepdims=True)
        return Levels(phase, up, down)

    def _walked(self, state: Single, t: int) -> Single:
        """One step of the usual level, taken every fourth period: it walks slowly."""
        if t % _STRIDE:
            return state
        moved: Single = state * (1 - 2 * self.walk)
        moved[..., 1:] += self.walk * state[..., :-1]
        moved[..., :-1] += self.walk * state[..., 1:]
        moved[..., 0] += self.walk * state[..., 0]
        moved[..., -1] += self.walk * state[..., -1]
        return moved
