"""One batch of files of a layout as a scratch table: typed, looked up, judged row by row, repeated rows set aside.

In two steps. The first reads the text and keeps the order of the lines, so that a row's place in the table tells its line; the second looks
codes up, which loses that order.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikiwake.events.formats import Format, Layout
from hikiwake.events.mending import BLANK
from hikiwake.events.model import FLAGS, TABLES
from hikiwake.events.receiving import Received
from hikiwake.events.repetitions import drop_reemitted, drop_repeated
from hikiwake.events.sql import cases, filled, listed

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SPARE = 8  # columns beyond the layout that are read, so that a row with too many is kept and told, not lost
_ABSENT = "\x01"  # what stands for null in the text, so that an empty cell is the empty text and only a missing one is null

# Columns that follow from what was looked up, where a format does not give them itself.
_LOOKED_UP = {
    "source_country": "source.iso3",
    "target_country": "target.iso3",
    "place_country": "place.iso3",
    "cameo": "code.code_cameo",
    "plover": "code.code_plover",
    "quad_class": "code.code_quad",
    "goldstein": "code.code_goldstein",
    "mentions": "1",
    "events": "1",
    "copies": "1",
    "file": "line_file",
    "row": "line_number",
}

_READ = """
CREATE TABLE raw AS
SELECT batch_file, {kept}, {early}, {early_reject} AS early_reject, {early_flags} AS early_flags
FROM (
    SELECT *, {keys} FROM (SELECT *, {given} FROM read_csv($files, columns = $columns, delim = $separator, quote = $quote,
        escape = $quote, header = $header, auto_detect = false, null_padding = true, nullstr = $absent, new_line = '\\n',
        store_rejects = true, rejects_limit = 0, filename = 'batch_file', parallel = $parallel))
)
"""
_STAGE = """
CREATE TABLE staged AS
SELECT {columns}, coalesce(early_reject, {late_reject}) AS reject, early_flags + {late_flags} AS flags, content
FROM (
    SELECT raw.*, {late}, coalesce(code.was_short, false) AS code_was_short,
        {in_office} AS has_leader, {out_of_office} AS has_former_leader
    FROM numbered AS raw
    LEFT JOIN {countries} AS source ON source.key = raw.source_key
    LEFT JOIN {countries} AS target ON target.key = raw.target_key
    LEFT JOIN {places} AS place ON place.key = raw.place_key
    {joins}
    LEFT JOIN codes AS code ON code.key = {code_key}
)
"""
_LATE = re.compile(
    r"\b(source|target|place|code|relation|plover_quad|quad)\.|code_was_short|has_leader|has_former_leader|line_\w+"
)


class StrayBytesError(Exception):
    """A file holds bytes that are no UTF-8: mend them (`Received.mended_into`) and stage again."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row kept aside: which file, which line (1 is the first), what is wrong."""

    file: int
    line: int
    kind: str


@dataclass(frozen=True, slots=True)
class Staged:
    """What stands in the scratch table `staged`, by file; rejects and what was `repeated` and `reemitted` are gone from it."""

    rejects: tuple[Reject, ...]
    repeated: Mapping[int, int]
    reemitted: Mapping[int, int]
    remarks: Mapping[int, Mapping[str, int]]
    loaded: Mapping[int, tuple[int, datetime.date | None, datetime.date | None]]


def stage(connection: "DuckDBPyConnection", batch: Sequence[Received], today: datetime.date) -> Staged:
    """Read a batch of one format and layout into the table `staged`, which has the lake's columns.

    Args:
        connection: with the tables of `codes`.
        today: rows dated after the day that follows it are set aside.

    Raises:
        StrayBytesError: a row could not be read for its bytes.
    """
    format, layout = batch[0].format, batch[0].layout
    for table in ("raw", "staged", "reject_errors", "reject_scans"):
        connection.execute(filled("DROP TABLE IF EXISTS {table}", table=table))
    expressions = _expressions(format, layout, today)
    connection.execute(filled(_READ, **expressions), _parameters(batch, layout))
    stray = connection.execute("SELECT count(*) FROM reject_errors WHERE error_type = 'INVALID ENCODING'").fetchall()
    if stray != [(0,)]:
        raise StrayBytesError
    _number_lines(connection, batch, layout)
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(filled(_STAGE, **expressions))
    connection.execute("SET preserve_insertion_order = true")
    connection.execute("DROP TABLE raw")
    rejects = _rejects(connection)
    lines = lines_of(format)
    repeated = drop_repeated(connection, format.same, lines)
    reemitted = drop_reemitted(connection) if format.content else {}
    return Staged(rejects, repeated, reemitted, _remarks(connection, lines), _loaded(connection, lines))


