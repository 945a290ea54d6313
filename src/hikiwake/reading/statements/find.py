"""From parsed passages to statements: drafts by each kind of cue, quotations joined to them, speakers, grades, nesting."""

from collections.abc import Iterator, Sequence

from hikiwake.reading.language import Passage
from hikiwake.reading.sourcing import Channel, certainty_of_words, grade_of, polarity_of
from hikiwake.reading.statements.according import drafts_by_phrase
from hikiwake.reading.statements.adjectival import drafts_by_adjective
from hikiwake.reading.statements.clauses import drafts_by_verb
from hikiwake.reading.statements.direct import with_quotations
from hikiwake.reading.statements.draft import Draft, Spans
from hikiwake.reading.statements.enumeration import announces, items_after
from hikiwake.reading.statements.headline import drafts_by_colon
from hikiwake.reading.statements.nesting import nested, without_asides
from hikiwake.reading.statements.nominal import drafts_by_noun
from hikiwake.reading.statements.quotation import quotations
from hikiwake.reading.statements.transcript import turns
from hikiwake.record.model import Actor, Certainty, DateMention, Phrase, Span, Statement


def find_statements(
    document: str, passages: Sequence[Passage], actors: Sequence[Actor], dates: Sequence[DateMention]
) -> list[Statement]:
    """Who said, or is said to think, what: every attribution in the text, in the order of its words.

    Args:
        document: the document's id.
        passages: its parsed prose.
        actors: who is named where; the one that overlaps a source is its speaker.
        dates: temporal expressions; one beside a cue dates the statement.

    Returns:
        Statements with their spans in the stored text; empty where nobody says anything.
    """
    text = _stored(passages)
    paragraphs = [Span(p.offset, p.offset + len(p.doc.text)) for p in passages if p.doc.text]
    quotes = quotations(text, paragraphs)
    spoken = turns(passages)
    drafts = _without_doubles([d for p in passages for d in _drafts(p)])
    drafts = [d for d in with_quotations(text, drafts, quotes, paragraphs) if d.content]
    drafts = _with_enumerations(text, drafts, passages)
    drafts = without_asides(text, drafts)
    drafts = sorted((*spoken, *drafts), key=lambda d: (d.cue[0], d.clause))
    return nested([_statement(document, text, d, passages, actors, dates) for d in drafts])


def _drafts(passage: Passage) -> Iterator[Draft]:
    yield from drafts_by_colon(passage)
    yield from drafts_by_verb(passage)
    yield from drafts_by_phrase(passage)
    yield from drafts_by_noun(passage)
    yield from drafts_by_adjective(passage)


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a cue: the first found keeps its words."""
    kept: list[Draft] = []
    for draft in sorted((d for d in drafts if d.cue), key=lambda d: d.cue[0]):
        if not kept or not any(a.overlaps(b) for a in kept[-1].cue for b in draft.cue):
            kept.append(draft)
    return kept


def _with_enumerations(text: str, drafts: Sequence[Draft], passages: Sequence[Passage]) -> list[Draft]:
    """Content that announces an enumeration ("two factors") goes on through its items."""
    found = []
    for draft in drafts:
        last = draft.content[-1]
        if not announces(last.cut(text)):
            found.append(draft)
            continue
        passage = next(p for p in passages if p.offset <= last.start < p.offset + len(p.doc.text))
        items = items_after(text, last, [passage.span(s) for s in passage.doc.sents])
        found.append(draft.with_content([*draft.content, *items]))
    return found


def _stored(passages: Sequence[Passage]) -> str:
    """The stored text as far as it was parsed, line breaks where nothing was."""
    parts: list[str] = []
    at = 0
    for passage in passages:
        parts += ["\n" * (passage.offset - at), passage.doc.text]
        at = passage.offset + len(passage.doc.text)
    return "".join(parts)


def phrase(text: str, spans: Spans) -> Phrase:
    """Words in one piece or more, as a reader sees them."""
    return Phrase(" … ".join(s.cut(text) for s in spans), spans)


def _statement(
    document: str, text: str, draft: Draft, passages: Sequence[Passage], actors: Sequence[Actor], dates: Sequence[DateMention]
) -> Statement:
    source = phrase(text, draft.source) if draft.source else None
    content = phrase(text, draft.content)
    speaker = _speaker(draft, actors)
    channel = Channel(
        source.text if source else None,
        speaker,
        draft.kind,
        draft.lemma,
        draft.is_quoted or _has_marks(content.text),
        draft.is_public,
        draft.is_hedged,
        _has_name(draft, passages),
    )
    certainty = Certainty.UNKNOWN if draft.is_question else certainty_of_words(content.text, draft.kind, draft.lemma)
    return Statement(
        document,
        source,
        phrase(text, draft.cue),
        content,
        speaker,
        channel.is_quoted,
        grade_of(channel),
        certainty,
        polarity_of(content.text, draft.lemma, is_negated=draft.is_negated),
        _date(draft, dates),
    )


def _has_marks(words: str) -> bool:
    return any(mark in words for mark in "“”\"«»„「") or ("‘" in words and "’" in words)


def _speaker(draft: Draft, actors: Sequence[Actor]) -> Actor | None:
    """The actor who is the source: the last that begins within its head words, before any relative clause or apposition."""
    if not draft.source:
        return None
    first = draft.source[0]
    here = [a for a in actors if a.span.overlaps(first)]
    named = [a for a in here if first.start <= a.span.start < first.start + 60]
    return max(named, key=lambda a: (a.span.end - a.span.start, -a.span.start), default=here[0] if here else None)


def _has_name(draft: Draft, passages: Sequence[Passage]) -> bool:
    for span in draft.source:
        for passage in passages:
            if passage.offset <= span.start < passage.offset + len(passage.doc.text):
                words = passage.doc.char_span(span.start - passage.offset, span.end - passage.offset, alignment_mode="expand")
                return words is not None and any(t.pos_ == "PROPN" for t in words)
    return False


def _date(draft: Draft, dates: Sequence[DateMention]) -> DateMention | None:
    """The date of the saying: in the cue's sentence, outside the content; the nearest to the cue."""
    here = [d for d in dates if draft.reach.holds(d.span) and not any(s.overlaps(d.span) for s in draft.content)]
    at = draft.cue[0].start
    return min(here, key=lambda d: abs(d.span.start - at), default=None)
