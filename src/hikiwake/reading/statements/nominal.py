"""Nouns that attribute: "his statement that …", "the claim that …", "Tokyo's plans to …", "fears of …"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.complement import whatever_follows
from hikiwake.reading.statements.cues import Cue, lexicon
from hikiwake.reading.statements.draft import Draft, runs
from hikiwake.reading.statements.source import source_head, source_spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANY_FRAME = frozenset({"that", "to", "of", "about", "for", "over"})


def drafts_by_noun(passage: Passage) -> Iterator[Draft]:
    """A draft for every noun of the lexicon with a complement: its "that" clause, its infinitive, or what its preposition leads to."""
    for token in passage.doc:
        if token.pos_ != "NOUN":
            continue
        cue = lexicon().get(f"{token.lemma_.lower()}/n")
        if cue is None:
            continue
        found = _complement(token, cue)
        if not found:
            continue
        content, marker = found
        own = {token.i, *(t.i for t in marker)}
        source = _owner(token)
        spans = runs(passage, (t for t in content if t.i not in own))
        if spans and (source or content[0].dep_ == "mark"):
            yield Draft(
                runs(passage, source), runs(passage, [token, *marker]), spans, cue.kind, cue.lemma, passage.span(token.sent)
            )


def likely_draft_of_word(passage: Passage, word: "Token") -> Draft | None:
    """A draft for a noun, adjective or other word that attributes in all likelihood; None where nothing is left to attribute."""
    cue = lexicon().get(f"{word.lemma_.lower()}/n")
    found = _complement(word, cue or Cue(word.lemma_.lower(), "stance", _ANY_FRAME))
    content, marker = found or ([], [])
    own = {word.i, *(t.i for t in marker)}
    spans = runs(passage, (t for t in content if t.i not in own)) or whatever_follows(passage, word)
    if not spans:
        return None
    source = [t for t in _owner(word) if t.i not in own]
    kind = cue.kind if cue else "stance"
    return Draft(runs(passage, source), runs(passage, [word, *marker]), spans, kind, word.lemma_.lower(), passage.span(word.sent))


def draft_with_noun(passage: Passage, verb: "Token") -> Draft | None:
    """ "The parties expressed their hope that …": the draft of a noun that a verb only carries; None where the verb carries none."""
    noun = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i > verb.i), None)
    cue = lexicon().get(f"{noun.lemma_.lower()}/n") if noun is not None else None
    found = _complement(noun, cue) if noun is not None and cue is not None else None
    head = source_head(verb)
    if noun is None or cue is None or found is None or head is None:
        return None
    content, marker = found
    own = {noun.i, *(t.i for t in marker)}
    spans = runs(passage, (t for t in content if t.i not in own))
    words = runs(passage, [verb, noun, *marker])
    return Draft(source_spans(passage, head, verb), words, spans, cue.kind, cue.lemma, passage.span(verb.sent)) if spans else None


def _complement(noun: "Token", cue: Cue) -> tuple[list["Token"], list["Token"]] | None:
    for child in noun.children:
        if child.i < noun.i:
            continue
        first = next(iter(child.subtree))
        if child.dep_ in ("acl", "ccomp", "relcl") and first.lower_ == "that" and first.dep_ == "mark" and "that" in cue.frames:
            return list(child.subtree), []
        if child.dep_ == "acl" and "to" in cue.frames and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            return list(child.subtree), []
        if child.dep_ == "prep" and child.lower_ in cue.frames and not any(c.dep_ == "poss" for c in child.children):
            return [t for c in child.children for t in c.subtree], [child]
    return None


def _owner(noun: "Token") -> list["Token"]:
    """Whose claim it is: the possessor, "of the government", or the subject of a light verb ("made a promise to")."""
    for child in noun.children:
        if child.dep_ == "poss":
            return [t for t in child.subtree if t.dep_ != "case"]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among"):
            return [t for c in child.children for t in c.subtree if c.dep_ == "pobj"]
    for child in noun.children:
        if child.dep_ == "compound" and child.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            return list(child.subtree)
        if child.dep_ == "amod" and child.ent_type_ in ("NORP", "GPE"):
            return [child]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in (
        "make",
        "have",
        "give",
        "express",
        "voice",
        "issue",
        "take",
        "share",
        "hold",
        "raise",
    ):
        return [t for c in verb.children if c.dep_ == "nsubj" for t in c.subtree]
    return []
