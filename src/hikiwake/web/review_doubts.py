"""How unsure the reading of an entry is: its doubts, each with a share and the words in which the analyst sees it.

A share is how likely we take it that this alone makes the analyst change the entry. The table is ours: no standard gives such numbers. They order
the queue and nothing else; no figure of the brief rests on them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from hikiwake.record.model import Certainty, DateMention, Event, Report, Said, Statement
from hikiwake.terms.grades import Grade

# The weaker the sourcing, the finer the line between two grades.
_GRADES = {
    Grade.ON_RECORD: 0.0,
    Grade.ATTRIBUTED: 0.05,
    Grade.REPORTED: 0.2,
    Grade.ANONYMOUS: 0.2,
    Grade.SPECULATION: 0.25,
    Grade.OPINION: 0.15,
}
_CERTAINTIES = {Certainty.CERTAIN: 0.0, Certainty.PROBABLE: 0.1, Certainty.POSSIBLE: 0.15, Certainty.UNKNOWN: 0.2}
_UNREVIEWED = 0.5  # a language model found it
_UNCHECKED = 0.1  # a statement's reading has no confidence of its own, and none is sure
_NO_DATE = 0.3
_DATE_INFERRED = 0.25
_DATE_AMBIGUOUS = 0.4
_NO_SPEAKER = 0.35
_NO_ACTOR = 0.3
_DISAGREEMENT = 0.15  # for each field in which the reports of one event differ
_MOST = 0.9  # of what a reader's confidence alone can make


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to doubt a reading; `share` in (0, 1)."""

    name: str
    says: str
    share: float


def doubt(doubts: Iterable[Doubt]) -> float:
    """The doubts together, as if each came by itself: 1 - Π(1 - share), in [0, 1); 0 for none."""
    return 1.0 - prod(1.0 - one.share for one in doubts)


def of_event(event: Event) -> tuple[Doubt, ...]:
    """What makes an event's reading doubtful, the largest share first."""
    best = event.best
    found = [Doubt("confidence", f"read with confidence {best.confidence:.2f}", min(1.0 - best.confidence, _MOST))]
    found += _of_any(event.grade, best.certainty, any(r.is_unreviewed for r in event.reports))
    found += _of_date(best.date, best.is_date_inferred)
    if not best.sources or not any((*best.sources, *best.targets)):
        found.append(Doubt("actor", "nobody is named who did it", _NO_ACTOR))
    found += [Doubt("disagreement", f"its reports disagree on {what}", _DISAGREEMENT) for what in disagreements(event.reports)]
    return _ordered(found)


def of_statement(said: Said) -> tuple[Doubt, ...]:
    """What makes a statement's reading doubtful, the largest share first."""
    statement = said.statement
    found = [Doubt("unchecked", "nobody has checked it yet", _UNCHECKED)]
    found += _of_any(statement.grade, statement.certainty, statement.is_unreviewed)
    if statement.date:
        found += _of_date(statement.date, is_inferred=not _within(statement, statement.date))
    if statement.source is not None and statement.speaker is None:
        found.append(Doubt("speaker", f"who speaks is not clear (“{_short(statement.source.text)}”)", _NO_SPEAKER))
    return _ordered(found)


def disagreements(reports: tuple[Report, ...]) -> tuple[str, ...]:
    """The fields in which reports of one event contradict each other; who is silent contradicts nobody."""
    if len(reports) < 2:
        return ()
    found = []
    if len({r.status for r in reports}) > 1:
        found.append("whether it happened")
    dates = [r.date.date for r in reports if r.date and r.date.date.earliest and r.date.date.latest]
    if dates and max(d.earliest for d in dates if d.earliest) > min(d.latest for d in dates if d.latest):
        found.append("when")
    for what, sides in (("who did it", [r.sources for r in reports]), ("to whom", [r.targets for r in reports])):
        countries = [{a.country for a in side if a.country} for side in sides]
        told = [c for c in countries if c]
        if told and not set.intersection(*told):
            found.append(what)
    if len({r.category for r in reports if r.category}) > 1:
        found.append("what it was")
    return tuple(found)


def _of_any(grade: Grade, certainty: Certainty, is_unreviewed: bool) -> list[Doubt]:
    return [
        Doubt("unreviewed", "found by a language model and not accepted yet", _UNREVIEWED if is_unreviewed else 0.0),
        Doubt("grade", grade.label, _GRADES[grade]),
        Doubt("certainty", f"{certainty} in its own words", _CERTAINTIES[certainty]),
    ]


def _of_date(date: DateMention | None, is_inferred: bool) -> list[Doubt]:
    if date is None or not date.date.is_known:
        return [Doubt("date", "undated", _NO_DATE)]
    if date.date.is_ambiguous:
        return [Doubt("date", "day and month can be read two ways", _DATE_AMBIGUOUS)]
    return [Doubt("date", "date inferred", _DATE_INFERRED if is_inferred else 0.0)]


def _within(statement: Statement, date: DateMention) -> bool:
    return statement.span.holds(date.span)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:59] + "…"


def _ordered(found: list[Doubt]) -> tuple[Doubt, ...]:
    return tuple(sorted((one for one in found if one.share > 0), key=lambda one: (-one.share, one.name, one.says)))
