"""Event data beside the record: what they are, the ups and downs they show, what their turns rest on, and how far the two agree."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from hikiwake.assessment.cites import Rows
from hikiwake.assessment.event_data import EventData, file_name
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.material import BY_RULE, Material, missing
from hikiwake.brief.model import Block, Chart, Paragraph, Sentence, Table
from hikiwake.relations import chart as drawn
from hikiwake.relations.agreement import Agreement
from hikiwake.relations.finding import UNCLEAR, either, told_by, where
from hikiwake.relations.model import Relations, TurningPoint
from hikiwake.relations.window import Window, common_axis, window_of
from hikiwake.terms.likelihood import per_cent

if TYPE_CHECKING:
    from hikiwake.events.dyad_relations import Deed

NAME = "event data"  # of the table that sentences cite
_COLLECTIONS = {
    "gdelt": "GDELT",
    "icews": "ICEWS",
    "gdelt_reduced": "GDELT, reduced",
    "icews_quadruples": "ICEWS quadruples",
    "icews_dyad_years": "ICEWS by year",
    "polecat": "POLECAT",
    "phoenix": "Phoenix",
    "record": "records of Hikiwake",
}
_MOST_TURNS = 6
_HARDLY = 0.2  # of κ: below it agreement is slight (Landis and Koch 1977)


def event_data(material: Material) -> tuple[Block, ...]:
    """Chart, a paragraph and what carries each turn; one line where a lake is named and gives nothing, none where none is named."""
    found = material.assessment.event_data
    if isinstance(found, Missing):
        reason = Paragraph((missing("missing:event_data", found),), "missing")
        return () if material.assessment.lake is None else (reason,)
    title = Sentence("event_data:finding", finding(found.relations), (_all_of(found),))
    is_beside_another = not isinstance(material.assessment.relations, Missing)
    told = sentences(material, found, has_own_axis=is_beside_another and axis(material) is None)
    blocks: list[Block] = [Chart("event_data", title), Paragraph(told)]
    if rows := _rows(found):
        columns = ("When", "Turn", "How sure", "Carried by", "File and row")
        blocks.append(Table("The turns of the event data, and what carries them", columns, rows, folded=True))
    return tuple(blocks)


def sentences(material: Material, found: EventData, *, has_own_axis: bool = False) -> tuple[Sentence, ...]:
    """What they are, the phase now, the turns, how far they agree with the record, and what they are not; `has_own_axis`: so their chart stands."""
    return (_what(found, has_own_axis=has_own_axis), _now(found), _turns(found), *agreement(material), _caution())


def turn_words(found: EventData) -> list[str]:
    """What stands beside each turn: the deed that weighs most."""
    return [english.plain(deeds[0].words) if deeds else "" for deeds in found.deeds]


def axis(material: Material) -> Window | None:
    """The days on which the charts of record and event data stand one above the other; None where each has its own or is alone."""
    record, found = material.assessment.relations, material.assessment.event_data
    if isinstance(record, Missing) or isinstance(found, Missing):
        return None
    one, other = window_of(record), window_of(found.relations)
    return common_axis(one, other) if one and other else None


def finding(relations: Relations) -> str:
    """The chart's title as a sentence."""
    told = drawn.finding(relations)
    return f"In event data, {told[:1].lower()}{told[1:]}."


def place_of(deed: "Deed") -> str:
    """Where a deed stands: its file and the row of the event of its kind that was reported most."""
    return english.plain(f"{file_name(deed.file)}, row {deed.row}")


def agreement(material: Material) -> tuple[Sentence, ...]:
    """How far record and event data agree, in one sentence; none where one of the two is missing."""
    found, data = material.assessment.agreement, material.assessment.event_data
    if found is None or isinstance(data, Missing):
        return ()
    text = _agreed(found)
    if "record" in data.collections:
        text += ", but part of the event data is itself a record of Hikiwake"
    return (Sentence("event_data:agreement", f"{text}.", (Rows("relations", "phases and turns of the record"), _all_of(data))),)


