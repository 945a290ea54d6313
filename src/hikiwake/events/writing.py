"""The staged rows as parts of a lake: Parquet files by year, a dyad's rows together and in the order of their days, and sums a day."""

import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from hikiwake.events.manifest import Part
from hikiwake.events.model import DAILY, ROW
from hikiwake.events.sql import filled

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PARQUET = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {group})"
_ROWS_GROUP = 122_880
_DAILY_GROUP = 30_720  # a dyad's days lie together: a small group leaves little to read that is not asked for

ROW_NAMES = ", ".join(column.name for column in ROW)
DAILY_NAMES = ", ".join(column.name for column in DAILY)

# Rows of two states in the order in which they are asked for; the others as they came, since nobody asks for them by dyad.
_WRITE_ROWS = """
COPY (
    (SELECT {columns} FROM {rows} WHERE dyad IS NOT NULL AND year(event_date) = {year} ORDER BY dyad, event_date, id)
    UNION ALL
    (SELECT {columns} FROM {rows} WHERE dyad IS NULL AND year(event_date) = {year})
) TO '{path}' {parquet}
"""
_WRITE_DAILY = """
COPY (
    SELECT dyad, source_country, target_country, event_date, quad_class, collection,
        sum(events) AS events, sum(CASE WHEN goldstein IS NULL THEN 0 ELSE events END) AS scored,
        coalesce(sum(goldstein::DOUBLE * events), 0) AS goldstein_sum,
        coalesce(sum(goldstein::DOUBLE * goldstein * events), 0) AS goldstein_squares, sum(mentions) AS mentions
    FROM {rows} WHERE dyad IS NOT NULL
    GROUP BY ALL ORDER BY dyad, event_date, source_country, quad_class
) TO '{path}' {parquet}
"""


_IDS = "min(event_date), max(event_date), min(id), max(id)"
_SPANS = {"rows": _IDS, "mentions": _IDS, "daily": "min(event_date), max(event_date), 0, 0"}


def write_rows(connection: "DuckDBPyConnection", rows: str, lake: Path, collection: str) -> list[Part]:
    """Write the rows of a table or view of the connection, one file a year.

    Args:
        rows: its name; it has the columns of `model.ROW`.
    """
    years = connection.execute(filled("SELECT DISTINCT year(event_date) FROM {rows} ORDER BY 1", rows=rows)).fetchall()
    return [part for (year,) in years if (part := _written_year(connection, rows, lake, collection, year)) is not None]


def write_daily(connection: "DuckDBPyConnection", rows: str, lake: Path, collection: str) -> list[Part]:
    """Write the sums a day of the rows of two states; nothing where there are none."""
    path = _new(lake, "daily")
    parquet = filled(_PARQUET, group=str(_DAILY_GROUP))
    connection.execute(filled(_WRITE_DAILY, rows=rows, path=_quoted(path), parquet=parquet)).fetchall()
    return list(kept(connection, "daily", lake, path, collection))


def write_table(
    connection: "DuckDBPyConnection", query: str, table: str, lake: Path, collection: str, folder: str = ""
) -> list[Part]:
    """Write what a query of this package gives as one part of a table."""
    path = _new(lake, folder or table)
    parquet = filled(_PARQUET, group=str(_DAILY_GROUP if table == "daily" else _ROWS_GROUP))
    connection.execute(
        filled("COPY ({query}) TO '{path}' {parquet}", query=query, path=_quoted(path), parquet=parquet)
    ).fetchall()
    return list(kept(connection, table, lake, path, collection))


def kept(connection: "DuckDBPyConnection", table: str, lake: Path, path: Path, collection: str) -> Iterator[Part]:
    """The part that a file is, flushed to the disk; an empty one is removed."""
    span = _SPANS.get(table, "NULL, NULL, 0, 0")
    query = filled("SELECT count(*), {span} FROM read_parquet($path)", span=span)
    ((count, first, last, lowest, highest),) = connection.execute(query, {"path": str(path)}).fetchall()
    if not count:
        path.unlink()
        return
    with path.open("rb") as file:
        os.fsync(file.fileno())
    day = datetime.date.isoformat
    yield Part(
        table,
        path.relative_to(lake).as_posix(),
        collection,
        count,
        path.stat().st_size,
        day(first) if first else "",
        day(last) if last else "",
        lowest or 0,
        highest or 0,
    )


def _written_year(connection: "DuckDBPyConnection", rows: str, lake: Path, collection: str, year: int) -> Part | None:
    path = _new(lake, f"rows/year={year}")
    parquet = filled(_PARQUET, group=str(_ROWS_GROUP))
    statement = filled(_WRITE_ROWS, columns=ROW_NAMES, rows=rows, year=str(int(year)), path=_quoted(path), parquet=parquet)
    connection.execute(statement).fetchall()
    return next(kept(connection, "rows", lake, path, collection), None)


def _new(lake: Path, folder: str) -> Path:
    """A name that no other part has, whoever writes beside us."""
    (lake / folder).mkdir(parents=True, exist_ok=True)
    return lake / folder / f"{uuid4().hex}.parquet"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
