"""Where sources contradict each other: one tells what another denies, or both cannot be right about the day; then an entry is disputed.

Only what is certain to contradict counts, for a false quarrel costs an analyst more than a missed one: the two sides stand in texts of two
publishers, and it is the same act by the same states on the same day. Who is silent, vague or early contradicts nobody: a denial counts only
where it was made when the thing was over, and days count only where both texts tell them and they lie farther apart than time zones do.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from operator import itemgetter
from threading import Lock

from hikiwake.record.merging import scale
from hikiwake.record.merging.likeness import likeness
from hikiwake.record.merging.tellings import Sentences, Telling, sentences, telling
from hikiwake.record.model import Contents, Document, Event, Polarity, Report, Said, Status
from hikiwake.record.spans import squeezed
from hikiwake.record.voices import are_two, days_apart, denials, opposites, speaker_of
from hikiwake.terms.dates import Date, Precision
from hikiwake.terms.grades import Grade

_ZONES_DAYS = 1  # an evening in Washington is the next day in Tokyo
_CLOSE_DAYS = 31  # a stretch no longer than this tells when
_DENIED_WITHIN_DAYS = 14  # a denial without a day of its own is of what was just told
_OPEN = (Precision.BEFORE, Precision.AFTER, Precision.VAGUE)
# "Talks opened on Tuesday" and "ended on Thursday" are both true.
_LASTS = re.compile(
    r"\b(?:beg[aiu]n|start|open|launch|end|conclu|finish|wrap|clos|continu|resum|enter|second|third|final|last|again|\w+-day\b)",
    re.IGNORECASE,
)
_GUESSED = frozenset({Grade.SPECULATION, Grade.OPINION})


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it `says`, who says it (papers, or the speaker within one), and the entries by which it is told."""

    says: str
    who: tuple[str, ...]
    entries: tuple[str, ...]

    def __str__(self) -> str:
        """`The Post says 3 May 2016`."""
        return f"{_several(self.who)} {'says' if len(self.who) == 1 else 'say'} {self.says}"


@dataclass(frozen=True, slots=True)
class Dispute:
    """What sources contradict each other in (`happened`, `when`, `said`), and their sides, at least two."""

    about: str
    sides: tuple[Side, ...]

    def __str__(self) -> str:
        """`The Post says 3 May 2016, El Correo says 5 May 2016`."""
        return ", ".join(map(str, self.sides))


Disputes = Mapping[str, tuple[Dispute, ...]]
Told = tuple[str, Report]  # a report with the id of its own entry


def told(found: Iterable[Dispute]) -> str:
    """The disputes in one line that begins with `disputed: `; empty for none."""
    line = "; ".join(map(str, found))
    return f"disputed: {line}" if line else ""


def disputes(contents: Contents) -> Disputes:
    """The disputed entries of a record whose reports were brought together (`merging.merged`), by id; both sides' entries are there.

    The last answer is remembered: it is the same for the same contents.
    """
    with _lock:
        for known, found in _last:
            if known is contents:
                return found
    fresh = _disputes(contents)
    with _lock:
        _last[:] = [(contents, fresh), *_last[:1]]
    return fresh


_last: list[tuple[Contents, Disputes]] = []
_lock = Lock()


def _disputes(contents: Contents) -> Disputes:
    documents = {d.id: d for d in contents.documents}
    found: dict[str, list[Dispute]] = defaultdict(list)
    for event in contents.events:
        if len(event.reports) > 1:
            found[event.id] += filter(None, (_within(event, documents), _days(event, documents)))
    denied_by: dict[str, list[Event]] = defaultdict(list)
    for done, denied in _denials(contents.events, documents):
        denied_by[done.id] += [denied]
    for done in (e for e in contents.events if e.id in denied_by):
        against = [one for denied in denied_by[done.id] for one in _told_of(denied, _is_denied)]
        dispute = _happened(_told_of(done, _is_done), against, documents)
        for event in (done, *denied_by[done.id]):
            found[event.id].append(dispute)
    for event, denying in denials(contents.statements, contents.events, documents):
        affirming_it = _told_of(event, _is_done)
        if affirming_it and event.id not in denied_by and not any(_is_denied(r) for r in event.reports):
            dispute = Dispute(
                "happened", (_side("that it happened", affirming_it, documents), _voice(denying, "that it did not", documents))
            )
            found[event.id].append(dispute)
            found[denying.id].append(dispute)
    for affirming, denying in opposites(contents.statements, documents):
        of_words = Dispute("said", (_voice(affirming, "that it is so", documents), _voice(denying, "that it is not", documents)))
        found[affirming.id].append(of_words)
        found[denying.id].append(of_words)
    return {id: tuple(some) for id, some in found.items() if some}


