"""Verbs that attribute: "Abe said that …", "wants to …", "was quoted as saying …", "is expected to …"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.sourcing_nouns import kinds_of
from hikiwake.reading.statements.complement import CUE_PARTS, active_content, passive_content, whatever_follows
from hikiwake.reading.statements.cues import Cue, verb_cue
from hikiwake.reading.statements.draft import Draft, Spans, runs
from hikiwake.reading.statements.source import agent, is_empty, source_head, source_spans
from hikiwake.reading.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_THINGS = ("that", "which", "it", "this", "these")  # they may say something; they want and oppose nothing
_CITING = ("citing", "quoting")
_ASKING = ("ask", "request", "decline", "refuse", "wish", "want")
_AHEAD = ("will", "shall", "would", "'ll", "’ll", "to")
_UNNAMED = ("named", "identified", "quoted")
_NAMING = ("name", "identify", "quote")
_ANY_FRAME = frozenset({"that", "to", "obj", "about"})


def drafts_by_verb(passage: Passage) -> Iterator[Draft]:
    """A draft for every verb of the lexicon that has something to attribute here; content may still lack its quotation."""
    for token in passage.doc:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        found = verb_cue(token)
        if found:
            draft = _draft(passage, token, *found)
            if draft:
                yield draft


def likely_draft_of_verb(passage: Passage, verb: "Token") -> Draft | None:
    """A draft for a verb that attributes in all likelihood, whether or not the lexicon knows how; None where nothing is left to attribute."""
    if _is_about_the_source(verb) or _is_purpose(verb) or _is_cited(verb):
        return None
    listed = verb_cue(verb)
    if only_addresses(verb):
        return None
    cue, particle = listed or (_unlisted(verb), None)
    draft = _draft(passage, verb, cue, particle) if listed else None
    return draft or _told(passage, verb, replace(cue, frames=cue.frames | _ANY_FRAME), particle, is_listed=listed is not None)


def _unlisted(verb: "Token") -> Cue:
    """What a verb that the lexicon lacks is taken for, by what follows it."""
    complements = {c.dep_ for c in verb.children if c.i > verb.i}
    kind = "speech" if "ccomp" in complements else "intent" if "xcomp" in complements else "stance"
    return Cue(verb.lemma_.lower(), kind, frozenset())


def _draft(passage: Passage, verb: "Token", cue: Cue, particle: "Token | None") -> Draft | None:
    is_passive = _is_passive(verb)
    if _only_names(verb, cue, is_passive=is_passive):
        return None
    if _is_cited(verb):
        return None  # who is cited is the source of what is told
    content = (passive_content if is_passive else active_content)(passage, verb, cue, particle)
    head = _source_head(verb)
    if not content and "quote" not in cue.frames:
        return None
    if _is_about_the_source(verb) or _is_purpose(verb):
        return None
    if head is None and not is_passive and cue.kind != "appearance" and content:
        return None  # an order to the reader, or an act without an agent
    if head is not None and head.lower_ in _THINGS and not (cue.kind == "speech" and {"that", "quote"} <= cue.frames):
        return None
    return _made(passage, verb, cue, particle, content)


def _is_about_the_source(verb: "Token") -> bool:
    """ "who asked not to be named", "who asked the paper not to name her" tell of the source; they are none of its statements."""
    asked = (c.lower_ in _UNNAMED or (c.lemma_ in _NAMING and any(n.dep_ == "neg" for n in c.children)) for c in verb.children)
    return verb.dep_ == "relcl" and verb.lemma_ in _ASKING and any(asked)


def _is_cited(verb: "Token") -> bool:
    return verb.lower_ in _CITING and any(cited(v) == verb for v in verb.sent if v.pos_ == "VERB")


def only_addresses(verb: "Token") -> bool:
    """ "We told Bolivia so a day before": who heard it is there, and not what."""
    listed = verb_cue(verb)
    behind = [c for c in verb.children if c.i > verb.i]
    hears = any(c.dep_ == "dobj" and c.pos_ in ("PROPN", "PRON") for c in behind)
    is_told = listed is not None and "hear" in listed[0].frames and hears
    return is_told and all(c.dep_ in ("dobj", "advmod", "npadvmod", "punct", "cc", "conj") for c in behind)


def _is_purpose(verb: "Token") -> bool:
    """ "will meet to discuss the line": nothing has been said of it yet."""
    is_infinitive = (
        verb.tag_ == "VB" and verb.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    )
    return is_infinitive and any(c.dep_ == "aux" and c.lower_ in _AHEAD for c in verb.head.children)


def _told(passage: Passage, verb: "Token", cue: Cue, particle: "Token | None", *, is_listed: bool) -> Draft | None:
    """A draft with whatever the verb has for content, its quotation or else the clauses around it."""
    content = (passive_content if _is_passive(verb) else active_content)(passage, verb, cue, particle) or whatever_follows(
        passage, verb
    )
    if not content:
        return None
    draft = _made(passage, verb, cue, particle, content)
    return draft if is_listed else replace(draft, takes_quote=not any(c.dep_ in ("ccomp", "dobj") for c in verb.children))


def _source_head(verb: "Token") -> "Token | None":
    is_passive = _is_passive(verb)
    head = agent(verb) if is_passive else None
    return head or (source_head(verb) if not is_passive or _quoted_as(verb) is not None else None)


def _made(passage: Passage, verb: "Token", cue: Cue, particle: "Token | None", content: Spans) -> Draft:
    quoted_as = _quoted_as(verb)
    head = _source_head(verb)
    has_source = head is not None and not is_empty(head) and cue.kind != "appearance"
    source = source_spans(passage, head, verb) if head is not None and has_source else ()
    words_of_cue = _cue_words(verb, particle, quoted_as)
    if (by := cited(verb)) is not None:
        (behind,) = _objects(by)
        words_of_cue.append(by)
        source = runs(passage, behind.subtree)
        if content and content[-1].end > passage.span(behind).start:
            content = _behind(passage, content, behind.right_edge)
    return Draft(
        source=source,
        cue=runs(passage, words_of_cue),
        content=content,
        kind=cue.kind,
        lemma=cue.lemma,
        reach=passage.span(verb.sent),
        takes_quote="quote" in cue.frames,
        is_telling=cue.kind == "speech" and {"that", "quote"} <= cue.frames,
        is_hedged=quoted_as is not None or any(c.lower_ in words("hedges") for c in verb.children),
        is_negated=any(c.dep_ == "neg" for c in verb.children),
        is_question=verb.lemma_ in ("ask", "inquire", "enquire", "wonder"),
    )


def _is_passive(verb: "Token") -> bool:
    """Whether the verb's subject is what is said or who hears it: "was told", "asked whether he …" at a sentence's start."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    is_participle = verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "relcl")
    return is_participle and not any(c.dep_ in ("nsubj", "aux") for c in verb.children)


