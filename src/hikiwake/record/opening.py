"""Opening the record's file, and telling what SQLite reports in the analyst's terms."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hikiwake.record import migrations
from hikiwake.terms.errors import RecordError

PATIENCE_SECONDS = 30.0  # how long a writer waits for another one


def connect(path: Path, *, create: bool) -> tuple[sqlite3.Connection, bool]:
    """A connection to the record at `path`, and whether it may write.

    The record is made where there is none and `create` says so, migrated where it is older, opened for reading only where the
    file or its folder cannot be written.

    Raises:
        RecordError: there is no record, it is damaged, newer than this program, or not a record.
    """
    with told(path):
        if not path.exists():
            if not create:
                raise RecordError.of(str(path), "there is no record yet", "Read a document into the case first (hikiwake read).")
            _create(path)
        if not path.is_file():
            raise RecordError.of(str(path), "is not a file", "Move it away; the record is kept in a file of that name.")
        if path.stat().st_size == 0:
            raise RecordError.of(str(path), "the record is empty, so it has been cut off", MEND)
        can_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        connection = _writer(path) if can_write else reader(path)
        try:
            if not migrations.is_current(connection, path):
                if not can_write:
                    what = "was written by an older Hikiwake and cannot be migrated where it lies: its folder cannot be written"
                    raise RecordError.of(str(path), what, "Copy the case folder to a place where you may write.")
                migrations.migrate(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection, can_write


def refuse_damage(connection: sqlite3.Connection) -> None:
    """Raise what SQLite raises for a damaged file, before anything is written to one."""
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        error = sqlite3.DatabaseError(found)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors and the system's as one line each: which file, what, and the mend."""
    try:
        yield
    except sqlite3.Error as error:
        what, mend = _meaning(error)
        raise RecordError.of(str(path), what, mend) from error
    except UnicodeEncodeError as error:
        raise RecordError.of(str(path), "a text holds half a character", "Nothing of it was recorded.") from error
    except OSError as error:
        mend = "Check the folder, its permissions and the space on the disk; the record is as it was."
        raise RecordError.of(str(path), f"cannot be reached ({error.strerror or error})", mend) from error


MEND = (
    "Nothing was changed. Put back a copy of it, or move it away with its -wal file and read the case's documents/ folder again: "
    "only corrections are in no other place (sqlite3 FILE .recover may save them)."
)


def _meaning(error: sqlite3.Error) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        what = f"another program has been writing to it for more than {PATIENCE_SECONDS:.0f} seconds"
        return what, "Try again when it has finished; nothing was changed."
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return "is damaged or is no record", MEND
    if code == sqlite3.SQLITE_FULL:
        return "the disk is full", "Free some space and do it again; the record is as it was before."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return "cannot be written or opened here", "Check the permissions of the file and its folder; nothing was changed."
    if code == sqlite3.SQLITE_IOERR:
        return "the disk reports an error", "Check the disk and do it again; the record is as it was before."
    return f"SQLite refuses it ({error})", "Nothing was changed."


def _create(path: Path) -> None:
    # Made beside and put in place at once: a record that is there is a whole one, so an empty file can only be damage.
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            migrations.create(connection)
            connection.execute("COMMIT")
        try:
            os.link(fresh, path)
        except FileExistsError:
            return  # another program was quicker, and its record is as good
        except OSError:  # a file system without hard links
            if not path.exists():
                fresh.rename(path)
        _sync(path.parent)
    finally:
        for name in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm"))):
            name.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    # Without this a power loss may take the file's name away, and every commit with it.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _writer(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE_SECONDS)
    _furnish(connection)
    # A commit in WAL mode outlives kill -9 with NORMAL too, since the written pages are the system's by then. After power
    # loss NORMAL may lose the last commits; what was reported as done must not go, so each commit waits for the disk.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = 1")
    return connection


def reader(path: Path) -> sqlite3.Connection:
    log = path.with_name(path.name + "-wal")
    # Without a log to follow, a file that nobody here can write is read as it lies; SQLite could not make its -shm file.
    still = "&immutable=1" if not log.exists() or log.stat().st_size == 0 else ""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{still}", uri=True, isolation_level=None)
    _furnish(connection)
    return connection


def _furnish(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
