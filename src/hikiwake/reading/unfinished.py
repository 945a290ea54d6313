"""A batch's output while it grows: `OUT.part` beside it, and a log of how far it is, so that a run that was killed is taken up again.

After each piece the log gets a line: how much of the input is done, the SHA-256 of that much, and how long `OUT.part` is. What was written behind the
last such line is written anew. At the end the part is renamed and the log goes.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from hikiwake.terms.errors import HikiwakeError


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a batch is: bytes of input and their SHA-256, bytes of output, and what was counted in it."""

    read: int = 0
    digest: str = ""
    written: int = 0
    counts: dict[str, int] = field(default_factory=dict)


class Unfinished:
    """The growing output of one run; a context manager that holds a lock on it. `mark` is how far an earlier run came."""

    def __init__(self, target: Path, about: dict[str, str]) -> None:
        """`about`: what the output depends on besides the input; an earlier part made by anything else is not gone on with.

        Raises:
            HikiwakeError: another run writes there, or nothing can be written there.
        """
        self._target = target.resolve()  # of a link, the file it leads to
        self._shown = target
        self._about = about
        self.part = self._target.with_name(f"{self._target.name}.part")
        self._log_path = self._target.with_name(f"{self._target.name}.part.log")
        self.mark = Mark()
        self.is_other = False  # whether there was a part, of another making
        try:
            if self._target.is_dir():
                raise IsADirectoryError(None, "is a folder")
            self._file = self._locked()
            self._log = self._log_path.open("ab")
            self._take_up()
        except OSError as error:
            raise self._unwritable(error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            return
        try:
            if not self.mark.written:
                self._remove()
        finally:
            self._close()

    def restart(self) -> None:
        """Forget what an earlier run has written."""
        self.mark = Mark()
        self._file.truncate(0)
        self._log.truncate(0)
        self._log.write(_line(self._about))
        self._log.flush()

    def add(self, text: str, mark: Mark) -> None:
        """Write a piece's output, then that it is written; `mark.written` is filled in here."""
        data = text.encode("utf-8")
        try:
            self._file.write(data)
            self._file.flush()
            # The log must never speak of bytes that a power cut takes away.
            os.fsync(self._file.fileno())
            self.mark = Mark(mark.read, mark.digest, self.mark.written + len(data), mark.counts)
            self._log.write(_line(asdict(self.mark)))
            self._log.flush()
        except OSError as error:
            raise self._unwritable(error) from None

    def finish(self) -> None:
        """The part becomes the output."""
        try:
            if self._target.exists():
                self.part.chmod(self._target.stat().st_mode & 0o777)
            self.part.replace(self._target)
            self._log_path.unlink()
        except OSError as error:
            raise self._unwritable(error) from None
        self._close()

    def _locked(self) -> IO[bytes]:
        while True:
            file = self.part.open("ab")
            if not _lock(file):
                file.close()
                raise HikiwakeError.of(
                    str(self._shown), "is being written by another run", "Wait for it, or give another place with --out."
                )
            # The run that held it may just have renamed it: then this is a finished output, and not ours to write to.
            if self.part.exists() and os.path.samestat(os.fstat(file.fileno()), self.part.stat()):
                return file
            file.close()

    def _take_up(self) -> None:
        lines = self._log_path.read_bytes().split(b"\n")[:-1]  # what stands behind the last line's end is half a line
        is_ours = bool(lines) and lines[0] + b"\n" == _line(self._about)
        size = os.fstat(self._file.fileno()).st_size
        marks = list(takewhile(lambda m: m.written <= size, _marks(lines[1:]))) if is_ours else []
        if not marks:
            self.is_other = len(lines) > 1 and not is_ours
            self.restart()
            return
        self.mark = marks[-1]
        self._file.truncate(self.mark.written)
        self._log.truncate(sum(len(line) + 1 for line in lines[: len(marks) + 1]))

    def _remove(self) -> None:
        for path in (self.part, self._log_path):
            path.unlink(missing_ok=True)

    def _close(self) -> None:
        for file in (self._log, self._file):
            try:
                file.close()
            except OSError:
                continue  # a full disk: what could not be written was told when it was tried

    def _unwritable(self, error: OSError) -> HikiwakeError:
        reason = error.strerror or str(error)
        return HikiwakeError.of(str(self._shown), f"cannot be written ({reason})", "Choose another place, or make room there.")


def _marks(lines: list[bytes]) -> Iterator[Mark]:
    """What the log's lines tell, up to the first that a power cut has damaged."""
    for line in lines:
        try:
            yield Mark(**json.loads(line))
        except (ValueError, TypeError):
            return


def _line(value: dict[str, object] | dict[str, str]) -> bytes:
    return json.dumps(value).encode() + b"\n"


def _lock(file: IO[bytes]) -> bool:
    """Whether the file is now ours alone; the lock goes with the process, however it ends."""
    try:
        import fcntl
    except ImportError:  # a system without such locks: nothing guards there against a second run
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
