"""A difference as JSON."""

from dataclasses import asdict

from hikiwake.assessment.difference import Difference, EntryChange, Moved
from hikiwake.ledger.model import Told

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def difference_json(found: Difference) -> dict[str, Json]:
    """`{"since", "entries": [{"entry", "change", "before", "after", "because"}], "numbers": [{"name", "before", "after", "because"}], …}`.

    `because` of a number lists `{"kind", "id", "cause", "by"}`; the `by` add up to `after` − `before`.
    """
    since = found.since
    return {
        "since": None if since is None else {"run": since.number, "at": since.at, "command": since.command, "as_of": since.as_of},
        "causes": [{"kind": c.kind, "id": c.id, "cause": c.told} for c in found.causes],
        "entries": [_entry(e) for e in found.entries],
        "numbers": [_moved(m) for m in found.numbers],
        "notes": list(found.notes),
    }


def _entry(e: EntryChange) -> Json:
    return {"entry": e.id, "change": e.change, "before": _told(e.before), "after": _told(e.after), "because": e.because}


def _told(told: Told | None) -> Json:
    return None if told is None else {**asdict(told), "reports": list(told.reports)}


def _moved(m: Moved) -> Json:
    return {
        "name": m.name,
        "label": m.label,
        "unit": m.unit,
        "before": m.before,
        "after": m.after,
        "because": [{"kind": p.kind, "id": p.id, "cause": p.told, "by": p.by} for p in m.because],
    }
