"""The chronicle: what happened between the two, in order of time, each entry with its grade, its source and its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.material import RECORD, Material, digest, missing, of_report
from hikiwake.brief.composition.wording import STATES, event_words
from hikiwake.brief.model import Block, Cite, Entries, Entry, Excerpt, Paragraph, Section, Sentence, Words
from hikiwake.record.model import Event, Report
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade

UNDATED = "undated"


@dataclass
class _Line:
    """An entry in the making: reports of one wording and date, of one event or several."""

    lead: str
    text: str
    when: Date | None
    reports: list[tuple[Event, Report]]
    key: str

    @property
    def best(self) -> tuple[Event, Report]:
        return min(self.reports, key=lambda pair: (pair[1].grade.rank, -pair[1].confidence, pair[1].document))


def chronicle(material: Material) -> Section:
    """Events between the two first and open; what one of them did alone, and what happened elsewhere, folded."""
    countries = frozenset(material.assessment.case.dyad)
    between: list[_Line] = []
    single: list[_Line] = []
    elsewhere: list[_Line] = []
    for line in lines(material):
        _, report = line.best
        involved = {a.country for a in (*report.sources, *report.targets)} & countries
        (between if len(involved) == 2 else single if involved else elsewhere).append(line)
    blocks: list[Block] = []
    total = len(between) + len(single) + len(elsewhere)
    if not total:
        reason = Missing("The record holds no event.", "Read documents that report what the two did: hikiwake read CASE FILE.")
        return Section("chronicle", "The chronicle", (Paragraph((missing("missing:chronicle", reason),), "missing"),))
    blocks.append(Paragraph((_counts(between, single, elsewhere),)))
    a, b = material.sides
    alone = f"What {a} or {b} did without the other"
    few = len(between) < 8  # little would stand open otherwise
    if between:
        dated = [line for line in between if line.when and line.when.is_known]
        blocks.append(Entries(_entries(dated, material), f"Between {a} and {b}"))
        if without := [line for line in between if line not in dated]:
            blocks.append(
                Entries(_entries(without, material), f"Between {a} and {b}, on days the texts do not tell", folded=bool(dated))
            )
    if single:
        blocks.append(Entries(_entries(single, material), alone, folded=not few or len(single) > 40))
    if elsewhere:
        blocks.append(Entries(_entries(elsewhere, material), "Elsewhere", folded=True))
    return Section("chronicle", "The chronicle", tuple(blocks))


def lines(material: Material) -> list[_Line]:
    """Every wording of every event once, in order of time; a wording that several reports share cites them all."""
    found: dict[str, _Line] = {}
    as_of = material.assessment.case.as_of
    for event in material.assessment.contents.events:
        for report in event.reports:
            when = report.date.date if report.date else None
            lead = english.dated(when, report.date.text if report.date else "") or UNDATED
            full = f"{lead}: {event_words(report, material.full_names, as_of)}"
            line = found.get(full) or _Line(lead, event_words(report, material.names, as_of), when, [], digest(full))
            found.setdefault(full, line).reports.append((event, report))
    return sorted(found.values(), key=lambda line: (_sort_key(line.when), _place(line, material)))


def entry_text(line: _Line) -> str:
    return f"{line.lead}: {line.text}"


def _entries(group: Iterable[_Line], material: Material) -> tuple[Entry, ...]:
    return tuple(_entry(line, material) for line in group)


def _entry(line: _Line, material: Material) -> Entry:
    event, report = line.best
    cites: dict[str, Words] = {}
    for one, told in sorted(line.reports, key=lambda pair: pair[1].grade.rank):
        cites.setdefault(told.document, of_report(told, one.id))
    sentence = Sentence(f"chronicle:{line.key}", line.text, tuple(cites.values()), lead=line.lead)
    excerpts = tuple(e for cite in cites.values() if (e := material.excerpt(cite.document, cite.spans)))
    return Entry(sentence, report.grade, excerpts, STATES.get(report.status, ""), corrected_by=_corrected(event))


def _corrected(event: Event) -> str:
    return (english.plain(event.corrected.by) or "the analyst") if event.corrected else ""


def _counts(between: Sequence[_Line], single: Sequence[_Line], elsewhere: Sequence[_Line]) -> Sentence:
    n = len(between)
    parts = [f"{english.number(n) if n else 'none'} {'concern' if n > 1 else 'concerns'} both sides"]
    if single:
        parts.append(f"{english.number(len(single))} a single side")
    if elsewhere:
        parts.append(f"{english.number(len(elsewhere))} neither")
    text = f"Of {english.counted(n + len(single) + len(elsewhere), 'entry')} {english.listed(parts)}."
    planned = sum(line.best[1].status.value == "planned" for line in (*between, *single))
    if planned:
        text += f" {english.capital(english.number(planned))} {'is a plan' if planned == 1 else 'are plans'}."
    return Sentence("chronicle:counts", text, (RECORD,))


def _sort_key(when: Date | None) -> tuple[str, str]:
    if when is None or not when.is_known:
        return "9999-99", ""
    first, last = when.sort_key
    return first.isoformat(), last.isoformat()


def _place(line: _Line, material: Material) -> tuple[int, int]:
    return min((material.numbers.get(r.document, 0), r.span.start) for _, r in line.reports)


def excerpts_of(cites: Iterable[Cite], material: Material) -> tuple[Excerpt, ...]:
    """The words behind a sentence with what stands around them."""
    return tuple(e for c in cites if isinstance(c, Words) and (e := material.excerpt(c.document, c.spans)))


def latest(material: Material, both: bool = True) -> _Line | None:
    """The last dated entry between the two that is no opinion; None where there is none."""
    countries = set(material.assessment.case.dyad)
    for line in reversed(lines(material)):
        _, report = line.best
        involved = {a.country for a in (*report.sources, *report.targets)} & countries
        if (
            line.when
            and line.when.is_known
            and report.grade is not Grade.OPINION
            and (len(involved) == 2 or (involved and not both))
        ):
            return line
    return None
