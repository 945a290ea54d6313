"""What goes into the room of hypotheses and what comes out."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from hikiwake.terms.interval import Interval

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence as weighed: likelihood by hypothesis, through a report channel P(report|H) = r·P(E|H) + (1 − r)·f."""

    id: str
    statement: str
    likelihood: dict[str, Interval]
    reliability: float = 1.0
    false_report: float = 0.5
    group: str | None = None
    members: tuple[str, ...] = ()  # for a joint likelihood: the pieces it stands for


@dataclass(frozen=True, slots=True)
class Problem:
    """Exclusive hypotheses with priors (points or intervals), and independent pieces of evidence.

    `standing_by` are the pieces for which their group's most reliable member counts: they come in where that one is dropped.
    """

    hypotheses: tuple[str, ...]
    priors: dict[str, Interval]
    pieces: tuple[Piece, ...]
    set_aside: dict[str, str]  # evidence id → why it does not count (its group's strongest stands for it; its anchor is gone)
    standing_by: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Posterior:
    """A hypothesis before and after the evidence.

    `prior` and `posterior` at the middles (interval priors each moved the same share along, so that they sum to one and stay within
    their bounds); `lower` and `upper` are the exact least and greatest posterior over all the stated intervals.
    """

    id: str
    prior: float
    posterior: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Weight:
    """What one piece weighs: decibans for the first hypothesis against the second, free of priors; keys "h1:h2", both ways round.

    Infinite where the piece is impossible under one of the two; a pair under both of which it is impossible has no key.
    """

    id: str
    decibans: dict[str, float]


@dataclass(frozen=True, slots=True)
class Drop:
    """The posterior when one piece (or a whole group, by the group's id) is left out; `leader` is the most probable then."""

    without: str
    posterior: dict[str, float]
    leader: str
    changes_leader: bool
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weighed hypotheses, most probable first."""

    hypotheses: tuple[Posterior, ...]
    evidence: tuple[Weight, ...]
    sensitivity: tuple[Drop, ...]
    set_aside: dict[str, str]
    problem: Problem

    def frame(self) -> "pandas.DataFrame":
        """One row a hypothesis: id, prior, posterior, lower, upper. Evidence and sensitivity: the rows of `table`."""
        import pandas

        return pandas.DataFrame([asdict(one) for one in self.hypotheses], columns=["id", "prior", "posterior", "lower", "upper"])
