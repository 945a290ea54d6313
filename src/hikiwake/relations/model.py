"""What goes into the room of relations and what comes out."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a series: when (first and last day it can have been), how much (Goldstein, −10 … 10), how heavily, and the key of its origin."""

    first: datetime.date
    last: datetime.date
    value: float
    weight: float
    key: str


@dataclass(frozen=True, slots=True)
class Series:
    """A dyad's rows, oldest first. `dyad` is any text."""

    dyad: str
    rows: tuple[Row, ...]


class PhaseKind(StrEnum):
    """Above, at or below the dyad's usual level; the value is the code in JSON and data frames."""

    UPTURN = "upturn"
    STALEMATE = "stalemate"
    DOWNTURN = "downturn"

    @property
    def words(self) -> str:
        """What a reader is told. An index knows a level, and not whether two states are stuck."""
        return "usual level" if self is PhaseKind.STALEMATE else self.value


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """The relations index of one period: mean value with a 90 % interval; None where nothing is known. `keys` name the rows behind it."""

    period: datetime.date  # its first day
    index: float | None
    lower: float | None
    upper: float | None
    events: int
    keys: tuple[str, ...]
    phase: tuple[float, float, float]  # P(upturn), P(stalemate), P(downturn); a third each where data are too thin
    cooperation: float | None = (
        None  # shares of the events that are cooperative and conflictual, by quad class; None where not known
    )
    conflict: float | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of periods of one kind; `probability` is the mean posterior of that kind over it."""

    start: datetime.date
    end: datetime.date
    kind: PhaseKind
    probability: float
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Where the phase changed: most probable `date` and the days between which it lies, `direction` "up" or "down"."""

    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    direction: str
    probability: float
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thin:
    """A stretch of which too little is known to tell a phase: its first day, the day after its last, and how many events it holds."""

    start: datetime.date
    end: datetime.date
    events: int


@dataclass(frozen=True, slots=True)
class Relations:
    """Index, phases and turns of one dyad.

    Attributes:
        by: the period: week, month, quarter or year.
        counted: whether it is known how many events stand behind a value; where it is not, `events` everywhere are rows.
        notes: what a reader must know of the data they come from, a sentence or two each.
    """

    dyad: str
    by: str
    index: tuple[IndexPoint, ...]
    phases: tuple[Phase, ...]
    turning_points: tuple[TurningPoint, ...]
    thin: tuple[Thin, ...] = ()
    counted: bool = True
    notes: tuple[str, ...] = ()
