"""Edits of a case: what is set, appended or taken away, named by the dotted keys under which the brief cites the case.

`issues.border.weight.japan` names a number, `parties.japan.leaders.Shinzo Abe` a leader, `assumptions.0` the first assumption: members of a
list go by id, by name, by their own words, or by index from 0; the values of an issue also by the option they are for. A name that holds
a point is found as it stands (`leaders.George W. Bush`); in doubt, or for a new key, it may be put between quotation marks.
"""

import math
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from hikiwake.case.positions import Path
from hikiwake.case.wording import TABLES, nearest, one_line
from hikiwake.terms.errors import CaseError

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\.|$)')
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Set:
    """`key` has this value from now on; what lies around it is made where it is missing. A list counts as `[low, high]` or as a list."""

    key: str
    value: Any


@dataclass(frozen=True, slots=True)
class Append:
    """One more row (a table of keys, or a plain value) at the end of the list that `table` names; the list is made where it is missing.

    `remarks` are lines of comment below the row's heading, where it is written as a `[[table]]`.
    """

    table: str
    stanza: Any
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """`key`, or the member of a list that it names, goes."""

    key: str


Edit = Set | Append | Remove


def key_of(edit: Edit) -> str:
    """The dotted key that an edit is about."""
    return edit.table if isinstance(edit, Append) else edit.key