def _is_denied(report: Report) -> bool:
    return (report.status is Status.DENIED or report.polarity is Polarity.NEGATIVE) and report.grade not in _GUESSED


def _is_done(report: Report) -> bool:
    return report.status is Status.ACTUAL and report.polarity is Polarity.POSITIVE and report.grade not in _GUESSED


def _told_of(event: Event, how: Callable[[Report], bool]) -> list[Told]:
    return [one for one in zip(event.own_entries, event.reports, strict=True) if how(one[1])]


def _within(event: Event, documents: Mapping[str, Document]) -> Dispute | None:
    """Reports that the analyst said are of one happening, some of which tell and some deny it."""
    done, denied = _told_of(event, _is_done), _told_of(event, _is_denied)
    if not done or not denied or not are_two(documents[done[0][1].document], documents[denied[0][1].document]):
        return None
    return _happened(done, denied, documents)


def _days(event: Event, documents: Mapping[str, Document]) -> Dispute | None:
    """Reports of one happening whose days cannot both be right."""
    if len({report.date.date.value for report in event.reports if report.date}) < 2:
        return None
    dated: dict[str, list[Told]] = defaultdict(list)
    for id, report in zip(event.own_entries, event.reports, strict=True):
        if _is_done(report) and (when := _own_day(report, documents)) is not None:
            dated[when.value].append((id, report))
    quarrel: set[str] = set()
    for one, other in combinations(sorted(dated), 2):
        if _do_quarrel([r for _, r in dated[one]], [r for _, r in dated[other]], documents):
            quarrel |= {one, other}
    ordered = sorted(quarrel, key=lambda value: (_when(dated[value][0][1]).sort_key, value))
    sides = tuple(_side(_words_for(_when(dated[value][0][1])), dated[value], documents) for value in ordered)
    return Dispute("when", sides) if sides else None


def _do_quarrel(some: Sequence[Report], others: Sequence[Report], documents: Mapping[str, Document]) -> bool:
    """Whether reports of one day and of another are of different papers alone, and of one act by the same states."""
    papers, others_papers = ({_paper(documents[r.document]) for r in of} for of in (some, others))
    is_same_act = {((r.cameo or "")[:3], _states(r)) for r in some} == {((r.cameo or "")[:3], _states(r)) for r in others}
    is_another = are_two(documents[some[0].document], documents[others[0].document]) and papers.isdisjoint(others_papers)
    return is_same_act and is_another and (days_apart(_when(some[0]), _when(others[0])) or 0) > _ZONES_DAYS


def _own_day(report: Report, documents: Mapping[str, Document]) -> Date | None:
    """The days that the report's own words tell it was on; None where they do not, or where they tell of what lasts."""
    when = report.date.date if report.date and not report.is_date_inferred else None
    if when is None or not when.earliest or not when.latest or when.precision in _OPEN or when.is_ambiguous:
        return None
    document = documents.get(report.document)
    lasts = document is None or _LASTS.search(report.span.cut(document.text)) or report.is_unreviewed
    return None if lasts or (when.latest - when.earliest).days > _CLOSE_DAYS else when


def _when(report: Report) -> Date:
    assert report.date is not None  # it has a day of its own
    return report.date.date


def _denials(events: Sequence[Event], documents: Mapping[str, Document]) -> Iterable[tuple[Event, Event]]:
    """Events that one text tells and another denies: told, denied."""
    denied = [e for e in events if _is_denied(e.best) and _states(e.best)]
    if not denied:
        return
    done = [(when.latest, e.id, e) for e in events if _is_done(e.best) and (when := _known_days(e.best)) and when.latest]
    of_kind: dict[tuple[str, frozenset[str]], list[tuple[date, str, Event]]] = defaultdict(list)
    for one in sorted(done, key=itemgetter(0, 1)):
        of_kind[_kind(one[2].best)].append(one)
    ready = _Tellings(documents)
    for event in denied:
        first, last = _days_denied(event.best, documents)
        some = of_kind.get(_kind(event.best), [])
        for _, _, other in some[bisect_left(some, first, key=itemgetter(0)) : bisect_right(some, last, key=itemgetter(0))]:
            when = _known_days(other.best)
            is_of_then = when is not None and when.earliest is not None and first <= when.earliest
            is_another = are_two(documents[event.best.document], documents[other.best.document])
            if is_of_then and is_another and _are_alike(ready.of(event.best), ready.of(other.best)):
                yield other, event