def lines_of(format: Format) -> str:
    """The expression that counts a file's lines among the lake's rows."""
    return "count(DISTINCT row)" if format.is_spread else "count(*)"


def _expressions(format: Format, layout: Layout, today: datetime.date) -> dict[str, str]:
    """What goes into both statements: in the first all that needs no looking up, since numbers and days are less to keep than text."""
    row = _row(format)
    late_columns = {name for name, expression in row.items() if _LATE.search(expression)}

    def is_late(expression: str) -> bool:
        return bool(_LATE.search(expression)) or any(name in late_columns for name in re.findall(r"row_\w+", expression))

    rejects = _rejected(format, layout, today)
    remarks = (
        *format.remarks,
        ("country from the table of leaders", "has_leader"),
        ("leader outside the days in office, taken for no country", "has_former_leader"),
    )
    missing = {column: "''" for column in format.optional if column not in layout.columns}
    content = f"hash(batch_file, {', '.join(format.content)})" if format.content else "NULL"
    late = {
        "late": listed({name: row[name] for name in row if name in late_columns}),
        "late_reject": cases((kind, when) for kind, when in rejects if is_late(when)),
        "late_flags": _sum((name, when) for name, when in remarks if is_late(when)),
        "joins": format.joins,
        "code_key": format.code_key,
        **_leaders(format),
    }
    words = set(re.findall(r"\w+", " ".join(late.values())))
    own = [name for name in (*missing, *format.given, *layout.columns) if name in words]
    return {
        **late,
        "columns": listed({c.name: f"row_{c.name}" for c in TABLES[format.table] if c.name != "flags"}),
        "kept": ", ".join(["source_key", "target_key", "place_key", "content", *dict.fromkeys(own)]),
        "early": listed({name: row[name] for name in row if name not in late_columns}),
        "early_reject": cases((kind, when) for kind, when in rejects if not is_late(when)),
        "early_flags": _sum((name, when) for name, when in remarks if not is_late(when)),
        "keys": listed({"source_key": format.source_key, "target_key": format.target_key, "place_key": format.place_key}),
        "given": listed({**missing, **format.given, "content": content}),
        "countries": f"countries_{format.countries}",
        "places": f"countries_{format.places}",
    }


def _row(format: Format) -> dict[str, str]:
    """The lake's columns as expressions, by the names `row_COLUMN`."""
    row = {**_LOOKED_UP, **format.row}
    states = f"({row['source_country']}) <> ({row['target_country']})"
    pair = f"({row['source_country']}), ({row['target_country']})"
    row["dyad"] = f"CASE WHEN {states} THEN least({pair}) || '-' || greatest({pair}) END"
    row["collection"], row["format"] = f"'{format.collection}'", f"'{format.name}'"
    columns = [column for column in TABLES[format.table] if column.name != "flags"]
    return {f"row_{c.name}": f"CAST({row.get(c.name, 'NULL')} AS {c.type})" for c in columns}


def _leaders(format: Format) -> dict[str, str]:
    """Whether source or target is a leader in office on the day, and whether one is a leader who is not."""
    if format.countries != "actor":
        return {"in_office": "false", "out_of_office": "false"}
    serves = "row_event_date BETWEEN {who}.office_first AND {who}.office_last"
    in_office, out_of_office = (
        " OR ".join(f"coalesce({filled(when, who=who)}, false)" for who in ("source", "target"))
        for when in (serves, f"NOT ({serves})")
    )
    return {"in_office": in_office, "out_of_office": out_of_office}


def _rejected(format: Format, layout: Layout, today: datetime.date) -> tuple[tuple[str, str], ...]:
    """What is wrong with a row, and when; the first that holds counts."""
    last = layout.columns[-1 - layout.optional]
    return (
        ("blank line", f"{layout.columns[0]} = chr({ord(BLANK)}) AND {layout.columns[1]} IS NULL"),
        ("too few cells", f"{last} IS NULL"),
        ("too many cells", "spare_1 IS NOT NULL"),
        *format.rejects,
        ("dated in the future", f"row_event_date > DATE '{today:%Y-%m-%d}' + 1"),
    )


