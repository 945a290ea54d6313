"""What a reader must hear of first since last time: what a paper has taken back, what is disputed now, and what was moved to another day."""

import re
from collections.abc import Collection

from hikiwake.assessment.difference import Difference, EntryChange
from hikiwake.assessment.entry_changes import MOVED
from hikiwake.brief import english
from hikiwake.brief.composition.chronicle import Line, lines
from hikiwake.brief.composition.material import Material, digest, of_report, of_statement
from hikiwake.brief.composition.reported_speech import told as in_reported_speech
from hikiwake.brief.composition.speakers import speaker_of
from hikiwake.brief.composition.weight import is_done
from hikiwake.brief.model import Sentence
from hikiwake.record.contradictions.sides import WITHDRAWN
from hikiwake.record.disputes import Dispute, disputes
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


def disputed(found: Difference, material: Material) -> tuple[Sentence, ...]:
    """What a text that came since last time contradicts, each quarrel once, with who says what; what is taken back is told by `taken_back`."""
    come = set(material.documents) - set(found.since.documents if found.since else ())
    told: dict[Dispute, Sentence] = {}
    for id, dispute, documents in material.of_record(_quarrels) if come else ():
        if dispute not in told and any(side and side <= come for side in documents):
            told[dispute] = _disputed(id, dispute, material)
    return tuple(told.values())


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


def _quarrels(material: Material) -> tuple[tuple[str, Dispute, tuple[frozenset[str], ...]], ...]:
    """Each dispute with its entry, what happened before what was said, and with the texts of its sides."""
    found = disputes(material.assessment.contents)
    done = (line.event.id for line in lines(material) if is_done(line.event))
    order = (*done, *(said.id for said in material.assessment.contents.statements))
    return tuple(
        (id, dispute, tuple(_documents_of(side.entries, material) for side in dispute.sides))
        for id in order
        for dispute in found.get(id, ())
        if dispute.about != WITHDRAWN
    )


def _disputed(id: str, dispute: Dispute, material: Material) -> Sentence:
    line = next((line for line in lines(material) if line.event.id == id), None)
    if line:
        words, cites = _words(line), tuple(of_report(r, line.event.id) for r in line.event.reports[:3])
    else:
        statement = material.statements[id].statement
        words = f"{speaker_of(statement, material)} {in_reported_speech(statement).rstrip('.')}"
        cites = (of_statement(statement, id),)
    sides = english.plain(str(dispute))
    return Sentence(f"since:disputed:{id}:{digest(sides)}", f"{words} ({sides}).", cites)


def _documents_of(entries: Collection[str], material: Material) -> frozenset[str]:
    by_entry = material.of_record(_documents_by_entry)
    return frozenset(by_entry[entry] for entry in entries if entry in by_entry)


def _documents_by_entry(material: Material) -> dict[str, str]:
    contents = material.assessment.contents
    reports = ((id, r.document) for e in contents.events for id, r in zip(e.own_entries, e.reports, strict=True))
    return {**dict(reports), **{said.id: said.statement.document for said in contents.statements}}
