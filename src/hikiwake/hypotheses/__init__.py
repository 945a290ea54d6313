"""Rival explanations weighed: posterior, exact bounds, weight of each piece of evidence, and what hangs on it."""

from hikiwake.hypotheses.model import Drop, Piece, Posterior, Problem, Weighing, Weight
from hikiwake.hypotheses.posterior import posteriors
from hikiwake.hypotheses.sensitivity import sensitivity
from hikiwake.hypotheses.weighing import weigh
from hikiwake.hypotheses.weights import weights

__all__ = ["Drop", "Piece", "Posterior", "Problem", "Weighing", "Weight", "posteriors", "sensitivity", "weigh", "weights"]
