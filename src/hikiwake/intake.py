"""From files to the record: received, kept beside the case, read, recorded; one result a file."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from hikiwake import documents_folder
from hikiwake.file_result import FileResult
from hikiwake.reading.documents import Given, Limits
from hikiwake.reading.documents.assemble import NOTED
from hikiwake.reading.documents.sidecar import sidecar
from hikiwake.reading.documents.sources import Opened, Source, Sources
from hikiwake.reading.documents.successor import succeeding
from hikiwake.reading.reader import Reader
from hikiwake.reading.tables.reader import WithTables
from hikiwake.reading.tables.receive import receive_all
from hikiwake.record.merging import origins
from hikiwake.record.merging.copies import Copies
from hikiwake.record.model import UNREAD, Document, ModelAccount, Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import HikiwakeError, Problem, RecordError

__all__ = ["FileResult", "Progress", "take_in"]

Progress = Callable[[str], None]
_LONGEST_FLAG = 120  # characters of a suspicious sentence that are shown


@dataclass(frozen=True, slots=True)
class InPlace:
    """The document whose place the one file takes, by name or the beginning of its id, and whose word that is.

    `beyond` does what has to be done outside the record for the old and the new document, gives what is to be told of it, and takes it back
    where its block fails.
    """

    of: str
    by: str
    beyond: Callable[[Document, Document], AbstractContextManager[Sequence[str]]]


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
    in_place: InPlace | None = None,
) -> list[FileResult]:
    """Read files (folders and containers opened) into a case: bytes to `folder/documents`, what was found to the record.

    Each file is done, or told, by itself: one that fails costs no other. `progress` hears of a file when it is done: what it was told of is
    in the record for good. What another kind of reader has read stays as it is, unless this one `replaces_others`. `on` is the ISO timestamp
    that the record keeps of when a new document came in. With `in_place` the one file is a new version of a document of the record: it takes over
    what was put right in that, and what was said of it.

    Returns:
        A result a file in the order in which they were found; a container's own follows those of what it held.

    Raises:
        RecordError: what is said is of one document, and there are several; or no document is called as `in_place` says.
    """
    names, places_left = record.names(), record.places_left()
    intake = _Intake(folder, record, WithTables(reader), given or Given(), replaces_others, on, in_place, names, places_left)
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
    in_place: InPlace | None
    names: Mapping[str, frozenset[str]]  # of what was read before
    places_left: Mapping[str, str]
    old: Document | None = None  # whose place is taken
    results: list[FileResult | None] = field(default_factory=list)  # None while the file waits
    waiting: dict[int, Source] = field(default_factory=dict)  # by the place of its result
    first: dict[str, int] = field(default_factory=dict)  # by hash, the place of the file that waits under it
    again: dict[int, tuple[Source, int]] = field(
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
            notes = (*found.notes, *([found.passed_over] if found.passed_over else []))
            self.results.append(FileResult(found.where, holds=found.documents, notes=notes, doubts=found.notes))
            return
        place = len(self.results)
        self.results.append(None)
        try:
            id = _hash(found.path)
            if id in self.first:
                self.again[place] = found, self.first[id]
                one = self.waiting[self.first[id]]
                said = one.stated.over(sidecar(found.path, Limits())).over(found.stated)
                self.waiting[self.first[id]] = replace(one, stated=said)
                return
            source = self._with_what_stands_beside(found, id)
            self.results[place] = None if self.in_place else self._known(source, id)
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
        if len(self.waiting) > 1 and (self.given.title or self.given.url or self.in_place):
            where = next(iter(self.waiting.values())).where
            raise RecordError.of(
                where, "is not the only document", "Leave --title, --url and --replaces out, or read the documents one by one."
            )
        if self.in_place and self.waiting:
            self._expect(self.in_place.of)
        tried: dict[int, frozenset[str]] = {place: frozenset([_ending(source)]) for place, source in self.waiting.items()}
        self._read_waiting(progress)
        while tried := self._under_another_name(tried):
            self._read_waiting(progress)
        for place, (source, first) in self.again.items():
            self.results[place] = _same_bytes(source.where, self.results[first])

    def _expect(self, told: str) -> None:
        """Find the document whose place the one that waits takes, of which that may tell what it does not say of itself."""
        ((place, source),) = self.waiting.items()
        self.old = self.record.named(told, other_than=_hash(source.path))
        said = documents_folder.said_beside(self.documents, self.old.name, self.old.id)
        self.waiting[place] = succeeding(source, self.given, self.old, said)

    def _under_another_name(self, tried: Mapping[int, frozenset[str]]) -> dict[int, frozenset[str]]:
        """Let bytes that failed wait under the next name that they came by, where its ending says that they are something else.

        Args:
            tried: of each file that was read just now, the endings under which its bytes were.

        Returns:
            The same of the files that wait now.
        """
        self.waiting, wait, taken = {}, dict[int, frozenset[str]](), dict[int, int]()
        for place, (source, first) in list(self.again.items()):
            result = self.results[first]
            if first not in taken and first in tried and result and result.problem and _ending(source) not in tried[first]:
                del self.again[place]
                taken[first] = place
                self.waiting[place], wait[place] = source, tried[first] | {_ending(source)}
        self.again = {place: (source, taken.get(first, first)) for place, (source, first) in self.again.items()}
        return wait

    def _read_waiting(self, progress: Progress) -> None:
        received: deque[tuple[int, Source, Document]] = deque()
        done = 0

        def tell(place: int, result: FileResult) -> None:
            nonlocal done
            done += 1
            self.results[place] = result
            progress(f"[{done}/{len(self.waiting)}] {Path(result.file).name}")

        def documents() -> Iterator[Document]:
            received_each = receive_all(self.waiting.values(), self.given)
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
            is_same = record.has(document.id, reading.reader) and _said(record.document(document.id)) == _said(document)
            if is_same and not self.old:
                return known
            if record.has(document.id):  # under another name, perhaps
                document = replace(document, name=record.document(document.id).name)
            documents_folder.keep(self.documents, source.path, document, self.given, source.stated)
            noticed = (*document.notes, *_flags(document, reading.account), *reading.notes)
            namesake = self._namesake(source, document)
            told, lost = self._recorded(replace(document, notes=(*source.notes, *noticed)), reading)
            doubts = (*namesake, *lost, *(n for n in noticed if not n.startswith(NOTED)))
            notes = (*namesake, *told, *source.notes, *noticed)
        except HikiwakeError as error:
            return FileResult(source.where, problem=error.problems[0])
        found = len(reading.reports), len(reading.statements), len(reading.dates)
        return replace(
            FileResult(source.where, document.id, False, *found, notes, doubts, account=reading.account),
            language=document.language,
            unread=unread,
        )

    def _recorded(self, document: Document, reading: Reading) -> tuple[Sequence[str], Sequence[str]]:
        """Put the document to the record, in the place of another where it takes that, or where that took its own and is gone since.

        Returns:
            What is to be told of that, and what of it is doubtful.
        """
        told: Sequence[str] = ()
        if self.old and self.in_place:
            with self.in_place.beyond(self.old, document) as told:
                replaced = self.record.replace(self.old.id, document, reading, by=self.in_place.by, on=self.on)
        elif (other := self.places_left.get(document.id)) and not self.record.has(document.id):
            replaced = self.record.replace(other, document, reading, on=self.on)
        else:
            self.record.add(document, reading, replace=True, on=self.on)
            return (), ()
        return (str(replaced), *told), () if replaced.is_whole else (str(replaced),)

    def _namesake(self, source: Source, document: Document) -> list[str]:
        """What is to be told where a file of this name was read before, with other bytes; what came in a container has its name from that."""
        if self.old or str(source.path) != source.where or self.record.has(document.id):
            return []
        here = {result.document for result in self.results if result}
        if self.names.get(document.name, frozenset()) <= here:
            return []
        return [f"{document.name} was read before with another text; --replaces keeps what was put right in it"]


def _hash(path: Path) -> str | None:
    """The SHA-256 of a file that may be read as a document; None of any other: receiving it says why."""
    try:
        is_fit = path.is_file() and path.stat().st_size <= Limits().file_bytes
        return sha256(path.read_bytes()).hexdigest() if is_fit else None
    except (OSError, ValueError):
        return None


def _ending(source: Source) -> str:
    return source.path.suffix.casefold()


def _same_bytes(where: str, first: FileResult | None) -> FileResult:
    """The result of a file that came under two names in one go."""
    if first is None or first.problem:
        return FileResult(where, problem=replace(first.problem, where=where) if first and first.problem else None)
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
