"""Agreement: do two views of one dyad, a chronicle and event data, tell the same ups and downs?

Phases are compared month by month, since the two may stand by different periods; turns by their direction and their days. What chance alone
would give stands beside both: two views that are nearly always in a stalemate agree nearly always and say nothing by it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hikiwake.relations.model import PhaseKind, Relations, TurningPoint
from hikiwake.relations.periods import next_period, start_of

CLOSE = timedelta(days=183)  # half a year: two turns as far apart are still one
LIKELY = 0.5  # turns less probable than this are not compared
_LEAST_MONTHS = 24
_ALL = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class Met:
    """A turn of the first view and the turn of the second that is the same; None where it has none. `chance`: that one would stand there anyway."""

    turn: TurningPoint
    other: TurningPoint | None
    chance: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two views of a dyad agree.

    Attributes:
        first, last: the days that both cover; None where they have none in common.
        months: months of which both tell a phase.
        same: those of them in which both tell the same one.
        by_chance: the share that two views as often up and down as these, but blind to each other, would have in common; 0 … 1.
        turns: each likely turn of the first view that lies in these days.
    """

    first: date | None = None
    last: date | None = None
    months: int = 0
    same: int = 0
    by_chance: float = 0.0
    turns: tuple[Met, ...] = ()

    @property
    def share(self) -> float | None:
        """The share of months with the same phase; None where there are none."""
        return self.same / self.months if self.months else None

    @property
    def kappa(self) -> float | None:
        """Cohen's κ: 1 where they agree always, 0 where no more than by chance; None where chance alone makes them agree, or in too few months.

        Months are no independent draws, since a phase lasts for years: κ describes and tests nothing.

        Source: Cohen, J. (1960), Educ. Psychol. Meas. 20(1), 37–46.
        """
        if self.share is None or self.is_thin or self.by_chance > _ALL:
            return None
        return (self.share - self.by_chance) / (1 - self.by_chance)

    @property
    def met(self) -> int:
        """How many of the turns the second view has too."""
        return sum(one.other is not None for one in self.turns)

    @property
    def met_by_chance(self) -> float:
        """How many it would have if its turns stood anywhere."""
        return sum(one.chance for one in self.turns)

    @property
    def is_thin(self) -> bool:
        """Whether both tell phases in too few months to compare them: under two years of them."""
        return self.months < _LEAST_MONTHS


def agreement(one: Relations, other: Relations) -> Agreement:
    """How far `other` (event data) agrees with `one` (a record).

    A turn is met by one in the same direction whose most probable day lies within half a year of the days between which it is dated. Its
    chance is the share of the common days from which it would be met if it were moved there: a vaguely dated turn is met easily.
    """
    covered = _covered(one, other)
    if covered is None:
        return Agreement()
    first, last = covered
    pairs = [
        (kinds[0], kinds[1]) for month in _months(first, last) if None not in (kinds := (_kind(one, month), _kind(other, month)))
    ]
    turns = [t for t in one.turning_points if t.probability >= LIKELY and t.latest >= first and t.earliest <= last]
    others = [t for t in other.turning_points if t.probability >= LIKELY]
    return Agreement(
        first, last, len(pairs), sum(a == b for a, b in pairs), _by_chance(pairs), tuple(_met(t, others, first, last) for t in turns)
    )  # fmt: skip


def _covered(one: Relations, other: Relations) -> tuple[date, date] | None:
    if not one.index or not other.index:
        return None
    first = max(one.index[0].period, other.index[0].period)
    last = min(next_period(r.index[-1].period, r.by) for r in (one, other)) - timedelta(days=1)
    return (first, last) if first <= last else None


def _months(first: date, last: date) -> list[date]:
    """The middles of the months from `first` to `last`."""
    found = []
    month = start_of(first, "month")
    while month <= last:
        if first <= (middle := month.replace(day=15)) <= last:
            found.append(middle)
        month = next_period(month, "month")
    return found


def _kind(relations: Relations, day: date) -> PhaseKind | None:
    return next((p.kind for p in relations.phases if p.start <= day < p.end), None)


def _by_chance(pairs: Sequence[tuple[PhaseKind | None, PhaseKind | None]]) -> float:
    ones, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return sum(ones[kind] * others[kind] for kind in PhaseKind) / len(pairs) ** 2 if pairs else 0.0


def _met(turn: TurningPoint, others: Sequence[TurningPoint], first: date, last: date) -> Met:
    alike = [t for t in others if t.direction == turn.direction]
    near = [t for t in alike if turn.earliest - CLOSE <= t.date <= turn.latest + CLOSE]
    nearest = min(near, key=lambda t: abs(t.date - turn.date), default=None)
    return Met(turn, nearest, _chance(turn, alike, first, last))


def _chance(turn: TurningPoint, alike: Sequence[TurningPoint], first: date, last: date) -> float:
    """The share of the days from `first` to `last` that lie as near to a turn of `alike` as `turn` may."""
    reach = (turn.latest - turn.earliest) / 2 + CLOSE
    free, days = first.toordinal(), 0
    for t in sorted(alike, key=lambda one: one.date):
        start = max((t.date - reach).toordinal(), free)
        end = min((t.date + reach).toordinal(), last.toordinal())
        days += max(end - start + 1, 0)
        free = max(free, end + 1)
    return days / ((last - first).days + 1)
