"""What happened of late: the weightiest deeds of the last months, what was undone since beside it, and the last thing told of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hikiwake.assessment.cites import Words
from hikiwake.brief import english
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition.chronicle import Line, lines
from hikiwake.brief.composition.material import Material, of_report
from hikiwake.brief.composition.own_act import own_act
from hikiwake.brief.composition.undoing import undone
from hikiwake.brief.composition.weight import is_deed, is_firm, weight
from hikiwake.brief.model import Sentence
from hikiwake.record.disputes import disputes
from hikiwake.record.model import Report, Status
from hikiwake.terms.grades import Grade

_LAST_DAYS = 90
_CLOSE_DAYS = 31
_WEIGHTY = 1.5  # a meeting that a named source tells of: 2.8 on Goldstein's scale, likely true
_VIOLENT = ("18", "19", "20")
# CAMEO: what one side does that bears on the other also where it is not told to whom: settling, showing forces, sanctions, closed borders, force.
_BY_ONE = ("037", "15", "161", "162", "163", "164", "166", "172", *_VIOLENT)
_AT_HOME = ("1722", "1723", "1724")  # parties banned, curfews, states of emergency


@dataclass(frozen=True, slots=True)
class Told:
    """A deed, and the later one that undid it, if any."""

    line: Line
    undone_by: Line | None
    weight: float  # of the weightier of the two
    is_of_both: bool  # whether a text says that it concerns both sides

    @property
    def last(self) -> Line:
        return self.undone_by or self.line


def sentences(material: Material, most: int, *, but: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The weightiest of what happened between the two in the last months, a sentence each, oldest first; events told elsewhere left out."""
    found: list[Sentence] = []
    for told in weightiest(material, most):
        if {told.line.event.id, told.last.event.id} & but:
            continue
        start = "" if found else "Lately: "
        found.append(Sentence(f"page_one:lately:{told.line.key}", f"{start}{_words(told, material)}.", _cites(told)))
    return tuple(found)


def latest(material: Material) -> Line | None:
    """The last thing told to have happened, up to the case's date, that concerns the two or one of them and is no opinion; None where there is
    none whose words are whole."""
    case = material.assessment.case
    sides, doubtful = frozenset(case.dyad), in_doubt(material)
    past = [
        line
        for line in lines(material)
        if line.best[1].status is Status.ACTUAL
        and line.best[1].grade is not Grade.OPINION
        and line.is_dated
        and line.days[1] <= case.as_of
        and line.countries & sides
        and "…" not in line.text
        and line.event.id not in doubtful
    ]
    return max(past, key=lambda line: (*line.days, len(line.countries & sides)), default=None)


def weightiest(material: Material, most: int) -> list[Told]:
    """What carries most of what is told of the two in the last months, in order of time; the newest is among it.

    Of two of the same weight the later one goes first. What is denied, disputed, told by one unnamed source, only said (a demand, a reproach, a
    refusal) or told of no closer than a month is none of it, and of one kind of act by the same states there is one. A deed that was undone
    stands with what undid it.
    """
    told = material.of_record(_ranked)
    found: dict[tuple[object, ...], Told] = {}
    for one in told:
        report = one.line.best[1]
        found.setdefault(((report.cameo or "")[:2], *(a.country for a in report.sources)), one)
    kept = list(found.values())[:most]
    newest = max((one for one in told if one.is_of_both), key=lambda one: (one.last.days[::-1], one.weight), default=None)
    if newest and newest not in kept:
        kept[-1] = newest
    return sorted(kept, key=lambda one: one.line.days)


def _ranked(material: Material) -> tuple[Told, ...]:
    """All that counts of the last months, the weightiest first."""
    case = material.assessment.case
    disputed = in_doubt(material)
    begin = case.as_of - timedelta(days=_LAST_DAYS)
    near = [line for line in lines(material) if _is_of(line, begin, case.as_of) and line.event.id not in disputed]
    undoing = undone([line for line in near if is_deed(line.event) and is_firm(line.event) and "…" not in line.text])
    later = {line.event.id for line in undoing.values()}
    carried = {line.event.id: _carried(line, material) for line in near}
    found = [_told(line, undoing.get(line.event.id), carried, material) for line in near if line.event.id not in later]

    def rank(one: Told) -> tuple[object, ...]:
        return -one.weight, *(-day.toordinal() for day in one.line.days), one.line.key

    return tuple(sorted(filter(None, found), key=rank))


