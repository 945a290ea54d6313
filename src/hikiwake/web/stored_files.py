"""The documents' bytes in the case folder: which file a document came in, taking it away, putting it back."""

import os
from hashlib import sha256
from pathlib import Path

from hikiwake.terms.errors import CaseError

REMOVED = ".removed"  # hidden, so that no reading finds what lies in it


def file_of(folder: Path, document: str, name: str) -> Path | None:
    """The file below `documents/` that holds exactly this document; None where it came within another file (a zip, a mailbox)."""
    return _holding(folder / "documents", document, name)


def removed_file(folder: Path, document: str) -> Path | None:
    """The file of a document (or of the beginning of its id, eight characters at least) that was taken away; None where there is none."""
    if len(document) < 8:
        return None
    return _holding(folder / "documents" / REMOVED, document, "")


def take_away(file: Path, folder: Path) -> None:
    """Move a document's file, and what is said beside it, to where no reading finds it."""
    _move(file, folder / "documents" / REMOVED)


def put_back(file: Path, folder: Path) -> Path:
    """Move it back among the documents; where it lies then."""
    return _move(file, folder / "documents")


def _holding(place: Path, document: str, name: str) -> Path | None:
    """Files called like the document first: hashing all of a large case takes long."""
    if not place.is_dir():
        return None
    stem = Path(name).stem
    files = [f for f in place.iterdir() if f.is_file() and not f.is_symlink() and f.suffix != ".toml"]
    for file in sorted(files, key=lambda f: (not f.name.startswith(stem), f.name)):
        with file.open("rb") as opened:
            if _digest(opened.fileno()).startswith(document):
                return file
    return None


def _digest(handle: int) -> str:
    digest = sha256()
    while block := os.read(handle, 1 << 20):
        digest.update(block)
    return digest.hexdigest()


def _move(file: Path, to: Path) -> Path:
    target = to / file.name
    try:
        to.mkdir(exist_ok=True)
        if target.exists():
            target = to / f"{file.stem}-{sha256(os.fsencode(file)).hexdigest()[:8]}{file.suffix}"
        for beside, end in (
            (file.with_name(f"{file.name}.toml"), f"{target.name}.toml"),
            (file.with_suffix(".toml"), f"{target.stem}.toml"),
        ):
            if beside.is_file():
                beside.replace(to / end)
        file.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CaseError.of(file.name, f"cannot be moved ({reason})", "Give permission in the case's documents folder.") from None
    return target
