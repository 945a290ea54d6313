"""The chronicle: what happened between the two, in order of time, each entry with its grade, its source and its words."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition import quoting
from hikiwake.brief.composition.material import RECORD, Material, digest, missing, of_report
from hikiwake.brief.composition.names import Names
from hikiwake.brief.composition.own_act import own_act
from hikiwake.brief.composition.weight import is_deed
from hikiwake.brief.composition.wording import STATES, event_words
from hikiwake.brief.model import Block, Entries, Entry, Paragraph, Section, Sentence
from hikiwake.record.disputes import Dispute, disputes
from hikiwake.record.disputes import told as dispute_told
from hikiwake.record.model import Event, Report, Status
from hikiwake.terms import states
from hikiwake.terms.dates import Date, Precision
from hikiwake.terms.pauses import pause

UNDATED = "undated"
# CAMEO: statements, appeals, promises, support, cooperation, concessions, demands, threats, coercion and force, of which a code says the kind alone.
_VAGUE = ("01", "02", "03", "05", "06", "08", "10", "13", "15", "16", "17", "18", "19", "20")
_ANY = 3.0  # of Goldstein's scale, beside which a deed's own score counts: a visit that many tell of goes before a blow that one does
_QUOTED = 0.7  # who did what is not sure
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHOWN = 15  # entries of a folded list; the appendix has them all


@dataclass
class Line:
    """An entry in the making: an event with all its reports."""

    event: Event
    when: Date | None
    lead: str
    text: str
    key: str
    is_quoted: bool
    countries: frozenset[str]  # of those who are known to have acted or suffered, and of those whom its words name beside them

    @property
    def best(self) -> tuple[Event, Report]:
        return self.event, self.event.best

    @property
    def when_words(self) -> str:
        """The date within a sentence."""
        _, report = self.best
        return english.when(self.when, report.date.text if report.date else "")

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day it can have been; the whole calendar where not known."""
        first, last = (self.when.earliest, self.when.latest) if self.when else (None, None)
        return first or date.min, last or date.max

    @property
    def of_states(self) -> bool:
        """Whether an actor is but a state's name: who comes is not said."""
        _, report = self.best
        return any(states.find(a.name) for a in (*report.sources, *report.targets))

    @property
    def is_dated(self) -> bool:
        return self.when is not None and self.when.is_known


@dataclass
class _Groups:
    """The chronicle's lists, each in order of time."""

    between: list[Line]
    ahead: list[Line]
    undated: list[Line]
    single: list[Line]
    elsewhere: list[Line]


def chronicle(material: Material) -> Section:
    """Dated events between the two, then what is ahead; what has no date, concerns one side or neither is folded and short."""
    groups = _grouped(material)
    shown = (groups.between, groups.ahead, groups.undated, groups.single, groups.elsewhere)
    if not any(shown):
        reason = Missing("The record holds no event.", "Read documents that report what the two did: hikiwake read CASE FILE.")
        return Section("chronicle", "The chronicle", (Paragraph((missing("missing:chronicle", reason),), "missing"),))
    a, b = material.sides
    blocks: list[Block] = [Paragraph((_counts(groups),))]
    if groups.between:
        blocks.append(Entries(_entries(groups.between, material), f"Between {a} and {b}"))
    if groups.ahead:
        blocks.append(Entries(_entries(groups.ahead, material), "Ahead"))
    few = len(groups.between) + len(groups.ahead) < 8  # little would stand open otherwise
    for lines_, heading, folded in (
        (groups.undated, f"Between {a} and {b}, on days the texts do not tell", bool(groups.between)),
        (groups.single, f"What {a} or {b} did without the other", not few),
        (groups.elsewhere, "Elsewhere", True),
    ):
        if lines_:
            most = _SHOWN if folded else 2 * _SHOWN
            kept = _weightiest(lines_, most)
            blocks.append(Entries(_entries(kept, material), heading, folded=folded, more=len(lines_) - len(kept)))
    return Section("chronicle", "The chronicle", tuple(blocks))


