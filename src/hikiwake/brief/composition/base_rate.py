"""The base rate: how often claims like this one ended by agreement in as long a time."""

from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.material import BY_RULE, Material, missing
from hikiwake.brief.model import Bullets, Paragraph, Rows, Section, Sentence
from hikiwake.forecasting.model import BaseRate

TITLE = "The base rate"


def base_rate(material: Material) -> Section:
    result = material.assessment.forecast
    if isinstance(result, Missing):
        return Section("base-rate", TITLE, (Paragraph((missing("missing:forecast", result),), "missing"),))
    rate = result.base_rate
    table = table_of(rate)
    span = english.per_cent_range(rate.rate, rate.lower, rate.upper)
    within = years(rate.horizon_years)
    sentences = (
        Sentence(
            "base_rate:class",
            f"The class is {english.clause(rate.reference_class)}: {english.number(rate.cases)} of them, of which {english.number(rate.settled)} "
            f"ended by agreement.",
            (table,),
        ),
        Sentence("base_rate:rate", f"Year by year that comes to {span} within {within}; the range is a 90 % interval.", (table,)),
        Sentence(
            "base_rate:only",
            "Nothing that is particular to this case has moved the number: the reasons on page one say which way it should move, not how far.",
            judgement=BY_RULE,
        ),
    )
    caveats = tuple(Sentence(f"base_rate:caveat:{i}", english.sentence(c), (table,)) for i, c in enumerate(rate.caveats))
    blocks = (Paragraph(sentences), *((Bullets(caveats, "What to bear in mind"),) if caveats else ()))
    return Section("base-rate", TITLE, blocks)


def table_of(rate: BaseRate) -> Rows:
    return Rows(english.clause(rate.source), english.clause(rate.reference_class))


def years(span: float) -> str:
    """`two years`, `25 months`, for a span that is no round number of years."""
    if abs(span - round(span)) < 0.06 and span >= 1:
        return english.counted(round(span), "year")
    return english.counted(round(span * 12), "month")
