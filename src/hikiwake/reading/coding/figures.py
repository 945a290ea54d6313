"""Figures: what is counted over a year is no act of a state, though the words are those of an act.

"Trade between the two fell 12 %", "Chile imports most of its gas", "visits by tourists doubled" say how much there was; "Chile resumed imports",
"India bought 36 jets" say that something was done. The words are in `reading/data/event_classes.csv` (`quantity`, `change`, `share`).
"""

from typing import TYPE_CHECKING

from . import lexicon, syntax
from .act import Act

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRADE = "061"
_FLOWS = frozenset({"trade", "import", "export"})  # as verbs they tell a year's trade, never one deed
_HABITUAL = frozenset({"annually", "yearly", "monthly", "daily", "mostly", "mainly", "largely", "chiefly"})
_PERIODS = frozenset({"year", "month", "day", "week", "quarter", "annum"})
_NEAR = 2  # steps between a noun that is counted and the verb that says how it changed


def is_figure(act: Act) -> bool:
    """Whether the act's word counts rather than tells."""
    head = act.head
    if head.pos_ in ("NOUN", "PROPN"):
        return (act.code == _TRADE and not act.operators) or _is_counted(head)
    if any(_is_quantity(s) for s in syntax.children(head, "nsubj", "nsubjpass")):
        return True
    return act.code == _TRADE and head.pos_ == "VERB" and _tells_a_flow(act)


def _tells_a_flow(act: Act) -> bool:
    head = act.head
    if head.lemma_.lower() in _FLOWS and len(act.words) == 1:
        return True
    return any(_is_share(o) for o in syntax.objects(head)) or _is_by_the_year(head)


def _is_counted(noun: "Token") -> bool:
    """Whether a noun of an act is only said to have grown or shrunk: "attacks fell by half", "a rise in visits"."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "of"):
        over = noun.head.head
        return over.pos_ == "NOUN" and over.lemma_.lower() in _changes() and (_is_many(noun) or _is_measured(over))
    subject = noun
    for _ in range(_NEAR):
        if subject.dep_ in ("nsubj", "nsubjpass"):
            break
        if subject.dep_ not in ("compound", "conj"):
            return False
        subject = subject.head
    verb = subject.head
    is_change = subject.dep_ in ("nsubj", "nsubjpass") and verb.pos_ == "VERB" and verb.lemma_.lower() in _changes()
    return is_change and (_is_many(noun) or _is_measured(verb))


def _is_quantity(noun: "Token") -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon.classes()["quantity"]


def _changes() -> frozenset[str]:
    return lexicon.classes()["change"]


def _is_many(noun: "Token") -> bool:
    return bool(noun.tag_ == "NNS")


def _is_measured(word: "Token") -> bool:
    """Whether it says how much: "by 12 percent", "to 3 billion", "by a third"."""
    behind = [g for name, g in syntax.prepositions(word) if name in ("by", "to", "from", "of")]
    behind += [c for c in word.children if c.dep_ in ("npadvmod", "dobj", "attr", "nummod", "advmod")]
    return any(
        w.like_num or w.ent_type_ in ("PERCENT", "MONEY", "QUANTITY", "CARDINAL") or _is_share(w)
        for b in behind
        for w in (b, *b.children)
    )


def _is_share(noun: "Token") -> bool:
    """Whether a part of a whole is told, or so much a year: "a third of its exports", "40 percent", "two million tonnes a year"."""
    if noun.lemma_.lower() in lexicon.classes()["share"] or noun.ent_type_ == "PERCENT":
        return True
    return _is_by_the_year(noun)


def _is_by_the_year(word: "Token") -> bool:
    for child in word.children:
        if child.lower_ in _HABITUAL:
            return True
        is_rate = child.lemma_.lower() in _PERIODS and any(c.lower_ in ("a", "per", "each", "every") for c in child.children)
        if is_rate and child.dep_ in ("npadvmod", "appos", "dobj"):
            return True
        if child.lower_ == "per" and any(c.lemma_.lower() in _PERIODS for c in child.children):
            return True
    return False
