"""What a reader must hear of first since last time: what a paper has taken back, and what was moved to another day."""

import re
from collections.abc import Collection

from hikiwake.assessment.difference import Difference, EntryChange
from hikiwake.assessment.entry_changes import MOVED
from hikiwake.brief import english
from hikiwake.brief.composition.chronicle import Line, lines
from hikiwake.brief.composition.material import Material, of_report
from hikiwake.brief.composition.weight import is_done
from hikiwake.brief.model import Sentence
from hikiwake.record.contradictions.sides import WITHDRAWN
from hikiwake.record.disputes import disputes
from hikiwake.record.model import Status
from hikiwake.terms.dates import from_timex

_PUT_OFF = re.compile(
    r"\b(?:put off|postponed|moved|delayed|rescheduled|brought forward|shifted)\b.*\b(?:to|until|till|by)\b", re.IGNORECASE
)
_DAYS = re.compile(rf"{MOVED} from (\S+) to (\S+)")


def taken_back(found: Difference, material: Material) -> tuple[Sentence, ...]:
    """Happenings that a text which came since last time takes back, each with who does."""
    by_entry = material.of_record(_withdrawals)
    come = set(material.documents) - set(found.since.documents if found.since else ())
    told = []
    for line in lines(material) if by_entry else ():
        who, documents = by_entry.get(line.event.id, ("", frozenset()))
        if documents & come and is_done(line.event):
            text = f"Withdrawn: {_words(line)} ({who})."
            told.append(
                Sentence(
                    f"since:withdrawn:{line.event.id}", text, tuple(of_report(r, line.event.id) for r in line.event.reports[:3])
                )
            )
    return tuple(told)


def moved(found: Difference, material: Material) -> tuple[Sentence, ...]:
    """Happenings that are told of another day than last time, nobody having read their texts anew, and plans that a new text says were moved."""
    changed = {e.id: e for e in found.entries if is_moved(e)}
    new = {e.id for e in found.entries if e.change == "new"}
    told = []
    for line in lines(material) if changed or new else ():
        id = line.event.id
        words = ""
        if change := changed.get(id):
            words = f"{in_words(change.because)}: {line.text}"
        elif id in new and line.best[1].status is Status.PLANNED and _PUT_OFF.search(line.text):
            words = f"To another day, {line.lead}: {line.text}"
        if words:
            told.append(Sentence(f"since:moved:{id}", words, (of_report(line.best[1], id),)))
    return tuple(told)


def is_moved(change: EntryChange) -> bool:
    return change.change == "changed" and _DAYS.fullmatch(change.because) is not None


def in_words(because: str) -> str:
    """`Moved from 1 December 2026 to 15 December 2026`."""
    days = _DAYS.fullmatch(because)
    return f"Moved from {_day(days[1])} to {_day(days[2])}" if days else because


def _day(timex: str) -> str:
    first, _, last = timex.partition("/")
    ends = [english.dated(from_timex(day)) or day for day in (first, last) if day]
    return "–".join(dict.fromkeys(ends))


def _words(line: Line) -> str:
    return line.text.rstrip(".") if not line.is_dated else f"{line.text.rstrip('.')}, {line.lead}"


def _withdrawals(material: Material) -> dict[str, tuple[str, frozenset[str]]]:
    """By event id: who has withdrawn it, and in which texts."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for id, some in disputes(material.assessment.contents).items():
        for side in (side for dispute in some if dispute.about == WITHDRAWN for side in dispute.sides if side.says == WITHDRAWN):
            if id not in side.entries:
                found[id] = english.plain(str(side)), _documents_of(side.entries, material)
    return found


def _documents_of(entries: Collection[str], material: Material) -> frozenset[str]:
    reports = ((id, r) for e in material.assessment.contents.events for id, r in zip(e.own_entries, e.reports, strict=True))
    return frozenset(report.document for id, report in reports if id in entries)
