"""The names by which texts call actors: states, seats of government, institutions, organisations, leaders, roles; all from tables.

`data/organisations.csv`, `data/leaders.csv`, `data/roles.csv` and `data/other_words.csv` are this project's own tables of public facts.
Finding is by words, longest name first, so that "Papua New Guinea" is not Guinea and "New Mexico" is nobody.
"""

import csv
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hikiwake.terms.states import find, states

_WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b|[^\W_]+")
_PREFIXES = {
    "Sino": "CHN",
    "Russo": "RUS",
    "Franco": "FRA",
    "Anglo": "GBR",
    "Indo": "IND",
    "Turko": "TUR",
    "Greco": "GRC",
    "Serbo": "SRB",
    "Austro": "AUT",
    "Hispano": "ESP",
    "Nippo": "JPN",
    "Luso": "PRT",
    "Perso": "IRN",
}
SURNAME_FIRST = frozenset(("CHN", "TWN", "KOR", "PRK", "VNM"))


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for. `kind`: `state`, `adjective`, `people`, `prefix`, `seat`, `organisation`, `leader`, `surname`, `nothing`."""

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    office: str | None = None
    is_shared: bool = (
        False  # a name that others have too, in other countries: means this one only where the text names the country
    )
    is_listed: bool = False  # a person whom `data/leaders.csv` knows


@dataclass(frozen=True, slots=True)
class Match:
    """A name at `[start, end)` of a text."""

    start: int
    end: int
    meanings: tuple[Named, ...]

    @property
    def named(self) -> Named:
        return self.meanings[0]


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is: PLOVER `sector`; `number` is `one`, `several` or `group`."""

    words: str
    sector: str
    number: str


def names_in(text: str) -> list[Match]:
    """Names in `text`, in order and apart from each other; of two at one place the longer."""
    words = [(m.start(), m.end(), _key(m[0])) for m in _WORD.finditer(text)]
    index = _names()
    found: list[Match] = []
    i = 0
    while i < len(words):
        i += _take(text, words, i, index, found)
    return found


def namesakes_in(text: str) -> frozenset[str]:
    """Words that name a state elsewhere and in this text something else: Georgia where Atlanta is spoken of, and Tbilisi is not."""

    def is_told(words: str) -> bool:
        return any(re.search(rf"\b{re.escape(word)}\b", text) for word in words.split(";"))

    return frozenset(
        row["word"]
        for row in _table("namesakes.csv")
        if row["word"] in text and is_told(row["tells"]) and not is_told(row["tells_not"])
    )


def roles_in(text: str) -> list[tuple[int, int, Role]]:
    """Role nouns in `text` whatever their case, longest first: "foreign minister" and not "minister"."""
    words = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
    index = _roles()
    found = []
    i = 0
    while i < len(words):
        for keys, role in index.get(words[i][2], ()):
            if _stands_here(text, words, i, keys):
                found.append((words[i][0], words[i + len(keys) - 1][1], role))
                i += len(keys) - 1
                break
        i += 1
    return found


Words = list[tuple[int, int, str]]  # start, end, key


def _key(word: str) -> str:
    """A word as the index has it: without accents and without the stop that ends an abbreviation."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.removesuffix(".")


def _take(text: str, words: Words, i: int, index: "Index", found: list[Match]) -> int:
    """Adds the longest name that begins with word `i`; how many words to go on."""
    start, end, key = words[i]
    is_other = any(
        len(keys) > 1 and m[0].kind == "nothing" and _stands_here(text, words, i, keys) for keys, m in index.get(key, ())
    )
    if key in _PREFIXES and not is_other and text[end : end + 1] in ("-", "–", "‑"):
        code = _PREFIXES[key]
        state = find(code)
        found.append(Match(start, end, (Named("prefix", state.name if state else code, code),)))
        return 1
    for keys, meanings in index.get(key, ()):
        if _stands_here(text, words, i, keys):
            if meanings[0].kind != "nothing":
                found.append(Match(start, words[i + len(keys) - 1][1], meanings))
            return len(keys)
    return 1


def _stands_here(text: str, words: Words, i: int, keys: list[str]) -> bool:
    """Whether words `i` … are `keys`, with no more than a blank, a hyphen or an abbreviation's stop between them."""
    if len(keys) == 1:
        return True
    here = words[i : i + len(keys)]
    if [key for _, _, key in here] != keys:
        return False
    gaps = (text[a[1] : b[0]] for a, b in itertools.pairwise(here))
    return all(len(gap) <= 2 and not set(gap) & set(";:!?()") for gap in gaps)


