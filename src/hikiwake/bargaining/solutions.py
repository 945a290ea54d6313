"""Points of the frontier that an axiom singles out: Nash, Kalai–Smorodinsky, egalitarian, utilitarian.

On a finite frontier each is the outcome that maximises the solution's own measure. Only outcomes that give each party at least its
reservation value are considered by Nash and Kalai–Smorodinsky: nobody signs below it.
"""

from math import dist, prod

from hikiwake.bargaining.model import Domain, Outcome, Solutions

Frontier = tuple[Outcome, ...]


def solutions(domain: Domain, frontier: Frontier) -> Solutions:
    """The four solutions of a two-party domain."""
    return Solutions(
        nash(frontier, domain.reservation),
        kalai_smorodinsky(frontier, domain.reservation),
        egalitarian(frontier),
        utilitarian(frontier),
    )


def nash(frontier: Frontier, reservation: tuple[float, ...]) -> Outcome | None:
    """The outcome with the largest product of gains over the reservation values (Nash 1950, Econometrica 18, 155–162).

    None where no outcome gives each party its reservation value.
    """
    return max(_rational(frontier, reservation), key=lambda o: nash_product(o, reservation), default=None)


def largest_product(frontier: Frontier, reservation: tuple[float, ...]) -> Outcome | None:
    """As `nash`, but a point is named even where nobody would sign: a loss counts as no gain, ties go to the first party.

    This is the convention in which results on the ANAC domains are compared. None for an empty frontier.
    """
    return max(frontier, key=lambda o: prod(max(0.0, u - r) for u, r in zip(o.utilities, reservation, strict=True)), default=None)


def nash_product(outcome: Outcome, reservation: tuple[float, ...]) -> float:
    """The product of the parties' gains over their reservation values; a loss counts as no gain."""
    return prod(max(0.0, u - r) for u, r in zip(outcome.utilities, reservation, strict=True))


def kalai_smorodinsky(frontier: Frontier, reservation: tuple[float, ...]) -> Outcome | None:
    """The outcome that gives the worse-off party the largest share of its ideal gain (Kalai & Smorodinsky 1975, Econometrica 43, 513–518).

    A party's ideal gain is the most that it gets where no other falls below its reservation value. Ties go to the larger sum of shares.
    """
    rational = _rational(frontier, reservation)
    if not rational:
        return None
    most = [max(o.utilities[i] for o in rational) - r for i, r in enumerate(reservation)]

    def shares(outcome: Outcome) -> list[float]:
        gains = (u - r for u, r in zip(outcome.utilities, reservation, strict=True))
        return [gain / best if best > 0 else 1.0 for gain, best in zip(gains, most, strict=True)]

    return max(rational, key=lambda o: (min(shares(o)), sum(shares(o))))


def egalitarian(frontier: Frontier) -> Outcome | None:
    """The outcome whose worse-off party has most (Kalai 1977, Econometrica 45, 1623–1630); ties go to the larger sum."""
    return max(frontier, key=lambda o: (min(o.utilities), sum(o.utilities)), default=None)


def utilitarian(frontier: Frontier) -> Outcome | None:
    """The outcome with the largest sum of utilities; ties go to the more equal one."""
    return max(frontier, key=lambda o: (sum(o.utilities), min(o.utilities)), default=None)


def ideal(frontier: Frontier) -> tuple[float, ...]:
    """Each party's best utility; empty for an empty frontier."""
    return tuple(max(values) for values in zip(*(o.utilities for o in frontier), strict=True))


def opposition(frontier: Frontier) -> float:
    """The Euclidean distance from (1, 1), where both get all they want, to the nearest frontier point."""
    return min(dist(o.utilities, (1.0,) * len(o.utilities)) for o in frontier)


def _rational(frontier: Frontier, reservation: tuple[float, ...]) -> Frontier:
    return tuple(o for o in frontier if all(u >= r for u, r in zip(o.utilities, reservation, strict=True)))
