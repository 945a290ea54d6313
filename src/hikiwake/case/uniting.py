"""Two analysts' case files into one: what only one says is taken, what both say differently stays as the first has it and is listed."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hikiwake.case.editing import edited
from hikiwake.case.edits import Append, Edit, Set, dotted, is_same
from hikiwake.case.loading import examine
from hikiwake.case.positions import Path
from hikiwake.terms.errors import CaseError

_NAMES = (
    "id",
    "name",
    "statement",
    "title",
    "term",
    "url",
)  # by which a row of a list is known in both files, the first that it has


@dataclass(frozen=True, slots=True)
class Differing:
    """What two case files say differently at `key`: the first one's value holds; None where it has nothing there. `why` it was not taken."""

    key: str
    first: Any
    second: Any
    why: str = "both have a value"
    second_by: str = ""  # the row's own `by`, where it names one


def united(first: str, second: str) -> tuple[str, tuple[str, ...], tuple[Differing, ...]]:
    """The first file's text with what only the second has; the keys that were taken; and what the two say differently.

    Rows that would make the case fall apart (a hypothesis whose prior would bring the sum above 1, say) are not taken but listed.

    Raises:
        CaseError: one of the texts is no TOML.
    """
    ours, theirs = _data(first, "the first case.toml"), _data(second, "the second case.toml")
    edits: list[Edit] = []
    differing: list[Differing] = []
    for found in _compared(ours, theirs, (), ours):
        if isinstance(found, Differing):
            differing.append(found)
        else:
            edits.append(found)
    text, taken, refused = _taken(first, edits)
    differing += [Differing(_key(e), None, _value(e), why, _by(_value(e))) for e, why in refused]
    return text, tuple(map(_key, taken)), tuple(differing)


def _compared(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], path: Path, whole: Mapping[str, Any]
) -> Iterator[Edit | Differing]:
    """What the second file's table adds to the first one's, or says otherwise; `path` leads to it in `whole`, the first file."""
    for key, value in theirs.items():
        at = (*path, key)
        if key not in ours:
            if _is_rows(value):
                yield from (Append(dotted(whole, at), row) for row in value)
            else:
                yield Set(dotted(whole, at), value)
        elif isinstance(ours[key], dict) and isinstance(value, dict):
            yield from _compared(ours[key], value, at, whole)
        elif _is_rows(ours[key]) and _is_rows(value):
            yield from _rows(ours[key], value, at, whole)
        elif not is_same(ours[key], value):
            yield Differing(dotted(whole, at), ours[key], value, second_by=_by(theirs))


def _rows(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]], path: Path, whole: Mapping[str, Any]
) -> Iterator[Edit | Differing]:
    known = {_name(row): i for i, row in reversed(list(enumerate(ours)))}
    for row in theirs:
        i = known.get(_name(row))
        if i is None:
            if not any(is_same(row, one) for one in ours):
                yield Append(dotted(whole, path), row)
        else:
            yield from _compared(ours[i], row, (*path, i), whole)


def _taken(text: str, edits: list[Edit]) -> tuple[str, list[Edit], list[tuple[Edit, str]]]:
    """The text with the edits, or with as many of them as leave it a case; those that do not, each with the reason."""
    whole = edited(text, edits)
    if not _problems(whole):
        return whole, edits, []
    taken: list[Edit] = []
    waiting, reasons = list(edits), dict[int, str]()
    while waiting:
        left = []
        for edit in waiting:
            tried = edited(text, [edit])
            if problems := _problems(tried):
                reasons[id(edit)] = problems[0]
                left.append(edit)
            else:
                text = tried
                taken.append(edit)
        if len(left) == len(waiting):
            break
        waiting = left
    return text, taken, [(edit, f"the case would not hold together ({reasons[id(edit)]})") for edit in waiting]


def _problems(text: str) -> list[str]:
    return [problem.what for problem in examine(text, "case.toml")[1]]


def _data(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CaseError.of(name, f"is no TOML ({error})", "Mend it first: hikiwake check CASE.") from None


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _name(row: Mapping[str, Any]) -> tuple[str, ...]:
    """By what a row is known; an anchor by its document and words."""
    if "quote" in row:
        return "anchor", str(row.get("document")), str(row["quote"])
    return next(
        ((name, str(row[name])) for name in _NAMES if name in row), ("row", repr(sorted(row.items(), key=lambda one: one[0])))
    )


def _by(value: Any) -> str:
    return str(value["by"]) if isinstance(value, dict) and isinstance(value.get("by"), str) else ""


def _key(edit: Edit) -> str:
    if isinstance(edit, Append):
        name = _name(edit.stanza) if isinstance(edit.stanza, dict) else ()
        return f"{edit.table}.{name[-1]}" if len(name) == 2 and name[0] != "row" else edit.table
    return edit.key


def _value(edit: Edit) -> Any:
    return edit.stanza if isinstance(edit, Append) else edit.value if isinstance(edit, Set) else None
