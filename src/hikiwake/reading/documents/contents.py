"""The bytes of a file, or one line saying why there are none to be had."""

import os
import stat
from pathlib import Path

from hikiwake.reading.documents.kinds import READABLE
from hikiwake.reading.documents.model import Limits
from hikiwake.terms.errors import DocumentError

SPLIT = "Split it, or keep the part that matters."

_NO_FILE = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a pipe, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)
# Without O_NONBLOCK, opening a pipe waits for somebody to write into it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def contents(path: Path, limits: Limits) -> bytes:
    """All bytes of the file, at least one.

    Raises:
        DocumentError: it is missing, empty, too large, no regular file, or may not be read.
    """
    where = str(path).replace("\0", "\ufffd")
    try:
        _check(path.stat(), where, limits)
        descriptor = os.open(path, _FLAGS)
        try:
            # Looked at again, because the name may mean another file by now.
            _check(os.fstat(descriptor), where, limits)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read(limits.file_bytes + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise DocumentError.of(where, "does not exist", "Check its name; it may have been moved or deleted meanwhile.") from error
    except PermissionError as error:
        raise DocumentError.of(where, "may not be read", "Give yourself permission: chmod u+r and its name.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise DocumentError.of(where, f"cannot be read ({reason})", "Check its name, or copy it to another disk.") from error
    if not data:
        raise DocumentError.of(where, "is empty", "Save or fetch it again.")
    if len(data) > limits.file_bytes:
        raise too_large(where, len(data), limits.file_bytes)
    return data


def beginning(path: Path, size: int) -> bytes:
    """The first bytes of a regular file; none of anything else, or of what cannot be read: `contents` says why."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError):
        return b""
    try:
        return os.read(descriptor, size) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def too_large(where: str, size: int, limit: int) -> DocumentError:
    """The refusal of a file of `size` bytes where at most `limit` are read."""
    return DocumentError.of(where, f"is too large ({size / 1e6:.0f} MB; at most {limit / 1e6:g} MB are read)", SPLIT)


def _check(status: os.stat_result, where: str, limits: Limits) -> None:
    for is_so, what in _NO_FILE:
        if is_so(status.st_mode):
            raise DocumentError.of(where, what, f"Name a file. {READABLE}.")
    if status.st_size > limits.file_bytes:
        raise too_large(where, status.st_size, limits.file_bytes)
