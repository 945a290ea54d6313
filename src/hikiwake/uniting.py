"""Two analysts' copies of a case into one. Neither copy is touched; where they contradict each other nothing is lost: both values are listed."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import tomlkit

from hikiwake.case import uniting as cases
from hikiwake.case.edits import is_same
from hikiwake.case.loading import load, text_of
from hikiwake.case.model import Case
from hikiwake.ledger import uniting as ledgers
from hikiwake.record import uniting as records
from hikiwake.record.copying import snapshot
from hikiwake.terms.errors import CaseError, HikiwakeError
from hikiwake.terms.files import write_whole

RECORD, DOCUMENTS, CONFLICTS = "record.sqlite", "documents", "conflicts.toml"
_HEAD = """# What the two copies of this case say differently. What `holds` is what this case says now; `other` is what the other copy says.
# Where the other is right, change it (case.toml, or `hikiwake correct`); take out what is settled, or the whole file.
"""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that two copies say differently: `where` (a file of the case, or `record`), `what` in it, and both values with their authors.

    A value is None where that copy has nothing there.
    """

    where: str
    what: str
    holds: Any
    holds_by: str
    other: Any
    other_by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class United:
    """What came of it: the folder, how many documents it has, how many of them the second copy brought, what was taken into the case file."""

    folder: Path
    documents: int
    brought: int
    taken: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def unite(first: Path, second: Path, target: Path) -> United:
    """Make the case that holds what both copies hold in the folder `target`, which appears whole or not at all. Same copies, same bytes.

    Where they say differently of the case, the first one's word holds; of an entry, the later correction. All of it is listed in the result
    and kept as `conflicts.toml`.

    Raises:
        CaseError: one is no case, they are not of one dyad, or the target is there already.
        RecordError: a record is damaged.
        HikiwakeError: the target cannot be written.
    """
    names = _authors(_case(first), _case(second))
    if target.is_symlink() or target.exists():
        raise CaseError.of(str(target), "is there already", "Name a folder that is not there yet with -o DIR.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            made = beside / "case"
            made.mkdir()
            brought, conflicts = _documents(first / DOCUMENTS, second / DOCUMENTS, made / DOCUMENTS, names)
            conflicts += _record(first, second, made, beside, names)
            taken, differing = _case_file(first, second, made, names)
            conflicts = [*differing, *conflicts, *_other_files(first, second, made, names)]
            ledgers.unite(first, second, made)
            _keep_conflicts(made, [first, second], conflicts)
            load(made)
            made.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise HikiwakeError.of(str(target), what, "Choose another place with -o DIR, or make room there.") from None
    count = sum(1 for _ in _document_files(target / DOCUMENTS))
    return United(target, count, brought, taken, tuple(conflicts))


def _case(folder: Path) -> Case:
    if not folder.is_dir():
        raise CaseError.of(str(folder), "a lone .toml file has no record to merge", "Name the case's folder.")
    try:
        return load(folder)
    except CaseError as error:
        raise CaseError(*(replace(p, where=f"{folder.name}/{p.where}") for p in error.problems)) from None


def _authors(first: Case, second: Case) -> tuple[str, str]:
    """What the two analysts are called; told apart where they have one name or none.

    Raises:
        CaseError: the cases are not of one dyad.
    """
    if set(first.dyad) != set(second.dyad):
        what = f"the copies are of two dyads, {'-'.join(first.dyad)} and {'-'.join(second.dyad)}"
        raise CaseError.of("merge", what, "Merge two copies of one case.")
    names = first.analyst or "the analyst", second.analyst or "the analyst"
    if names[0] != names[1]:
        return names
    return f"{names[0]} (first copy)", f"{names[1]} (second copy)"


def _documents(first: Path, second: Path, target: Path, names: tuple[str, str]) -> tuple[int, list[Conflict]]:
    """Both copies' documents, each once by its bytes; how many only the second has, and what is said differently beside one."""
    known: dict[str, Path] = {}
    conflicts: list[Conflict] = []
    brought = 0
    for number, folder in enumerate((first, second)):
        for path in _document_files(folder):
            digest, inside = _digest(path), path.relative_to(folder)
            if digest in known:
                conflicts += _beside(path, known[digest], target, names)
                continue
            if (target / inside).exists():
                inside = inside.with_name(f"{inside.stem}-{digest[:8]}{inside.suffix}")
            known[digest] = target / inside
            brought += number
            _copy(path, target / inside)
            for side in _sides(path):
                _copy(side, _side_of(side, path, target / inside))
    return brought, conflicts


def _beside(path: Path, kept: Path, target: Path, names: tuple[str, str]) -> Iterator[Conflict]:
    """What lies beside a document that is there already: taken where nothing is, else compared."""
    for side in _sides(path):
        to = _side_of(side, path, kept)
        if not to.exists():
            _copy(side, to)
        elif to.read_bytes() != side.read_bytes():
            here, there = (file.read_text(encoding="utf-8", errors="replace").strip() for file in (to, side))
            yield Conflict(f"{DOCUMENTS}/{to.relative_to(target).as_posix()}", "the whole file", here, names[0], there, names[1])


def _document_files(folder: Path) -> Iterator[Path]:
    """Documents in the order of their names: without links, hidden files and what only lies beside a document."""
    if folder.is_dir() and not folder.is_symlink():
        for path in sorted(folder.rglob("*")):
            is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if path.is_file() and not path.is_symlink() and not is_hidden and path.suffix != ".toml":
                yield path


def _sides(path: Path) -> list[Path]:
    """What is said of a document in a file of its own: `NAME.txt.toml` or `NAME.toml`."""
    both = (path.with_name(f"{path.name}.toml"), path.with_suffix(".toml"))
    return [side for side in both if side.is_file() and not side.is_symlink()]


def _side_of(side: Path, path: Path, kept: Path) -> Path:
    return kept.with_name(f"{kept.name}.toml") if side.name == f"{path.name}.toml" else kept.with_suffix(".toml")


def _record(first: Path, second: Path, made: Path, beside: Path, names: tuple[str, str]) -> list[Conflict]:
    copies = []
    for i, folder in enumerate((first, second)):
        if (folder / RECORD).is_file():
            (beside / str(i)).mkdir()
            copies.append(beside / str(i) / RECORD)
            snapshot(folder / RECORD, copies[-1])
    if not copies:
        return []
    found = records.unite(copies[0], copies[-1], made / RECORD)
    return [
        Conflict("record", f"{c.target}: {c.field}", c.holds, c.holds_by or names[0], c.other, c.other_by or names[1])
        for c in found
    ]


def _case_file(first: Path, second: Path, made: Path, names: tuple[str, str]) -> tuple[tuple[str, ...], list[Conflict]]:
    text, taken, differing = cases.united(text_of(first), text_of(second))
    write_whole(made / "case.toml", text)
    return taken, [
        Conflict("case.toml", d.key, d.first, names[0], d.second, d.second_by or names[1], d.why if d.first is None else "")
        for d in differing
    ]


def _other_files(first: Path, second: Path, made: Path, names: tuple[str, str]) -> Iterator[Conflict]:
    """Further files of TOML in the folder (saved views): the second copy's under another name where the two differ."""
    for folder in (first, second):
        for path in sorted(folder.glob("*.toml")):
            if path.name in ("case.toml", CONFLICTS) or path.is_symlink() or path.name.startswith("."):
                continue
            to = made / path.name
            if not to.exists():
                _copy(path, to)
            elif to.read_bytes() != path.read_bytes():
                _copy(path, made / f"{path.stem}-second.toml")
                yield Conflict(path.name, "the whole file", path.name, names[0], f"{path.stem}-second.toml", names[1])


def _keep_conflicts(made: Path, copies: Iterable[Path], conflicts: list[Conflict]) -> None:
    """Write `conflicts.toml`: what is in conflict now, and what the copies brought along from earlier merges."""
    rows = [{k: v for k, v in _plain(c).items() if v not in (None, "")} for c in conflicts]
    for folder in copies:
        path = folder / CONFLICTS
        if path.is_file():
            old = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap().get("conflicts", [])
            rows += [row for row in old if not any(is_same(row, one) for one in rows)]
    if rows:
        write_whole(made / CONFLICTS, f"{_HEAD}\n{tomlkit.dumps({'conflicts': rows})}")


def _plain(c: Conflict) -> dict[str, Any]:
    return {
        "where": c.where, "what": c.what, "holds": c.holds, "holds_by": c.holds_by, "other": c.other, "other_by": c.other_by, "why": c.why,
    }  # fmt: skip


def _copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
