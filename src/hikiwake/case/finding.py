"""The cases that come with Hikiwake, and finding the case that a command names.

A packaged case is opened as a copy in the user's data folder, so that reading and correcting never touch the installed program.
The copy is the user's: where a newer Hikiwake brings a newer case of that name, the copy stays as it is and `is_outdated` says so;
`fresh` makes a new one and keeps the old folder under its date.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

from hikiwake.case.wording import one_line
from hikiwake.terms.errors import CaseError, Problem

_ORIGIN = ".packaged"  # in a copy: the fingerprint of the packaged case it was made from


def data_folder() -> Path:
    """The user's data folder of Hikiwake; copies of packaged cases lie in `cases/NAME` below it."""
    from platformdirs import user_data_path

    return user_data_path("hikiwake", appauthor=False)


def names() -> list[str]:
    """The packaged cases, sorted."""
    root = files("hikiwake.case") / "packaged"
    return (
        sorted(entry.name for entry in root.iterdir() if entry.is_dir() and (entry / "case.toml").is_file())
        if root.is_dir()
        else []
    )


def open_packaged(name: str, data_folder: Path, fresh: bool = False, now: Callable[[], datetime] = datetime.now) -> Path:
    """The user's copy of a packaged case, made now if there is none; it appears whole or not at all.

    Args:
        fresh: make the copy anew; the old one is kept beside it as `NAME.until-2016-12-09`, with a number where that is taken.
        now: tells the date for that name.

    Raises:
        CaseError: there is no such packaged case, or the data folder cannot be written.
    """
    if name not in names():
        raise CaseError(_no_case(name))
    copy = data_folder / "cases" / name
    if copy.is_dir() and not fresh:
        return copy
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=copy.parent))
        is_free = not copy.is_dir()
        try:
            _copy(name, beside / name)
            if not is_free:
                copy.rename(_dated(copy, now()))
                is_free = True
            (beside / name).rename(copy)
        except OSError:
            if not (is_free and copy.is_dir()):  # else another process made the same copy in between
                raise
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        mend = "Make room or give yourself the right to write there, or set XDG_DATA_HOME to another folder."
        raise CaseError(Problem(str(copy), f"the packaged case cannot be copied there ({reason})", mend)) from None
    return copy


def is_outdated(copy: Path) -> bool:
    """Whether a copy was made from another edition of the packaged case than the one installed now; False for other cases."""
    try:
        made_from = (copy / _ORIGIN).read_text(encoding="utf-8").strip()
    except OSError:
        return False
    return copy.name in names() and made_from != _fingerprint(copy.name)


def locate(text: str, data_folder: Path) -> Path:
    """The case that CASE names: a folder, a .toml file, or a packaged case (as the user's copy).

    A folder or file of that name here goes before a packaged case.

    Raises:
        CaseError: nothing of that name.
    """
    if not text.strip():  # Path("") would be the folder one stands in
        raise CaseError(_no_case('""'))
    try:
        path = Path(text).expanduser()
        if path.is_dir() and (path / "case.toml").is_file():
            return path
        if path.is_file() and path.suffix == ".toml":
            return path
        if text in names():
            return open_packaged(text, data_folder)
        if path.is_dir():
            raise CaseError(
                Problem(one_line(text, 200), "there is no case.toml in this folder", "Write a case with `hikiwake new`.")
            )
        if path.is_file() and path.suffix == ".zip":
            raise CaseError(Problem(one_line(text, 200), "is a packed case", "Open it first: hikiwake unpack FILE.zip"))
        if path.exists():
            raise CaseError(
                Problem(one_line(text, 200), "this is no case", "Give a case folder, a .toml file or a packaged case.")
            )
    except (OSError, ValueError, RuntimeError):  # too long, a null byte, the home of nobody: no name of a case either
        pass
    raise CaseError(_no_case(text))


def _no_case(text: str) -> Problem:
    shown = "".join(c if c.isprintable() else "�" for c in text)[:300]
    return Problem(
        shown, "there is no such case", f"Give a case folder, a .toml file or a packaged case ({', '.join(names()) or 'none'})."
    )


def _copy(name: str, target: Path) -> None:
    """Copy the packaged case to `target`, which does not exist yet, written through to the disk."""
    with as_file(files("hikiwake.case") / "packaged" / name) as source:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", "record.sqlite*", "ledger.jsonl"))
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)  # an installed program may be read-only; the copy is for writing
    target.chmod(0o755)
    (target / _ORIGIN).write_text(_fingerprint(name) + "\n", encoding="utf-8")
    for path in target.rglob("*"):
        if path.is_file():
            with path.open("rb") as written:
                os.fsync(written.fileno())


def _dated(copy: Path, now: datetime) -> Path:
    base = copy.with_name(f"{copy.name}.until-{now:%Y-%m-%d}")
    number, free = 1, base
    while free.exists():
        number += 1
        free = base.with_name(f"{base.name}.{number}")
    return free


def _fingerprint(name: str) -> str:
    """SHA-256 over the packaged case's files and their names."""
    digest = hashlib.sha256()
    with as_file(files("hikiwake.case") / "packaged" / name) as source:
        for path in sorted(source.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(source).as_posix()}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
