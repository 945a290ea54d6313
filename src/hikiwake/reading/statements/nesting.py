"""Statements within statements: which one carries which, and the grade of the weakest link."""

from collections.abc import Sequence
from dataclasses import replace

from hikiwake.reading.sourcing_nouns import nouns
from hikiwake.reading.statements.draft import Draft
from hikiwake.reading.statements.places import Places
from hikiwake.reading.words import words
from hikiwake.record.model import Statement
from hikiwake.terms.grades import Grade, weakest

_SURE = 0.5  # likelihood from which what stands within another's content is a report of its own, as where the parser hung "and called" too deep


def without_asides(text: str, drafts: Sequence[Draft], turns: Sequence[Draft] = ()) -> list[Draft]:
    """The drafts, those within another's content only where they make a chain: a named third party who is said to have said something.

    "I think" and "you know" within a quotation or a transcript's turn are its words, not reports of their own; nor is a turn's label a source.
    Of an interviewer's turn only such chains are kept.
    """
    contents = Places.of((s, i) for i, d in enumerate(drafts) for s in d.content)
    labels = Places.of((s, i) for i, t in enumerate(turns) for s in (*t.source, *t.cue))
    asked = Places.of((s, i) for i, t in enumerate(turns) if t.is_question for s in t.content)
    kept = []
    for i, draft in enumerate(drafts):
        if any(not _is_chain(text, draft, turns[k]) for k in asked.holding(draft.cue[0])):
            continue
        outer = next((drafts[k] for k in contents.holding(draft.cue[0]) if k != i and not _holds(draft, drafts[k])), None)
        is_label = any(labels.holding(s) for s in (*draft.source, *draft.cue))
        if (
            not is_label
            and not (turns and _is_filler(text, draft))
            and (outer is None or _is_chain(text, draft, outer) or draft.likelihood >= _SURE)
        ):
            kept.append(draft)
    return kept


def _is_filler(text: str, draft: Draft) -> bool:
    """What a speaker puts before his point: "I think", "you know", "I want to thank you"."""
    source = draft.source[0].cut(text).lower() if draft.source else ""
    is_plain = source in ("i", "we") and draft.cue[0].cut(text).split()[0].lower() in (
        "am",
        "are",
    )  # "I am ready to": his whole answer says it
    return (draft.kind == "belief" and source in ("i", "you", "")) or draft.lemma == "thank" or source == "you" or is_plain


def _holds(inner: Draft, outer: Draft) -> bool:
    return any(s.holds(outer.cue[0]) for s in inner.content)


def _is_chain(text: str, inner: Draft, outer: Draft) -> bool:
    if not inner.is_telling or not inner.source or inner.source == outer.source:
        return inner.is_hedged and inner.kind == "hedge"
    source = inner.source[0].cut(text).split()
    if source[0].lower() in words("nobody"):
        return False
    is_unnamed = not outer.is_quoted and nouns(source[-1].lower(), source[-1].lower().removesuffix("s")) >= {"hidden"}
    return is_unnamed or any(w[:1].isupper() for w in source)


def nested(statements: Sequence[Statement]) -> list[Statement]:
    """The statements in order, each with `via` (the tightest other whose content holds its cue) and the grade of its chain.

    An opinion has no carrier. A chain through somebody else is at best `reported`: we have the inner words only from the outer speaker.
    """
    found = list(statements)
    contents = Places.of((s, i) for i, x in enumerate(found) for s in x.content.spans)
    carriers = [_carrier(i, found, contents) for i in range(len(found))]
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


def _carrier(index: int, statements: Sequence[Statement], contents: Places) -> int | None:
    """The statement with the shortest content that holds the cue of this one."""
    inner = statements[index]
    if inner.cue is None:
        return None
    best: tuple[int, int] | None = None
    for i in contents.holding(inner.cue.spans[0]):
        outer = statements[i]
        if i == index or outer.cue is None or any(s.holds(outer.cue.spans[0]) for s in inner.content.spans):
            continue
        size = sum(s.end - s.start for s in outer.content.spans)
        best = (size, i) if best is None or size < best[0] else best
    return best[1] if best else None


def _through(inner: Statement, outer: Statement, chain: Sequence[Grade]) -> Grade:
    """The grade through the carrier: the speaker's own word again, or one more mouth, which is hearsay."""
    same = inner.speaker is not None and outer.speaker is not None and inner.speaker.name == outer.speaker.name
    same = same or (inner.source is not None and outer.source is not None and inner.source.text == outer.source.text)
    is_self = same or (inner.source is not None and inner.source.text.lower() in ("i", "we"))
    return weakest(list(chain[1:])) if is_self else weakest([*chain, Grade.REPORTED])