Index = dict[str, list[tuple[list[str], tuple[Named, ...]]]]


@cache
def _names() -> Index:
    meanings: dict[tuple[str, ...], list[Named]] = {}

    def add(name: str, named: Named) -> None:
        words = tuple(map(_key, _WORD.findall(name)))
        known = meanings.setdefault(words, [])
        if named not in known and not (known and known[0].kind == "nothing"):
            known.append(named)

    for row in _table("other_words.csv"):
        add(row["words"], Named("nothing", row["words"]))
    for state in states():
        for name in state.names:
            add(name, Named("state", state.name, state.iso3))
        for word in state.adjectives:
            add(word, Named("adjective", state.name, state.iso3))
        for word in (*state.person, *state.people):
            add(word, Named("people", state.name, state.iso3))
    for state in states():
        for seat in state.seats:
            add(seat, Named("seat", state.name, state.iso3, "GOV"))
    for row in _table("organisations.csv"):
        for name in (row["name"], *filter(None, row["other_names"].split(";"))):
            is_shared = name in row["shared"].split(";")
            add(name, Named("organisation", row["name"], row["country"] or None, row["sector"] or None, is_shared=is_shared))
    _add_leaders(add)
    index: Index = {}
    for words, several in meanings.items():
        index.setdefault(words[0], []).append((list(words), tuple(several)))
    for entries in index.values():
        entries.sort(key=lambda e: -len(e[0]))
    return index


def _add_leaders(add: Callable[[str, Named], None]) -> None:
    # The last to hold office first: a bare surname means the latest of the name unless the text says otherwise.
    rows = sorted(_table("leaders.csv"), key=lambda r: r["from"], reverse=True)
    shared = _shared_names(rows)
    for row in rows:
        country, sector = row["country"] or None, row["sector"]
        for name in (row["name"], row["name"].replace(". ", ".")):  # F. W. de Klerk, F.W. de Klerk
            add(name, Named("leader", row["name"], country, sector, row["gender"], row["office"], is_listed=True))
        for short in row["short"].split(";"):
            if short != row["name"]:
                who = Named("surname", row["name"], country, sector, row["gender"], row["office"], _key(short) in shared, True)
                add(short, who)


def _shared_names(rows: Sequence[dict[str, str]]) -> frozenset[str]:
    """Words, without accents, in the names of listed people of several states: "Ali", "Morales" are names that anybody bears."""
    bearers: dict[str, set[str]] = {}
    states_of: dict[str, set[str]] = {}
    for row in rows:
        for word in map(_key, row["name"].split()):
            bearers.setdefault(word, set()).add(row["name"])
            states_of.setdefault(word, set()).update(filter(None, [row["country"]]))
    return frozenset(word for word, names in bearers.items() if len(names) > 1 and len(states_of[word]) > 1)


@cache
def _roles() -> dict[str, list[tuple[list[str], Role]]]:
    index: dict[str, list[tuple[list[str], Role]]] = {}
    for row in _table("roles.csv"):
        words = row["role"].split()
        index.setdefault(words[0], []).append((words, Role(row["role"], row["sector"], row["number"])))
    for entries in index.values():
        entries.sort(key=lambda e: -len(e[0]))
    return index


def _table(name: str) -> Iterator[dict[str, str]]:
    table = (files("hikiwake.reading") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(table.splitlines())
