"""Who says it: the speakers of reported speech, so that "it would withdraw" is withdrawn by whoever said so."""

from typing import TYPE_CHECKING

from . import mood, syntax
from .frames import frames_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST_CLIMB = 8
_FORESEEING = frozenset({"warn", "fear", "predict", "caution"})
SAYINGS = frozenset({"reminder", "statement", "warning", "message", "declaration", "announcement", "letter", "assurance", "view"})


def is_reporting(verb: "Token") -> bool:
    """Whether the verb can carry reported speech."""
    return any(frame.meaning == "report" for frame in frames_of(verb))


def reporting_verb(word: "Token") -> "Token | None":
    """The verb of saying in whose content the word's clause stands, None in the narrator's own sentences."""
    current = word
    for _ in range(_DEEPEST_CLIMB):
        head = current.head
        if head.i == current.i:
            return None
        if current.dep_ in ("ccomp", "parataxis") and (is_reporting(head) or head.lemma_ == "deny"):
            return head
        if current.dep_ in ("acl", "ccomp", "relcl") and head.lemma_ in SAYINGS and head.dep_ == "dobj":
            return head.head
        if current.dep_ not in ("conj", "xcomp", "acomp", "attr", "advcl", "ccomp", "oprd", "prep", "pcomp"):
            return None
        current = head
    return None


def speakers(word: "Token") -> list["Token"]:
    """Heads of the phrases that name who says what the word is part of; empty in the narrator's own sentences."""
    verb = reporting_verb(word)
    return syntax.subjects(verb) if verb is not None else []


def is_foreseen(head: "Token") -> bool:
    """ "Warned that Russia would invade": what one fears of another, nobody has said that he will."""
    verb = reporting_verb(head)
    if verb is None or verb.lemma_ not in _FORESEEING:
        return False
    return any(s.pos_ in ("NOUN", "PROPN") and s not in syntax.subjects(verb) for s in syntax.children(head, "nsubj"))


def is_unsaid(head: "Token") -> bool:
    """ "Has not said that it would withdraw": nobody knows if it will; "did not say why it would": it will."""
    clause = head
    while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    is_asked_when = any(c.tag_ in ("WRB", "WP", "WDT") for c in clause.children)
    return bool(clause.dep_ == "ccomp" and is_reporting(clause.head) and mood.is_negated(clause.head) and not is_asked_when)


def addressees(word: "Token") -> list["Token"]:
    """Heads of the phrases that name to whom it is said: "told Iraq that …", "issued a reminder to Iraq that …"."""
    verb = reporting_verb(word)
    if verb is None:
        return []
    to = [g for holder in (verb, *syntax.children(verb, "dobj")) for name, g in syntax.prepositions(holder) if name == "to"]
    return [*syntax.datives(verb), *to, *syntax.children(verb, "dobj")]
