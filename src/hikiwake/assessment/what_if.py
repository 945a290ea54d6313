"""What would follow if the case said something else: an assessment with edits made, in which only what depends on them is computed anew."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from hikiwake.assessment.assess import PARTS
from hikiwake.assessment.model import Assessment
from hikiwake.case.applying import with_edits
from hikiwake.case.edits import Edit
from hikiwake.case.model import Case
from hikiwake.terms.errors import CaseError, HikiwakeError

# What of a case a result can depend on, each as a value that is compared.
_ASPECTS: dict[str, Callable[[Case], Any]] = {
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

# Which part of an assessment (`assess.PARTS`) rests on which aspects of the case, itself or through another part.
DEPENDS: dict[str, frozenset[str]] = {
    "contents": frozenset({"as_of"}),
    "evidence_at": frozenset({"as_of", "anchors", "publishers"}),
    "unresolved": frozenset({"as_of", "anchors"}),
    "relations": frozenset({"as_of", "dyad", "since"}),
    "settlement": frozenset({"sides", "deals"}),
    "weighing": frozenset({"as_of", "anchors", "publishers", "hypotheses"}),
    "forecast": frozenset({"as_of", "dyad", "horizon", "claim"}),
    "clocks": frozenset({"leaders", "horizon"}),
    "basis": frozenset({"as_of", "dyad", "anchors", "publishers"}),
}


def what_if(assessment: Assessment, edits: Sequence[Edit]) -> Assessment:
    """The assessment of the case with the edits made, as `assess` would give it; no file is touched.

    Raises:
        CaseError: the edits name what is not there, or what they make is no case (each problem by its key), or leaves nothing to weigh.
    """
    case = with_edits(assessment.case, edits)
    changed = changed_aspects(assessment.case, case)
    made = {field.name: getattr(assessment, field.name) for field in fields(assessment)} | {"case": case}
    try:
        for part, of in PARTS.items():
            if not DEPENDS[part].isdisjoint(changed):
                made[part] = of(case, assessment.record, made)
    except CaseError:
        raise
    except HikiwakeError as error:
        raise CaseError(*error.problems) from error
    return Assessment(**made)


def changed_aspects(before: Case, after: Case) -> frozenset[str]:
    """The aspects in which two cases differ."""
    return frozenset(name for name, of in _ASPECTS.items() if of(before) != of(after))