def _agreed(found: Agreement) -> str:
    if not found.months:
        return "Record and event data have no month in common of which both tell a phase"
    if found.is_thin:
        both = english.counted(found.months, "month")
        return f"Record and event data have only {both} in common of which both tell a phase, too few to compare them"
    text = f"In {found.months:,} months of which both tell a phase, record and event data tell the same one in {found.same:,}"
    if found.kappa is None or found.share is None:
        text += ", and could not do otherwise, since neither changes"
    else:
        slight = "hardly more than chance: " if 0 < found.kappa < _HARDLY else "no more than chance: " if found.kappa <= 0 else ""
        kappa = f"{found.kappa:.2f}".replace("-", "−")
        text += f" ({slight}{found.share * 100:.0f} %, by chance alone {found.by_chance * 100:.0f} %, Cohen’s κ {kappa})"
    if not found.turns:
        return f"{text}; the record has no turn in that time"
    if not found.met_by_chance:
        return f"{text}; the event data have no such turn beside the record’s {english.counted(len(found.turns), 'turn')} in that time"
    has = f"{english.number(found.met)} {'have' if found.met > 1 else 'has'}"
    turns = f"of the record’s {english.counted(len(found.turns), 'turn')} in that time {'none has' if not found.met else has}"
    if len(found.turns) == 1:
        turns = f"the record’s one turn in that time {'has' if found.met else 'does not have'}"
    return f"{text}; {turns} one of the event data in the same direction within half a year ({found.met_by_chance:.1f} by chance)"


def _all_of(found: EventData) -> Rows:
    more = f" and {found.files - len(found.file_names):,} more" if found.files > len(found.file_names) else ""
    files = english.plain(", ".join(found.file_names))
    return Rows(NAME, f"{found.events:,} events by {found.relations.by}, {files}{more}")


def _what(found: EventData, *, has_own_axis: bool) -> Sentence:
    days = f"from {english.month(found.first)} to {english.month(found.last)}"
    whose = english.listed(_COLLECTIONS.get(name, english.plain(name)) for name in found.collections)
    text = f"The event data hold {english.counted(found.events, 'event')} between the two {days}, coded by machine from news "
    text += f"({whose}; {english.counted(found.files, 'file')}), by {found.relations.by}"
    text += ", charted on a time axis of their own" if has_own_axis else ""
    text += "; an event that several collections report counts in each." if len(found.collections) > 1 else "."
    text = " ".join((text, *map(english.plain, found.relations.notes)))
    return Sentence("event_data:what", text, (_all_of(found),))


def _now(found: EventData) -> Sentence:
    phases, thin = found.relations.phases, found.relations.thin
    if not phases:
        text = "They are too few to tell a phase."
    else:
        now = phases[-1]
        sure = per_cent(now.probability)
        grounds = told_by(found.relations, now)
        at = where(found.relations, now)
        since = f", {grounds}" if grounds else f" since {english.month(now.start)}"
        text = f"They put the two {at}{since}, with a probability of {sure}."
        if now.probability < UNCLEAR:
            grounds = f", {grounds}" if grounds else ""
            text = f"Where the two stand they leave unclear{grounds}: {either(found.relations, now)}."
        if thin and thin[-1].start >= now.end:
            until = english.month(now.end - timedelta(days=1))
            text = f"They last put the two {at}, until {until} ({sure}); since then they are too few."
    return Sentence("event_data:now", text, (_all_of(found),))


def _turns(found: EventData) -> Sentence:
    turns = list(zip(found.relations.turning_points, found.deeds, strict=True))
    if not turns:
        return Sentence("event_data:turns", "No turn stands out of them.", (_all_of(found),))
    recent = turns[-_MOST_TURNS:]
    told = [f"{turn.direction} in {english.month(turn.date)}{_carried(deeds)}" for turn, deeds in recent]
    times = {1: "once", 2: "twice"}.get(len(turns), f"{english.number(len(turns))} times")
    start = f"They turned {'most recently' if len(turns) > _MOST_TURNS else times}"
    rows = tuple(Rows(NAME, place_of(deeds[0])) for _, deeds in recent if deeds)
    return Sentence("event_data:turns", f"{start}: {english.listed(told)}.", rows or (_all_of(found),))


def _carried(deeds: "Sequence[Deed]") -> str:
    if not deeds:
        return " (no kind of deed stands out)"
    deed = deeds[0]
    often = f", {deed.events:,} events" if deed.events > 1 else ""
    return f" ({english.plain(f'{deed.source} → {deed.target}: {deed.label}{often}')})"


def _caution() -> Sentence:
    text = (
        "Event data count what news was read to say: they show a tone over time, and no single row of them is taken for a fact."
    )
    return Sentence("event_data:caution", text, judgement=BY_RULE)


def _rows(found: EventData) -> tuple[tuple[str, ...], ...]:
    """A row a turn and deed."""
    out = []
    for turn, deeds in zip(found.relations.turning_points, found.deeds, strict=True):
        head = (between(turn), turn.direction, per_cent(turn.probability))
        said = [(f"{english.day(deed.first)}: {english.plain(deed.words)}", place_of(deed)) for deed in deeds]
        out += [(*head, *one) for one in said or [("–", "–")]]
    return tuple(out)


def between(turn: TurningPoint) -> str:
    """The days between which a turn lies."""
    return (
        english.day(turn.earliest)
        if turn.earliest == turn.latest
        else f"{english.day(turn.earliest)} – {english.day(turn.latest)}"
    )
