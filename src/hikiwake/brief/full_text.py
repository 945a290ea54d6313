"""A source's whole text with the words that the brief rests on marked, however they overlap."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Assessment
from hikiwake.brief.model import Brief
from hikiwake.record.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `ids` are the places that begin here; `depth` counts the spans over it, 0 for none."""

    text: str
    ids: tuple[str, ...]
    depth: int


def pieces(text: str, spans: Iterable[Span], prefix: str) -> tuple[Piece, ...]:
    """The text cut at every border of a span, in order and without loss: the pieces' texts joined are `text`.

    A place is named `PREFIX-START`. Spans outside the text are left out.
    """
    spans = sorted({s for s in spans if s.end <= len(text)})
    borders = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    change: dict[int, int] = {}
    for s in spans:
        change[s.start] = change.get(s.start, 0) + 1
        change[s.end] = change.get(s.end, 0) - 1
    starts = {s.start for s in spans}
    out, depth = [], 0
    for start, end in itertools.pairwise(borders):
        depth += change.get(start, 0)
        out.append(Piece(text[start:end], (f"{prefix}-{start}",) if start in starts else (), depth))
    return tuple(out)


def cited_spans(brief: Brief, assessment: Assessment) -> dict[str, tuple[Span, ...]]:
    """Every place that a sentence of the brief points at, by document; a source's own line points at the whole and marks nothing."""
    found: dict[str, set[Span]] = {}
    lengths = {d.id: len(d.text) for d in assessment.contents.documents}
    for sentence in brief.sentences():
        for cite in sentence.cites:
            if isinstance(cite, Words):
                whole = lengths.get(cite.document, 0)
                found.setdefault(cite.document, set()).update(s for s in cite.spans if s.end - s.start < whole or whole < 200)
    return {document: tuple(sorted(spans)) for document, spans in found.items()}
