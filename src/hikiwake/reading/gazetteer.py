"""The gazetteer: names of cities, capitals, states, regions and seas with coordinates, shipped with the project and read on first use.

`data/places.csv.gz` is made by `scripts/build_gazetteer.py`; `data/regions.csv` and `data/centroids.csv` are the project's own tables.
See `data/README.md` for sources and licences.
"""

import csv
import gzip
import io
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from hikiwake.terms.states import states

_WORD = re.compile(r"[^\W_]+")
LONGEST_NAME = 6  # words


class Entry(NamedTuple):
    """A place under one of its names; degrees, north and east positive. `kind` is `city`, `capital`, `state`, `region` or `stated`."""

    name: str
    country: str | None
    lat: float
    lon: float
    population: int
    kind: str


def words_of(name: str) -> list[str]:
    """A name as the gazetteer looks it up: its words without accents, case kept."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return [name] if name.isalpha() else _WORD.findall(name)


@cache
def places_named(key: str) -> tuple[Entry, ...]:
    """Places by the words of their name joined by blanks: regions and states first, then the most populous city."""
    cities = [Entry(row[1], row[2], float(row[3]), float(row[4]), int(row[5]), row[6]) for row in _cities().get(key, ())]
    return (*_own().get(key, ()), *sorted(cities, key=lambda e: -e.population))


@cache
def _cities() -> dict[str, list[list[str]]]:
    """Rows of the gazetteer by key, turned into entries only when asked for: most are never."""
    text = gzip.decompress((files("hikiwake.reading") / "data/places.csv.gz").read_bytes()).decode()
    found: dict[str, list[list[str]]] = {}
    for row in csv.reader(io.StringIO(text)):
        found.setdefault(row[0] or row[1], []).append(row)
    del found["key"]
    return found


@cache
def _own() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for row in _table("regions.csv"):
        entry = Entry(row["name"], row["country"] or None, float(row["lat"]), float(row["lon"]), 0, "region")
        for name in (row["name"], *filter(None, row["other_names"].split(";"))):
            found.setdefault(" ".join(words_of(name)), []).append(entry)
    centroids = {row["iso3"]: (float(row["lat"]), float(row["lon"])) for row in _table("centroids.csv")}
    for state in states():
        if state.iso3 in centroids:
            entry = Entry(state.name, state.iso3, *centroids[state.iso3], 0, "state")
            for name in (n for n in state.names if not n.isupper()):
                found.setdefault(" ".join(words_of(name)), []).append(entry)
    return found


def _table(name: str) -> list[dict[str, str]]:
    table = (files("hikiwake.reading") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
