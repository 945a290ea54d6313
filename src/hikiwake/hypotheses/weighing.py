"""The whole weighing of a problem: posteriors, the weight of each piece, and what changes without it."""

from hikiwake.hypotheses.model import Problem, Weighing
from hikiwake.hypotheses.posterior import posteriors
from hikiwake.hypotheses.sensitivity import sensitivity
from hikiwake.hypotheses.weights import weights


def weigh(problem: Problem) -> Weighing:
    """Weigh rival hypotheses; the most probable first, equals in the problem's order.

    Raises:
        HikiwakeError: there is no hypothesis, or the evidence is impossible under all of them.
    """
    ranked = sorted(posteriors(problem), key=lambda one: -one.posterior)
    return Weighing(tuple(ranked), weights(problem), sensitivity(problem), dict(problem.set_aside), problem)
