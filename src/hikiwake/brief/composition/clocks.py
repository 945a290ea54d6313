"""The leaders' clocks beside the horizon."""

from collections.abc import Sequence

from hikiwake.assessment.cites import Stated
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition.material import Material, missing
from hikiwake.brief.model import Bullets, Chart, Paragraph, Section, Sentence
from hikiwake.forecasting import chart as drawn
from hikiwake.forecasting.model import Clock

TITLE = "The leaders’ clocks"


def clocks(material: Material) -> Section:
    result = material.assessment.clocks
    if isinstance(result, Missing):
        return Section("clocks", TITLE, (Paragraph((missing("missing:clocks", result),), "missing"),))
    horizon = material.assessment.case.horizon
    cites = tuple(stated(c, material) for c in result)
    title = Sentence("clocks:finding", f"{drawn.finding(result, horizon)}.", cites, judgement=material.analyst)
    return Section("clocks", TITLE, (Chart("clocks", title), Bullets(tuple(_leader(c, material) for c in result))))


def of_the_sides(clocks: Sequence[Clock], material: Material) -> tuple[Clock, ...]:
    """One clock a side, the first stated with an end of term; all of them where no side has one."""
    first: dict[str, Clock] = {}
    sides = {p.id for p in material.assessment.case.sides}
    for clock in sorted(clocks, key=lambda c: c.term_ends is None):
        if clock.party in sides:
            first.setdefault(clock.party, clock)
    order = {c: i for i, c in enumerate(clocks)}
    return tuple(sorted(first.values(), key=lambda c: order[c])) or tuple(clocks)[:3]


def stated(clock: Clock, material: Material) -> Stated:
    return material.stated(f"parties.{clock.party}.leaders.{clock.leader}")


def in_a_line(clock: Clock, material: Material) -> str:
    """A clock as a clause: "Abe’s term ends on 30 September 2018 (if extended, 2021)"."""
    name = english.possessive(naming.short_leader(clock.leader, material.names))
    if clock.term_ends is None:
        return f"{name} term has no stated end"
    text = f"{name} term ends on {english.day(clock.term_ends)}"
    if clock.reaches_horizon == "only if extended" and clock.may_extend_to:
        text += f" (if extended, {clock.may_extend_to.year})"
    return text


def _leader(clock: Clock, material: Material) -> Sentence:
    by = f" ({material.with_titles(clock.source)})" if clock.source else ""
    office = english.clause(clock.office)
    name = english.plain(clock.leader)
    since = (
        f"has held the office since {english.day(clock.begins)}"
        if clock.begins
        else "holds the office (since when is not stated)"
    )
    text = f"{name}, {office}, {since}"
    text += f"; the term runs to {english.day(clock.term_ends)}" if clock.term_ends else "; no end of the term is stated"
    if clock.may_extend_to:
        text += f" and could be extended to {english.day(clock.may_extend_to)}, which is not decided"
    at = stated(clock, material)
    return Sentence(f"clock:{clock.party}:{clock.leader}", english.sentence(text + by), (at,), judgement=at.by)
