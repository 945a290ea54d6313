"""A copy of a record as it stands at one moment, whoever writes to it meanwhile."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from hikiwake.record import opening


def snapshot(path: Path, target: Path) -> None:
    """Copy the record at `path` to `target`, which is not there yet: one moment of it, without what was deleted in it before.

    Same record, same bytes. The record itself is only read.

    Raises:
        RecordError: the record is damaged or cannot be reached, or the copy cannot be written.
    """
    with opening.told(path):
        can_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        source = sqlite3.connect(path, timeout=opening.PATIENCE_SECONDS) if can_write else opening.reader(path)
        with closing(source), closing(sqlite3.connect(target, isolation_level=None)) as copy:
            source.backup(copy)
            opening.refuse_damage(copy)
            compact(copy)


def compact(connection: sqlite3.Connection) -> None:
    """Leave nothing in the file but what the tables hold: what was deleted or replaced goes from the disk, too."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
