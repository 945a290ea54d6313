"""Entries that changed between two runs of a case: new, told otherwise or withdrawn, each with the reason in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hikiwake.assessment.causes import Cause
from hikiwake.assessment.state import is_told_alike
from hikiwake.ledger.model import Run, Told

MOVED, UNDATED = "moved", "undated"
_MOST_WORDS = 8  # of an entry that is named beside another


@dataclass(frozen=True, slots=True)
class EntryChange:
    """`change` is new, changed or withdrawn; `before` and `after` the entry as it was and is told; `because` says why, in words."""

    id: str
    change: str
    before: Told | None
    after: Told | None
    because: str


def entry_changes(
    since: Run,
    now: Run,
    causes: Sequence[Cause] = (),
    rejected: Mapping[str, str] | None = None,
    added: Mapping[str, str] | None = None,
) -> tuple[EntryChange, ...]:
    """Entries that are new, changed or withdrawn: withdrawn ones first as they stood, then the chronicle's order.

    `rejected` are entries that an analyst took out, `added` those that one added, and who it was.
    """
    came = {id: cause.told for cause in causes if cause.kind == "document" for id in cause.documents if len(cause.documents) == 1}
    came |= {
        id: now.documents[id].title or now.documents[id].name
        for id in now.documents
        if id not in since.documents and id not in came
    }
    told_with = {report: id for id, told in now.entries.items() for report in told.reports}
    told_before = {report: id for id, told in since.entries.items() for report in told.reports}
    found = [
        EntryChange(id, "withdrawn", told, None, _why_gone(id, told, now, told_with, rejected or {}))
        for id, told in since.entries.items()
        if id not in now.entries
    ]
    for id, told in now.entries.items():
        before = since.entries.get(id)
        if before is None:
            because = f"added by {added[id] or 'the analyst'}" if added and id in added else ""
            found.append(EntryChange(id, "new", None, told, because or _why_new(id, told, since, now, told_before, came, causes)))
        elif not is_told_alike(before, told):
            found.append(EntryChange(id, "changed", before, told, _why_changed(id, before, told, since, now, causes)))
    return tuple(found)


def _why_new(
    id: str, told: Told, since: Run, now: Run, told_before: Mapping[str, str], came: Mapping[str, str], causes: Sequence[Cause]
) -> str:
    if told.document in came:
        return f"read in {came[told.document]}"
    if id in told_before:
        return f"told with {_named(since.entries[told_before[id]])} before"
    if _is_read_anew(told.document, since, now):
        return "found when its document was read again"
    if any(c.is_undone for c in causes):
        return "put back by the analyst"
    return "its day has come" if since.as_of < now.as_of else "told anew"


def _why_changed(id: str, before: Told, after: Told, since: Run, now: Run, causes: Sequence[Cause]) -> str:
    if after.note != before.note and "corrected" in after.note:
        return after.note
    there, here = since.documents.get(before.document), now.documents.get(after.document)
    is_of_one_reader = there is not None and here is not None and there.reader == here.reader
    if is_of_one_reader and before.when != after.when and UNDATED not in (before.when, after.when):
        return f"{MOVED} from {before.when} to {after.when}"
    was, now_are = before.reports or (id,), after.reports or (id,)
    more = [r for r in now_are if r not in was]
    if more:
        return f"{len(more)} more {'report tells' if len(more) == 1 else 'reports tell'} of it"
    if len(now_are) < len(was):
        return "fewer reports tell of it"
    if "corrected" in before.note and "corrected" not in after.note:
        return "a correction was taken back"
    there, here = since.documents.get(after.document), now.documents.get(after.document)
    if there and here and there.reader != here.reader:
        return f"read again by {here.reader}"
    if there and here and there.date != here.date:
        return f"its document is dated {here.date}" if here.date else "its document has no date any more"
    return "put right by the analyst" if any(c.kind == "change" for c in causes) else "told anew"


def _named(told: Told) -> str:
    """An entry within a sentence: its words, as many as tell it from others."""
    words = told.what.split()
    return f"“{' '.join(words[:_MOST_WORDS])}{'…' if len(words) > _MOST_WORDS else ''}”"


def _is_read_anew(document: str, since: Run, now: Run) -> bool:
    """Whether a document that both runs hold was read by another reader, or read as of another day."""
    there, here = since.documents.get(document), now.documents.get(document)
    return there is not None and here is not None and (there.reader, there.date) != (here.reader, here.date)


def _why_gone(id: str, told: Told, now: Run, told_with: Mapping[str, str], rejected: Mapping[str, str]) -> str:
    if told.document not in now.documents:
        return "its document was taken out"
    if id in rejected:
        return f"rejected by {rejected[id] or 'the analyst'}"
    if id in told_with:
        return f"told with {_named(now.entries[told_with[id]])} now"
    return "no longer found, or too late for the day that the case is judged at"
