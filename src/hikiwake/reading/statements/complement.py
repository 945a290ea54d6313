"""Contents: what a verb says is said, from its complement in the parse."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.cues import Cue
from hikiwake.reading.statements.draft import Spans, runs
from hikiwake.reading.statements.source import SUBJECTS, agent, is_empty, own_subject
from hikiwake.record.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

CUE_PARTS = ("aux", "auxpass", "neg", "prt")
_STOPS = frozenset({".", "!", "?", ";", "”", '"', "’"})
_SETS_ASIDE = (",", "—", "–", "-")
_MATTERS = ("for", "over", "as", "about", "against", "to", "from", "of", "with")  # what an attack, a praise or a support is about
_DATELINE_TOKENS = 12
_SHORTEST_ASIDE_CONTENT = 4  # tokens


def active_content(passage: Passage, verb: "Token", cue: Cue, particle: "Token | None") -> Spans:
    """The content of a verb in the active voice; empty where it has none here (a quotation may still be it)."""
    if particle is not None and particle.dep_ == "prep" and "obj" in cue.frames:
        governed = [c for c in particle.children if c.dep_ in ("pobj", "pcomp")]
        return runs(passage, (t for c in (*governed, *_behind_particle(verb, particle)) for t in c.subtree))
    if cue.kind == "appearance":
        return _appearing(passage, verb)
    objects = [c for c in verb.children if c.dep_ in ("dobj", "attr") and c.i > verb.i]
    if "as" in cue.frames:
        return runs(passage, _small_clause(verb, objects))
    own = {t.i for t in _own_words(verb)}
    kept = [t for t in _complement(verb, cue, objects) if t.i not in own]
    return to_sentence_end(passage, runs(passage, kept)) or _around(passage, verb, cue)


def passive_content(passage: Passage, verb: "Token", cue: Cue, particle: "Token | None") -> Spans:
    """The content of a passive, its subject included: "is expected to come", "is seen as weak"; not of "was told that", whose subject hears."""
    subject = [t for c in verb.children if c.dep_ == "nsubjpass" and not is_empty(c) for t in c.subtree]
    rest = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "ccomp") and c.i > verb.i]
    rest += [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and "as" in cue.frames]
    if not rest and (cue.kind in ("belief", "intent") or "hear" in cue.frames) and agent(verb) is None and particle is None:
        return ()
    if any(c.dep_ == "ccomp" for c in rest) and "hear" in cue.frames:
        subject = []
    if subject and not rest:  # "was accused of drilling"
        rest = [c for c in verb.children if c.i > verb.i and (c.dep_ == "dobj" or _is_about_a_matter(c))]
    if particle is not None and particle.dep_ == "prep":
        rest = list(particle.children)
    return runs(passage, [*subject, *(t for c in rest for t in c.subtree)])


def _behind_particle(verb: "Token", particle: "Token") -> list["Token"]:
    """What goes on behind the phrase of the cue's preposition: "called on Peru to yield", "protested against Peru over the raid"."""
    behind = (c for c in verb.children if c.i > particle.i)
    return [c for c in behind if c.dep_ in ("xcomp", "ccomp") or _is_about_a_matter(c)]


def _is_about_a_matter(phrase: "Token") -> bool:
    """ "Over the raid", "of drilling"; not "over the past days"."""
    is_when = any(c.ent_type_ in ("DATE", "TIME") for c in phrase.children)
    return phrase.dep_ == "prep" and phrase.lower_ in _MATTERS and not is_when


def _complement(verb: "Token", cue: Cue, objects: Sequence["Token"]) -> list["Token"]:
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    if clauses and cue.frames & {"that", "quote", "to"}:
        return _from_first_to_last(verb, clauses)
    if infinitive is not None and "to" in cue.frames:
        return [*infinitive.subtree, *(t for o in objects for t in o.subtree)]
    if objects and "obj" in cue.frames:
        return [*(t for o in objects for t in o.subtree), *_attached(verb, cue)]
    if "about" in cue.frames:
        about = (p for p in verb.children if p.dep_ == "prep" and p.lower_ == "about")
        return [t for p in about for c in p.children for t in c.subtree]
    return []


def _from_first_to_last(verb: "Token", clauses: Sequence["Token"]) -> list["Token"]:
    """The words of the complement, one piece where the parser made two clauses of it on the same side of the cue."""
    behind = [c for c in clauses if c.i > verb.i]
    if len(behind) < 2:
        return [t for c in clauses for t in c.subtree]
    return list(verb.doc[min(c.left_edge.i for c in behind) : max(c.right_edge.i for c in behind) + 1])


def _attached(verb: "Token", cue: Cue) -> list["Token"]:
    """What belongs to the object by a preposition, that included: "blamed Moscow for the delay", "attacked him over the raid"; no time or place.

    The cue's own prepositions (`+of`) also count before the object and where they hang on it.
    """
    wanted = {f[1:] for f in cue.frames if f.startswith("+")}
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    phrases = [p for h in (verb, *objects) for p in h.children if p.dep_ in ("prep", "dative") and p.lower_ in wanted]
    phrases += [p for p in verb.children if p.dep_ == "prep" and p.lower_ in _MATTERS and any(o.i < p.i for o in objects)]
    return [t for p in phrases for t in p.subtree]


