"""The side of an act that its own phrases leave without a country: filled from the sentence, by clause and order of mention.

"Albania denounced Serbia's suppression of unrest" names whom it denounces deep in a phrase; what workers, rebels or the police of the only country
named do, they do within it. Who acts stands mostly before the act, whom it is done to behind it; a country in another clause is farther away than
one in the same. An organisation of many states keeps its side without a country. Nothing is filled where the sentence names no state.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hikiwake.record.model import Actor
from hikiwake.terms.states import by_iso3

from . import lexicon, speech, syntax
from .acts import Act
from .participants import Cast, Parties, done_to, is_human

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_OF_MANY = frozenset({"IGO", "NGO", "MNC", "IMG", "INT"})
_WITHIN_STATES = frozenset(
    {"OPP", "REB", "SEP", "CVL", "LAB", "EDU", "PTY", "AGR", "REF", "PRM", "CRM", "REL", "MED", "SOC", "JRN", "BUS", "ELI"}
)
_INTERNAL = ("081", "082", "083", "1041", "1042", "1043", "1044", "133", "137", "14", "172", "173", "175")
_ONE_SIDED = ("0831", "01", "0871", "0874", "0356")
_TO_TOWNS = ("14", "18", "19", "20", "042", "036", "07", "15")
_BORDERS = frozenset({"advcl", "relcl", "ccomp", "acl", "parataxis", "csubj"})
_FARTHEST = 1  # clause borders between an act and a country that can be its target
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _Named:
    """A state where the sentence names it, `borders` clauses away from the act."""

    actor: Actor
    at: int
    borders: int


def completed(act: Act, who: Parties, cast: Cast, sentence: "Sentence") -> Parties:
    """`who` with the countries that the sentence names and the act's own phrases do not."""
    has_two = who.is_reciprocal and len(_countries(who.sources)) > 1
    if act.code == "election" or has_two or (_countries(who.sources) and _countries(who.targets)):
        return who
    named = _named(act, cast, sentence)
    if not named:
        return who
    who = replace(who, sources=_with_source(act, who, named))
    return replace(who, targets=_with_target(act, who, named, cast))


def _named(act: Act, cast: Cast, sentence: "Sentence") -> list[_Named]:
    """States that the sentence names, in order; not those that only tell of it."""
    above = _path(act.head)
    aside = _aside(act, sentence)
    found: list[_Named] = []
    for word in sentence:
        for actor in cast.all_at(word) if word.i not in aside else ():
            if actor.country and actor.sector != "JRN" and (not found or found[-1].actor != actor):
                found.append(_Named(actor, word.i, _borders(word, above)))
    return found


def _aside(act: Act, sentence: "Sentence") -> set[int]:
    """Words that say who tells it: "according to Thai sources", "…, Thai sources said"."""
    aside: set[int] = set()
    for word in sentence:
        if word.lower_ == "according":
            aside.update(w.i for w in word.subtree)
        elif word.pos_ == "VERB" and word.i > act.head.i and word.i not in {w.i for w in act.words} and speech.is_reporting(word):
            tellers = [s for s in syntax.children(word, "nsubj") if s.i > act.head.i]
            aside.update(w.i for s in tellers for w in s.subtree)
    return aside


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


def _with_source(act: Act, who: Parties, named: Sequence[_Named]) -> tuple[Actor, ...]:
    if _countries(who.sources) or any(a.sector in _OF_MANY for a in who.sources):
        return who.sources
    taken = _countries(who.targets)
    if who.sources or any(_acts_for_a_state(d) for d in who.doers):
        before = [n for n in named if n.at < act.head.i and n.actor.country not in taken]
        chosen = min(before, key=lambda n: (n.borders, -n.at), default=None)
        if chosen is None and len({n.actor.country for n in named}) == 1:
            chosen = named[0]
        return _given(who.sources, chosen.actor) if chosen else who.sources
    if not who.has_doer and taken and len({n.actor.country for n in named}) == 1 and act.code.startswith(_INTERNAL):
        return (_state(named[0].actor),)
    return who.sources


def _acts_for_a_state(doer: "Token") -> bool:
    """Whether somebody without a country can be given one: people and institutions, not "Muslim hackers", who have said whose they are."""
    return is_human(doer) and doer.pos_ != "PRON" and not any(c.ent_type_ == "NORP" for c in doer.children)


def _with_target(act: Act, who: Parties, named: Sequence[_Named], cast: Cast) -> tuple[Actor, ...]:
    if _countries(who.targets) or act.code.startswith(_ONE_SIDED):
        return who.targets
    if any(a.sector in _OF_MANY and a.country is None for a in who.targets):
        return who.targets
    own = _countries(who.sources)
    near = [n for n in named if n.actor.country not in own and n.borders <= _FARTHEST]
    if not act.code.startswith(_TO_TOWNS):
        near = [n for n in near if not cast.is_town(n.actor)]
    chosen = min(near, key=lambda n: (n.at < act.head.i, n.borders, abs(n.at - act.head.i)), default=None)
    if chosen is not None:
        return _given(who.targets, chosen.actor)
    if len(own) == 1 and _stays_within(act, who):
        return _given(who.targets, next(a for a in who.sources if a.country))
    return who.targets


def _stays_within(act: Act, who: Parties) -> bool:
    """Whether an act of one country's people or organs is done to that country's own."""
    is_of_people = any(a.sector in _WITHIN_STATES for a in who.sources)
    if is_of_people or any(a.sector in _WITHIN_STATES and a.country is None for a in who.targets):
        return True
    if act.code.startswith(_INTERNAL) and any(a.sector not in (None, "GOV") for a in who.sources):
        return True
    return any(_are_people(p) for p in done_to(act))


def _are_people(phrase: "Token") -> bool:
    """Whether a phrase is about people whose country goes without saying: "the workers", not "Libyans" or "Smith"."""
    words = list(phrase.subtree)
    if len(words) > 12 or any(w.ent_type_ in ("GPE", "NORP", "PERSON") for w in words):
        return False
    return any(w.pos_ == "NOUN" and w.lemma_.lower() in lexicon.people() for w in words)


def _given(side: tuple[Actor, ...], state: Actor) -> tuple[Actor, ...]:
    """The side with a country: its own actors get it, or the state itself stands there."""
    return tuple(replace(a, country=state.country) for a in side) or (_state(state),)


def _state(actor: Actor) -> Actor:
    state = by_iso3(actor.country or "")
    return replace(actor, name=state.name, sector=None) if state else actor


def _countries(actors: Sequence[Actor]) -> set[str]:
    return {a.country for a in actors if a.country}
