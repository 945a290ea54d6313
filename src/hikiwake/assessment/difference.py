"""What changed in a case since a run, and why: entries that are new, changed or withdrawn, and every number that moved, part by part.

The day that the case is judged at goes first: what a later document says counts only once the day has come. A part is what one cause does
alone: the older state, at the new day, computed again with that cause and no other. What the causes do only together is one more part, the
interaction, and what can no longer be computed (a program that has changed since, a document that was taken out) is another; so the parts
add up to the whole. The interaction names the causes that do something else when added last than when added first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hikiwake.assessment.assess import assess
from hikiwake.assessment.causes import Between, Cause, Compile, Known
from hikiwake.assessment.entry_changes import EntryChange, entry_changes
from hikiwake.assessment.model import Assessment
from hikiwake.assessment.numbers import Number, label_of_gone, numbers
from hikiwake.ledger.model import Run
from hikiwake.terms.errors import CaseError

__all__ = ["Difference", "EntryChange", "Moved", "Part", "difference", "entry_changes"]

_DAY = "as_of"
_CLOSE = 1e-9
_SAME = 1e-12  # of a number: what rounding in another order of summing can do


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause did to a number. `kind` is document, change, case, together or program; `by` is None where one of the two values is."""

    kind: str
    id: str
    told: str
    by: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that is not what it was; the parts' `by` add up to `after` − `before`. One of the two is None for a number that came or went."""

    name: str
    label: str
    unit: str
    before: float | None
    after: float | None
    because: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed since `since`, the run that is compared with; None where there is none, and then there is nothing to tell."""

    since: Run | None
    entries: tuple[EntryChange, ...]
    numbers: tuple[Moved, ...]
    causes: tuple[Cause, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.entries and not self.numbers and not self.causes


def difference(since: Run, now: Run, assessment: Assessment, states: Between, contents_of: Compile) -> Difference:
    """What changed between a run and the present.

    Args:
        since: the run as the ledger kept it.
        now: the present as it would be kept.
        assessment: the present, `states.after` assessed.
        states: the two states and what lies between; its older one is what of that run can still be computed.
        contents_of: the record with just these documents and just these changes.
    """
    compute = _Computed(assessment, states, contents_of)
    moved, notes = _moved(since, now, assessment, states, compute)
    corrections = assessment.record.corrections
    rejected = {c.entry: c.by for c in corrections if c.rejected}
    added = {c.entry: c.by for c in corrections if c.is_added}
    return Difference(since, entry_changes(since, now, states.causes, rejected, added), moved, states.causes, notes)


class _Computed:
    """Numbers of states, each computed once; where only the case file is another, from one of the two states between which the others lie."""

    def __init__(self, now: Assessment, states: Between, contents_of: Compile) -> None:
        self._now = now
        self._contents_of = contents_of
        self._found: dict[tuple[frozenset[str], frozenset[int], str], dict[str, Number] | None] = {}
        self._ends: dict[tuple[frozenset[str], frozenset[int]], Assessment | None] = {_record(states.before): None}
        self._ends[_record(states.after)] = now

    def __call__(self, known: Known) -> dict[str, Number] | None:
        """None where the case's pieces do not hold together by themselves."""
        key = known.documents, known.changes, repr(known.data)
        if key not in self._found:
            self._found[key] = self._compute(known)
        return self._found[key]

    def _compute(self, known: Known) -> dict[str, Number] | None:
        try:
            case = known.case()
        except CaseError:
            return None
        record = _record(known)
        end = self._ends.get(record)
        found = assess(case, end.record if end else self._contents_of(*record), end or self._now)
        if record in self._ends and end is None:
            self._ends[record] = found
        return numbers(found)


def _record(known: Known) -> tuple[frozenset[str], frozenset[int]]:
    return known.documents, known.changes


def _moved(
    since: Run, now: Run, assessment: Assessment, states: Between, compute: _Computed
) -> tuple[tuple[Moved, ...], tuple[str, ...]]:
    labels = numbers(assessment)
    names = [
        name for name in dict.fromkeys((*now.numbers, *since.numbers)) if _differ(since.numbers.get(name), now.numbers.get(name))
    ]
    if not names:
        return (), ()
    day, others = _that_hold(states, compute)
    start = compute(states.before)
    at_day = compute(states.known(day))
    alone = [(cause, compute(states.known([*day, cause]))) for cause in others]
    broken = start is None or at_day is None or any(found is None for _, found in alone)
    last = [] if broken else [compute(states.known([*day, *(c for c in others if c is not cause)])) for cause in others]
    steps = _Steps(start or {}, day, at_day or {}, alone, last)
    notes = ("The case file's changes only hold together, so their parts cannot be told apart.",) if broken else ()
    moved = []
    for name in names:
        label, unit = (labels[name].label, labels[name].unit) if name in labels else (label_of_gone(name), "")
        before, after = since.numbers.get(name), now.numbers.get(name)
        parts = _whole(before, after, states.causes) if broken else _parts(name, before, after, steps, since, now)
        moved.append(Moved(name, label, unit, before, after, parts))
    return tuple(moved), notes


