"""States before a court: that one agrees, or will, appear there is how a dispute is to be settled, and no visit to the town where the court sits."""

from typing import TYPE_CHECKING

from hikiwake.terms.states import find

from . import lexicon, mood, syntax
from .act import Act, in_order
from .noun_kinds import is_member

if TYPE_CHECKING:
    from spacy.tokens import Token

_SETTLING = "037"
_SEAT = "hague"
_OF_COURTS = ("027", "037", "107", "127")
_STATES = frozenset({"country", "state", "government", "nation", "republic", "side", "party", "neighbour", "neighbor", "kingdom"})
_BEFORE = frozenset({"before", "at", "in", "to"})


def to_court(verb: "Token", words: tuple["Token", ...]) -> Act | None:
    """ "Agreed to appear before the court", "will go to The Hague"; None for what is done already: an appearance is no settlement."""
    place = _court(verb)
    if place is None or not _is_to_come(verb) or not all(map(_can_be_a_state, syntax.subjects(verb))):
        return None
    return Act(_SETTLING, verb, in_order(words, place))


def _court(verb: "Token") -> tuple["Token", ...] | None:
    """The words that name the court: behind the verb's preposition, or behind "of" of the hearings that are attended."""
    for name, governed in syntax.prepositions(verb):
        if name in _BEFORE and (_is_court(governed) or (verb.lemma_ == "go" and governed.lower_ == _SEAT)):
            return (governed,)
    for held in syntax.objects(verb):
        of = next((g for name, g in syntax.prepositions(held) if name in ("of", "at", "before") and _is_court(g)), None)
        if of is not None:
            return held, of
    return None


def _is_court(noun: "Token") -> bool:
    return is_member(noun, lexicon.classes()["court"])


def is_of_a_court(act: Act) -> bool:
    """Whether a court is what the act is about, so that the town only says where it sits."""
    return act.code[:3] in _OF_COURTS and any(_is_court(w) or w.lower_ == _SEAT for w in act.words)


def _can_be_a_state(doer: "Token") -> bool:
    """Not "the suspect", "Mr Ruiz", "he": who is tried has agreed to nothing."""
    if doer.pos_ == "PRON":
        return doer.lower_ in ("it", "we", "they", "both", "who", "that", "which")
    return doer.ent_type_ in ("GPE", "ORG", "NORP") or doer.lemma_.lower() in _STATES or find(doer.text) is not None


def _is_to_come(verb: "Token") -> bool:
    """Whether the verb is an infinitive, in the future, or a present that announces: "we go to The Hague to win"."""
    if mood.modality(verb) == "future" or (verb.lemma_ == "go" and verb.tag_ in ("VBP", "VBZ", "VBG")):
        return True
    helpers = {c.lemma_ for c in syntax.children(verb, "aux")}
    return verb.tag_ == "VB" and "do" not in helpers and mood.modality(verb) is None