def _kind(report: Report) -> tuple[str, frozenset[str]]:
    """What a report and its denial have in common: the kind of act and the states."""
    return (report.cameo or "")[:2], _states(report)


def _known_days(report: Report) -> Date | None:
    """When it was, where that is known to a month."""
    when = report.date.date if report.date else None
    if when is None or not when.earliest or not when.latest:
        return None
    return when if (when.latest - when.earliest).days <= _CLOSE_DAYS else None


def _days_denied(report: Report, documents: Mapping[str, Document]) -> tuple[date, date]:
    """The days on which a denial says that it was not: its own, else those before it was made; none (the last before the first) where not known."""
    own = report.date.date if report.date and not report.is_date_inferred else None
    if own is not None and own.is_known:
        return (own.earliest, own.latest) if own.earliest and own.latest else (date.max, date.min)
    told = documents[report.document].date
    if told is None or told.earliest is None or told.earliest < date.min + timedelta(days=_DENIED_WITHIN_DAYS):
        return date.max, date.min
    return told.earliest - timedelta(days=_DENIED_WITHIN_DAYS), told.earliest


def _are_alike(denied: Telling, done: Telling) -> bool:
    """Whether the two would be told of as one happening if neither denied it."""
    as_done = replace(denied, status=done.status)
    if denied.first is None or denied.is_inferred:  # made of what was just told: the day is the other's
        as_done = replace(as_done, first=done.first, last=done.last, is_inferred=False)
    return likeness(as_done, done) > scale.MERGE_ABOVE


class _Tellings:
    """Reports made ready for comparison, each document cut once."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._cut: dict[str, Sentences] = {}
        self._known: dict[int, Telling] = {}  # by the report's identity: they live as long as the record does

    def of(self, report: Report) -> Telling:
        if id(report) not in self._known:
            document = self._documents[report.document]
            if document.id not in self._cut:
                self._cut[document.id] = sentences(document.text, ())
            self._known[id(report)] = telling(report, document, self._cut[document.id].of((report,)))
        return self._known[id(report)]


def _states(report: Report) -> frozenset[str]:
    return frozenset(a.country for a in (*report.sources, *report.targets) if a.country)


def _happened(done: Sequence[Told], denied: Sequence[Told], documents: Mapping[str, Document]) -> Dispute:
    return Dispute("happened", (_side("that it happened", done, documents), _side("that it did not", denied, documents)))


def _voice(said: Said, says: str, documents: Mapping[str, Document]) -> Side:
    statement = said.statement
    paper, speaker = _paper(documents[statement.document]), speaker_of(statement)
    return Side(says, (f"{squeezed(speaker)} ({paper})" if speaker else paper,), (said.id,))


def _side(says: str, some: Sequence[Told], documents: Mapping[str, Document]) -> Side:
    who = dict.fromkeys(_paper(documents[r.document]) for _, r in some if r.document in documents)
    return Side(says, tuple(who), tuple(id for id, _ in some))


def _paper(document: Document) -> str:
    return squeezed(document.publisher or document.title or document.name)


def _several(names: Sequence[str]) -> str:
    """`A` · `A and B` · `A, B and 3 more`."""
    if len(names) > 2:
        more = len(names) - 2
        return f"{names[0]}, {names[1]} and {more} more"
    return " and ".join(names)


def _words_for(when: Date) -> str:
    """`3 May 2016`; another precision as it is written."""
    if when.precision is Precision.DAY and when.earliest:
        return f"{when.earliest.day} {when.earliest:%B} {when.earliest.year}"
    if when.precision is Precision.MONTH and when.earliest:
        return f"{when.earliest:%B} {when.earliest.year}"
    return when.value
