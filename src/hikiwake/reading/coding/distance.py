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
_MOST_DAYS = 60  # beyond which a count of days is a round one


def day_by_distance(passage: Passage, act: Span, dates: Sequence[DateMention]) -> DateMention | None:
    """The day of an act, reckoned from the one day of the clause that it hangs from, at the words that say how far they lie apart.

    Args:
        act: the act's words.
        dates: the document's, in order.

    Returns:
        None where the words count no days, or that clause has no day or several.
    """
    words = _words(passage, act)
    verb = _hung(words.root) if words else None
    if verb is None:
        return None
    hinge = verb.head if verb.dep_ == "pobj" else next(c for c in verb.children if c.dep_ == "mark")
    days = next((t for t in (*hinge.children, *verb.children) if t.lower_ in ("day", "days") and t.i == hinge.i - 1), None)
    count = _count(days) if days is not None else 0
    day = _day_of(syntax.clause_root(hinge.head) if verb.dep_ == "pobj" else verb.head, passage, dates)
    if days is None or not 0 < count <= _MOST_DAYS or day is None or day.date.earliest is None:
        return None
    start, end = days.left_edge.idx, hinge.idx + len(hinge)
    when = on_day(day.date.earliest - timedelta(days=count * _HINGES[hinge.lower_]))
    return DateMention(passage.doc.text[start:end], Span(passage.offset + start, passage.offset + end), when, day.date.value)


def _hung(act: "Token") -> "Token | None":
    """The word of an act's clause or phrase that hangs from "after" or "before"."""
    if act.pos_ in ("NOUN", "PROPN") and act.dep_ == "pobj":
        return act if act.head.lower_ in _HINGES else None
    verb = syntax.clause_root(act)
    marks = [c.lower_ for c in verb.children if c.dep_ == "mark"]
    return verb if verb.dep_ == "advcl" and len(marks) == 1 and marks[0] in _HINGES else None


def _count(days: "Token") -> int:
    number = next((c for c in days.children if c.dep_ in ("nummod", "det")), None)
    if number is None:
        return 0
    return int(number.text) if number.text.isdecimal() else COUNTS.get(number.lower_, 0)


def _day_of(verb: "Token", passage: Passage, dates: Sequence[DateMention]) -> DateMention | None:
    """The one day that stands in a verb's own clause; None where none or several do."""
    days = [
        d for d in dates
        if d.date.precision is Precision.DAY and (words := _words(passage, d.span)) and syntax.clause_root(words.root) == verb
    ]  # fmt: skip
    return days[0] if len(days) == 1 else None


def _words(passage: Passage, span: Span) -> "Words | None":
    start, end = span.start - passage.offset, span.end - passage.offset
    return passage.doc.char_span(start, end, alignment_mode="expand") if 0 <= start < end <= len(passage.doc.text) else None
