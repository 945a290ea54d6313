"""The Admiralty code (NATO AJP-2.1): reliability of a source by letter, and what a letter is worth in numbers here.

The intervals are this project's own: the standard gives none. F means that nobody can judge, not that the source is bad: it has the whole range.
A conclusion is to be tested over the interval, not at its middle alone.
"""

from enum import StrEnum

from hikiwake.terms.interval import Interval


class SourceReliability(StrEnum):
    """How far a source can be relied on, from A (completely) to E (unreliable); F: cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def reliability(self) -> Interval:
        """Probability that a report of such a source tracks the truth, in [0, 1]."""
        return _RELIABILITY[self]


_LABELS = {
    SourceReliability.A: "completely reliable",
    SourceReliability.B: "usually reliable",
    SourceReliability.C: "fairly reliable",
    SourceReliability.D: "not usually reliable",
    SourceReliability.E: "unreliable",
    SourceReliability.F: "reliability cannot be judged",
}
_RELIABILITY = {
    SourceReliability.A: Interval(0.95, 1.0),
    SourceReliability.B: Interval(0.80, 0.95),
    SourceReliability.C: Interval(0.60, 0.80),
    SourceReliability.D: Interval(0.30, 0.60),
    SourceReliability.E: Interval(0.0, 0.30),
    SourceReliability.F: Interval(0.0, 1.0),
}


def greatest_reliability(decibans: float, false_report: float) -> float:
    """The reliability r at which one report can move the odds by `decibans` at most, whatever it says.

    From the report channel P(report | H) = r P(E | H) + (1 - r) f, the greatest likelihood ratio is (r + (1 - r) f) / ((1 - r) f).

    Args:
        decibans: the limit, >= 0.
        false_report: f, in (0, 1].

    Returns:
        r in [0, 1): .0938 for one deciban at f = .4, .1146 at f = .5, .0721 at f = .3.

    Raises:
        ValueError: an argument lies outside its range.
    """
    if decibans < 0 or not 0 < false_report <= 1:
        raise ValueError(f"decibans {decibans} must be at least 0 and false_report {false_report} in (0, 1]")
    surplus = (10 ** (decibans / 10) - 1) * false_report
    return surplus / (1 + surplus)
