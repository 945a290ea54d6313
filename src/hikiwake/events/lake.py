"""A lake open for questions: a dyad's series, the events of a window, which dyads there are, what was loaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hikiwake.events import manifest as lakes
from hikiwake.events import questions
from hikiwake.events.codes import countries, label_of
from hikiwake.events.formats import WHOLE_YEARS
from hikiwake.events.left_out import whole_years_words
from hikiwake.events.manifest import LakeError, Manifest
from hikiwake.events.model import FLAGS
from hikiwake.events.sql import filled
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.states import find

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection

    from hikiwake.relations.ups_and_downs import UpsAndDowns

PERIODS = ("day", "week", "month", "quarter", "year")


class Lake:
    """What was loaded into a folder, or what lies at an address that DuckDB reads. Each question sees the lake as it is then."""

    def __init__(self, place: str) -> None:
        self.place = place

    def series(
        self,
        dyad: Dyad | str,
        *,
        by: str = "month",
        directed: bool = False,
        collection: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> "pd.DataFrame":
        """What two states did to each other, counted by period; a period without an event has no row.

        Args:
            dyad: the two states, also as `RUS-JPN` or `Russia-Japan`.
            by: day, week (from Monday), month, quarter or year.
            directed: apart by who acts on whom, in the further columns `source_country`, `target_country`.
            collection: only what is of it (`gdelt`, `icews` …); None: all that the lake holds, each counted.
            first, last: days, both within.

        Returns:
            Columns `period` (its first day), `events`, `scored` (those with a Goldstein value), `mean` and `deviation` of these values
            (the standard deviation of the sample; missing where fewer than one or two have one), events by quad class, and `mentions`.
            Empty for a dyad that the lake does not hold. Counts of a whole year are in it by year only (`whole_years`).

        Raises:
            LakeError: there is no lake, or its parts cannot be read.
            ValueError: `by` is no period, or `dyad` no pair of states.
        """
        if by not in PERIODS:
            raise ValueError(f"{by!r} is no period: use one of {', '.join(PERIODS)}")
        pair = dyad_of(dyad)
        statement = filled(
            questions.SERIES,
            directions="source_country, target_country," if directed else "",
            order=", source_country" if directed else "",
        )
        return self._asked(statement, "daily", _asked(pair, by, collection, first, last))

    def whole_years(
        self,
        dyad: Dyad | str,
        *,
        by: str,
        collection: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> dict[str, int]:
        """What a series by this period leaves out: collection → events that are only counted a whole year. Arguments as for `series`."""
        found = self._asked(questions.WHOLE_YEARS, "daily", _asked(dyad_of(dyad), by, collection, first, last))
        return dict(zip(found["collection"], found["events"].tolist(), strict=True))

    def dyads(self) -> "pd.DataFrame":
        """Every dyad that the lake holds: `dyad`, `collection`, `events`, `first`, `last`; the most events first."""
        return self._asked(questions.DYADS, "daily", {})

    def collections(self, dyad: Dyad | str | None = None) -> set[str]:
        """Which collections hold events of a dyad, or of any two states."""
        if dyad is None:
            return {part.collection for part in self._manifest().of("daily")}
        given = {"dyad": str(dyad_of(dyad))}
        return set(
            self._asked("SELECT DISTINCT collection FROM read_parquet($parts) WHERE dyad = $dyad", "daily", given)["collection"]
        )

    def rows(
        self, dyad: Dyad | str, first: date, last: date, *, limit: int = 20, collection: str | None = None
    ) -> "pd.DataFrame":
        """The events of a window, the most telling first: how far from the dyad's usual Goldstein value, times the mentions.

        Returns:
            The lake's columns, with `label` (the CAMEO code in ICEWS's words, without one the PLOVER category or the quad class), `file`
            (its name; `row` is the line there), `remarks` and `telling`. Empty where nothing happened.
        """
        found = self._of_window(questions.ROWS, dyad, first, last, {"limit": limit, "collection": collection})
        found["remarks"] = ["; ".join(name for name, bit in FLAGS.items() if flags & bit) for flags in found.pop("flags")]
        return found

    def kinds(self, dyad: Dyad | str, first: date, last: date, *, turn: date, collection: str | None = None) -> "pd.DataFrame":
        """The events of a window that have a Goldstein value, by who did what to whom, apart before a day and from it on.

        Returns:
            Columns `is_after` (whether from `turn` on), `source_country`, `target_country`, `label`, `cameo`, `plover`, `quad_class`,
            `first` (day), `events`, `mentions`, `goldstein_sum`, and of the most mentioned event `file`, `row` and `link`. Empty where
            nothing happened.
        """
        return self._of_window(questions.KINDS, dyad, first, last, {"turn": turn, "collection": collection})

    def _of_window(self, statement: str, dyad: Dyad | str, first: date, last: date, given: dict[str, Any]) -> "pd.DataFrame":
        """What a statement gives for the parts that reach into a window, with files by their names and deeds in words."""
        manifest = self._manifest()
        parts = [p for p in manifest.of("rows") if p.first <= last.isoformat() and p.last >= first.isoformat()]
        paths = [self._path(part.path) for part in parts or manifest.of("rows")[:1]]
        with self._connection() as connection:
            if "$usual" in statement:
                given["usual"] = self._number(connection, manifest, str(dyad_of(dyad)))
            given |= {"dyad": str(dyad_of(dyad)), "first": first, "last": last, "parts": paths}
            found = connection.execute(statement, given).df()
            names = connection.execute("SELECT file, name FROM read_parquet($parts)", {"parts": self._paths(manifest, "files")})
            found["file"] = found["file"].map(dict(names.fetchall()))
        codes = zip(found["cameo"], found["plover"], found["quad_class"], strict=True)
        found.insert(found.columns.get_loc("cameo") + 1, "label", [label_of(*code) for code in codes])
        return found

    def relations(
        self,
        dyad: Dyad | str,
        *,
        by: str = "week",
        collection: str | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> "UpsAndDowns":
        """Index, phases and turning points of a dyad, each turn with what carries it.

        Args:
            dyad: the two states, as for `series`; `JPN>RUS`: only what Japan did to Russia.
            by: week (from Monday), month, quarter or year.
            collection, first, last: as for `series`.

        Returns:
            Without periods for a dyad that the lake does not hold.

        Raises:
            LakeError: there is no lake, or its parts cannot be read.
            ValueError: `by` is no period, or `dyad` no pair of states.
        """
        from hikiwake.events.dyad_relations import relations_of
        from hikiwake.relations.model import Relations
        from hikiwake.relations.ups_and_downs import UpsAndDowns

        source, arrow, target = str(dyad).partition(">")
        pair = dyad_of(f"{source}-{target}" if arrow else dyad)
        is_first = pair.a == _country(source)
        name = (f"{pair.a}>{pair.b}" if is_first else f"{pair.b}>{pair.a}") if arrow else str(pair)
        results = relations_of(self, pair, by=by, directed=bool(arrow), collection=collection, first=first, last=last)
        if found := next((one for one in results if one.relations.dyad == name), None):
            return UpsAndDowns(found.relations, found.deeds)
        years = whole_years_words(self.whole_years(pair, by=by, collection=collection, first=first, last=last))
        return UpsAndDowns(Relations(name, by, (), (), (), notes=tuple(filter(None, [years]))))

    def files(self) -> "pd.DataFrame":
        """What was loaded, a row a file, in the order of loading: name, format, rows, and what became of them."""
        return self._asked("SELECT * FROM read_parquet($parts)", "files", {})

    def undo(self) -> None:
        """Take back the last change (a chunk of files that was loaded).

        Raises:
            LakeError: there is none, or another process writes to the lake.
        """
        folder = Path(self.place)
        with lakes.locked(folder):
            lakes.take_back(folder)

    def _asked(self, statement: str, table: str, given: dict[str, Any]) -> "pd.DataFrame":
        manifest = self._manifest()
        with self._connection() as connection:
            return connection.execute(statement, {**given, "parts": self._paths(manifest, table)}).df()

    def _number(self, connection: "DuckDBPyConnection", manifest: Manifest, dyad: str) -> float:
        found = connection.execute(questions.USUAL, {"dyad": dyad, "parts": self._paths(manifest, "daily")}).fetchone()
        return float(found[0]) if found and found[0] is not None else 0.0

    def _paths(self, manifest: Manifest, table: str) -> list[str]:
        """The parts of a table.

        Raises:
            LakeError: the lake has none.
        """
        if not (parts := [self._path(part.path) for part in manifest.of(table)]):
            raise LakeError.of(self.place, "holds no events of two states", "Load some: hikiwake events load FILE… --lake DIR.")
        return parts

    def _path(self, part: str) -> str:
        return f"{self.place.rstrip('/')}/{part}"

    def _manifest(self) -> Manifest:
        if "://" not in self.place:
            if not (Path(self.place) / lakes.FILE).exists():
                raise LakeError.of(self.place, "is no lake of events", "Make one: hikiwake events load FILE… --lake DIR.")
            return lakes.read(Path(self.place))
        path = self._path(lakes.FILE)
        with self._connection() as connection:
            found = connection.execute("SELECT content FROM read_text($path)", {"path": path}).fetchone()
        return lakes.parsed(found[0] if found else "", path)

    @contextmanager
    def _connection(self) -> "Iterator[DuckDBPyConnection]":
        """DuckDB that reads this lake and nothing else.

        Raises:
            LakeError: the place is an address and what reads such is not installed, or it cannot be read.
        """
        import duckdb

        with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
            if "://" in self.place:
                _reach(connection, self.place)
            folders = [f"{self.place.rstrip('/')}/"]
            if "://" not in self.place:
                folders.append(f"{Path(self.place).resolve()}/")
            connection.execute("SET allowed_directories = $folders", {"folders": folders})
            connection.execute("SET enable_external_access = false")
            try:
                yield connection
            except duckdb.IOException as error:
                what = f"cannot be read ({str(error).splitlines()[0]})"
                raise LakeError.of(
                    self.place, what, "Is it complete? Load again, or check the address and its permissions."
                ) from None


def open_lake(place: Path | str) -> Lake:
    """A lake in a folder, or at an address that DuckDB reads (`s3://…`, with its extension httpfs)."""
    return Lake(str(place))


def _asked(dyad: Dyad, by: str, collection: str | None, first: date | None, last: date | None) -> dict[str, Any]:
    return {
        "dyad": str(dyad), "by": by, "collection": collection, "first": first, "last": last, "yearly": sorted(WHOLE_YEARS)
    }  # fmt: skip


def dyad_of(text: Dyad | str) -> Dyad:
    """The dyad that `RUS-JPN`, `rus/jpn` or `Russia-Japan` means; ISO codes, CAMEO codes or names.

    Raises:
        ValueError: it is no pair of states.
    """
    if isinstance(text, Dyad):
        return text
    for separator in ("/", ":", "-"):
        pieces = text.split(separator)
        for cut in range(1, len(pieces)):  # Guinea-Bissau has a hyphen of its own
            pair = [_country(separator.join(pieces[:cut])), _country(separator.join(pieces[cut:]))]
            if pair[0] and pair[1]:
                return Dyad.of(pair[0], pair[1])
    raise ValueError(f"{text!r} is no pair of states: write their ISO alpha-3 codes, as NOR-SWE")


def _country(text: str) -> str | None:
    code = text.strip()
    known = countries("iso").get(code.upper()) or countries("cameo").get(code.upper())
    state = None if known else find(code)
    return known or (state.iso3 if state else None)


def _reach(connection: "DuckDBPyConnection", place: str) -> None:
    """Load what reads addresses; it is never fetched from here."""
    import duckdb

    try:
        connection.execute("LOAD httpfs")
    except duckdb.Error:
        mend = "Install it once on this machine: python -c \"import duckdb; duckdb.sql('INSTALL httpfs')\"."
        raise LakeError.of(place, "needs DuckDB's extension httpfs, which is not installed", mend) from None
