"""What a worker has written becomes part of the lake: events that it has already left out, old editions replaced, small parts merged."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hikiwake.events import manifest as lakes
from hikiwake.events.chunk import Batch, Written, connection_to, scratch_folder
from hikiwake.events.editions import is_stale, without_older
from hikiwake.events.files_table import as_frame
from hikiwake.events.formats import by_name
from hikiwake.events.manifest import Manifest, Part
from hikiwake.events.merging import merged
from hikiwake.events.model import FileReport
from hikiwake.events.sql import filled
from hikiwake.events.staging import lines_of
from hikiwake.events.writing import write_daily, write_rows, write_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY_MIB = 1024
_KNOWN = """
FROM read_parquet($fresh) AS fresh {kind} JOIN (SELECT {same} FROM read_parquet($old) WHERE id BETWEEN $lowest AND $highest) AS old
    ON {matched}
"""


def committed(lake: Path, written: Written) -> Sequence[FileReport]:
    """Commit a worker's parts; the reports as they stand then (events that the lake had are `repeated`).

    The parts are on the disk, the manifest is renamed last: whoever is stopped before has changed nothing.
    """
    if not any(batch.parts or batch.reports for batch in written.batches):
        return written.reports
    manifest = lakes.read(lake)
    changed: dict[int, FileReport] = {}
    with scratch_folder(lake) as scratch, connection_to(scratch, lake, (), None, _MEMORY_MIB) as connection:
        for batch in written.batches:
            manifest, reports = _with(connection, lake, manifest, batch)
            changed |= {before.file: report for before, report in zip(batch.reports, reports, strict=True)}
        lakes.commit(lake, merged(connection, lake, manifest))
    return [changed.get(report.file, report) if report.file else report for report in written.reports]


def _with(connection: "DuckDBPyConnection", lake: Path, manifest: Manifest, batch: Batch) -> tuple[Manifest, list[FileReport]]:
    """The manifest with a batch, and what became of its files."""
    stale = [is_stale(connection, lake, manifest, report) for report in batch.reports]
    if any(stale):  # an edition comes in a batch of its own
        _remove(lake, batch.parts)
        return manifest, [
            replace(r, file=0, rows=0, loaded=0, repeated=0, reemitted=0, rejected={}, note=s)
            for r, s in zip(batch.reports, stale, strict=True)
        ]
    manifest, reports = without_older(connection, lake, manifest, batch.reports)
    parts, reports = _without_known(connection, lake, manifest, list(batch.parts), reports)
    connection.register("new_files", as_frame(reports))
    parts += write_table(connection, "SELECT * FROM new_files", "files", lake, "")
    connection.unregister("new_files")
    return manifest.changed(added=parts), reports


def _without_known(
    connection: "DuckDBPyConnection", lake: Path, manifest: Manifest, parts: list[Part], reports: list[FileReport]
) -> tuple[list[Part], list[FileReport]]:
    """The parts without events that the lake has; written anew only where there are such."""
    fresh = [part for part in parts if part.table in ("rows", "mentions")]
    old = [part for part in manifest.parts if any(_overlap(part, other) for other in fresh)]
    if not old:
        return parts, reports
    format = by_name(reports[0].format)
    same = format.same
    matched = " AND ".join(f"fresh.{column} IS NOT DISTINCT FROM old.{column}" for column in same)
    given = {
        "fresh": _paths(lake, fresh),
        "old": _paths(lake, old),
        "lowest": min(part.lowest for part in fresh),
        "highest": max(part.highest for part in fresh),
    }
    known = filled(_KNOWN, kind="SEMI", same=", ".join(same), matched=matched)
    lines = lines_of(format)
    count = connection.execute(filled("SELECT file, {lines} {known} GROUP BY file", lines=lines, known=known), given)
    repeated: dict[int, int] = dict(count.fetchall())
    if not repeated:
        return parts, reports
    others = filled(_KNOWN, kind="ANTI", same=", ".join(same), matched=matched)
    connection.execute(filled("CREATE OR REPLACE TABLE unknown AS SELECT fresh.* {others}", others=others), given)
    query = filled("SELECT file, {lines}, min(event_date), max(event_date) FROM unknown GROUP BY file", lines=lines)
    left = connection.execute(query).fetchall()
    counts = {file: (rows, first, last) for file, rows, first, last in left}
    _remove(lake, parts)
    collection = fresh[0].collection
    if fresh[0].table == "rows":
        parts = [*write_rows(connection, "unknown", lake, collection), *write_daily(connection, "unknown", lake, collection)]
    else:
        parts = write_table(connection, "SELECT * FROM unknown", fresh[0].table, lake, collection)
    return parts, [_less(report, repeated.get(report.file, 0), *counts.get(report.file, (0, None, None))) for report in reports]


def _less(report: FileReport, repeated: int, loaded: int, first: Any, last: Any) -> FileReport:
    return replace(report, loaded=loaded, repeated=report.repeated + repeated, first=first, last=last) if repeated else report


def _overlap(old: Part, fresh: Part) -> bool:
    """Whether both may hold one event: ids are of one collection, and an event of one id has one day."""
    return (
        old.table == fresh.table
        and old.collection == fresh.collection
        and old.lowest <= fresh.highest
        and fresh.lowest <= old.highest
        and old.first <= fresh.last
        and fresh.first <= old.last
    )


def _paths(lake: Path, parts: Sequence[Part]) -> list[str]:
    return [str(lake / part.path) for part in parts]


def _remove(lake: Path, parts: Sequence[Part]) -> None:
    for part in parts:
        (lake / part.path).unlink()
