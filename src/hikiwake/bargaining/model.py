"""What goes into the room of bargaining and what comes out."""

from dataclasses import dataclass

from hikiwake.terms.interval import Interval


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: `utilities[party][option]` is what the option adds to the party's utility, weight included."""

    id: str
    title: str
    options: tuple[str, ...]
    utilities: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """Two parties' additive preferences over issues. `parties` and `reservation` in the same order."""

    parties: tuple[str, ...]
    issues: tuple[Issue, ...]
    reservation: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An option for every issue, and each party's utility."""

    utilities: tuple[float, ...]
    choose: dict[str, str]


@dataclass(frozen=True, slots=True)
class Solutions:
    """Points of the frontier singled out by an axiom; None where nobody would gain."""

    nash: Outcome | None
    kalai_smorodinsky: Outcome | None
    egalitarian: Outcome | None
    utilitarian: Outcome | None


@dataclass(frozen=True, slots=True)
class Change:
    """The single change that makes a formula acceptable to both: on `issue` the option `to` instead of `instead_of`."""

    issue: str
    instead_of: str
    to: str
    utilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ConstituencyView:
    """Whether one constituency would take a formula: surely, over part of the stated intervals, or not at all."""

    party: str
    constituency: str
    title: str
    reservation: Interval
    utility: Interval
    verdict: str  # "yes" | "open" | "no"


@dataclass(frozen=True, slots=True)
class FormulaView:
    """A named settlement on the map.

    `utilities` at the middle of the stated intervals, `ranges` over all of them. `distance` is the Euclidean distance in utility to the
    nearest frontier point. `dominated_by` names formulas that both would prefer. `change` is None where no single change suffices or none is needed.
    """

    id: str
    title: str
    utilities: tuple[float, ...]
    ranges: tuple[Interval, ...]
    distance: float
    acceptable: tuple[str, ...]  # per party "yes" | "open" | "no" against its own reservation value
    dominated_by: tuple[str, ...]
    change: Change | None
    constituencies: tuple[ConstituencyView, ...]
    choose: dict[str, str]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The settlement space of a case."""

    domain: Domain
    outcomes: int
    frontier: tuple[Outcome, ...]
    solutions: Solutions
    ideal: tuple[float, ...]
    opposition: float
    formulas: tuple[FormulaView, ...]
    reservation_ranges: tuple[Interval, ...]
    win_set: int | None  # frontier outcomes that every stated constituency would take
