"""Cues that no lexicon lists: whatever verb stands beside direct speech is one (`"…," he thundered`, `Lavrov opened: "…"`).

Only where the quotation calls for it: a sentence in quotation marks that ends in a comma, a question or an exclamation before the clause, or
that a colon announces.
"""

from collections.abc import Iterator, Sequence

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft, runs
from hikiwake.reading.statements.quotation import Quotation, calls_for_a_cue
from hikiwake.reading.statements.source import source_head, source_spans

_FEWEST_WORDS = 4  # fewer in quotation marks are a term, not speech
_NEAREST = 60  # characters between quotation and verb


def drafts_by_quotation(text: str, passage: Passage, quotes: Sequence[Quotation], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each quotation of the passage that calls for a cue and has none near.

    Args:
        text: the stored text.
        passage: where to look.
        quotes: the document's outermost quotations.
        drafts: what other cues gave; beside one that takes quotations nothing is looked for.
    """
    end = passage.offset + len(passage.doc.text)
    for quote in quotes:
        if not passage.offset <= quote.span.start < end or len(quote.span.cut(text).split()) < _FEWEST_WORDS:
            continue
        if any(d.takes_quote and d.reach.start - _NEAREST < quote.span.end and quote.span.start < d.reach.end for d in drafts):
            continue
        if calls_for_a_cue(text, quote):
            yield from _beside(passage, quote.span.end, quote.span.end + _NEAREST, quote)
        elif text[passage.offset : quote.span.start].rstrip().endswith(":"):
            yield from _beside(passage, max(passage.offset, quote.span.start - 2 * _NEAREST), quote.span.start, quote)


def _beside(passage: Passage, start: int, end: int, quote: Quotation) -> Iterator[Draft]:
    for token in passage.doc:
        at = passage.offset + token.idx
        if not start <= at < end or token.pos_ != "VERB" or token.dep_ in ("amod", "compound", "acl"):
            continue
        head = source_head(token)
        if head is None or quote.span.holds(passage.span(head)):
            continue
        reach = passage.span(token.sent)
        yield Draft(
            source_spans(passage, head, token),
            runs(passage, [token, *(c for c in token.children if c.dep_ == "prt")]),
            (quote.span,),
            "speech",
            token.lemma_.lower(),
            reach,
            takes_quote=True,
            is_telling=True,
            is_quoted=True,
        )
        return