def applied(data: Mapping[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """The case's data with the edits made, one after the other; `data` stays as it is, and nothing is checked against the model.

    Raises:
        CaseError: an edit names what is not there, or holds what a case file cannot.
    """
    changed = deepcopy(dict(data))
    for edit in edits:
        path = path_of(changed, key_of(edit))
        match edit:
            case Set():
                _set(changed, path, plain(edit.value, edit.key), edit.key)
            case Append():
                _append(changed, path, plain(edit.stanza, edit.table), edit.table)
            case Remove():
                _remove(changed, path, edit.key)
    return changed


def path_of(data: Mapping[str, Any], key: str) -> Path:
    """The path of keys and indices that a dotted key means in `data`; what of it is not there yet are new keys of tables.

    Raises:
        CaseError: it names no member of a list, or goes on below a plain value.
    """
    here: Any = data
    path: Path = ()
    rest = key
    while rest:
        if here is _MISSING:
            name, rest = _first(rest)
            if path in TABLES:
                raise _no_such(key, name, path, {}, [])
            path += (name,)
            continue
        steps = _steps(data, path, here)
        name, rest = _known(rest, steps) or _first(rest)
        if name in steps:
            path += (steps[name],)
            here = here[steps[name]]
        elif isinstance(here, dict):
            path += (name,)
            here = _MISSING
        else:
            raise _no_such(key, name, path, steps, here)
    if not path:
        raise CaseError.of("the edit", "it names nothing", "Give a dotted key, as issues.border.weight.north.")
    return path


def dotted(data: Mapping[str, Any], path: Path) -> str:
    """The dotted key of a path: members of lists by id or name where they have one."""
    here: Any = data
    parts = []
    for step in path:
        member = here[step] if isinstance(here, list) and isinstance(step, int) and step < len(here) else None
        name = _name(member) if isinstance(member, dict) else None
        parts.append(name if name is not None else str(step))
        here = member if isinstance(here, list) else here.get(step) if isinstance(here, dict) else None
    return ".".join(parts)


def plain(value: Any, key: str) -> Any:
    """`value` as TOML can hold it: tuples as lists, tables without what is None.

    Raises:
        CaseError: it is, or holds, what TOML or a case has no form for.
    """
    if isinstance(value, Mapping):
        return {str(k): plain(v, key) for k, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [plain(v, key) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise CaseError.of(key, f"{value} is no finite number", "Give a number.")
    for kind in (bool, int, float, str):  # members of enumerations and numbers of other libraries as what they stand for
        if isinstance(value, kind):
            return kind(value)
    if isinstance(value, date | datetime | time):
        return value
    raise CaseError.of(key, f"a case file holds no {type(value).__name__}", "Give a text, a number, a date, a list or a table.")


def is_same(one: Any, other: Any) -> bool:
    """Whether two values say the same; 1 and 1.0 do, 1 and true do not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other)


def _steps(data: Mapping[str, Any], path: Path, here: Any) -> dict[str, Any]:
    """The names that lead on from `here`, and the step that each means."""
    if isinstance(here, dict):
        return {str(key): key for key in here}
    if not isinstance(here, list):
        return {}
    steps: dict[str, Any] = {str(index): index for index in range(len(here))}
    if len(path) == 4 and path[0] == "issues" and path[2] == "value":
        options = data["issues"][path[1]].get("options")
        named = options[: len(here)] if isinstance(options, list) else []
        steps |= {option: index for index, option in enumerate(named) if isinstance(option, str)}
    for index, member in reversed(list(enumerate(here))):
        name = member if isinstance(member, str) else _name(member) if isinstance(member, dict) else None
        if name is not None:
            steps[name] = index
    return steps


def _name(row: Mapping[str, Any]) -> str | None:
    name = row.get("id", row.get("name"))
    return name if isinstance(name, str) and name else None


def _known(rest: str, steps: Mapping[str, Any]) -> tuple[str, str] | None:
    """The longest known name that `rest` begins with, and what follows it."""
    fitting = [name for name in steps if name and (rest == name or rest.startswith(f"{name}."))]
    longest = max(fitting, key=len, default=None)
    return None if longest is None else (longest, rest[len(longest) + 1 :])


def _first(rest: str) -> tuple[str, str]:
    """The first name of a dotted key as TOML would part it, and what follows."""
    if quoted := _QUOTED.match(rest):
        return re.sub(r"\\(.)", r"\1", quoted[1]), rest[quoted.end() :]
    name, _, after = rest.partition(".")
    return name, after


def _no_such(key: str, name: str, path: Path, steps: Mapping[str, Any], here: Any) -> CaseError:
    keys = tuple(step for step in path if isinstance(step, str))
    noun = TABLES[keys][1] if keys in TABLES else "entry"
    if not isinstance(here, list):
        return CaseError.of(one_line(key, 200), f'nothing lies below "{one_line(str(path[-1]))}"', "Name the key itself.")
    known = [step for step in steps if not step.isdecimal()]
    near = nearest(name, known)
    listed = f"Known are: {', '.join(known)}." if known else "There is none yet."
    if here and not known:
        listed = f"There {'is one' if len(here) == 1 else f'are {len(here)}'}, counted from 0."
    mend = f'Did you mean "{near[0]}"?' if near else listed
    return CaseError.of(one_line(key, 200), f'there is no {noun} "{one_line(name)}"', one_line(mend, 400))


def _set(data: dict[str, Any], path: Path, value: Any, key: str) -> None:
    parent = _parent(data, path, key)
    parent[path[-1]] = value


def _append(data: dict[str, Any], path: Path, value: Any, key: str) -> None:
    parent = _parent(data, path, key)
    try:
        rows = parent[path[-1]]
    except KeyError:
        rows = parent[path[-1]] = []
    if not isinstance(rows, list):
        raise CaseError.of(one_line(key, 200), "this is no list, so nothing can be added to it", "Set the key itself.")
    rows.append(value)


def _remove(data: dict[str, Any], path: Path, key: str) -> None:
    here: Any = data
    for step in path[:-1]:
        if isinstance(here, dict) and step not in here:
            raise _absent(key)
        here = here[step]
    if isinstance(here, dict) and path[-1] not in here:
        raise _absent(key)
    del here[path[-1]]
    keys = tuple(step for step in path if isinstance(step, str))
    if not here and isinstance(here, list) and keys in TABLES:  # a list of tables without a table has no form in TOML
        _remove(data, path[:-1], key)


def _absent(key: str) -> CaseError:
    return CaseError.of(one_line(key, 200), "the case does not state it, so it cannot be taken away", "Look at the key again.")


def _parent(data: dict[str, Any], path: Path, key: str) -> Any:
    """The table or list that holds the last step of `path`; tables on the way are made."""
    here: Any = data
    for step in path[:-1]:
        if isinstance(here, dict) and step not in here:
            here[step] = {}
        here = here[step]
    if not isinstance(here, dict | list):
        raise CaseError.of(one_line(key, 200), f'nothing lies below "{one_line(str(path[-2]))}"', "Name the key itself.")
    return here
