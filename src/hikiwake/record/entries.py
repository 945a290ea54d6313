"""Entries of the chronicle: the reports and statements of a reading, each under an id that survives a better reader.

The id hashes what an analyst would point at: the document, the words that name the event (or the cue of a statement, or its
content where it has no cue) and the words around them. Offsets, codes and confidence are not in it.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence

from hikiwake.record.anchors import anchor, unique_anchor
from hikiwake.record.model import Anchor, Document, Reading, Report, Span, Statement
from hikiwake.record.spans import squeezed

Fact = Report | Statement


def kind(fact: Fact) -> str:
    """`event` or `statement`."""
    return "event" if isinstance(fact, Report) else "statement"


def anchored_span(fact: Fact) -> Span:
    """The words that an anchor to this entry quotes: the trigger; the cue, or the content where there is no cue."""
    spans = fact.trigger.spans if isinstance(fact, Report) else (fact.cue or fact.content).spans
    return Span(spans[0].start, spans[-1].end)


def entry_anchor(fact: Fact, text: str) -> Anchor:
    """The anchor of an entry in its document's stored text."""
    return anchor(text, anchored_span(fact), fact.document)


def correction_anchor(fact: Fact, text: str) -> Anchor:
    """The anchor by which a correction finds the entry again: its context is as long as it must be."""
    return unique_anchor(text, anchored_span(fact), fact.document)


def report_ids(document: Document, reading: Reading) -> tuple[str, ...]:
    """The ids of the reading's reports, in their order."""
    return _ids(document.text, reading.reports, "e")


def statement_ids(document: Document, reading: Reading) -> tuple[str, ...]:
    """The ids of the reading's statements, in their order."""
    return _ids(document.text, reading.statements, "s")


def _ids(text: str, facts: Sequence[Fact], prefix: str) -> tuple[str, ...]:
    plain = [_hashed(entry_anchor(fact, text), prefix) for fact in facts]
    ids, seen = [""] * len(facts), Counter[str]()
    # Where several entries share their words, the order of the rest of them decides, not the order of the reader's list.
    for i in sorted(range(len(facts)), key=lambda i: _place(facts[i])):
        seen[plain[i]] += 1
        ids[i] = plain[i] if seen[plain[i]] == 1 else f"{plain[i]}-{seen[plain[i]]}"
    return tuple(ids)


def _hashed(at: Anchor, prefix: str) -> str:
    told = "\x1f".join((at.document, prefix, *(squeezed(words) for words in (at.before, at.quote, at.after))))
    return prefix + hashlib.sha256(told.encode()).hexdigest()[:10]


def _place(fact: Fact) -> tuple[int, int, int, str, str]:
    anchored = anchored_span(fact)
    if isinstance(fact, Statement):
        content = fact.content
        return anchored.start, content.spans[0].start, content.spans[-1].end, content.text, ""
    told = (fact.cameo, fact.date and fact.date.date.value, *(a.name for a in (*fact.sources, *fact.targets)))
    return anchored.start, fact.span.start, fact.span.end, str(fact.status), "\x1f".join(str(part) for part in told)
