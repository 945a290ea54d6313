"""The ground that the model's strings are set upon: a document as our own parse and grammar see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.dates import date_mentions
from hikiwake.reading.language import Passage
from hikiwake.reading.model_reader.guards import Ceiling, looks_like_an_instruction
from hikiwake.reading.model_reader.windows import Window, windows
from hikiwake.reading.statements.quotation import Quotation, quotations
from hikiwake.reading.statements.speaker import passage_at
from hikiwake.record.model import Actor, DateMention, Document, Reading, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan


@dataclass(frozen=True)
class Ground:
    """A document, its parse, and what the built-in reader found in it; `longest` is the most characters of one window."""

    document: Document
    passages: Sequence[Passage] = field(repr=False)
    reading: Reading = field(repr=False)
    longest: int

    @cached_property
    def windows(self) -> list[Window]:
        return windows(self.document.text, self.passages, self.longest)

    @cached_property
    def actors(self) -> list[Actor]:
        return actor_mentions(self.passages)

    @cached_property
    def dates(self) -> list[DateMention]:
        return date_mentions(self.passages, self.document.date)

    @cached_property
    def quotations(self) -> list[Quotation]:
        return quotations(self.document.text, [Span(p.offset, p.offset + len(p.doc.text)) for p in self.passages if p.doc.text])

    @cached_property
    def sentences(self) -> list[Span]:
        return [s for window in self.windows for s in window.sentences]

    @cached_property
    def flagged(self) -> list[Span]:
        """The sentences that look like instructions to a model."""
        return [s for s in self.sentences if looks_like_an_instruction(s.cut(self.document.text))]

    @cached_property
    def ceiling(self) -> Ceiling:
        return Ceiling(self.sentences, self.reading)

    def is_flagged(self, spans: Sequence[Span]) -> bool:
        return any(flag.overlaps(span) for flag in self.flagged for span in spans)

    def actors_at(self, span: Span) -> list[Actor]:
        """The actors whose mention the words touch."""
        return [a for a in self.actors if a.span.overlaps(span)]

    def head(self, span: Span) -> "tuple[SpacySpan, Passage] | None":
        """The words in the parse."""
        passage = passage_at(span.start, self.passages)
        found = passage.doc.char_span(span.start - passage.offset, span.end - passage.offset, alignment_mode="expand")
        return (found, passage) if found is not None else None

    def date_beside(self, at: Span, within: Span, outside: Span | None = None) -> DateMention | None:
        """The date nearest to `at` among those of our own grammar within a stretch."""
        here = [d for d in self.dates if within.holds(d.span) and not (outside and outside.overlaps(d.span))]
        return min(here, key=lambda d: abs(d.span.start - at.start), default=None)
