"""Files as they come: plain, gz or zip, checked whole, told apart by content, and made fit for the reader, line for line."""

import codecs
import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, cast

from hikiwake.events import converting
from hikiwake.events.formats import Format, Head, Layout, is_series, recognised
from hikiwake.events.mending import BLOCK, Mending, line_blocks
from hikiwake.terms.errors import HikiwakeError

_LOOK = 1 << 18  # small enough to stay in the processor's cache while it is looked at three times
_HEAD_LINES = 200
_MOST_RATIO = 300  # unpacked to packed; event tables stand at 5 to 15
_LITTLE = 1 << 20
GLOB = "*?["


@dataclass(frozen=True, slots=True)
class Received:
    """A table of one file, or of one member of an archive, ready to be read.

    Attributes:
        name: its path, and for a member `archive!member`.
        sha256: of the file's bytes; of a member, of archive and name.
        path: a file in UTF-8 with Unix line ends, one line for each line of the original; the original itself where it is so.
        lines: how many, the header among them.
        mended: lines put right on the way, by what it was.
    """

    name: str
    sha256: str
    path: Path
    format: Format
    layout: Layout
    lines: int
    bytes: int
    mended: dict[str, int] = field(default_factory=dict)

    @property
    def file(self) -> int:
        return file_number(self.sha256)

    def mended_into(self, scratch: Path) -> "Received":
        """The same table with bytes that are no UTF-8 mended; itself where there are none.

        Apart from the rest, since the reader finds them at no cost and few files have any.
        """
        mending = Mending()
        path = scratch / f"{self.sha256}.mended.txt"
        with self.path.open("rb") as file, path.open("wb") as out:
            for block in line_blocks(self.name, file):
                out.write(mending.bytes_of(block))
        return replace(self, path=path, mended={**self.mended, **mending.counts}) if mending.counts else self


@dataclass(frozen=True, slots=True)
class Nothing:
    """A table without a row; the archives publish such slices."""

    name: str
    sha256: str


def file_number(sha256: str) -> int:
    """A file's number in the lake: the first 60 bits of its SHA-256."""
    return int(sha256[:15], 16)


@dataclass(frozen=True, slots=True)
class Looked:
    """A file looked through once: its SHA-256, its lines, and whether it can be read as it is (Unix line ends, none empty, no mark)."""

    sha256: str
    lines: int
    is_fit: bool


def looked_through(path: Path) -> Looked:
    """A file's bytes, looked through in one go.

    Raises:
        HikiwakeError: it cannot be read.
    """
    digest = hashlib.sha256()
    lines, last, is_fit, first = 0, b"\n", True, True
    if path.is_dir():
        raise HikiwakeError.of(shown(path), "is a folder without a file in it", "Name event files, or a folder that holds some.")
    try:
        with path.open("rb", buffering=0) as file:
            while block := file.read(_LOOK):
                digest.update(block)
                lines += block.count(b"\n")
                is_fit = is_fit and not (
                    b"\r" in block
                    or b"\n\n" in block
                    or last == b"\n" == block[:1]
                    or (first and block.startswith(codecs.BOM_UTF8))
                )
                last, first = block[-1:], False
    except OSError as error:
        raise _unreadable(path, error) from None
    return Looked(digest.hexdigest(), lines + (last != b"\n"), is_fit)


def shown(path: Path) -> str:
    """A path as text, bytes that are none as escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def received(path: Path, looked: Looked, scratch: Path) -> Iterator[Received | Nothing]:
    """The tables of a file, one for a plain or gz file, one a member for a zip; what had to be unpacked or mended lies in `scratch`.

    Raises:
        HikiwakeError: the file is damaged, or is no event file. What came before it in an archive has been given out by then;
            nothing of it may be kept.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if convert := _CONVERTED.get(magic):
            yield _converted(path, looked, scratch, convert)
        elif magic.startswith(b"PK"):
            yield from _members(path, looked.sha256, scratch)
        elif magic.startswith(b"\x1f\x8b"):
            with cast("IO[bytes]", gzip.open(path)) as unpacked:
                yield _table(shown(path), looked.sha256, unpacked, scratch)
        else:
            yield _plain(path, looked, scratch)
    except UnicodeEncodeError:
        raise HikiwakeError.of(shown(path), "has a name that is no text", "Give it another name.") from None
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise _damaged(shown(path), str(error)) from None
        raise _unreadable(path, error) from None
    except (EOFError, zlib.error) as error:
        raise _damaged(shown(path), str(error).rstrip(".").lower() or "it ends too early") from None


