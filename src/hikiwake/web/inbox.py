"""The inbox: files that were dropped on the workbench, and pages asked for by address, read one after another while the pages go on.

A file waits in `.inbox/` within the case's folder until it has been read; reading copies it to `documents/`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Any, BinaryIO, cast

from hikiwake.terms.errors import CaseError, Problem
from hikiwake.web.desk import Desk

SPOOL = ".inbox"
_SHOWN = 500  # files of which the table still tells
_IDLE_SECONDS = 120.0  # after which the reading process is let go, and its memory with it
_LONGEST_NAME = 180  # bytes, of the 255 that file systems give
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in one document, what was doubtful, or what failed and why. `holds`: of a container, how many documents came out of it."""

    name: str
    document: str | None = None
    was_known: bool = False
    events: int = 0
    statements: int = 0
    dates: int = 0
    notes: tuple[str, ...] = ()
    unread: bool = False
    holds: int | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One file or address on its way: waiting, reading or done. A container and a feed have several results."""

    number: int
    name: str
    state: str = "waiting"
    results: tuple[Result, ...] = ()
    told: str = ""  # how far the reading of a folder is


Source = Path | str  # a file of this machine, or an address


class Inbox:
    """The files of one desk on their way into its record. Everything here may be called from any thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._items: deque[Item] = deque(maxlen=_SHOWN)
        self._jobs: dict[int, tuple[Source, Mapping[str, str]]] = {}
        self._given: dict[int, tuple[Source, Mapping[str, str]]] = {}  # of what waits or is being read, by number
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._numbers = 0
        self._process: subprocess.Popen[str] | None = None
        if desk.folder:
            shutil.rmtree(desk.folder / SPOOL, ignore_errors=True)  # what a stopped workbench left: it was never said to be read

    def items(self) -> tuple[Item, ...]:
        """What was dropped since the workbench started, newest first."""
        with self._lock:
            return tuple(reversed(self._items))

    @property
    def is_busy(self) -> bool:
        with self._lock:
            return any(item.state != "done" for item in self._items)

    def drop(self, name: str, source: BinaryIO, given: Mapping[str, str]) -> Item:
        """Take in a file by the name that its sender gave it, and read it when its turn comes.

        Raises:
            CaseError: the case takes no documents, or there is no room for them.
        """
        folder = self._folder()
        name = safe_name(name)
        with self._lock:
            self._numbers += 1
            number = self._numbers
        place = folder / SPOOL / str(number)
        try:
            place.mkdir(parents=True)
            with (place / name).open("wb") as kept:
                shutil.copyfileobj(source, kept)
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            reason = (error.strerror or str(error)).lower()
            raise CaseError.of(name, f"cannot be kept ({reason})", "Make room or give permission in the case's folder.") from None
        return self._queued(Item(number, name), place / name, given)

    def read(self, path: Path, given: Mapping[str, str] | None = None) -> Item:
        """Read what lies in the case already: a document again, with what is said of it, or the whole folder of documents."""
        self._folder()
        with self._lock:
            self._numbers += 1
            number = self._numbers
        return self._queued(Item(number, path.name), path, given or {})

    def fetch(self, address: str) -> Item:
        """Fetch the page or feed at an address and read it when its turn comes, as `hikiwake read --fetch` does: no address of this machine or
        its network, robots respected.

        Raises:
            CaseError: the case takes no documents.
        """
        self._folder()
        with self._lock:
            self._numbers += 1
            number = self._numbers
        return self._queued(Item(number, address), address, {})

    def read_unread(self) -> None:
        """Read what lies in the case's `documents/` and is not in its record; looked for beside the pages, since it takes hashing."""
        if self._desk.folder and (self._desk.folder / "documents").is_dir():
            threading.Thread(target=self._look_for_unread, name="unread", daemon=True).start()

    def given_to(self, path: Path) -> Mapping[str, str] | None:
        """What was said last of a file that waits or is being read; None where it does neither."""
        with self._lock:
            return next((given for file, given in reversed(self._given.values()) if file == path), None)

    def clear(self) -> None:
        """Forget what is done."""
        with self._lock:
            self._items = deque((i for i in self._items if i.state != "done"), maxlen=_SHOWN)

    def close(self) -> None:
        """Let the reading process go."""
        process, self._process = self._process, None
        if process and process.stdin:
            with suppress(OSError):
                process.stdin.close()

    def _look_for_unread(self) -> None:
        from hikiwake.reading.documents.folder import below
        from hikiwake.reading.documents.kinds import EXTENSIONS
        from hikiwake.reading.documents.table import is_table

        documents = self._folder() / "documents"
        known = {d.id for d in self._desk.look().contents.documents}
        files = (f for f in below(documents) if isinstance(f, Path) and (f.suffix.casefold() in EXTENSIONS or is_table(f)))
        with suppress(OSError):  # a file that cannot be opened is told when it is read
            if all(sha256(file.read_bytes()).hexdigest() in known for file in files):
                return
        self.read(documents)

    def _folder(self) -> Path:
        if self._desk.folder is None:
            raise CaseError.of(
                self._desk.path.name,
                "a lone .toml file takes no documents",
                "Make a case folder: hikiwake new DIR --between A B.",
            )
        return self._desk.folder

    def _queued(self, item: Item, source: Source, given: Mapping[str, str]) -> Item:
        with self._lock:
            self._items.append(item)
            self._jobs[item.number] = self._given[item.number] = source, given
            self._lock.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="inbox", daemon=True)
                self._thread.start()
        return item

    def _work(self) -> None:
        """Read what waits, in order; end after some idle time, with the process."""
        while True:
            with self._lock:
                item = self._waiting()
                if item is None:
                    self._lock.wait(_IDLE_SECONDS)
                    item = self._waiting()
                if item is None:
                    self._thread = None
                    self.close()
                    return
                self._replace(replace(item, state="reading"))
                source, given = self._jobs.pop(item.number)
            results = self._read(item, source, given)
            if isinstance(source, Path) and source.parent.parent.name == SPOOL:
                shutil.rmtree(source.parent, ignore_errors=True)
            with self._lock:
                self._given.pop(item.number, None)
                self._replace(replace(item, state="done", results=results))

    def _waiting(self) -> Item | None:
        return next((item for item in self._items if item.state == "waiting"), None)

    def _replace(self, item: Item) -> None:
        for i, one in enumerate(self._items):
            if one.number == item.number:
                self._items[i] = item

    def _read(self, item: Item, source: Source, given: Mapping[str, str]) -> tuple[Result, ...]:
        what = "path" if isinstance(source, Path) else "address"
        try:
            process = self._running()
            cast(IO[str], process.stdin).write(json.dumps({what: str(source), "given": dict(given)}) + "\n")
            cast(IO[str], process.stdin).flush()
            for line in cast(IO[str], process.stdout):
                answer = json.loads(line)
                if isinstance(answer, list):
                    if isinstance(source, str):
                        return tuple(_result(one, self._folder() / "documents" / "page") for one in answer)
                    results = tuple(_result(one, source) for one in answer)
                    return results if source.is_file() else tuple(r for r in results if not r.was_known)
                with self._lock:
                    self._replace(replace(item, state="reading", told=str(answer)))
        except OSError:
            pass  # it has ended: as told below
        self.close()
        what = "ended the program that was reading it"
        return (Result(item.name, problem=Problem(item.name, what, "Read it by itself: hikiwake read CASE FILE.")),)

    def _running(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "hikiwake.web.reading_process", str(self._folder().resolve())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for the workbench: what is being read is finished or not there
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )
        return self._process


