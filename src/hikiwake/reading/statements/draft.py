"""Drafts: statements on the way, as spans of the stored text with the words they were found by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.record.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Spans = tuple[Span, ...]
_BLANK = " \t\n\r\f\v\u00a0\u200b\u2009\u3000"
_LOOSE_BEFORE = _BLANK + ",;:.-–—―)*•"
_LOOSE_AFTER = _BLANK + ",;:-–—―(*“‘«„"


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker and grade are known.

    `kind` and `lemma` are the cue's. `is_hedged`: "reportedly", "was quoted as saying". `takes_quote`: the cue can introduce a quotation;
    `is_telling`: it reports words, not an attitude.
    `likelihood`: how probable it is that the cue attributes.
    `reach` is the sentence of the cue; `is_negated` says that the cue is.
    """

    source: Spans
    cue: Spans
    content: Spans
    kind: str
    lemma: str
    reach: Span
    takes_quote: bool = False
    is_telling: bool = False
    is_quoted: bool = False
    is_hedged: bool = False
    is_negated: bool = False
    is_question: bool = False
    likelihood: float = 1.0

    def with_content(self, content: Iterable[Span]) -> "Draft":
        return replace(self, content=joined(content))

    @property
    def clause(self) -> Span:
        """From the first word of source or cue to the last."""
        parts = self.source + self.cue
        return Span(min(s.start for s in parts), max(s.end for s in parts))


def runs(passage: Passage, tokens: Iterable["Token"]) -> Spans:
    """The stretches that these words make up, blank words and loose punctuation at the ends left out."""
    groups: list[list[Token]] = []
    for token in sorted(set(tokens), key=lambda t: t.i):
        if groups and token.i == groups[-1][-1].i + 1:
            groups[-1].append(token)
        else:
            groups.append([token])
    for group in groups:
        while len(group) > 1 and group[-1].text == ".":
            group.pop()
    return tuple(s for g in groups if (s := _trimmed(passage, g[0], g[-1])))


def _trimmed(passage: Passage, first: "Token", last: "Token") -> Span | None:
    """From `first` to `last` without blanks and loose punctuation at the ends; `doc.text` is not asked for, which spells out the passage anew."""
    start = passage.offset + first.idx
    return tight(passage.doc[first.i : last.i + 1].text, Span(start, start + last.idx - first.idx + len(last.text)), start)


def tight(text: str, span: Span, offset: int = 0) -> Span | None:
    """`span` without blanks and loose punctuation at its ends, None where nothing is left; `text`'s first character is code point `offset`."""
    words = text[span.start - offset : span.end - offset]
    end = len(words.rstrip(_LOOSE_AFTER))
    start = len(words) - len(words.lstrip(_LOOSE_BEFORE))
    if start >= end or not any(c.isalnum() for c in words[start:end]):
        return None
    return Span(span.start + start, span.start + end)


def joined(spans: Iterable[Span]) -> Spans:
    """In order, overlapping and touching ones made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def minus(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """What is left of `spans` outside `holes`."""
    left = list(spans)
    for hole in holes:
        cut = []
        for span in left:
            if not span.overlaps(hole):
                cut.append(span)
                continue
            if span.start < hole.start:
                cut.append(Span(span.start, hole.start))
            if hole.end < span.end:
                cut.append(Span(hole.end, span.end))
        left = cut
    return left
