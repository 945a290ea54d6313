"""Relations: their ups and downs, and what they turned on."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hikiwake.assessment.cites import Cite, Rows
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.chronicle import in_own_words, told
from hikiwake.brief.composition.event_data import event_data
from hikiwake.brief.composition.material import Material, missing
from hikiwake.brief.composition.quoting import is_quoted
from hikiwake.brief.composition.weight import is_deed
from hikiwake.brief.model import Block, Chart, Paragraph, Section, Sentence, Table
from hikiwake.record.model import Event
from hikiwake.relations import finding as drawn
from hikiwake.relations.model import Phase, Relations, TurningPoint
from hikiwake.terms.likelihood import per_cent

TABLE = Rows("relations", "index, phases and turns, computed from the entries of the chronicle")
_CLOSE_DAYS = 200  # a turn known more closely than this is told by its month
_LATE_DAYS = 183
_WIDE_DAYS = 731  # a turn that lies anywhere within more than two years came with no deed that could be named


def relations(material: Material) -> Section:
    result = material.assessment.relations
    title = f"Relations{_span(result)}"
    beside = event_data(material)
    if isinstance(result, Missing):
        return Section("relations", title, (Paragraph((missing("missing:relations", result),), "missing"), *beside))
    blocks: list[Block] = [
        Chart("relations", Sentence("relations:finding", f"{drawn.finding(result)}.", rests_on(result, material)))
    ]
    told = (_now(result, material), _of_late(result, material), _turns(result, material), _thin(result, material))
    blocks.append(Paragraph(told))
    if result.phases:
        rows = tuple(
            (
                _from_to(p, result),
                drawn.named(result, p),
                per_cent(drawn.sureness(result, p)),
            )
            for p in result.phases
        )
        blocks.append(Table("The phases", ("When", "Phase", "How sure"), rows, folded=True))
    return Section("relations", title, (*blocks, *beside))


def turn_words(result: Relations, material: Material) -> list[str]:
    """What stands beside each turn: the entry with the firmest source around it, without its full stop."""
    return [_with(turn, material) for turn in result.turning_points]


def rests_on(result: Relations, material: Material, keys: Iterable[str] = (), most: int = 6) -> tuple[Cite, ...]:
    """What a sentence about relations rests on: the computed series and the words behind `keys`.

    Where every event of the series comes from one document, that document alone: without it there is no series.
    """
    events = [k for point in result.index for k in point.keys]
    documents: set[str] = set()
    for known in (material.events[k] for k in events if k in material.events):
        documents |= known.documents
        if len(documents) > 1:
            break
    return material.cites_of(events, most) if len(documents) == 1 else (TABLE, *material.cites_of(keys, most))


def carried_by(turn: TurningPoint, material: Material) -> list[Event]:
    """The events around a turn that point its way, the one that explains it best first; none where it is not known when the turn came."""
    if (turn.latest - turn.earliest).days > _WIDE_DAYS:
        return []
    events = [material.events[k] for k in turn.keys if k in material.events]
    events = [e for e in events if _fits(e.best.goldstein, turn.direction) and _is_near(e, turn)]
    # At a turn the weightier deed explains more than the firmer word: a signed treaty before an exchange of remarks.
    events.sort(
        key=lambda e: (is_quoted(e.best, material.documents[e.best.document].text), -abs(e.best.goldstein or 0), e.grade.rank)
    )
    return events


def late_deeds(material: Material) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The hostile and the friendly deeds of the last six months, by event id, oldest first; words alone are none."""
    return material.of_record(_late_deeds)


def _late_deeds(material: Material) -> tuple[tuple[str, ...], tuple[str, ...]]:
    case, result = material.assessment.case, material.assessment.relations
    if isinstance(result, Missing):
        return (), ()
    begin = case.as_of - timedelta(days=_LATE_DAYS)
    keys = dict.fromkeys(key for point in result.index for key in point.keys)
    late = [
        e
        for key in keys
        if (e := material.events.get(key)) and is_deed(e) and e.best.date and e.best.date.date.overlaps(begin, case.as_of)
    ]
    hostile, friendly = (tuple(e.id for e in late if sign * (e.best.goldstein or 0.0) > 0) for sign in (-1, 1))
    return hostile, friendly


def counted(hostile: Sequence[str], friendly: Sequence[str]) -> str:
    """`seven hostile and ten friendly deeds`, `eight friendly deeds and no hostile one`."""
    for some, kind, other in ((friendly, "friendly", "hostile"), (hostile, "hostile", "friendly")):
        if len(some) == len(hostile) + len(friendly):
            return f"{english.counted(len(some), f'{kind} deed')} and no {other} one" if some else "no deed"
    return f"{english.number(len(hostile))} hostile and {english.counted(len(friendly), 'friendly deed')}"


