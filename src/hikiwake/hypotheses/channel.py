"""The report channel: we never see what happened, only a report of it, which may be false.

P(report | H) = r·P(E | H) + (1 − r)·f: with probability r the report is true to the fact, else it would have been made with
probability f whatever the truth (Schum 1994, The Evidential Foundations of Probabilistic Reasoning, ch. 7, with f the same for every H).
"""

from hikiwake.hypotheses.model import Piece
from hikiwake.terms.interval import Interval


def report_likelihood(piece: Piece, hypothesis: str) -> Interval:
    """P(report | hypothesis) in [0, 1]; at r = 1 the likelihood as stated, at r = 0 the same for every hypothesis.

    Raises:
        KeyError: the piece has no likelihood for this hypothesis.
    """
    stated = piece.likelihood[hypothesis]
    noise = (1 - piece.reliability) * piece.false_report
    return Interval(piece.reliability * stated.lower + noise, piece.reliability * stated.upper + noise)
