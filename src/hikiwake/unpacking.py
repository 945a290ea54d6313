"""A packed case opened elsewhere. What is in the archive is somebody else's: everything is checked before a byte is written."""

import os
import re
import shutil
import stat
import tempfile
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from hikiwake.case.loading import load
from hikiwake.terms.errors import CaseError

MOST_FILES = 20_000
MOST_BYTES = 4_000_000_000  # unpacked, all together
MOST_RATIO = 200  # unpacked to packed, of a file of more than LITTLE bytes
LITTLE = 1_000_000
_MEND = "Nothing was unpacked. Ask the sender to pack the case again with `hikiwake pack`."
_NOISE = ("__MACOSX/", ".DS_Store")  # what archivers of one kind of machine add
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # no file names on another kind


def unpack(archive: Path, target: Path | None = None) -> Path:
    """Unpack a case beside where one stands, or to `target`, which must not be there yet; it appears whole or not at all.

    Returns:
        The case's folder.

    Raises:
        CaseError: the archive is none, is damaged, holds no case, or holds what must not be unpacked; or the target is taken.
    """
    if archive.exists() and not archive.is_file():  # a pipe or a device gives bytes without end, or none
        raise CaseError.of(str(archive), "is no ordinary file", "Name the zip that `hikiwake pack` made.")
    try:
        with ZipFile(archive) as opened:
            root, entries = _checked(archive, opened)
            folder = target if target is not None else Path(root or archive.stem)
            if folder.is_symlink() or folder.exists():
                raise CaseError.of(str(folder), "is there already", "Name another folder with -o DIR.")
            return _written(opened, root, entries, folder, archive)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise CaseError.of(str(archive), f"is no zip that can be read ({error})", _MEND) from None
    except OSError as error:
        what = f"cannot be unpacked ({error.strerror or error})"
        raise CaseError.of(str(archive), what, "Make room, or choose another place with -o DIR.") from None


def fault_of_name(name: str) -> str | None:
    """What is wrong with a file's name within a case, None where it can be written on any machine and stays within the folder."""
    if "\0" in name or any(c < " " or c == "\x7f" for c in name):
        return "its name holds a control character"
    if not name or name.startswith("/") or "\\" in name or re.match(r"[A-Za-z]:", name):
        return "its name leads out of the case"
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "its name leads out of the case"
    if any(_RESERVED.fullmatch(part) or part != part.rstrip(". ") or re.search(r'[<>:"|?*]', part) for part in parts):
        return "its name is none on every machine"
    try:
        too_long = any(len(part.encode()) > 255 for part in parts) or len(name.encode()) > 2000
    except UnicodeEncodeError:
        return "its name is no text"
    return "its name is too long" if too_long else None


def _checked(archive: Path, opened: ZipFile) -> tuple[str, list[ZipInfo]]:
    """The folder within the archive that holds the case ("" for none), and the entries to write.

    Raises:
        CaseError: any entry is not to be unpacked.
    """
    entries = [
        e
        for e in opened.infolist()
        if not e.is_dir() and not e.filename.startswith(_NOISE[0]) and not e.filename.endswith(_NOISE[1])
    ]
    if len(entries) > MOST_FILES:
        raise _refused(archive, f"holds {len(entries)} files, more than {MOST_FILES}")
    unpacked, size = sum(e.file_size for e in entries), archive.stat().st_size
    if unpacked > MOST_BYTES:
        raise _refused(archive, f"would unpack to more than {MOST_BYTES // 1_000_000} MB")
    if unpacked > 10 * LITTLE and unpacked > MOST_RATIO * size:
        raise _refused(archive, f"would unpack to more than {MOST_RATIO} times its size")
    if sum(e.compress_size for e in entries) > size:
        raise _refused(archive, "says that its files lie over each other")
    for entry in (*entries, *(e for e in opened.infolist() if e.is_dir())):
        if (fault := _fault(entry)) is not None:
            raise _refused(archive, f"{entry.orig_filename[:100]!r}: {fault}")
    names = [e.filename.casefold() for e in entries]
    if len(set(names)) < len(names):
        raise _refused(archive, "holds two files of one name")
    cases = [PurePosixPath(e.filename) for e in entries if PurePosixPath(e.filename).name == "case.toml"]
    roots = {p.parts[0] if len(p.parts) == 2 else "" for p in cases if len(p.parts) <= 2}
    if len(roots) != 1:
        raise _refused(archive, "holds no case.toml" if not roots else "holds several cases")
    root = roots.pop()
    strangers = [e.filename for e in entries if root and not e.filename.startswith(f"{root}/")]
    if strangers:
        raise _refused(archive, f"{strangers[0][:100]!r} lies outside the case's folder")
    return root, entries


def _fault(entry: ZipInfo) -> str | None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.file_size > LITTLE and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        return f"unpacks to more than {MOST_RATIO} times its size"
    # zipfile cuts a name at its first null byte and hands on the rest.
    return fault_of_name(entry.orig_filename.removesuffix("/") if entry.is_dir() else entry.orig_filename)


def _written(opened: ZipFile, root: str, entries: list[ZipInfo], folder: Path, archive: Path) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        made = beside / "case"
        made.mkdir()
        for entry in entries:
            path = made / entry.filename.removeprefix(f"{root}/" if root else "")
            path.parent.mkdir(parents=True, exist_ok=True)
            with opened.open(entry) as source, path.open("xb") as out:
                shutil.copyfileobj(source, out, 1 << 20)  # zipfile gives no more bytes than the entry says it has
                out.flush()
                os.fsync(out.fileno())
        load(made)
        made.rename(folder)
    except CaseError as error:
        raise CaseError.of(str(archive), f"holds a case that does not hold together ({error.problems[0].what})", _MEND) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def _refused(archive: Path, what: str) -> CaseError:
    return CaseError.of(str(archive), what, _MEND)
