"""Where a correction belongs after a document has been read again, by whatever reader.

A correction is about one entry, never about its neighbours: where the words it points at carry several entries, the one most like the
entry that was corrected takes it, and an entry more like one of the old neighbours never does.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from hikiwake.record.anchors import Unresolved, locate
from hikiwake.record.entries import Fact, anchored_span, kind
from hikiwake.record.journal import Made
from hikiwake.record.model import Actor, DateMention, Phrase, Place, Report, Span, Statement
from hikiwake.record.spans import says, squeezed

Mention = TypeVar("Mention", Actor, DateMention, Place)
SAME_ID = 0.5  # decides between entries that are otherwise alike


def place(made: Made, text: str, entries: Sequence[tuple[str, Fact]]) -> str | Fact | Unresolved:
    """The id of the entry that the correction belongs to; else the corrected entry itself, to be kept as the analyst's own;
    else why its words are not found.

    Args:
        text: the stored text of the correction's document as it is now.
        entries: what the document's reader finds now, by id.
    """
    at = locate(made.correction.anchor, text)
    alike = [(id, fact) for id, fact in entries if kind(fact) == made.correction.kind]
    if at is Unresolved.AMBIGUOUS:  # the same passage twice, word for word: the id alone tells which
        return next((id for id, _ in alike if id == made.correction.entry), at)
    if isinstance(at, Unresolved):
        return at
    if made.snapshot is None:
        return Unresolved.ABSENT
    snapshot = made.snapshot
    own = _moved(snapshot, text, at)
    near = [(id, fact) for id, fact in alike if anchored_span(fact).overlaps(at) and _is_at(fact, at)]
    if not near and isinstance(own, Statement):
        near = [(id, fact) for id, fact in alike if isinstance(fact, Statement) and _shares_content(fact, own)]
    likeness = {id: _likeness(fact, snapshot) + (SAME_ID if id == made.correction.entry else 0) for id, fact in near}
    mine = [(id, fact) for id, fact in near if all(likeness[id] > _likeness(fact, neighbour) for neighbour in made.neighbours)]
    if mine:
        return max(mine, key=lambda entry: (likeness[entry[0]], -anchored_span(entry[1]).start))[0]
    return own if own is not None else Unresolved.ABSENT


def moved(made: Made, text: str) -> Fact | None:
    """The entry as it stood when the change was made, where its words stand now; None where that cannot be told."""
    at = locate(made.correction.anchor, text)
    return _moved(made.snapshot, text, at) if made.snapshot is not None and isinstance(at, Span) else None


def neighbours(entry_id: str, entries: Sequence[tuple[str, Fact]]) -> tuple[Fact, ...]:
    """The other entries of the same kind that stand at the same words, or within one another."""
    of = dict(entries)[entry_id]
    return tuple(fact for id, fact in entries if id != entry_id and kind(fact) == kind(of) and _stand_together(fact, of))


def _stand_together(one: Fact, other: Fact) -> bool:
    if isinstance(one, Statement):  # "Kyodo reported that Putin said …": one content holds the other
        return one.span.overlaps(other.span)
    return anchored_span(one).overlaps(anchored_span(other))


def _is_at(fact: Fact, at: Span) -> bool:
    spans = fact.trigger.spans if isinstance(fact, Report) else (fact.cue or fact.content).spans
    return any(span.overlaps(at) for span in spans)


def _shares_content(one: Statement, other: Statement) -> bool:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content.spans for b in other.content.spans)
    return 2 * shared >= max(_length(one.content), _length(other.content))


def _length(phrase: Phrase) -> int:
    return sum(span.end - span.start for span in phrase.spans)


def _likeness(one: Fact, other: Fact) -> float:
    """How many of the things that tell entries apart are the same in both."""
    return sum(a == b and a is not None for a, b in zip(_features(one), _features(other), strict=True))


def _features(fact: Fact) -> tuple[object, ...]:
    if isinstance(fact, Report):
        sources, targets = (tuple(a.country or a.name for a in actors) for actors in (fact.sources, fact.targets))
        return squeezed(fact.trigger.text), fact.category, fact.cameo, sources, targets, fact.date and fact.date.date.value
    speaker = fact.speaker and fact.speaker.name
    return squeezed(fact.content.text), fact.content.text.split()[:3], speaker, fact.quoted, fact.cue and fact.cue.text, None


def _moved(fact: Fact, text: str, at: Span) -> Fact | None:
    """The entry with its spans where the words stand now; None where they do not.

    A mention that is no longer there (another extractor left its line out) points at the anchored words instead.
    """
    by = at.start - anchored_span(fact).start

    def at_home(text_there: str, span: Span) -> tuple[str, Span]:
        there = _shifted(span, by)
        return (text_there, there) if there and there.cut(text) == text_there else (at.cut(text), at)

    def mention(of: Mention) -> Mention:
        words, span = at_home(of.text, of.span)
        return replace(of, text=words, span=span)

    date = mention(fact.date) if fact.date else None
    if isinstance(fact, Report):
        trigger = _moved_phrase(fact.trigger, by, text)
        span = _shifted(fact.span, by)
        if trigger is None:
            return None
        return replace(
            fact,
            span=span if span and span.end <= len(text) and span.holds(at) else at,
            trigger=trigger,
            sources=tuple(map(mention, fact.sources)),
            targets=tuple(map(mention, fact.targets)),
            date=date,
            place=mention(fact.place) if fact.place else None,
            via=None,
        )
    source, cue, content = (p and _moved_phrase(p, by, text) for p in (fact.source, fact.cue, fact.content))
    if content is None or (fact.source and source is None) or (fact.cue and cue is None):
        return None
    speaker = mention(fact.speaker) if fact.speaker else None
    return replace(fact, source=source, cue=cue, content=content, speaker=speaker, date=date, via=None)


def _moved_phrase(phrase: Phrase, by: int, text: str) -> Phrase | None:
    spans = tuple(span for s in phrase.spans if (span := _shifted(s, by)))
    moved = replace(phrase, spans=spans)
    return moved if len(spans) == len(phrase.spans) and says(moved, text) else None


def _shifted(span: Span, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span.start + by >= 0 else None
