"""Small parts merged: a lake into which a file goes every quarter of an hour still has few parts to open."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from hikiwake.events.manifest import Manifest, Part
from hikiwake.events.sql import filled
from hikiwake.events.writing import write_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A part of more rows is left alone. Sums are few and every series asks all of them; rows are many and asked by year.
_SMALL = {"rows": 500_000, "daily": 4_000_000, "mentions": 500_000, "files": 500_000}
_MOST_SMALL = 8  # of one table, collection and year

_ORDERED = {
    "rows": "SELECT * FROM read_parquet({paths}) ORDER BY dyad NULLS LAST, event_date, id",
    "daily": """
        SELECT dyad, source_country, target_country, event_date, quad_class, collection, sum(events)::BIGINT AS events,
            sum(scored)::BIGINT AS scored, sum(goldstein_sum) AS goldstein_sum, sum(goldstein_squares) AS goldstein_squares,
            sum(mentions)::BIGINT AS mentions
        FROM read_parquet({paths}) GROUP BY ALL HAVING sum(events) <> 0 ORDER BY dyad, event_date, source_country, quad_class
    """,
    "mentions": "SELECT * FROM read_parquet({paths}) ORDER BY event_id",
    "files": "SELECT * FROM read_parquet({paths})",
}


def merged(connection: "DuckDBPyConnection", lake: Path, manifest: Manifest) -> Manifest:
    """The same lake in fewer parts, where there were too many small ones. The old parts stay on the disk until the next load but one."""
    small = sorted((part for part in manifest.parts if part.rows < _SMALL[part.table]), key=_home)
    for (table, collection, folder), group in groupby(small, key=_home):
        parts = list(group)
        if len(parts) <= _MOST_SMALL:
            continue
        paths = "[" + ", ".join("'" + str(lake / part.path).replace("'", "''") + "'" for part in parts) + "]"
        one = write_table(connection, filled(_ORDERED[table], paths=paths), table, lake, collection, folder)
        manifest = manifest.changed(added=one, removed=parts)
    return manifest


def _home(part: Part) -> tuple[str, str, str]:
    return part.table, part.collection, Path(part.path).parent.as_posix()