def in_doubt(material: Material) -> frozenset[str]:
    """Events of which sources dispute whether, when or between whom they happened; a number that they dispute leaves all that untouched."""
    found = disputes(material.assessment.contents)
    return frozenset(id for id, some in found.items() if any(dispute.about != "number" for dispute in some))


def _is_of(line: Line, begin: date, end: date) -> bool:
    first, last = line.days
    return line.is_dated and begin <= first and last <= end and (last - first).days <= _CLOSE_DAYS


def _told(line: Line, undone_by: Line | None, carried: Mapping[str, float], material: Material) -> Told | None:
    """The deed with what undid it; None where neither counts."""
    counting = [one for one in (line, undone_by) if one and carried[one.event.id]]
    if not counting or (line not in counting and line.is_quoted):
        return None
    return Told(
        line, undone_by, max(carried[one.event.id] for one in counting), any(_is_of_both(one, material) for one in counting)
    )


def _carried(line: Line, material: Material) -> float:
    """What the deed carries; half of it where no text says that it concerns both, and nothing where it is no firm deed of the two."""
    event, sides = line.event, frozenset(material.assessment.case.dyad)
    if not (is_deed(event) and is_firm(event) and weight(event) >= _WEIGHTY):
        return 0.0
    if sides <= line.countries and not line.is_quoted:
        return weight(event)
    if not _is_of_one_side(event.best, sides) or not _is_whole(line):
        return 0.0
    return weight(event) * (1.0 if _is_of_both(line, material) else 0.5)


def _is_whole(line: Line) -> bool:
    """Whether it reads as a sentence: source's words that begin small begin within one."""
    return "…" not in line.text and not (line.is_quoted and line.text.lstrip("“")[:1].islower())


def _is_of_one_side(report: Report, sides: frozenset[str]) -> bool:
    """Whether unknown hands did violence to one of the two, or one of the two did what bears on the other to nobody who is named."""
    code = report.cameo or ""
    by, to = ({a.country for a in some if a.country} for some in (report.sources, report.targets))
    if not by:
        return bool(to) and to <= sides and code.startswith(_VIOLENT)
    return not report.targets and by <= sides and code.startswith(_BY_ONE) and not code.startswith(_AT_HOME)


def _is_of_both(line: Line, material: Material) -> bool:
    """Whether it, or the text that tells it, names both: what happens within one of the two is not between them."""
    sides = frozenset(material.assessment.case.dyad)
    document = material.documents.get(line.best[1].document)
    words = naming.folded(f"{document.title or ''} {document.text}") if document else ""
    return sides <= line.countries or all(material.names.is_named(country, words) for country in sides)


def _words(told: Told, material: Material) -> str:
    """ "Venezuela “banned imports of rice” on 11 November 2026 and “lifted its ban” on 25 November 2026 (attributed)"."""
    one, of = _clause(told.line, material), _of(told.line)
    if told.undone_by is None:
        return _with_source(one, of)
    other, of_other = _clause(told.undone_by, material), _of(told.undone_by)
    subject = _shared_subject(one, other)
    joined = f" and {other.removeprefix(subject)}" if subject else f"; {other}"
    return f"{one if of == of_other else _with_source(one, of)}{_with_source(joined, of_other)}"


def _clause(line: Line, material: Material) -> str:
    """The deed with its day; a quotation has its day in brackets, since it may tell one itself."""
    if line.is_quoted:
        return f"{line.text.rstrip('.')} ({line.lead})"
    return f"{own_act(line.event, material) or line.text.rstrip('.')} {line.when_words}"


def _with_source(clause: str, of: str) -> str:
    return f"{clause[:-1]}, {of})" if clause.endswith(")") else f"{clause} ({of})"


def _of(line: Line) -> str:
    """Grade and number of sources."""
    many = f", {english.number(line.event.independent)} independent sources" if line.event.independent > 1 else ""
    return f"{line.event.grade.label}{many}"


def _shared_subject(one: str, other: str) -> str:
    """What both clauses begin with, up to the deed: a name before the quoted words, or the first word where it is a name."""
    for subject in (one.partition("“")[0], f"{one.split(' ')[0]} "):
        if subject.strip() and re.match(rf"{re.escape(subject)}(?!and\b)", other) and subject != "The ":
            return subject
    return ""


def _cites(told: Told) -> tuple[Words, ...]:
    both = [told.line, told.undone_by] if told.undone_by else [told.line]
    return tuple(of_report(r, line.event.id) for line in both for r in line.event.reports[:3])
