"""The base rate: how often claims like this one were settled within as long as the case looks ahead.

Claims alive at a comparable age, in a recent window of years, are followed until `as_of` and no further; the case's own dyad is left out.
Settlements and other ends compete: the cumulative incidence of settlement over h years is λₛ/(λₛ+λₒ) · (1 − exp(−(λₛ+λₒ)h)), each rate being ends
over claim-years at risk (Kalbfleisch & Prentice 2002, The Statistical Analysis of Failure Time Data, ch. 8). The interval comes from the
Jeffreys posterior of λₛ, Gamma(k + ½, T), where k counts territories settled, not rows: claims of several states to one territory are not
independent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import exp, sqrt

from hikiwake.forecasting.claims import DATA_END, SOURCE, Claim, claims
from hikiwake.forecasting.model import BaseRate
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.likelihood import per_cent

_AGE_BANDS = ((0, 5), (5, 15), (15, 30), (30, 1000))  # years; comparable ages
_WINDOWS = (1990, 1945, 1816)  # the latest that holds enough claims is used
_LEAST_CLAIMS = 30
NORMAL_95 = 1.6449
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Exposure:
    """Claim-years at risk in a class, and what ended them; several states' claims to one territory are one of `territories`."""

    years: float
    cases: int
    settled: int
    other: int
    territories: int
    settled_territories: int


def base_rate(dyad: Dyad, began: date, as_of: date, horizon: date, *, known: Iterable[Claim] | None = None) -> BaseRate | None:
    """The share of claims of a comparable age that were settled within the horizon.

    Args:
        dyad: the case's two states, left out of the class.
        began: when the case's claim began.
        as_of: nothing after this day is used.
        horizon: the day by which a settlement is asked for.
        known: claims to use instead of the packaged ones.

    Returns:
        The rate with a 90 % interval; None where the class would be empty.

    Raises:
        ValueError: `began` lies after `as_of`, or `horizon` before it.
    """
    if began > as_of or horizon < as_of:
        raise ValueError(f"dates out of order: claim {began}, as of {as_of}, horizon {horizon}")
    others = [c for c in (claims() if known is None else known) if c.dyad != dyad]
    age = (as_of - began).days / _YEAR
    band = next(b for b in _AGE_BANDS if b[0] <= age < b[1])
    until = min(as_of, DATA_END)
    for first_year in _WINDOWS:
        seen = _exposure(others, band, date(first_year, 1, 1), until)
        if seen.cases >= _LEAST_CLAIMS:
            return _rate(others, seen, band, first_year, until, (horizon - as_of).days / _YEAR)
    return None


def _rate(others: list[Claim], seen: Exposure, band: tuple[int, int], first_year: int, until: date, years: float) -> BaseRate:
    rate = _incidence(seen.settled / seen.years, seen.other / seen.years, years)
    low, high = (jeffreys_quantile(seen.settled_territories, seen.years, z) for z in (-NORMAL_95, NORMAL_95))
    ages = (
        f"{band[0]} years or more" if band[1] > 500 else f"{band[0]} to {band[1]} years" if band[0] else f"under {band[1]} years"
    )
    return BaseRate(
        rate,
        min(rate, _incidence(low, seen.other / seen.years, years)),
        max(rate, _incidence(high, seen.other / seen.years, years)),
        f"territorial claims alive for {ages} between {first_year} and {until.year}",
        seen.cases,
        seen.settled,
        seen.other,
        seen.settled_territories,
        seen.years,
        years,
        SOURCE,
        _caveats(others, seen, band, date(first_year, 1, 1), until, years),
    )


def _caveats(
    others: list[Claim], seen: Exposure, band: tuple[int, int], first: date, until: date, years: float
) -> tuple[str, ...]:
    wider = _exposure(others, band, first, until, also=frozenset({"conference", "dropped"}))
    narrow = _incidence(seen.settled / seen.years, seen.other / seen.years, years)
    counted = per_cent(_incidence(wider.settled / wider.years, wider.other / wider.years, years))
    change = "hardly change" if counted == per_cent(narrow) else f"be {counted}"
    return (
        "The case's own pair is left out of its class.",
        "How a claim ended is read off well-known cases, since the list came without its codebook.",
        f"If claims that were dropped or ended by a conference of many states counted too, the rate would {change}.",
        f"The {seen.cases} claims are to {seen.territories} territories and the {seen.settled} settlements of {seen.settled_territories}; "
        "the interval counts territories.",
    )


def _exposure(
    known: Iterable[Claim], band: tuple[int, int], first: date, until: date, *, also: frozenset[str] = frozenset()
) -> Exposure:
    years = 0.0
    cases = settled = other = 0
    seen: set[int] = set()
    settled_territories: set[int] = set()
    for claim in known:
        start = max(first, _later(claim.began, band[0]))
        end = min(until, claim.ended or until, _later(claim.began, band[1]))
        if start >= end:
            continue
        years += (end - start).days / _YEAR
        cases += 1
        seen.add(claim.claim)
        if claim.ended != end or claim.is_lost_to_view:
            continue
        if claim.is_settled or claim.how in also:
            settled += 1
            settled_territories.add(claim.claim)
        else:
            other += 1
    return Exposure(years, cases, settled, other, len(seen), len(settled_territories))


def _incidence(settled_rate: float, other_rate: float, years: float) -> float:
    both = settled_rate + other_rate
    return settled_rate / both * (1 - exp(-both * years)) if both > 0 else 0.0


def jeffreys_quantile(count: int, years: float, z: float) -> float:
    """A quantile of Gamma(count + ½, years), `z` standard normal deviations from the middle.

    By Wilson & Hilferty's cube (1931, PNAS 17, 684–688); within 2 % for count ≥ 1.
    """
    freedom = 2 * count + 1
    cube = 1 - 2 / (9 * freedom) + z * sqrt(2 / (9 * freedom))
    return freedom * max(cube, 0.0) ** 3 / 2 / years


def _later(day: date, years: int) -> date:
    return date(min(day.year + years, date.max.year), day.month, 1)
