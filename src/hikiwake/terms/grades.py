"""Grades: how a statement or an event reaches us. Sourcing is neither likelihood nor confidence (ICD 203)."""

from enum import StrEnum


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
        return list(Grade).index(self)

    @property
    def label(self) -> str:
        """The grade as a reader sees it."""
        return _LABELS[self]

    @property
    def credibility(self) -> int:
        """Default Admiralty credibility (NATO AJP-2.1), 1 confirmed … 6 cannot be judged, before corroboration."""
        return _CREDIBILITY[self]


_LABELS = {
    Grade.ON_RECORD: "on record",
    Grade.ATTRIBUTED: "attributed",
    Grade.REPORTED: "reported",
    Grade.ANONYMOUS: "anonymous",
    Grade.SPECULATION: "speculation",
    Grade.OPINION: "opinion",
}
_CREDIBILITY = {
    Grade.ON_RECORD: 2,
    Grade.ATTRIBUTED: 2,
    Grade.REPORTED: 3,
    Grade.ANONYMOUS: 3,
    Grade.SPECULATION: 4,
    Grade.OPINION: 6,
}


def weakest(grades: list[Grade]) -> Grade:
    """The grade of a chain: that of its weakest link.

    Raises:
        ValueError: `grades` is empty.
    """
    return max(grades, key=lambda grade: grade.rank)
