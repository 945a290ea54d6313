"""The one place where the analyses meet."""

from collections.abc import Callable, Mapping
from typing import Any

from hikiwake.assessment.basis import basis
from hikiwake.assessment.evidence import evidence_at, reliabilities, unresolved
from hikiwake.assessment.model import Assessment, Missing, Resolved
from hikiwake.bargaining.from_case import settlement
from hikiwake.case.model import Case
from hikiwake.events.from_record import series
from hikiwake.forecasting.from_case import clocks, forecast
from hikiwake.hypotheses.from_case import weighing
from hikiwake.hypotheses.model import Weighing
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents
from hikiwake.relations import Relations, relations
from hikiwake.terms.dyad import Dyad

_SURE_ENOUGH = 0.65  # of a turn: two to one, since a chronicle is thinner than event data
_LONG_YEARS = 20  # a chronicle of decades holds too few events a quarter to speak of quarters
_NO_EVENTS = Missing(
    "The record holds no dated event between the two, so their relations cannot be charted.",
    "Read documents that report what they did.",
)
_NO_ISSUES = Missing(
    "No issues are stated, so no deal can be mapped.", "State [[parties]], [[issues]] and [[formulas]] in the case file."
)
_NO_HYPOTHESES = Missing(
    "No rival explanations are stated, so none can be weighed.", "State [[hypotheses]] and [[evidence]] in the case file."
)
_NO_CLASS = Missing(
    "No reference class is stated, so no likelihood can be given.",
    "Say when the territorial claim began (claim_began) in the case file.",
)
_NO_LEADERS = Missing(
    "No leaders are stated, so no clocks can be shown.", "State [[parties.leaders]] with their terms in the case file."
)


# Each part of an assessment from the case, the whole record and the parts made before it.
PARTS: dict[str, Callable[[Case, Contents, Mapping[str, Any]], Any]] = {
    "contents": lambda case, record, made: known_by(case, record),
    "evidence_at": lambda case, record, made: evidence_at(case, made["contents"]),
    "unresolved": lambda case, record, made: unresolved(case, made["contents"]),
    "relations": lambda case, record, made: relations_of(case, made["contents"]) or _NO_EVENTS,
    "settlement": lambda case, record, made: settlement(case) or _NO_ISSUES,
    "weighing": lambda case, record, made: weighing_of(case, made["evidence_at"]) or _NO_HYPOTHESES,
    "forecast": lambda case, record, made: forecast(case) or _NO_CLASS,
    "clocks": lambda case, record, made: clocks(case) or _NO_LEADERS,
    "basis": lambda case, record, made: basis(case, made["contents"], made["evidence_at"]),
}


def assess(case: Case, contents: Contents) -> Assessment:
    """Every analysis of a case as of its own date: documents dated later are not used."""
    made: dict[str, Any] = {}
    for part, of in PARTS.items():
        made[part] = of(case, contents, made)
    return Assessment(case=case, record=contents, **made)


def known_by(case: Case, contents: Contents) -> Contents:
    """The record as it could be known on the case's `as_of`, one entry for one happening: what a later document says is left out."""
    late = {d.id for d in contents.documents if d.date and d.date.earliest and d.date.earliest > case.as_of}
    return merged(contents.without(*late) if late else contents)


def relations_of(case: Case, contents: Contents, *, by: str | None = None) -> Relations | None:
    """Relations of the case's dyad by `by`, or by what suits their span; None where the record holds no event that counts."""
    rows = series(contents, Dyad.of(*case.dyad), since=case.since, until=case.as_of)
    if not rows.rows:
        return None
    years = (rows.rows[-1].last - rows.rows[0].first).days / 365.25
    return relations(rows, by=by or ("year" if years > _LONG_YEARS else "quarter"), min_probability=_SURE_ENOUGH)


def weighing_of(case: Case, found: Mapping[str, tuple[Resolved, ...]]) -> Weighing | None:
    """The weighed hypotheses: evidence whose words are gone is set aside, the rest is as reliable as its grade says unless stated."""
    gone = frozenset(piece for piece, places in found.items() if not places)
    return weighing(case, reliability=reliabilities(dict(found)), gone=gone) if case.hypotheses else None
