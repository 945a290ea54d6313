"""The record as the chronicle shows it: one entry for one happening, with all its reports.

Nothing of it is stored: it follows from the reports as the analyst left them, whatever was read first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from hikiwake.record.merging.copies import independent
from hikiwake.record.merging.partition import partition
from hikiwake.record.merging.tellings import Sentences, sentences
from hikiwake.record.model import Contents, Correction, Document, Event, Report, Said, Statement, Status
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade

_STATUSES = (
    Status.ACTUAL,
    Status.PLANNED,
    Status.DENIED,
    Status.HYPOTHETICAL,
)  # what is known to have happened goes before what was to
# What is passed on may be another's report of the same, a guess is nobody's: neither corroborates. Nor does a plan that it happened.
_RELAYED = frozenset({Grade.REPORTED, Grade.SPECULATION, Grade.OPINION})
_CLOSE_DAYS = 31
_DEEDS = (
    "04",
    "057",
    "06",
    "07",
    "08",
    "14",
    "15",
    "16",
    "17",
    "18",
    "19",
    "20",
)  # CAMEO: talks, signatures, help, concessions, force
_CLAUSES = frozenset(
    ["that", "to", "whether", "if", "how", "what", "why", "when", "where", "who"]
)  # words with which a clause begins


@dataclass(frozen=True, slots=True)
class _Told:
    id: str
    report: Report
    corrected: Correction | None


def merged(contents: Contents) -> Contents:
    """The record with the reports of one event brought together, and what they tell left out of the statements.

    It is the same whatever the order, and whether or not it was merged before.
    """
    documents = {d.id: d for d in contents.documents}
    told = [one for event in contents.events for one in _told(event)]
    reports = [one.report for one in told]
    cuts = cut(reports, documents)
    events = tuple(_event([told[i] for i in group], documents, cuts) for group in partition(reports, documents, cuts))
    return replace(contents, events=events, statements=_words_not_deeds(contents))


def _words_not_deeds(contents: Contents) -> tuple[Said, ...]:
    """The statements without those that only tell a deed once more: "signed a treaty" is an event; that they agreed *to sign* is said as well."""
    deeds: dict[str, set[int]] = defaultdict(set)  # the code points of their triggers, by document
    for report in (r for e in contents.events for r in e.reports if (r.cameo or "").startswith(_DEEDS)):
        deeds[report.document].update(c for s in report.trigger.spans for c in range(s.start, s.end))
    return tuple(said for said in contents.statements if not _is_deed(said.statement, deeds[said.statement.document]))


def _is_deed(statement: Statement, deeds: Set[int]) -> bool:
    first = next(iter(statement.content.text.split()), "").lower()
    if statement.cue is None or statement.quoted or first in _CLAUSES:
        return False
    return any(not deeds.isdisjoint(range(s.start, s.end)) for s in statement.cue.spans)


def cut(reports: Sequence[Report], documents: Mapping[str, Document]) -> dict[str, Sentences]:
    """The sentences of the documents that `reports` come from."""
    of: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of[report.document].append(report)
    return {document: sentences(documents[document].text, some) for document, some in of.items()}


def _told(event: Event) -> list[_Told]:
    ids = event.entries or (event.id,) * len(event.reports)
    # Of a merged event the correction is that of the report which speaks for it.
    marks = (event.corrected, *(None for _ in event.reports[1:]))
    told = [_Told(*one) for one in zip(ids, event.reports, marks, strict=True)]
    return sorted(told, key=lambda one: one.id != event.id)  # the one that gave the event its id goes first and gives it again


def _event(told: Sequence[_Told], documents: Mapping[str, Document], cuts: Mapping[str, Sentences]) -> Event:
    if len(told) == 1:
        (only,) = told
        return Event(only.id, (only.report,), only.corrected, (only.id,))
    spoken = sorted(told, key=_voice)
    reports = tuple(one.report for one in spoken)
    firm = [r for r in reports if r.status is reports[0].status and r.grade not in _RELAYED]
    sources = independent(firm, [documents[r.document] for r in firm], [cuts[r.document] for r in firm])
    return Event(told[0].id, reports, spoken[0].corrected, tuple(one.id for one in spoken), max(sources, 1))


def _voice(told: _Told) -> tuple[object, ...]:
    """Who speaks for an event: the analyst; then who tells it as done, when it was, by the strongest grade."""
    r = told.report
    sides = len({a.country for a in (*r.sources, *r.targets) if a.country})
    return (
        told.corrected is None,
        _STATUSES.index(r.status),
        _vagueness(r.date.date if r.date else None),
        r.grade.rank,
        r.is_date_inferred,
        -min(sides, 2),
        -r.confidence,
        r.document,
        r.span,
    )


def _vagueness(when: Date | None) -> int:
    """0 for a day, 1 for a stretch of a month at most, 2 for a longer one, 3 for what has no bounds."""
    if when is None or when.earliest is None or when.latest is None:
        return 3
    days = (when.latest - when.earliest).days
    return (days > 0) + (days > _CLOSE_DAYS)
