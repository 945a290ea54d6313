"""A weighing as lines of text, for the terminal."""

import math
from collections.abc import Iterator

from hikiwake.hypotheses.model import Piece, Weighing, Weight
from hikiwake.terms.likelihood import per_cent

_MOST_PIECES = 20


def lines(weighing: Weighing) -> Iterator[str]:
    """Hypotheses with their posterior and its bounds, the evidence that tells most between the first two, and what hangs on a piece."""
    width = max(len("hypothesis"), *(len(h.id) for h in weighing.hypotheses))
    yield f"{'hypothesis':{width}}  {'prior':>8}  {'posterior':>9}  bounds"
    for h in weighing.hypotheses:
        bounds = f"{per_cent(h.lower)} to {per_cent(h.upper)}" if h.lower < h.upper else ""
        yield f"{h.id:{width}}  {per_cent(h.prior):>8}  {per_cent(h.posterior):>9}  {bounds}".rstrip()
    yield from _evidence(weighing)
    yield from _sensitivity(weighing)
    for piece, reason in weighing.set_aside.items():
        yield f"{piece} does not count: {reason}."


def _evidence(weighing: Weighing) -> Iterator[str]:
    if len(weighing.hypotheses) < 2 or not weighing.evidence:
        return
    first, second = (h.id for h in weighing.hypotheses[:2])
    pieces = {piece.id: piece for piece in weighing.problem.pieces}
    ranked = sorted(weighing.evidence, key=lambda weight: -abs(_between(weight, first, second)))
    yield ""
    yield f"Evidence for {first} against {second}, in decibans (10 make odds of ten to one):"
    for weight in ranked[:_MOST_PIECES]:
        value = _between(weight, first, second)
        shown = f"{value:+7.1f}" if math.isfinite(value) else f"{'rules out ' + (second if value > 0 else first)}"
        yield f"{shown}  {weight.id}{_trust(pieces[weight.id])}"
    if len(ranked) > _MOST_PIECES:
        yield f"and {len(ranked) - _MOST_PIECES} that weigh less"


def _between(weight: Weight, one: str, other: str) -> float:
    return weight.decibans.get(f"{one}:{other}", 0.0)


def _trust(piece: Piece) -> str:
    if piece.reliability == 1:
        return ""
    return f" (reliability {piece.reliability:g}, false report {piece.false_report:g})"


def _sensitivity(weighing: Weighing) -> Iterator[str]:
    turning = [drop for drop in weighing.sensitivity if drop.changes_leader]
    if not weighing.sensitivity:
        return
    yield ""
    if not turning:
        yield f"No single piece decides: {weighing.hypotheses[0].id} leads without any one of them."
    for drop in turning:
        yield f"Without {'group ' if drop.is_group else ''}{drop.without}, {drop.leader} leads with {per_cent(drop.posterior[drop.leader])}."
