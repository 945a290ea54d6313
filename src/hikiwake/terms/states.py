"""States, their codes and what texts call them, as data.

`data/states.csv` is this project's own table of public facts: the members of the United Nations, Taiwan, Kosovo, Palestine and the Holy See,
then states that have gone. COW numbers follow the Correlates of War state list (2016). A state that has gone carries the code of
the state that is counted as its successor (Soviet Union → RUS, Yugoslavia → SRB, Czechoslovakia → CZE, both Viet Nams → VNM), except
where it stood beside that state as a party of its own and ISO 3166-1 had a code for it: East Germany → DDR, South Yemen → YMD.
Kosovo is XKX, as most data have it, since ISO assigns none.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class State:
    """A state. `cow` is None where COW lists none; `cameo` is the country part of CAMEO actor codes.

    `adjectives` ("French"), `person` ("Frenchman") and `people` ("Frenchmen") are the words for what and who is of it;
    `other_seats` are other spellings of the capital (Kiev) and other cities that stand for the government (Tel Aviv);
    `begins` and `ends` are years, set for the states that have gone only.
    """

    iso3: str
    name: str
    cow: int | None
    cameo: str
    capital: str | None
    other_seats: tuple[str, ...]
    adjectives: tuple[str, ...]
    person: tuple[str, ...]
    people: tuple[str, ...]
    other_names: tuple[str, ...]
    begins: int | None = None
    ends: int | None = None

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives, singular and plural, each once."""
        return tuple(dict.fromkeys((*self.adjectives, *self.person, *self.people)))

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)

    @property
    def seats(self) -> tuple[str, ...]:
        """The cities whose names stand for the government."""
        return (self.capital, *self.other_seats) if self.capital else self.other_seats

    @property
    def is_historical(self) -> bool:
        return self.ends is not None


@cache
def states() -> tuple[State, ...]:
    """Every state: those of today first, in the order of their codes, then those that have gone."""
    table = (files("hikiwake.terms") / "data/states.csv").read_text(encoding="utf-8")
    return tuple(_state(row) for row in csv.DictReader(table.splitlines()))


def by_iso3(code: str) -> State | None:
    """The state of today with this ISO 3166-1 alpha-3 code, else the gone one that had a code of its own; None for no state."""
    return _by_iso3().get(code.upper())


def by_cow(number: int) -> State | None:
    """The state with this Correlates of War number; of several the one of today."""
    return _by_cow().get(number)


def by_cameo(code: str) -> State | None:
    """The state with this CAMEO country code (`ROM`), ISO codes taken too."""
    return _by_cameo().get(code.upper()) or by_iso3(code)


def find(name_or_demonym: str) -> State | None:
    """The state that a name, abbreviation, adjective or demonym means, case and a leading "the" aside; None for none.

    What is shared goes to the one that is meant without further words: "Congolese" and "Dominican" to the larger state,
    "Korea" to South Korea. Abbreviations of three letters and fewer keep their case: "us" is no state.
    """
    text = re.sub(r"^the\s+", "", " ".join(name_or_demonym.replace("’", "'").split()), flags=re.IGNORECASE)
    return _by_word().get(text) or _by_word().get(_folded(text))


def _folded(text: str) -> str:
    return text if len(text.replace(".", "")) <= 3 else text.lower()


@cache
def _by_iso3() -> dict[str, State]:
    return {s.iso3: s for s in reversed(states())}


@cache
def _by_cow() -> dict[int, State]:
    return {s.cow: s for s in reversed(states()) if s.cow is not None}


@cache
def _by_cameo() -> dict[str, State]:
    return {s.cameo: s for s in reversed(states())}


@cache
def _by_word() -> dict[str, State]:
    words: dict[str, State] = {}
    for state in states():
        for word in (*state.names, *state.demonyms, state.iso3):
            words.setdefault(_folded(word), state)
    words[_folded("Congolese")] = _by_iso3()["COD"]
    words[_folded("Dominican")] = words[_folded("Dominicans")] = _by_iso3()["DOM"]
    return words


def _state(row: dict[str, str]) -> State:
    def several(column: str) -> tuple[str, ...]:
        return tuple(filter(None, row[column].split(";")))

    return State(
        iso3=row["iso3"],
        name=row["name"],
        cow=int(row["cow"]) if row["cow"] else None,
        cameo=row["cameo"],
        capital=row["capital"] or None,
        other_seats=several("other_seats"),
        adjectives=several("adjectives"),
        person=several("person"),
        people=several("people"),
        other_names=several("other_names"),
        begins=int(row["from"]) if row["from"] else None,
        ends=int(row["until"]) if row["until"] else None,
    )
