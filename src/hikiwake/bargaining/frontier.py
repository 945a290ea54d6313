"""The exact Pareto frontier of two parties' additive preferences, with the outcome behind each point.

Utilities add up over issues, so an outcome on the frontier is on the frontier of every subset of its issues (a dominated part could be
swapped for the better one). The frontier is therefore built issue by issue, dropping what is dominated at each step: the work grows
with the size of the frontiers, not with the number of outcomes.
"""

from math import prod

import numpy as np
from numpy.typing import NDArray

from hikiwake.bargaining.model import Domain, Outcome

# Sums of the same terms in another order differ in the last digits; points closer than this are one point.
DECIMALS = 12

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


def outcomes(domain: Domain) -> int:
    """How many outcomes there are, exactly."""
    return prod(len(issue.options) for issue in domain.issues)


def utilities(domain: Domain, choose: dict[str, str]) -> tuple[float, ...]:
    """Each party's utility of one outcome.

    Raises:
        KeyError: `choose` leaves an issue out. ValueError: it names an option that the issue does not have.
    """
    chosen = [issue.options.index(choose[issue.id]) for issue in domain.issues]
    return tuple(
        float(sum(issue.utilities[party][option] for issue, option in zip(domain.issues, chosen, strict=True)))
        for party in range(len(domain.parties))
    )


def frontier(domain: Domain) -> tuple[Outcome, ...]:
    """The outcomes that no other dominates, one for each distinct pair of utilities, best for the first party first.

    Raises:
        ValueError: the domain is not of two parties.
    """
    if len(domain.parties) != 2:
        raise ValueError(f"the frontier is for two parties, not {len(domain.parties)}")
    points: Floats = np.zeros((1, 2))
    choices: Indices = np.zeros((1, 0), dtype=np.intp)
    for issue in domain.issues:
        options = np.array(issue.utilities, dtype=float).T  # (options, 2)
        candidates = (points[:, None, :] + options[None, :, :]).reshape(-1, 2)
        kept = _non_dominated(candidates)
        earlier, option = np.divmod(kept, len(options))
        points = candidates[kept]
        choices = np.column_stack([choices[earlier], option])
    rounded = np.round(points, DECIMALS)
    kept = _non_dominated(rounded)
    return tuple(
        Outcome(
            (float(points[i, 0]), float(points[i, 1])),
            {issue.id: issue.options[o] for issue, o in zip(domain.issues, choices[i], strict=True)},
        )
        for i in kept
    )


def _non_dominated(points: Floats) -> Indices:
    """Rows of `points`, shape (n, 2), that no other row dominates; of equal rows the first; first column descending."""
    order = np.lexsort((-points[:, 1], -points[:, 0]))
    second = points[order, 1]
    best_before = np.concatenate(([-np.inf], np.maximum.accumulate(second)[:-1]))
    kept: Indices = order[second > best_before]
    return kept
