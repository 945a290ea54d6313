"""From the model's words about an event to a report: parties resolved, date, code and stance by our own rules, grade at most the built-in's."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.coding.mood import is_conditional_clause, is_negated, modality
from hikiwake.reading.model_reader.anchoring import Place, Refused, is_cut_short, together
from hikiwake.reading.model_reader.ground import Ground
from hikiwake.reading.model_reader.schema import EventWords
from hikiwake.record.model import Actor, Certainty, Phrase, Polarity, Report, Span, Status
from hikiwake.terms.grades import weakest
from hikiwake.terms.ontology import cameo

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNKNOWN_CONFIDENCE = 0.5  # a model gives none that means anything
_CERTAINTY = {Status.PLANNED: Certainty.PROBABLE, Status.HYPOTHETICAL: Certainty.UNKNOWN}


def found_report(words: EventWords, places: Sequence[Place], ground: Ground) -> Report | Refused:
    """The report that the words stand for, or why they stand for none."""
    found = together([words.trigger, *words.sources, *words.targets], places)
    if isinstance(found, Refused):
        return found
    spans, number = found
    if is_cut_short(ground.document.text, spans[0]):
        return Refused.CUT
    if ground.is_flagged(spans):
        return Refused.FLAGGED
    count = len(words.sources)
    sources, targets = _parties(spans[1 : 1 + count], ground), _parties(spans[1 + count :], ground)
    if not any(a.country or a.sector for a in (*sources, *targets)):
        return Refused.NOBODY
    same = same_report(spans[0], ground.reading.reports)
    told = _as_built_in(words, spans, same) or _of_its_own(words, spans, places[number].span, ground)
    grade = weakest([words.grade, ground.ceiling.over(spans, same)])
    return replace(told, sources=sources, targets=targets, grade=grade, via=None, is_unreviewed=True)


def same_report(trigger: Span, reports: Sequence[Report]) -> Report | None:
    """The built-in reader's own report of that word."""
    return next((r for r in reports if any(s.overlaps(trigger) for s in r.trigger.spans)), None)


def _as_built_in(words: EventWords, spans: Sequence[Span], same: Report | None) -> Report | None:
    """The built-in reader's report where it has the same act: its code, date, place and stance are the finer ones."""
    if same is None or same.category != words.category:
        return None
    return replace(same, span=Span(min(same.span.start, *(s.start for s in spans)), max(same.span.end, *(s.end for s in spans))))


def _of_its_own(words: EventWords, spans: Sequence[Span], window: Span, ground: Ground) -> Report:
    trigger = spans[0]
    code = next(c for c in cameo().values() if c.category == words.category)
    status = _status(trigger, ground)
    return Report(
        ground.document.id,
        Span(min(s.start for s in spans), max(s.end for s in spans)),
        Phrase(trigger.cut(ground.document.text), (trigger,)),
        words.category,
        None,
        code.cameo,
        code.goldstein,
        (),
        (),
        ground.date_beside(trigger, window),
        None,
        status,
        words.grade,
        _CERTAINTY.get(status, Certainty.CERTAIN),
        Polarity.NEGATIVE if status is Status.DENIED else Polarity.POSITIVE,
        None,
        _UNKNOWN_CONFIDENCE,
    )


def _parties(spans: Sequence[Span], ground: Ground) -> tuple[Actor, ...]:
    text = ground.document.text
    found = [a for s in spans for a in (ground.actors_at(s) or [Actor(s.cut(text), s, s.cut(text))])]
    return tuple(dict.fromkeys(found))


def _status(trigger: Span, ground: Ground) -> Status:
    head = ground.head(trigger)
    if head is None:
        return Status.HYPOTHETICAL
    return _stance(head[0].root)


def _stance(root: "Token") -> Status:
    """As the clause tells it. What is neither plainly done nor plainly denied is not told as done."""
    if root.pos_ in ("VERB", "AUX", "ADJ") and is_negated(root):
        return Status.DENIED
    if is_conditional_clause(root):
        return Status.HYPOTHETICAL
    if root.pos_ not in ("VERB", "AUX"):
        return Status.ACTUAL
    how = modality(root)
    if how == "future":
        return Status.PLANNED
    return Status.HYPOTHETICAL if how is not None or root.tag_ == "VB" else Status.ACTUAL
