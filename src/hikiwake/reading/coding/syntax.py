"""Who does what to whom in spaCy's dependency trees: subjects, objects, negation, mood.

Understands passives, relative and participial clauses, coordination and control ("X asked Y to leave": Y leaves; "X promised to leave": X does).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OF_PASSIVES = frozenset({"nsubjpass", "auxpass", "csubjpass", "agent"})
_NEVER = frozenset({"never", "neither", "nor"})
_FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_CONDITIONAL = frozenset({"would", "could", "may", "might", "should", "can", "must", "ought", "'d", "ca"})
_ORDINALS = frozenset({"first", "last", "only", "second", "third", "latest"})
_PAPERS = frozenset({"declaration", "statement", "letter", "resolution", "communique", "note", "appeal", "message", "petition"})
_NEAR = 10  # words between "the first" and its "to visit"
_FEW = 4  # words up from a name to the preposition that it hangs on
_DEEPEST_CLIMB = 12  # clauses; deeper nesting is a parsing accident


def name_of(token: "Token") -> str:
    """The lemma, with what a hyphen joins before it, which the tokeniser takes apart: "cease-fire", "air-strike"."""
    lemma: str = token.lemma_.lower()
    return f"{token.doc[token.i - 2].lower_}-{lemma}" if is_joined(token) else lemma


def is_joined(token: "Token") -> bool:
    """Whether a hyphen joins the word to the one before it."""
    doc = token.doc
    if "-" not in doc.text:
        return False
    i = token.i
    return bool(i >= 2 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_)


def children(token: "Token", *labels: str) -> list["Token"]:
    return [c for c in token.children if c.dep_ in labels]


def pobj(preposition: "Token") -> "Token | None":
    """The noun a preposition governs, through a second preposition ("from within X")."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            return pobj(child) if child.pos_ == "ADP" else child  # "due to", "because of"
        if child.dep_ == "prep":
            return pobj(child)
    return None


def prepositions(token: "Token") -> Iterator[tuple[str, "Token"]]:
    """`(preposition, governed word)` of a verb or noun, in the text's order; "by" of a passive and datives included."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative", "prt") and child.pos_ in ("ADP", "SCONJ", "PART", "VERB", "ADV", "ADJ"):
            governed = pobj(child)
            if governed is not None:
                yield child.lower_, governed
    after = _next_preposition(token)
    if after is not None and (governed := pobj(after)) is not None:
        yield after.lower_, governed


def _next_preposition(token: "Token") -> "Token | None":
    """The preposition right behind a noun, which is the noun's even where the parser hangs it on the verb: "ended in his attendance at …"."""
    if token.pos_ not in ("NOUN", "PROPN") or token.i + 1 >= len(token.doc):
        return None
    after = token.doc[token.i + 1]
    return after if after.dep_ == "prep" and after.head.i != token.i and after.pos_ == "ADP" else None


def is_passive(verb: "Token") -> bool:
    for c in verb.children:
        if c.dep_ in _OF_PASSIVES:
            return True
    if verb.tag_ != "VBN":
        return False
    # "the man arrested in Rome": a bare participle on a noun; "was tortured and killed": on a passive
    return bool(verb.dep_ == "acl") or (verb.dep_ == "conj" and _is_bare(verb) and is_passive(verb.head))


def _is_bare(verb: "Token") -> bool:
    return not any(c.dep_ in ("nsubj", "aux", "dobj") for c in verb.children)


def stands_behind(name: "Token", preposition: str) -> bool:
    """Whether a name hangs on the preposition: "villages near the border with Bulgaria"."""
    current = name
    for _ in range(_FEW):
        if current.dep_ == "pobj" and current.head.lower_ == preposition:
            return True
        current = current.head
    return False


def objects(verb: "Token") -> list["Token"]:
    """What the act is done to: direct objects, or the subject of a passive."""
    if is_passive(verb):
        passive = children(verb, *_PASSIVE_SUBJECTS)
        if passive:
            return [_antecedent(passive[0], verb)]
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "relcl":
            return [verb.head]
        if verb.dep_ == "conj" and is_passive(verb.head) and verb.head.pos_ in ("VERB", "AUX"):
            return objects(verb.head)
        return []
    found = children(verb, *_OBJECTS)
    if not found and verb.dep_ == "relcl" and any(c.lower_ in _RELATIVE and c.dep_ in _OBJECTS for c in verb.children):
        return [verb.head]
    return [_antecedent(f, verb) for f in found]


