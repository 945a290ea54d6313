"""Scenarios: what-ifs that a case keeps by name. A scenario is a list of edits of the case it stands in; the case itself stays as it is."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from hikiwake.case.edits import Append, Edit, Remove, Set, applied, key_of
from hikiwake.case.faults import Fault
from hikiwake.case.model import Case, Scenario, StatedEdit
from hikiwake.case.positions import Path
from hikiwake.terms.errors import CaseError

_LIST = "scenarios"
Judge = Callable[[dict[str, Any]], tuple[Case | None, list[Fault]]]


def stated(case: Case, scenario: str) -> Scenario:
    """The scenario of that id.

    Raises:
        CaseError: there is none.
    """
    found = next((one for one in case.scenarios if one.id == scenario), None)
    if found is None:
        known = ", ".join(one.id for one in case.scenarios)
        raise CaseError.of(_LIST, f'there is no scenario "{scenario}"', f"Known are: {known}." if known else "None is stated.")
    return found


def edits_of(scenario: Scenario) -> tuple[Edit, ...]:
    """A scenario's edits, in order."""
    return tuple(_edit(one) for one in scenario.edits)


def as_scenario(id: str, title: str, edits: Sequence[Edit], *, by: str, on: date, note: str = "") -> Append:
    """The edit that keeps some edits as a scenario of the case."""
    row: dict[str, Any] = {"id": id, "title": title, "by": by, "on": on.isoformat(), "edits": [_row(edit) for edit in edits]}
    return Append(_LIST, row | ({"note": note} if note else {}))


def faults(case: Case, data: dict[str, Any], judge: Judge) -> Iterator[Fault]:
    """Scenarios whose edits do not fit the case: each has to make a case that holds together.

    Args:
        data: what the case states, with its scenarios.
        judge: the case that data state, and what is wrong with them.
    """
    plain = {key: value for key, value in data.items() if key != _LIST}
    for n, scenario in enumerate(case.scenarios):
        changed = plain
        found: Fault | None = None
        for k, one in enumerate(scenario.edits):
            at: Path = (_LIST, n, "edits", k)
            name = f'scenario "{scenario.id}", edit {k + 1}'
            found = _malformed(at, name, one)
            if found is None:
                try:
                    changed = applied(changed, [_edit(one)])
                except CaseError as error:
                    problem = error.problems[0]
                    found = Fault(at, f"{name}: {problem.where}: {problem.what}", problem.mend)
            if found:
                yield found
                break
        if found is None:
            for fault in judge(changed)[1][:1]:
                yield Fault((_LIST, n, "edits"), f'scenario "{scenario.id}" makes no case: {fault.what}', fault.mend)


def _malformed(at: Path, name: str, one: StatedEdit) -> Fault | None:
    named = [key for key in ("set", "append", "remove") if getattr(one, key)]
    if len(named) != 1:
        return Fault(at, f"{name} says {' and '.join(named) or 'nothing'}", "Write one of: set and to, append and row, remove.")
    needed, value = {"set": ("to", one.to), "append": ("row", one.row), "remove": ("", "")}[named[0]]
    if value is None:
        return Fault(at, f"{name} lacks {needed}", f"Add {needed} = …")
    if key_of(_edit(one)).split(".")[0] == _LIST:
        return Fault(at, f"{name} is about the scenarios themselves", "A scenario changes the case, not its scenarios.")
    return None


def _edit(one: StatedEdit) -> Edit:
    if one.set:
        return Set(one.set, one.to)
    return Append(one.append, one.row) if one.append else Remove(one.remove)


def _row(edit: Edit) -> dict[str, Any]:
    match edit:
        case Set():
            return {"set": edit.key, "to": edit.value}
        case Append():
            return {"append": edit.table, "row": edit.stanza}
        case Remove():
            return {"remove": edit.key}
