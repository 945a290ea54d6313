"""The two-level game: a deal must be worth more than no agreement to each side, and to those who must ratify it at home.

Putnam, R. D. (1988), Diplomacy and domestic politics: the logic of two-level games, International Organization 42, 427–460. A win-set is the
set of agreements that a side's constituencies would ratify.
"""

import numpy as np
from numpy.typing import NDArray

from hikiwake.bargaining.frontier import Floats, utilities
from hikiwake.bargaining.model import Change, Domain, Outcome
from hikiwake.bargaining.solutions import nash_product
from hikiwake.terms.interval import Interval


def acceptance(utility: Interval, reservation: Interval) -> str:
    """Whether a deal beats no agreement: "yes" over the whole of both intervals, "no" nowhere, "open" in between."""
    if utility.lower >= reservation.upper:
        return "yes"
    return "no" if utility.upper < reservation.lower else "open"


def would_ratify(lowest: Floats, highest: Floats, reservation: Interval) -> NDArray[np.bool_]:
    """As `acceptance`, at the middle of both intervals, of many outcomes at once: the ends of their utilities, shape (outcomes,)."""
    ratified: NDArray[np.bool_] = (lowest + highest) / 2 >= reservation.middle
    return ratified


def is_acceptable(domain: Domain, at: tuple[float, ...]) -> bool:
    """Whether each party gets at least its reservation value."""
    return all(u >= r for u, r in zip(at, domain.reservation, strict=True))


def mending_change(domain: Domain, choose: dict[str, str]) -> Change | None:
    """The single change of one issue that makes a deal acceptable to both, the one with the largest Nash product of gains.

    None where the deal is acceptable already, or where no single change suffices.
    """
    at = utilities(domain, choose)
    if is_acceptable(domain, at):
        return None
    best: Change | None = None
    for issue in domain.issues:
        before = issue.options.index(choose[issue.id])
        for after, option in enumerate(issue.options):
            moved = tuple(u - side[before] + side[after] for u, side in zip(at, issue.utilities, strict=True))
            if after == before or not is_acceptable(domain, moved):
                continue
            if best is None or _gain(domain, moved) > _gain(domain, best.utilities):
                best = Change(issue.id, choose[issue.id], option, moved)
    return best


def _gain(domain: Domain, at: tuple[float, ...]) -> float:
    return nash_product(Outcome(at, {}), domain.reservation)
