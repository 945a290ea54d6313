"""Enumerations: "two factors. First, … Second, …": the sentences after an announcement that spell it out."""

import re
from collections.abc import Sequence

from hikiwake.record.model import Span

_ANNOUNCED = re.compile(
    r"\b(?:two|three|four|five|several|a (?:few|number of)|various|the following|following|these)\s+(?:\w+[\s-]){0,3}?"
    r"(?:factors|reasons|causes|explanations|considerations|points|things|motives|ways|conditions|steps|principles|questions|issues)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:and\s+)?(?:the\s+)?(?:first|second|third|fourth|fifth|last|final|finally|one|another|the other)(?:ly)?"
    r"\b\s*(?:,|is\b|was\b|:)?\s*(?:that\b)?\s*",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\W*(?:(?:and\s+)?(?:the\s+)?(first|second|third|fourth|fifth|last|final)(?:ly)?|one|another|the other|finally)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\W*(?:the\s+)?(?:first(?:ly)?|one)\b", re.IGNORECASE)


def announces(words: str) -> bool:
    """Whether the words announce an enumeration: "two factors", "the following reasons"."""
    return _ANNOUNCED.search(words) is not None


def items_after(text: str, announcement: Span, sentences: Sequence[Span]) -> list[Span]:
    """The sentences that spell out an announcement, in order; none where it announces nothing or no "first" follows at once.

    Args:
        text: the stored text.
        announcement: words that may announce an enumeration ("the cooling to two factors").
        sentences: those of the same paragraph, in order.
    """
    if not announces(announcement.cut(text)):
        return []
    following = [s for s in sentences if s.start >= announcement.end]
    if not following or not _FIRST.match(following[0].cut(text)):
        return []
    items = []
    for sentence in following:
        if not _ORDINAL.match(sentence.cut(text)):
            break
        items.append(sentence)
    return items


def without_ordinal(text: str, item: Span) -> Span | None:
    """An item's own words: "Second is the election of …" gives "the election of …"; None where nothing is left."""
    lead = _LEAD.match(item.cut(text))
    start = item.start + (lead.end() if lead else 0)
    return without_stop(text, Span(start, item.end)) if start < item.end else None


def without_stop(text: str, sentence: Span) -> Span | None:
    """A sentence's words without its full stop; None where it has no others."""
    end = sentence.start + len(sentence.cut(text).rstrip(" .!;"))
    return Span(sentence.start, end) if sentence.start < end else None
