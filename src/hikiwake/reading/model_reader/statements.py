"""From the model's words about a saying to a statement: spans, speaker, certainty and date are ours, its grade at most the built-in's."""

from collections.abc import Sequence

from hikiwake.reading.coding.mood import is_negated
from hikiwake.reading.modality import certainty_of, polarity_of
from hikiwake.reading.model_reader.anchoring import Place, Refused, is_cut_short, together
from hikiwake.reading.model_reader.ground import Ground
from hikiwake.reading.model_reader.schema import SaidWords
from hikiwake.reading.statements.places import Places
from hikiwake.reading.statements.speaker import speaker
from hikiwake.record.model import Actor, Certainty, Phrase, Polarity, Span, Statement
from hikiwake.terms.grades import Grade, weakest


def found_statement(words: SaidWords, places: Sequence[Place], ground: Ground) -> Statement | Refused:
    """The statement that the words stand for, or why they stand for none."""
    if words.source is not None and words.cue is None:
        return Refused.UNSOURCED
    given = [w for w in (words.source, words.cue, words.content) if w is not None]
    found = together(given, places)
    if isinstance(found, Refused):
        return found
    spans, number = list(found[0]), found[1]
    if is_cut_short(ground.document.text, spans[-1]):
        return Refused.CUT
    if ground.is_flagged(spans):
        return Refused.FLAGGED
    source = spans[0] if words.source is not None else None
    cue = spans[-2] if words.cue is not None else None
    return _statement(words.grade, source, cue, spans[-1], places[number].span, ground)


def same_statement(cue: Span | None, content: Span, statements: Sequence[Statement]) -> Statement | None:
    """The built-in reader's own statement with that cue; where it has none, the one that shares half of the content."""
    for one in statements:
        if cue is not None and one.cue is not None and any(s.overlaps(cue) for s in one.cue.spans):
            return one
    return next((one for one in statements if _shares(one, content)), None)


def _shares(one: Statement, content: Span) -> bool:
    shared = sum(max(0, min(s.end, content.end) - max(s.start, content.start)) for s in one.content.spans)
    size = sum(s.end - s.start for s in one.content.spans)
    return 2 * shared >= max(size, content.end - content.start)


def _statement(grade: Grade, source: Span | None, cue: Span | None, content: Span, window: Span, ground: Ground) -> Statement:
    text = ground.document.text
    same = same_statement(cue, content, ground.reading.statements)
    ceiling = ground.ceiling.over([s for s in (source, cue, content) if s], same)
    certainty, polarity = _modality(cue, content, same, ground)
    return Statement(
        ground.document.id,
        _phrase(text, source),
        _phrase(text, cue),
        Phrase(content.cut(text), (content,)),
        _speaker(source, ground),
        any(q.span.overlaps(content) for q in ground.quotations),
        Grade.OPINION if cue is None else weakest([grade, ceiling]),
        certainty,
        polarity,
        ground.date_beside(cue, window, outside=content) if cue else None,
        is_unreviewed=True,
    )


def _phrase(text: str, span: Span | None) -> Phrase | None:
    return Phrase(span.cut(text), (span,)) if span else None


def _speaker(source: Span | None, ground: Ground) -> Actor | None:
    if source is None:
        return None
    return speaker(ground.head(source), ground.actors, Places.of((a.span, i) for i, a in enumerate(ground.actors)))


def _modality(cue: Span | None, content: Span, same: Statement | None, ground: Ground) -> tuple[Certainty, Polarity]:
    if same is not None:
        return same.certainty, same.polarity
    words = content.cut(ground.document.text)
    head = ground.head(cue) if cue else None
    if cue is None or head is None:
        return certainty_of(words), polarity_of(words)
    root, said = head[0].root, cue.cut(ground.document.text)
    lemma = root.lemma_.lower()
    return certainty_of(words, cue=said, lemma=lemma), polarity_of(words, cue=said, lemma=lemma, is_negated=is_negated(root))