def elected(word: "Token") -> list["Token"]:
    """Who is elected. Looks past the parser's stumbling over "re-elected" and "re-election", which it takes for three words."""
    parts = [word]
    if word.i >= 2 and word.doc[word.i - 1].text == "-":
        parts.append(word.doc[word.i - 2])
    for part in parts:
        found = objects(part) if part.pos_ in ("VERB", "AUX") else []
        found = (
            [f for f in found if f.pos_ in ("PROPN", "NOUN", "PRON")]
            if part.dep_ not in ("acl", "relcl") or is_passive(part)
            else []
        )
        found = found or children(part, "poss", "nsubj", "nsubjpass") or [g for name, g in prepositions(part) if name == "of"]
        found = [f for f in found if not f.like_num] or [
            s for aux in children(part, "auxpass", "aux") for s in children(aux, "nsubj", "nsubjpass")
        ]
        if found:
            return found
    return []


def datives(verb: "Token") -> list["Token"]:
    """Indirect objects without a preposition: "gave Kenya a loan"."""
    return [c for c in verb.children if c.dep_ == "dative" and c.pos_ in ("NOUN", "PROPN", "PRON")]


def subjects(verb: "Token", climb: int = 0) -> list["Token"]:
    """Who does it; empty where nobody is named. For a noun or adjective: whose it is by its verb."""
    if climb > _DEEPEST_CLIMB:
        return []
    if is_passive(verb):
        agents = [g for name, g in prepositions(verb) if name == "by" and g.pos_ != "VERB"]
        if agents:
            return agents
        if children(verb, *_PASSIVE_SUBJECTS) or verb.dep_ in ("acl", "relcl"):
            return []
    own = children(verb, *_SUBJECTS) or [s for aux in children(verb, "aux") for s in children(aux, *_SUBJECTS)]
    own = [s for s in own if s.dep_ != "expl"]
    if own:
        # Of two the nearer: a dateline before the sentence is often taken for its first subject.
        return [_antecedent(next((s for s in reversed(own) if s.i < verb.i), own[0]), verb)]
    return _inherited(verb, climb)


def _inherited(verb: "Token", climb: int) -> list["Token"]:
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ in ("conj", "dep") and head.pos_ in ("VERB", "AUX"):
        if is_passive(head) and not is_passive(verb):
            return objects(head)
        return subjects(head, climb + 1)
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        controlled = [o for o in children(head, *_OBJECTS) if o.i != verb.i] if head.pos_ != "ADJ" else []
        if controlled and verb.i > controlled[0].i:
            return controlled
        if is_passive(head):
            return objects(head)
        return subjects(head, climb + 1)
    if verb.dep_ in ("acomp", "attr", "oprd") or (verb.dep_ == "advcl" and head.pos_ in ("VERB", "AUX")):
        if verb.dep_ == "advcl" and is_passive(head):
            return objects(head)
        return subjects(head, climb + 1)
    if verb.dep_ in ("acl", "relcl"):
        if head.lemma_.lower() in _PAPERS and (author := subjects(head, climb + 1)):
            return author
        return [head] if verb.tag_ != "VB" else subjects(head, climb + 1)
    if verb.dep_ == "pcomp" and head.dep_ in ("prep", "agent"):
        holder = head.head
        if holder.pos_ in ("VERB", "AUX"):
            held = objects(holder)
            return held if held and head.lower_ in ("of", "from", "for") else subjects(holder, climb + 1)
        return subjects(holder, climb + 1)
    if verb.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("dobj", "pobj", "attr"):
        governor = head.head if head.pos_ == "ADP" else head
        return subjects(governor, climb + 1) if governor.pos_ in ("VERB", "AUX") else []
    return []


def _antecedent(token: "Token", verb: "Token") -> "Token":
    """What a relative pronoun stands for."""
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "SCONJ", "DET"):
        clause = verb
        for _ in range(_DEEPEST_CLIMB):
            if clause.dep_ in ("relcl", "acl"):
                return clause.head
            if clause.dep_ not in ("conj", "xcomp", "ccomp"):
                break
            clause = clause.head
    return token


def coordinated(token: "Token") -> list["Token"]:
    """The word and what is joined to it: "Russia, China and Iran", where the parser may take the second name for an apposition."""
    joined = [c for c in token.conjuncts if c.i > token.i]
    if token.pos_ == "PROPN":
        listed = [c for c in children(token, "appos") if c.pos_ == "PROPN" and children(c, "conj")]
        joined += [x for c in listed for x in (c, *c.conjuncts)]
    return [token, *joined]


