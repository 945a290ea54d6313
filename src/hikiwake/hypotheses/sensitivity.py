"""Sensitivity: what the posterior would be without one piece of evidence, or without a group of them."""

import math
from dataclasses import replace

from hikiwake.hypotheses.channel import report_likelihood
from hikiwake.hypotheses.model import Drop, Piece, Problem
from hikiwake.hypotheses.posterior import central_priors, log, normalised


def sensitivity(problem: Problem) -> tuple[Drop, ...]:
    """The posteriors at the middles, leaving out each piece in turn, then each group of several pieces.

    Without the member that speaks for its group the next most reliable speaks; without the group none does. A joint likelihood goes
    as a whole, under the group's id. Empty where there is no evidence, or where it is impossible as a whole.
    """
    totals = {h: _Total([log(report_likelihood(piece, h).middle) for piece in problem.pieces]) for h in problem.hypotheses}
    priors = central_priors(problem)
    whole = normalised(priors, {h: total.sum for h, total in totals.items()})
    if whole is None:
        return ()
    leader = _leader(whole)
    drops = []
    for index, piece in enumerate(problem.pieces):
        drop = _drop(piece.id, priors, totals, index, _next(problem, piece), leader)
        drops.append(replace(drop, is_group=bool(piece.members)))
    for index, piece in enumerate(problem.pieces):
        if piece.group and _next(problem, piece):
            drops.append(replace(_drop(piece.group, priors, totals, index, None, leader), is_group=True))
    return tuple(drops)


class _Total:
    """A sum of logs from which one can be taken away; −∞ is counted apart, because ∞ − ∞ is nothing."""

    def __init__(self, logs: list[float]) -> None:
        self._logs = logs
        self._finite = math.fsum(value for value in logs if value != -math.inf)
        self._impossible = sum(value == -math.inf for value in logs)

    @property
    def sum(self) -> float:
        return -math.inf if self._impossible else self._finite

    def without(self, index: int) -> float:
        value = self._logs[index]
        if value == -math.inf:
            return -math.inf if self._impossible > 1 else self._finite
        return -math.inf if self._impossible else self._finite - value


def _drop(
    without: str, priors: dict[str, float], totals: dict[str, _Total], index: int, instead: Piece | None, leader: str
) -> Drop:
    logs = {
        h: total.without(index) + (log(report_likelihood(instead, h).middle) if instead else 0.0) for h, total in totals.items()
    }
    posterior = normalised(priors, logs)
    if posterior is None:  # only where the piece that comes in is itself impossible; then it does not come in
        posterior = normalised(priors, {h: total.without(index) for h, total in totals.items()}) or priors
    leads = _leader(posterior)
    return Drop(without, posterior, leads, leads != leader)


def _next(problem: Problem, piece: Piece) -> Piece | None:
    """The piece that speaks for the group when `piece` is dropped: the most reliable that stands by, the first of equals."""
    if piece.group is None or piece.members:
        return None
    others = [other for other in problem.standing_by if other.group == piece.group]
    return max(others, key=lambda other: other.reliability, default=None)


def _leader(posterior: dict[str, float]) -> str:
    return max(posterior, key=posterior.__getitem__)
