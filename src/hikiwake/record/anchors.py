"""Anchors: how corrections and evidence point into a source, and how the place is found again.

An anchor is the document's hash, the exact words and a few words on either side. Finding it again never guesses: where the words
occur twice and the context does not tell the two apart, the anchor is unresolved and says why.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import takewhile

from hikiwake.record.model import Anchor, Document, Span

SHORT_QUOTE = 12  # characters without white space: less is found by chance, so its context has to agree
ENOUGH_CONTEXT = 8  # characters of context that must agree before one of several places is taken
_WORD = re.compile(r"\S+")


class Unresolved(StrEnum):
    """Why an anchor points nowhere."""

    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"
    NO_SUCH_DOCUMENT = "no such document"


def anchor(text: str, span: Span, document_id: str, words: int = 6) -> Anchor:
    """The anchor of `span` in `text`, with up to `words` words of context on each side."""
    before = [m.start() for m in _WORD.finditer(text, max(0, span.start - 40 * words), span.start)][-words:]
    after = [m.end() for m in _WORD.finditer(text, span.end, span.end + 40 * words)][:words]
    return Anchor(
        document_id,
        span.cut(text),
        text[before[0] : span.start].strip() if before else "",
        text[span.end : after[-1]].strip() if after else "",
    )


def unique_anchor(text: str, span: Span, document_id: str) -> Anchor:
    """The anchor of `span` with as much context as tells it from every other place (at most 200 words a side)."""
    at = anchor(text, span, document_id)
    for words in (12, 25, 50, 100, 200):
        if resolve(at, text) is not None:
            break
        at = anchor(text, span, document_id, words)
    return at


def resolve(anchor: Anchor, text: str) -> Span | None:
    """Where the anchor's words stand in `text`, or None where that cannot be told without guessing."""
    found = locate(anchor, text)
    return found if isinstance(found, Span) else None


def why_unresolved(anchor: Anchor, document: Document | None) -> Unresolved | None:
    """Why the anchor does not resolve in its document (None where no such document is there); None where it does."""
    if document is None or document.id != anchor.document:
        return Unresolved.NO_SUCH_DOCUMENT
    found = locate(anchor, document.text)
    return found if isinstance(found, Unresolved) else None


def locate(anchor: Anchor, text: str) -> Span | Unresolved:
    """Where the anchor's words stand in `text`, or why that cannot be told."""
    if not anchor.quote.strip():
        return Unresolved.ABSENT
    # A look-ahead, so that places that overlap are all seen.
    places = [Span(*m.span(1)) for m in re.finditer(f"(?=({_pattern(anchor.quote)}))", text)]
    if not places:
        return Unresolved.ABSENT
    agreeing = [_agreement(anchor, text, place) for place in places]
    if len(places) == 1:
        is_short = len("".join(anchor.quote.split())) < SHORT_QUOTE
        has_context = bool(anchor.before.strip() or anchor.after.strip())
        if is_short and has_context and agreeing[0] == 0:
            return Unresolved.ABSENT  # the same few words at another place
        return places[0]
    best = max(agreeing)
    context = len("".join((anchor.before + anchor.after).split()))
    if best < min(ENOUGH_CONTEXT, context) or best == 0 or agreeing.count(best) > 1:
        return Unresolved.AMBIGUOUS
    return places[agreeing.index(best)]


def _pattern(quote: str) -> str:
    return r"\s+".join(map(re.escape, quote.split()))


def _agreement(anchor: Anchor, text: str, place: Span) -> int:
    """How many characters of context, white space aside, agree next to `place`."""
    reach = 2 * (len(anchor.before) + len(anchor.after)) + 80
    before = "".join(text[max(0, place.start - reach) : place.start].split())
    after = "".join(text[place.end : place.end + reach].split())
    return _common(reversed("".join(anchor.before.split())), reversed(before)) + _common("".join(anchor.after.split()), after)


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
