"""Windows: the stretches of a document within which speaker, cue and quotation must stand together, a sentence or one running quotation."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.quotation import Quotation, quotations
from hikiwake.record.model import Span


@dataclass(frozen=True, slots=True)
class Window:
    """`sentences` in order, no noise between them; `span` is from the first to the last."""

    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return Span(self.sentences[0].start, self.sentences[-1].end)


def windows(text: str, passages: Sequence[Passage], longest: int) -> list[Window]:
    """Every sentence once, in order, those of one running quotation together unless they are longer than `longest` characters.

    Args:
        text: the document's stored text.
        passages: its parsed prose.
    """
    sentences = [span for p in passages for s in p.doc.sents if (span := _tight(text, p.span(s))) is not None]
    paragraphs = [Span(p.offset, p.offset + len(p.doc.text)) for p in passages if p.doc.text]
    starts, ends = [s.start for s in sentences], [s.end for s in sentences]
    found: list[Window] = []
    at = 0
    for quote in running(quotations(text, paragraphs)):
        first, last = bisect_left(ends, quote.start + 1), bisect_left(starts, quote.end) - 1
        together = tuple(sentences[max(first, at) : last + 1])
        if len(together) < 2 or together[-1].end - together[0].start > longest or not _is_unbroken(text, together):
            continue
        found += [Window((s,)) for s in sentences[at:first]] if first > at else []
        if first < at and found and found[-1].span.end - found[-1].span.start + together[-1].end - together[0].start <= longest:
            together = (*found.pop().sentences, *together)  # the sentence that ends one quotation begins another
        found.append(Window(together))
        at = last + 1
    return [*found, *(Window((s,)) for s in sentences[at:])]


def running(quotes: Sequence[Quotation]) -> Iterator[Span]:
    """From the first to the last mark of each quotation, one that goes on in the next paragraph as one; none that is left open."""
    start: int | None = None
    for i, quote in enumerate(quotes):
        start = quote.span.start if start is None or not quote.continues else start
        goes_on = i + 1 < len(quotes) and quotes[i + 1].continues
        if not goes_on and quote.is_closed:
            yield Span(start, quote.span.end)
        if not goes_on:
            start = None


def _is_unbroken(text: str, sentences: Sequence[Span]) -> bool:
    """Whether nothing but white space stands between them: no page noise within a quotation."""
    return all(not text[a.end : b.start].strip() for a, b in pairwise(sentences))


def _tight(text: str, span: Span) -> Span | None:
    cut = span.cut(text)
    return Span(span.end - len(cut.lstrip()), span.start + len(cut.rstrip())) if cut.strip() else None
