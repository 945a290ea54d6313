"""The input of a batch, line by line as it is needed: however long the file, only what is in hand takes memory."""

import gzip
import os
import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from hikiwake.terms.errors import HikiwakeError

_LINES = 48  # in a piece: enough for spaCy's batches
_BYTES = 400_000  # after which a piece of fewer lines ends
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of the input; `end` bytes of it are read with them (unpacked), their SHA-256 is `digest`, and `share` of the file is behind."""

    lines: list[bytes]
    end: int
    digest: str
    share: float | None


class Source:
    """An open input: JSON lines, plain or gzip."""

    def __init__(self, name: str, raw: BinaryIO, file: BinaryIO, size: int | None) -> None:
        self._name, self._raw, self._file, self._size = name, raw, file, size
        self._read = sha256()
        self._end = 0

    def pieces(self) -> Iterator[Piece]:
        """What is left, in pieces whose bounds depend on nothing but the lines."""
        lines: list[bytes] = []
        length = 0
        while line := self._line():
            if self._end == len(line):
                line = line.removeprefix(BOM_UTF8)
            if line.strip():
                lines.append(line.rstrip(b"\n"))
                length += len(line)
            if len(lines) == _LINES or length >= _BYTES:
                yield self._piece(lines)
                lines, length = [], 0
        if lines:
            yield self._piece(lines)

    def skip(self, end: int, digest: str) -> bool:
        """Go on behind the first `end` bytes; False where these are not the bytes of that digest, or a line goes on there."""
        try:
            last = b""
            while self._end < end and (block := self._file.read(min(_BLOCK, end - self._end))):
                self._end += len(block)
                self._read.update(block)
                last = block[-1:]
            more = bool(cast("gzip.GzipFile", self._file).peek(1))
        except (OSError, EOFError, zlib.error) as error:
            raise self._unreadable(error) from None
        return self._end == end and self._read.hexdigest() == digest and (last in (b"", b"\n") or not more)

    def rewind(self) -> None:
        """To the first line again."""
        self._file.seek(0)
        self._read = sha256()
        self._end = 0

    def _line(self) -> bytes:
        try:
            line = self._file.readline()
        except (OSError, EOFError, zlib.error) as error:
            raise self._unreadable(error) from None
        self._end += len(line)
        self._read.update(line)
        return line

    def _piece(self, lines: list[bytes]) -> Piece:
        share = min(1.0, self._raw.tell() / self._size) if self._size else None
        return Piece(lines, self._end, self._read.copy().hexdigest(), share)

    def _unreadable(self, error: Exception) -> HikiwakeError:
        return _unreadable(self._name, error, f" behind byte {self._end}" if self._end else "")


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The input at `path`; `-` is standard input.

    Raises:
        HikiwakeError: it cannot be opened.
    """
    with ExitStack() as stack:
        try:
            raw = cast(BinaryIO, sys.stdin.buffer if str(path) == "-" else stack.enter_context(path.open("rb")))
            size = os.fstat(raw.fileno()).st_size or None
            is_packed = cast("gzip.GzipFile", raw).peek(2)[:2] == b"\x1f\x8b"
        except OSError as error:
            raise _unreadable(str(path), error) from None
        file = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=raw))) if is_packed else raw
        yield Source(str(path), raw, file, size if str(path) != "-" else None)


def _unreadable(name: str, error: Exception, where: str = "") -> HikiwakeError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return HikiwakeError.of(name, f"cannot be read{where} ({reason})", "Give a file of JSON lines in UTF-8, plain or gzip.")
