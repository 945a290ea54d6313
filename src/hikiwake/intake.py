"""From files to the record: received, kept beside the case, read, recorded; one result a file."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from hikiwake import documents_folder
from hikiwake.file_result import FileResult
from hikiwake.reading.documents import Given, Limits, receive_each
from hikiwake.reading.documents.assemble import NOTED
from hikiwake.reading.documents.sidecar import sidecar
from hikiwake.reading.documents.sources import Opened, Source, Sources
from hikiwake.reading.reader import Reader
from hikiwake.record.merging import origins
from hikiwake.record.merging.copies import Copies
from hikiwake.record.model import UNREAD, Document, ModelAccount, Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import HikiwakeError, Problem, RecordError

__all__ = ["FileResult", "Progress", "take_in"]

Progress = Callable[[str], None]
_LONGEST_FLAG = 120  # characters of a suspicious sentence that are shown


def take_in(
    folder: Path,
    record: Record,
    reader: Reader,
    paths: Iterable[Path],
    given: Given | None,
    progress: Progress,
    *,
    replaces_others: bool = False,
    on: str = "",
) -> list[FileResult]:
    """Read files (folders and containers opened) into a case: bytes to `folder/documents`, what was found to the record.

    Each file is done, or told, by itself: one that fails costs no other. `progress` hears of a file when it is done: what it was told of is
    in the record for good. What another kind of reader has read stays as it is, unless this one `replaces_others`. `on` is the ISO timestamp
    that the record keeps of when a new document came in.

    Returns:
        A result a file in the order in which they were found; a container's own follows those of what it held.
    """
    intake = _Intake(folder, record, reader, given or Given(), replaces_others, on)
    with Sources() as sources:
        for found in (f for path in paths for f in sources.of(path)):
            intake.find(found)
        intake.read(progress)
    return intake.with_copies()


@dataclass
class _Intake:
    folder: Path
    record: Record
    reader: Reader
    given: Given
    replaces_others: bool
    on: str
    results: list[FileResult | None] = field(default_factory=list)  # None while the file waits
    waiting: dict[int, Source] = field(default_factory=dict)  # by the place of its result
    first: dict[str, int] = field(default_factory=dict)  # by hash, the place of the file that waits under it
    again: dict[int, tuple[str, int]] = field(
        default_factory=dict
    )  # by place: the same bytes under another name, and the place of the first

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    def find(self, found: Source | Opened | Problem) -> None:
        """Note one thing that was found: what is known already is done, a document waits to be read."""
        if isinstance(found, Problem):
            self.results.append(FileResult(found.where, problem=found))
            return
        if isinstance(found, Opened):
            self.results.append(FileResult(found.where, holds=found.documents, notes=found.notes, doubts=found.notes))
            return
        place = len(self.results)
        self.results.append(None)
        try:
            id = _hash(found.path)
            if id in self.first:
                self.again[place] = found.where, self.first[id]
                one = self.waiting[self.first[id]]
                said = one.stated.over(sidecar(found.path, Limits())).over(found.stated)
                self.waiting[self.first[id]] = replace(one, stated=said)
                return
            source = self._with_what_stands_beside(found, id)
            self.results[place] = self._known(source, id)
        except HikiwakeError as error:
            self.results[place] = FileResult(found.where, problem=error.problems[0])
        else:
            if self.results[place] is None:
                self.waiting[place] = source
                self.first |= {id: place} if id else {}

    def read(self, progress: Progress) -> None:
        """Receive, read and record all that waits.

        Raises:
            RecordError: a title or an address is given for several documents; none was read.
        """
        if len(self.waiting) > 1 and (self.given.title or self.given.url):
            where = next(iter(self.waiting.values())).where
            raise RecordError.of(
                where, "is not the only document", "Leave --title and --url out, or read the documents one by one."
            )
        received: deque[tuple[int, Source, Document]] = deque()
        done = 0

        def tell(place: int, result: FileResult) -> None:
            nonlocal done
            done += 1
            self.results[place] = result
            progress(f"[{done}/{len(self.waiting)}] {Path(result.file).name}")

        def documents() -> Iterator[Document]:
            received_each = receive_each(self.waiting.values(), self.given)
            for (place, source), document in zip(self.waiting.items(), received_each, strict=True):
                if isinstance(document, Problem):
                    tell(place, FileResult(source.where, problem=document))
                    continue
                # A file's name need not be text; what of it is none is shown by a mark.
                document = replace(document, name=os.fsencode(document.name).decode("utf-8", "replace"))
                received.append((place, source, document))
                yield document

        for reading in self.reader.read(documents()):
            place, source, document = received.popleft()
            tell(place, self._kept(source, document, reading))
        for place, (where, first) in self.again.items():
            self.results[place] = _same_bytes(where, self.results[first])

    def with_copies(self) -> list[FileResult]:
        """The results, with what was newly read and has the text of another document told as its copy."""
        results = [r for r in self.results if r is not None]
        new = {r.document for r in results if r.document and not r.was_known and not r.unread}
        if not new:
            return results
        copies = origins.copies(self.record.contents().documents)
        return [_told_as_copy(r, copies) if r.document in new and not r.was_known else r for r in results]

    def _with_what_stands_beside(self, source: Source, id: str | None) -> Source:
        """A source with what stands beside its copy in the case, which goes before what its container says."""
        if id is None or source.path.resolve().is_relative_to(self.documents.resolve()):  # which receiving looks at anyway
            return source
        name = self.record.document(id).name if self.record.has(id) else source.path.name
        return replace(source, stated=documents_folder.said_beside(self.documents, name, id).over(source.stated))

    def _known(self, source: Source, id: str | None) -> FileResult | None:
        """What is to be told of a file that this reader (or, unless it replaces them, one of another kind) has read already; None for any
        other, or one that cannot be opened."""
        if id is None or self.given != Given() or not self._is_read(id):
            return None
        document = self.record.document(id)
        if not _agrees(source.stated, document):
            return None
        return FileResult(source.where, id, was_known=True, language=document.language)

    def _is_read(self, id: str) -> bool:
        if self.record.has(id, self.reader.name):
            return True
        if self.record.has(id, UNREAD):  # there may be a reader for its language by now
            return False
        is_of_another = not self.replaces_others and self.record.has(id)
        return is_of_another and _kind(self.record.reading(id).reader) != _kind(self.reader.name)

    def _kept(self, source: Source, document: Document, reading: Reading | Problem) -> FileResult:
        if isinstance(reading, Problem):
            return FileResult(source.where, problem=reading)
        record = self.record
        unread = reading.notes[0] if reading.reader == UNREAD else None
        known = FileResult(source.where, document.id, was_known=True, language=document.language, unread=unread)
        try:
            if unread and record.has(document.id) and not record.has(document.id, UNREAD):
                return replace(known, unread=None)  # read once, by a reader that is gone: what it found stays
            if record.has(document.id, reading.reader) and _said(record.document(document.id)) == _said(document):
                return known
            if record.has(document.id):  # under another name, perhaps
                document = replace(document, name=record.document(document.id).name)
            documents_folder.keep(self.documents, source.path, document, self.given, source.stated)
            noticed = (*document.notes, *_flags(document, reading.account), *reading.notes)
            doubts = tuple(n for n in noticed if not n.startswith(NOTED))
            notes = (*source.notes, *noticed)
            record.add(replace(document, notes=notes), reading, replace=True, on=self.on)
        except HikiwakeError as error:
            return FileResult(source.where, problem=error.problems[0])
        found = len(reading.reports), len(reading.statements), len(reading.dates)
        return replace(
            FileResult(source.where, document.id, False, *found, notes, doubts, account=reading.account),
            language=document.language,
            unread=unread,
        )


def _hash(path: Path) -> str | None:
    """The SHA-256 of a file that may be read as a document; None of any other: receiving it says why."""
    try:
        is_fit = path.is_file() and path.stat().st_size <= Limits().file_bytes
        return sha256(path.read_bytes()).hexdigest() if is_fit else None
    except (OSError, ValueError):
        return None


def _same_bytes(where: str, first: FileResult | None) -> FileResult:
    """The result of a file that came under two names in one go."""
    if first is None or first.problem:
        return FileResult(where, problem=first.problem if first else None)
    return FileResult(where, first.document, was_known=True, notes=(f"The same file as {first.file}.",), language=first.language)


def _kind(reader: str) -> str:
    """A reader without its version: an older reading of the same kind is read anew, another kind's was the analyst's choice."""
    return reader.split(maxsplit=1)[0]


def _agrees(stated: Given, document: Document) -> bool:
    """Whether the record has what a container states, so that reading it again would change nothing."""
    pairs = ((stated.title, document.title), (stated.publisher, document.publisher), (stated.author, document.author))
    is_same = all(said is None or " ".join(said.split()) == had for said, had in pairs)
    return is_same and stated.url in (None, document.url) and stated.date in (None, document.date)


def _told_as_copy(result: FileResult, copies: Copies) -> FileResult:
    original = copies.of(result.document or "")
    if original is None:
        return result
    told = copies.told(result.document or "", original)
    return replace(result, copy_of=original.id, notes=(*result.notes, told), doubts=(*result.doubts, told))


def _flags(document: Document, account: ModelAccount | None) -> Iterator[str]:
    """What a language model's reader noticed: sentences that speak to a model instead of to a reader."""
    for flag in account.flagged if account else ():
        words = " ".join(flag.cut(document.text).split())
        shown = words if len(words) <= _LONGEST_FLAG else f"{words[:_LONGEST_FLAG]}…"
        yield f"this looks like an instruction to a language model: “{shown}”"


def _said(document: Document) -> tuple[object, ...]:
    return document.title, document.publisher, document.author, document.url, document.date
