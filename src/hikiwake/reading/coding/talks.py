"""Talks that begin or stop, where the sentence does not say whose: "Negotiations practically stopped", "The ministers will meet again".

In a document about two states they are the two's. Only where nothing else is told in the sentence, the talks are nobody else's in it, and no third
party was named since both: "The Afghan government and the Taliban met. The talks collapsed."
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.record.model import Actor
from hikiwake.terms.states import by_iso3

from . import mood, syntax, topics
from .act import Act, in_order
from .counterparts import nearest_other
from .noun_kinds import is_member
from .participants import Parties, are_of_several
from .speech_acts import as_intent
from .tellings import Telling
from .warnings import is_both_sides

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_TALKS = frozenset({"talk", "negotiation", "dialogue", "consultation"})
_BEGUN = frozenset({"begin", "start", "resume", "restart", "reopen", "recommence", "reconvene"})
_STOPPED = frozenset({"stop", "stall", "collapse", "halt", "cease", "founder", "suspend", "freeze", "interrupt"})
_PARTICLES = {("break", "down"): "164", ("break", "off"): "164", ("fall", "apart"): "164", ("get", "underway"): "046"}
_TWO = ("two", "both", "them", "sides", "countries", "governments", "neighbours", "neighbors", "capitals")
_SEEMING = frozenset({"seem", "appear", "look"})
_MEET, _NEGOTIATE, _HALT_NEGOTIATIONS, _SIGN = "040", "046", "164", "057"


def talks_of_the_pair(sentence: "Sentence", pair: tuple[str, str] | None, actors: Sequence[Actor], place: int) -> list[Telling]:
    """The telling, or none; `actors` are the document's in order, `place` is the code point where the sentence ends."""
    act = next(_acts(sentence), None) if pair is not None else None
    sides = [a for country in pair or () if act is not None and (a := _nearest(country, actors, place)) is not None]
    if act is None or len(sides) < 2:
        return []
    before = [a for a in actors if a.span.start < place and a.country]
    third = nearest_other(before, {a.country for a in sides})
    if third is not None and third.span > min(a.span for a in sides):
        return []
    who = Parties(tuple(sides), tuple(sides), True, True, ())
    modality = mood.modality(act.head)
    told, is_intent = as_intent(act, modality, who)
    return [Telling(told, who, modality, is_intent)]


def _acts(sentence: "Sentence") -> Iterator[Act]:
    for noun in sentence:
        if noun.dep_ == "nsubj" and are_of_several(noun) and _meet_each_other(noun.head):
            yield Act(_MEET, noun.head, (noun.head,))
        if noun.dep_ == "nsubj" and is_both_sides(noun) and _sign_a_paper(noun.head):
            yield Act(_SIGN, noun.head, (noun.head,))
        if noun.lemma_.lower() not in _TALKS or noun.dep_ not in ("nsubj", "nsubjpass") or _is_somebodys(noun):
            continue
        verb = next(iter(syntax.children(noun.head, "xcomp", "advcl")), noun.head) if noun.head.lemma_ in _SEEMING else noun.head
        code = _code(verb)
        if code is not None and not mood.is_negated(verb):
            yield Act(code, verb, in_order((noun,), (verb,)))


def _meet_each_other(verb: "Token") -> bool:
    is_told = verb.dep_ in ("ROOT", "ccomp", "conj") and not mood.is_negated(verb) and not mood.is_conditional_clause(verb)
    is_alone = not syntax.objects(verb) and not any(name == "with" for name, _ in syntax.prepositions(verb))
    return verb.lemma_ == "meet" and is_told and is_alone


def _sign_a_paper(verb: "Token") -> bool:
    is_told = verb.lemma_ == "sign" and verb.tag_ == "VBD" and not mood.is_negated(verb) and not mood.is_conditional_clause(verb)
    return is_told and any(is_member(o, topics.topics()["agreement"].concepts) for o in syntax.objects(verb))


def _code(verb: "Token") -> str | None:
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")}
    told = next((code for (lemma, particle), code in _PARTICLES.items() if verb.lemma_ == lemma and particle in particles), None)
    if told is not None:
        return told
    return _NEGOTIATE if verb.lemma_ in _BEGUN else _HALT_NEGOTIATIONS if verb.lemma_ in _STOPPED else None


def _is_somebodys(noun: "Token") -> bool:
    """ "his talks", "talks with the unions"; not "talks between the two"."""
    others = (g for n, g in syntax.prepositions(noun) if n in ("with", "between", "among", "of"))
    return any(c.dep_ == "poss" for c in noun.children) or any(g.lower_ not in _TWO for g in others)


def _nearest(country: str, actors: Sequence[Actor], place: int) -> Actor | None:
    """The state, at the last mention before `place` of it or of somebody of its own."""
    named = [a for a in actors if a.country == country]
    mention = max((a for a in named if a.span.start < place), key=lambda a: a.span, default=None)
    state = by_iso3(country)
    return replace(mention, name=state.name, sector=None) if mention is not None and state is not None else None
