"""Speakers: the actor behind a source ("Shinzo Abe" behind "he")."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.actor_names import roles_in
from hikiwake.reading.actor_syntax import main_subject_before
from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft, Spans, tight
from hikiwake.reading.statements.places import Places
from hikiwake.record.model import Actor, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_LONGEST_CLAUSE = 40  # tokens


def passage_at(place: int, passages: Sequence[Passage]) -> Passage:
    """The passage that code point `place` of the stored text falls in (or behind which it stands)."""
    return passages[max(0, bisect_right(passages, place, key=lambda p: p.offset) - 1)]


def source_words(draft: Draft, passages: Sequence[Passage]) -> tuple["SpacySpan", Passage] | None:
    """The source in the parse; None where the draft has none."""
    if not draft.source:
        return None
    first = draft.source[0]
    passage = passage_at(first.start, passages)
    found = passage.doc.char_span(first.start - passage.offset, first.end - passage.offset, alignment_mode="expand")
    return (found, passage) if found is not None else None


def with_clause(draft: Draft, source: tuple["SpacySpan", Passage] | None) -> Spans:
    """The source's words with the clause behind a comma that says who it is: "Stevens, who advised him in 2012"; not one with the cue in it."""
    if source is None:
        return draft.source
    found, passage = source
    after = passage.doc[found.end : found.end + 1].text
    for child in found.root.children if after == "," else ():
        clause = passage.doc[child.left_edge.i : child.right_edge.i + 1]
        is_next = child.dep_ in ("relcl", "appos") and clause.start == found.end + 1 and len(clause) <= _LONGEST_CLAUSE
        span = passage.span(clause)
        if is_next and not any(span.overlaps(s) for s in (*draft.cue, *draft.content, *draft.source)):
            whole = tight(passage.doc.text, Span(draft.source[0].start, span.end), passage.offset)
            return (whole or draft.source[0], *draft.source[1:])
    return draft.source


def speaker(source: tuple["SpacySpan", Passage] | None, actors: Sequence[Actor], places: Places) -> Actor | None:
    """The actor that the source's head word belongs to, or its apposition; never one merely named beside it.

    Args:
        source: of `source_words`.
        actors: of the whole document.
        places: their spans, owner i being `actors[i]`.
    """
    if source is None:
        return None
    found, passage = source
    if found.root.lower_ == "it":
        return _body_before(found.root, passage, actors, places)
    heads = [found.root, *(c for c in found.root.children if c.dep_ == "appos" and c.i < found.end)]
    for token in heads:
        here = [actors[i] for i in places.holding(passage.span(token))]
        if here:
            return max(here, key=lambda a: a.span.end - a.span.start)
    return None


def _body_before(pronoun: "Token", passage: Passage, actors: Sequence[Actor], places: Places) -> Actor | None:
    """ "The navy said …. It denied …": the body that spoke in the sentence before; nobody where a person did."""
    spoke = main_subject_before(passage.doc, pronoun.i)
    if spoke is None or spoke.pos_ == "PRON" or spoke.ent_type_ == "PERSON":
        return None
    here = [actors[i] for i in places.holding(passage.span(spoke))]
    body = max(here, key=lambda a: a.span.end - a.span.start, default=None)
    is_person = body is not None and any(role.number == "one" for _, _, role in roles_in(body.text))
    return replace(body, text=pronoun.text, span=passage.span(pronoun)) if body and not is_person else None
