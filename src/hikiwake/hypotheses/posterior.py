"""Posterior probabilities of exclusive hypotheses, with exact bounds where priors or likelihoods are intervals.

Everything is summed in logs, so that a thousand weak pieces neither underflow nor lose digits.
"""

import math
from collections.abc import Sequence

from hikiwake.hypotheses.channel import report_likelihood
from hikiwake.hypotheses.model import Piece, Posterior, Problem
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.interval import Interval


def posteriors(problem: Problem) -> tuple[Posterior, ...]:
    """Prior, posterior and its bounds for each hypothesis, in the problem's order; the posteriors sum to 1 within 1e-12.

    The bounds are reached: a posterior rises with the hypothesis's own likelihood and prior and falls with the other likelihoods, so
    the greatest has its own ends up, the others' down, and the rest of the prior where it does least; the least is the mirror image.
    Intervals are free of each other.

    Raises:
        HikiwakeError: the evidence is impossible under every hypothesis that has a prior above 0.
    """
    priors = central_priors(problem)
    central = normalised(priors, {h: math.fsum(logs) for h, logs in _logs(problem).items()})
    if central is None:
        raise _impossible(problem, priors)
    lowest = {h: _log_product(problem.pieces, h, "lower") for h in problem.hypotheses}
    highest = {h: _log_product(problem.pieces, h, "upper") for h in problem.hypotheses}
    is_point = lowest == highest and all(problem.priors[h].is_point for h in problem.hypotheses)
    found = []
    for h in problem.hypotheses:
        lower = upper = central[h]
        if not is_point:
            # the ends are exact up to rounding; the middle lies between them
            lower = min(lower, _least(problem, h, lowest, highest))
            upper = max(upper, _greatest(problem, h, lowest, highest))
        found.append(Posterior(h, priors[h], central[h], lower, upper))
    return tuple(found)


def central_priors(problem: Problem) -> dict[str, float]:
    """One prior for each hypothesis, summing to 1: points as stated, intervals each moved the same share along from their lower end.

    Where the middles sum to 1 these are the middles. Points that sum to 1 only nearly (0.333 thrice) are divided by their sum.
    """
    bounds = [problem.priors[h] for h in problem.hypotheses]
    lowest = math.fsum(b.lower for b in bounds)
    width = math.fsum(b.upper - b.lower for b in bounds)
    share = min(max((1 - lowest) / width, 0.0), 1.0) if width else 0.0
    moved = [b.lower + share * (b.upper - b.lower) for b in bounds]
    total = math.fsum(moved)
    return {h: value / total for h, value in zip(problem.hypotheses, moved, strict=True)}


def normalised(priors: dict[str, float], log_likelihoods: dict[str, float]) -> dict[str, float] | None:
    """Bayes' rule in logs: the posterior of each hypothesis; None where the evidence is impossible under all of them."""
    logs = {h: log(prior) + log_likelihoods[h] for h, prior in priors.items()}
    top = max(logs.values(), default=-math.inf)
    if top == -math.inf:
        return None
    weights = {h: math.exp(value - top) for h, value in logs.items()}
    total = math.fsum(weights.values())
    return {h: weight / total for h, weight in weights.items()}


def log(probability: float) -> float:
    """The natural logarithm, −∞ for 0."""
    return math.log(probability) if probability > 0 else -math.inf


def _logs(problem: Problem) -> dict[str, list[float]]:
    return {h: [log(report_likelihood(piece, h).middle) for piece in problem.pieces] for h in problem.hypotheses}


def _log_product(pieces: Sequence[Piece], hypothesis: str, end: str) -> float:
    return math.fsum(log(getattr(report_likelihood(piece, hypothesis), end)) for piece in pieces)


def _greatest(problem: Problem, h: str, lowest: dict[str, float], highest: dict[str, float]) -> float:
    """The greatest posterior of `h`: its prior as high as the others allow, theirs where their likelihood is least."""
    others = [other for other in problem.hypotheses if other != h]
    own = min(problem.priors[h].upper, 1 - math.fsum(problem.priors[o].lower for o in others))
    spread = _spread(1 - own, [problem.priors[o] for o in sorted(others, key=lowest.__getitem__)])
    rest = [log(p) + lowest[o] for p, o in zip(spread, sorted(others, key=lowest.__getitem__), strict=True)]
    return _share(log(own) + highest[h], rest, if_nothing=0.0)


def _least(problem: Problem, h: str, lowest: dict[str, float], highest: dict[str, float]) -> float:
    """The least posterior of `h`: its prior as low as the others allow, theirs where their likelihood is greatest."""
    others = sorted((other for other in problem.hypotheses if other != h), key=highest.__getitem__, reverse=True)
    own = max(problem.priors[h].lower, 1 - math.fsum(problem.priors[o].upper for o in others))
    spread = _spread(1 - own, [problem.priors[o] for o in others])
    rest = [log(p) + highest[o] for p, o in zip(spread, others, strict=True)]
    # Nothing against h at any point of the intervals: wherever the evidence is possible at all, h is certain.
    return _share(log(own) + lowest[h], rest, if_nothing=1.0)


def _spread(mass: float, bounds: list[Interval]) -> list[float]:
    """`mass` over the bounds: each its lower end, what is left to the first ones up to their upper ends."""
    left = max(mass - math.fsum(b.lower for b in bounds), 0.0)
    spread = []
    for b in bounds:
        more = min(left, b.upper - b.lower)
        left -= more
        spread.append(b.lower + more)
    return spread


def _share(own: float, rest: list[float], *, if_nothing: float) -> float:
    """exp(own) / (exp(own) + Σ exp(rest)), and `if_nothing` where all of it is 0."""
    top = max([own, *rest])
    if top == -math.inf:
        return if_nothing
    weight = math.exp(own - top)
    return weight / math.fsum([weight, *(math.exp(value - top) for value in rest)])


def _impossible(problem: Problem, priors: dict[str, float]) -> HikiwakeError:
    """Which piece left no hypothesis standing."""
    alive = {h for h in problem.hypotheses if priors[h] > 0}
    for piece in problem.pieces:
        left = {h for h in alive if report_likelihood(piece, h).upper > 0}
        if alive and not left:
            named = ", ".join(h for h in problem.hypotheses if h in alive)
            what = f"it is impossible under every hypothesis that the prior and the evidence before it leave ({named})"
            mend = "Give it a likelihood above 0 for one of them, or a reliability and a false_report between 0 and 1."
            return HikiwakeError.of(f'evidence "{piece.id}"', what, mend)
        alive = left
    return HikiwakeError.of("hypotheses", "there is none with a prior above 0", "State [[hypotheses]] with priors that sum to 1.")
