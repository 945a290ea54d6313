"""The forecast as JSON, in the form that the `forecast` command prints."""

from typing import Any

from hikiwake.forecasting.model import Clock, Forecast


def forecast_json(forecast: Forecast) -> dict[str, Any]:
    rate = forecast.base_rate
    return {
        "probability": forecast.probability,
        "lower": forecast.lower,
        "upper": forecast.upper,
        "by": forecast.by.isoformat(),
        "reasons": list(forecast.reasons),
        "base_rate": {
            "rate": rate.rate,
            "lower": rate.lower,
            "upper": rate.upper,
            "reference_class": rate.reference_class,
            "cases": rate.cases,
            "settled": rate.settled,
            "claim_years": rate.claim_years,
            "horizon_years": rate.horizon_years,
            "source": rate.source,
            "caveats": list(rate.caveats),
        },
    }


def clock_json(clock: Clock) -> dict[str, Any]:
    return {
        "party": clock.party,
        "leader": clock.leader,
        "office": clock.office,
        "from": clock.begins.isoformat() if clock.begins else None,
        "term_ends": clock.term_ends and clock.term_ends.isoformat(),
        "may_extend_to": clock.may_extend_to and clock.may_extend_to.isoformat(),
        "reaches_horizon": clock.reaches_horizon,
        "source": clock.source,
    }
