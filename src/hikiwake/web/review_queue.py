"""The queue of what to review: the least certain readings that move a number most come first.

An entry's worth is doubt × stake, both in [0, 1]:

    doubt = 1 - Π(1 - dᵢ)    over the reasons to doubt its reading (`review_doubts`)
    stake = 1 - Π(1 - sⱼ)    over the numbers that rest on it (`review_stakes`)

so that neither a doubtful entry on which nothing rests nor a certain one on which all rests comes first. Every part is shown to the
analyst. What an analyst has corrected or marked as reviewed does not wait.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from hikiwake.assessment.model import Assessment
from hikiwake.brief.model import Section
from hikiwake.record.chronology import document_of, grade_of, span_of
from hikiwake.record.model import Event, Said, Span
from hikiwake.terms.grades import Grade
from hikiwake.terms.pauses import pause
from hikiwake.web import review_doubts, review_stakes
from hikiwake.web.review_doubts import Doubt
from hikiwake.web.review_stakes import Stake

MATTERS = 0.02  # worth from which an entry counts among those that matter


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits for review, with the parts of its worth; `ids` are its reports' own entries."""

    entry: Event | Said
    doubts: tuple[Doubt, ...]
    stakes: tuple[Stake, ...]
    doubt: float
    stake: float

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def ids(self) -> tuple[str, ...]:
        return ids_of(self.entry)

    @property
    def document(self) -> str:
        return document_of(self.entry)

    @property
    def span(self) -> Span:
        return span_of(self.entry)

    @property
    def grade(self) -> Grade:
        return grade_of(self.entry)

    @property
    def worth(self) -> float:
        return self.doubt * self.stake

    @property
    def why(self) -> str:
        """Why it is here, in one line: the two largest stakes, then the three largest doubts."""
        return "; ".join([s.says for s in self.stakes[:2]] + [d.says for d in self.doubts if d.share >= 0.1][:3])


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits, worth most first. `reviewed` of `matter` entries that matter are done; the rest move no number by more than `rest_moves`,
    a share of a full move."""

    waiting: tuple[Waiting, ...]
    matter: int
    reviewed: int
    rest_index: float
    rest_posterior: float

    @property
    def mattering(self) -> tuple[Waiting, ...]:
        return tuple(one for one in self.waiting if one.worth >= MATTERS)


def queue(assessment: Assessment, page_one: Section | None, reviewed: Set[str]) -> Queue:
    """The queue for an assessment.

    Args:
        page_one: the first page of its brief, None where there is none.
        reviewed: ids of entries and documents that an analyst has marked as reviewed.

    Ties go by doubt, then by document in order of arrival, then by place in it, then by id: the order never depends on anything else.
    """
    at_stake = review_stakes.stakes(assessment, page_one)
    arrival = {d.id: i for i, d in enumerate(assessment.contents.documents)}
    entries: Iterable[Event | Said] = (*assessment.contents.events, *assessment.contents.statements)
    every = [_waiting(e, at_stake.get(e.id, ())) for e in entries]
    every.sort(key=lambda w: (-round(w.worth, 9), -round(w.doubt, 9), arrival.get(w.document, len(arrival)), w.span, w.id))
    waiting = tuple(w for w in every if not is_done(w.entry, reviewed))
    done = sum(w.worth >= MATTERS for w in every) - sum(w.worth >= MATTERS for w in waiting)
    rest = [s for w in waiting if w.worth < MATTERS for s in w.stakes]
    return Queue(
        waiting,
        matter=sum(w.worth >= MATTERS for w in every),
        reviewed=done,
        rest_index=max((s.moves for s in rest if s.name == "index"), default=0.0),
        rest_posterior=max((s.moves for s in rest if s.name == "posterior"), default=0.0),
    )


def is_done(entry: Event | Said, reviewed: Set[str]) -> bool:
    """Whether an analyst has corrected it, or marked it (every report of it, or their documents) as reviewed."""
    if entry.corrected is not None:
        return True
    if isinstance(entry, Said):
        return entry.id in reviewed or entry.statement.document in reviewed
    pairs = zip(ids_of(entry), entry.reports, strict=True)
    return entry.id in reviewed or all(id in reviewed or report.document in reviewed for id, report in pairs)


def ids_of(entry: Event | Said) -> tuple[str, ...]:
    """The entry's own id, or those of the reports that it brings together, the one that speaks for it first."""
    return (entry.entries or (entry.id,)) if isinstance(entry, Event) else (entry.id,)


def _waiting(entry: Event | Said, stakes: tuple[Stake, ...]) -> Waiting:
    pause()
    doubts = review_doubts.of_event(entry) if isinstance(entry, Event) else review_doubts.of_statement(entry)
    return Waiting(entry, doubts, stakes, review_doubts.doubt(doubts), review_stakes.stake(stakes))