def _members(path: Path, sha256: str, scratch: Path) -> Iterator[Received | Nothing]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir() and not e.filename.startswith("__MACOSX/")]
            if not entries:
                raise HikiwakeError.of(shown(path), "is an archive without a file", "Fetch it again.")
            for entry in entries:
                if entry.flag_bits & 0x1:
                    raise HikiwakeError.of(shown(path), "is encrypted", "Unpack it first.")
                if entry.file_size > _LITTLE and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
                    raise _damaged(shown(path), f"a member unpacks to more than {_MOST_RATIO} times its size")
                name = shown(path) if len(entries) == 1 else f"{shown(path)}!{entry.filename}"
                own = sha256 if len(entries) == 1 else hashlib.sha256(f"{sha256} {entry.filename}".encode()).hexdigest()
                with archive.open(entry) as unpacked:
                    yield _table(name, own, unpacked, scratch)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise _damaged(shown(path), str(error)) from None


def _plain(path: Path, looked: Looked, scratch: Path) -> Received | Nothing:
    """The file where it lies, if nothing in it needs mending."""
    with path.open("rb") as file:
        if not looked.is_fit or not _has_plain_name(path):
            return _table(shown(path), looked.sha256, file, scratch)
        head = _head_of(file.read(BLOCK))
        if not head.lines:
            return Nothing(shown(path), looked.sha256)
        if converting.are_numbers(head.lines):
            return _converted(path, looked, scratch, converting.from_numbers)
        return Received(shown(path), looked.sha256, path, *_recognised(shown(path), head), looked.lines, path.stat().st_size)


def _has_plain_name(path: Path) -> bool:
    """Whether DuckDB can be given its name: no bytes that are no text, and nothing that it takes for a pattern."""
    return shown(path) == str(path) and not any(sign in str(path) for sign in GLOB)


def _converted(path: Path, looked: Looked, scratch: Path, convert: Callable[[Path, Path], None]) -> Received | Nothing:
    """A file that is no table of text, written as one."""
    table = scratch / f"{looked.sha256}.converted.txt"
    convert(path, table)
    with table.open("rb") as file:
        return _table(shown(path), looked.sha256, file, scratch)


_CONVERTED = {b"PAR1": converting.from_parquet, b"SQLi": converting.from_record}


def _table(name: str, sha256: str, file: IO[bytes], scratch: Path) -> Received | Nothing:
    """The table written anew into `scratch`, mended."""
    blocks = line_blocks(name, file)
    first = next(blocks, b"")
    if not first.strip():
        for block in blocks:
            if block.strip():
                raise _unknown(name, "begins with empty lines")
        return Nothing(name, sha256)
    first = first.removeprefix(codecs.BOM_UTF8)
    found = _recognised(name, _head_of(first))
    mending = Mending()
    path = scratch / f"{sha256}.txt"
    size = lines = 0
    with path.open("wb") as out:
        while first:
            mended = mending.of(first)
            out.write(mended)
            lines += mended.count(b"\n")
            size += len(first)
            first = next(blocks, b"")
    return Received(name, sha256, path, *found, lines, size, mending.counts)


def _head_of(block: bytes) -> Head:
    piece = block[: 1 << 20]
    lines = piece.decode("utf-8", "replace").splitlines() if piece.count(b"\r") else piece.decode("utf-8", "replace").split("\n")
    whole = lines if len(piece) == len(block) and block.endswith(b"\n") else lines[:-1] or lines
    return Head(tuple(line for line in whole[:_HEAD_LINES] if line.strip()))


def _recognised(name: str, head: Head) -> tuple[Format, Layout]:
    start = head.first.lstrip()[:200].casefold()
    if start.startswith(("<!doctype", "<html", "<?xml", "<head", "<")):
        raise HikiwakeError.of(name, "is a page, no table (an error page saved under a data file's name?)", "Fetch it again.")
    found = recognised(head)
    if found is None and is_series(head):
        mend = "Give it to hikiwake relations --series with the columns date,value (docs/events.md says how)."
        raise HikiwakeError.of(name, "is a series of values, not of events", mend)
    if found is None:
        cells = max(len(head.first.split(separator)) for separator in "\t,;")
        raise _unknown(name, f"is no event file that is known (its first line has {cells} {'cell' if cells == 1 else 'cells'})")
    return found


def _unknown(name: str, what: str) -> HikiwakeError:
    return HikiwakeError.of(name, what, "Which can be loaded stands in docs/events.md.")


def _damaged(name: str, why: str) -> HikiwakeError:
    return HikiwakeError.of(name, f"is damaged ({why}); nothing of it was loaded", "Fetch it again.")


def _unreadable(path: Path, error: OSError) -> HikiwakeError:
    return HikiwakeError.of(shown(path), f"cannot be read ({error.strerror or error})", "Check its name and permissions.")
