"""From parsed passages to statements: drafts by each kind of cue, quotations joined to them, speakers, grades, nesting."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hikiwake.reading.language import Passage
from hikiwake.reading.modality import certainty_of, polarity_of
from hikiwake.reading.sourcing import grade_of
from hikiwake.reading.sourcing_channel import channel_of, cue_at
from hikiwake.reading.sourcing_setting import Setting
from hikiwake.reading.statements.according import drafts_by_phrase
from hikiwake.reading.statements.adjectival import drafts_by_adjective
from hikiwake.reading.statements.clauses import drafts_by_verb
from hikiwake.reading.statements.dating import date_of_saying
from hikiwake.reading.statements.direct import with_quotations
from hikiwake.reading.statements.draft import Draft, Spans
from hikiwake.reading.statements.enumeration import announces, items_after, without_stop
from hikiwake.reading.statements.headline import drafts_by_colon, drafts_by_label
from hikiwake.reading.statements.judgement import judgements
from hikiwake.reading.statements.likely import likely_drafts, with_some_content
from hikiwake.reading.statements.listed import drafts_by_list
from hikiwake.reading.statements.narrowing import narrowed
from hikiwake.reading.statements.nesting import nested, without_asides
from hikiwake.reading.statements.nominal import drafts_by_noun
from hikiwake.reading.statements.occasion import with_occasions
from hikiwake.reading.statements.places import Places
from hikiwake.reading.statements.quotation import Quotation, quotations
from hikiwake.reading.statements.retracted import is_taken_back
from hikiwake.reading.statements.silent import says_nothing
from hikiwake.reading.statements.speaker import passage_at, source_words, speaker, with_clause
from hikiwake.reading.statements.transcript import speaks_to_an_audience, turns
from hikiwake.reading.statements.unlisted import drafts_by_quotation
from hikiwake.reading.statements.voices import in_own_name, voices
from hikiwake.reading.statements.whole import whole
from hikiwake.record.model import Actor, DateMention, Phrase, Polarity, Span, Statement
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade


@dataclass(frozen=True, slots=True)
class _Around:
    """What else is known of the document: actors with their places, dates in order, its setting, who speaks in each turn by its start."""

    actors: Sequence[Actor]
    actor_places: Places
    dates: Sequence[DateMention]
    setting: Setting
    voices: Mapping[int, Actor]


def find_statements(
    document: str,
    passages: Sequence[Passage],
    actors: Sequence[Actor],
    dates: Sequence[DateMention],
    reference: Date | None = None,
) -> list[Statement]:
    """Who said, or is said to think, what: every attribution in the text, in the order of its words.

    Args:
        document: the document's id.
        passages: its parsed prose.
        actors: who is named where; the one that overlaps a source is its speaker.
        dates: temporal expressions; one beside a cue dates the statement.
        reference: the document's own date, None if unknown.

    Returns:
        Statements with their spans in the stored text; empty where nobody says anything.
    """
    text = stored(passages)
    paragraphs = spans(passages)
    quotes = quotations(text, paragraphs)
    spoken = turns(text, passages)
    beside = by_passage(quotes, passages)
    found = (likely_drafts(p, without_doubles(drafts_by_rule(p)), q) for p, q in zip(passages, beside, strict=True))
    drafts = without_doubles([d for some in found for d in some])
    drafts = without_doubles([*drafts, *_unlisted(text, passages, beside, drafts)])
    listed = list(drafts_by_list(passages))
    drafts = [*(d for d in drafts if not any(d.cue[0].overlaps(x.reach) for x in listed)), *listed]
    drafts = with_quotations(text, drafts, quotes, paragraphs)
    drafts = [d for s in drafts if (d := _with_whole_content(s, passage_at(s.cue[0].start, passages))).content]
    drafts = [d for d in _with_enumerations(text, drafts, passages) if not says_nothing(d, text)]
    drafts = without_asides(text, narrowed(text, drafts, passages), spoken)
    drafts = sorted((*(t for t in spoken if not t.is_question), *drafts), key=lambda d: (d.cue[0], d.clause))
    is_speech = bool(spoken) or speaks_to_an_audience(text)
    speaking = voices(spoken, text, actors)
    around = _Around(
        actors,
        Places.of((a.span, i) for i, a in enumerate(actors)),
        sorted(dates, key=lambda d: d.span),
        Setting.of(text, passages, turns=_turns_told(text, spoken, speaking), is_speech=is_speech, actors=actors),
        speaking,
    )
    said = nested([_statement(document, text, d, passages, around) for d in drafts])
    said = [in_own_name(s, said) for s in said] if spoken else said
    said = with_occasions(said, passages, around.dates, reference)
    cues = [s for x in said if x.cue for s in x.cue.spans]
    taken = [*cues, *(s for x in said if x.grade is not Grade.OPINION for s in x.content.spans)]
    own = (
        [] if is_speech else judgements(text, passages, [*taken, *(q.span for q in quotes if len(q.span.cut(text).split()) > 3)])
    )
    return [*said, *(_judgement(document, text, content) for content in own)]


def _with_whole_content(draft: Draft, passage: Passage) -> Draft:
    return whole(with_some_content(draft, passage), passage)


def _turns_told(text: str, spoken: Sequence[Draft], speaking: Mapping[int, Actor]) -> Iterator[tuple[str, Span]]:
    """Each turn's label, or who is known to speak, with where its words stand."""
    for turn in spoken:
        known = speaking.get(turn.reach.start)
        label = known.name if known else (turn.source or turn.cue)[0].cut(text)
        yield label, Span(turn.content[0].start, turn.content[-1].end)


