"""Warnings: who warns one state threatens it, who warns both sides of a quarrel appeals to them, who warns his own people advises them."""

from typing import TYPE_CHECKING

from . import syntax
from .act import Act, Read

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .cast import Cast
    from .participants import Parties

_THREATEN, _APPEAL = "130", "020"
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


def warned(verb: "Token", words: tuple["Token", ...], read: Read) -> Act:
    """ "Warned India of consequences" threatens it; "warned both sides against the use of force" appeals to them."""
    content = warned_against(verb)
    if content is None or not addressed_as_both(verb):
        return Act(_THREATEN, verb, words)
    inner = read(content)
    return Act(_APPEAL, verb, words, ("appeal",), inner, content=content)


def warned_against(verb: "Token") -> "Token | None":
    """What somebody is warned not to do, None where the warning only tells what will come."""
    holders = (verb, *syntax.objects(verb))
    behind = next((g for holder in holders for name, g in syntax.prepositions(holder) if name == "against"), None)
    return behind or next((c for c in syntax.children(verb, "xcomp", "ccomp", "advcl") if c.tag_ == "VB"), None)


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


def _are_ones_own(noun: "Token", own: set[str], cast: "Cast") -> bool:
    if noun.lemma_.lower() in _PEOPLE and any(c.tag_ == "PRP$" for c in noun.children):
        return True
    at = cast.at(noun)
    is_people = noun.lemma_.lower() in _PEOPLE or noun.ent_type_ == "NORP" or noun.tag_ in ("NNPS", "NNS")
    return at is not None and at.country in own and is_people and bool(own)


def advised(act: Act) -> set[int]:
    """The words of what is advised, so that they tell nothing: the trip that one is warned against."""
    content = warned_against(act.head)
    return {w.i for w in content.subtree} if content is not None else set()
