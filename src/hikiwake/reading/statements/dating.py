"""When something was said: the date in the cue's sentence that dates the saying, and not what somebody else did, or a deadline."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft
from hikiwake.reading.statements.speaker import passage_at
from hikiwake.reading.words import words
from hikiwake.record.model import DateMention, Span
from hikiwake.terms.dates import Precision

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_TIME = frozenset({"because", "since", "although", "though", "if", "unless", "than", "whereas", "so", "whether"})
_OF_TIME_OR_PLACE = frozenset({"when", "where"})


def date_of_saying(draft: Draft, dates: Sequence[DateMention], passages: Sequence[Passage]) -> DateMention | None:
    """The date nearest to the cue in its sentence, outside the content; None where none dates the saying.

    Args:
        draft: its `reach` is the sentence.
        dates: of the whole document, in order.
        passages: the document's.
    """
    first = bisect_left(dates, draft.reach.start, key=lambda d: d.span.start)
    last = bisect_right(dates, draft.reach.end, key=lambda d: d.span.start)
    here = [d for d in dates[first:last] if draft.reach.holds(d.span) and not any(s.overlaps(d.span) for s in draft.content)]
    if not here:
        return None
    cue = draft.cue[0]
    passage = passage_at(cue.start, passages)
    cue_words = _words(passage, cue)
    when = [d for d in here if not cue_words or _dates(d, draft, _words(passage, d.span), cue_words)]
    return min(when, key=lambda d: abs(d.span.start - cue.start), default=None)


def _words(passage: Passage, span: Span) -> "list[Token]":
    found = passage.doc.char_span(span.start - passage.offset, span.end - passage.offset, alignment_mode="expand")
    return list(found) if found is not None else []


def _dates(date: DateMention, draft: Draft, date_words: "list[Token]", cue_words: "list[Token]") -> bool:
    """Whether nothing between date and cue claims the date for itself; and a deadline ("before 2020") dates no wish."""
    if not date_words or date_words[0].sent.start != cue_words[0].sent.start:
        return True
    above_cue = {t.i for w in cue_words for t in (w, *w.ancestors)}
    inside = {w.i for w in date_words}
    head = next((w for w in date_words if w.head.i not in inside or w.head.i == w.i), date_words[0])
    for token in (head, *head.ancestors):
        if token.i in above_cue:
            break
        if _is_aside(token):
            return False
    return draft.is_telling or date.date.precision is not Precision.BEFORE


def _is_aside(token: "Token") -> bool:
    """Whether the word heads what tells of something else: "who led the talks until 2017", "the minister until 2017", "as they agreed in 1972".

    What is told of the very statement ("a report that came out on Monday says …") dates it.
    """
    openers = {c.lower_ for c in token.subtree if c.i < token.i}
    if token.dep_ == "relcl":
        return not openers & _OF_TIME_OR_PLACE and token.head.lemma_.lower() not in words("utterances")
    if token.dep_ == "appos":
        return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() not in words("utterances")
    if token.dep_ != "advcl":
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") and c.i < token.i}
    follows = token.left_edge.i > token.head.i and token.left_edge.nbor(-1).text == ","
    return bool(marks & _NO_TIME) or ("as" in marks and follows)
