"""Verbs that attribute: source, cue and content from the parse ("Abe said that …", "wants to …", "was quoted as saying …")."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.cues import HEDGES, Cue, verb_cue
from hikiwake.reading.statements.draft import Draft, Spans, runs
from hikiwake.record.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_BORROWS = ("xcomp", "advcl", "pcomp", "prep", "conj", "acl", "agent")  # a verb so attached may have its subject from above
_CUE_PARTS = ("aux", "auxpass", "neg", "prt")
_PUBLIC = frozenset(
    "reporter journalist press conference interview statement speech address parliament diet congress senate "
    "assembly crowd audience rally television tv radio broadcast news newspaper agency briefing session communique "
    "twitter facebook blog letter article op-ed magazine lawmaker committee hearing ceremony".split()
)
_PUBLIC_VERBS = frozenset("declare announce proclaim state tweet write testify pledge vow publish".split())

_STOPS = frozenset({".", "!", "?", ";", "”", '"', "’"})
_CAUSES = frozenset("factor cause reason explanation motive consideration driver matter question".split())


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


def _draft(passage: Passage, verb: "Token", cue: Cue, particle: "Token | None") -> Draft | None:
    is_passive = _is_passive(verb)
    quoted_as = _quoted_as(verb)
    if "as" in cue.frames and verb.dep_ == "acl" and is_passive:
        return None  # "a group called X" only names it
    if verb.lemma_ == "quote" and is_passive and any(p.lower_ == "as" and any(p.children) for p in verb.children):
        return None  # "was quoted as saying": the saying is the cue
    subject = None if is_passive and not quoted_as else source_head(verb)
    agent = _agent(verb) if is_passive else None
    head = agent or subject
    content = _passive_content(passage, verb, cue, particle) if is_passive else _active_content(passage, verb, cue, particle)
    if not content and "quote" not in cue.frames:
        return None
    if head is None and not is_passive and cue.kind != "appearance" and content:
        return None  # an order to the reader or an act without an agent
    if cue.kind == "causal" and not _is_causal(verb):
        return None
    cue_words = _cue_words(verb, particle, quoted_as)
    has_source = head is not None and not _is_empty(head) and cue.kind != "appearance"
    source = source_spans(passage, head, verb) if head is not None and has_source else ()
    return Draft(
        source=source,
        cue=runs(passage, cue_words),
        content=content,
        kind=cue.kind,
        lemma=cue.lemma,
        reach=passage.span(verb.sent),
        takes_quote="quote" in cue.frames,
        is_telling=cue.kind == "speech" and {"that", "quote"} <= cue.frames,
        is_hedged=quoted_as is not None or any(c.lower_ in HEDGES for c in verb.children),
        is_public=_is_public(verb),
        is_negated=any(c.dep_ == "neg" for c in verb.children),
        is_question=verb.lemma_ in ("ask", "inquire", "wonder", "enquire"),
    )


def _is_passive(verb: "Token") -> bool:
    """Whether the verb's subject is what is said or whom it is said to: "was told", "asked whether he …" at a sentence's start."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "relcl") and not any(c.dep_ in ("nsubj", "aux") for c in verb.children)


def source_head(verb: "Token") -> "Token | None":
    """The noun that says or thinks: the verb's subject, or that of the verb it hangs on."""
    seen = 0
    token = verb
    while seen < 6:
        for child in token.children:
            if child.dep_ in _SUBJECTS and child.pos_ not in ("VERB", "AUX"):
                return child
        if token.dep_ == "acl" and token is verb and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return token.head
        is_aside = token.dep_ == "advcl" and token.left_edge.i > 0 and token.left_edge.nbor(-1).text in "—–"
        if token.dep_ not in _BORROWS or is_aside:
            return _trailing_subject(verb)
        token = token.head
        seen += 1
    return None


def _trailing_subject(verb: "Token") -> "Token | None":
    """The name after "said" where the parser took it for something else (`"…," said Kishida`)."""
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "npadvmod", "oprd") and child.pos_ == "PROPN" and child.i > verb.i:
            return child
    return None


