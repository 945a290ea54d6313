"""What actors are called in the brief: a person by the short name that the texts use, a state by the case's title or its own name."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from hikiwake.brief import english
from hikiwake.case.model import Case
from hikiwake.record.model import Actor, Contents
from hikiwake.terms import states

_ARTICLES = (
    "United ",
    "Netherlands",
    "Philippines",
    "Soviet ",
    "Kremlin",
    "White House",
    "European ",
    "G7",
    "G20",
    "UN",
    "EU",
    "Foreign Ministry",
)
_SHORTEST = 3  # letters of a name that is looked for in a text
NO_NAME = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
        "we",
        "i",
        "you",
        "us",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "both",
        "one",
        "others",
        "some",
        "many",
        "all",
        "president",
        "minister",
        "leaders",
        "sides",
        "government",
    ]
)


@dataclass(frozen=True, slots=True)
class Names:
    """`short` maps a full name to the one used in running text; `countries` an ISO code to a party's title.

    `known` maps an ISO code to the names under which the record knows the state and those who act for it.
    """

    short: dict[str, str]
    countries: dict[str, str]
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def one(self, actor: Actor) -> str:
        name = english.plain(actor.name or actor.text)
        return with_article(self.short.get(name, name))

    def several(self, actors: Iterable[Actor]) -> tuple[str, ...]:
        """Each once, in their order."""
        return tuple(dict.fromkeys(name for a in actors if (name := self.one(a))))

    def country(self, code: str) -> str:
        """A state's name by its code, as the case calls the party; the code itself where nobody knows it."""
        if code in self.countries:
            return self.countries[code]
        state = states.by_iso3(code)
        return with_article(state.name) if state else code

    def is_named(self, code: str, words: str) -> bool:
        """Whether `words`, folded, hold a name that the record knows as of this state."""
        names = self.known.get(code)
        return bool(names) and _any_of(names).search(words) is not None


@lru_cache(maxsize=8)
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")


def folded(words: str) -> str:
    """Letters without their accents, white space single: one name in two spellings is one."""
    if not words.isascii():
        words = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return " ".join(words.split())


def with_article(name: str) -> str:
    return f"the {name}" if name.startswith(_ARTICLES) else name


def names_of(case: Case, contents: Contents) -> Names:
    """Names for a case. A person's short name is the single word of the full name by which the texts call them most often."""
    called: dict[str, Counter[str]] = {}
    for actor in _actors(contents):
        name, text = english.plain(actor.name), english.plain(actor.text).removesuffix("'s").removesuffix("’s")
        if " " in name and " " not in text and text in name.split() and text.lower() not in NO_NAME and text[:1].isupper():
            called.setdefault(name, Counter())[text] += 1
    people = {name for name in called if _is_person(name, case, contents)}
    for party in case.parties:
        for leader in party.leaders:
            people.add(english.plain(leader.name))
    short = {name: max(called[name].items(), key=lambda item: (item[1], item[0]))[0] for name in people if name in called}
    shared = Counter(short.values())  # two people of one surname keep their full names
    return Names(
        {n: s for n, s in short.items() if shared[s] == 1},
        {p.country: party_name(p.id, p.title, p.country) for p in case.parties},
        _known(case, contents, short),
    )


def _known(case: Case, contents: Contents, short: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Names of each side: the state's, its leaders', and those of the record's actors that no other state has too."""
    found: dict[str, set[str]] = {p.country: {p.title} for p in case.parties}
    for p in case.parties:
        found[p.country] |= {n for leader in p.leaders for n in (leader.name, short.get(english.plain(leader.name), ""))}
    for code in case.dyad:
        state = states.by_iso3(code)
        found.setdefault(code, set()).update([state.name] if state else [])
    for actor in _actors(contents):
        if actor.country:
            name = english.plain(actor.name)
            found.setdefault(actor.country, set()).update((name, short.get(name, "")))
    kept = {
        code: {
            f for n in names if len(f := folded(english.plain(n))) >= _SHORTEST and f[:1].isupper() and f.lower() not in NO_NAME
        }
        for code, names in found.items()
    }
    of = Counter(name for names in kept.values() for name in names)
    return {code: frozenset(n for n in kept[code] if of[n] == 1) for code in case.dyad}


def party_name(party: str, title: str, country: str) -> str:
    """A party's name in running text: its title, else its state's name, else its id."""
    if title:
        return english.plain(title)
    state = states.by_iso3(country)
    return with_article(state.name) if state else english.capital(party.replace("_", " "))


def _is_person(name: str, case: Case, contents: Contents) -> bool:
    """Not a state, a party or an organisation: two to four capitalised words of which none is the name of a state."""
    words = name.split()
    if not 2 <= len(words) <= 4 or not all(w[:1].isupper() for w in words):
        return False
    return states.find(name) is None and not any(states.find(w) for w in words)


def _actors(contents: Contents) -> Iterable[Actor]:
    for event in contents.events:
        for report in event.reports:
            yield from report.sources
            yield from report.targets
    for said in contents.statements:
        if said.statement.speaker:
            yield said.statement.speaker


def short_leader(name: str, names: Names) -> str:
    """A leader's short name where the texts use one, else the full name."""
    return names.short.get(english.plain(name), english.plain(name))


def sides(case: Case, names: Names) -> Sequence[str]:
    """The two states' names, in the case's order."""
    return [names.country(code) for code in case.dyad]
