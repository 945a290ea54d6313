"""Warnings: who warns one state threatens it, who warns both sides of a quarrel appeals to them, who warns his own people advises them.

CAMEO's root 13 holds "coercive or forceful warnings", and its authors' verb dictionary has 130 for "warn X against" and "warn X not to", whether or
not the sentence tells what would follow; where it does, what would follow gives the code (1313 for "warned that it would cut ties").
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from . import mood, syntax, topics
from .act import Act, Read, in_order

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .cast import Cast
    from .participants import Parties

_THREATEN, _APPEAL = "130", "020"
_WARNING = frozenset({"warn", "caution"})
_TELLING_ON = ("relcl", "advcl", "parataxis")  # "…, saying that it would close the border"
_SIDES = frozenset(
    {"side", "party", "neighbour", "neighbor", "country", "nation", "state", "government", "capital", "rival", "army"}
)
_BOTH = frozenset({"both", "two", "all"})
_ADVISING = frozenset({"warn", "caution", "advise", "urge", "tell", "ask", "order"})
_PEOPLE = frozenset(
    {"citizen", "national", "traveller", "traveler", "tourist", "resident", "people", "subject", "pilgrim", "ship"}
)
_STRICTLY = frozenset({"warn", "caution", "advise"})  # the others advise only on travel
_TRAVEL = frozenset({"leave", "travel", "avoid", "return", "go", "visit", "depart", "stay", "exercise"})


def warned(verb: "Token", words: tuple["Token", ...], read: Read) -> Act | None:
    """ "Warned India of consequences" threatens it; "warned both sides against the use of force" appeals to them.

    None where one only says what a third state would do: "warned Estonia that Russia would attack".
    """
    content = warned_against(verb)
    if content is not None and addressed_as_both(verb):
        return Act(_APPEAL, verb, words, ("appeal",), read(content), content=content)
    clause = next(iter(syntax.children(verb, "ccomp")), None)
    inner = read(clause) if clause is not None and content is None else None
    if clause is None or inner is None or inner.topic is None or not inner.topic.is_hostile or mood.is_negated(clause):
        return Act(_THREATEN, verb, words)
    doer = next(iter(syntax.children(clause, "nsubj")), None)
    if doer is not None and doer.pos_ == "PROPN" and doer.ent_type_ == "GPE":
        return None
    if doer is None or doer.pos_ != "PRON" or mood.modality(clause) not in ("future", "conditional"):
        return Act(_THREATEN, verb, words)
    code = topics.apply("intend", inner.topic) or _THREATEN
    return Act(code, verb, in_order(words, inner.words), ("threaten", *inner.operators), inner, content=clause)


def warned_against(verb: "Token") -> "Token | None":
    """What somebody is warned not to do, None where the warning only tells what will come."""
    holders = (verb, *syntax.objects(verb))
    behind = next((g for holder in holders for name, g in syntax.prepositions(holder) if name == "against"), None)
    return behind or next((c for c in syntax.children(verb, "xcomp", "ccomp", "advcl") if _is_to_be_done(c)), None)


def _is_to_be_done(clause: "Token") -> bool:
    """ "To leave", "not to attack"; not "that it would leave"."""
    return clause.tag_ == "VB" and any(c.lower_ == "to" for c in syntax.children(clause, "aux"))


def addressed_as_both(verb: "Token") -> bool:
    """Whether the object is both sides of a quarrel: "both sides", "the two neighbours", "both Greece and Turkey"."""
    return any(is_both_sides(o) or (o.conjuncts and _BOTH & _before(o)) for o in syntax.objects(verb))


def is_both_sides(noun: "Token") -> bool:
    """ "Both sides", "the two neighbours", "all parties": states that nobody names."""
    return noun.lemma_.lower() in _SIDES and bool(_BOTH & _before(noun)) and not any(c.pos_ == "PROPN" for c in noun.children)


def _before(noun: "Token") -> set[str]:
    return {c.lower_ for c in noun.children if c.i < noun.i}


def is_advice(act: Act, who: "Parties", cast: "Cast") -> bool:
    """ "Warned its citizens against travel to Sudan": nothing between states."""
    lemma = act.head.lemma_
    if act.head.pos_ != "VERB" or lemma not in _ADVISING or not act.code.startswith((_THREATEN, "02")):
        return False
    own = {a.country for a in who.sources if a.country}
    if not any(_are_ones_own(o, own, cast) for o in syntax.objects(act.head)):
        return False
    return lemma in _STRICTLY or any(w.lemma_ in _TRAVEL for w in act.head.subtree if w.pos_ == "VERB")


def is_warning(act: Act) -> bool:
    """Whether it is told by a verb of warning, of one state or of both sides."""
    return act.head.pos_ == "VERB" and act.head.lemma_ in _WARNING and act.code.startswith(("13", _APPEAL))


def _are_ones_own(noun: "Token", own: set[str], cast: "Cast") -> bool:
    if noun.lemma_.lower() in _PEOPLE and any(c.tag_ == "PRP$" for c in noun.children):
        return True
    at = cast.at(noun)
    is_people = noun.lemma_.lower() in _PEOPLE or noun.ent_type_ == "NORP" or noun.tag_ in ("NNPS", "NNS")
    return at is not None and at.country in own and is_people and bool(own)


def advised(act: Act) -> set[int]:
    """The words of what somebody is warned against or told to do, so that they tell nothing; not the clauses within that tell on."""
    content = warned_against(act.head)
    return set(_without_clauses(content)) if content is not None else set()


def _without_clauses(word: "Token") -> Iterator[int]:
    yield word.i
    for child in word.children:
        if child.dep_ not in _TELLING_ON:
            yield from _without_clauses(child)
