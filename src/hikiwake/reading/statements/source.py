"""Sources: the noun that says or thinks, found from its cue, and its words in the text."""

import re
from typing import TYPE_CHECKING

from hikiwake.reading.clause_subjects import misplaced_subject
from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Spans, runs
from hikiwake.reading.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_BORROWS = ("xcomp", "advcl", "pcomp", "prep", "conj", "acl", "agent")  # a verb so attached may have its subject from above
_MOST_STEPS = 6
_QUOTE_ENDS = ("”", '"', "’", "''", "»")
_DASHES = ("—", "–", "--", "-")
_DATELINE_TOKENS = 12
_DATELINE = re.compile(r"[A-Z][A-Z .,'-]*[A-Z](?:, [A-Z][\w.]+ \d{1,2})?(?: \([\w ]+\))?\s+[–—-]\s+")


def source_head(verb: "Token") -> "Token | None":
    """The verb's subject, or that of the verb it hangs on; None where the parse shows none: an unknown source stays unknown."""
    token = verb
    for _ in range(_MOST_STEPS):
        if (subject := own_subject(token)) is not None:
            return subject
        if token.dep_ == "acl" and token is verb and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _author(token.head) or token.head
        if token.dep_ not in _BORROWS or _is_aside(token):
            break
        token = token.head
    return _trailing_name(verb) or _leading_name(verb)


def own_subject(verb: "Token") -> "Token | None":
    """The verb's subject; of two that the parser gives it (a dateline is often the other) the nearer one."""
    if (misplaced := misplaced_subject(verb)) is not None:
        return misplaced
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.pos_ not in ("VERB", "AUX")]
    return min(subjects, key=lambda c: abs(c.i - verb.i), default=None)


def _author(noun: "Token") -> "Token | None":
    """Whose words "saying" behind "a statement" are: the statement's possessor, or whoever issued it."""
    if noun.lemma_.lower() not in words("utterances"):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    holder = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
    if noun.dep_ not in ("dobj", "pobj") or holder.pos_ not in ("VERB", "AUX"):
        return None
    return next((c for c in holder.children if c.dep_ == "nsubj"), None)


def _is_aside(token: "Token") -> bool:
    """Whether the clause stands between dashes: whose act it is, the parser cannot know."""
    return token.dep_ == "advcl" and token.left_edge.i > 0 and token.left_edge.nbor(-1).text in _DASHES


def _trailing_name(verb: "Token") -> "Token | None":
    """The noun after "said" where the parser took it for something else (`"…," said Kishida`, `"…?" asked the envoy`)."""
    follows_quote = verb.i > 0 and verb.nbor(-1).text in _QUOTE_ENDS
    for child in verb.children:
        is_noun = child.pos_ == "PROPN" or (child.pos_ == "NOUN" and follows_quote)
        if child.dep_ in ("dobj", "attr", "npadvmod", "oprd") and is_noun and child.i > verb.i:
            return child
    return None


def _leading_name(verb: "Token") -> "Token | None":
    """The name right before "said" that the parser took for another name of the noun before it: "in a talk with this paper Ana Silva, …, said"."""
    if verb.i == verb.sent.start or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = verb.nbor(-1)
    for token in (before, *before.ancestors):
        if token.pos_ != "PROPN" or token.dep_ != "appos" or token.right_edge.i != before.i:
            continue
        if token.left_edge.i == token.head.i + 1:  # a real apposition stands behind a comma
            return token
    return None


def agent(verb: "Token") -> "Token | None":
    """Who did it, of a passive: the noun after "by"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_empty(head: "Token") -> bool:
    """ "It" and "there" that stand for nobody ("it was said that …")."""
    return head.dep_ == "expl" or (head.lower_ in ("it", "there") and head.dep_ == "nsubjpass")


def source_spans(passage: Passage, head: "Token", cue: "Token") -> Spans:
    """The source's words: the noun and what hangs on it, without the cue's own clause, an aside after a comma, or a dateline."""
    out: set[int] = set()
    for child in head.children:
        if child.dep_ not in ("relcl", "acl", "advcl") or child.i < head.i:
            continue
        clause = {t.i for t in child.subtree}
        if cue.i in clause or (child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","):
            out |= clause
    own = [t for t in head.subtree if t.i not in out and t.i != cue.i]
    dashes = [t.i for t in own if t.i < head.i and t.text in _DASHES and t.whitespace_]
    if dashes and dashes[-1] < _DATELINE_TOKENS:
        own = [t for t in own if t.i > dashes[-1]]
    elif (
        own and own[0].is_sent_start and (found := _DATELINE.match(head.doc.text, own[0].idx))
    ):  # the town is taken for one of those who speak
        own = [t for t in own if t.idx >= found.end()]
    return runs(passage, _without_number(own))


def _without_number(tokens: list["Token"]) -> list["Token"]:
    """The words behind a paragraph's number ("3. The delegation …")."""
    ordered = sorted(tokens, key=lambda t: t.i)
    for i, token in enumerate(ordered[:3]):
        if token.text.strip() == "" and i and all(t.like_num or t.is_punct or t.text[:-1].isdigit() for t in ordered[:i]):
            return ordered[i + 1 :]
    return ordered
