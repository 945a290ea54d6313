"""A case as one zip that opens elsewhere: case file, record, ledger, documents; same case, same bytes."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hikiwake.case.loading import load
from hikiwake.record.copying import snapshot
from hikiwake.record.model import Anchor
from hikiwake.record.store import Record
from hikiwake.record.withholding import withhold_texts
from hikiwake.terms.errors import CaseError
from hikiwake.terms.files import whole
from hikiwake.unpacking import fault_of_name

RECORD, LEDGER, DOCUMENTS = "record.sqlite", "ledger.jsonl", "documents"
_THE_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a zip: its files carry no hour


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: the archive, its files, what was left out and why; of withheld texts how many, their characters, what share leaves."""

    path: Path
    files: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    withheld: int = 0
    characters: int = 0
    share_left: float = 1.0

    @property
    def characters_left(self) -> int:
        """How many of the withheld texts' characters leave all the same, as the words of entries."""
        return round(self.share_left * self.characters)


def pack(folder: Path, target: Path, *, with_documents: bool = True) -> Packed:
    """Pack the case in `folder` into a zip at `target`, which appears whole or not at all; the case is only read.

    The record is copied as it stands at one moment, whoever writes to it. Files that are no part of a case (briefs, hidden files, links) are
    not packed. Without the documents neither their bytes nor their texts go: only the words that entries and evidence rest on.

    Raises:
        CaseError: the folder holds no case that holds together.
        RecordError: the record is damaged.
        HikiwakeError: the archive cannot be written.
    """
    if not folder.is_dir():
        raise CaseError.of(str(folder), "a lone .toml file needs no packing", "Send the file as it is.")
    case = load(folder)
    name = folder.resolve().name
    root = name if fault_of_name(name) is None else "case"
    with tempfile.TemporaryDirectory(prefix="hikiwake-") as beside:
        files, left_out = _gathered(folder, with_documents)
        if case.lake:
            left_out.append((case.lake, "a lake of event data stays where it is"))
        withheld, characters, share = 0, 0, 1.0
        if (folder / RECORD).is_file():
            copy = Path(beside) / RECORD
            snapshot(folder / RECORD, copy)
            if not with_documents:
                anchors = [Anchor(a.document, a.quote, a.before, a.after) for piece in case.evidence for a in piece.anchors]
                withheld, share = withhold_texts(copy, anchors)
                with Record.open(copy, create=False) as record:
                    characters = sum(len(d.text) for d in record.contents().documents)  # blanks are as long as what stood there
            files[RECORD] = copy
        with whole(target) as out, ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for inside, path in sorted(files.items()):
                _put(archive, f"{root}/{inside}", path)
    return Packed(target, tuple(sorted(files)), tuple(sorted(left_out)), withheld, characters, share)


def _gathered(folder: Path, with_documents: bool) -> tuple[dict[str, Path], list[tuple[str, str]]]:
    """The case's files by their names within it, without the record; and what is left out, with the reason."""
    files: dict[str, Path] = {}
    left_out: list[tuple[str, str]] = []
    for path in _walk(folder, with_documents):
        inside = path.relative_to(folder).as_posix()
        if path.is_symlink():
            left_out.append((inside, "is a link"))
        elif not path.is_file():
            left_out.append((inside, "is no file"))
        elif (fault := fault_of_name(inside)) is not None:
            left_out.append((inside, fault))
        else:
            files[inside] = path
    return files, left_out


def _walk(folder: Path, with_documents: bool) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name == LEDGER or (path.suffix == ".toml" and not path.name.startswith(".")):
            yield path
    documents = folder / DOCUMENTS
    if with_documents and documents.is_dir() and not documents.is_symlink():
        for path in documents.rglob("*"):
            is_hidden = any(part.startswith(".") for part in path.relative_to(documents).parts)
            if not is_hidden and (path.is_symlink() or not path.is_dir()):
                yield path


def _put(archive: ZipFile, name: str, path: Path) -> None:
    entry = ZipInfo(name, _THE_FIRST_DAY)
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o100644 << 16, 3
    entry.file_size = path.stat().st_size  # so that a large file is announced as one
    with path.open("rb") as source, archive.open(entry, "w") as out:
        shutil.copyfileobj(source, out, 1 << 20)
