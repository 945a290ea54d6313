"""Who must hurry: terms of office that end before the horizon."""

from collections.abc import Iterable

from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition import clocks as terms_of_office
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.reasons.argument import LOWERS, NEITHER, Argument
from hikiwake.brief.model import Sentence
from hikiwake.forecasting.model import Clock


def clocks(material: Material) -> Argument | None:
    result = material.assessment.clocks
    if isinstance(result, Missing) or not result:
        return None
    result = terms_of_office.of_the_sides(result, material)
    horizon = material.assessment.case.horizon
    cites = tuple(terms_of_office.stated(c, material) for c in result)
    by = english.listed(dict.fromkeys(c.by for c in cites))
    ending = [c for c in result if c.reaches_horizon == "no"]
    doubtful = [c for c in result if c.reaches_horizon == "only if extended"]

    def named(some: Iterable[Clock]) -> str:
        return english.listed(dict.fromkeys(naming.short_leader(c.leader, material.names) for c in some))

    if ending or doubtful:
        n = len({c.leader for c in ending or doubtful})
        if ending:
            text = f"{named(ending)} will be out of office before {english.end_of(horizon)}."
        else:
            text = f"{named(doubtful)} {'needs' if n == 1 else 'need'} an extension to be in office at {english.end_of(horizon)}."
        claim = Sentence("page_one:clocks", text, cites, judgement=by)
        line = clock_line(material)
        return Argument(LOWERS, 0.5, claim, (line,) if line else ())
    if all(c.reaches_horizon == "yes" for c in result):
        text = f"No leader’s term ends before {english.end_of(horizon)}, so none has to hurry."
        return Argument(NEITHER, 0.35, Sentence("page_one:clocks", text, cites, judgement=by), ())
    return None


def clock_line(material: Material) -> Sentence | None:
    result = material.assessment.clocks
    if isinstance(result, Missing) or not result:
        return None
    first = terms_of_office.of_the_sides(result, material)
    cites = tuple(terms_of_office.stated(c, material) for c in first)
    told = [terms_of_office.in_a_line(c, material) for c in first]
    told = [told[0], *(t.replace(" term ends on ", " on ") if " term ends on " in told[0] else t for t in told[1:])]
    return Sentence(
        "page_one:clock_line",
        english.sentence("; ".join(told)),
        cites,
        judgement=english.listed(dict.fromkeys(c.by for c in cites)),
    )
