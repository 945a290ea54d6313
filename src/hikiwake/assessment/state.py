"""The present state of a case as the ledger keeps it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hikiwake.assessment.model import Assessment, Missing
from hikiwake.assessment.numbers import numbers
from hikiwake.ledger.model import Forecast, Run, Source, Told
from hikiwake.record.chronology import document_of, in_order
from hikiwake.record.model import Contents, Event
from hikiwake.record.table import lines
from hikiwake.terms.pauses import paused

_LONGEST_CUE = 5  # words


def run_of(
    assessment: Assessment,
    readers: Mapping[str, str],
    *,
    case_text: str,
    at: str,
    command: str,
    by: str = "",
    version: str,
    changes: int = 0,
) -> Run:
    """The run that an assessment is.

    Args:
        readers: who read each document, by its id.
        case_text: the case file as it stands.
        at: an ISO timestamp in UTC.
        version: the program's.
        changes: the number of the last change that an analyst made to the record.
    """
    a = assessment
    documents = {
        d.id: Source(d.name, d.title or "", d.publisher or "", d.date.value if d.date else "", readers.get(d.id, ""))
        for d in a.record.documents
    }
    entries = told(a.contents)
    values = {name: number.value for name, number in numbers(a).items()}
    data = "" if isinstance(a.event_data, Missing) else a.event_data.id
    state = _digest(
        case_text,
        str(a.case.as_of),
        documents,
        entries,
        values,
        *((data,) if data else ()),  # a case without event data has the state that it had before there were any
    )
    as_of = str(a.case.as_of)
    return Run(
        at, command, by, version, as_of, state, case_text, documents, entries, values, changes, _forecast(a), data
    )  # fmt: skip


def told(contents: Contents) -> dict[str, Told]:
    """Every entry as a reader sees it, by its id, in the chronicle's order."""
    entries = in_order(contents)
    return {
        entry.id: Told(
            line.kind,
            line.when,
            line.who,
            line.what,
            line.grade,
            line.note,
            document_of(entry),
            entry.entries if isinstance(entry, Event) and len(entry.entries) > 1 else (),
        )
        for entry, line in paused(zip(entries, lines(entries, contents), strict=True))
    }


def is_told_alike(before: Told, after: Told) -> bool:
    """Whether an entry is told as it was; older versions left out a statement's cue ("denied that …"), and the arrow before whom something
    was done to.
    """
    if before == after or replace(before, who=f"→ {before.who}") == after:
        return True
    if after.kind != "statement" or "corrected" in after.note or replace(before, what=after.what) != after:
        return False
    first, _, rest = before.what.partition(" … ")
    is_held = before.what in after.what or (after.what.startswith(first) and after.what.endswith(rest))
    return is_held and len(after.what.split()) - len(before.what.split()) <= _LONGEST_CUE


def _digest(*inputs: "str | Mapping[str, Any]") -> str:
    """16 hex digits of the inputs as one list of JSON with sorted keys, written piece by piece."""
    written = json.JSONEncoder(sort_keys=True).encode
    digest = hashlib.sha256(b"[")
    for n, one in enumerate(inputs):
        digest.update(b", " if n else b"")
        if isinstance(one, str):
            digest.update(written(one).encode())
            continue
        digest.update(b"{")
        for k, key in enumerate(paused(sorted(one))):
            value = one[key]
            told = _fields(value) if isinstance(value, (Source, Told)) else value
            digest.update(f"{', ' if k else ''}{written(key)}: {written(told)}".encode())
        digest.update(b"}")
    digest.update(b"]")
    return digest.hexdigest()[:16]


def _fields(one: Source | Told) -> dict[str, Any]:
    """As `dataclasses.asdict` has it, which copies every value of ten thousand entries."""
    return {name: getattr(one, name) for name in one.__slots__}


def _forecast(a: Assessment) -> Forecast | None:
    if isinstance(a.forecast, Missing):
        return None
    f, case = a.forecast, a.case
    return Forecast(case.question, case.settlement, str(f.by), f.probability, f.lower, f.upper)
