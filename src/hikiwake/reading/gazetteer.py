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
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae"})
LONGEST_NAME = 6  # words
_SHARED_NAMES = {"Congo": ("COD", "COG")}  # what texts call two states alike, the one they mean more often first


class Entry(NamedTuple):
    """A place under one of its names; degrees, north and east positive.

    `kind` is `city`, `capital`, `state`, `province`, `region`, `sea`, `strait`, `river`, `islands`, `line` or `stated`. `region` is the
    part of a federal state it lies in, or is ("USA.ID"), where the gazetteer knows it.
    """

    name: str
    country: str | None
    lat: float
    lon: float
    population: int
    kind: str
    region: str | None = None

    @property
    def is_land(self) -> bool:
        """A state, or a stretch of land or water, rather than a town."""
        return self.kind not in ("city", "capital", "stated")


def words_of(name: str) -> list[str]:
    """A name as the gazetteer looks it up: its words without accents, case kept."""
    if not name.isascii():
        name = name.translate(_LETTERS)
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return [name] if name.isalpha() else _WORD.findall(name)


def places_named(key: str) -> tuple[Entry, ...]:
    """Places by the words of their name joined by blanks: regions and states first, then the most populous city."""
    return _entries(key) if key in _cities() or key in _own() else ()


@cache  # of names that are there only: what texts ask for besides has no end
def _entries(key: str) -> tuple[Entry, ...]:
    cities = [
        Entry(row[1], row[2], float(row[3]), float(row[4]), int(row[5]), row[6], row[7] or None) for row in _cities().get(key, ())
    ]
    return (*_own().get(key, ()), *sorted(cities, key=lambda e: (-e.population, e.kind)))


def province_written(key: str) -> Entry | None:
    """The part of a federal state that stands behind a town's name, in full or shortened: "Idaho", "Calif", "N H", "TX"."""
    return _short().get(key) or next((e for e in _own().get(key, ()) if e.kind == "province"), None)


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
        for name in (row["name"], *filter(None, row["other_names"].split(";"))):
            found.setdefault(" ".join(words_of(name)), []).append(_region(row))
    centroids = {row["iso3"]: (float(row["lat"]), float(row["lon"])) for row in _table("centroids.csv")}
    for state in states():
        if state.iso3 in centroids:
            entry = Entry(state.name, state.iso3, *centroids[state.iso3], 0, "state")
            shared = [name for name, who in _SHARED_NAMES.items() if state.iso3 in who and name not in state.names]
            for name in (n for n in (*state.names, *shared) if not n.isupper()):
                found.setdefault(" ".join(words_of(name)), []).append(entry)
    for entries in found.values():
        entries.sort(key=lambda e: e.kind != "state")
    for name, who in _SHARED_NAMES.items():
        found[name].sort(key=lambda e: who.index(e.country) if e.country in who else len(who))
    return found


@cache
def _short() -> dict[str, Entry]:
    return {
        " ".join(words_of(short)): _region(row)
        for row in _table("regions.csv")
        for short in filter(None, row["short"].split(";"))
    }


def _region(row: dict[str, str]) -> Entry:
    kind = row["kind"] or "region"
    return Entry(row["name"], row["country"] or None, float(row["lat"]), float(row["lon"]), 0, kind, row["code"] or None)


def _table(name: str) -> list[dict[str, str]]:
    table = (files("hikiwake.reading") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
