"""The base rate: how often claims like this one ended by agreement in as long a time."""

from hikiwake.assessment.cites import Rows
from hikiwake.assessment.model import Missing
from hikiwake.brief import english
from hikiwake.brief.composition.material import BY_RULE, Material, missing
from hikiwake.brief.model import Bullets, Paragraph, Section, Sentence
from hikiwake.forecasting.model import BaseRate, Forecast
from hikiwake.terms.likelihood import per_cent

TITLE = "The base rate"


def base_rate(material: Material) -> Section:
    result = material.assessment.forecast
    if isinstance(result, Missing):
        return Section("base-rate", TITLE, (Paragraph((missing("missing:forecast", result),), "missing"),))
    rate = result.base_rate
    table = table_of(rate)
    span = english.per_cent_range(rate.rate, rate.lower, rate.upper)
    sentences = (
        Sentence(
            "base_rate:class",
            f"The class is {english.clause(rate.reference_class)}: {english.number(rate.cases)} of them, {in_figures(rate)}.",
            (table,),
        ),
        Sentence(
            "base_rate:rate", f"By {english.end_of(result.by)} that comes to {span}; the range is a 90 % interval.", (table,)
        ),
        Sentence(
            "base_rate:only",
            "Nothing that is particular to this case has moved the number: the reasons on page one say which way it should move, not how far.",
            judgement=BY_RULE,
        ),
    )
    caveats = tuple(Sentence(f"base_rate:caveat:{i}", english.sentence(c), (table,)) for i, c in enumerate(rate.caveats))
    blocks = (Paragraph(sentences), *((Bullets(caveats, "What to bear in mind"),) if caveats else ()))
    return Section("base-rate", TITLE, blocks)


def in_figures(rate: BaseRate) -> str:
    """What was counted, as a clause: "ten settlements in 1,040 claim-years, about 1 % a year"."""
    text = f"{english.counted(rate.settled, 'settlement')} in {rate.claim_years:,.0f} claim-years"
    if not rate.settled or rate.claim_years <= 0:
        return text
    yearly = rate.settled / rate.claim_years * 100
    return f"{text}, about {yearly:.0f} % a year" if yearly >= 0.95 else f"{text}, about {yearly:.1f} % a year"


def by_the_horizon(forecast: Forecast) -> str:
    """`2 % by the end of 2018`."""
    return f"{per_cent(forecast.base_rate.rate)} by {english.end_of(forecast.by)}"


def table_of(rate: BaseRate) -> Rows:
    return Rows(english.clause(rate.source), english.clause(rate.reference_class))