def is_negated(verb: "Token") -> bool:
    for c in verb.children:
        if c.dep_ == "neg" or (c.dep_ in ("advmod", "preconj", "cc") and (c.lower_ in _NEVER or _is_no_longer(c))):
            return True
    subject = next(iter(children(verb, *_SUBJECTS, *_PASSIVE_SUBJECTS)), None)
    heads = [h for h in (subject, *children(verb, *_OBJECTS)) if h is not None]
    if any(c.lower_ == "no" and c.dep_ == "det" for h in heads for c in h.children) or any(
        h.lower_ in ("nobody", "none") for h in heads
    ):
        return True
    if verb.dep_ in ("acomp", "attr") or _is_the_other_of_or(verb):
        return is_negated(verb.head)
    return False


def _is_the_other_of_or(verb: "Token") -> bool:
    """ "did not sign or ratify it": one negation for both."""
    is_bare = verb.dep_ == "conj" and verb.head.i != verb.i and not children(verb, "aux", "nsubj", "nsubjpass")
    return is_bare and any(c.lower_ in ("or", "nor") and c.i < verb.i for c in children(verb.head, "cc"))


def _is_no_longer(adverb: "Token") -> bool:
    return adverb.lower_ == "longer" and any(c.lower_ == "no" for c in adverb.children)


def modality(verb: "Token") -> str | None:
    """`future` ("will"), `conditional` ("would", "may" …), `obligation` ("must", "should"), or None for a plain verb."""
    if (
        verb.tag_ == "VB"
        and verb.dep_ == "xcomp"
        and verb.head.lemma_ == "be"
        and not children(verb.head, "acomp", "attr", "dobj")
    ):
        return "future"  # "are to meet"
    holders = [verb]
    if verb.dep_ in ("acomp", "attr", "oprd") or (verb.dep_ == "conj" and not children(verb, "aux", "nsubj", "nsubjpass")):
        holders.append(verb.head)
    for holder in holders:
        for aux in children(holder, "aux"):
            word = aux.lower_
            if word in _FUTURE:
                return "future"
            if word in ("must", "should", "ought"):
                return "obligation"
            if word in _CONDITIONAL:
                return "conditional"
    return None


def is_conditional_clause(token: "Token") -> bool:
    """Whether a clause of condition holds the word: after "if" or "unless", after "until" of what has not come, after "rather than"."""
    current = token
    for _ in range(_DEEPEST_CLIMB):
        if _is_awaited(current) or _is_passed_over(current):
            return True
        marks = [c for c in current.children if c.dep_ in ("mark", "advmod")]
        if any(c.lower_ in ("if", "unless", "whether", "lest") or _is_supposing(c) for c in marks):
            return True
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def is_first_to(verb: "Token") -> bool:
    """ "the first president ever to visit": has visited."""
    if verb.tag_ != "VB" or verb.dep_ not in ("relcl", "acl") or verb.head.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    before = verb.doc[max(verb.sent.start, verb.i - _NEAR) : verb.i]
    ordinal = next((t.i for t in reversed(before) if t.lower_ in _ORDINALS), None)
    return ordinal is not None and not any(t.pos_ in ("VERB", "AUX") for t in verb.doc[ordinal : verb.i])


def _is_awaited(verb: "Token") -> bool:
    """ "stays in force until they sign": nobody says that they will; "stayed until they signed" says that they did."""
    if not any(c.lower_ in ("until", "till") for c in children(verb, "mark", "advmod")):
        return False
    is_past = any(t.tag_ == "VBD" for t in (verb, *children(verb, "aux", "auxpass")))
    return not is_past or modality(verb.head) is not None


def _is_passed_over(word: "Token") -> bool:
    """What is not chosen, or only liked better: "rather than sign", "instead of signing", "would rather resign than sign"."""
    first = word.left_edge
    opener = first if first.lower_ == "than" else first.nbor(-1) if first.i else None
    if opener is not None and opener.i:
        pair = (opener.nbor(-1).lower_, opener.lower_)
        if pair in (("rather", "than"), ("instead", "of")):
            return True
        if opener.lower_ == "than" and word.pos_ in ("VERB", "AUX") and _would_rather(word.head):
            return True
    return _would_rather(word)


def _would_rather(verb: "Token") -> bool:
    return modality(verb) == "conditional" and any(c.lower_ == "rather" for c in children(verb, "advmod"))


def _is_supposing(mark: "Token") -> bool:
    """ "as though", "only when"."""
    before = mark.doc[mark.i - 1].lower_ if mark.i else ""
    return (before, mark.lower_) in (("as", "though"), ("only", "when"))


def clause_root(token: "Token") -> "Token":
    """The verb of the clause in which a word stands."""
    current = token
    while current.pos_ not in ("VERB", "AUX") and current.head.i != current.i:
        current = current.head
    return current
