"""Countries and CAMEO codes as the files write them, as tables for a DuckDB connection.

`data/countries.csv` holds what `terms.states` does not: CAMEO's own codes for territories and states that have gone, FIPS 10-4 (GDELT's
places), and names in ICEWS's wording. `data/leaders.csv` is this project's own list of heads of state and government and some of their
ministers, 1995 to 2023, with their days in office, several spellings each. Outside these days a person stands for no country.
`data/icews_relations.csv`: ICEWS's wording of each CAMEO code and its intensity, as the project ICEWS publishes them (Harvard Dataverse
10.7910/DVN/28075).
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from hikiwake.events.model import QUADS
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.ontology import cameo, quads
from hikiwake.terms.states import find, states

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

SCHEMES = ("cameo", "fips", "name", "iso")


def rows_of(file: str) -> Iterator[dict[str, str]]:
    """The rows of one of this room's tables."""
    return csv.DictReader((files("hikiwake.events") / "data" / file).read_text(encoding="utf-8").splitlines())


@cache
def countries(scheme: str) -> Mapping[str, str]:
    """What a scheme writes → ISO 3166-1 alpha-3: `cameo` and `iso` codes of three letters, `fips` of two, `name` names in small letters."""
    known = {row["code"]: row["iso3"] for row in rows_of("countries.csv") if row["scheme"] == scheme}
    if scheme == "fips":
        return known
    if scheme == "name":
        named = {name.casefold(): s.iso3 for s in reversed(states()) for name in (*s.names, s.iso3)}
        return {**named, **{name.casefold(): iso3 for name, iso3 in known.items()}}
    own = {s.iso3: s.iso3 for s in states()}
    if scheme == "iso":
        return {**{iso3: iso3 for iso3 in countries("cameo").values()}, **own}
    return {**own, **known, **{s.cameo: s.iso3 for s in reversed(states())}}


@dataclass(frozen=True, slots=True)
class Office:
    """Whose country a person stands for, and the first and the last day; a term without an end reaches to the last of all days."""

    country: str
    first: date
    last: date


@cache
def leaders() -> Mapping[str, Office]:
    """A leader, in small letters → the office; who held several is in it from the first to the last of them."""
    return {row["name"].casefold(): _office(row) for row in rows_of("leaders.csv")}


def _office(row: Mapping[str, str]) -> Office:
    return Office(row["country"], date.fromisoformat(row["from"]), date.fromisoformat(row["to"]) if row["to"] else date.max)


@cache
def relation_codes() -> Mapping[str, str]:
    """ICEWS's wording of a relation, in small letters → its CAMEO code."""
    return {row["words"].casefold(): row["cameo"] for row in rows_of("icews_relations.csv")}


@cache
def relation_words() -> Mapping[str, str]:
    """A CAMEO code in words."""
    words = {row["cameo"]: row["words"] for row in reversed(list(rows_of("icews_relations.csv")))}
    # What ICEWS never uses.
    return {"110": "Disapprove", "200": "Use unconventional mass violence", "204": "Use weapons of mass destruction", **words}


def label_of(cameo: object, plover: object, quad_class: float) -> str:
    """What was done, in words: the CAMEO code's, without one the PLOVER category, without either the quad class. What is no text is missing."""
    if isinstance(cameo, str):
        return words_of(cameo)
    if isinstance(plover, str):
        return plover.capitalize()
    quads: dict[float, str] = dict(enumerate(QUADS, 1))
    return quads.get(quad_class, "").replace("_", " ").capitalize()


def words_of(code: str) -> str:
    """A code in words; of one that has none, those of the code above it."""
    while code:
        if (words := relation_words().get(code) or relation_words().get(code + "0")) is not None:
            return words
        code = code[:-1]
    return ""


def quad_of(code: str) -> int:
    """GDELT's rule by root: 01–05 verbal cooperation, 06–08 material, 09–13 verbal conflict, 14–20 material."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def read_names(path: "Path") -> dict[str, str]:
    """A user's own table of actors: a CSV file with the columns `name` and `country` (a code or a name).

    Raises:
        HikiwakeError: it cannot be read, a column is missing, or a country is none.
    """
    mend = "Write a CSV file with the header name,country."
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise HikiwakeError.of(str(path), f"cannot be read ({error})", mend) from None
    table = csv.DictReader(text.splitlines())
    if not {"name", "country"} <= set(table.fieldnames or ()):
        raise HikiwakeError.of(str(path), "lacks the column name or country", mend)
    found = {}
    for row in table:
        name, country = (row["name"] or "").strip(), (row["country"] or "").strip()
        code = countries("iso").get(country.upper()) or countries("name").get(country.casefold())
        if code is None:
            state = find(country)
            if state is None:
                where = f"{path}:{table.line_num}"
                raise HikiwakeError.of(where, f'"{country}" is no country', "Give its ISO alpha-3 code, as FRA.")
            code = state.iso3
        found[name.casefold()] = code
    return found


def put_into(connection: "DuckDBPyConnection", names: Mapping[str, str]) -> None:
    """The tables `countries_SCHEME (key, iso3)`, `codes` and `relations`, in the connection.

    `countries_actor` has beside them `office_first` and `office_last`, the days on which a leader stands for the country; else missing.

    Args:
        names: the user's own actors, in small letters → country; they go before the leaders that we know.
    """
    for scheme in SCHEMES:
        _table(connection, f"countries_{scheme}", "key VARCHAR, iso3 VARCHAR", list(countries(scheme).items()))
    named = countries("name")
    people = [(k, o.country, o.first, o.last) for k, o in leaders().items() if k not in named and k not in names]
    theirs = [(k, v, None, None) for k, v in names.items()]
    nations = [(k, v, None, None) for k, v in named.items() if k not in names]
    columns = "key VARCHAR, iso3 VARCHAR, office_first DATE, office_last DATE"
    _table(connection, "countries_actor", columns, [*nations, *people, *theirs])
    _table(
        connection,
        "codes",
        "key VARCHAR, code_cameo VARCHAR, code_plover VARCHAR, code_quad TINYINT, code_goldstein FLOAT, was_short BOOLEAN",
        list(_codes()),
    )
    relations = [(r["words"].casefold(), r["cameo"], float(r["intensity"])) for r in rows_of("icews_relations.csv")]
    _table(connection, "relations", "key VARCHAR, relation_cameo VARCHAR, relation_intensity FLOAT", relations)
    quad = {name: i for i, name in enumerate(QUADS, 1)}
    _table(
        connection,
        "plover_quads",
        "key VARCHAR, plover_class TINYINT",
        [(category, quad[name]) for category, name in quads().items()],
    )


def _codes() -> Iterator[tuple[str, str, str | None, int, float | None, bool]]:
    """Every code as written, and those that lose their zero when taken for numbers; files write no bare roots, so `20` is 020."""
    shortened = {code[1:]: code for code in cameo() if len(code) > 2 and code.startswith("0")}
    for code, entry in cameo().items():
        if code not in shortened:
            yield code, code, entry.category, quad_of(code), entry.goldstein, False
    for short, code in shortened.items():
        entry = cameo()[code]
        yield short, code, entry.category, quad_of(code), entry.goldstein, True


def _table(connection: "DuckDBPyConnection", name: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=[column.split()[0] for column in columns.split(", ")])
    connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
    connection.register("given_rows", frame)
    connection.execute(f"INSERT INTO {name} SELECT * FROM given_rows")  # noqa: S608  the names stand above
    connection.unregister("given_rows")
