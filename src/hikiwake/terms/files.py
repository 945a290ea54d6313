"""Files written whole or not at all: beside, flushed to the disk, renamed."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hikiwake.terms.errors import HikiwakeError


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write `text` (or its pieces) to `path` in UTF-8; a failure leaves what stood there before untouched.

    Raises:
        HikiwakeError: the folder is missing or read-only, or the disk is full.
    """
    pieces = [text] if isinstance(text, str) else text
    beside = None
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a device or a pipe is written to, never replaced
            with path.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(pieces)
            return
        path = path.resolve()  # of a link, the file it leads to
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    except OSError as error:
        raise HikiwakeError.of(
            str(path), f"cannot be written ({error.strerror or error})", "Choose another place, or make room there."
        ) from None
    finally:
        if beside is not None and Path(beside).exists():
            Path(beside).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
