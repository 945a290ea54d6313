"""Zip archives of documents."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from hikiwake.reading.documents.folder import is_looked_for, others_told
from hikiwake.reading.documents.model import Limits, Part, Remark
from hikiwake.reading.documents.zipped import Archive
from hikiwake.terms.errors import DocumentError

_ARCHIVES = frozenset([".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst"])


def unpack(data: bytes, limits: Limits) -> Iterator[Part | Remark]:
    """Each member of a kind that documents have, and what is said beside them (.toml); others are passed over and counted.

    Raises:
        DocumentError: it is damaged, or all together would unpack to too much: nothing was unpacked.
    """
    archive = Archive(data, limits)
    archive.check_together()
    others: list[str] = []
    for info in archive.members:
        name = info.filename
        if "\0" in info.orig_filename:
            yield Part(name, refusal=("has a name with a null in it", "Zip it again under a plain name."))
            continue
        path = PurePosixPath(_readable(name, info.flag_bits).replace("\\", "/"))
        suffix = path.suffix.casefold()
        if any(part.startswith(".") and part != ".." for part in path.parts) or "__MACOSX" in path.parts:
            continue
        if suffix in _ARCHIVES:
            yield Part(str(path), refusal=("is an archive within an archive", "Unpack it and read what is in it by itself."))
        elif suffix == ".toml" or is_looked_for(path.name):
            try:
                yield Part(str(path), archive.read(info, limits.file_bytes))
            except DocumentError as error:
                problem = error.problems[0]
                yield Part(str(path), refusal=(problem.what, problem.mend))
        elif not info.is_dir():
            others.append(path.name)
    if told := others_told(others):
        yield Remark(told)


def _readable(name: str, flags: int) -> str:
    """The name as it was meant: where an archive does not say that its names are UTF-8, they often are."""
    if flags & 0x800:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
