"""Weight of evidence: how far one piece moves the odds between two hypotheses, whatever the priors.

In decibans, ten times the decimal logarithm of the likelihood ratio (Good 1950, Probability and the Weighing of Evidence). One deciban
is about the smallest change of belief that a person can feel; 10 make odds of ten to one.
"""

import math

from hikiwake.hypotheses.channel import report_likelihood
from hikiwake.hypotheses.model import Piece, Problem, Weight


def weights(problem: Problem) -> tuple[Weight, ...]:
    """The weight of each piece that counts, at the middles of its intervals and through its report channel; in the problem's order."""
    return tuple(Weight(piece.id, _decibans(piece, problem.hypotheses)) for piece in problem.pieces)


def excludes(piece: Piece) -> tuple[str, ...]:
    """The hypotheses under which the piece is impossible: one look at it and they are gone."""
    return tuple(h for h in piece.likelihood if report_likelihood(piece, h).upper == 0)


def _decibans(piece: Piece, hypotheses: tuple[str, ...]) -> dict[str, float]:
    likelihood = {h: report_likelihood(piece, h).middle for h in hypotheses}
    found = {}
    for one in hypotheses:
        for other in hypotheses:
            if one == other or likelihood[one] == likelihood[other] == 0:
                continue
            if likelihood[other] == 0:
                found[f"{one}:{other}"] = math.inf
            elif likelihood[one] == 0:
                found[f"{one}:{other}"] = -math.inf
            else:
                # a difference of logs, not the log of a quotient, which can overflow
                found[f"{one}:{other}"] = 10 * (math.log10(likelihood[one]) - math.log10(likelihood[other]))
    return found
