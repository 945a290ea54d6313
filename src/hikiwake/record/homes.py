"""The state of a person whom one document introduces with office and state ("the President of Guyana, Irfaan Ali") and another by name alone.

Only what the words of a mention say counts, never what was filled in from its sentence; and only where the whole record agrees.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from hikiwake.record.actor_rules import key
from hikiwake.record.entries import Fact
from hikiwake.record.model import Actor, Report
from hikiwake.terms.states import by_iso3

Homes = Mapping[str, str]  # name as `actor_rules.key` gives it → ISO 3166-1 alpha-3


def told(facts: Iterable[Fact]) -> frozenset[tuple[str, str]]:
    """Names of people with the states that stand beside them in one mention."""
    return frozenset((key(a.name), a.country) for fact in facts for a in _actors(fact) if a.country and _is_told(a))


def homes_of(documents: Iterable[frozenset[tuple[str, str]]]) -> dict[str, str]:
    """The state of everybody whom the documents introduce as one state's, none as another's."""
    found: dict[str, str] = {}
    unsure: set[str] = set()
    for name, country in (pair for document in documents for pair in document):
        if found.setdefault(name, country) != country:
            unsure.add(name)
    return {name: country for name, country in found.items() if name not in unsure}


def at_home(fact: Fact, homes: Homes) -> Fact:
    """The fact with the states of the people in it; what the words of a mention say themselves stays."""
    if isinstance(fact, Report):
        sources, targets = (_all(actors, homes) for actors in (fact.sources, fact.targets))
        is_same = sources is fact.sources and targets is fact.targets
        return fact if is_same else replace(fact, sources=sources, targets=targets)
    speaker = fact.speaker and _one(fact.speaker, homes)
    return fact if speaker is fact.speaker else replace(fact, speaker=speaker)


def _all(actors: tuple[Actor, ...], homes: Homes) -> tuple[Actor, ...]:
    now = tuple(_one(actor, homes) for actor in actors)
    return actors if all(a is b for a, b in zip(now, actors, strict=True)) else now


def _one(actor: Actor, homes: Homes) -> Actor:
    home = homes.get(key(actor.name))
    return actor if home is None or home == actor.country else replace(actor, country=home)


def _actors(fact: Fact) -> Sequence[Actor]:
    if isinstance(fact, Report):
        return (*fact.sources, *fact.targets)
    return (fact.speaker,) if fact.speaker else ()


def _is_told(actor: Actor) -> bool:
    """Whether the mention is office, state and name of a person, in whatever order the first two are."""
    before = actor.text.removesuffix(actor.name)
    return " " in actor.name and before != actor.text and bool(before) and _names_state(before, actor.country or "")


@lru_cache(1_000)
def _names_state(words: str, iso3: str) -> bool:
    state = by_iso3(iso3)
    names = (*state.names, *state.adjectives) if state else ()
    return any(re.search(rf"\b{re.escape(name)}\b", words) for name in names)
