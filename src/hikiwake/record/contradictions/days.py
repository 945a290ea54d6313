"""Days of one happening that cannot both be right.

Only of what is done once: states meet, protest, accuse and shoot again within the week, so that two days of these are two happenings. They sign
one accord and recall one ambassador on one day. Both texts name the day in figures themselves and look back on it: a weekday is as good as the
date of the text, and what is foretold may be put off.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from hikiwake.record.contradictions.counts import differ
from hikiwake.record.contradictions.matter import matter
from hikiwake.record.contradictions.papers import are_two, voice_of
from hikiwake.record.contradictions.sides import Dispute, Documents, Told, is_done, side, states
from hikiwake.record.merging.words import stem
from hikiwake.record.model import Event, Report
from hikiwake.record.voices import days_apart
from hikiwake.terms.dates import Date, Precision

_ZONES_DAYS = 1  # an evening in Washington is the next day in Tokyo
_CLOSE_DAYS = 31  # a stretch no longer than this tells when
_OPEN = (Precision.BEFORE, Precision.AFTER, Precision.VAGUE)
_ONCE = ("057", "160", "161", "164", "165", "166")  # CAMEO: signing; recalling, expelling, breaking off
_NOT_THEN = re.compile(r"(?:,|\band|\bbut)\s+not\s+(?:on\s+)?(?P<day>\d{1,2}\s+[A-Z][a-z]{2,}|[A-Z][a-z]{2,}\.?\s+\d{1,2})\b")
_JUST_AFTER = 40  # characters after a report's words within which the other day stands
# "Talks opened on Tuesday" and "ended on Thursday" are both true.
_LASTS = re.compile(
    r"\b(?:beg[aiu]n|start|open|launch|end|conclu|finish|wrap|clos|continu|resum|enter|second|third|final|last|again|\w+-day\b)",
    re.IGNORECASE,
)


def of_days(event: Event, documents: Documents) -> Dispute | None:
    """The reports of one happening that tell days of which only one can be right."""
    if not (event.best.cameo or "").startswith(_ONCE) or len({r.date.date.value for r in event.reports if r.date}) < 2:
        return None
    dated: dict[str, list[Told]] = defaultdict(list)
    for id, report in zip(event.own_entries, event.reports, strict=True):
        if is_done(report) and (when := _own_day(report, documents)) is not None:
            dated[when.value].append((id, report))
    quarrel: set[str] = set()
    for one, other in combinations(sorted(dated), 2):
        if _do_quarrel([r for _, r in dated[one]], [r for _, r in dated[other]], documents):
            quarrel |= {one, other}
    ordered = sorted(quarrel, key=lambda value: (_when(dated[value][0][1]).sort_key, value))
    sides = tuple(side(_words_for(_when(dated[value][0][1])), dated[value], documents) for value in ordered)
    return Dispute("when", sides) if sides else None


def _do_quarrel(some: Sequence[Report], others: Sequence[Report], documents: Documents) -> bool:
    """Whether reports of one day and of another are of different voices alone, and of one act by the same states in the same matter."""
    voices, others_voices = ({voice_of(documents[r.document]) for r in of} for of in (some, others))
    is_another = are_two(documents[some[0].document], documents[others[0].document]) and voices.isdisjoint(others_voices)
    is_a_zone = (days_apart(_when(some[0]), _when(others[0])) or 0) <= _ZONES_DAYS
    if not is_another or (is_a_zone and not _is_ruled_out(some, others, documents)):
        return False
    return all(_are_of_one(one, other, documents) for one in some for other in others)


def _is_ruled_out(some: Sequence[Report], others: Sequence[Report], documents: Documents) -> bool:
    """Whether a report says of the other's day that it was not then: "on 4 October, not on 3 October"."""
    return any(
        _is_day(found["day"], _when(other))
        for here, there in ((some, others), (others, some))
        for report in here
        for found in _NOT_THEN.finditer(documents[report.document].text, report.span.start, report.span.end + _JUST_AFTER)
        for other in there
    )


def _is_day(words: str, when: Date) -> bool:
    """Whether words such as "3 October" or "Oct. 3" name the day."""
    number, month = re.search(r"\d+", words), re.search(r"[A-Za-z]{3,}", words)
    if when.precision is not Precision.DAY or when.earliest is None or number is None or month is None:
        return False
    return int(number[0]) == when.earliest.day and f"{when.earliest:%B}".lower().startswith(month[0].lower())


def _are_of_one(one: Report, other: Report, documents: Documents) -> bool:
    if (one.cameo or "")[:3] != (other.cameo or "")[:3] or states(one) != states(other):
        return False
    words, others_words = (r.span.cut(documents[r.document].text) for r in (one, other))
    is_same_word = bool(_act_words(one) & _act_words(other))
    return is_same_word and not differ(words, others_words) and matter(one, words).agrees_with(matter(other, others_words))


def _act_words(report: Report) -> frozenset[str]:
    return frozenset(map(stem, report.trigger.text.split()))


def _own_day(report: Report, documents: Documents) -> Date | None:
    """The days that the report's own words tell in figures that it was on; None where they do not, or where they tell of what lasts or is to come."""
    when = report.date.date if report.date and not report.is_date_inferred else None
    if (
        report.date is None
        or when is None
        or not when.earliest
        or not when.latest
        or when.precision in _OPEN
        or when.is_ambiguous
    ):
        return None
    document = documents.get(report.document)
    if document is None or report.is_unreviewed or _LASTS.search(report.span.cut(document.text)):
        return None
    told = document.date.latest if document.date else None
    looks_back = told is not None and when.latest <= told
    is_of_figures = any(c.isdigit() for c in report.date.text) and (when.latest - when.earliest).days <= _CLOSE_DAYS
    return when if looks_back and is_of_figures else None


def _when(report: Report) -> Date:
    assert report.date is not None  # it has a day of its own
    return report.date.date


def _words_for(when: Date) -> str:
    """`3 May 2016`; another precision as it is written."""
    if when.precision is Precision.DAY and when.earliest:
        return f"{when.earliest.day} {when.earliest:%B} {when.earliest.year}"
    if when.precision is Precision.MONTH and when.earliest:
        return f"{when.earliest:%B} {when.earliest.year}"
    return when.value
