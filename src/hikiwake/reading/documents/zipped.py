"""Zip archives of strangers: what they claim to unpack to is checked before anything is unpacked."""

import io
import stat
import zipfile
import zlib

from hikiwake.reading.documents.model import Limits
from hikiwake.terms.errors import DocumentError

_END = b"PK\x05\x06"  # of the archive: its last record, of 22 bytes and a comment
_END_BYTES = 22 + 65_535
_LOCATOR = b"PK\x06\x07"  # of the 64-bit form, right before the end
_DIRECTORY_BYTES = 400  # of the directory, at most, a member: its name and what else is said of it
_SMALL = 1_000_000  # bytes unpacked: below, the ratio says nothing
_AGAIN = "Fetch or zip it again."
_SPLIT = "Unpack it and read the folder, or zip fewer files."


class Archive:
    """A zip archive whose directory was found sound: few enough members, none of which can be more than it says."""

    def __init__(self, data: bytes, limits: Limits, *, what: str = "zip archive") -> None:
        """
        Raises:
            DocumentError: it is damaged, too large, or an archive in the 64-bit form.
        """
        self._limits, self._what = limits, what
        self._check_end(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, LookupError) as error:
            raise self._damaged(error) from error
        self.members = [info for info in self._zip.infolist() if not info.is_dir()]

    def check_together(self) -> None:
        """Raises:
        DocumentError: all members together unpack to too much, or any of them unpacks to many times its size.
        """
        total = sum(info.file_size for info in self.members)
        if total > self._limits.unpacked_bytes:
            raise DocumentError.of(
                "", f"unpacks to {total / 1e6:.0f} MB; at most {self._limits.unpacked_bytes / 1e6:g} MB are", _SPLIT
            )
        packed = sum(info.compress_size for info in self.members)
        self._check_ratio(total, packed)
        for info in self.members:
            self._check_ratio(info.file_size, info.compress_size)

    def read(self, info: zipfile.ZipInfo, most: int) -> bytes:
        """One member's bytes.

        Raises:
            DocumentError: it is locked, damaged, a link, packed in an unusual way, or larger than `most`.
        """
        if info.flag_bits & 1:
            raise DocumentError.of("", "is locked with a password", "Unpack it and read the files.")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise DocumentError.of("", "is a link and was not followed", "Name the file that it leads to.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DocumentError.of("", "is packed in a way that is not read here", "Unpack it and read the files.")
        self._check_ratio(info.file_size, info.compress_size)
        if info.file_size > most:
            what = f"is too large (unpacked {info.file_size / 1e6:.0f} MB; at most {most / 1e6:g} MB are read)"
            raise DocumentError.of("", what, "Split it, or keep the part that matters.")
        try:
            # Never hands out more than the size that was checked: what goes on beyond it fails the check sum.
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
            raise self._damaged(error) from error

    def part(self, name: str, most: int) -> bytes | None:
        """The member of this name, or None."""
        info = next((info for info in self.members if info.filename == name), None)
        return self.read(info, most) if info else None

    def _check_end(self, data: bytes) -> None:
        tail = data[-_END_BYTES:]
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + 22:
            raise self._damaged(None)
        if tail[max(at - 20, 0) : at].startswith(_LOCATOR):
            raise DocumentError.of("", f"is a {self._what} of the 64-bit form, which is not read here", _SPLIT)
        count, size = int.from_bytes(tail[at + 10 : at + 12], "little"), int.from_bytes(tail[at + 12 : at + 16], "little")
        most = self._limits.members
        if count > most or size > most * _DIRECTORY_BYTES:
            raise DocumentError.of("", f"holds more than {most:,} files", _SPLIT)

    def _check_ratio(self, unpacked: int, packed: int) -> None:
        if unpacked > _SMALL and unpacked > self._limits.ratio * max(packed, 1):
            what = f"would unpack to {unpacked / max(packed, 1):,.0f} times its size ({unpacked / 1e6:.0f} MB), as bombs do"
            raise DocumentError.of("", what, "If it is sound, save its text as .txt.")

    def _damaged(self, error: Exception | None) -> DocumentError:
        why = f" ({type(error).__name__}: {' '.join(str(error).split())[:80]})" if error else ""
        return DocumentError.of("", f"is a damaged {self._what}{why}", _AGAIN)
