"""Which documents an argument means: a file, the files below a folder, the documents within a container.

What comes in a container is unpacked by the process that parses into a folder that is gone when the work is done; from there it is read like any
other file, under the name of its container.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from hikiwake.reading.documents.beside import Beside
from hikiwake.reading.documents.contents import beginning, contents
from hikiwake.reading.documents.folder import below, is_folder, passed_over
from hikiwake.reading.documents.kinds import EXTENSIONS, HEAD, READABLE, container
from hikiwake.reading.documents.model import Given, Limits, Part, Remark
from hikiwake.reading.documents.names import parts_below, safe_name
from hikiwake.reading.documents.parsing import Parsing
from hikiwake.terms.errors import DocumentError, Problem

_LIBRARIES = ("zotero", "ris", "csl-json")
_MAKE_ROOM = "Make room where temporary files go, or unpack it yourself."
_BY_ITSELF = "Save it by itself and read that."


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be received.

    Attributes:
        path: where its bytes lie for now.
        where: what it is called in what is told: its path, or its container's and its name there.
        stated: what its container says of it.
        notes: what is to be told of how it came.
    """

    path: Path
    where: str
    stated: Given = field(default_factory=Given)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A container or folder that was opened: how many documents it gave, and what is to be told of it as a whole.

    `notes` are doubts; `passed_over` is none: what lies there and is no document.
    """

    where: str
    documents: int
    notes: tuple[str, ...] = ()
    passed_over: str | None = None


Found = Source | Opened | Problem


class Sources:
    """Finds documents; a context manager, since what is unpacked lies in a folder that goes with it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._parsing = Parsing(self._limits)
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._folders = 0
        self._names: Counter[Path] = Counter()
        self._unpacked = 0  # bytes, of the argument at hand

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._parsing.__exit__(kind, error, trace)
        if self._scratch is not None:
            self._scratch.cleanup()

    def of(self, path: Path) -> Iterator[Found]:
        """The documents that `path` means, each container's followed by what is to be told of it; what cannot be had is a problem."""
        self._unpacked = 0
        try:
            if not is_folder(path):
                yield from self._file(Source(path, str(path)), 0)
                return
            documents = 0
            for one in self._folder(path, str(path), 0):
                documents += isinstance(one, Source)
                yield one
            if documents and (told := passed_over(path)):
                yield Opened(str(path), documents, passed_over=told)
        except OSError as error:
            yield Problem(str(path), f"could not be unpacked ({error.strerror})", _MAKE_ROOM)

    def _folder(self, folder: Path, where: str, depth: int) -> Iterator[Found]:
        entries = [(e, _renamed(e.where if isinstance(e, Problem) else str(e), folder, where)) for e in below(folder)]
        if not entries:
            told = f"; {others}" if (others := passed_over(folder)) else ""
            yield Problem(where, f"holds no file that can be read{told}", f"{READABLE}: put some there.")
        libraries = {
            name: list(self._file(Source(e, name), depth))
            for e, name in entries
            if isinstance(e, Path) and container(beginning(e, HEAD), e.name) in _LIBRARIES
        }
        claimed = {f.path.resolve() for found in libraries.values() for f in found if isinstance(f, Source)}
        for entry, name in entries:
            if isinstance(entry, Problem):
                yield replace(entry, where=name)
            elif name in libraries:
                yield from libraries[name]
            elif entry.resolve() not in claimed:
                yield from self._file(Source(entry, name), depth)

    def _file(self, source: Source, depth: int) -> Iterator[Found]:
        head = beginning(source.path, HEAD)
        kind = container(head, source.path.name)
        if kind is None and EXTENSIONS.get(source.path.suffix.casefold()) == "e-mail" and head:
            yield from self._mail(source, depth)
        elif kind is None:
            yield source
        elif kind == "zip" and depth:
            yield Problem(source.where, "is an archive within an archive or an e-mail", _BY_ITSELF)
        elif depth >= self._limits.depth:
            yield Problem(source.where, "is a container within a container too many", _BY_ITSELF)
        elif kind in _LIBRARIES:
            yield from self._library(source, kind)
        else:
            yield from self._container(source, kind, depth)

    def _container(self, source: Source, kind: str, depth: int) -> Iterator[Found]:
        folder, remarks, documents = self._new_folder(), [], 0
        members: list[Source | Problem] = []
        for part in self._parts(source, kind):
            if isinstance(part, Remark):
                remarks.append(part.words)
            elif isinstance(part, Problem):
                members.append(part)
            elif isinstance(found := self._written(part, folder, source.where, has_folders=kind == "zip"), Problem):
                members.append(found)
            elif kind != "zip":
                members.append(Source(found, f"{source.where}/{found.name}", part.stated))
        below_it = self._folder(folder, source.where, depth + 1) if kind == "zip" and any(folder.iterdir()) else ()
        within = (one for m in members for one in (self._file(m, depth + 1) if isinstance(m, Source) else (m,)))
        for one in chain(within, below_it):
            documents += isinstance(one, Source)
            yield one
        if kind == "zip" and documents:
            yield Opened(source.where, documents, passed_over=next(iter(remarks), None))
        elif documents or (remarks and kind != "zip"):
            yield Opened(source.where, documents, tuple(remarks))
        elif not members:
            told = "".join(f"; {remark}" for remark in remarks)
            yield Problem(source.where, f"holds no document that can be read{told}", f"{READABLE}.")

    def _mail(self, source: Source, depth: int) -> Iterator[Found]:
        """The message, and what is attached to it as documents of their own."""
        folder, remarks = self._new_folder(), []
        attached: list[Source | Problem] = []
        for part in self._parts(source, "e-mail"):
            if isinstance(part, Remark):
                remarks.append(part.words)
            elif isinstance(part, Problem):
                attached.append(part)
            elif isinstance(found := self._written(part, folder, source.where, has_folders=False), Problem):
                attached.append(found)
            else:
                note = f"Attached to {Path(source.where).name}."
                attached.append(Source(found, f"{source.where}/{found.name}", part.stated, (note,)))
        count = sum(isinstance(a, Source) for a in attached)
        if count:
            remarks.insert(
                0,
                "1 document is attached and read by itself"
                if count == 1
                else f"{count} documents are attached and read by themselves",
            )
        yield replace(source, notes=(*source.notes, *(f"{r}." for r in remarks)))
        for one in attached:
            if isinstance(one, Problem):
                yield one
            elif depth >= self._limits.depth:
                yield Problem(one.where, "is attached to what is attached too many times over", _BY_ITSELF)
            else:
                yield from self._file(one, depth + 1)

    def _library(self, source: Source, kind: str) -> Iterator[Found]:
        """The files that an export of a library speaks of, with what it says of them."""
        beside, remarks, items, documents = Beside(source.path), list[str](), 0, 0
        for part in self._parts(source, kind):
            if isinstance(part, Remark):
                remarks.append(part.words)
            elif isinstance(part, Problem):
                yield part
                return
            else:
                items += 1
                if (file := beside.find(part)) is not None:
                    documents += 1
                    yield Source(file, _renamed(str(file), source.path.parent, str(Path(source.where).parent)), part.stated)
        if documents < items:
            without = items - documents
            remarks.insert(0, f"{without} of {items} items {'has' if without == 1 else 'have'} no file")
        yield Opened(source.where, documents, tuple(remarks))

    def _parts(self, source: Source, kind: str) -> Iterator[Part | Remark | Problem]:
        """What is in a container; the last is a problem where it could not be unpacked to its end."""
        limits, count = self._limits, 0
        try:
            data = contents(source.path, limits)
            for part in self._parsing.unpack(kind, data, source.where):
                count += 1
                self._unpacked += len(part.data) if isinstance(part, Part) else 0
                if count > limits.members or self._unpacked > limits.unpacked_bytes:
                    yield Problem(source.where, "holds too much to be unpacked", "Read its parts by themselves, in folders.")
                    return
                yield part
        except DocumentError as error:
            yield replace(error.problems[0], where=source.where)

    def _written(self, part: Part, folder: Path, where: str, *, has_folders: bool) -> Path | Problem:
        """Where a part's bytes were put; `has_folders`: its name is a path."""
        inside = parts_below(part.name) if has_folders else (safe_name(part.name),)
        shown = f"{where}/{safe_name(part.name)}"
        if part.refusal:
            return Problem(f"{where}/{'/'.join(inside)}" if inside else shown, *part.refusal)
        if inside is None:
            return Problem(
                shown, "has a name that leads out of its archive, and was not unpacked", "Zip it again from within its folder."
            )
        path = folder.joinpath(*inside)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            number = self._names[path] = self._names[path] + 1
            if number > 1:
                path = path.with_name(f"{path.stem} ({number}){path.suffix}")
            path.write_bytes(part.data)
        except OSError as error:
            return Problem(shown, f"could not be unpacked ({error.strerror})", _MAKE_ROOM)
        return path

    def _new_folder(self) -> Path:
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="hikiwake-")
        self._folders += 1
        folder = Path(self._scratch.name, str(self._folders))
        folder.mkdir()
        return folder


def _renamed(path: str, folder: Path, where: str) -> str:
    """A path below `folder` as if it lay below `where`."""
    return f"{where}{path[len(str(folder)) :]}" if path.startswith(str(folder)) else path
