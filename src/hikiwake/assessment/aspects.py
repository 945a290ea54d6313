"""What of a case a result can rest on, each aspect a value that is compared."""

from collections.abc import Callable
from typing import Any

from hikiwake.case.model import Case

ASPECTS: dict[str, Callable[[Case], Any]] = {
    "dyad": lambda case: case.dyad,
    "as_of": lambda case: case.as_of,
    "horizon": lambda case: case.horizon,
    "since": lambda case: case.since,
    "claim": lambda case: case.claim_began,
    "sides": lambda case: [party.model_copy(update={"leaders": ()}) for party in case.parties],
    "leaders": lambda case: [(party.id, party.leaders) for party in case.parties],
    "deals": lambda case: (case.issues, case.formulas, case.status_quo),
    "hypotheses": lambda case: (case.hypotheses, case.evidence, case.groups),
    "anchors": lambda case: [(piece.id, piece.anchors) for piece in case.evidence],
    "publishers": lambda case: case.publishers,
}


def changed_aspects(before: Case, after: Case) -> frozenset[str]:
    """The aspects in which two cases differ."""
    return frozenset(name for name, of in ASPECTS.items() if of(before) != of(after)) if before is not after else frozenset()
