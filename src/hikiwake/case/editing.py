"""Editing a case file for the analyst: remarks and layout stay, and nothing is written that does not hold together.

A version (the first twelve hexadecimal digits of the file's SHA-256) tells whether somebody else changed the file in between.
"""

import hashlib
import os
import threading
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hikiwake.case import rewriting, scenarios, syntax
from hikiwake.case.edits import Append, Edit, Remove, Set, applied, dotted, is_same, key_of, path_of, plain
from hikiwake.case.loading import LARGEST, examine, judge, text_of
from hikiwake.case.model import Case
from hikiwake.case.wording import one_line
from hikiwake.terms.errors import CaseError, ConflictError, Problem
from hikiwake.terms.files import write_whole

__all__ = ["Append", "Edit", "Remove", "Set", "check_version", "edit_case", "edited", "version", "version_of"]

_HERE = threading.Lock()  # one edit at a time in this process; the lock on the folder keeps other processes out
_BOM = "\ufeff"


def version(text: str) -> str:
    """The version of a case file's text, a byte-order mark left out and however its lines end."""
    return hashlib.sha256(text.removeprefix(_BOM).replace("\r\n", "\n").encode()).hexdigest()[:12]


def version_of(path: Path) -> str:
    """The version of a `case.toml`, or of that in a folder.

    Raises:
        CaseError: it cannot be read.
    """
    return version(text_of(path))


def edited(text: str, edits: Iterable[Edit], name: str = "case.toml") -> str:
    """The text of a case file with the edits made one after the other; every byte that they do not concern stays.

    The result is TOML and says what the edits say; whether it is a case that holds together is for `edit_case` to check.

    Raises:
        CaseError: the text is no TOML (each slip by its line, under `name`), or an edit names what is not there.
    """
    return _edited(text, edits, name)[0]


def _edited(text: str, edits: Iterable[Edit], name: str) -> tuple[str, dict[str, Any]]:
    """As `edited`, with the data that the text states."""
    parsed = syntax.parse(text)
    if parsed.slips:
        raise CaseError(*examine(text, name)[1])
    data = parsed.data
    for edit in edits:
        path = path_of(data, key_of(edit))
        wanted = applied(data, [edit])
        match edit:
            case Set():
                text = rewriting.put(text, path, plain(edit.value, edit.key))
            case Append():
                text = rewriting.append(text, path, plain(edit.stanza, edit.table), edit.remarks)
            case Remove():
                text = rewriting.remove(text, path)
        data = _reread(text, wanted, key_of(edit))
    return text, data


def edit_case(path: Path, edits: Sequence[Edit], *, if_version: str | None = None) -> Case:
    """Make edits in a `case.toml` (or that of a folder) and return the case as it then stands. It is written whole or not at all.

    Args:
        if_version: the version that the edits were made for (`version`); without it they are made in whatever stands there.

    Raises:
        CaseError: the file does not hold together as it is and the edits do not mend it (its problems, by line), or it would not with the
            edits made (the problems, by key), or an edit names what is not there. Nothing is written.
        ConflictError: the file has changed since `if_version`. Nothing is written.
        HikiwakeError: the file cannot be written.
    """
    file = path / "case.toml" if path.is_dir() else path
    with _alone(file.parent):
        text = text_of(path)
        check_version(text, if_version, file)
        case, new = checked(text, edits, one_line(file.name))
        if new != text:
            write_whole(file, _with_mark(file, new))
    return case


def checked(text: str, edits: Sequence[Edit], name: str) -> tuple[Case, str]:
    """The case and the text that edits of a case file make.

    Raises:
        CaseError: as `edit_case`.
    """
    new, data = _edited(text, edits, name)
    case, faults = judge(data)
    faults = faults or ([] if case is None else list(scenarios.faults(case, data, judge)))
    if case is not None and not faults:
        if len(new.encode()) > LARGEST:
            raise CaseError.of(name, f"it would be larger than {LARGEST // 1_000_000} MB", "Leave it as it is.")
        return case, new
    standing = examine(text, name)[1]
    raise CaseError(*(standing or [Problem(dotted(data, fault.path) or name, fault.what, fault.mend) for fault in faults]))


def check_version(text: str, expected: str | None, file: Path) -> None:
    """Raises:
    ConflictError: a version is expected and the text has another.
    """
    if expected is not None and expected != version(text):
        what = f"the case was changed meanwhile (version {version(text)}, not {one_line(expected)})"
        raise ConflictError.of(one_line(str(file), 200), what, "Look at it as it is now, then make the change again.")


def _reread(text: str, wanted: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The data of an edited text, which are those wanted: a text that says anything else is not handed out."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unwritable(key) from error
    if not is_same(_bare(data), _bare(wanted)):
        raise _unwritable(key)
    return data


def _unwritable(key: str) -> CaseError:
    what = "the way in which the file writes this part leaves no place for the edit"
    return CaseError.of(one_line(key, 200), what, "Make it in an editor, or write the part as a [table] first.")


def _bare(value: Any) -> Any:
    """`value` without empty tables and lists, for which TOML need not have a form."""
    if isinstance(value, Mapping):
        inner = {key: _bare(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one not in ({}, [])}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def _with_mark(file: Path, text: str) -> str:
    with file.open("rb") as opened:
        return _BOM + text if opened.read(3) == _BOM.encode() else text


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else edits a case in this folder meanwhile, in this process or (where the system can lock a folder) in another."""
    with _HERE:
        try:
            import fcntl
        except ImportError:  # a system without it: this process alone
            yield
            return
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError:  # there is no such folder: what is missing is told by whoever reads the file
            yield
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
