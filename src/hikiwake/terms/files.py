"""Files written whole or not at all: beside, flushed to the disk, renamed."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from hikiwake.terms.errors import HikiwakeError


def write_whole(path: Path, content: str | bytes | Iterable[str]) -> None:
    """Write text (or its pieces) in UTF-8, or bytes, to `path`; a failure leaves what stood there before untouched.

    Raises:
        HikiwakeError: the folder is missing or read-only, or the disk is full.
    """
    with whole(path) as out:
        if isinstance(content, bytes):
            out.write(content)
        else:
            out.writelines(piece.encode("utf-8") for piece in ([content] if isinstance(content, str) else content))


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of `path` when all is written; on any failure what stood there before stays.

    Raises:
        HikiwakeError: the folder is missing or read-only, or the disk is full.
    """
    beside = None
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a device or a pipe is written to, never replaced
            with path.open("wb") as out:
                yield out
            return
        path = path.resolve()  # of a link, the file it leads to
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w+b") as out:
            yield out
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
