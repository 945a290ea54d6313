"""The record's schema and how an older record becomes one of today: numbered SQL files, `PRAGMA user_version`.

Before a record is changed, a copy of it is kept beside it (`record.sqlite.schema-1`). All steps and the new version number are one
transaction, so a record is never between two schemas.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from hikiwake.record import journal, keeping
from hikiwake.terms.errors import RecordError

APPLICATION = 0x48696B69  # "Hiki", SQLite's application_id: tells a record from any other database


def scripts() -> list[str]:
    """The SQL of every schema version, the first one first."""
    folder = files("hikiwake.record") / "schema"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def create(connection: sqlite3.Connection) -> None:
    """Today's schema in an empty database."""
    _run(connection, scripts())


def is_current(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the record has today's schema; False where it is older.

    Raises:
        RecordError: the file is another program's database, or was made by a newer Hikiwake.
    """
    found = _version(connection)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION or found < 1:
        raise RecordError.of(str(path), "is an SQLite file, but no record of Hikiwake", "Give the case another folder.")
    known = len(scripts())
    if found > known:
        raise RecordError.of(
            str(path),
            f"was written by a newer Hikiwake (schema {found}; this one, {version('hikiwake')}, knows schema {known})",
            "Install the newer Hikiwake to open it; nothing was changed.",
        )
    return found == known


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """An older record brought to today's schema, a copy kept beside it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _version(connection)
        if found < len(scripts()):  # another process may have done it while this one waited
            _keep_copy(path, found)
            _run(connection, scripts()[found:])
            keeping.reseal(connection)
            journal.reseal(connection)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _keep_copy(path: Path, found: int) -> None:
    kept = path.with_name(f"{path.name}.schema-{found}")
    count = 1
    while kept.exists():
        count += 1
        kept = path.with_name(f"{path.name}.schema-{found}-{count}")
    # A second connection reads the state before this transaction, its write-ahead log included.
    source, target = sqlite3.connect(path), sqlite3.connect(kept)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


def _run(connection: sqlite3.Connection, steps: list[str]) -> None:
    for step in steps:
        for statement in _statements(step):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {len(scripts())}")


def _statements(script: str) -> Iterator[str]:
    # sqlite3's executescript commits first, which would cut the transaction.
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _version(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)
