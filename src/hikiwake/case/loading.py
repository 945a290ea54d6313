"""Reading a case file: the data where it holds together, else everything that is wrong with it, told at once with its lines.

tomllib gives the data and pydantic the types; `positions` only says where a thing stands. A part that is refused is left out and the
rest still checked, so that one slip does not hide the next; what such a part would have been needed for is not held against others.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hikiwake.case import scenarios, syntax, wording
from hikiwake.case.checks import faults
from hikiwake.case.faults import Fault, Gaps
from hikiwake.case.model import Case
from hikiwake.case.positions import Path as Steps
from hikiwake.case.positions import positions
from hikiwake.terms.errors import CaseError, Problem

LARGEST = 5_000_000  # bytes
_LONGEST_LINE = 600  # characters of a message, which may list all the options of an issue
_HEAD = {"title": "?", "dyad": ["AAA", "BBB"], "question": "?", "as_of": "0001-01-01", "horizon": "9999-12-31"}


def load(path: Path) -> Case:
    """The case that a `case.toml` (or a folder with one) states.

    Raises:
        CaseError: with every problem of the file, by line; or the one why it cannot be read at all.
    """
    file = path / "case.toml" if path.is_dir() else path
    case, found = examine(text_of(path), wording.one_line(file.name))
    if found or case is None:
        raise CaseError(*found)
    return case


def problems(path: Path) -> list[Problem]:
    """Everything wrong with a case file, by line; empty where it holds together."""
    try:
        load(path)
    except CaseError as error:
        return list(error.problems)
    return []


def where(path: Path, *steps: Steps) -> list[str]:
    """`case.toml:41` for each of some parts of a case file, given as paths of keys and indices.

    Raises:
        CaseError: the file cannot be read.
    """
    file = path / "case.toml" if path.is_dir() else path
    at = positions(text_of(path))
    return [f"{file.name}:{at.line(one)}" for one in steps]


def examine(text: str, name: str) -> tuple[Case | None, list[Problem]]:
    """The case in a TOML text (None where it cannot be built) and its problems, whose `where` is `name:line`."""
    try:
        parsed = syntax.parse(text)
        told = [(slip.line, slip.what, slip.mend) for slip in parsed.slips]
        case, rest = _judge(parsed)
        if case is not None and not (told or rest):
            rest = list(scenarios.faults(case, parsed.data, judge))
        at = positions(text) if rest else None
    except RecursionError:
        return None, [Problem(name, "tables or lists are nested hundreds deep", "A case needs four levels at the most.")]
    told += [(at.line(fault.path), fault.what, fault.mend) for fault in rest if at]
    ordered = sorted(dict.fromkeys(told), key=lambda problem: problem[0])
    return (None if ordered else case), [Problem(f"{name}:{line}", _line(what), _line(mend)) for line, what, mend in ordered]


def judge(data: dict[str, Any]) -> tuple[Case | None, list[Fault]]:
    """The case that data state (None where even its sound parts make none), and what is wrong with them, by path; scenarios are not tried."""
    return _judge(syntax.Parsed(data, (), frozenset()))


def _line(text: str) -> str:
    return wording.one_line(text, _LONGEST_LINE)


def _judge(parsed: syntax.Parsed) -> tuple[Case | None, list[Fault]]:
    """The case (None where even its sound parts make none) and what is wrong with what was read."""
    if parsed.slips and not parsed.data:
        return None, []
    found: list[Fault] = []
    data, dropped, gaps = parsed.data, frozenset[Steps](), Gaps(parsed.damaged, frozenset(), parsed.damaged)
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        refused: list[tuple[Steps, str]] = []
        for details in error.errors(include_url=False):
            path, what, mend = wording.words(data, details)
            refused.append((path, details["type"]))
            if details["type"] != "missing" or parsed.damaged.isdisjoint((str((path or details["loc"])[0]), syntax.ANYTHING)):
                found.append(Fault(path, what, mend))
        data, dropped, gaps = _without(data, refused, gaps)
        try:
            case = Case.model_validate(data)
        except ValidationError:
            return None, found
    return case, found + [Fault(_before(fault.path, dropped), fault.what, fault.mend) for fault in faults(case, gaps)]


def _without(data: dict[str, Any], refused: list[tuple[Steps, str]], gaps: Gaps) -> tuple[dict[str, Any], frozenset[Steps], Gaps]:
    """The data without the refused parts, the rows that were left out (as paths of the whole), and what is missing by it."""
    whole, data = data, deepcopy(data)
    rows: set[Steps] = set()
    heads: set[str] = {key for key in _HEAD if key not in data}
    for path, kind in refused:
        if kind == "extra_forbidden":
            _drop(data, path)
            heads.update(wording.nearest(str(path[-1]), Case.model_fields) if len(path) == 1 else ())
        elif row := wording.row(path):
            rows.add(row)
        elif path:
            heads.add(str(path[0]))
            data.pop(str(path[0]), None)
    for row in sorted(rows, key=lambda path: [str(step).rjust(9, "0") for step in path], reverse=True):
        _drop(data, row)
    for key in heads & _HEAD.keys():
        data[key] = _HEAD[key]
    told: set[tuple[str, str]] = set()
    opaque = set(heads)
    for path in rows:
        name, row = str(path[0]), whole[str(path[0])][path[1]]
        if len(path) == 2 and isinstance(row, dict) and isinstance(row.get("id"), str):
            told.add((name, row["id"]))
        elif len(path) == 2:
            opaque.add(name)
    names = gaps.names | heads | {str(row[0]) for row in rows}
    return data, frozenset(rows), Gaps(names, gaps.ids | told, gaps.opaque | opaque)


def _drop(data: Any, path: Steps) -> None:
    for step in path[:-1]:
        data = data[step]
    del data[path[-1]]


def _before(path: Steps, dropped: frozenset[Steps]) -> Steps:
    """`path` in the data as they were before the dropped rows went."""
    original: Steps = ()
    for step in path:
        if isinstance(step, int):
            for gone in sorted(row[-1] for row in dropped if row[:-1] == original and isinstance(row[-1], int)):
                step += gone <= step
        original += (step,)
    return original


def text_of(path: Path) -> str:
    """The text of a `case.toml` (or of that in a folder), a byte-order mark left out.

    Raises:
        CaseError: it cannot be read, is too large or is not UTF-8.
    """
    file = path / "case.toml" if path.is_dir() else path
    shown = wording.one_line(str(path), 200)
    try:
        if path.is_dir() and not file.exists():
            raise CaseError(Problem(shown, "there is no case.toml in this folder", "Write one with `hikiwake new`."))
        if not file.is_file():
            what = "it is no ordinary file" if file.exists() else "there is no such file"
            raise CaseError(Problem(shown, what, "Give a case folder, a .toml file or a packaged case."))
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CaseError(Problem(shown, f"it cannot be read ({reason})", "Look at the path and its permissions.")) from None
    if len(raw) > LARGEST:
        raise CaseError(
            Problem(
                shown, f"it is larger than {LARGEST // 1_000_000} MB", "Documents belong in documents/, not in the case file."
            )
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
        raise CaseError(Problem(f"{file.name}:{line}", f"byte 0x{byte:02x} is not UTF-8", "Save the file as UTF-8.")) from None
