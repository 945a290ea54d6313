"""Repetitions among staged rows: an event that stands twice in a batch, and one that a file puts out again under another id."""

from typing import TYPE_CHECKING

from hikiwake.events.sql import filled

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def drop_repeated(connection: "DuckDBPyConnection", same: tuple[str, ...], lines: str) -> dict[int, int]:
    """What agrees in the columns `same` (an event of one number, day and code) stands once in a batch: the first stays. How many went, by file."""
    columns = ", ".join(f"staged.{column}" for column in same)
    connection.execute(filled(_TWINS, columns=columns))
    matched = " AND ".join(f"staged.{column} IS NOT DISTINCT FROM twins.{column}" for column in same)
    connection.execute(filled(_ALIKE, copies="NULL", columns=columns, matched=matched))
    return _drop_alike(connection, lines)


_TWINS = "CREATE OR REPLACE TEMP TABLE twins AS SELECT {columns}, count(*) AS copies FROM staged GROUP BY ALL HAVING count(*) > 1"
_ALIKE = """
CREATE OR REPLACE TEMP TABLE alike AS
SELECT staged.rowid AS place, staged.file AS file, staged.row AS row, {copies} AS copies,
    row_number() OVER (PARTITION BY {columns} ORDER BY position, staged.row) AS nth
FROM staged JOIN twins ON {matched} JOIN (SELECT line_file, rowid AS position FROM batch_files) ON line_file = staged.file
"""


def drop_reemitted(connection: "DuckDBPyConnection") -> dict[int, int]:
    """Of rows of one content in a file the first stays, and says how many they were. How many went, by file."""
    connection.execute(filled(_TWINS, columns="staged.content"))
    connection.execute(filled(_ALIKE, copies="twins.copies", columns="staged.content", matched="staged.content = twins.content"))
    connection.execute("UPDATE staged SET copies = alike.copies FROM alike WHERE staged.rowid = alike.place AND nth = 1")
    return _drop_alike(connection)


def _drop_alike(connection: "DuckDBPyConnection", lines: str = "count(*)") -> dict[int, int]:
    counts = dict(
        connection.execute(filled("SELECT file, {lines} FROM alike WHERE nth > 1 GROUP BY file", lines=lines)).fetchall()
    )
    if counts:
        connection.execute("DELETE FROM staged WHERE rowid IN (SELECT place FROM alike WHERE nth > 1)")
    return counts