def by_passage(quotes: Sequence[Quotation], passages: Sequence[Passage]) -> list[list[Quotation]]:
    """The quotations that begin in each passage."""
    starts = [p.offset for p in passages]
    found: list[list[Quotation]] = [[] for _ in passages]
    for quote in quotes:
        found[bisect_right(starts, quote.span.start) - 1].append(quote)
    return found


def drafts_by_rule(passage: Passage) -> Iterator[Draft]:
    """What the lexicons and frames of each kind of cue take for attributions."""
    yield from drafts_by_colon(passage)
    yield from drafts_by_label(passage)
    yield from drafts_by_verb(passage)
    yield from drafts_by_phrase(passage)
    yield from drafts_by_noun(passage)
    yield from drafts_by_adjective(passage)


def _unlisted(
    text: str, passages: Sequence[Passage], beside: Sequence[Sequence[Quotation]], drafts: Sequence[Draft]
) -> Iterator[Draft]:
    """Drafts for quotations with no cue near, paragraph by paragraph."""
    starts = [p.offset for p in passages]
    drafts_in: dict[int, list[Draft]] = {}
    for draft in drafts:
        drafts_in.setdefault(bisect_right(starts, draft.cue[0].start) - 1, []).append(draft)
    for i, here in enumerate(beside):
        if here:
            yield from drafts_by_quotation(text, passages[i], here, drafts_in.get(i, ()))


def without_doubles(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft a cue: of two that begin together the longer ("reportedly stated", not "reportedly"), else the first."""
    kept: list[Draft] = []
    for draft in sorted((d for d in drafts if d.cue), key=lambda d: (d.cue[0].start, -d.cue[0].end)):
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
        passage = passage_at(last.start, passages)
        items = [i for s in items_after(text, last, [passage.span(s) for s in passage.doc.sents]) if (i := without_stop(text, s))]
        found.append(draft.with_content([*draft.content, *items]))
    return found


def spans(passages: Sequence[Passage]) -> list[Span]:
    """Where each passage that has words stands."""
    return [Span(p.offset, p.offset + len(p.doc.text)) for p in passages if p.doc.text]


def stored(passages: Sequence[Passage]) -> str:
    """The stored text as far as it was parsed, line breaks where nothing was."""
    parts: list[str] = []
    at = 0
    for passage in passages:
        parts += ["\n" * (passage.offset - at), passage.doc.text]
        at = passage.offset + len(passage.doc.text)
    return "".join(parts)


def phrase(text: str, pieces: Spans) -> Phrase:
    """Words in one piece or more, as a reader sees them."""
    return Phrase(" … ".join(s.cut(text) for s in pieces), pieces)


def _statement(
    document: str,
    text: str,
    draft: Draft,
    passages: Sequence[Passage],
    around: _Around,
) -> Statement:
    content = phrase(text, draft.content)
    said_by = source_words(draft, passages)
    source = phrase(text, with_clause(draft, said_by)) if draft.source else None
    is_turn = draft.lemma == ":"
    who = speaker(said_by, around.actors, around.actor_places) or around.voices.get(draft.reach.start if is_turn else -1)
    said = cue_at(around.setting, draft.cue)
    is_marked = True if draft.is_quoted else None
    channel = channel_of(around.setting, draft.source, said, draft.content, speaker=who, is_quoted=is_marked)
    cue_words = "" if is_turn else said.text
    certainty = certainty_of(content.text, cue=cue_words, lemma=said.lemma)
    polarity = polarity_of(content.text, cue=cue_words, lemma=said.lemma, is_negated=draft.is_negated)
    return Statement(
        document,
        source,
        phrase(text, draft.cue),
        content,
        who,
        draft.is_quoted or _has_marks(content.text),
        grade_of(channel),
        certainty,
        Polarity.NEGATIVE if is_taken_back(draft, text) else polarity,
        date_of_saying(draft, around.dates, passages),
    )


def _judgement(document: str, text: str, content: Spans) -> Statement:
    said = phrase(text, content)
    certainty = certainty_of(said.text)
    return Statement(document, None, None, said, None, False, Grade.OPINION, certainty, polarity_of(said.text))


def _has_marks(words: str) -> bool:
    return any(mark in words for mark in '“”"«»„「') or ("‘" in words and "’" in words)
