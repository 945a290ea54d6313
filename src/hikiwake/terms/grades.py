"""Grades: how a statement or an event reaches us. Sourcing is neither likelihood nor confidence (ICD 203)."""

from enum import StrEnum

from hikiwake.terms.admiralty import SourceReliability
from hikiwake.terms.interval import Interval


class Grade(StrEnum):
    """Six kinds of sourcing, strongest first."""

    ON_RECORD = "on_record"  # named speaker, said in public
    ATTRIBUTED = "attributed"  # named person or institution, paraphrased
    REPORTED = "reported"  # said to have been said: "reportedly", a chain through others
    ANONYMOUS = "anonymous"  # unnamed official or source
    SPECULATION = "speculation"  # press inference, no source
    OPINION = "opinion"  # the author's own judgement

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return _RANKS[self]

    @property
    def label(self) -> str:
        """The grade as a reader sees it."""
        return _LABELS[self]

    @property
    def letter(self) -> SourceReliability:
        """Default Admiralty reliability of a source that reaches us so; F, cannot be judged, for an author's opinion, which reports nothing.

        The letter whose interval (`admiralty.py`) holds the middle of the grade's own; of two that do, the weaker.
        """
        return _LETTERS[self]

    @property
    def credibility(self) -> int:
        """Default Admiralty credibility (NATO AJP-2.1), 1 confirmed … 6 cannot be judged, before corroboration."""
        return _CREDIBILITY[self]

    @property
    def reliability(self) -> Interval:
        """Default probability that the report tracks the truth, in [0, 1], before the analyst says otherwise; its `middle` is the point value.

        The table is ours: no standard gives probabilities to grades. Speculation and opinion stay below .0938, where with a false-report
        rate of .4 or more one report cannot move the odds by more than a deciban: (r + (1 - r)f) / ((1 - r)f) <= 10^0.1 (`admiralty.py`).
        """
        return _RELIABILITY[self]


_RANKS = {grade: i for i, grade in enumerate(Grade)}
_LABELS = {
    Grade.ON_RECORD: "on record",
    Grade.ATTRIBUTED: "attributed",
    Grade.REPORTED: "reported",
    Grade.ANONYMOUS: "anonymous",
    Grade.SPECULATION: "speculation",
    Grade.OPINION: "opinion",
}
_LETTERS = {
    Grade.ON_RECORD: SourceReliability.B,
    Grade.ATTRIBUTED: SourceReliability.C,
    Grade.REPORTED: SourceReliability.D,
    Grade.ANONYMOUS: SourceReliability.D,
    Grade.SPECULATION: SourceReliability.E,
    Grade.OPINION: SourceReliability.F,
}
_CREDIBILITY = {
    Grade.ON_RECORD: 2,
    Grade.ATTRIBUTED: 2,
    Grade.REPORTED: 3,
    Grade.ANONYMOUS: 3,
    Grade.SPECULATION: 4,
    Grade.OPINION: 6,
}
_RELIABILITY = {
    Grade.ON_RECORD: Interval(0.85, 0.95),
    Grade.ATTRIBUTED: Interval(0.70, 0.90),
    Grade.REPORTED: Interval(0.40, 0.70),
    Grade.ANONYMOUS: Interval(0.30, 0.60),
    Grade.SPECULATION: Interval(0.0, 0.09),
    Grade.OPINION: Interval(0.0, 0.09),
}


def weakest(grades: list[Grade]) -> Grade:
    """The grade of a chain: that of its weakest link.

    Raises:
        ValueError: `grades` is empty.
    """
    return max(grades, key=lambda grade: grade.rank)
