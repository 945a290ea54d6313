"""Turning points: where the relations of a dyad changed direction."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.index import Share, index_of, shares
from hikiwake.relations.model import IndexPoint, Phase, PhaseKind, Relations, Series, TurningPoint
from hikiwake.relations.periods import next_period
from hikiwake.relations.phases import KINDS, PhasePrior, phases_of, smoothed_of

_HEIGHT = {PhaseKind.DOWNTURN: -1, PhaseKind.STALEMATE: 0, PhaseKind.UPTURN: 1}
_SURE = 0.9


def relations(series: Series, *, by: str = "quarter", prior: PhasePrior | None = None, min_probability: float = 0.8) -> Relations:
    """Index, phases and turning points of one series.

    Args:
        series: the dyad's rows; weights above 0.
        by: "week", "month", "quarter" or "year".
        prior: what is held about phases before looking.
        min_probability: as for `turning_points`.
    """
    inside = shares(series, by=by)
    probability = smoothed_of(inside, series, by=by, prior=prior)
    index = tuple(
        IndexPoint(p.period, p.index, p.lower, p.upper, p.events, p.keys, (float(row[0]), float(row[1]), float(row[2])))
        for p, row in zip(index_of(inside, series), probability, strict=True)
    )
    found = phases_of(inside, probability, series, by=by)
    turns = _turns(inside, found, probability, by=by, min_probability=min_probability)
    return Relations(series.dyad, by, index, found, turns)


def turning_points(
    series: Series, found: tuple[Phase, ...], probability: NDArray[np.float64], *, by: str, min_probability: float = 0.8
) -> tuple[TurningPoint, ...]:
    """Where one phase gave way to another, oldest first; empty where relations never turned.

    A turn lies between the last period in which the old kind was sure (0.9, or its most probable period) and the first in which the new one
    was. Its probability is that of the old kind at its surest times that of the new kind at its surest.

    Raises:
        ValueError: `min_probability` lies outside (0, 1].
    """
    return _turns(shares(series, by=by), found, probability, by=by, min_probability=min_probability)


def _turns(
    inside: Sequence[tuple[date, list[Share]]],
    found: tuple[Phase, ...],
    probability: NDArray[np.float64],
    *,
    by: str,
    min_probability: float,
) -> tuple[TurningPoint, ...]:
    if not 0 < min_probability <= 1:
        raise ValueError(f"min_probability {min_probability} lies outside (0, 1]")
    place = {start: i for i, (start, _) in enumerate(inside)}
    turns = []
    for old, new in pairwise(found):
        change = place[new.start]
        before = range(place[old.start], change)
        after = range(change, place[new.start] + _periods_of(new, place, len(inside)))
        old_p, new_p = probability[:, KINDS.index(old.kind)], probability[:, KINDS.index(new.kind)]
        start = _last_sure(before, old_p)
        end = _first_sure(after, new_p)
        sure = float(old_p[start] * new_p[end])
        if sure < min_probability:
            continue
        around = [key for i in range(start + 1, end + 1) for key in (s.key for s in inside[i][1])]
        turns.append(
            TurningPoint(
                new.start,
                next_period(inside[start][0], by),
                next_period(inside[end][0], by) - timedelta(days=1),
                "up" if _HEIGHT[new.kind] > _HEIGHT[old.kind] else "down",
                sure,
                tuple(dict.fromkeys(around)),
            )
        )
    return tuple(turns)


def _periods_of(phase: Phase, place: dict[date, int], count: int) -> int:
    return place.get(phase.end, count) - place[phase.start]


def _last_sure(candidates: range, probability: NDArray[np.float64]) -> int:
    sure = [i for i in candidates if probability[i] >= _SURE]
    return sure[-1] if sure else max(candidates, key=lambda i: probability[i])


def _first_sure(candidates: range, probability: NDArray[np.float64]) -> int:
    sure = [i for i in candidates if probability[i] >= _SURE]
    return sure[0] if sure else max(candidates, key=lambda i: probability[i])
