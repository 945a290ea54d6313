"""States that a text names only to say where: "moved troops to Lom on the border with Serbia", "opened a base near Togo", "the court in Rome"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.record.model import Actor

from . import syntax
from .act import Act
from .bases import is_of_a_base
from .cast import Cast
from .courts import is_of_a_court
from .participants import Parties

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORCES = "15"
_BORDERS = frozenset({"border", "frontier", "boundary"})
_ALONG = frozenset({"on", "along", "near", "at", "by"})
_ASKING = ("02", "10")
_OF_NO_STATE = frozenset({"secretary-general", "court", "tribunal", "mediator", "council", "community"})
_COURTS = frozenset({"court", "tribunal"})


def without_scenes(act: Act, who: Parties, cast: Cast) -> Parties:
    """`who` without the targets that only say where something is done, and the state itself where it asks somebody of none."""
    if is_of_a_base(act):
        return replace(who, targets=())
    if is_of_a_court(act):
        return replace(who, targets=tuple(a for a in who.targets if not _COURTS & set(a.name.lower().split())))
    if act.code.startswith(_FORCES) and (town := _destination(act)) is not None:
        there = {id(a) for w in act.head.sent if w.i > town.i and at_a_border(w) for a in cast.all_at(w)}
        return replace(who, targets=tuple(a for a in who.targets if not _is_one(a, there, cast, act)))
    if act.code.startswith(_ASKING) and any(map(_is_of_no_state, syntax.objects(act.head))):
        own = {a.country for a in who.sources}
        return replace(who, targets=tuple(a for a in who.targets if a.country not in own))
    return who


def _is_of_no_state(noun: "Token") -> bool:
    return syntax.name_of(noun) in _OF_NO_STATE


def _is_one(actor: Actor, there: set[int], cast: Cast, act: Act) -> bool:
    """Whether the actor is named nowhere in the sentence but at the border."""
    named = [a for w in act.head.sent for a in cast.all_at(w) if a.country == actor.country]
    return bool(named) and all(id(a) in there for a in named)


def _destination(act: Act) -> "Token | None":
    """The town that forces are sent to: a name, and not the border itself."""
    behind = (g for name, g in syntax.prepositions(act.head) if name in ("to", "in", "at", "into"))
    return next((g for g in behind if g.pos_ == "PROPN"), None)


def at_a_border(name: "Token") -> bool:
    """ "On the border with X", "along X's frontier"."""
    border = next((t for t in (name.head, name.head.head, name) if t.lemma_.lower() in _BORDERS), None)
    return border is not None and border.dep_ == "pobj" and border.head.lower_ in _ALONG
