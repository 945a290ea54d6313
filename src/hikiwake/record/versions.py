"""Which state of an entry somebody looked at, so that a change meant for that one is not made to another."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hikiwake.record import snapshots
from hikiwake.record.compilation import Compiled
from hikiwake.record.model import Event, Said
from hikiwake.terms.errors import ConflictError


def version(*entries: Event | Said) -> str:
    """12 hex digits that change whenever one of these entries does; the same for a happening and for its reports' own entries."""
    told = []
    for entry in entries:
        rejected = "rejected" if entry.corrected and entry.corrected.rejected else ""
        if isinstance(entry, Event):
            facts = zip(entry.own_entries, entry.reports, strict=True)
            told += [f"{id}\x1f{rejected}\x1f{snapshots.written(replace(report, via=None))}" for id, report in facts]
        else:
            told.append(f"{entry.id}\x1f{rejected}\x1f{snapshots.written(replace(entry.statement, via=None))}")
    return hashlib.sha256("\x1e".join(sorted(told)).encode()).hexdigest()[:12]


def refuse_conflict(found: Compiled, ids: Sequence[str], if_version: str | None, *others: Sequence[str]) -> None:
    """Nothing, when the entries are as they were when `version` gave `if_version`, or nothing is asked.

    Args:
        ids: the entries; the version may be of all of them or of the first alone.
        others: further sets of them of which it may be.

    Raises:
        ConflictError: they are not.
    """
    if if_version is None:
        return
    if not any(version(*map(found.entry, some)) == if_version for some in (ids, ids[:1], *others)):
        made = max((m for id in ids for m in found.changes_of(id)), key=lambda m: m.number, default=None)
        who = f" by {made.correction.by}" if made and made.correction.by else ""
        raise ConflictError.of(ids[0], f"has been changed{who} since you looked at it", "Look at it again; nothing was changed.")
