"""Whether the disk has room for what is to come."""

import shutil
from pathlib import Path

from hikiwake.terms.errors import HikiwakeError

_SPARE = 50_000_000  # bytes left free beside what is fetched


def check_room(folder: Path, needed: int) -> None:
    """Say so before the first byte comes where `needed` bytes do not fit.

    Raises:
        HikiwakeError: they do not.
    """
    free = shutil.disk_usage(folder).free
    if needed and needed + _SPARE > free:
        what = f"needs {size_words(needed)}, {size_words(free)} are free"
        raise HikiwakeError.of(str(folder), what, "Make room there, choose another place with --into, or a shorter range.")


def size_words(count: int) -> str:
    """A number of bytes as people say it: `12.3 GB`, `412 kB`."""
    for unit, name in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= unit:
            return f"{count / unit:.1f} {name}" if count < 100 * unit else f"{count / unit:.0f} {name}"
    return f"{count} bytes"
