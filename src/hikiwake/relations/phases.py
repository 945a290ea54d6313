"""Phases: stretches in which relations stand above, at or below the dyad's usual level.

A hidden Markov chain over periods with three levels (Hamilton 1989, Econometrica 57, 357–384): the usual level, and one and a half standard
deviations of the events above and below it. Every event is a noisy look at the level of its period. The smoothed probabilities are exact
(forward and backward recursion); nothing is fitted to make turns appear.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.index import Share, Spread, shares, spread
from hikiwake.relations.model import Phase, PhaseKind, Series
from hikiwake.relations.periods import next_period, periods_a_year

KINDS = (PhaseKind.UPTURN, PhaseKind.STALEMATE, PhaseKind.DOWNTURN)
_LEAST_ROWS = 4  # fewer say nothing about a usual level


@dataclass(frozen=True, slots=True)
class PhasePrior:
    """What is held before looking: how many years a phase lasts on average, and how far, in standard deviations, up and down lie from usual."""

    mean_years: float = 3.0
    separation: float = 1.5


def smoothed(series: Series, *, by: str, prior: PhasePrior | None = None) -> NDArray[np.float64]:
    """P(upturn), P(stalemate), P(downturn) of each period, shape (periods, 3), rows sum to 1; a third each where data are too thin."""
    return smoothed_of(shares(series, by=by), series, by=by, prior=prior)


def smoothed_of(
    inside: Sequence[tuple[date, list[Share]]], series: Series, *, by: str, prior: PhasePrior | None = None
) -> NDArray[np.float64]:
    """As `smoothed`, of the series cut into its `shares` already."""
    if len({r.key for r in series.rows}) < _LEAST_ROWS:
        return np.full((len(inside), 3), 1 / 3)
    prior = prior or PhasePrior()
    stay = max(1 - 1 / (prior.mean_years * periods_a_year(by)), 0.5)
    transition = np.full((3, 3), (1 - stay) / 2)
    np.fill_diagonal(transition, stay)
    likelihood = _likelihood([s for _, s in inside], spread(series), prior)
    return _forward_backward(likelihood, transition)


def phases(series: Series, *, by: str, prior: PhasePrior | None = None) -> tuple[Phase, ...]:
    """The stretches of the most probable kind, oldest first; empty where data are too thin to tell.

    A phase lasts until an event says otherwise: a change in a stretch without events is dated to the first event after it.
    """
    inside = shares(series, by=by)
    return phases_of(inside, smoothed_of(inside, series, by=by, prior=prior), series, by=by)


def phases_of(
    inside: Sequence[tuple[date, list[Share]]], probability: NDArray[np.float64], series: Series, *, by: str
) -> tuple[Phase, ...]:
    """As `phases`, where its `shares` and what is `smoothed` are known already."""
    if len({r.key for r in series.rows}) < _LEAST_ROWS:
        return ()
    kinds = _kinds([bool(found) for _, found in inside], probability)
    found = []
    for kind, stretch in groupby(range(len(inside)), key=kinds.__getitem__):
        places = list(stretch)
        last = inside[places[-1]][0]
        keys = tuple(dict.fromkeys(s.key for i in places for s in inside[i][1]))
        found.append(
            Phase(inside[places[0]][0], next_period(last, by), KINDS[kind], float(probability[places, kind].mean()), keys)
        )
    return tuple(found)


def _kinds(has_events: list[bool], probability: NDArray[np.float64]) -> list[int]:
    """The most probable kind of each period with events, and of each without the one before it. The first period always has events."""
    kinds: list[int] = []
    for row, seen in zip(probability, has_events, strict=True):
        kinds.append(int(row.argmax()) if seen or not kinds else kinds[-1])
    return kinds


def _likelihood(inside: list[list[Share]], usual: Spread, prior: PhasePrior) -> NDArray[np.float64]:
    """P(events of the period | level), shape (periods, 3), scaled so that each row's largest is 1; a weight is a fraction of an event."""
    levels = usual.level + usual.deviation * prior.separation * np.array([1.0, 0.0, -1.0])
    logs = np.zeros((len(inside), 3))
    values = np.array([share.value for period in inside for share in period])
    weights = np.array([share.weight for period in inside for share in period])
    # a value far out is one strong event, not a proof: it counts as two deviations from the outer levels at most
    values = np.clip(values, levels[2] - 2 * usual.deviation, levels[0] + 2 * usual.deviation)
    against = weights[:, None] * ((values[:, None] - levels) / usual.deviation) ** 2 / 2
    np.subtract.at(logs, np.repeat(np.arange(len(inside)), [len(period) for period in inside]), against)
    scaled: NDArray[np.float64] = np.exp(logs - logs.max(axis=1, keepdims=True))
    return scaled


def _forward_backward(likelihood: NDArray[np.float64], transition: NDArray[np.float64]) -> NDArray[np.float64]:
    forward = np.empty_like(likelihood)
    belief = np.full(3, 1 / 3)
    for i, look in enumerate(likelihood):
        belief = (belief @ transition if i else belief) * look
        belief = belief / belief.sum()
        forward[i] = belief
    backward = np.ones(3)
    result = np.empty_like(likelihood)
    for i in range(len(likelihood) - 1, -1, -1):
        both = forward[i] * backward
        result[i] = both / both.sum()
        backward = transition @ (likelihood[i] * backward)
        backward = backward / backward.sum()
    return result
