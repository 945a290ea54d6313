"""Entries that no reader found: an event or a statement on words that the analyst selected."""

import hashlib
from collections.abc import Sequence, Set
from itertools import pairwise

from hikiwake.record.corrections import phrase, tight
from hikiwake.record.entries import Fact, correction_anchor
from hikiwake.record.model import Certainty, Document, Polarity, Report, Span, Statement, Status
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade

_QUOTES = '“”„"«»「」『』‘'


def selected(spans: Sequence[tuple[int, int] | Span], document: Document) -> tuple[Span, ...]:
    """The stretches of text that the analyst selected, without white space at their ends.

    Args:
        spans: pairs of code points of the document's stored text.

    Raises:
        RecordError: none, or one that is empty, lies outside the text or overlaps another.
    """
    text, found = document.text, []
    for start, end in ((s.start, s.end) if isinstance(s, Span) else s for s in spans):
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            what = f"[{start}, {end}) holds no words of the text, which has {len(text)} characters"
            raise RecordError.of(document.name, what, "Select words of it.")
        found.append(tight(Span(start, end), text))
    found.sort()
    if not found or any(a.end > b.start for a, b in pairwise(found)):
        raise RecordError.of(document.name, "no words are selected, or the same ones twice", "Select words of its text.")
    return tuple(found)


def fact(kind: str, document: Document, spans: Sequence[Span], *, is_authors: bool) -> Fact:
    """An event, or a statement (the author's own judgement, or one of a source not known yet), on these words."""
    return event(document, spans) if kind == "event" else statement(document, spans, is_authors=is_authors)


def event(document: Document, spans: Sequence[Span]) -> Report:
    """An event told by these words, of which nothing else is known yet."""
    outer = Span(spans[0].start, spans[-1].end)
    return Report(
        document.id, outer, phrase(spans, document.text), None, None, None, None, (), (), None, None,
        Status.ACTUAL, Grade.ATTRIBUTED, Certainty.CERTAIN, Polarity.POSITIVE, None, 1.0,
    )  # fmt: skip


def statement(document: Document, spans: Sequence[Span], *, is_authors: bool) -> Statement:
    """A statement whose content are these words; the author's own judgement, or one of a source not known yet."""
    before = document.text[max(0, spans[0].start - 1) : spans[0].start + 1]
    is_quoted = any(mark in before for mark in _QUOTES)
    grade = Grade.OPINION if is_authors else Grade.ATTRIBUTED
    content = phrase(spans, document.text)
    return Statement(document.id, None, None, content, None, is_quoted, grade, Certainty.CERTAIN, Polarity.POSITIVE)


def new_id(fact: Fact, document: Document, taken: Set[str]) -> str:
    """An id that is not taken."""
    at = correction_anchor(fact, document.text)
    prefix = "e" if isinstance(fact, Report) else "s"
    number = 0
    while True:
        told = "\x1f".join((at.document, "by hand", prefix, at.before, at.quote, at.after, str(number)))
        id = prefix + hashlib.sha256(told.encode()).hexdigest()[:10]
        if id not in taken:
            return id
        number += 1
