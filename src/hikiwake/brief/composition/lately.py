"""What happened of late: the weightiest deeds of the last months, and the last thing told of."""

import math
from datetime import timedelta

from hikiwake.brief import english
from hikiwake.brief.composition.chronicle import Line, lines
from hikiwake.brief.composition.material import Material, of_report
from hikiwake.brief.composition.own_act import own_act
from hikiwake.brief.model import Sentence
from hikiwake.record.disputes import disputes
from hikiwake.record.model import Polarity, Status
from hikiwake.terms.grades import Grade

_LAST_DAYS = 90
_MOST = 3
_CLOSE_DAYS = 31
_ONLY_SAID = ("01", "02", "10", "11", "12")  # CAMEO: state, appeal, demand, disapprove, reject
_WEIGHTY = 1.5  # a meeting that a named source tells of: 2.8 on Goldstein's scale, likely true


def sentences(material: Material, *, but: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The weightiest of what the two did to each other in the last months, a sentence each, oldest first; events told elsewhere left out."""
    told: list[Sentence] = []
    for line in weightiest(material, _LAST_DAYS, _MOST):
        if line.event.id in but:
            continue
        of = f"{line.event.grade.label}{_sources(line)}"
        start = "" if told else "Lately: "
        text = f"{start}{own_act(line, material) or line.text.rstrip('.')} {line.when_words} ({of})."
        told.append(
            Sentence(f"page_one:lately:{line.key}", text, tuple(of_report(r, line.event.id) for r in line.event.reports[:3]))
        )
    return tuple(told)


def _sources(line: Line) -> str:
    return f", {english.number(line.event.independent)} independent sources" if line.event.independent > 1 else ""


def latest(material: Material) -> Line | None:
    """The last thing told to have happened, up to the case's date, that concerns the two or one of them and is no opinion; None where there is
    none whose words are whole."""
    case = material.assessment.case
    sides = frozenset(case.dyad)
    past = [
        line
        for line in lines(material)
        if line.best[1].status is Status.ACTUAL
        and line.best[1].grade is not Grade.OPINION
        and line.is_dated
        and line.days[1] <= case.as_of
        and line.countries & sides
        and "…" not in line.text
    ]
    return max(past, key=lambda line: (*line.days, len(line.countries & sides)), default=None)


def weightiest(material: Material, days: int, most: int) -> list[Line]:
    """What carries most of what is told of both sides in the last `days` days before the case's day, in order of time.

    Weight is Goldstein's, times how likely such a report is true, times the root of how many tell it by themselves; of two of the same weight
    the later one goes first. What is denied, disputed, told by one unnamed source, only said (a demand, a reproach, a refusal) or told of no
    closer than a month is none of it, and of one kind of act by the same states there is one.
    """
    case = material.assessment.case
    sides = frozenset(case.dyad)
    disputed = in_doubt(material)
    begin = case.as_of - timedelta(days=days)

    def counts(line: Line) -> bool:
        first, last = line.days
        is_then = begin <= first and last <= case.as_of and (last - first).days <= _CLOSE_DAYS
        return is_then and sides <= line.countries and _weight(line) >= _WEIGHTY and line.event.id not in disputed

    def rank(line: Line) -> tuple[object, ...]:
        return -_weight(line), *(-day.toordinal() for day in line.days), line.key

    found: dict[tuple[object, ...], Line] = {}
    for line in sorted(filter(counts, lines(material)), key=rank):
        report = line.best[1]
        found.setdefault(((report.cameo or "")[:2], *(a.country for a in report.sources)), line)
    return sorted(list(found.values())[:most], key=lambda line: line.days)


def in_doubt(material: Material) -> frozenset[str]:
    """Events of which sources dispute whether, when or between whom they happened; a number that they dispute leaves all that untouched."""
    found = disputes(material.assessment.contents)
    return frozenset(id for id, some in found.items() if any(dispute.about != "number" for dispute in some))


def _weight(line: Line) -> float:
    event, report = line.best
    is_deed = (
        report.status is Status.ACTUAL and report.polarity is Polarity.POSITIVE and (report.cameo or "")[:2] not in _ONLY_SAID
    )
    is_firm = event.grade.rank <= Grade.REPORTED.rank or event.independent > 1
    if not (is_deed and is_firm) or not line.is_dated or line.is_quoted:
        return 0.0
    return abs(report.goldstein or 0.0) * event.grade.reliability.middle * math.sqrt(event.independent)
