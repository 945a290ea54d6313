"""The record as the chronicle shows it: one entry for one happening, with all its reports.

Nothing of it is stored: it follows from the reports as the analyst left them, whatever was read first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from threading import Lock

from hikiwake.record.merging.copies import independent
from hikiwake.record.merging.partition import Told, partition_told
from hikiwake.record.merging.prepared import Entry, Prepared, only_tells_a_deed, prepared
from hikiwake.record.merging.remembering import Remembered, Run, are_same
from hikiwake.record.merging.repeated import origins, said_once
from hikiwake.record.merging.sameness import Sameness, sameness
from hikiwake.record.merging.tellings import Sentences, sentences
from hikiwake.record.model import Contents, Document, Event, Report, Said, Status
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
    with _one_at_a_time:
        known = _remembered.result_for(contents)  # another thread may have been at it
        if known is not None:
            return known
        like = _remembered.nearest(contents.documents)
        run = _same_events(contents, like) if like else None
        run = run or _run(contents, like)
        _remembered.keep(run)
        return run.result


def cut(reports: Sequence[Report], documents: Mapping[str, Document]) -> dict[str, Sentences]:
    """The sentences of the documents that `reports` come from."""
    of: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        of[report.document].append(report)
    return {document: sentences(documents[document].text, some) for document, some in of.items()}


def _same_events(contents: Contents, like: Run) -> Run | None:
    """The run for a record whose documents, events and judgements are those of another; None where they are not."""
    old = like.contents
    pairs = ((contents.documents, old.documents), (contents.events, old.events), (contents.judgements, old.judgements))
    if not all(are_same(*pair) for pair in pairs):
        return None
    is_same = are_same(contents.statements, old.statements) and contents.reviewed == old.reviewed
    statements = like.result.statements if is_same else _told_by_none(contents, like.ready)
    return replace(like, contents=contents, result=replace(contents, events=like.result.events, statements=statements))


def _told_by_none(contents: Contents, ready: Mapping[str, Prepared]) -> tuple[Said, ...]:
    """The statements that do more than tell a deed once more, and that no copy repeats."""
    deeds = {d: one.deeds for d, one in ready.items()}
    said = [one for one in contents.statements if not only_tells_a_deed(one, deeds)]
    return said_once(said, origins.of(contents.documents), contents.reviewed)


def _run(contents: Contents, like: Run | None) -> Run:
    documents = {d.id: d for d in contents.documents}
    entries = {id(event): (like and like.entries_of(event)) or _entries(event) for event in contents.events}
    in_order = [entry for event in contents.events for entry in entries[id(event)]]  # the record's
    of: dict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(in_order):
        of[entry.report.document].append(n)
    ready: dict[str, Prepared] = {}
    told: list[Told] = []
    place: list[int] = []  # of each of `told` in the record's order
    for document in sorted(of):  # and so in the order of `Told.place`, which has the document first
        places = of[document]
        mine = [in_order[n] for n in places]
        one = ready[document] = prepared(documents[document], mine, like.ready.get(document) if like else None)
        told += [one.told[i] for i in one.order]
        place += [places[i] for i in one.order]
        for n, entry in zip(places, one.entries, strict=True):
            in_order[n] = entry
    same = sameness(contents.judgements)
    if like is not None and like.contents.judgements == contents.judgements and are_same(told, like.told):
        groups, near = like.groups, like.near
    else:
        groups, near = partition_told(told, same, like.near if like else None)
    happenings = _happenings(in_order, [sorted(place[i] for i in group) for group in groups], same, ready, like)
    result = replace(contents, events=tuple(happenings.values()), statements=_told_by_none(contents, ready))
    return Run(contents, result, entries, ready, told, groups, near, happenings)


def _happenings(
    entries: Sequence[Entry], groups: Sequence[Sequence[int]], same: Sameness, ready: Mapping[str, Prepared], like: Run | None
) -> dict[tuple[int, ...], Event]:
    """The happenings by their members, in the order of each one's first entry; `groups` are the places of entries that tell of one."""
    earlier = like.happenings if like else {}
    together = {group[0]: group for group in groups}
    later = {n for group in groups for n in group[1:]}
    found: dict[tuple[int, ...], Event] = {}
    for n, entry in enumerate(entries):
        if n in together:
            members = [entries[m] for m in together[n]]
            joined = any(one.id in same.together for one in members) and _is_joined(members, same)
            key = (joined, *map(id, members))
            found[key] = earlier[key] if key in earlier else _event(members, ready, is_joined=joined)
        elif n not in later:
            key = (False, id(entry))
            found[key] = earlier[key] if key in earlier else Event(entry.id, (entry.report,), entry.corrected, (entry.id,))
    return found


def _entries(event: Event) -> tuple[Entry, ...]:
    # Of a merged event the correction is that of the report which speaks for it.
    marks = (event.corrected, *(None for _ in event.reports[1:]))
    ids = event.entries or (event.id,) * len(event.reports)
    entries = [Entry(*one, event) for one in zip(ids, event.reports, marks, strict=True)]
    return tuple(
        sorted(entries, key=lambda one: one.id != event.id)
    )  # the one that gave the event its id goes first and gives it again


def _is_joined(members: Sequence[Entry], same: Sameness) -> bool:
    """Whether the analyst said of two of them that they are one."""
    ids = {one.id for one in members}
    return any(len(ids & same.together.get(id, frozenset())) > 1 for id in ids)


def _event(members: Sequence[Entry], ready: Mapping[str, Prepared], *, is_joined: bool) -> Event:
    spoken = sorted(members, key=_voice)
    reports = tuple(one.report for one in spoken)
    firm = [r for r in reports if r.status is reports[0].status and r.grade not in _RELAYED]
    of = [ready[r.document] for r in firm]
    sources = independent(firm, [one.document for one in of], [one.cut for one in of])
    ids = tuple(one.id for one in spoken)
    return Event(members[0].id, reports, spoken[0].corrected, ids, max(sources, 1), is_joined)


def _voice(told: Entry) -> tuple[object, ...]:
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
