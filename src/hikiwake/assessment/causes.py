"""What can have moved a number between two states of a case: documents that came, what the analyst put right, what the case file says now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hikiwake.assessment.case_changes import case_changes, patched
from hikiwake.case.loading import judge
from hikiwake.case.model import Case
from hikiwake.record.model import Contents
from hikiwake.terms.errors import CaseError, Problem

Compile = Callable[[frozenset[str], frozenset[int]], Contents]


@dataclass(frozen=True, slots=True)
class Known:
    """All that an assessment follows from: the case file's data, the documents read, and which of the analyst's changes hold."""

    data: Mapping[str, Any]
    documents: frozenset[str]
    changes: frozenset[int]

    def case(self) -> Case:
        """The case that the data state.

        Raises:
            CaseError: they do not hold together.
        """
        case, faults = judge(dict(self.data))
        if case is None or faults:
            raise CaseError(*(Problem("case.toml", fault.what, fault.mend) for fault in faults))
        return case


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that came between. `kind` is document, change, case or data; `id` the document's, the change's number, the case's key or the
    event data's. Other event data move a chart and none of the numbers. `is_undone`: the analyst took a change back.
    """

    kind: str
    id: str
    told: str
    documents: frozenset[str] = frozenset()
    changes: frozenset[int] = frozenset()
    keys: tuple[str, ...] = ()
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """Two states of a case and the causes that lead from one to the other."""

    before: Known
    after: Known
    causes: tuple[Cause, ...]

    def known(self, having: Iterable[Cause]) -> Known:
        """The older state with these causes in force and no other."""
        documents, changes, keys = set(self.before.documents), set(self.before.changes), list[str]()
        for cause in having:
            documents ^= cause.documents
            changes ^= cause.changes
            keys += cause.keys
        data = patched(self.before.data, self.after.data, keys) if keys else self.before.data
        return Known(data, frozenset(documents), frozenset(changes))


def between(
    before: Known, after: Known, titles: Mapping[str, str], changed: Sequence[tuple[frozenset[int], str]], most: int
) -> Between:
    """The causes between two states.

    Args:
        titles: what a reader calls each document.
        changed: the analyst's changes by the go in which they were made: their numbers, and what they did in words.
        most: how many causes there may be; documents are put together in the order of `titles` where there are more.
    """
    came = [id for id in titles if id in after.documents ^ before.documents]
    made = [(numbers & (after.changes ^ before.changes), told) for numbers, told in changed]
    causes = [
        *(_change(numbers, told, is_undone=not numbers & after.changes) for numbers, told in made if numbers),
        *(Cause("case", change.keys[0], change.told, keys=change.keys) for change in case_changes(before.data, after.data)),
    ]
    causes = [*_documents(came, titles, max(most - len(causes), 1)), *causes]
    if len(causes) > most:
        causes = _put_together(causes, most)
    return Between(before, after, tuple(causes))


def _change(numbers: frozenset[int], told: str, *, is_undone: bool) -> Cause:
    return Cause("change", str(min(numbers)), f"taken back: {told}" if is_undone else told, changes=numbers, is_undone=is_undone)


def of_event_data(before: str, after: str) -> tuple[Cause, ...]:
    """The cause that other event data are, by what names them in two states of a case; none where they are the same."""
    if before == after:
        return ()
    told = "other events between the two are counted now" if before else "events between the two are counted for the first time"
    return (Cause("data", after or before, f"event data: {told if after else 'none are looked at any more'}"),)


def _documents(came: Sequence[str], titles: Mapping[str, str], most: int) -> list[Cause]:
    size = -(-len(came) // most) or 1
    found = []
    for i in range(0, len(came), size):
        some = came[i : i + size]
        told = titles[some[0]] if len(some) == 1 else f"{len(some)} documents, from {titles[some[0]]} to {titles[some[-1]]}"
        found.append(Cause("document", some[0], told, documents=frozenset(some)))
    return found


def _put_together(causes: Sequence[Cause], most: int) -> list[Cause]:
    """The changes that the analyst made as one cause, where there are too many to ask of each."""
    kept = [cause for cause in causes if cause.kind != "change"]
    changes = [cause for cause in causes if cause.kind == "change"]
    size = -(-len(changes) // max(most - len(kept), 1))
    for i in range(0, len(changes), size):
        some = changes[i : i + size]
        told = some[0].told if len(some) == 1 else f"{len(some)} corrections, from “{some[0].told}” to “{some[-1].told}”"
        is_undone = all(c.is_undone for c in some)
        kept.append(replace(some[0], told=told, changes=frozenset().union(*(c.changes for c in some)), is_undone=is_undone))
    return kept
