"""What was changed in a case file between two of its states, piece by piece, and the file with some of it changed only.

A piece is a key of the file (`horizon`), or one member of a list (`evidence.lima`), by its id, name or place. Where the hypotheses themselves
are others, their evidence goes with them in one piece; where issues, their options or the parties are others, the formulas do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

Data = Mapping[str, Any]
_TOGETHER = (("hypotheses", "evidence", "groups"), ("issues", "parties", "formulas", "status_quo"))
_MOST_LEAVES = 3


@dataclass(frozen=True, slots=True)
class CaseChange:
    """`keys` are the pieces that changed together; `told` says it in words ("horizon 2018-12-31 → 2019-12-31")."""

    keys: tuple[str, ...]
    told: str


def case_changes(before: Data, after: Data) -> tuple[CaseChange, ...]:
    """Every piece that differs, in the order of the newer file; empty where the two say the same."""
    one, other = _pieces(before), _pieces(after)
    changed = [key for key in dict.fromkeys((*other, *one)) if one.get(key) != other.get(key)]
    groups: list[list[str]] = []
    for tables in _TOGETHER:
        mine = [key for key in changed if key.split(".", 1)[0] in tables]
        if mine and _is_structural(tables, before, after):
            groups.append(mine)
        else:
            priors = [key for key in mine if key.startswith("hypotheses.")]
            groups += [priors] if len(priors) > 1 else [[key] for key in priors]
            groups += [[key] for key in mine if key not in priors]
    grouped = {key for group in groups for key in group}
    groups += [[key] for key in changed if key not in grouped]
    groups.sort(key=lambda group: changed.index(group[0]))
    return tuple(
        CaseChange(tuple(group), "; ".join(_told(key, one.get(key), other.get(key)) for key in group)) for group in groups
    )


def patched(before: Data, after: Data, keys: Sequence[str]) -> dict[str, Any]:
    """The older file with these pieces as the newer one has them."""
    wanted = set(keys)
    data: dict[str, Any] = {}
    for table in dict.fromkeys((*before, *after)):
        old, new = before.get(table), after.get(table)
        if not (_is_list(old) or _is_list(new)):
            value = new if table in wanted else old
            if value is not None:
                data[table] = value
            continue
        members = _merged(table, _members(old), _members(new), wanted)
        if members or (table in before and table in after):
            data[table] = members
    return data


def _merged(table: str, old: Mapping[str, Any], new: Mapping[str, Any], wanted: set[str]) -> list[Any]:
    order = dict.fromkeys((*new, *old)) if any(f"{table}.{name}" in wanted for name in new) else dict.fromkeys((*old, *new))
    found = (new.get(name) if f"{table}.{name}" in wanted else old.get(name) for name in order)
    return [member for member in found if member is not None]


def _pieces(data: Data) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table, value in data.items():
        if _is_list(value):
            found |= {f"{table}.{name}": member for name, member in _members(value).items()}
        else:
            found[table] = value
    return found


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(member, dict) for member in value) and bool(value)


def _members(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for i, member in enumerate(value or ()):
        name = str(member.get("id") or member.get("name") or i)
        found[name if name not in found else f"{name} ({i})"] = member
    return found


def _is_structural(tables: Sequence[str], before: Data, after: Data) -> bool:
    """Whether what the other tables refer to is there in one file and not in the other."""
    first = tables[0]
    if set(_members(before.get(first))) != set(_members(after.get(first))):
        return True
    if first != "issues":
        return False
    one, other = _members(before.get("issues")), _members(after.get("issues"))
    if any(one[name].get("options") != other[name].get("options") for name in one):
        return True
    return set(_members(before.get("parties"))) != set(_members(after.get("parties")))


def _told(key: str, old: Any, new: Any) -> str:
    leaves = _leaves(key, old, new)
    shown = [_leaf(*leaf) for leaf in leaves[:_MOST_LEAVES]]
    return ", ".join(shown) + (f" and {len(leaves) - _MOST_LEAVES} more" if len(leaves) > _MOST_LEAVES else "")


def _leaf(name: str, old: Any, new: Any) -> str:
    if old is None and isinstance(new, dict | list):
        return f"{name} was added"
    if new is None and isinstance(old, dict | list):
        return f"{name} was taken out"
    return f"{name} {_short(old)} → {_short(new)}"


def _leaves(key: str, old: Any, new: Any) -> list[tuple[str, Any, Any]]:
    if old == new:
        return []
    if isinstance(old, dict) and isinstance(new, dict):
        names = dict.fromkeys((*old, *new))
        return [leaf for name in names for leaf in _leaves(f"{key}.{name}", old.get(name), new.get(name))]
    if (_is_list(old) and _is_list(new)) or (old is None and _is_list(new)) or (new is None and _is_list(old)):
        return _leaves(key, _members(old), _members(new))
    return [(key, old, new)]


def _short(value: Any) -> str:
    if value is None:
        return "nothing"
    words = ", ".join(map(str, value)) or "nothing" if isinstance(value, list | tuple) else str(value)
    return words if len(words) <= 60 else "".join(islice(words, 59)) + "…"
