"""What one worker loads at once: some files in, parts of a lake out that no manifest names yet. Runs in any process."""

import datetime
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from hikiwake.events import codes
from hikiwake.events.files_table import known_files
from hikiwake.events.manifest import Part
from hikiwake.events.model import TABLES, FileReport
from hikiwake.events.receiving import Nothing, Received, looked_through, received, shown
from hikiwake.events.rejects import write_rejects
from hikiwake.events.sql import filled
from hikiwake.events.staging import Reject, Staged, StrayBytesError, stage
from hikiwake.events.writing import write_daily, write_rows, write_table
from hikiwake.terms.errors import HikiwakeError, Problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SCRATCH = ".scratch"
_LARGE = 640 << 20  # bytes of text beyond which scratch tables lie on the disk: slower by a fifth, and packed


@dataclass(frozen=True, slots=True)
class Chunk:
    """Files for one worker, the lake they go into, and what the worker may use.

    Attributes:
        names: the user's own actors, in small letters → country.
        today: rows dated later are kept aside.
        memory: MiB that DuckDB may use; beyond it writes to the disk.
    """

    files: tuple[str, ...]
    lake: str
    names: Mapping[str, str]
    today: datetime.date
    threads: int
    memory: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Files of one layout, written together."""

    parts: tuple[Part, ...]
    reports: tuple[FileReport, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What a worker has written, and what became of every file, in order."""

    batches: tuple[Batch, ...]
    reports: tuple[FileReport, ...]


def load_chunk(chunk: Chunk) -> Written:
    """Read a chunk's files and write their rows."""
    lake = Path(chunk.lake)
    known = known_files(lake)
    with scratch_folder(lake) as scratch:
        found = [item for name in chunk.files for item in _received(Path(name), known, scratch)]
        tables = [item for item in found if isinstance(item, Received)]
        batches: list[Batch] = []
        done: dict[int, FileReport] = {}
        order = sorted(tables, key=lambda t: (t.format.name, t.layout.separator, t.layout.columns))
        is_large = sum(table.bytes for table in tables) > _LARGE
        files = [table.path for table in tables]
        with connection_to(scratch, lake, files, chunk.threads, chunk.memory, is_large=is_large) as connection:
            codes.put_into(connection, chunk.names)
            for _, batch in groupby(order, key=lambda t: (t.format.name, t.layout)):
                batches += _batches(connection, list(batch), lake, scratch, chunk.today, done)
    done |= {report.file: report for batch in batches for report in batch.reports}
    return Written(tuple(batches), tuple(item if isinstance(item, FileReport) else done[item.file] for item in found))


@contextmanager
def scratch_folder(lake: Path) -> Iterator[Path]:
    """A folder on the lake's own disk, gone afterwards."""
    (lake / SCRATCH).mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=lake / SCRATCH))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def connection_to(
    scratch: Path, lake: Path, files: Sequence[Path], threads: int | None, memory: int, *, is_large: bool = False
) -> Iterator["DuckDBPyConnection"]:
    """DuckDB, its database in memory or, for what is large, on the disk; it reaches the lake and these files and nothing else."""
    import duckdb

    limits: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads or os.cpu_count() or 1,
        "memory_limit": f"{memory}MiB",
    }
    with duckdb.connect(str(scratch / "scratch.db") if is_large else ":memory:", config=limits) as connection:
        connection.execute("SET temp_directory = $folder", {"folder": str(scratch)})
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET allowed_directories = $folders", {"folders": [f"{lake}/", f"{lake.resolve()}/"]})
        connection.execute("SET allowed_paths = $files", {"files": [str(path) for path in files]})
        connection.execute("SET enable_external_access = false")
        yield connection


def _received(path: Path, known: dict[str, str], scratch: Path) -> list[Received | FileReport]:
    """The tables of a file; or why there are none. `known` learns of it."""
    try:
        looked = looked_through(path)
        sha256 = looked.sha256
        if sha256 in known:
            return [_known(shown(path), sha256, known)]
        tables = list(received(path, looked, scratch))
        found: list[Received | FileReport] = []
        for table in tables:
            if table.sha256 in known:
                found.append(_known(table.name, table.sha256, known))
            elif isinstance(table, Nothing):
                found.append(FileReport(table.name, table.sha256, note="holds no rows (the archives publish such slices)"))
            else:
                found.append(table)
                known[table.sha256] = table.name
        return found
    except HikiwakeError as error:
        return [FileReport(shown(path), problem=error.problems[0])]


def _known(name: str, sha256: str, known: dict[str, str]) -> FileReport:
    return FileReport(name, sha256, was_loaded=True, note="" if known[sha256] == name else f"as {known[sha256]}")


def _batches(
    connection: "DuckDBPyConnection",
    tables: list[Received],
    lake: Path,
    scratch: Path,
    today: datetime.date,
    failed: dict[int, FileReport],
) -> list[Batch]:
    """Tables of one layout as one batch; where the reader cannot take them, each by itself, and the one at fault into `failed`."""
    import duckdb

    try:
        return [_batch(connection, tables, lake, scratch, today)]
    except duckdb.Error as error:
        if len(tables) > 1:
            return [batch for table in tables for batch in _batches(connection, [table], lake, scratch, today, failed)]
        (table,) = tables
        what = f"cannot be loaded as {table.format.title} ({str(error).splitlines()[0]})"
        problem = Problem(table.name, what, "Is there room on the disk, and is the file whole?")
        failed[table.file] = FileReport(table.name, table.sha256, problem=problem)
        return []


def _batch(connection: "DuckDBPyConnection", tables: list[Received], lake: Path, scratch: Path, today: datetime.date) -> Batch:
    """Tables of one layout, staged together and written as one set of parts."""
    try:
        staged = stage(connection, tables, today)
    except StrayBytesError:
        tables = [table.mended_into(scratch) for table in tables]
        staged = stage(connection, tables, today)
    format = tables[0].format
    rejects = {table.file: [r for r in staged.rejects if r.file == table.file] for table in tables} if staged.rejects else {}
    for table in tables:
        if rejects.get(table.file):
            write_rejects(lake, table, rejects[table.file])
    parts: list[Part] = []
    if any(count for count, _, _ in staged.loaded.values()):
        if format.table == "rows":
            parts = [
                *write_rows(connection, "staged", lake, format.collection),
                *write_daily(connection, "staged", lake, format.collection),
            ]
        else:
            query = filled("SELECT {columns} FROM staged", columns=", ".join(c.name for c in TABLES[format.table]))
            parts = write_table(connection, query, format.table, lake, format.collection)
    return Batch(tuple(parts), tuple(_report(table, staged, rejects.get(table.file, [])) for table in tables))


def _report(table: Received, staged: Staged, rejects: list[Reject]) -> FileReport:
    kinds: dict[str, int] = {}
    for reject in rejects:
        kinds[reject.kind] = kinds.get(reject.kind, 0) + 1
    loaded, first, last = staged.loaded.get(table.file, (0, None, None))
    return FileReport(
        table.name,
        table.sha256,
        table.file,
        table.format.name,
        table.format.collection,
        table.bytes,
        table.lines - table.layout.has_header,
        loaded,
        staged.repeated.get(table.file, 0),
        staged.reemitted.get(table.file, 0),
        kinds,
        {**table.mended, **staged.remarks.get(table.file, {})},
        first,
        last,
    )
