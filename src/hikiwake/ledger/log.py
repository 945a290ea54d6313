"""The ledger on disk: `ledger.jsonl`, one line a run, appended to and never changed.

A line says only what is new since the line before it; `after` is the digest of that line, so that a line taken out or altered is noticed.
What `append` reported as done is there after `kill -9`; a last line that was cut off is no run, and the next one takes its place.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any, TypeVar

from hikiwake.ledger.model import Forecast, Run, Source, Told
from hikiwake.terms.errors import HikiwakeError, LedgerError

FILE = "ledger.jsonl"
_LONGEST_LINE = 200_000_000  # bytes
_PIECE = 1_000_000  # bytes hashed at a time
_MOST_REMEMBERED = 2  # ledgers
Kept = TypeVar("Kept", Source, Told)


class Ledger:
    """A case's history, one `ledger.jsonl` in its folder; there need be none yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, folder: Path) -> "Ledger":
        """The ledger of the case in `folder`."""
        return cls(folder / FILE)

    def runs(self) -> tuple[Run, ...]:
        """Every run, oldest first; empty where there is no ledger.

        Raises:
            LedgerError: it cannot be read, or a line of it was altered.
        """
        try:
            with self.path.open("rb") as file:
                return _read(file, str(self.path)).runs
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise LedgerError.of(str(self.path), f"cannot be read ({error.strerror})", "Check its permissions.") from None

    def append(self, run: Run) -> Run:
        """Add a run; one that says the same as the last one, by the same command on the same day, adds nothing. The run as it stands there.

        Raises:
            LedgerError: the ledger cannot be written, or was altered.
        """
        try:
            with self._locked() as file:
                known = _read(file, str(self.path))
                last = known.runs[-1] if known.runs else None
                if last is not None and _is_same(last, run):
                    return last
                run = replace(run, number=last.number + 1 if last else 1)
                said = {"after": known.digest, **_line(run, last)}
                _write(file.fileno(), json.dumps(said, ensure_ascii=False, allow_nan=False).encode() + b"\n", known.length)
        except OSError as error:
            mend = "Make room or give permission there; the run itself is done."
            raise LedgerError.of(str(self.path), f"cannot be written ({error.strerror})", mend) from None
        return run

    @contextmanager
    def _locked(self) -> Iterator[IO[bytes]]:
        """The file, which no other writer has meanwhile."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        with os.fdopen(handle, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file


def _write(handle: int, line: bytes, at: int) -> None:
    """The line from `at` on, in place of what a broken run left there; taken back where it cannot be written whole."""
    try:
        os.ftruncate(handle, at)
        done = 0
        while done < len(line):
            done += os.pwrite(handle, line[done:], at + done)
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, at)
        raise


def _is_same(last: Run, run: Run) -> bool:
    return (last.state, last.command, last.at[:10], last.version) == (run.state, run.command, run.at[:10], run.version)


def _line(run: Run, last: Run | None) -> dict[str, Any]:
    said: dict[str, Any] = {
        "run": run.number,
        "at": run.at,
        "command": run.command,
        "by": run.by,
        "version": run.version,
        "as_of": run.as_of,
        "state": run.state,
        "changes": run.changes,
    }
    if last is None or last.case_text != run.case_text:
        said["case"] = run.case_text
    for name in ("documents", "entries"):
        changes = _changes(getattr(last, name) if last else {}, getattr(run, name))
        if changes:
            said[name] = changes
    if last is None or last.numbers != run.numbers:
        said["numbers"] = run.numbers
    if run.forecast is not None and (last is None or last.forecast != run.forecast):
        said["forecast"] = asdict(run.forecast)
    if run.event_data:
        said["event_data"] = run.event_data
    return said


def _changes(before: Mapping[str, Kept], after: Mapping[str, Kept]) -> dict[str, Any]:
    # as `asdict` has it, which copies every value of ten thousand entries
    now = {id: {name: getattr(one, name) for name in one.__slots__} for id, one in after.items() if before.get(id) != one}
    gone = [id for id in before if id not in after]
    return ({"now": now} if now else {}) | ({"gone": gone} if gone else {})


@dataclass(frozen=True, slots=True)
class _Read:
    """What the first `length` bytes of a file say, which are whole lines: the runs, and the digest of the last line. `seen` has hashed them."""

    runs: tuple[Run, ...]
    digest: str
    length: int
    seen: "hashlib._Hash"


_UNREAD = _Read((), "", 0, hashlib.sha256())
_remembered: dict[str, _Read] = {}  # what was read last, by path: only what came since is parsed


def _read(file: IO[bytes], where: str) -> _Read:
    """Every run. A last line without its end is passed over."""
    known = _remembered.pop(where, _UNREAD)
    if not _begins_with(file, known):
        known = _UNREAD
    file.seek(known.length)
    runs, digest, length, seen = list(known.runs), known.digest, known.length, known.seen.copy()
    while (line := file.readline(_LONGEST_LINE)).endswith(b"\n"):
        runs.append(_next(line, runs[-1] if runs else None, digest, f"{where}:{len(runs) + 1}"))
        digest = hashlib.sha256(line).hexdigest()[:16]
        length += len(line)
        seen.update(line)
    found = _remembered[where] = _Read(tuple(runs), digest, length, seen)
    while len(_remembered) > _MOST_REMEMBERED:
        _remembered.pop(next(iter(_remembered)), None)
    return found


def _begins_with(file: IO[bytes], known: _Read) -> bool:
    seen, left = hashlib.sha256(), known.length
    while left and (piece := file.read(min(left, _PIECE))):
        seen.update(piece)
        left -= len(piece)
    return not left and seen.digest() == known.seen.digest()


def _next(line: bytes, last: Run | None, digest: str, where: str) -> Run:
    """The run that a line tells; `last` is that of the line before, which `digest` is of."""
    mend = "Put the file back from a copy, or move it aside: a new one is begun."
    try:
        said = json.loads(line)
        if said["after"] != digest:
            raise LedgerError.of(where, "does not follow the line before it: a line was taken out or altered", mend)
        return _run(said, last)
    except HikiwakeError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LedgerError.of(where, f"is damaged ({type(error).__name__})", mend) from None


def _run(said: dict[str, Any], last: Run | None) -> Run:
    told = {id: Told(**(one | {"reports": tuple(one["reports"])})) for id, one in said.get("entries", {}).get("now", {}).items()}
    sources = {id: Source(**one) for id, one in said.get("documents", {}).get("now", {}).items()}
    return Run(
        at=said["at"],
        command=said["command"],
        by=said["by"],
        version=said["version"],
        as_of=said["as_of"],
        state=said["state"],
        case_text=said["case"] if "case" in said else _of(last).case_text,
        documents=_replaced(last.documents if last else {}, sources, said.get("documents", {}).get("gone", ())),
        entries=_replaced(last.entries if last else {}, told, said.get("entries", {}).get("gone", ())),
        numbers=said["numbers"] if "numbers" in said else _of(last).numbers,
        changes=said["changes"],
        forecast=Forecast(**said["forecast"]) if "forecast" in said else (last.forecast if last else None),
        event_data=said.get("event_data", ""),
        number=said["run"],
    )


def _replaced(before: dict[str, Kept], now: dict[str, Kept], gone: list[str]) -> dict[str, Kept]:
    if not now and not gone:
        return before
    left = set(gone)
    return {id: one for id, one in before.items() if id not in left} | now


def _of(last: Run | None) -> Run:
    if last is None:
        raise KeyError("the first line says less than a first line does")
    return last
