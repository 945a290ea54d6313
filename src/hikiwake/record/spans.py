"""Every span must cut exactly the words that its fact claims: checked before anything is committed."""

import math
import re
from collections.abc import Iterable, Iterator

from hikiwake.record.model import Actor, DateMention, Document, Phrase, Place, Reading, Report, Span, Statement
from hikiwake.terms.errors import Problem, RecordError

_SURROGATE = re.compile("[\ud800-\udfff]")


def check(document: Document, reading: Reading) -> None:
    """Nothing, when all of `reading` stands in `document`.

    Raises:
        RecordError: a span lies outside the text, a text is not what its span cuts, a fact is of another document, or a
            number is not one; the first problem of each fact is named, at most ten.
    """
    problems = [
        Problem(document.name, f"{fact} {what}", "Nothing of this document was recorded; its reader has to be mended.")
        for fact, what in _wrong(document, reading)
    ]
    if problems:
        raise RecordError(*problems[:10])


def says(phrase: Phrase, text: str) -> bool:
    """Whether the phrase's text is the words at its spans: joined by one blank, or by ` … ` where words are left out between
    them; a run of white space counts as one blank."""
    pieces = [squeezed(span.cut(text)) for span in phrase.spans]
    return squeezed(phrase.text) in (squeezed(" ".join(pieces)), squeezed(" … ".join(pieces)))


def squeezed(text: str) -> str:
    """`text` with every run of white space as one blank, none at the ends."""
    return " ".join(text.split())


def _wrong(document: Document, reading: Reading) -> Iterator[tuple[str, str]]:
    text = document.text
    if "\0" in text or _SURROGATE.search(text):
        yield "the text", "holds null bytes or lone surrogates"
    if reading.document != document.id:
        yield "the reading", f"is of document {reading.document[:12]}, not of {document.id[:12]}"
    yield from _first("prose", _outside(document.prose, text))
    for i, report in enumerate(reading.reports):
        yield from _first(f"report {i} ({report.trigger.text!r})", _of_report(report, document))
    for i, statement in enumerate(reading.statements):
        wrong = _of_statement(statement, i, reading, document)
        yield from _first(f"statement {i} ({statement.content.text[:40]!r})", wrong)
    for i, mention in enumerate(reading.dates):
        yield from _first(f"date {i} ({mention.text!r})", _of_mention(mention, text))
    for i, formula in enumerate(reading.formulas):
        found = (*_elsewhere(formula.document, document), *_outside(formula.spans, text))
        yield from _first(f"formula {i} ({formula.term!r})", found)
    for i, explanation in enumerate(reading.explanations):
        found = (*_elsewhere(explanation.document, document), *_outside(explanation.spans, text))
        yield from _first(f"explanation {i} ({explanation.claim[:40]!r})", found)


def _first(fact: str, wrong: Iterable[str]) -> Iterator[tuple[str, str]]:
    for what in wrong:
        yield fact, what
        return


def _elsewhere(of: str, document: Document) -> Iterator[str]:
    if of != document.id:
        yield f"is of document {of[:12]}, not of {document.id[:12]}"


def _outside(spans: Iterable[Span], text: str) -> Iterator[str]:
    for span in spans:
        if span.end > len(text):
            yield f"has a span [{span.start}, {span.end}) beyond the text's {len(text)} characters"


def _of_mention(mention: Actor | Place | DateMention, text: str) -> Iterator[str]:
    yield from _outside((mention.span,), text)
    if squeezed(mention.span.cut(text)) != squeezed(mention.text):  # a line break inside a name reads as a blank
        at = f"[{mention.span.start}, {mention.span.end})"
        yield f"says {mention.text!r} where its span {at} cuts {mention.span.cut(text)!r}"


def _of_phrase(phrase: Phrase, text: str) -> Iterator[str]:
    if not phrase.spans:
        yield f"has no span for {phrase.text!r}"
    if not phrase.text.strip():
        yield f"has a phrase without words at {[(s.start, s.end) for s in phrase.spans]}"
    yield from _outside(phrase.spans, text)
    if any(a.end > b.start for a, b in zip(phrase.spans, phrase.spans[1:], strict=False)):
        yield f"has spans of {phrase.text!r} that overlap or are out of order"
    if not says(phrase, text):
        yield f"says {phrase.text!r} where its spans cut {' … '.join(span.cut(text) for span in phrase.spans)!r}"


def _of_report(report: Report, document: Document) -> Iterator[str]:
    yield from _elsewhere(report.document, document)
    yield from _outside((report.span,), document.text)
    yield from _of_phrase(report.trigger, document.text)
    for mention in (*report.sources, *report.targets, report.date, report.place):
        if mention:
            yield from _of_mention(mention, document.text)
    place = report.place
    numbers = (report.goldstein, report.confidence, *((place.lat, place.lon) if place else ()))
    if any(number is not None and not math.isfinite(number) for number in numbers):
        yield "holds a number that is not finite"


def _of_statement(statement: Statement, index: int, reading: Reading, document: Document) -> Iterator[str]:
    yield from _elsewhere(statement.document, document)
    for phrase in (statement.source, statement.cue, statement.content):
        if phrase:
            yield from _of_phrase(phrase, document.text)
    for mention in (statement.speaker, statement.date):
        if mention:
            yield from _of_mention(mention, document.text)
    seen, at = {index}, statement.via
    while at is not None:
        if not 0 <= at < len(reading.statements):
            yield f"is carried by statement {at}, which is not in the reading"
            return
        if at in seen:
            yield "is carried by itself"
            return
        seen.add(at)
        at = reading.statements[at].via
