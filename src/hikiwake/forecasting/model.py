"""What goes into the room of forecasting and what comes out."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often claims like this one ended by agreement within the horizon.

    `rate` with a 90 % interval (by territory, not by row); `cases` claims alive at a comparable age at some time in the window, of which `settled`
    were settled in it and `other` ended otherwise; `settled_territories` of several states' claims to one territory counts one;
    `reference_class` in words; `horizon_years` from `as_of` to the horizon.
    """

    rate: float
    lower: float
    upper: float
    reference_class: str
    cases: int
    settled: int
    other: int
    settled_territories: int
    claim_years: float  # years at risk of all of them together
    horizon_years: float
    source: str
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """One leader's time on the axis. `term_ends` and `may_extend_to` are None where not stated; no probability here."""

    party: str
    leader: str
    office: str
    begins: date | None
    term_ends: date | None
    may_extend_to: date | None
    reaches_horizon: str  # "yes" | "only if extended" | "no" | "unknown"
    source: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """The probability of a settlement by the horizon; in this version the base rate and nothing else."""

    probability: float
    lower: float
    upper: float
    by: date
    reasons: tuple[str, ...]
    base_rate: BaseRate
