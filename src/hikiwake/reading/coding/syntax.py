"""Who does what to whom in spaCy's dependency trees: subjects, objects, what stands behind a preposition.

Understands passives, relative and participial clauses, coordination and control ("X asked Y to leave": Y leaves; "X promised to leave": X does).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hikiwake.reading.clause_subjects import misplaced_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OF_PASSIVES = frozenset({"nsubjpass", "auxpass", "csubjpass", "agent"})
_PAPERS = frozenset({"declaration", "statement", "letter", "resolution", "communique", "note", "appeal", "message", "petition"})
_DASHES = ("-", "–", "—", "--")
_FEW = 4  # words up from a name to the preposition that it hangs on
DEEPEST_CLIMB = 12  # clauses; deeper nesting is a parsing accident


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
        elif child.dep_ == "xcomp" and child.pos_ == "NOUN" and any(c.lower_ == "to" for c in child.children):
            yield "to", child  # "took Japan to court", which the parser takes for an infinitive
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
        passive = children(verb, *PASSIVE_SUBJECTS)
        if passive:
            nearest = _nearest_subject(passive, verb)
            return [_antecedent(w, verb) for w in dict.fromkeys((nearest, *passive[:1]))]
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "relcl":
            return [verb.head]
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            return objects(verb.head) if is_passive(verb.head) else _shared_subject(verb)
        return []
    found = children(verb, *OBJECTS)
    if not found and verb.dep_ == "relcl" and any(c.lower_ in _RELATIVE and c.dep_ in OBJECTS for c in verb.children):
        return [verb.head]
    return [_antecedent(f, verb) for f in found]


def _shared_subject(verb: "Token") -> list["Token"]:
    """Of a passive joined to an active: "resigned and was arrested", "the line, agreed on in May, was opened"; not after a mistaken join."""
    first = verb.head
    is_joined_on = any(c.i < verb.i for c in children(first, "cc")) or (first.i > 0 and first.nbor(-1).text == ",")
    return children(first, "nsubj") if is_joined_on else []


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
    if climb > DEEPEST_CLIMB:
        return []
    if is_passive(verb):
        agents = [g for name, g in prepositions(verb) if name == "by" and g.pos_ != "VERB"]
        if agents:
            return agents
        if children(verb, *PASSIVE_SUBJECTS) or verb.dep_ in ("acl", "relcl") or (verb.dep_ == "conj" and objects(verb)):
            return []
    if (misplaced := misplaced_subject(verb)) is not None:
        return [misplaced]
    own = children(verb, *SUBJECTS) or [s for aux in children(verb, "aux") for s in children(aux, *SUBJECTS)]
    own = [s for s in own if s.dep_ != "expl"]
    if own:
        return [_antecedent(_nearest_subject(own, verb), verb)]
    return _inherited(verb, climb)


def _nearest_subject(found: list["Token"], verb: "Token") -> "Token":
    """Of two the nearer: a dateline before the sentence is often taken for its first subject, and the true one for its apposition."""
    nearer = next((s for s in reversed(found) if s.i < verb.i), found[0])
    if nearer.i != nearer.sent.start or nearer.pos_ != "PROPN":
        return nearer
    line = nearer.doc[nearer.i : verb.i]
    dash = next((t.i for t in line if t.text in _DASHES), None)
    if dash is None or not any(t.like_num or t.text == "(" for t in line[: dash - nearer.i]):
        return nearer
    return next((c for c in reversed(children(nearer, "appos")) if dash < c.i < verb.i), nearer)


def _inherited(verb: "Token", climb: int) -> list["Token"]:
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ in ("conj", "dep") and head.pos_ in ("VERB", "AUX"):
        if is_passive(head) and not is_passive(verb):
            return objects(head)
        return subjects(head, climb + 1)
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        controlled = [o for o in children(head, *OBJECTS) if o.i != verb.i] if head.pos_ != "ADJ" else []
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
        for _ in range(DEEPEST_CLIMB):
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


def clause_root(token: "Token") -> "Token":
    """The verb of the clause in which a word stands."""
    current = token
    while current.pos_ not in ("VERB", "AUX") and current.head.i != current.i:
        current = current.head
    return current