def _only_names(verb: "Token", cue: Cue, *, is_passive: bool) -> bool:
    """Whether the verb attributes nothing by itself: "a group called X"; "was quoted" before "as saying"; "reduces" without a cause."""
    if "as" in cue.frames and verb.dep_ == "acl" and is_passive:
        return True
    if cue.kind == "causal":
        return not _gives_causes(verb)
    return verb.lemma_ == "quote" and is_passive and any(p.lower_ == "as" and any(p.children) for p in verb.children)


def _gives_causes(verb: "Token") -> bool:
    """ "reduces the cooling to two factors": an explanation, where "reduces the tax to a tenth" is none."""
    holders = (verb, *(c for c in verb.children if c.dep_ == "dobj"))
    leads_to = (p for h in holders for p in h.children if p.dep_ == "prep" and p.lower_ == "to")
    return any(t.lemma_.lower() in words("causes") for p in leads_to for t in p.children)


def beginning(verb: "Token") -> "Token | None":
    """The verb of which this one is the matter: "began" of "began reporting", "went on" of "went on to say"."""
    head = verb.head
    return head if verb.dep_ == "xcomp" and head.lemma_.lower() in words("phases") and not _objects(head) else None


def cited(verb: "Token") -> "Token | None":
    """The "citing" of "the paper reported, citing officials, that …": what it reports is theirs."""
    told = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if verb.pos_ != "VERB" or told is None:
        return None
    found = (c for holder in (verb, told) for c in holder.children if c.lower_ in _CITING)
    return next((c for c in found if len(held := _objects(c)) == 1 and _can_be_cited(held[0])), None)


def _can_be_cited(noun: "Token") -> bool:
    return noun.pos_ == "PROPN" or bool(kinds_of(noun))


def _behind(passage: Passage, content: Spans, last: "Token") -> Spans:
    return runs(
        passage, (t for t in passage.doc if t.i > last.i and any(s.start <= passage.span(t).start < s.end for s in content))
    )


def _objects(verb: "Token") -> list["Token"]:
    return [c for c in verb.children if c.dep_ == "dobj"]


def _quoted_as(verb: "Token") -> "Token | None":
    """The verb above "as saying" (was quoted, was cited), if any."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
        return verb.head.head
    return None


def _cue_words(verb: "Token", particle: "Token | None", quoted_as: "Token | None") -> list["Token"]:
    """The verb with its auxiliaries, negation, particle and the adverbs between them."""
    found = [verb]
    for child in verb.children:
        is_part = child.dep_ in CUE_PARTS and abs(child.i - verb.i) <= 4 and child.lower_ != "to"
        is_adverb = child.dep_ == "advmod" and abs(child.i - verb.i) <= 2 and not any(child.children)
        if is_part or is_adverb:
            found.append(child)
    if particle is not None:
        found.append(particle)
    if (above := beginning(verb)) is not None:
        found += [above, *(c for c in above.children if c.dep_ in CUE_PARTS), *(c for c in verb.children if c.lower_ == "to")]
    if quoted_as is not None:
        found += [quoted_as, verb.head, *(c for c in quoted_as.children if c.dep_ in CUE_PARTS)]
    return found
