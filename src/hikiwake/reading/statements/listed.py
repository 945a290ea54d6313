"""What a communiqué lists behind a colon: "The two Ministers agreed: 1. To open a line; 2. That …", in one paragraph or one an item."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.cues import verb_cue
from hikiwake.reading.statements.draft import Draft, Spans, joined, runs, tight
from hikiwake.reading.statements.enumeration import without_stop
from hikiwake.reading.statements.source import source_head, source_spans
from hikiwake.record.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMBER = r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]"
_ITEM = re.compile(rf"\s*{_NUMBER}\s+(?=\S)")
_NEXT_ITEM = re.compile(rf"[.;,](?:\s+and)?\s+{_NUMBER}\s+(?=[A-Z“\"])")
_BETWEEN = frozenset({"on", "the", "following", "as", "follows", "to", "that", "points"})
_LONGEST_GAP = 6  # words between the verb and its colon


def drafts_by_list(passages: Sequence[Passage]) -> Iterator[Draft]:
    """A draft for each verb whose colon a numbered list follows; its items are the content."""
    for k, passage in enumerate(passages):
        for token in passage.doc:
            colon = _colon_of(token) if token.pos_ == "VERB" else None
            found = verb_cue(token) if colon is not None else None
            head = source_head(token) if found else None
            if colon is None or found is None or head is None or not (items := _items(passages, k, colon.i)):
                continue
            yield Draft(
                source_spans(passage, head, token),
                runs(passage, [token]),
                items,
                found[0].kind,
                found[0].lemma,
                passage.span(token.sent),
                is_telling=True,
            )


def _colon_of(verb: "Token") -> "Token | None":
    for token in verb.doc[verb.i + 1 : verb.i + 2 + _LONGEST_GAP]:
        if token.text == ":":
            return token
        if token.lower_ not in _BETWEEN:
            return None
    return None


def _items(passages: Sequence[Passage], k: int, colon: int) -> Spans:
    """The items behind the colon, in the same paragraph or in those that follow, without their numbers."""
    passage = passages[k]
    at = passage.doc[colon].idx + 1
    rest = passage.doc.text[at:]
    if rest.strip():
        return _in_one_paragraph(rest, passage.offset + at)
    found: list[Span] = []
    for following in passages[k + 1 :]:
        number = _ITEM.match(following.doc.text)
        if number is None:
            break
        start, end = following.offset + number.end(), following.offset + len(following.doc.text)
        found += _own_words(following.doc.text, Span(start, end), following.offset)
    return joined(found)


def _in_one_paragraph(rest: str, offset: int) -> Spans:
    first = _ITEM.match(rest)
    if first is None:
        return ()
    borders = [(first.end(), first.end()), *((m.start(), m.end()) for m in _NEXT_ITEM.finditer(rest)), (len(rest), len(rest))]
    pieces = (Span(offset + a[1], offset + b[0]) for a, b in pairwise(borders))
    return joined(s for piece in pieces for s in _own_words(rest, piece, offset))


def _own_words(text: str, item: Span, offset: int) -> list[Span]:
    """The item without blanks, semicolon and full stop, empty where nothing is left; `text`'s first character is code point `offset`."""
    kept = tight(text, item, offset)
    bare = without_stop(text, Span(kept.start - offset, kept.end - offset)) if kept else None
    return [Span(bare.start + offset, bare.end + offset)] if bare else []
