"""From observations to index, phases and turning points, for many dyads at once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.measured.contrast import contrast
from hikiwake.relations.measured.index import shrunk
from hikiwake.relations.measured.levels import level_posterior
from hikiwake.relations.measured.noise import standard
from hikiwake.relations.measured.observations import Observations
from hikiwake.relations.measured.turns import Candidate, candidates
from hikiwake.relations.model import IndexPoint, Phase, PhaseKind, Relations, Thin, TurningPoint
from hikiwake.relations.periods import next_period, periods_a_year

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
KINDS = (PhaseKind.UPTURN, PhaseKind.STALEMATE, PhaseKind.DOWNTURN)
_TOGETHER = 32  # dyads side by side: enough for the arrays to pay, little enough for memory
_LEAST_PERIODS = 4  # fewer with events say nothing about a usual level
LEAST_A_YEAR = 6.0  # events; with fewer in the year around it a period's phase is not told
_LEAST_PERIODS_A_YEAR = 12.0  # with rows, where the events behind these are not known
_CARRIED_WEEKS = 8.0  # events so long after a turn can carry it
_MOST_EVENTS = 8
_DIGITS = 7  # more are noise, and half of a long file


def analyse(seen: Sequence[Observations], *, min_probability: float = 0.1) -> Iterator[Relations]:
    """Index, phases and turning points of each dyad, in order.

    Args:
        seen: all by the same period.
        min_probability: of the turning points that are given; half is what one would bet on.

    Raises:
        ValueError: `min_probability` lies outside (0, 1].
    """
    if not 0 < min_probability <= 1:
        raise ValueError(f"min_probability {min_probability} lies outside (0, 1]")
    for start in range(0, len(seen), _TOGETHER):
        yield from _together(seen[start : start + _TOGETHER], min_probability)


def _together(seen: Sequence[Observations], min_probability: float) -> list[Relations]:
    weeks = 365.25 / 7 / periods_a_year(seen[0].by)
    length = max(max(len(s.starts) for s in seen), 1)
    counts = np.array([_padded(s.events, length, 0.0) for s in seen])
    goldstein = np.array([s.goldstein for s in seen])
    values, weights, sizes = np.zeros_like(counts), np.zeros_like(counts), np.ones(len(seen))
    for kind in (True, False):
        if (mine := goldstein == kind).any():
            sight = np.array([_padded(s.sight, length, np.nan) for s, m in zip(seen, mine, strict=True) if m])
            values[mine], weights[mine], sizes[mine] = standard(sight, counts[mine], goldstein=kind)
    levels = level_posterior(values, weights, weeks=weeks)
    against = contrast(values, weights, weeks=weeks)
    results = []
    for i, one in enumerate(seen):
        n = len(one.starts)
        told = ~_thin(one, weeks)
        found = candidates(levels.up[i, :n], levels.down[i, :n], against[i, :n], weeks=weeks, least=min_probability)
        turns = [c for c in found if told[max(c.at - 1, 0)] or told[c.at]]
        phase = np.where(told[:, None], levels.phase[i, :n], 1 / 3).round(_DIGITS)
        results.append(_relations(one, weights[i, :n], sizes[i], phase, told, turns, weeks))
    return results


def _padded(row: Array, length: int, filler: float) -> Array:
    return np.concatenate([row, np.full(length - len(row), filler)])


def _thin(seen: Observations, weeks: float) -> Flags:
    """Periods of which too little is known: everywhere in a series of next to nothing, and where the year around holds hardly an event."""
    if (seen.events > 0).sum() < _LEAST_PERIODS:
        return np.ones(len(seen.starts), bool)
    # Where rows have no counts a period with rows is one observation, and twelve of them a year, or every other, are asked for.
    observed = seen.events if seen.counted else (seen.events > 0).astype(float)
    least = LEAST_A_YEAR if seen.counted else min(_LEAST_PERIODS_A_YEAR, periods_a_year(seen.by) / 2)
    half = max(round(26 / weeks), 1)
    sums = np.concatenate([[0.0], observed.cumsum()])
    n = len(seen.starts)
    place = np.arange(n)
    first, last = np.maximum(place - half, 0), np.minimum(place + half + 1, n)
    year = (last - first) * weeks / 52
    thin: Flags = (sums[last] - sums[first]) < least * np.minimum(year, 1.0)
    return thin


def _relations(
    seen: Observations, counts: Array, size: float, phase: Array, told: Flags, turns: list[Candidate], weeks: float
) -> Relations:
    if not seen.goldstein and seen.sight is not seen.mean and len(seen.mean):
        _, counts, sizes = standard(seen.mean[None], seen.events[None], goldstein=False)
        counts, size = counts[0], float(sizes[0])
    bounds = [_known(bound.round(_DIGITS)) for bound in shrunk(seen, counts, size)]
    # Whole events of each period, so that they add up to those of all: of 2.5 in each of two, two and three.
    events = np.diff(seen.events.cumsum().round(), prepend=0.0).astype(int).tolist()
    starts = seen.starts.tolist()
    ends = [*starts[1:], next_period(starts[-1], seen.by)] if starts else []
    nothing = [None] * len(starts)
    shares = [nothing if share is None else _known(share) for share in (seen.cooperation, seen.conflict)]
    points = tuple(
        IndexPoint(day, index, lower, upper, n, (), (up, level, down), good, bad)
        for day, index, lower, upper, n, (up, level, down), good, bad in zip(
            starts, *bounds, events, phase.tolist(), *shares, strict=True
        )
    )
    return Relations(
        seen.dyad, seen.by, points, _phases(starts, ends, phase, told),
        tuple(_turn(seen, c, starts, ends, weeks) for c in turns), _thin_stretches(seen, starts, ends, told), seen.counted, seen.notes,
    )  # fmt: skip


def _known(row: Array) -> list[float | None]:
    return [None if value != value else value for value in row.tolist()]


def _phases(starts: list[date], ends: list[date], phase: Array, told: Flags) -> tuple[Phase, ...]:
    kinds = np.where(told, phase.argmax(axis=1) if len(phase) else 0, -1).tolist()
    found = []
    for kind, stretch in groupby(range(len(kinds)), key=kinds.__getitem__):
        places = list(stretch)
        if kind >= 0:
            found.append(Phase(starts[places[0]], ends[places[-1]], KINDS[kind], float(phase[places, kind].mean())))
    return tuple(found)


def _thin_stretches(seen: Observations, starts: list[date], ends: list[date], told: Flags) -> tuple[Thin, ...]:
    flags = told.tolist()
    found = []
    for is_told, stretch in groupby(range(len(flags)), key=flags.__getitem__):
        places = list(stretch)
        if not is_told:
            events = round(float(seen.events[places[0] : places[-1] + 1].sum()))
            found.append(Thin(starts[places[0]], ends[places[-1]], events))
    return tuple(found)


def _turn(seen: Observations, turn: Candidate, starts: list[date], ends: list[date], weeks: float) -> TurningPoint:
    keys = _carried_by(seen, turn, weeks)
    last = ends[turn.last] - timedelta(days=1)
    return TurningPoint(starts[turn.at], starts[turn.first], last, "up" if turn.is_up else "down", turn.probability, keys)


def _carried_by(seen: Observations, turn: Candidate, weeks: float) -> tuple[str, ...]:
    """Keys of the rows that carry a turn, heaviest first: those in and soon after it that lie on its side of what was usual before."""
    before = seen.mean[max(0, turn.at - max(round(26 / weeks), 4)) : turn.at]
    before = before[np.isfinite(before)]
    usual = float(np.median(before)) if len(before) else float(np.nanmedian(seen.mean))
    first, last = np.searchsorted(seen.at, [turn.first, max(turn.last, turn.at + max(round(_CARRIED_WEEKS / weeks), 1) - 1) + 1])
    pull = (seen.value[first:last] - usual) * seen.weight[first:last] * (1 if turn.is_up else -1)
    pull = pull / (1 + np.abs(seen.at[first:last] - turn.at) * weeks)
    heaviest = [i for i in np.argsort(-pull, kind="stable")[:_MOST_EVENTS] if pull[i] > 0]
    return tuple(str(seen.key[first + i]) for i in heaviest)