def ahead(material: Material, days: int) -> list[Line]:
    """Plans of either side that fall into the next `days` days after the case's date: of both before of one, firmest first."""
    case = material.assessment.case
    until = case.as_of + timedelta(days=days)

    def is_near(line: Line) -> bool:
        first, last = line.days
        return case.as_of < last <= until + timedelta(days=31) and first <= until and (last - first).days <= 62

    sides = frozenset(case.dyad)
    near = [
        line for line in lines(material) if line.best[1].status is Status.PLANNED and is_near(line) and line.countries & sides
    ]
    return sorted(
        near,
        key=lambda n: (
            n.is_quoted,
            len(n.countries & sides) < 2,
            (n.days[1] - n.days[0]).days,
            n.of_states,
            -n.event.independent,
            n.event.grade.rank,
            n.days,
        ),
    )


def _grouped(material: Material) -> _Groups:
    case = material.assessment.case
    sides = frozenset(case.dyad)
    groups = _Groups([], [], [], [], [])
    for line in lines(material):
        _, report = line.best
        involved = line.countries & sides
        if not line.countries and not line.is_dated:
            continue  # debris of reading; the appendix lists it
        if len(involved) == 2 and line.is_dated:
            latest_day = line.when.latest if line.when else None
            is_ahead = report.status is Status.PLANNED and (latest_day is None or latest_day > case.as_of)
            (groups.ahead if is_ahead else groups.between).append(line)
        elif len(involved) == 2:
            groups.undated.append(line)
        else:
            (groups.single if involved else groups.elsewhere).append(line)
    return groups


def _weightiest(group: Sequence[Line], most: int) -> list[Line]:
    """The entries that carry most and are told most firmly, in the order in which they stood."""

    def standing(line: Line) -> tuple[object, ...]:
        report = line.best[1]
        told_by = line.event.grade.reliability.middle * math.sqrt(line.event.independent) * report.confidence
        carries = _ANY + (abs(report.goldstein or 0.0) if is_deed(line.event) else 0.0)
        return -carries * told_by * (_QUOTED if line.is_quoted else 1.0), line.event.grade.rank, line.key

    kept = {id(line) for line in sorted(group, key=standing)[:most]}
    return [line for line in group if id(line) in kept]


def lines(material: Material) -> tuple[Line, ...]:
    """Every event once, in order of time. Two that would read the same are told by their sources' own words."""
    return material.of_record(_lines)


def _lines(material: Material) -> tuple[Line, ...]:
    found = [_line(event, material) for event in material.assessment.contents.events]
    read = [entry_text(line) for line in found]
    alike = Counter(read)
    for line, words in zip(found, read, strict=True):
        if alike[words] > 1:
            line.text = quoting.own_words(line.best[1], _text(line.best[1], material)) or line.text
    shared = Counter(line.key for line in found)
    for line in found:
        if shared[line.key] > 1:
            line.key = digest(line.event.id)
    return tuple(sorted(found, key=lambda line: (_sort_key(line.when), _place(line, material))))


def _line(event: Event, material: Material) -> Line:
    pause()
    report, as_of = event.best, material.assessment.case.as_of
    when = report.date.date if report.date else None
    lead = english.dated(when, report.date.text if report.date else "") or _told_on(report, material)
    text = _text(report, material)
    named = _sides_named(report, text, material)
    is_quoted, words = quoting.is_quoted(report, text), ""
    if is_quoted:
        words = quoting.with_whom(report, text, material.names)
    elif named:
        is_quoted, words = True, quoting.own_words(report, text)  # who acted is not told whole
    words = words or in_own_words(event, event_words(report, material.names, as_of), material)
    countries = named | {a.country for a in (*report.sources, *report.targets) if a.country}
    return Line(event, when, lead, words, digest(_values(event) or event.id), is_quoted, countries)


def _told_on(report: Report, material: Material) -> str:
    """In place of a date that the text does not give: when the text is of, by which day it was so."""
    document = material.documents.get(report.document)
    day = english.dated(document.date) if document else ""
    return f"told {day}" if day else UNDATED


