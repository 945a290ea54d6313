"""A folder that is watched: each file that arrives is read once it stands still, and told once.

By looking again and again: every system and every network drive can do that, and a folder that vanishes and comes back is nothing special.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from hikiwake.collecting.reading import Read, ReadResult, is_news
from hikiwake.reading.documents.folder import below
from hikiwake.terms.errors import HikiwakeError, Problem

Signature = tuple[int, int]  # size in bytes, time of the last change in ns

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".tmp", ".temp", ".filepart", ".!ut")


@dataclass(frozen=True, slots=True)
class WatchLimits:
    """How often the folder is looked at, and how long a file must not have changed before it is read."""

    seconds_between: float = 1.0
    still_seconds: float = 2.0


@dataclass(slots=True)
class Watched:
    """What came of a watch: files with what was found, files known before, and files that could not be read. It grows while it runs."""

    read: list[Path] = field(default_factory=list)
    known: list[Path] = field(default_factory=list)
    failed: dict[Path, Problem] = field(default_factory=dict)

    def __str__(self) -> str:
        told = f"{_files(len(self.read))} read, {len(self.known)} read before, {len(self.failed)} not read"
        return "\n".join([told, *(f"not read  {problem}" for problem in self.failed.values())])


class Watch:
    """Watches `folder`, with what lies below it.

    Args:
        read: reads one file; a failure is told, and the file tried again when it has changed.
        tell: hears of each file when it was read, with the results.
        remark: hears of what is no file: the folder is gone, it is back.
        alone: whether nobody else reads into the case; where somebody does, the file waits for the next look.
        account: one to write on, so that whoever stops the watch still has it.

    Raises:
        HikiwakeError: there is no such folder.
    """

    def __init__(
        self,
        folder: Path,
        read: Read,
        *,
        tell: Callable[[Path, Sequence[ReadResult]], None] = lambda file, results: None,
        remark: Callable[[str], None] = lambda line: None,
        alone: Callable[[], AbstractContextManager[bool]] = lambda: nullcontext(True),
        limits: WatchLimits | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        account: Watched | None = None,
    ) -> None:
        if not folder.is_dir():
            raise HikiwakeError.of(str(folder), "is no folder that could be watched", "Name one that is there.")
        self.account = account or Watched()
        self._folder, self._read, self._alone = folder, read, alone
        self._tell, self._remark = tell, remark
        self._limits, self._clock, self._sleep = limits or WatchLimits(), clock, sleep
        self._seen: dict[Path, tuple[Signature, float]] = {}  # as last seen, and since when it has looked so
        self._done: dict[Path, Signature] = {}
        self._told: set[Problem] = set()
        self._is_gone = False

    def run(self, *, once: bool = False) -> Watched:
        """Look until stopped; `once`: until everything that lies there was read."""
        while self.look() or not once:
            self._sleep(self._limits.seconds_between)
        return self.account

    def look(self) -> bool:
        """One look: read what stands still. Whether something there is still on its way."""
        if not self._is_there():
            return False
        known = len(self.account.known)
        waiting = 0
        files = self._files()
        self._seen = {file: seen for file, seen in self._seen.items() if file in files}
        for file, signature in files.items():
            if self._done.get(file) == signature or signature[0] == 0:  # empty, as browsers keep the place of a download
                continue
            if not self._stands_still(file, signature) or not self._taken(file, signature):
                waiting += 1
        if (more := len(self.account.known) - known) > 0:
            self._remark(f"{_files(more)} there had been read before")
        return waiting > 0

    def _is_there(self) -> bool:
        if self._folder.is_dir():
            if self._is_gone:
                self._remark(f"{self._folder} is back")
            self._is_gone = False
        elif not self._is_gone:
            self._is_gone = True
            self._remark(f"{self._folder} is gone; it is looked for until it comes back")
        return not self._is_gone

    def _files(self) -> dict[Path, Signature]:
        """The files that may be read, as they look now; those that a program is still writing, by their names, are none."""
        found: dict[Path, Signature] = {}
        for entry in below(self._folder):
            if isinstance(entry, Problem):
                if entry not in self._told:
                    self._told.add(entry)
                    self._remark(str(entry))
                continue
            try:
                status = entry.stat()
            except OSError:  # gone since it was listed
                continue
            if not _is_unfinished(entry):
                found[entry] = status.st_size, status.st_mtime_ns
        return found

    def _stands_still(self, file: Path, signature: Signature) -> bool:
        before, since = self._seen.get(file, (None, 0.0))
        if before != signature:
            self._seen[file] = signature, (since := self._clock())
        return self._clock() - since >= self._limits.still_seconds

    def _taken(self, file: Path, signature: Signature) -> bool:
        """Read it, unless somebody else reads."""
        with self._alone() as is_alone:
            if not is_alone:
                return False
            try:
                results = self._read(file)
            except HikiwakeError as error:
                results = [_Failure(error.problems[0])]
        self._done[file] = signature
        self.account.failed.pop(file, None)
        problem = next((r.problem for r in results if r.problem), None)
        if problem:
            self.account.failed[file] = problem
        elif not any(map(is_news, results)):
            self.account.known.append(file)
            return True
        if any(map(is_news, results)):
            self.account.read.append(file)
        self._tell(file, results)
        return True


@dataclass(frozen=True, slots=True)
class _Failure:
    problem: Problem | None
    was_known: bool = False
    holds: int | None = None

    def __str__(self) -> str:
        return str(self.problem)


def _is_unfinished(file: Path) -> bool:
    """Names that programs give to what they are writing, and files beside which such a one lies."""
    if file.name.startswith(("~$", ".~", ".")) or file.suffix.casefold() in _UNFINISHED:
        return True
    return any(file.with_name(f"{file.name}{ending}").exists() for ending in _UNFINISHED)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
