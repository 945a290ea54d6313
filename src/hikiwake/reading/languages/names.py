"""What other languages call states, capitals, institutions, leaders and places: names from tables, each with what it stands for.

`data/languages/` says in its README where each table comes from. Names are matched by each language's own file, since words are inflected
in one and not even set apart in another.
"""

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hikiwake.reading.gazetteer import places_named
from hikiwake.reading.gazetteer import words_of as words_in
from hikiwake.terms.states import State, by_iso3

_DATA = "data/languages"


@dataclass(frozen=True, slots=True)
class Name:
    """One name. `kind`: `state`, `seat` (a capital that can stand for its government), `organisation`, `leader`, `region`, `city`,
    or `sign` (one letter that stands for a state beside another's).

    `words` as the language writes them, `english` as the record has it; degrees, north and east positive, for places only.
    """

    words: str
    kind: str
    english: str
    country: str | None = None
    sector: str | None = None
    lat: float | None = None
    lon: float | None = None

    @property
    def is_place(self) -> bool:
        return self.kind in ("city", "region", "seat")


@cache
def names_in(language: str) -> tuple[Name, ...]:
    """Every name in the tables of a language (ISO 639-1); of one that stands for several things the one it means more often first."""
    return (*_states(language), *_organisations(language), *_leaders(language), *_regions(language), *_cities(language))


def _states(language: str) -> Iterator[Name]:
    cities = {(n.words, n.country): n for n in reversed(_cities(language))}
    for table in (f"states_{language}.csv", f"own_{language}.csv"):
        for row in rows_of(table):
            state = by_iso3(row["iso3"])
            if state is None:
                continue
            for words in _several(row.get("names", "")) + _several(row.get("other_names", "")):
                yield Name(words, "state", state.name, state.iso3)
            for sign in _several(row.get("short", "")):
                yield Name(sign, "sign", state.name, state.iso3)
            for words in _several(row["seats"]):
                city = cities.get((words, state.iso3))
                lat, lon = (city.lat, city.lon) if city and city.english in state.seats else _point(state)
                yield Name(words, "seat", state.capital or words, state.iso3, "GOV", lat, lon)


def _point(state: State) -> tuple[float | None, float | None]:
    """Where the capital lies, by the gazetteer of English names."""
    entries = places_named(" ".join(words_in(state.capital))) if state.capital else ()
    own = sorted((e for e in entries if e.country == state.iso3), key=lambda e: e.kind != "capital")
    entry = own[0] if own else None
    return (entry.lat, entry.lon) if entry else (None, None)


def _organisations(language: str) -> Iterator[Name]:
    for row in rows_of("organisations.csv"):
        for words in _several(row[language]):
            yield Name(words.strip("«»"), "organisation", row["name"], row["country"] or None, row["sector"] or None)


def _leaders(language: str) -> Iterator[Name]:
    known = {row["name"]: row for row in rows_of("leaders.csv", "data")}
    for row in rows_of("leaders.csv"):
        office = known[row["name"]]
        for words in _several(row[language]):
            yield Name(words, "leader", row["name"], office["country"] or None, office["sector"])


def _regions(language: str) -> Iterator[Name]:
    known = {row["name"]: row for row in rows_of("regions.csv", "data")}
    for row in rows_of("regions.csv"):
        where = row if row["lat"] else known[row["name"]]
        for words in _several(row[language]):
            yield Name(words, "region", row["name"], where["country"] or None, None, float(where["lat"]), float(where["lon"]))


@cache
def _cities(language: str) -> tuple[Name, ...]:
    packed = (files("hikiwake.reading") / _DATA / f"cities_{language}.csv.gz").read_bytes()
    rows = csv.DictReader(io.StringIO(gzip.decompress(packed).decode()))
    return tuple(
        Name(r["name"], "city", r["english"], r["country"], None, float(r["lat"]), float(r["lon"]))
        for r in sorted(rows, key=lambda r: -int(r["population"]))
    )


@cache
def words_of(language: str) -> dict[str, tuple[str, ...]]:
    """Lists of words that the rules of a language need, by the list's name: `words_LANGUAGE.csv`, a list a row."""
    return {row["list"]: tuple(row["words"].split()) for row in rows_of(f"words_{language}.csv")}


def alternatives(words: tuple[str, ...]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _several(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def rows_of(name: str, folder: str = _DATA) -> Iterator[dict[str, str]]:
    """The rows of a table of `data/languages`, or of another folder."""
    table = (files("hikiwake.reading") / folder / name).read_text(encoding="utf-8")
    yield from csv.DictReader(table.splitlines())
