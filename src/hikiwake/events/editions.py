"""Editions of a year: ICEWS puts a year's file out again under a new stamp (`events.2013.20150313084929.tab`), in the old one's place.

A case's own record, loaded again, takes its own place likewise.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hikiwake.events.manifest import Manifest, Part
from hikiwake.events.model import FileReport
from hikiwake.events.sql import filled
from hikiwake.events.writing import write_daily, write_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EDITION = re.compile(r"events\.(\d{4})\.(\d{8,14})\.", re.IGNORECASE)


def edition_of(name: str) -> tuple[str, str] | None:
    """The year and the stamp in a file's name; None where it is no edition of a year."""
    found = _EDITION.search(Path(name.rpartition("!")[2]).name)
    return (found[1], found[2].ljust(14, "0")) if found else None


def _edition(report: FileReport) -> tuple[str, str] | None:
    """What a file is an edition of, and its stamp; a record is one of itself, the one that is loaded being the latest."""
    if report.collection == "record":
        return report.name, "now"
    return edition_of(report.name) if report.collection == "icews" else None


def is_stale(connection: "DuckDBPyConnection", lake: Path, manifest: Manifest, report: FileReport) -> str:
    """Why a file is not loaded: the lake has a later edition of its year. Empty where it has none."""
    own = _edition(report)
    later = [name for _, name, stamp in _others(connection, lake, manifest, report) if own and stamp > own[1]]
    return f"left out: a later edition of its year is loaded ({later[0]})" if later else ""


def without_older(
    connection: "DuckDBPyConnection", lake: Path, manifest: Manifest, reports: Sequence[FileReport]
) -> tuple[Manifest, list[FileReport]]:
    """The lake without earlier editions of the years that these files are; the reports say whose place they took."""
    told = []
    for report in reports:
        own = _edition(report)
        older = [(file, name) for file, name, stamp in _others(connection, lake, manifest, report) if own and stamp < own[1]]
        for file, _ in older:
            manifest = without_file(connection, lake, manifest, file)
        told.append(replace(report, replaces=tuple(name for _, name in older)))
    return manifest, told


def without_file(connection: "DuckDBPyConnection", lake: Path, manifest: Manifest, file: int) -> Manifest:
    """The lake without what came from one file. Its rows go; from the sums a day they are taken off."""
    added: list[Part] = []
    removed: list[Part] = []
    for part in manifest.parts:
        if part.table == "daily":
            continue
        given = {"path": str(lake / part.path), "file": file}
        if connection.execute("SELECT 1 FROM read_parquet($path) WHERE file = $file LIMIT 1", given).fetchone() is None:
            continue
        removed.append(part)
        connection.execute("CREATE OR REPLACE TABLE part AS SELECT * FROM read_parquet($path)", {"path": given["path"]})
        if part.table == "rows":
            connection.execute(filled(_OFF, file=str(int(file))))
            added += write_daily(connection, "taken_off", lake, part.collection)
        others = filled("SELECT * FROM part WHERE file <> {file}", file=str(int(file)))
        folder = str(Path(part.path).parent)
        added += write_table(connection, others, part.table, lake, part.collection, folder)
    return manifest.changed(added=added, removed=removed)


_OFF = "CREATE OR REPLACE TEMP VIEW taken_off AS SELECT * REPLACE (-events AS events, -mentions AS mentions) FROM part WHERE file = {file}"


def _others(connection: "DuckDBPyConnection", lake: Path, manifest: Manifest, report: FileReport) -> list[tuple[int, str, str]]:
    """Number, name and stamp of the other editions that the lake has of a file's year."""
    own = _edition(report)
    parts = [str(lake / part.path) for part in manifest.of("files")]
    if own is None or not parts:
        return []
    query = "SELECT file, name FROM read_parquet($parts) WHERE collection = $collection"
    rows = connection.execute(query, {"parts": parts, "collection": report.collection}).fetchall()
    if report.collection == "record":
        return [(file, name, "") for file, name in rows if file != report.file and name == report.name]
    found = [(file, name, edition_of(name)) for file, name in rows if file != report.file]
    return [(file, name, other[1]) for file, name, other in found if other is not None and other[0] == own[0]]