def _agent(verb: "Token") -> "Token | None":
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _quoted_as(verb: "Token") -> "Token | None":
    """The verb above "as saying" (was quoted, is known), if any."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
        return verb.head.head
    return None


def _is_empty(head: "Token") -> bool:
    return head.dep_ == "expl" or (head.lower_ in ("it", "there") and head.dep_ == "nsubjpass")


def source_spans(passage: Passage, head: "Token", cue: "Token") -> Spans:
    """The source's words: the noun and what hangs on it, without the cue's own clause, an aside after a comma, or a dateline."""
    out: set[int] = set()
    for child in head.children:
        has_comma = child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
        if child.dep_ in ("relcl", "acl", "advcl") and child.i > head.i and (has_comma or cue.i in {t.i for t in child.subtree}):
            out |= {t.i for t in child.subtree}
    words = [t for t in head.subtree if t.i not in out and t is not cue]
    before = [t.i for t in words if t.i < head.i and t.text in ("—", "–", "--", "-") and t.whitespace_]
    if before and before[-1] - passage.doc[0].i < 12:
        words = [t for t in words if t.i > before[-1]]
    return runs(passage, words)


def _cue_words(verb: "Token", particle: "Token | None", quoted_as: "Token | None") -> list["Token"]:
    """The verb with its auxiliaries, negation, particle and the adverbs between them."""
    words = [verb]
    for child in verb.children:
        is_close = abs(child.i - verb.i) <= 4
        if child.dep_ in _CUE_PARTS and is_close and child.lower_ != "to":
            words.append(child)
        elif child.dep_ == "advmod" and abs(child.i - verb.i) <= 2 and not any(child.children):
            words.append(child)
    if particle is not None:
        words.append(particle)
    if quoted_as is not None:
        words += [quoted_as, verb.head, *(c for c in quoted_as.children if c.dep_ in _CUE_PARTS)]
    return words


def _is_causal(verb: "Token") -> bool:
    """"reduces the cooling to two factors": an explanation, where "reduces the tax to a tenth" is none."""
    return any(t.lemma_.lower() in _CAUSES for p in verb.children if p.dep_ == "prep" and p.lower_ == "to" for t in p.children)


def _is_public(verb: "Token") -> bool:
    if verb.lemma_.lower() in _PUBLIC_VERBS:
        return True
    for child in verb.children:
        if child.dep_ in ("prep", "dobj", "dative", "npadvmod") and any(t.lemma_.lower() in _PUBLIC for t in child.subtree):
            return child.right_edge.i - child.left_edge.i < 14
    return False


def _active_content(passage: Passage, verb: "Token", cue: Cue, particle: "Token | None") -> Spans:
    kept: list[Token] = []
    objects = [c for c in verb.children if c.dep_ in ("dobj", "attr") and c.i > verb.i]
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp"), None)
    if particle is not None and particle.dep_ == "prep" and "obj" in cue.frames:
        return runs(passage, (t for c in particle.children if c.dep_ in ("pobj", "pcomp") for t in c.subtree))
    if "as" in cue.frames:
        kept = _small_clause(verb, objects)
        if cue.kind == "appearance" and kept:
            kept += [t for c in verb.children if c.dep_ == "nsubj" for t in c.subtree]
        if cue.kind != "appearance":
            return runs(passage, kept)
    if clauses and ("that" in cue.frames or "quote" in cue.frames or "to" in cue.frames):
        kept = _from_first_to_last(verb, clauses)
    elif infinitive is not None and "to" in cue.frames:
        kept = list(infinitive.subtree)
        if "to" in cue.frames:
            kept += [t for o in objects for t in o.subtree]
        if cue.kind == "appearance":
            kept += [t for c in verb.children if c.dep_ == "nsubj" for t in c.subtree]
    elif objects and "obj" in cue.frames:
        kept = [t for o in objects for t in o.subtree]
        kept += _attached(verb, cue)
    elif "about" in cue.frames:
        kept = _prepositional(verb, "about")
    own = {t.i for t in _own_words(verb)} if cue.kind != "appearance" else {verb.i}
    kept = [t for t in kept if t.i not in own]
    return to_sentence_end(passage, runs(passage, kept)) or _around(passage, verb, cue)


def _from_first_to_last(verb: "Token", clauses: list["Token"]) -> list["Token"]:
    """The words of the complement, one piece where the parser made two clauses of it on the same side of the cue."""
    behind = [c for c in clauses if c.i > verb.i]
    if len(behind) < 2:
        return [t for c in clauses for t in c.subtree]
    return list(verb.doc[min(c.left_edge.i for c in behind) : max(c.right_edge.i for c in behind) + 1])


def to_sentence_end(passage: Passage, spans: Spans) -> Spans:
    """`spans`, the last drawn out to the full stop where the parser broke the sentence off after it (at a dash, an abbreviation)."""
    if not spans:
        return spans
    doc, last = passage.doc, spans[-1]
    tail = doc.char_span(last.start - passage.offset, last.end - passage.offset, alignment_mode="expand")
    if tail is None or tail.end >= len(doc) or not doc[tail.end].is_sent_start or tail[-1].text in _STOPS or doc[tail.end].text in _STOPS:
        return spans
    if not (doc[tail.end].text in "–—-" or doc[tail.end].is_lower or tail[-1].text.endswith(".") or tail[-1].text in "–—-"):
        return spans
    end = next((t.i for t in doc[tail.end :] if t.text in _STOPS), len(doc)) - 1
    return (*spans[:-1], Span(last.start, passage.offset + doc[end].idx + len(doc[end].text))) if end > tail.end else spans


def _own_words(verb: "Token") -> list["Token"]:
    """The words of the attributing clause itself, which a parenthetical cue leaves inside its content."""
    own = [verb]
    for child in verb.children:
        if child.dep_ in (*_SUBJECTS, *_CUE_PARTS):
            own += list(child.subtree)
    return own


def _prepositional(verb: "Token", word: str) -> list["Token"]:
    return [t for p in verb.children if p.dep_ == "prep" and p.lower_ == word for c in p.children for t in c.subtree]


def _attached(verb: "Token", cue: Cue) -> list["Token"]:
    """What belongs to the object by the cue's own preposition: "blamed Moscow for the delay"; the preposition included."""
    wanted = {f[1:] for f in cue.frames if f.startswith("+")}
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return [t for h in (verb, *objects) for p in h.children if p.dep_ in ("prep", "dative") and p.lower_ in wanted for t in p.subtree]