def _of_late(result: Relations, material: Material) -> Sentence:
    hostile, friendly = late_deeds(material)
    text = f"The last six months hold {counted(hostile, friendly)} between the two."
    return Sentence("relations:late", text, rests_on(result, material, (*hostile, *friendly)))


def _with(turn: TurningPoint, material: Material) -> str:
    events = carried_by(turn, material)
    if not events:
        return ""
    words = told(events[0].best, material, material.names)
    text = material.documents[events[0].best.document].text
    return (words if is_quoted(events[0].best, text) else in_own_words(events[0], words, material)).rstrip(".")


def when(turn: TurningPoint) -> str:
    """When a turn came, no more exactly than is known: "in March 2014", "between 2001 and 2016"."""
    if (turn.latest - turn.earliest).days <= _CLOSE_DAYS:
        return f"in {english.month(turn.date)}"
    return (
        f"between {turn.earliest.year} and {turn.latest.year}"
        if turn.earliest.year < turn.latest.year
        else f"in {turn.date.year}"
    )


def _is_near(event: Event, turn: TurningPoint) -> bool:
    """Whether the event can have been within a year of the turn's most probable date."""
    year = timedelta(days=366)
    return event.best.date is not None and event.best.date.date.overlaps(turn.date - year, turn.date + year)


def _fits(goldstein: float | None, direction: str) -> bool:
    return goldstein is not None and (goldstein > 0) == (direction == "up")


def _from_to(phase: Phase, result: Relations) -> str:
    """The first and the last period of a phase; of the last phase only the first, for it may go on."""
    if phase is result.phases[-1] and not (result.thin and result.thin[-1].start >= phase.end):
        return f"since {begun(phase.start, result)}"
    if result.by != "year":
        return f"{english.month(phase.start)} to {english.month(phase.end - timedelta(days=1))}"
    last = phase.end.year - (phase.end.month == 1 and phase.end.day == 1 and phase.end.year > phase.start.year)
    return f"{phase.start.year}–{last}" if last > phase.start.year else str(phase.start.year)


def _span(result: Relations | Missing) -> str:
    if isinstance(result, Missing) or not result.index:
        return ""
    first, last = result.index[0].period.year, result.index[-1].period.year
    return f" {first}–{last}" if first < last else f" {first}"


def _now(result: Relations, material: Material) -> Sentence:
    if not result.phases:
        text = "The record holds too few dated events between the two to tell a phase."
        return Sentence("relations:now", text, rests_on(result, material))
    now = result.phases[-1]
    sure = per_cent(now.probability)
    grounds = drawn.told_by(result, now)
    since = f", {grounds}" if grounds else f" since {begun(now.start, result)}"
    at = drawn.where(result, now)
    text = f"The record puts the two {at}{since}, with a probability of {sure}."
    if now.probability < drawn.UNCLEAR:
        text = f"Where the two stand the record leaves unclear{f', {grounds}' if grounds else ''}: {drawn.either(result, now)}."
    if is_thin(result) and now.probability < drawn.SURE:
        likeliest = f"that they stand {at} since {begun(now.start, result)} ({sure})"
        text = f"Few {result.by}s hold an event, so no phase is sure; it is likeliest {likeliest}."
    return Sentence("relations:now", text, rests_on(result, material, now.keys))


def _turns(result: Relations, material: Material) -> Sentence:
    turns = result.turning_points
    if not turns:
        return Sentence("relations:turns", "No turn stands out from the noise.", rests_on(result, material))
    words = turn_words(result, material)
    told = []
    for turn, what in list(zip(turns, words, strict=True))[-6:]:
        told.append(f"{turn.direction} {when(turn)}" + (f" ({what})" if what else ""))
    times = {1: "once", 2: "twice"}.get(len(turns), f"{english.number(len(turns))} times")
    start = f"They turned {'most recently' if len(turns) > 6 else times}"
    keys = [k for turn in turns[-6:] for k in turn.keys]
    return Sentence("relations:turns", f"{start}: {english.listed(told)}.", rests_on(result, material, keys))


def begun(start: date, result: Relations) -> str:
    """When a phase began, no more exactly than the periods are long."""
    return str(start.year) if result.by == "year" else english.month(start)


def is_thin(result: Relations) -> bool:
    """Whether fewer than half of the periods hold an event."""
    return sum(p.index is not None for p in result.index) < len(result.index) / 2


def _thin(result: Relations, material: Material) -> Sentence:
    known = sum(p.index is not None for p in result.index)
    total = len(result.index)
    unit = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}.get(result.by, "period")
    text = f"{english.capital(english.counted(known, unit))} of {total:,} hold an event; between them the line is not drawn."
    if is_thin(result) and result.phases and result.phases[-1].probability < drawn.SURE:
        text = f"Between the {unit}s that hold an event the line is not drawn."
    if known == total:
        text = f"Every {unit} holds an event."
    return Sentence("relations:coverage", text, rests_on(result, material))
