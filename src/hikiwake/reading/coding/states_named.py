"""The states that a sentence names, each with how far it stands from an act; those that only tell of it, or where it was, are left out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikiwake.record.model import Actor

from . import speech, syntax
from .act import Act
from .cast import Cast
from .done_to import SHOOTING, VENUES, heads, is_meeting

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_SPEAK_FOR_NO_STATE = frozenset({"JRN", "MNC", "BUS"})
_BORDERS = frozenset({"advcl", "relcl", "ccomp", "acl", "parataxis", "csubj"})
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Named:
    """A state where the sentence names it, `borders` clauses away from the act."""

    actor: Actor
    word: "Token"
    borders: int

    @property
    def at(self) -> int:
        return int(self.word.i)


def states_named(act: Act, cast: Cast, sentence: "Sentence") -> list[Named]:
    """States that the sentence names, in order; not those that only tell of it."""
    words = [word for word in sentence if cast.all_at(word)]
    if not words:
        return []
    above = _path(act.head)
    aside = _aside(act, sentence) | _elsewhere(act) | {w.i for p in words if cast.is_where_signed(p) for w in p.subtree}
    found: list[Named] = []
    for word in words:
        for actor in cast.named_at(word) if word.i not in aside else ():
            if actor.country and actor.sector not in _SPEAK_FOR_NO_STATE and (not found or found[-1].actor != actor):
                found.append(Named(actor, word, _borders(word, above)))
    return found


def _aside(act: Act, sentence: "Sentence") -> set[int]:
    """Words that say who tells it: "according to Thai sources", "…, Thai sources said"."""
    aside: set[int] = set()
    own = {w.i for w in act.words}
    for word in sentence:
        if word.pos_ != "VERB":
            continue
        if word.lower_ == "according":
            aside.update(w.i for w in word.subtree)
        elif word.i > act.head.i and word.i not in own and speech.is_reporting(word):
            tellers = [s for s in syntax.children(word, "nsubj") if s.i > act.head.i]
            aside.update(w.i for s in tellers for w in s.subtree)
    return aside


def _elsewhere(act: Act) -> set[int]:
    """Words that say where it comes from or takes place, and not who has to do with it: "fired from X's bank", "met in X"."""
    wanted = ("from",) if act.code.startswith(SHOOTING) else VENUES if is_meeting(act) else ()
    where = (g for head in heads(act) for name, g in syntax.prepositions(head) if name in wanted)
    return {w.i for g in where for w in g.subtree}


def _path(token: "Token") -> dict[int, int]:
    """The words above a word, itself included, with the clause borders on the way to each."""
    crossed, current = 0, token
    above = {token.i: 0}
    for _ in range(_DEEPEST):
        if current.head.i == current.i:
            break
        crossed += current.dep_ in _BORDERS
        current = current.head
        above[current.i] = crossed
    return above


def _borders(word: "Token", above: dict[int, int]) -> int:
    crossed, current = 0, word
    for _ in range(_DEEPEST):
        if current.i in above:
            return crossed + above[current.i]
        crossed += current.dep_ in _BORDERS
        current = current.head
    return crossed
