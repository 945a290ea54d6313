"""Saving a page whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from hikiwake.terms.errors import HikiwakeError


def save(text: str, path: Path) -> Path:
    """Write `text` to `path` as UTF-8: beside it first, flushed to the disk, then renamed, so that no reader ever sees half of it.

    Raises:
        HikiwakeError: the folder does not exist, cannot be written to, or the disk is full.
    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        beside = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()
        why = error.strerror or str(error)
        raise HikiwakeError.of(str(path), f"the brief cannot be written there ({why.lower()})", "Choose another place with -o FILE.") from None
    return path


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
