"""From files to the record: received, kept beside the case, read, recorded; one result a file."""

import os
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import tomlkit

from hikiwake.reading.documents import Given, Limits, receive_all
from hikiwake.reading.documents.folder import expand
from hikiwake.reading.reader import Reader
from hikiwake.record.model import UNREAD, Document, ModelAccount, Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import HikiwakeError, Problem, RecordError
from hikiwake.terms.files import write_whole

Progress = Callable[[str], None]
_LONGEST_FLAG = 120  # characters of a suspicious sentence that are shown


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file: what was found, what was doubtful, or why it could not be read.

    `unread` says why a file is kept that nobody here can read: the language it is in.
    """

    file: str
    document: str | None = None
    was_known: bool = False
    events: int = 0
    statements: int = 0
    dates: int = 0
    notes: tuple[str, ...] = ()
    problem: Problem | None = None
    account: ModelAccount | None = None
    language: str | None = None
    unread: str | None = None

    def __str__(self) -> str:
        if self.problem:
            return str(self.problem)
        if self.unread:
            return f"{self.file} {self.unread}"
        if self.was_known:
            return f"{self.file}: already read"
        found = f"{self.file}: {self.events} events, {self.statements} statements, {self.dates} dates"
        return "; ".join((found, *self.notes))

    def as_json(self) -> dict[str, Any]:
        problem = self.problem and {"where": self.problem.where, "what": self.problem.what, "mend": self.problem.mend}
        return {
            "file": self.file,
            "document": self.document,
            "already_read": self.was_known,
            "events": self.events,
            "statements": self.statements,
            "dates": self.dates,
            "notes": list(self.notes),
            "language": self.language,
            "unread": self.unread is not None,
            "problem": problem,
            "account": None if self.account is None else asdict(self.account),
        }


def take_in(
    folder: Path,
    record: Record,
    reader: Reader,
    paths: Iterable[Path],
    given: Given | None,
    progress: Progress,
    *,
    replaces_others: bool = False,
) -> list[FileResult]:
    """Read files (folders expanded) into a case: bytes to `folder/documents`, what was found to the record.

    Each file is done, or told, by itself: one that fails costs no other. `progress` hears of a file when it is done: what it was told of is
    in the record for good. What another kind of reader has read stays as it is, unless this one `replaces_others`.
    """
    given = given or Given()
    results: list[FileResult] = []
    files: list[Path] = []
    for found in (f for path in paths for f in expand(path)):
        if isinstance(found, Problem):
            results.append(FileResult(found.where, problem=found))
        elif given == Given() and (document := _known(found, record, reader, replaces_others)):
            results.append(FileResult(str(found), document, was_known=True))
        else:
            files.append(found)
    known = len(results)

    def done(result: FileResult) -> None:
        results.append(result)
        progress(f"[{len(results) - known}/{len(files)}] {Path(result.file).name}")

    waiting: deque[tuple[Path, Document]] = deque()
    for reading in reader.read(_received(files, given, waiting, done)):
        path, received = waiting.popleft()
        done(_kept(folder, record, path, received, reading, given))
    return results


def _received(
    files: list[Path], given: Given, waiting: deque[tuple[Path, Document]], done: Callable[[FileResult], None]
) -> Iterator[Document]:
    for path, received in zip(files, receive_all(files, given), strict=True):
        if isinstance(received, Problem):
            done(FileResult(str(path), problem=received))
        else:
            # A file's name need not be text; what of it is none is shown by a mark.
            document = replace(received, name=os.fsencode(received.name).decode("utf-8", "replace"))
            waiting.append((path, document))
            yield document


def _known(path: Path, record: Record, reader: Reader, replaces_others: bool) -> str | None:
    """The hash of a file that this reader (or, unless it replaces them, one of another kind) has read already; None for any other,
    or one that cannot be opened."""
    try:
        if not path.is_file() or path.stat().st_size > Limits().file_bytes:
            return None
        document = sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    if record.has(document, reader.name):
        return document
    if record.has(document, UNREAD):  # there may be a reader for its language by now
        return None
    is_of_another = not replaces_others and record.has(document) and _kind(record.reading(document).reader) != _kind(reader.name)
    return document if is_of_another else None


def _kind(reader: str) -> str:
    """A reader without its version: an older reading of the same kind is read anew, another kind's was the analyst's choice."""
    return reader.split(maxsplit=1)[0]


def _kept(folder: Path, record: Record, path: Path, document: Document, reading: Reading | Problem, given: Given) -> FileResult:
    if isinstance(reading, Problem):
        return FileResult(str(path), problem=reading)
    unread = reading.notes[0] if reading.reader == UNREAD else None
    known = FileResult(str(path), document.id, was_known=True, language=document.language, unread=unread)
    try:
        if unread and record.has(document.id) and not record.has(document.id, UNREAD):
            return replace(known, unread=None)  # read once, by a reader that is gone: what it found stays
        if record.has(document.id, reading.reader) and _said(record.document(document.id)) == _said(document):
            return known
        _keep_bytes(folder / "documents", path, document, given)
        notes = (*document.notes, *_flags(document, reading.account), *reading.notes)
        record.add(replace(document, notes=notes), reading, replace=True)
    except HikiwakeError as error:
        return FileResult(str(path), problem=error.problems[0])
    found = len(reading.reports), len(reading.statements), len(reading.dates)
    return replace(
        FileResult(str(path), document.id, False, *found, notes, account=reading.account),
        language=document.language,
        unread=unread,
    )


def _flags(document: Document, account: ModelAccount | None) -> Iterator[str]:
    """What a language model's reader noticed: sentences that speak to a model instead of to a reader."""
    for flag in account.flagged if account else ():
        words = " ".join(flag.cut(document.text).split())
        shown = words if len(words) <= _LONGEST_FLAG else f"{words[:_LONGEST_FLAG]}…"
        yield f"this looks like an instruction to a language model: “{shown}”"


def _said(document: Document) -> tuple[object, ...]:
    return document.title, document.publisher, document.author, document.url, document.date


def _keep_bytes(documents: Path, path: Path, document: Document, given: Given) -> None:
    """Copy the file beside the case, unless it lies there, under its own name or, where that is taken, with its hash."""
    try:
        documents.mkdir(exist_ok=True)
        kept = path if path.resolve().is_relative_to(documents.resolve()) else _copied(documents, path, document)
    except OSError as error:
        raise RecordError.of(
            str(documents), f"cannot take {path.name} ({error.strerror})", "Make room or give permission there."
        ) from None
    if given != Given():
        write_whole(kept.with_name(f"{kept.name}.toml"), _sidecar(given))


def _copied(documents: Path, path: Path, document: Document) -> Path:
    target = documents / path.name
    if target.exists() and sha256(target.read_bytes()).hexdigest() != document.id:
        target = documents / f"{path.stem}-{document.id[:8]}{path.suffix}"
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=documents, prefix=".") as beside:
            copy = Path(shutil.copyfile(path, Path(beside) / "copy"))
            if sha256(copy.read_bytes()).hexdigest() != document.id:
                raise RecordError.of(str(path), "changed while it was being read", "Read it again.")
            copy.replace(target)
    return target


def _sidecar(given: Given) -> str:
    said = {
        "title": given.title,
        "publisher": given.publisher,
        "author": given.author,
        "url": given.url,
        "date": given.date.value if given.date else None,
    }
    return tomlkit.dumps({key: value for key, value in said.items() if value})
