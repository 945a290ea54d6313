"""Factuality: whether the clause around an event's word tells it as having happened, and how surely; by mood, governor and hedges.

`data/implications.csv` lists verbs and adjectives that say whether what they govern happened (Karttunen 1971): who managed to sign did, who
failed to did not.
"""

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from hikiwake.reading.sourcing_cue import Sense, senses
from hikiwake.record.model import Certainty, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE = frozenset(
    {
        "may",
        "might",
        "could",
        "perhaps",
        "possibly",
        "maybe",
        "allegedly",
        "reportedly",
        "potentially",
        "possible",
        "potential",
        "conceivably",
    }
)
_PROBABLE = frozenset({"probably", "likely", "unlikely", "presumably", "apparently", "expected", "seemingly"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_COMPLEMENTS = ("xcomp", "ccomp", "pcomp", "acl")
_DONE = frozenset({"has", "have", "had", "is", "are", "was", "were", "did", "does", "do", "'s", "been", "being"})
_ELLIPTIC = frozenset({"thank", "hope", "wish", "congratulation"})
_TIMES = frozenset({"when", "before", "until", "till", "once", "after", "as"})
_AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "must", "should", "can", "may", "might", "could"})
_PERMITTING = frozenset({"allow", "permit", "let", "authorize", "authorise", "tolerate"})
_WITHIN_PERMISSION = ("xcomp", "ccomp", "pobj", "prep", "dobj", "conj")
_HIGHEST = 3  # governors above the event's word that are asked


def certainty_at(head: "Token", *, is_open: bool) -> Certainty:
    """How sure the words are of the event at `head`; `is_open`: it hangs on a condition or is only supposed.

    A plan that is told flatly is certain: that it lies ahead is its status.
    """
    beside = {c.lower_ for c in head.children if c.dep_ in ("advmod", "aux", "acomp", "amod")}
    beside |= {c.lower_ for c in head.head.children if head.dep_ in ("xcomp", "attr", "acomp") and c.dep_ in ("advmod", "aux")}
    told = {sense.certainty for sense in _governing(head)}
    if beside & _POSSIBLE or Certainty.POSSIBLE in told:
        return Certainty.POSSIBLE
    if beside & _PROBABLE or Certainty.PROBABLE in told:
        return Certainty.PROBABLE
    return Certainty.UNKNOWN if is_open else Certainty.CERTAIN


def _governing(head: "Token") -> "list[Sense]":
    """The senses of the words that govern `head` as their complement: "is expected to rise", "fears of a rise", "hopes that it will rise"."""
    found = []
    current = head
    for _ in range(_HIGHEST):
        above = current.head
        if above.i == current.i:
            break
        if current.dep_ in ("xcomp", "ccomp", "acl") or (current.dep_ == "pobj" and above.lower_ in ("of", "about", "over")):
            lemma = above.lemma_.lower() if above.pos_ != "ADP" else above.head.lemma_.lower()
            sense = senses().get(lemma)
            found += [sense] if sense is not None and (sense.act in ("think", "appear")) else []
            break
        if current.dep_ not in ("conj", "compound", "dobj"):
            break
        current = above
    return found


def status_by_mood(verb: "Token") -> Status | None:
    """An order or a question tells no fact; None for a plain statement."""
    if not _heads_a_sentence(verb):
        return None
    if verb.lemma_.lower() in _ELLIPTIC:
        return None  # "Thank you": somebody does
    if verb.tag_ in ("VB", "VBP") and not any(c.dep_ in (*_SUBJECTS, "aux") for c in verb.children) and _is_first(verb):
        return Status.HYPOTHETICAL
    return Status.HYPOTHETICAL if verb.sent.text.rstrip("”\"'’) ").endswith("?") and _asks(verb) else None


def status_by_time(verb: "Token") -> Status | None:
    """ "When it collapses, prices will rise": the present after "when" is still to come where the main clause is."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBP", "VBZ"):
        return None
    is_timed = any(c.lower_ in _TIMES and c.dep_ in ("advmod", "mark") for c in verb.children)
    main = verb.head
    lies_ahead = any(c.dep_ == "aux" and c.lower_ in _AHEAD for c in main.children) or status_by_mood(main) is not None
    return Status.PLANNED if is_timed and lies_ahead else None


def status_by_governor(verb: "Token") -> Status | None:
    """What the governor of an infinitive or gerund implies of it, the other way round where it is negated; None where it says nothing."""
    governor = verb.head
    if verb.dep_ == "pcomp" and governor.pos_ == "ADP":
        governor = governor.head
    elif verb.dep_ not in _COMPLEMENTS or verb.tag_ not in ("VB", "VBG"):
        return None
    told = _implications().get(governor.lemma_.lower()) or _implications().get(governor.lower_)
    if told is None or governor.i == verb.i:
        return None
    holders = [governor, governor.head] if governor.pos_ == "ADJ" else [governor]
    if any(c.dep_ == "neg" for h in holders for c in h.children):
        return {Status.ACTUAL: Status.DENIED, Status.DENIED: Status.ACTUAL}.get(told, told)
    if any(c.dep_ == "aux" and c.lower_ not in _DONE for h in holders for c in h.children):
        return told if told is Status.HYPOTHETICAL else None  # "will manage to": as its own clause says
    return told


def is_barred(word: "Token") -> bool:
    """Whether leave is refused for it: "would not allow its bases to be used for an attack"."""
    current = word
    for _ in range(_HIGHEST + 1):
        if current.dep_ not in _WITHIN_PERMISSION:
            return False
        current = current.head
        if current.lemma_ in _PERMITTING and current.pos_ == "VERB":
            return any(c.dep_ == "neg" for c in current.children)
    return False


def is_alleged(noun: "Token") -> bool:
    """Whether a noun is what somebody is said to have done: "accused them of an attack", "allegations of torture"."""
    preposition = noun.head
    if preposition.pos_ != "ADP" or preposition.lower_ not in ("of", "for", "with"):
        return False
    return _implications().get(preposition.head.lemma_.lower()) is Status.HYPOTHETICAL


def _heads_a_sentence(verb: "Token") -> bool:
    current = verb
    while current.dep_ == "conj" and current.head.i != current.i:
        current = current.head
    return bool(current.dep_ == "ROOT")


def _is_first(verb: "Token") -> bool:
    """Whether the sentence begins with the verb, "please", "do not" or an adverb, as an order does; or the verb is joined to one that does."""
    if verb.dep_ == "conj":
        return verb.head.tag_ in ("VB", "VBP") and status_by_mood(verb.head) is not None
    before = [t for t in verb.sent if t.i < verb.i and not t.is_punct and not t.is_space]
    return all(t.pos_ in ("INTJ", "ADV", "CCONJ", "PART") or t.dep_ in ("aux", "neg", "advmod", "intj") for t in before)


def _asks(verb: "Token") -> bool:
    """Whether it is asked if it happens ("Will they sign?"), not who did it or why: an auxiliary stands before its subject."""
    if any(t.tag_ in ("WP", "WRB", "WDT", "WP$") for t in verb.sent if t.i < verb.i):
        return False
    subject = next((c.i for c in verb.children if c.dep_ in _SUBJECTS), None)
    return subject is not None and any(c.dep_ in ("aux", "auxpass") and c.i < subject for c in verb.children)


@cache
def _implications() -> dict[str, Status]:
    table = files("hikiwake.reading").joinpath("data/implications.csv").read_text(encoding="utf-8")
    return {row["governor"]: Status(row["status"]) for row in csv.DictReader(table.splitlines())}
