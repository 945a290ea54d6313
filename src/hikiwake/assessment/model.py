"""Where the analyses meet: one frozen object, one result a room, or the reason why there is none."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikiwake.assessment.lake import LakeAt
from hikiwake.bargaining.model import Settlement
from hikiwake.case.model import Case
from hikiwake.forecasting.model import Clock, Forecast
from hikiwake.hypotheses.model import Weighing
from hikiwake.record.model import Anchor, Contents, Span
from hikiwake.relations.agreement import Agreement
from hikiwake.relations.model import Relations, Series
from hikiwake.terms.admiralty import SourceReliability
from hikiwake.terms.grades import Grade
from hikiwake.terms.likelihood import Confidence

if TYPE_CHECKING:
    from hikiwake.assessment.event_data import EventData


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a room has no result, and how to supply what it lacks; both are sentences a reader may see."""

    what: str
    supply: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A stated anchor found in the record: these words of this document; `grade` is that of the entry that holds them, if any, `letter`
    the Admiralty letter that the case gives the document's publisher."""

    document: str
    span: Span
    grade: Grade | None
    letter: SourceReliability | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What the judgement rests on, counted, and the confidence that follows; `because` are the reasons, each a clause.

    `by_grade` counts entries (events and statements) of each grade; `texts` counts the documents read, wire copies left out.
    """

    confidence: Confidence
    because: tuple[str, ...]
    texts: int
    by_grade: dict[Grade, int]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is known and judged about a case at its `as_of`."""

    case: Case
    contents: Contents
    series: Series  # what the two did to each other, which the relations rest on
    relations: Relations | Missing
    settlement: Settlement | Missing
    weighing: Weighing | Missing
    forecast: Forecast | Missing
    clocks: tuple[Clock, ...] | Missing
    evidence_at: dict[str, tuple[Resolved, ...]]  # evidence id → where its anchors stand
    unresolved: tuple[tuple[str, Anchor], ...]  # evidence id and anchor that no longer resolves
    basis: Basis
    event_data: "EventData | Missing"  # the dyad in a lake of event data, where the case names one
    agreement: Agreement | None  # of relations and event data; None where one of them is missing
    lake: LakeAt | None  # which lake it was given
    record: Contents  # the whole record as it was given, also what is known only after `as_of`
