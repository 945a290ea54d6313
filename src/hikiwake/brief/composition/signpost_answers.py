"""What in the record answers a signpost: an event of the last months that has happened, or a plan or an announcement of it.

Only what is certain counts, since a false alarm costs more than a missed one. All telling words of the line stand in the entry, in its
source's words or in those of its code, its act among them; the states that the line names took the parts that it gives them, and no third one
did; and the entry is firm, affirmed, dated and undisputed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hikiwake.assessment.cites import Words
from hikiwake.brief.composition import quoting
from hikiwake.brief.composition.chronicle import Line, lines
from hikiwake.brief.composition.lately import in_doubt
from hikiwake.brief.composition.material import Material, of_report, of_statement
from hikiwake.brief.composition.own_act import own_act
from hikiwake.brief.composition.reported_speech import told
from hikiwake.brief.composition.signpost_lines import Sought, sought, stems, subject
from hikiwake.brief.composition.speakers import NAMELESS, speaker_of
from hikiwake.brief.composition.wording import verb
from hikiwake.record.merging.words import is_light
from hikiwake.record.model import Polarity, Report, Said, Status
from hikiwake.terms.grades import Grade

_LAST_DAYS = 90
_CLOSE_DAYS = 31
_PROMISES = "03"  # CAMEO: express intent to cooperate
_ONLY_SAID = ("01", "02", "03", "10", "11", "12", "13")  # CAMEO: also appeal, demand, disapprove, reject, threaten
_WILL = re.compile(r"\b(?:will|shall|is to|are to|agrees? to|agreed to|has decided to|have decided to|is going to)\b")
_NOT = re.compile(r"\b(?:no|not|never|none|nor|without|unless|if)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a signpost, as a clause with its day; not happened where it is only planned or announced."""

    has_happened: bool
    text: str
    day: date
    grade: Grade
    cites: tuple[Words, ...]


def answers(stated: Sequence[str], material: Material) -> tuple[Answer, ...]:
    """All answers to any of the stated lines; empty where nothing surely answers one."""
    found: list[Answer] = []
    for line in stated:
        for one in sought(line, material.assessment.case.dyad):
            found += [*_events(one, material), *_announcements(one, material)]
    return tuple(found)


def _events(one: Sought, material: Material) -> Iterator[Answer]:
    sides = set(material.assessment.case.dyad)
    known_until = _known_until(material) if one.is_once_more else date.min
    for line in material.of_record(_of_late):
        report = next((r for r in line.event.reports if _answers(one, r, line, material)), None)
        if report is None or line.days[0] <= known_until or not (sides if one.is_of_both else one.states) <= line.countries:
            continue
        is_promise = not _is_its_act(one, report)
        text = quoting.own_words(report, material.documents[report.document].text).rstrip(".") if is_promise else ""
        own = "" if line.is_quoted else own_act(line.event, material)
        text = text or f"{own or line.text.rstrip('.')} {line.when_words}"
        cites = tuple(of_report(r, line.event.id) for r in line.event.reports[:3])
        if "…" not in text:
            has_happened = report.status is Status.ACTUAL and not is_promise
            yield Answer(has_happened, text, line.days[0], line.event.grade, cites)


def _of_late(material: Material) -> tuple[Line, ...]:
    """What surely happened in the last months, and what is planned for later."""
    as_of = material.assessment.case.as_of
    begin = as_of - timedelta(days=_LAST_DAYS)

    def is_of_late(line: Line) -> bool:
        first, last = line.days
        status = line.best[1].status
        is_its_time = last > as_of if status is Status.PLANNED else status is Status.ACTUAL and last <= as_of
        return first > begin and is_its_time and (last - first).days <= _CLOSE_DAYS

    disputed = in_doubt(material)
    return tuple(
        line
        for line in lines(material)
        if line.is_dated
        and not line.is_quoted
        and is_of_late(line)
        and (line.event.grade.rank <= Grade.REPORTED.rank or line.event.independent > 1)
        and line.event.id not in disputed
    )


