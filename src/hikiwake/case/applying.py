"""Edits made in a case that has been read, without a file: for a what-if, and for the scenarios that a case keeps."""

from collections.abc import Iterable
from typing import Any

from hikiwake.case import scenarios
from hikiwake.case.edits import Edit, applied, dotted
from hikiwake.case.loading import judge
from hikiwake.case.model import Case
from hikiwake.terms.errors import CaseError, Problem


def with_edits(case: Case, edits: Iterable[Edit]) -> Case:
    """The case with the edits made. Its scenarios are not asked whether they still fit.

    Raises:
        CaseError: an edit names what is not there, or the result does not hold together (each problem by its key).
    """
    data = applied(data_of(case), edits)
    changed, faults = judge(data)
    if changed is None or faults:
        raise CaseError(*(Problem(dotted(data, fault.path) or "the case", fault.what, fault.mend) for fault in faults))
    return changed


def in_scenario(case: Case, scenario: str) -> Case:
    """The case as one of its scenarios has it.

    Raises:
        CaseError: there is none of that id.
    """
    return with_edits(case, scenarios.edits_of(scenarios.stated(case, scenario)))


def data_of(case: Case) -> dict[str, Any]:
    """What a case states, as plain data; what it leaves out is left out."""
    found: dict[str, Any] = _listed(case.model_dump(by_alias=True, exclude_unset=True))
    return found


def _listed(value: Any) -> Any:
    """Tuples as lists, as a file has them."""
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, list | tuple) else value
