"""What is put right in a file's bytes before they are read as a table, line for line."""

from collections.abc import Iterator
from typing import IO

from hikiwake.terms.errors import HikiwakeError

BLOCK = 4 << 20
BLANK = "\x02"  # what an empty line is replaced by, so that lines keep their numbers
_LONGEST_LINE = 8 << 20


class Mending:
    """What is put right in a file's bytes before they are read as a table; `counts` tells how often."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def of(self, block: bytes) -> bytes:
        """Whole lines in, as many lines out, each ended by a line feed."""
        if not block.endswith(b"\n"):
            block += b"\n"
        if b"\r\n" in block:
            self._count("Windows line ends", block.count(b"\r\n"))
            block = block.replace(b"\r\n", b"\n")
        if b"\r" in block:
            block = block.replace(b"\r", b" ")
        if block.startswith(b"\n") or b"\n\n" in block:
            block = b"".join(line if line != b"\n" else BLANK.encode() + b"\n" for line in block.splitlines(keepends=True))
        return block

    def bytes_of(self, block: bytes) -> bytes:
        """Whole lines in; the same out in UTF-8, stray bytes taken for western letters."""
        try:
            block.decode("utf-8")
            return block
        except UnicodeDecodeError:
            return b"\n".join(self._line(line) for line in block[:-1].split(b"\n")) + b"\n"

    def _line(self, line: bytes) -> bytes:
        try:
            line.decode("utf-8")
            return line
        except UnicodeDecodeError:
            self._count("bytes that are no UTF-8", 1)
            return line.decode("utf-8", "surrogateescape").translate(_WESTERN).encode("utf-8")

    def _count(self, what: str, times: int) -> None:
        self.counts[what] = self.counts.get(what, 0) + times


def _western(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return "\ufffd"


# Stray bytes stand for themselves in the encoding that western systems wrote before UTF-8.
_WESTERN = {0xDC00 + byte: _western(byte) for byte in range(128, 256)}


def line_blocks(name: str, file: IO[bytes]) -> Iterator[bytes]:
    """The file in blocks that end with a line's end."""
    rest = b""
    while block := file.read(BLOCK):
        cut = block.rfind(b"\n") + 1
        if not cut:
            rest += block
            if len(rest) > _LONGEST_LINE:
                raise HikiwakeError.of(name, f"has a line of more than {_LONGEST_LINE >> 20} MB", "Is it an event file?")
            continue
        yield rest + block[:cut]
        rest = block[cut:]
    if rest:
        yield rest
