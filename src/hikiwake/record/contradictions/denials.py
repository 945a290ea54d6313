"""Happenings that one text tells and another denies.

The denial has to be of this happening and of no like one: what it names ("a post near Mandera", "on fishing") stands in the words of the other
text, and it was made when the thing was over. One that names no day denies what was just told; where the same was told of several days, nobody
knows of which.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import itemgetter

from hikiwake.record.contradictions.counts import differ
from hikiwake.record.contradictions.matter import matter
from hikiwake.record.contradictions.papers import are_two
from hikiwake.record.contradictions.ready import Tellings, are_alike
from hikiwake.record.contradictions.sides import Dispute, Documents, is_denied, is_done, side, states, told_of
from hikiwake.record.merging.tellings import act_of
from hikiwake.record.merging.words import words_of
from hikiwake.record.model import Event, Report
from hikiwake.record.voices import days_apart
from hikiwake.terms.dates import Date

_CLOSE_DAYS = 31  # a stretch no longer than this tells when
_DENIED_WITHIN_DAYS = 14  # a denial without a day of its own is of what was just told
_ALIKE = 0.75  # share of the denial's telling words that the other text has too
_ZONES_DAYS = 1
Found = tuple[Event, Event]  # told, denied


def within(event: Event, documents: Documents) -> Dispute | None:
    """Reports that the analyst said are of one happening, some of which tell and some deny it."""
    done, denied = told_of(event, is_done), told_of(event, is_denied)
    if not done or not denied or not are_two(documents[done[0][1].document], documents[denied[0][1].document]):
        return None
    return Dispute("happened", (side("that it happened", done, documents), side("that it did not", denied, documents)))


def denied_events(events: Sequence[Event], documents: Documents) -> Iterable[Found]:
    """Events that one text tells and another denies: told, denied."""
    denied = [e for e in events if is_denied(e.best) and states(e.best)]
    if not denied:
        return
    done = [(when.latest, e.id, e) for e in events if is_done(e.best) and (when := _known_days(e.best)) and when.latest]
    of_kind: dict[tuple[str, frozenset[str]], list[tuple[date, str, Event]]] = defaultdict(list)
    for one in sorted(done, key=itemgetter(0, 1)):
        of_kind[_kind(one[2].best)].append(one)
    ready = Tellings(documents)
    for event in denied:
        first, last = _days_denied(event.best, documents)
        some = of_kind.get(_kind(event.best), [])
        near = some[bisect_left(some, first, key=itemgetter(0)) : bisect_right(some, last, key=itemgetter(0))]
        found = [other for _, _, other in near if _is_since(other.best, first) and _is_of(event.best, other.best, ready)]
        if _are_of_one_day(found):
            yield from ((other, event) for other in found)


def _kind(report: Report) -> tuple[str, frozenset[str]]:
    """What a report and its denial have in common: the kind of act and the states."""
    return act_of(report), states(report)


def _known_days(report: Report) -> Date | None:
    """When it was, where that is known to a month."""
    when = report.date.date if report.date else None
    if when is None or not when.earliest or not when.latest:
        return None
    return when if (when.latest - when.earliest).days <= _CLOSE_DAYS else None


def _days_denied(report: Report, documents: Documents) -> tuple[date, date]:
    """The days on which a denial says that it was not: its own, else those before it was made; none (the last before the first) where not known."""
    own = _own_days(report)
    if own is not None:
        return (own.earliest, own.latest) if own.earliest and own.latest else (date.max, date.min)
    told = documents[report.document].date
    if told is None or told.earliest is None or told.earliest < date.min + timedelta(days=_DENIED_WITHIN_DAYS):
        return date.max, date.min
    return told.earliest - timedelta(days=_DENIED_WITHIN_DAYS), told.earliest


def _own_days(report: Report) -> Date | None:
    """The days that the report's own words name."""
    return report.date.date if report.date and not report.is_date_inferred and report.date.date.is_known else None


def _is_since(report: Report, first: date) -> bool:
    when = _known_days(report)
    return when is not None and when.earliest is not None and first <= when.earliest


def _are_of_one_day(found: Sequence[Event]) -> bool:
    days = [e.best.date.date for e in found if e.best.date]
    return all((days_apart(days[0], day) or 0) <= _ZONES_DAYS for day in days[1:])


def _is_of(denied: Report, done: Report, ready: Tellings) -> bool:
    """Whether a denial is of what a report tells: in its matter, and so like it that the two would be one if neither denied it."""
    here, there = ready.documents[denied.document], ready.documents[done.document]
    if not are_two(here, there):
        return False
    one, other = ready.of(denied), ready.of(done)
    own = denied.span.cut(here.text)
    of_denied, told = matter(denied, own), words_of(other.sentence)[0].keys()
    has_names = all(name in told for name in of_denied.names)
    has_words = len(of_denied.words & told) >= _ALIKE * len(of_denied.words)
    is_specific = bool(of_denied.all) or _own_days(denied) is not None
    return is_specific and has_names and has_words and not differ(own, other.sentence) and are_alike(one, other)
