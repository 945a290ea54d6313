"""Why the forecast is what it is: claims like this one, how many ended by agreement, and for how long they were at risk."""

from hikiwake.assessment.cites import Rows, Stated
from hikiwake.assessment.model import Assessment, Missing
from hikiwake.assessment.numbers import COUNT, PROBABILITY
from hikiwake.assessment.why.node import Node
from hikiwake.forecasting.base_rate import NORMAL_95, jeffreys_quantile
from hikiwake.forecasting.model import BaseRate

_YEARS = "years"


def forecast(assessment: Assessment, what: str) -> Node | None:
    """`what` is probability, lower or upper."""
    result = assessment.forecast
    if isinstance(result, Missing) or what not in ("probability", "lower", "upper"):
        return None
    rate = result.base_rate
    value = {"probability": result.probability, "lower": result.lower, "upper": result.upper}[what]
    z = {"probability": 0.0, "lower": -NORMAL_95, "upper": NORMAL_95}[what]
    is_middle = what == "probability" or value == result.probability
    settled = _settled(rate) if is_middle else _quantile(rate, z)
    formula = "λₛ/(λₛ+λₒ) · (1 − exp(−(λₛ+λₒ)·h)): settlements and other ends compete (Kalbfleisch & Prentice 2002, ch. 8)"
    label = {"probability": "the probability", "lower": "its lower end", "upper": "its upper end"}[what]
    return Node(
        f"{label} of a settlement by {result.by}",
        value,
        PROBABILITY,
        formula,
        "cumulative incidence",
        (settled, _other(rate), _horizon(assessment, rate)),
    )


def base_rate(assessment: Assessment, what: str) -> Node | None:
    """`what` is cases, settled or claim_years."""
    result = assessment.forecast
    if isinstance(result, Missing):
        return None
    rate = result.base_rate
    found = {"cases": _cases(rate), "settled": _count(rate, rate.settled, "settled"), "claim_years": _claim_years(rate)}
    return found.get(what)


def _settled(rate: BaseRate) -> Node:
    children = (_count(rate, rate.settled, "settled"), _claim_years(rate))
    return Node(
        "λₛ, settlements a claim-year", rate.settled / rate.claim_years, "a year", "settled / claim-years", "ratio", children
    )


def _other(rate: BaseRate) -> Node:
    children = (_count(rate, rate.other, "ended otherwise"), _claim_years(rate))
    return Node(
        "λₒ, other ends a claim-year", rate.other / rate.claim_years, "a year", "ended otherwise / claim-years", "ratio", children
    )


def _quantile(rate: BaseRate, z: float) -> Node:
    territories = _count(rate, rate.settled_territories, "territories settled: claims of several states to one count once")
    deviations = Node("normal deviations from the middle, for a 90 % interval", z)
    return Node(
        f"λₛ at the {'lower' if z < 0 else 'upper'} end",
        jeffreys_quantile(rate.settled_territories, rate.claim_years, z),
        "a year",
        "the quantile of Gamma(k + ½, T), Jeffreys' posterior of a rate",
        "gamma quantile",
        (territories, _claim_years(rate), deviations),
    )


def _horizon(assessment: Assessment, rate: BaseRate) -> Node:
    case = assessment.case
    cites = (Stated("as_of", case.analyst or "the analyst"), Stated("horizon", case.analyst or "the analyst"))
    return Node(f"h, years from {case.as_of} to {case.horizon}", rate.horizon_years, _YEARS, cites=cites)


def _claim_years(rate: BaseRate) -> Node:
    return Node("claim-years at risk together", rate.claim_years, _YEARS, cites=(Rows(rate.source, rate.reference_class),))


def _cases(rate: BaseRate) -> Node:
    return Node(rate.reference_class, float(rate.cases), COUNT, cites=(Rows(rate.source, rate.reference_class),))


def _count(rate: BaseRate, count: int, what: str) -> Node:
    return Node(what, float(count), COUNT, cites=(Rows(rate.source, f"{rate.reference_class}: {what}"),))
