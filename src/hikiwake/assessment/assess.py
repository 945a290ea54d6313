"""The one place where the analyses meet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hikiwake.assessment.aspects import changed_aspects
from hikiwake.assessment.basis import basis
from hikiwake.assessment.event_data import EventData, event_data
from hikiwake.assessment.evidence import evidence_at, reliabilities, unresolved
from hikiwake.assessment.lake import LakeAt
from hikiwake.assessment.model import Assessment, Missing, Resolved
from hikiwake.bargaining.from_case import settlement
from hikiwake.case.model import Case
from hikiwake.events.from_record import series
from hikiwake.forecasting.from_case import clocks, forecast
from hikiwake.hypotheses.from_case import weighing
from hikiwake.hypotheses.model import Weighing
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents
from hikiwake.relations import Relations, Series, relations
from hikiwake.relations.agreement import Agreement, agreement
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.pauses import pause

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


@dataclass(frozen=True, slots=True)
class Part:
    """How one part of an assessment is made, and all that it rests on.

    `of` takes the case, the whole record and the parts made before it. `case` names aspects of the case (`aspects.ASPECTS`),
    `parts` other parts, the whole record as `record`, and the lake of event data as `lake`.
    """

    of: Callable[[Case, Contents, Mapping[str, Any]], Any]
    case: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


# In the order in which they are made.
PARTS: dict[str, Part] = {
    "contents": Part(lambda case, record, made: known_by(case, record), ("as_of",), ("record",)),
    "evidence_at": Part(lambda case, record, made: evidence_at(case, made["contents"]), ("anchors", "publishers"), ("contents",)),
    "unresolved": Part(lambda case, record, made: unresolved(case, made["contents"]), ("anchors",), ("contents",)),
    "series": Part(lambda case, record, made: series_of(case, made["contents"]), ("as_of", "dyad", "since"), ("contents",)),
    "relations": Part(lambda case, record, made: relations_in(made["series"]) or _NO_EVENTS, (), ("series",)),
    "settlement": Part(lambda case, record, made: settlement(case) or _NO_ISSUES, ("sides", "deals")),
    "weighing": Part(
        lambda case, record, made: weighing_of(case, made["evidence_at"]) or _NO_HYPOTHESES, ("hypotheses",), ("evidence_at",)
    ),
    "forecast": Part(lambda case, record, made: forecast(case) or _NO_CLASS, ("as_of", "dyad", "horizon", "claim")),
    "clocks": Part(lambda case, record, made: clocks(case) or _NO_LEADERS, ("leaders", "horizon")),
    "basis": Part(
        lambda case, record, made: basis(case, made["contents"], made["evidence_at"]), ("dyad",), ("contents", "evidence_at")
    ),
    "event_data": Part(lambda case, record, made: event_data(case, made["lake"]), ("as_of", "dyad", "since"), ("lake",)),
    "agreement": Part(
        lambda case, record, made: agreement_of(made["relations"], made["event_data"]), (), ("relations", "event_data")
    ),
}


def assess(case: Case, contents: Contents, like: Assessment | None = None, *, lake: LakeAt | None = None) -> Assessment:
    """Every analysis of a case as of its own date: documents dated later are not used.

    Args:
        like: another assessment, of much the same. What of it rests on nothing that is otherwise here is taken over, so the result is the
            same and only what a change reaches is computed.
        lake: event data; None: none are looked at, whatever the case names. Asked only where it or the days that count are others.
    """
    moved = set[str]() if like is None else {*changed_aspects(like.case, case), *(() if contents is like.record else ("record",))}
    moved |= {"lake"} if like is not None and like.lake != lake else set()
    made: dict[str, Any] = {"lake": lake}
    for name, part in PARTS.items():
        if like is not None and moved.isdisjoint((*part.case, *part.parts)):
            made[name] = getattr(like, name)
            continue
        pause()
        made[name] = part.of(case, contents, made)
        if like is not None and made[name] != getattr(like, name):
            moved.add(name)
    return Assessment(case=case, record=contents, **made)


def known_by(case: Case, contents: Contents) -> Contents:
    """The record as it could be known on the case's `as_of`, one entry for one happening: what a later document says is left out."""
    late = {d.id for d in contents.documents if d.date and d.date.earliest and d.date.earliest > case.as_of}
    return merged(contents.without(*late) if late else contents)


def relations_of(case: Case, contents: Contents, *, by: str | None = None) -> Relations | None:
    """Relations of the case's dyad by `by`, or by what suits their span; None where the record holds no event that counts."""
    return relations_in(series_of(case, contents), by=by)


def series_of(case: Case, contents: Contents) -> Series:
    """What the two did to each other in the time that the case is about, as far as the record tells it."""
    return series(contents, Dyad.of(*case.dyad), since=case.since, until=case.as_of)


def relations_in(rows: Series, *, by: str | None = None) -> Relations | None:
    """The relations that a series shows, by `by` or by what suits its span; None for an empty one."""
    if not rows.rows:
        return None
    years = (rows.rows[-1].last - rows.rows[0].first).days / 365.25
    return relations(rows, by=by or ("year" if years > _LONG_YEARS else "quarter"), min_probability=_SURE_ENOUGH)


def agreement_of(record: Relations | Missing, found: EventData | Missing) -> Agreement | None:
    """How far record and event data agree; None where one of them is missing."""
    return None if isinstance(record, Missing) or isinstance(found, Missing) else agreement(record, found.relations)


def weighing_of(case: Case, found: Mapping[str, tuple[Resolved, ...]]) -> Weighing | None:
    """The weighed hypotheses: evidence whose words are gone is set aside, the rest is as reliable as its grade says unless stated."""
    gone = frozenset(piece for piece, places in found.items() if not places)
    return weighing(case, reliability=reliabilities(dict(found)), gone=gone) if case.hypotheses else None
