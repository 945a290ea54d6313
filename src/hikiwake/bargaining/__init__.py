"""Preferences, frontier, solutions, ratification: the settlement space of two parties."""

from hikiwake.bargaining.frontier import frontier, outcomes, utilities
from hikiwake.bargaining.genius import read_genius
from hikiwake.bargaining.model import Domain, Issue, Outcome, Settlement, Solutions
from hikiwake.bargaining.solutions import (
    egalitarian,
    ideal,
    kalai_smorodinsky,
    nash,
    nash_product,
    opposition,
    solutions,
    utilitarian,
)

__all__ = [
    "Domain",
    "Issue",
    "Outcome",
    "Settlement",
    "Solutions",
    "egalitarian",
    "frontier",
    "ideal",
    "kalai_smorodinsky",
    "nash",
    "nash_product",
    "opposition",
    "outcomes",
    "read_genius",
    "solutions",
    "utilitarian",
    "utilities",
]
