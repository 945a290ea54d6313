"""The manifest of a lake: which parts belong to it. A load is there when its manifest is, whole, and not before.

A lake is a folder of Parquet files in four tables (`rows`, `daily`, `mentions`, `files`) and `manifest.json`, which is written beside and
renamed. What no manifest names is left over from a load that was stopped, and is cleared away by the next one. The manifest before the
last change is kept, so that one change can be taken back.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.files import write_whole

FILE = "manifest.json"
_BEFORE = "manifest.before.json"
_VERSION = 1
TABLES = ("rows", "daily", "mentions", "files")


class LakeError(HikiwakeError):
    """A lake cannot be read or written, or there is none."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file of a lake: its table, its path within, what it holds. Days are ISO; `lowest` and `highest` bound its ids."""

    table: str
    path: str
    collection: str
    rows: int
    bytes: int
    first: str = ""
    last: str = ""
    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a lake; `change` counts the commits."""

    parts: tuple[Part, ...] = ()
    change: int = 0

    def of(self, table: str) -> list[Part]:
        return [part for part in self.parts if part.table == table]

    def changed(self, *, added: list[Part], removed: list[Part] | tuple[Part, ...] = ()) -> "Manifest":
        """The next one."""
        gone = {part.path for part in removed}
        return replace(self, parts=(*(p for p in self.parts if p.path not in gone), *added), change=self.change + 1)


def read(lake: Path) -> Manifest:
    """The lake's manifest; an empty one where nothing was loaded yet.

    Raises:
        LakeError: it cannot be read, or was written by a later version.
    """
    path = lake / FILE
    try:
        return parsed(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise LakeError.of(str(path), f"cannot be read ({error.strerror or error})", "Check its permissions.") from None


def parsed(text: str, where: str) -> Manifest:
    """A manifest from its text.

    Raises:
        LakeError: it is none.
    """
    try:
        found: Any = json.loads(text)
        if found["lake"] != _VERSION:
            mend = "Use the version of Hikiwake that wrote it."
            raise LakeError.of(where, f"is of layout {found['lake']}, and this version reads {_VERSION}", mend)
        return Manifest(tuple(Part(**part) for part in found["parts"]), found["change"])
    except (ValueError, KeyError, TypeError) as error:
        mend = f"Put {_BEFORE}, the one before it, in its place."
        raise LakeError.of(where, f"is no manifest of a lake ({error})", mend) from None


def commit(lake: Path, manifest: Manifest) -> None:
    """Make `manifest` the lake's; the one before it is kept beside, and parts that only earlier ones named go.

    Its own parts are on the disk already.
    """
    earlier = _parts_before(lake)
    for folder in {(lake / part.path).parent for part in manifest.parts} | {lake}:
        _flush(folder)
    if (lake / FILE).exists():
        write_whole(lake / _BEFORE, (lake / FILE).read_bytes())
    write_whole(lake / FILE, _text(manifest))
    _flush(lake)
    for part in earlier - {part.path for part in manifest.parts} - _parts_before(lake):
        (lake / part).unlink(missing_ok=True)


def take_back(lake: Path) -> Manifest:
    """The lake as before its last change.

    Raises:
        LakeError: no change was made, or the last one was taken back already.
    """
    before = lake / _BEFORE
    if not before.exists():
        raise LakeError.of(str(lake), "has no change that could be taken back", "Only the last one can be.")
    earlier = parsed(before.read_text(encoding="utf-8"), str(before))
    before.replace(lake / FILE)
    _flush(lake)
    return earlier


def clear(lake: Path) -> None:
    """Remove what is in neither manifest: parts of a load that was stopped, and those that were merged or replaced two changes ago."""
    named = {part.path for part in read(lake).parts} | _parts_before(lake)
    for table in TABLES:
        for path in (lake / table).rglob("*.parquet"):
            if path.relative_to(lake).as_posix() not in named:
                path.unlink()


@contextmanager
def locked(lake: Path) -> Iterator[None]:
    """The lake, which no other process writes to meanwhile.

    Raises:
        LakeError: another one is writing, or the folder cannot be made.
    """
    try:
        lake.mkdir(parents=True, exist_ok=True)
        handle = os.open(lake / ".lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise LakeError.of(str(lake), f"cannot be written to ({error.strerror})", "Choose another place with --lake.") from None
    with os.fdopen(handle) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LakeError.of(str(lake), "is being loaded into by another process", "Wait for it to end.") from None
        yield


def _parts_before(lake: Path) -> set[str]:
    """What the manifest before the last change names."""
    before = lake / _BEFORE
    return {part.path for part in parsed(before.read_text(encoding="utf-8"), str(before)).parts} if before.exists() else set()


def _text(manifest: Manifest) -> str:
    head = {"lake": _VERSION, "change": manifest.change}
    parts = ",\n".join(json.dumps(asdict(part)) for part in manifest.parts)
    return f'{json.dumps(head)[:-1]}, "parts": [\n{parts}\n]}}\n'


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
