"""Where the case's evidence stands in the record, and how far its source can be relied on."""

from collections.abc import Iterable

from hikiwake.assessment.model import Resolved
from hikiwake.case.model import Case, StatedAnchor
from hikiwake.record.anchors import resolve
from hikiwake.record.model import Anchor, Contents, Span
from hikiwake.terms.grades import Grade
from hikiwake.terms.interval import Interval
from hikiwake.terms.reliability import report_reliability


def evidence_at(case: Case, contents: Contents) -> dict[str, tuple[Resolved, ...]]:
    """For each piece of anchored evidence the places where its anchors are found; an empty tuple where none is."""
    texts = {d.id: d.text for d in contents.documents}
    letters = {d.id: case.reliability_of(d.publisher) for d in contents.documents} if case.publishers else {}
    found = {}
    for piece in case.evidence:
        if piece.anchors:
            places = [(a.document, _place(a, texts)) for a in piece.anchors]
            found[piece.id] = tuple(Resolved(d, span, grade_of(d, span, contents), letters.get(d)) for d, span in places if span)
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
    statements = ((s.statement.span, s.statement.grade) for s in contents.statements if s.statement.document == document)
    events = ((r.span, r.grade) for e in contents.events for r in e.reports if r.document == document)
    return _tightest(span, statements) or _tightest(span, events)


def reliabilities(found: dict[str, tuple[Resolved, ...]]) -> dict[str, float]:
    """Evidence id → default reliability: that of its best place, by grade and publisher; words in no entry count as the document's own report."""
    return {piece: max(reliability_at(place).middle for place in places) for piece, places in found.items() if places}


def reliability_at(place: Resolved) -> Interval:
    """How far the report at one place can be relied on, by its grade and its publisher's letter."""
    return report_reliability(place.grade or Grade.ATTRIBUTED, place.letter)


def _place(anchor: StatedAnchor, texts: dict[str, str]) -> Span | None:
    text = texts.get(anchor.document)
    return resolve(Anchor(anchor.document, anchor.quote, anchor.before, anchor.after), text) if text is not None else None


def _tightest(span: Span, entries: Iterable[tuple[Span, Grade]]) -> Grade | None:
    around = [(place.end - place.start, grade.rank, grade) for place, grade in entries if place.overlaps(span)]
    return min(around)[2] if around else None
