"""The one file here that knows the case: its claim's age, its horizon, its leaders' terms."""

from hikiwake.case.model import Case, Leader
from hikiwake.forecasting.base_rate import base_rate
from hikiwake.forecasting.model import Clock, Forecast
from hikiwake.terms.dates import from_timex
from hikiwake.terms.dyad import Dyad


def forecast(case: Case) -> Forecast | None:
    """The probability of a settlement by the horizon: the base rate. None where the case states no claim, or no class can be made."""
    began = from_timex(case.claim_began).earliest if case.claim_began else None
    if began is None or began > case.as_of:
        return None
    rate = base_rate(Dyad.of(*case.dyad), began, case.as_of, case.horizon)
    if rate is None:
        return None
    reasons = (
        f"{rate.settled} settlements among {rate.cases} {rate.reference_class}.",
        "Nothing of the case itself has moved this number yet: it is the base rate.",
    )
    return Forecast(rate.rate, rate.lower, rate.upper, case.horizon, reasons, rate)


def clocks(case: Case) -> tuple[Clock, ...]:
    """Every leader's time beside the horizon, by party; empty where the case names no leader."""
    return tuple(
        Clock(party.id, x.name, x.office, x.begins, x.term_ends, x.may_extend_to, _reaches(case, x), x.source)
        for party in case.parties
        for x in party.leaders
    )


def _reaches(case: Case, leader: Leader) -> str:
    if leader.term_ends is None:
        return "unknown"
    if leader.term_ends >= case.horizon:
        return "yes"
    return "only if extended" if leader.may_extend_to and leader.may_extend_to >= case.horizon else "no"
