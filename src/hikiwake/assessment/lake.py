"""Where a case's event data lie, and which state of them is looked at. Nothing of the lake itself is read here."""

from dataclasses import dataclass
from pathlib import Path

from hikiwake.case.wording import one_line
from hikiwake.terms.errors import Problem

_MANIFEST = "manifest.json"
_GONE = "is not there"
_MEND = "Load event files: hikiwake events load FILE… --lake DIR, and name that folder; or take the line out."


@dataclass(frozen=True, slots=True)
class LakeAt:
    """A lake by its place: a folder, or an address.

    `name` is what a reader sees of it; `state` changes with each load into a folder; `fault` says why there is none, as far as it can be known
    without a network.
    """

    place: str
    name: str
    state: str = ""
    fault: str = ""


def lake_at(named: str, beside: Path) -> LakeAt | None:
    """The lake that a case names, a folder from `beside` on or an address; None where it names none. It need not be there."""
    named = named.strip()
    name = one_line(named if "://" in named else Path(named).name or named, 100)
    if not named or "://" in named:
        return LakeAt(named, name) if named else None
    folder = beside / named
    try:
        folder = Path(named).expanduser() if named.startswith("~") else folder
        found = (folder / _MANIFEST).stat()
    except FileNotFoundError:
        return LakeAt(str(folder), name, fault="holds no events" if folder.is_dir() else _GONE)
    except (OSError, ValueError, RuntimeError):  # no name of a folder: too long, with a null byte, in the home of nobody
        return LakeAt(str(folder), name, fault=_GONE)
    return LakeAt(str(folder), name, f"{found.st_ino:x}-{found.st_mtime_ns:x}-{found.st_size:x}")


def lake_of(path: Path, named: str) -> LakeAt | None:
    """The same for the case at `path`, a folder or a .toml file."""
    return lake_at(named, path if path.is_dir() else path.parent)


def fault_of(lake: LakeAt, where: str) -> Problem | None:
    """What is wrong with a lake that a case names; None where it is there, or where only a network could tell."""
    return Problem(where, f"the lake of event data “{lake.name}” {lake.fault}", _MEND) if lake.fault else None