def _appearing(passage: Passage, verb: "Token") -> Spans:
    """ "The talks seem to have stopped", "seemed weak": subject and what it seems, which is all content."""
    said = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp") and c.i > verb.i]
    subject = [c for c in verb.children if c.dep_ == "nsubj" and c.lower_ != "it"]
    return runs(passage, (t for c in (*subject, *said) for t in c.subtree)) if said else ()


def _small_clause(verb: "Token", objects: Sequence["Token"]) -> list["Token"]:
    """ "called it a mistake", "described him as weak", "sees the visit as a step"."""
    said = [c for c in verb.children if c.dep_ in ("oprd", "xcomp", "ccomp", "advcl") and c.i > verb.i]
    said += [c for h in (verb, *objects) for c in h.children if c.dep_ == "prep" and c.lower_ == "as"]
    return [t for c in (*objects, *said) for t in c.subtree] if said else []


def whatever_follows(passage: Passage, word: "Token") -> Spans:
    """What stands behind a word that attributes in a way no frame tells: its own phrases, else what its sentence says around it."""
    behind = [
        t
        for c in word.children
        if c.i > word.i and c.dep_ not in (*SUBJECTS, *CUE_PARTS, "punct", "cc", "conj")
        for t in c.subtree
    ]
    if behind:
        is_only_how = all(t.dep_ == "advmod" for t in behind)
        return () if is_only_how else runs(passage, behind)  # "protested again"
    own = {t.i for t in _own_words(word)}
    return runs(passage, (t for t in word.sent if t.i not in own))


def to_sentence_end(passage: Passage, spans: Spans) -> Spans:
    """`spans`, the last drawn out to the full stop where the parser broke the sentence off behind it (at a dash, an abbreviation)."""
    if not spans:
        return spans
    doc, last = passage.doc, spans[-1]
    tail = doc.char_span(last.start - passage.offset, last.end - passage.offset, alignment_mode="expand")
    if tail is None or tail.end >= len(doc) or not doc[tail.end].is_sent_start:
        return spans
    ends, follows = tail[-1], doc[tail.end]
    if ends.text in _STOPS or follows.text in _STOPS:
        return spans
    is_broken = follows.text in _SETS_ASIDE or follows.is_lower or ends.text.endswith(".") or ends.text in _SETS_ASIDE
    end = next((t.i for t in doc[tail.end :] if t.text in _STOPS), len(doc)) - 1
    if not is_broken or end <= tail.end:
        return spans
    return (*spans[:-1], Span(last.start, passage.offset + doc[end].idx + len(doc[end].text)))


def _own_words(verb: "Token") -> list["Token"]:
    """The words of the attributing clause itself, which a parenthetical cue leaves inside its content."""
    own = [verb]
    subject = own_subject(verb)
    for child in verb.children:
        is_subject = child.dep_ in SUBJECTS and (subject is None or child.i == subject.i)
        if is_subject or child.dep_ in CUE_PARTS:
            own += list(child.subtree)
    return own


def _without_dateline(words: list["Token"]) -> list["Token"]:
    """The words behind "OSLO, 24 August 2009 –"."""
    dash = next((n for n, t in enumerate(words[:_DATELINE_TOKENS]) if t.text in _SETS_ASIDE[1:] and t.whitespace_), None)
    if dash is None or not words[0].is_upper or not all(t.pos_ in ("PROPN", "NUM", "PUNCT") for t in words[:dash]):
        return words
    return words[dash + 1 :]


def _around(passage: Passage, verb: "Token", cue: Cue) -> Spans:
    """The sentence around a cue that stands aside from it ("The talks, he said, go on"; "as he put it"), whatever the parser made of it."""
    if not ("quote" in cue.frames or cue.kind == "evidence") or verb.dep_ in ("xcomp", "relcl", "acl"):
        return ()
    own = {t.i for t in _own_words(verb)}
    own |= {c.i for c in verb.children if c.dep_ in ("advmod", "mark", "prt") and abs(c.i - verb.i) < 4}
    is_as = any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.children)
    own |= {c.i for c in verb.children if is_as and c.lower_ == "it"}
    if not is_as and "that" not in cue.frames:
        return ()
    before = _without_dateline([t for t in verb.sent if t.i < min(own)])
    after = [t for t in verb.sent if t.i > max(own)]
    if is_as and not before and after and after[0].text == ",":
        return runs(passage, after)
    if len(before) < 2 or before[-1].text not in _SETS_ASIDE:
        return ()
    if after and after[0].text in _SETS_ASIDE:
        return runs(passage, [*before, *after])
    if len(before) < _SHORTEST_ASIDE_CONTENT:
        return ()
    is_last = not any(t.is_alpha for t in after) or after[0].dep_ in ("prep", "npadvmod", "advmod", "punct", "dative", "dobj")
    is_sentence = any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("acl", "advcl", "xcomp", "pcomp") for t in before)
    return runs(passage, before) if is_last and is_sentence else ()