def safe_name(name: str) -> str:
    """A file's own name, whatever path or device its sender called it by: one part, no control characters, not hidden, not too long."""
    last = PureWindowsPath(PurePosixPath(name).name).name  # each system's separators
    last = "".join(c for c in last if c.isprintable() and c not in '<>:"/\\|?*').strip().lstrip(".").rstrip(". ")
    if not last or _DEVICES.fullmatch(last):
        last = f"document {last}".strip()
    path = PurePosixPath(last)
    end = path.suffix if len(path.suffix.encode()) < 10 else ""
    stem = last.removesuffix(end).encode()[: _LONGEST_NAME - len(end.encode())].decode("utf-8", "ignore")
    return f"{stem}{end}"


def _result(said: dict[str, Any], path: Path) -> Result:
    """A result of the reading process, its files named as their sender named them."""

    def named(text: str) -> str:
        return text.replace(f"{path.parent}{os.sep}", "").replace(str(path.parent), "")

    problem = said.get("problem")
    return Result(
        named(said.get("file") or path.name),
        said.get("document"),
        bool(said.get("already_read")),
        said.get("events", 0),
        said.get("statements", 0),
        said.get("dates", 0),
        tuple(map(named, said.get("notes") or ())),
        bool(said.get("unread")),
        said.get("holds"),
        Problem(*(named(problem[key]) for key in ("where", "what", "mend"))) if problem else None,
    )
