"""The record as the chronicle shows it: one entry for one happening, with all its reports.

Nothing of it is stored: it follows from the reports as the analyst left them, whatever was read first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Lock

from hikiwake.record.merging.copies import Copies, independent
from hikiwake.record.merging.ordered import Ordered, ordered
from hikiwake.record.merging.partition import partition_told
from hikiwake.record.merging.prepared import Entry, Prepared, are_same, only_tells_a_deed
from hikiwake.record.merging.remembering import Remembered, Run
from hikiwake.record.merging.repeated import origins, said_once
from hikiwake.record.merging.sameness import Sameness, sameness
from hikiwake.record.merging.tellings import Sentences, sentences
from hikiwake.record.model import Contents, Correction, DateMention, Document, Event, Report, Said, Status
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade
from hikiwake.terms.pauses import held, pause

_STATUSES = (
    Status.ACTUAL,
    Status.PLANNED,
    Status.DENIED,
    Status.HYPOTHETICAL,
)  # what is known to have happened goes before what was to
# What is passed on may be another's report of the same, a guess is nobody's: neither corroborates. Nor does a plan that it happened.
_RELAYED = frozenset({Grade.REPORTED, Grade.SPECULATION, Grade.OPINION})
_CLOSE_DAYS = 31
_remembered = Remembered()
_one_at_a_time = Lock()


def merged(contents: Contents) -> Contents:
    """The record with the reports of one event brought together, and what they tell left out of the statements.

    It is the same whatever the order, and whether or not it was merged before. What an analyst said of reports being one happening or not
    goes before any likeness. The last results are remembered, and what has not changed since is not worked out again.
    """
    known = _remembered.result_for(contents)
    if known is not None:
        return known
    with held(_one_at_a_time):
        known = _remembered.result_for(contents)  # another thread may have been at it
        if known is not None:
            return known
        run = _run(contents, _remembered.nearest(contents.documents))
        _remembered.keep(run)
        return run.result


def cut(reports: Sequence[Report], documents: Mapping[str, Document]) -> dict[str, Sentences]:
    """The sentences of the documents that `reports` come from."""
    of: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of[report.document].append(report)
    return {document: sentences(documents[document].text, some) for document, some in of.items()}


def _run(contents: Contents, like: Run | None) -> Run:
    reports = ordered(contents, like.reports if like else None)
    same = sameness(contents.judgements)
    originals = origins.of(contents.documents)
    if like and are_same(reports.told, like.reports.told) and _is_judged_alike(contents, originals, like):
        groups, near = like.groups, like.near
    else:
        groups, near = partition_told(reports.told, same, like.near if like else None, originals)
    pause()
    happenings = _happenings(reports, groups, same, originals, origins.copies(contents.documents), like)
    pause()
    result = replace(contents, events=tuple(happenings.values()), statements=_statements(contents, reports, like))
    return Run(contents, result, reports, groups, near, happenings)


def _is_judged_alike(contents: Contents, originals: Mapping[str, str], like: Run) -> bool:
    return contents.judgements == like.contents.judgements and originals == origins.of(like.contents.documents)


def _statements(contents: Contents, reports: Ordered, like: Run | None) -> tuple[Said, ...]:
    """The statements that do more than tell a deed once more, and that no copy repeats."""
    deeds = reports.deeds
    if (
        like
        and are_same(contents.statements, like.contents.statements)
        and are_same(contents.documents, like.contents.documents)
        and (contents.reviewed, deeds) == (like.contents.reviewed, like.reports.deeds)
    ):
        return like.result.statements
    said = [one for one in contents.statements if not only_tells_a_deed(one, deeds)]
    return said_once(said, origins.of(contents.documents), contents.reviewed)


def _happenings(
    reports: Ordered,
    groups: Sequence[Sequence[int]],
    same: Sameness,
    originals: Mapping[str, str],
    copies: Copies,
    like: Run | None,
) -> Mapping[tuple[int, ...], Event]:
    """The happenings by their members, in the order of each one's first entry; `groups` are the reports that tell of one, by `reports.told`."""
    if like and reports is like.reports and groups is like.groups:
        return like.happenings
    earlier = like.happenings if like else {}
    placed = [sorted(reports.places[i] for i in group) for group in groups]
    together = {group[0]: group for group in placed}
    later = {n for group in placed for n in group[1:]}
    found: dict[tuple[int, ...], Event] = {}
    for n, entry in enumerate(reports.entries):
        pause()
        if n in together:
            members = [reports.entries[m] for m in together[n]]
            joined = any(one.id in same.together for one in members) and _is_joined(members, same)
            texts = [reports.ready[one.report.document] for one in members]
            key = (joined, *map(id, members), *(id(text.document) for text in texts))
            found[key] = earlier[key] if key in earlier else _event(members, reports.ready, originals, copies, is_joined=joined)
        elif n not in later:
            key = (False, id(entry))
            found[key] = earlier[key] if key in earlier else Event(entry.id, (entry.report,), entry.corrected, (entry.id,))
    return found


def _is_joined(members: Sequence[Entry], same: Sameness) -> bool:
    """Whether the analyst said of two of them that they are one."""
    ids = {one.id for one in members}
    return any(len(ids & same.together.get(id, frozenset())) > 1 for id in ids)


def _event(
    members: Sequence[Entry], ready: Mapping[str, Prepared], originals: Mapping[str, str], copies: Copies, *, is_joined: bool
) -> Event:
    spoken = sorted(members, key=lambda one: _voice(one, is_copied=one.report.document in originals))
    reports = _dated_by_a_fellow([one.report for one in spoken], spoken[0].corrected)
    firm = [r for r in reports if r.status is reports[0].status and r.grade not in _RELAYED]
    of = [ready[r.document] for r in firm]
    sources = independent(firm, [one.document for one in of], [one.cut for one in of], copies)
    ids = tuple(one.id for one in spoken)
    return Event(members[0].id, reports, spoken[0].corrected, ids, max(sources, 1), is_joined)


def _dated_by_a_fellow(reports: Sequence[Report], corrected: Correction | None) -> tuple[Report, ...]:
    """The reports, the first with another's day where the analyst put it right and nobody gave it one; unless he took its day away."""
    first = reports[0]
    fellow = next((r for r in reports if r.status is first.status and _vagueness(r.date.date if r.date else None) < 3), None)
    if corrected is None or corrected.date == "" or first.date is not None or fellow is None or fellow.date is None:
        return tuple(reports)
    word = first.trigger.spans[0]
    mention = DateMention(first.trigger.text[: word.end - word.start], word, fellow.date.date)
    return replace(first, date=mention), *reports[1:]


def _voice(told: Entry, *, is_copied: bool) -> tuple[object, ...]:
    """Who speaks for an event: the analyst; then who tells it as done, when it was, by the strongest grade; the copy after its original."""
    r = told.report
    sides = len({a.country for a in (*r.sources, *r.targets) if a.country})
    return (
        told.corrected is None,
        _STATUSES.index(r.status),
        _vagueness(r.date.date if r.date else None),
        r.grade.rank,
        is_copied,
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