def _sum(remarks: Iterable[tuple[str, str]]) -> str:
    """Flags as a sum."""
    return "CAST(0 " + "".join(f" + CASE WHEN {when} THEN {FLAGS[name]} ELSE 0 END" for name, when in remarks) + " AS INTEGER)"


def _parameters(batch: Sequence[Received], layout: Layout) -> dict[str, object]:
    names = [*layout.columns, *(f"spare_{i}" for i in range(1, _SPARE + 1))]
    return {
        "files": [str(table.path) for table in batch],
        "columns": dict.fromkeys(names, "VARCHAR"),
        "separator": layout.separator,
        "quote": layout.quote,
        "header": layout.has_header,
        "absent": _ABSENT,
        "parallel": not layout.quote,
    }


def _number_lines(connection: "DuckDBPyConnection", batch: Sequence[Received], layout: Layout) -> None:
    """The view `numbered`: the raw rows with `line_file` and `line_number`, and the table `broken` of lines that are no rows.

    The table keeps the order of the files, so that a row's line follows from its place; the lines that the reader itself could not take
    (far too many cells, far too long) are counted in.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE batch_files (batch_file VARCHAR, line_file BIGINT)")
    connection.executemany("INSERT INTO batch_files VALUES (?, ?)", [(str(table.path), table.file) for table in batch])
    connection.execute(_LINES, {"before": 2 if layout.has_header else 1})
    connection.execute(_BROKEN)
    has_broken = connection.execute("SELECT count(*) FROM broken").fetchall() != [(0,)]
    connection.execute(_NUMBERED_AROUND if has_broken else _NUMBERED)


_LINES = """
CREATE OR REPLACE TEMP TABLE lines AS
SELECT batch_file, line_file, first - $before AS before FROM batch_files
JOIN (SELECT batch_file, min(rowid) AS first FROM raw GROUP BY batch_file) USING (batch_file)
"""
_BROKEN = """
CREATE OR REPLACE TEMP TABLE broken AS
SELECT line_file AS file, line, nth AS shift, line - nth + 1 AS since
FROM (
    SELECT line_file, line, row_number() OVER (PARTITION BY line_file ORDER BY line) AS nth
    FROM (
        SELECT DISTINCT line_file, line FROM reject_errors JOIN reject_scans USING (scan_id, file_id)
        JOIN batch_files ON batch_file = file_path
    )
)
"""
_NUMBERED = """
CREATE OR REPLACE TEMP VIEW numbered AS
SELECT raw.* EXCLUDE (batch_file), line_file, raw.rowid - before AS line_number FROM raw JOIN lines USING (batch_file)
"""
_NUMBERED_AROUND = """
CREATE OR REPLACE TEMP VIEW numbered AS
SELECT r.* EXCLUDE (plain), plain + coalesce(shift, 0) AS line_number
FROM (SELECT raw.* EXCLUDE (batch_file), line_file, raw.rowid - before AS plain FROM raw JOIN lines USING (batch_file)) AS r
ASOF LEFT JOIN broken ON broken.file = r.line_file AND r.plain >= broken.since
"""


def _rejects(connection: "DuckDBPyConnection") -> tuple[Reject, ...]:
    """The rows that are set aside, which leave the table."""
    found = connection.execute("SELECT DISTINCT file, row, reject FROM staged WHERE reject IS NOT NULL").fetchall()
    if found:
        connection.execute("DELETE FROM staged WHERE reject IS NOT NULL")
    found += connection.execute("SELECT file, line, 'no row of the table' FROM broken").fetchall()
    return tuple(Reject(*row) for row in sorted(found))


def _remarks(connection: "DuckDBPyConnection", lines: str) -> dict[int, dict[str, int]]:
    query = filled("SELECT file, flags, {lines} FROM staged WHERE flags > 0 GROUP BY file, flags", lines=lines)
    found = connection.execute(query).fetchall()
    counts: dict[int, dict[str, int]] = {}
    for file, flags, times in found:
        for name, bit in FLAGS.items():
            if flags & bit:
                of_file = counts.setdefault(file, {})
                of_file[name] = of_file.get(name, 0) + times
    return counts


def _loaded(connection: "DuckDBPyConnection", lines: str) -> dict[int, tuple[int, datetime.date | None, datetime.date | None]]:
    query = filled("SELECT file, {lines}, min(event_date), max(event_date) FROM staged GROUP BY file", lines=lines)
    return {file: (rows, first, last) for file, rows, first, last in connection.execute(query).fetchall()}