def _small_clause(verb: "Token", objects: list["Token"]) -> list["Token"]:
    """"called it a mistake", "described him as weak", "sees the visit as a step"."""
    said = [c for c in verb.children if c.dep_ in ("oprd", "xcomp", "ccomp", "advcl") and c.i > verb.i]
    said += [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"]
    said += [c for o in objects for c in o.children if c.dep_ == "prep" and c.lower_ == "as"]
    if not said:
        return []
    return [t for c in (*objects, *said) for t in c.subtree]


def _around(passage: Passage, verb: "Token", cue: Cue) -> Spans:
    """The sentence around a cue that stands aside from it ("The talks, he said, go on"; "as he put it"), whatever the parser made of it."""
    if not {"that", "quote"} <= cue.frames or verb.dep_ in ("xcomp", "relcl", "acl"):
        return ()
    sentence = verb.sent
    clause = _clause_of(verb)
    first, last = min(clause), max(clause)
    before = [t for t in sentence if t.i < first]
    after = [t for t in sentence if t.i > last]
    if before and before[-1].text in (",", "—", "–", "-") and len(before) > 3:
        is_aside = bool(after) and after[0].text in (",", "—", "–", "-")
        is_last = not any(t.is_alpha for t in after) or after[0].dep_ in ("prep", "npadvmod", "advmod", "punct", "dative", "dobj")
        is_sentence = any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("acl", "advcl", "xcomp", "pcomp") for t in before)
        if is_aside:
            return runs(passage, [*before, *after])
        if is_last and is_sentence:
            return runs(passage, before)
    return ()


def _clause_of(verb: "Token") -> list[int]:
    """Indices of the cue's own words: subject, auxiliaries, verb, short adverbs, "as"."""
    own = {t.i for t in _own_words(verb)}
    own |= {c.i for c in verb.children if c.dep_ in ("advmod", "mark", "prt") and abs(c.i - verb.i) < 4}
    return sorted(own)


def _passive_content(passage: Passage, verb: "Token", cue: Cue, particle: "Token | None") -> Spans:
    """"is expected to come", "was told that …", "is seen as weak", "was criticised for …"."""
    subject = [t for c in verb.children if c.dep_ == "nsubjpass" and not _is_empty(c) for t in c.subtree]
    rest = [c for c in verb.children if c.dep_ in ("xcomp", "oprd", "ccomp") and c.i > verb.i]
    if cue.kind == "intent" and not rest:
        return ()
    rest += [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and "as" in cue.frames]
    if any(c.dep_ == "ccomp" for c in rest) and "hear" in cue.frames:
        subject = []
    if particle is not None and particle.dep_ == "prep":
        rest = list(particle.children)
    return runs(passage, [*subject, *(t for c in rest for t in c.subtree)])