def _that_hold(states: Between, compute: _Computed) -> tuple[list[Cause], list[Cause]]:
    """The day that goes first, and the other causes; changes of the case file of which one alone does not hold together are one cause.

    A day beyond the horizon, say, and the new horizon.
    """
    day = [cause for cause in states.causes if cause.keys == (_DAY,)]
    others = [cause for cause in states.causes if cause not in day]

    def holds(*some: Cause) -> bool:
        return compute(states.known([*day, *some])) is not None

    if not holds() and compute(states.before) is not None:
        together = next(([c] for c in others if c.keys and holds(c)), [c for c in others if c.keys])
        others = [cause for cause in others if cause not in together]
        day = [_joined([*day, *together])]
    for cause in [c for c in others if c.keys]:
        if cause not in others or holds(cause):
            continue
        rest = [c for c in others if c.keys and c is not cause]
        together = [cause, *next(([c] for c in rest if holds(cause, c)), rest)]
        others = [c for c in others if c not in together] + [_joined(together)]
    return day, others


def _joined(causes: Sequence[Cause]) -> Cause:
    """Changes of the case file as one."""
    keys = tuple(key for cause in causes for key in cause.keys)
    return replace(causes[0], id="+".join(c.id for c in causes), told=" with ".join(c.told for c in causes), keys=keys)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Numbers on the way: of the older state; of it at the new `day`; with each other cause alone; and of the newer state without it."""

    start: Mapping[str, Number]
    day: Sequence[Cause]
    at_day: Mapping[str, Number]
    alone: Sequence[tuple[Cause, Mapping[str, Number] | None]]
    last: Sequence[Mapping[str, Number] | None]


def _parts(name: str, before: float | None, after: float | None, steps: _Steps, since: Run, now: Run) -> tuple[Part, ...]:
    start, first = _value(steps.start, name), _value(steps.at_day, name)
    if before is None or after is None or start is None or first is None:
        moving = zip(steps.alone, steps.last, strict=True)
        named = [c for (c, found), rest in moving if _value(found, name) != first or _value(rest, name) != after]
        named += [c for c in steps.day if first != start]
        return tuple(Part(c.kind, c.id, c.told, None) for c in named) or _program(None, since, now)
    parts, together = [], list[Cause]()
    for (cause, found), rest in zip(steps.alone, steps.last, strict=True):
        with_it, without_it = _value(found, name), _value(rest, name)
        by = with_it - first if with_it is not None else 0.0
        if abs(by) > _SAME:
            parts.append(Part(cause.kind, cause.id, cause.told, by))
        if with_it is None or without_it is None or abs((after - without_it) - by) > _CLOSE:
            together.append(cause)
    parts += [Part(c.kind, c.id, c.told, first - start) for c in steps.day if abs(first - start) > _SAME]
    parts.sort(key=lambda part: -abs(part.by or 0.0))
    program = start - before
    if abs(program) > _SAME:
        parts += _program(program, since, now)
    rest_of_it = (after - before) - sum(part.by or 0.0 for part in parts)
    if abs(rest_of_it) > _CLOSE:
        told = "together: " + " and ".join(cause.told for cause in together[:4]) + (" and others" if len(together) > 4 else "")
        parts.append(Part("together", "+".join(cause.id for cause in together), told, rest_of_it))
    elif parts and rest_of_it:  # what rounding in another order of summing leaves over
        parts[0] = replace(parts[0], by=(parts[0].by or 0.0) + rest_of_it)
    return without_repetition(tuple(parts), together)


def without_repetition(parts: tuple[Part, ...], together: Sequence[Cause]) -> tuple[Part, ...]:
    """Where two documents partly tell the same, what the one that came later adds to the former, in place of what it does alone."""
    both = parts and parts[-1].kind == "together" and len(together) == 2 and all(c.kind == "document" for c in together)
    first, second = ([p for p in parts if both and p.id == c.id] for c in together) if both else ([], [])
    if not first or not second:
        return parts
    alone, overlap = second[0].by or 0.0, parts[-1].by or 0.0
    if alone * overlap >= 0 or abs(overlap) > abs(alone) + _CLOSE:
        return parts
    left = alone + overlap
    if abs(left) <= _CLOSE:  # a copy
        was, now = (
            first[0],
            replace(first[0], told=f"{first[0].told}, to which {second[0].told} adds nothing", by=(first[0].by or 0.0) + left),
        )
        return tuple(now if p is was else p for p in parts[:-1] if p is not second[0])
    beyond = replace(second[0], told=f"{second[0].told}, beyond what {first[0].told} tells", by=left)
    return tuple(beyond if p is second[0] else p for p in parts[:-1])


def _program(by: float | None, since: Run, now: Run) -> tuple[Part, ...]:
    """What changed without one of the causes: the program or its reader, or what is not there to be computed again."""
    gone = [source.title or source.name for id, source in since.documents.items() if id not in now.documents]
    readers = sorted({s.reader for s in now.documents.values()} - {s.reader for s in since.documents.values()})
    told = []
    if gone:
        told.append(f"taken out: {', '.join(gone[:3])}" + (f" and {len(gone) - 3} more" if len(gone) > 3 else ""))
    if readers and any(since.documents[id].reader != now.documents[id].reader for id in since.documents if id in now.documents):
        told.append(f"documents read again by {', '.join(readers)}")
    if since.version != now.version:
        told.append(f"Hikiwake {now.version} in place of {since.version}")
    return (Part("program", "program", "; ".join(told) or "documents read or described anew", by),)


def _whole(before: float | None, after: float | None, causes: Sequence[Cause]) -> tuple[Part, ...]:
    by = None if before is None or after is None else after - before
    return (Part("together", "+".join(c.id for c in causes), "together: " + " and ".join(c.told for c in causes[:4]), by),)


def _value(found: Mapping[str, Number] | None, name: str) -> float | None:
    number = found.get(name) if found else None
    return number.value if number else None


def _differ(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(after - before) > _SAME
