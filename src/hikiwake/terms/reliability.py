"""How far one report can be relied on: how it reaches us (the grade) and who published it (the Admiralty letter), brought together.

A chain is as strong as its weakest link. The reliability of the two together is the smaller of both numbers, each known only as an interval,
so its bounds are the smaller of the lower and the smaller of the upper bounds. A good publisher does not make a named speaker out of an
unnamed one, so a letter never raises a grade; a publisher on whom nobody can judge (F) may be anything from worthless to perfect, so that
only the lower bound falls: the interval becomes wide, and its middle stays above that of an unreliable publisher (E).
"""

from hikiwake.terms.admiralty import SourceReliability
from hikiwake.terms.grades import Grade
from hikiwake.terms.interval import Interval


def report_reliability(grade: Grade, publisher: SourceReliability | None) -> Interval:
    """Probability that a report of this grade by this publisher tracks the truth, in [0, 1]; the grade's own where no letter is stated."""
    own = grade.reliability
    if publisher is None:
        return own
    letter = publisher.reliability
    return Interval(min(own.lower, letter.lower), min(own.upper, letter.upper))


def report_letter(grade: Grade, publisher: SourceReliability | None) -> SourceReliability:
    """The Admiralty letter of a report: the weaker of the grade's and the publisher's, and F (cannot be judged) where either is F."""
    if publisher is None:
        return grade.letter
    if SourceReliability.F in (grade.letter, publisher):
        return SourceReliability.F
    return max(grade.letter, publisher)  # A to E: the later letter is the weaker
