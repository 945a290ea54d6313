"""The day of an act that is told by its distance from another: "recalled its envoy on Wednesday, two days after the drill had begun"."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from hikiwake.reading.date_builders import COUNTS
from hikiwake.reading.language import Passage
from hikiwake.record.model import DateMention, Span
from hikiwake.terms.dates import Precision, on_day

from . import syntax

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_HINGES = {"after": 1, "before": -1}
_CLAUSES = ("advcl", "conj")  # the second where the parser takes "a day after" for a time of day
_MOST_DAYS = 60  # beyond which a count of days is a round one


def day_by_distance(passage: Passage, act: Span, dates: Sequence[DateMention]) -> DateMention | None:
    """The day of an act, reckoned from the one day of the clause that it hangs from, at the words that say how far they lie apart.

    Args:
        act: the act's words.
        dates: the document's, in order.

    Returns:
        None where the words count no days, or that clause has no day or several.
    """
    words = words_of(passage, act)
    hinge = _hinge(words.root) if words else None
    if words is None or hinge is None:
        return None
    verb = words.root if hinge.i == words.root.head.i else syntax.clause_root(words.root)
    near = (hinge.head, *hinge.children, *verb.children)
    days = next((t for t in near if t.lower_ in ("day", "days") and t.i == hinge.i - 1), None)
    count = _count(days) if days is not None else 0
    day = day_of_clause(verb.head if verb.dep_ in _CLAUSES else syntax.clause_root(hinge.head), passage, dates)
    if days is None or not 0 < count <= _MOST_DAYS or day is None or day.date.earliest is None:
        return None
    start, end = days.left_edge.idx, hinge.idx + len(hinge)
    when = on_day(day.date.earliest - timedelta(days=count * _HINGES[hinge.lower_]))
    return DateMention(passage.doc.text[start:end], Span(passage.offset + start, passage.offset + end), when, day.date.value)


def _hinge(act: "Token") -> "Token | None":
    """The "after" or "before" from which an act's clause or phrase hangs, be it taken for the conjunction or for the days' own."""
    if act.pos_ in ("NOUN", "PROPN") and act.dep_ == "pobj":
        return act.head if act.head.lower_ in _HINGES else None
    verb = syntax.clause_root(act)
    if verb.dep_ not in _CLAUSES:
        return None
    marks = [c for c in verb.children if c.dep_ == "mark"] if verb.dep_ == "advcl" else []
    counted = [c for c in verb.children if c.dep_ == "npadvmod" and c.lower_ in ("day", "days")]
    hinges = marks or [c for days in counted for c in days.children if c.dep_ == "prep" and not any(c.children)]
    return hinges[0] if len(hinges) == 1 and hinges[0].lower_ in _HINGES else None


def _count(days: "Token") -> int:
    number = next((c for c in days.children if c.dep_ in ("nummod", "det")), None)
    if number is None:
        return 0
    return int(number.text) if number.text.isdecimal() else COUNTS.get(number.lower_, 0)


def day_of_clause(verb: "Token", passage: Passage, dates: Sequence[DateMention]) -> DateMention | None:
    """The one day that stands in a verb's own clause; None where none or several do."""
    days = [
        d for d in dates
        if d.date.precision is Precision.DAY and (words := words_of(passage, d.span)) and syntax.clause_root(words.root) == verb
    ]  # fmt: skip
    return days[0] if len(days) == 1 else None


def words_of(passage: Passage, span: Span) -> "Words | None":
    """The words of a span in their passage's parse; None where it lies outside."""
    start, end = span.start - passage.offset, span.end - passage.offset
    return passage.doc.char_span(start, end, alignment_mode="expand") if 0 <= start < end <= len(passage.doc.text) else None