def _known_until(material: Material) -> date:
    """The day of the last brief: what happened up to it was known when a line was written that asks for another such event."""
    last = material.since.since if material.since else None
    return date.fromisoformat(last.as_of) if last else material.assessment.case.as_of


def _answers(one: Sought, report: Report, line: Line, material: Material) -> bool:
    """Whether a report tells what is sought, as done or as promised."""
    document = material.documents.get(report.document)
    if report.status is not line.best[1].status or report.polarity is not Polarity.POSITIVE or document is None:
        return False
    names = " ".join(a.name for a in (*report.sources, *report.targets))
    place = report.place.name if report.place else ""
    trigger = stems(report.trigger.text)
    told_of = _act(report) | trigger | stems(f"{report.span.cut(document.text)} {names} {place}")
    is_promised = (report.cameo or "").startswith(_PROMISES) and any(group & trigger for group in one.words)
    return (_is_its_act(one, report) or is_promised) and one.words_in(told_of) and _took_their_parts(one, report, material)


def _is_its_act(one: Sought, report: Report) -> bool:
    return any(group & _act(report) for group in one.words)


def _act(report: Report) -> frozenset[str]:
    """The words for the deed itself, in the source and in its code. Of what is only said ("agreed to settle") it is the saying, not what is said."""
    coded = verb(report.cameo)
    phrases = [report.trigger.text, *((coded.base, coded.noun) if coded else ())]
    if (report.cameo or "").startswith(_ONLY_SAID):
        phrases = [phrase.split(" ")[0] for phrase in phrases]
    return frozenset(s for s in stems(" ".join(phrases)) if not is_light(s))


def _took_their_parts(one: Sought, report: Report, material: Material) -> bool:
    sources = {a.country for a in report.sources if a.country}
    targets = {a.country for a in report.targets if a.country}
    if report.is_reciprocal or not one.actors:
        sources = targets = sources | targets
    known = one.states | set(material.assessment.case.dyad)
    return one.actors <= sources and one.sufferers <= targets and sources | targets <= known


def _announcements(one: Sought, material: Material) -> Iterator[Answer]:
    """Statements of the last months that what is sought will come, of the state that is to do it."""
    if len(one.actors) != 1:
        return
    for actor, said, day in material.of_record(_announced):
        statement = said.statement
        if actor in one.actors and one.words_in(stems(statement.content.text)):
            text = f"{speaker_of(statement, material)} {told(statement).rstrip('.')}"
            if "…" not in text:
                yield Answer(False, text, day, statement.grade, (of_statement(statement, said.id),))


def _announced(material: Material) -> tuple[tuple[str, Said, date], ...]:
    """What a state said of late that it will do: the state, the statement and its day."""
    found = []
    for said in material.assessment.contents.statements:
        statement = said.statement
        content = statement.content.text
        is_firm = statement.grade.rank <= Grade.ATTRIBUTED.rank and statement.polarity is Polarity.POSITIVE
        if not is_firm or not _WILL.search(content) or _NOT.search(content) or not (day := _day(said, material)):
            continue
        actor = subject(content)
        is_theirs = statement.speaker is not None and statement.speaker.country in (actor, None)
        if actor and is_theirs and speaker_of(statement, material) not in NAMELESS:
            found.append((actor, said, day))
    return tuple(found)


def _day(said: Said, material: Material) -> date | None:
    """The day by which it was said: its own, else its document's; None where that is not of the last months."""
    document = material.documents.get(said.statement.document)
    dates = (said.statement.date.date if said.statement.date else None, document.date if document else None)
    day = next((d.latest for d in dates if d is not None and d.latest), None)
    as_of = material.assessment.case.as_of
    return day if day and as_of - timedelta(days=_LAST_DAYS) < day <= as_of else None
