"""Bases, posts and airstrips: a state that opens one on its own land shows its forces, one that opens one abroad is somebody's guest."""

from typing import TYPE_CHECKING

from . import lexicon, syntax
from .act import Act, in_order
from .noun_kinds import is_member

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .cast import Cast
    from .participants import Parties

_SHOW_OF_FORCE = "150"
_MILITARY = frozenset(
    {"military", "naval", "army", "navy", "air-force", "force", "border", "frontier", "forward", "missile", "radar"}
)
_AT = ("in", "at", "on", "near", "outside")


def opened(verb: "Token", words: tuple["Token", ...]) -> Act | None:
    """ "Inaugurated an air base", "commissioned a military airstrip"; None for an airport, a post office."""
    base = next((o for o in syntax.objects(verb) if _is_military(o, verb)), None)
    return Act(_SHOW_OF_FORCE, verb, in_order(words, (base,))) if base is not None else None


def _is_military(noun: "Token", verb: "Token") -> bool:
    classes = lexicon.classes()
    if is_member(noun, classes["base"]):
        return not any(name == "of" and g.ent_type_ not in ("GPE", "LOC") for name, g in syntax.prepositions(noun))
    if not is_member(noun, classes["post"]):
        return False
    before = {c.lemma_.lower() for c in syntax.children(noun, "compound", "amod")}
    is_of_soldiers = any(is_member(d, classes["soldiery"]) for d in syntax.subjects(verb))
    return is_of_soldiers or bool(before & _MILITARY - {"border", "frontier"})


def is_of_a_base(act: Act) -> bool:
    """Whether a base is what the act is about, so that names of places only say where it lies."""
    classes = lexicon.classes()
    return act.code == _SHOW_OF_FORCE and any(is_member(w, classes["base"] | classes["post"]) for w in act.words)


def is_abroad(act: Act, who: "Parties", cast: "Cast") -> bool:
    """Whether the base lies in another state than the one that opens it."""
    own = {a.country for a in who.sources if a.country}
    if not is_of_a_base(act):
        return False
    holders = [act.head, *syntax.objects(act.head)] if act.head.pos_ == "VERB" else []
    there = {a.country for h in holders for name, g in syntax.prepositions(h) if name in _AT for a in cast.all_at(g) if a.country}
    return bool(own) and bool(there) and not there & own
