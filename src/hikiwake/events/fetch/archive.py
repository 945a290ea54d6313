"""A zip as it is published, read without unpacking it to the disk; every byte goes through its checksum."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from hikiwake.events.fetch.model import Lost, Reason

_CHUNK = 1 << 20
_SMALL = 10_000_000  # a zip may unpack to so many bytes whatever its own size
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|title|body|error)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_page(head: bytes) -> bool:
    """Whether these first bytes are those of a web page or of a server's error, rather than of a zip."""
    return bool(_PAGE.match(head))


def unpacked(path: Path, ratio: int) -> Iterator[bytes]:
    """What the zip holds, in chunks, each member checked against its CRC when it ends.

    Args:
        ratio: what unpacks to more than so many times the zip's size is refused.

    Raises:
        Lost: it is no whole zip, holds no file, or is a bomb.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if not members:
                raise Lost(Reason.DAMAGED, "is a zip without a file in it")
            left = max(_SMALL, ratio * path.stat().st_size)
            for member in members:
                with archive.open(member) as file:
                    while chunk := file.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise Lost(Reason.TOO_LARGE, f"unpacks to more than {ratio} times its size")
                        yield chunk
    except Lost:
        raise
    except Exception as error:  # of damaged bytes zipfile raises nearly everything: OSError, IndexError, struct.error …
        raise Lost(Reason.DAMAGED, f"is no whole zip ({' '.join(str(error).split())[:100] or type(error).__name__})") from error


def unpacked_size(path: Path, ratio: int) -> int:
    """How many bytes the zip holds, all of them checked.

    Raises:
        Lost: as of `unpacked`.
    """
    return sum(len(chunk) for chunk in unpacked(path, ratio))