def in_own_words(event: Event, words: str, material: Material) -> str:
    """The deed as its source tells it where our phrase for its code leaves out what was done; our `words` otherwise."""
    if not (event.best.cameo or "").startswith(_VAGUE) or event.best.status is not Status.ACTUAL:
        return words
    own = own_act(event, material)
    said = frozenset(_WORD.findall(words.lower()))
    is_vaguer = any(word not in said for word in _WORD.findall(own.lower()))
    return f"{own}." if own and is_vaguer else words


def _sides_named(report: Report, text: str, material: Material) -> frozenset[str]:
    """The side of which the event's own words name somebody, where only the other is known to have acted or suffered."""
    sides = frozenset(material.assessment.case.dyad)
    involved = {a.country for a in (*report.sources, *report.targets)} & sides
    if len(involved) != 1 or report.span.end > len(text):
        return frozenset()
    words = naming.folded(report.span.cut(text))
    return frozenset(c for c in sides - involved if material.names.is_named(c, words))


def _values(event: Event) -> str:
    """What an entry's key is made of, so that it outlasts any one of its sources: day, kind of act, states; empty where that is not known."""
    report = event.best
    states_there = sorted({a.country or "" for a in (*report.sources, *report.targets)})
    if report.date is None or report.date.date.precision is not Precision.DAY or not report.cameo or not states_there:
        return ""
    return f"{report.date.date.value} {report.cameo[:3]} {report.status.value} {' '.join(states_there)}"


def told(report: Report, material: Material, names: Names) -> str:
    """The event as a sentence; as its source's own words where ours could say something else."""
    return quoting.told(report, _text(report, material), names, material.assessment.case.as_of)


def _text(report: Report, material: Material) -> str:
    """The stored text of the report's document; empty where it is gone."""
    document = material.documents.get(report.document)
    return document.text if document else ""


def entry_text(line: Line) -> str:
    return f"{line.lead}: {line.text}"


def _entries(group: Iterable[Line], material: Material) -> tuple[Entry, ...]:
    disputed = disputes(material.assessment.contents)
    return tuple(_entry(line, disputed.get(line.event.id, ())) for line in group)


def _entry(line: Line, disputed: Sequence[Dispute]) -> Entry:
    event = line.event
    cites: dict[str, Words] = {}
    for report in sorted(event.reports, key=lambda report: report.grade.rank):
        cites.setdefault(report.document, of_report(report, event.id))
    sentence = Sentence(f"chronicle:{line.key}", line.text, tuple(cites.values()), lead=line.lead)
    state = ", ".join(filter(None, (STATES.get(event.best.status, ""), english.plain(dispute_told(disputed)))))
    return Entry(sentence, event.grade, state, corrected_by=_corrected(event), independent=event.independent)


def _corrected(event: Event) -> str:
    return (english.plain(event.corrected.by) or "the analyst") if event.corrected else ""


def _counts(groups: _Groups) -> Sentence:
    n = len(groups.between) + len(groups.ahead) + len(groups.undated)
    parts = [f"{english.number(n) if n else 'none'} {'concern' if n > 1 else 'concerns'} both sides"]
    if groups.single:
        parts.append(f"{english.number(len(groups.single))} a single side")
    if groups.elsewhere:
        parts.append(f"{english.number(len(groups.elsewhere))} neither")
    total = n + len(groups.single) + len(groups.elsewhere)
    text = f"Of {english.counted(total, 'entry')} {english.listed(parts)}."
    all_ = (*groups.between, *groups.ahead, *groups.undated, *groups.single, *groups.elsewhere)
    planned = sum(line.best[1].status is Status.PLANNED for line in all_)
    if planned:
        text += f" {english.capital(english.number(planned))} {'is a plan' if planned == 1 else 'are plans'}."
    if any(line.is_quoted for line in (*groups.between, *groups.ahead)):
        text += " Where it is not certain who did what to whom, or whether it came about, the source’s own words stand."
    return Sentence("chronicle:counts", text, (RECORD,))


def _sort_key(when: Date | None) -> tuple[str, str]:
    if when is None or not when.is_known:
        return "9999-99", ""
    first, last = when.sort_key
    return first.isoformat(), last.isoformat()


def _place(line: Line, material: Material) -> tuple[int, int]:
    return min((material.numbers.get(r.document, 0), r.span.start) for r in line.event.reports)
