"""A case's `documents/` folder: the bytes of each document under its own name, and beside it what was said of it."""

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import tomlkit

from hikiwake.reading.documents import Given, Limits
from hikiwake.reading.documents.sidecar import sidecar
from hikiwake.record.model import Document
from hikiwake.terms.errors import RecordError
from hikiwake.terms.files import write_whole


def said_beside(folder: Path, name: str, document_id: str) -> Given:
    """What stands beside the document in the folder, where it lies there already.

    Raises:
        DocumentError: the file beside it cannot be read.
    """
    kept = _kept_at(folder, name, document_id)
    return sidecar(kept, Limits()) if kept else Given()


def keep(folder: Path, path: Path, document: Document, given: Given, stated: Given) -> None:
    """Copy the file there, unless it lies there, under its own name or, where that is taken, with its hash; and keep what was said.

    Args:
        given: what the analyst says now; it goes before what stands beside the document from earlier.
        stated: what the document's container says; it gives way to what stands there.

    Raises:
        RecordError: it cannot be kept there, or changed meanwhile.
        DocumentError: what stands beside it cannot be read.
    """
    try:
        folder.mkdir(exist_ok=True)
        target = path if path.resolve().is_relative_to(folder.resolve()) else _place(folder, path, document)
        # First what was said: a document that lies there without it would be read without it.
        beside = sidecar(target, Limits()) if given != Given() or stated != Given() else Given()
        said = given.over(beside).over(stated)
        if said != beside:
            stands = target.with_name(f"{target.name}.toml")
            write_whole(stands, _toml(said, stands))
        if not target.exists():
            _copy(path, target, document)
    except OSError as error:
        raise RecordError.of(
            str(folder), f"cannot take {path.name} ({error.strerror})", "Make room or give permission there."
        ) from None


def _place(folder: Path, path: Path, document: Document) -> Path:
    """Where the document lies or is to lie."""
    if kept := _kept_at(folder, document.name, document.id) or _kept_at(folder, path.name, document.id):
        return kept
    target = folder / path.name
    return _with_hash(folder, path.name, document.id) if target.exists() else target


def _copy(path: Path, target: Path, document: Document) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as beside:
        copy = Path(shutil.copyfile(path, Path(beside) / "copy"))
        if sha256(copy.read_bytes()).hexdigest() != document.id:
            raise RecordError.of(str(path), "changed while it was being read", "Read it again.")
        copy.replace(target)


def _kept_at(folder: Path, name: str, document_id: str) -> Path | None:
    """Where the document lies in the folder, under the name that it came with."""
    for path in (folder / name, _with_hash(folder, name, document_id)):
        if path.is_file() and sha256(path.read_bytes()).hexdigest() == document_id:
            return path
    return None


def _with_hash(folder: Path, name: str, document_id: str) -> Path:
    path = Path(name)
    return folder / f"{path.stem}-{document_id[:8]}{path.suffix}"


def _toml(given: Given, stands: Path) -> str:
    """What `stands` there with what is said in its place: remarks, and when a page was fetched, stay."""
    text = tomlkit.parse(stands.read_text(encoding="utf-8-sig")) if stands.is_file() else tomlkit.document()
    said = {
        "title": given.title,
        "publisher": given.publisher,
        "author": given.author,
        "url": given.url,
        "date": given.date.value if given.date else None,
        "note": given.note,
    }
    text.update({key: value for key, value in said.items() if value})
    return tomlkit.dumps(text)
