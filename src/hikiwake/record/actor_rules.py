"""Rules about actors: six names of one person made one, a name put right, what is no actor taken out; for all that is read, now and later.

A rule goes by the name that an entry shows, whatever the case. A later rule wins; what was renamed to a name follows that name's later rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from hikiwake.record.analyst import ActorRule
from hikiwake.record.entries import Fact
from hikiwake.record.model import Actor, ExplanationMention, FormulaMention, Report, Statement
from hikiwake.record.spans import squeezed
from hikiwake.terms.states import by_iso3, find

Mention = TypeVar("Mention", FormulaMention, ExplanationMention)
Known = Mapping[str, tuple[str | None, str | None]]  # name as `key` gives it → country and sector, as the record has them


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds of a name: the actor's right name and country (None: as it is mentioned); `name` is None for what is no actor."""

    name: str | None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Apart(ActorRule):
    """That none of `names` is the actor called `other`, however alike they are: it changes no entry, and that they are one is not suggested again.

    `to` says so in words, for lists of changes.
    """

    other: str = ""


Rulings = Mapping[str, Ruling]


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name as rules are looked up by it."""
    return squeezed(name).casefold()


def rulings(rules: Iterable[ActorRule]) -> dict[str, Ruling]:
    """What holds of every name that a rule is about, the rules given oldest first."""
    found: dict[str, Ruling] = {}
    for rule in rules:
        if isinstance(rule, Apart):
            continue
        names = {key(name) for name in rule.names}
        state = find(rule.to) if rule.to else None
        now = Ruling(rule.to, rule.country or (state.iso3 if state else None))
        for name, earlier in found.items():
            if earlier.name is not None and key(earlier.name) in names:
                found[name] = now if now.country or not now.name else replace(now, country=earlier.country)
        if rule.to is not None:
            found.pop(key(rule.to), None)  # whatever was said of it before: now it is somebody's right name
        found |= dict.fromkeys(names, now)
    return found


def apart(names: tuple[str, ...], other: str, by: str = "", on: str = "") -> Apart:
    """The rule that none of the names is the actor `other`."""
    return Apart(names, f"not {other}", None, by, on, other)


def kept_apart(rules: Iterable[ActorRule]) -> frozenset[frozenset[str]]:
    """The pairs of names, as `key` gives them, that were said to be two actors'."""
    return frozenset(frozenset((key(name), key(r.other))) for r in rules if isinstance(r, Apart) for name in r.names)


def ruled(fact: Fact, rulings: Rulings, known: Known) -> Fact:
    """The fact with the rules applied to all who act or speak in it."""
    if isinstance(fact, Report):
        sources, targets = (_all(actors, rulings, known) for actors in (fact.sources, fact.targets))
        is_same = sources is fact.sources and targets is fact.targets
        return fact if is_same else replace(fact, sources=sources, targets=targets)
    if fact.speaker is not None:
        speaker = _one(fact.speaker, rulings, known)
        return fact if speaker is fact.speaker else replace(fact, speaker=speaker)
    ruling = rulings.get(key(fact.source.text)) if fact.source else None
    if fact.source is None or ruling is None or ruling.name is None:
        return fact
    # Words that no reader could name: the analyst has.
    span = fact.source.spans[0]
    words = fact.source.text if len(fact.source.spans) == 1 else None
    if words is None:
        return fact
    return replace(fact, speaker=_named(Actor(words, span, ruling.name), ruling, known))


def held_by(fact: Mention, rulings: Rulings) -> Mention:
    """A formula or an explanation with its holder's right name."""
    ruling = rulings.get(key(fact.holder)) if fact.holder else None
    return fact if ruling is None else replace(fact, holder=ruling.name)


def names_in(fact: Fact | FormulaMention | ExplanationMention) -> set[str]:
    """The names in a fact that a rule can be about, as rules look them up."""
    if isinstance(fact, Report):
        return {key(actor.name) for actor in (*fact.sources, *fact.targets)}
    if isinstance(fact, Statement):
        return {key(fact.speaker.name)} if fact.speaker else {key(fact.source.text)} if fact.source else set()
    return {key(fact.holder)} if fact.holder else set()


def coded(typed: str) -> str:
    """The name that the analyst means: a state's for its ISO code."""
    typed = squeezed(typed)
    state = by_iso3(typed) if len(typed) == 3 and typed.isalpha() and typed.isupper() else None
    return state.name if state else typed


def _all(actors: tuple[Actor, ...], rulings: Rulings, known: Known) -> tuple[Actor, ...]:
    now = tuple(_one(actor, rulings, known) for actor in actors)
    if all(a is b for a, b in zip(now, actors, strict=True)):
        return actors
    kept: dict[str, Actor] = {}
    for actor in now:  # two mentions that are one actor now stand once
        if actor is not None:
            kept.setdefault(key(actor.name), actor)
    return tuple(kept.values())


def _one(actor: Actor, rulings: Rulings, known: Known) -> Actor | None:
    ruling = rulings.get(key(actor.name))
    if ruling is None:
        return actor
    return None if ruling.name is None else _named(replace(actor, name=ruling.name), ruling, known)


def _named(actor: Actor, ruling: Ruling, known: Known) -> Actor:
    country, sector = known.get(key(actor.name), (None, None))
    return replace(actor, country=ruling.country or actor.country or country, sector=actor.sector or sector)
