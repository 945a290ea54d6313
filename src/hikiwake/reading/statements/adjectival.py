"""Adjectives that attribute: "is confident that …", "was unwilling to …", "are worried about …"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.cues import lexicon
from hikiwake.reading.statements.draft import Draft, runs
from hikiwake.reading.statements.source import source_head

if TYPE_CHECKING:
    from spacy.tokens import Token


def drafts_by_adjective(passage: Passage) -> Iterator[Draft]:
    """A draft for every adjective of the lexicon that is said of somebody and has a complement."""
    for token in passage.doc:
        cue = lexicon().get(f"{token.lower_}/a") if token.pos_ in ("ADJ", "VERB") else None
        if cue is None or token.dep_ not in ("acomp", "ROOT", "ccomp", "conj", "relcl", "oprd", "advcl"):
            continue
        copula = token.head if token.dep_ == "acomp" else token
        head = source_head(copula) or next((c for c in token.children if c.dep_ == "nsubjpass"), None)
        content = _complement(token, cue.frames)
        if head is None or not content or head.lower_ in ("it", "there"):
            continue
        words = [token, *(c for c in token.children if c.dep_ == "auxpass" or (c.dep_ == "prep" and c.lower_ in cue.frames))]
        if copula is not token:
            words += [copula, *(c for c in copula.children if c.dep_ in ("neg", "aux"))]
        yield Draft(
            runs(passage, head.subtree),
            runs(passage, words),
            runs(passage, content),
            cue.kind,
            cue.lemma,
            passage.span(token.sent),
            is_negated=any(c.dep_ == "neg" for c in copula.children),
        )


def _complement(token: "Token", frames: frozenset[str]) -> list["Token"]:
    for child in token.children:
        if child.i < token.i:
            continue
        if (child.dep_ == "ccomp" and "that" in frames) or (child.dep_ == "xcomp" and "to" in frames):
            return list(child.subtree)
        if child.dep_ == "prep" and child.lower_ in frames:
            return [t for c in child.children for t in c.subtree]
    return []
