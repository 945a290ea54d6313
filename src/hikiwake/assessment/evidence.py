"""Where the case's evidence stands in the record, and how far its source can be relied on."""

from collections import defaultdict
from collections.abc import Iterable, Set

from hikiwake.assessment.model import Resolved
from hikiwake.case.model import Case, StatedAnchor
from hikiwake.record.anchors import resolve
from hikiwake.record.model import Anchor, Contents, Span
from hikiwake.terms.grades import Grade
from hikiwake.terms.interval import Interval
from hikiwake.terms.pauses import paused
from hikiwake.terms.reliability import report_reliability

_Graded = defaultdict[str, list[tuple[Span, Grade]]]  # by document


def evidence_at(case: Case, contents: Contents) -> dict[str, tuple[Resolved, ...]]:
    """For each piece of anchored evidence the places where its anchors are found; an empty tuple where none is."""
    texts = {d.id: d.text for d in contents.documents}
    letters = {d.id: case.reliability_of(d.publisher) for d in contents.documents} if case.publishers else {}
    said, done = _by_document(contents, {a.document for piece in case.evidence for a in piece.anchors})
    found = {}
    for piece in case.evidence:
        if piece.anchors:
            places = [(a.document, _place(a, texts)) for a in piece.anchors]
            found[piece.id] = tuple(
                Resolved(d, span, _grade(span, said[d], done[d]), letters.get(d)) for d, span in places if span
            )
    return found


def unresolved(case: Case, contents: Contents) -> tuple[tuple[str, Anchor], ...]:
    """Evidence id and anchor of every anchor whose words the record does not hold, or holds twice."""
    texts = {d.id: d.text for d in contents.documents}
    return tuple(
        (piece.id, Anchor(a.document, a.quote, a.before, a.after))
        for piece in case.evidence
        for a in piece.anchors
        if _place(a, texts) is None
    )


def grade_of(document: str, span: Span, contents: Contents) -> Grade | None:
    """The grade of the entry that says these words: the tightest statement around them, else the tightest event; None where there is none."""
    said, done = _by_document(contents, {document})
    return _grade(span, said[document], done[document])


def reliabilities(found: dict[str, tuple[Resolved, ...]]) -> dict[str, float]:
    """Evidence id → default reliability: that of its best place, by grade and publisher; words in no entry count as the document's own report."""
    return {piece: max(reliability_at(place).middle for place in places) for piece, places in found.items() if places}


def reliability_at(place: Resolved) -> Interval:
    """How far the report at one place can be relied on, by its grade and its publisher's letter."""
    return report_reliability(place.grade or Grade.ATTRIBUTED, place.letter)


def _place(anchor: StatedAnchor, texts: dict[str, str]) -> Span | None:
    text = texts.get(anchor.document)
    return resolve(Anchor(anchor.document, anchor.quote, anchor.before, anchor.after), text) if text is not None else None


def _by_document(contents: Contents, documents: Set[str]) -> tuple[_Graded, _Graded]:
    """The statements and the reports of events in each of these documents, with their grades."""
    said, done = _Graded(list), _Graded(list)
    for s in contents.statements:
        if s.statement.document in documents:
            said[s.statement.document].append((s.statement.span, s.statement.grade))
    for event in paused(contents.events):
        for report in event.reports:
            if report.document in documents:
                done[report.document].append((report.span, report.grade))
    return said, done


def _grade(span: Span, said: Iterable[tuple[Span, Grade]], done: Iterable[tuple[Span, Grade]]) -> Grade | None:
    return _tightest(span, said) or _tightest(span, done)


def _tightest(span: Span, entries: Iterable[tuple[Span, Grade]]) -> Grade | None:
    around = [(place.end - place.start, grade.rank, grade) for place, grade in entries if place.overlaps(span)]
    return min(around)[2] if around else None
