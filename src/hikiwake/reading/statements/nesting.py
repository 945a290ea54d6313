"""Statements within statements: which one carries which, and the grade of the weakest link."""

from collections.abc import Sequence
from dataclasses import replace

from hikiwake.reading.statements.draft import Draft
from hikiwake.record.model import Statement
from hikiwake.terms.grades import Grade, weakest


def without_asides(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those within another's content only where they make a chain: a named third party who is said to have said something.

    "I think" and "you know" within a quotation are its words, not reports of their own.
    """
    return [d for d in drafts if (outer := _outer(d, drafts)) is None or _is_chain(text, d, outer)]


def _outer(inner: Draft, drafts: Sequence[Draft]) -> Draft | None:
    at = inner.cue[0]
    return next((d for d in drafts if d is not inner and any(s.holds(at) for s in d.content) and not _holds(inner, d)), None)


def _holds(inner: Draft, outer: Draft) -> bool:
    return any(s.holds(outer.cue[0]) for s in inner.content)


def _is_chain(text: str, inner: Draft, outer: Draft) -> bool:
    if not inner.is_telling or not inner.source or inner.source == outer.source:
        return inner.is_hedged and inner.kind == "hedge"
    words = inner.source[0].cut(text).split()
    return words[0].lower() not in _NOBODY and any(w[:1].isupper() for w in words)


_NOBODY = frozenset("i we you he she they it who that which this these those someone somebody anybody nobody everyone people".split())


def nested(statements: Sequence[Statement]) -> list[Statement]:
    """The statements in order, each with `via` (the tightest other whose content holds its cue) and the grade of its chain.

    An opinion has no carrier. A chain through somebody else is at best `reported`: we have the inner words only from the outer speaker.
    """
    found = list(statements)
    carriers = [_carrier(i, found) for i in range(len(found))]
    for i, carrier in enumerate(carriers):
        if carrier is None:
            continue
        chain = [found[i].grade]
        seen = {i}
        above: int | None = carrier
        while above is not None and above not in seen:
            seen.add(above)
            chain.append(found[above].grade)
            above = carriers[above]
        found[i] = replace(found[i], via=carrier, grade=_through(found[i], found[carrier], chain))
    return found


def _carrier(index: int, statements: Sequence[Statement]) -> int | None:
    inner = statements[index]
    if inner.cue is None:
        return None
    at = inner.cue.spans[0]
    best: tuple[int, int] | None = None
    for i, outer in enumerate(statements):
        if i == index or outer.cue is None or not any(s.holds(at) for s in outer.content.spans):
            continue
        size = sum(s.end - s.start for s in outer.content.spans)
        if (best is None or size < best[0]) and not any(s.holds(outer.cue.spans[0]) for s in inner.content.spans):
            best = (size, i)
    return best[1] if best else None


def _through(inner: Statement, outer: Statement, chain: Sequence[Grade]) -> Grade:
    same = inner.speaker is not None and outer.speaker is not None and inner.speaker.name == outer.speaker.name
    is_self = same or (inner.source is not None and inner.source.text.lower() in ("i", "we"))
    links = list(chain) if is_self else [*chain, Grade.REPORTED]
    return weakest(links)
