"""Contents without torn ends: drawn out over a hyphen that the parser cut at, cut before an "and" that joins what is no longer content."""

import re
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft
from hikiwake.record.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINS_ON = re.compile(r"[\s,;:—–-]+(?:and|but|or|nor)$", re.IGNORECASE)


def whole(draft: Draft, passage: Passage) -> Draft:
    """The draft with its last stretch of content made whole; one in quotation marks stays as it is quoted."""
    if not draft.content or draft.is_quoted:
        return draft
    *before, last = draft.content
    if not Span(passage.offset, passage.offset + len(passage.doc.text)).holds(last):
        return draft
    words = passage.doc.text[last.start - passage.offset : last.end - passage.offset]
    if (joint := _JOINS_ON.search(words)) is not None and joint.start():
        return draft.with_content([*before, Span(last.start, last.start + joint.start())])
    end = _behind_hyphen(passage, last)
    return draft if end is None else draft.with_content([*before, Span(last.start, end)])


def _behind_hyphen(passage: Passage, span: Span) -> int | None:
    """Where the phrase ends of which the span has only "re" or "co": "to re-emphasize the point", which the tokeniser takes apart."""
    words = passage.doc.char_span(span.start - passage.offset, span.end - passage.offset)
    if words is None or words.end + 1 >= len(passage.doc):
        return None
    last, hyphen, rest = words[-1], passage.doc[words.end], passage.doc[words.end + 1]
    if hyphen.text != "-" or last.whitespace_ or hyphen.whitespace_ or not (last.is_alpha and rest.is_alpha):
        return None
    return passage.offset + _end_of(rest)


def _end_of(word: "Token") -> int:
    edge: Token = word.right_edge
    while edge.i > word.i and edge.is_punct:
        edge = edge.nbor(-1)
    return int(edge.idx) + len(edge.text)
