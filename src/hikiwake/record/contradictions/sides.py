"""A dispute and its sides, and how they are told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hikiwake.record.contradictions.papers import name_of
from hikiwake.record.model import Document, Event, Polarity, Report, Said, Status
from hikiwake.record.spans import squeezed
from hikiwake.record.voices import speaker_of
from hikiwake.terms.grades import Grade

_GUESSED = frozenset({Grade.SPECULATION, Grade.OPINION})
WITHDRAWN = "withdrawn"  # what a side says that takes its own report back
Told = tuple[str, Report]  # a report with the id of its own entry
Documents = Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it `says`, who says it (papers, or the speaker within one), and the entries by which it is told."""

    says: str
    who: tuple[str, ...]
    entries: tuple[str, ...]

    def __str__(self) -> str:
        """`The Post says 3 May 2016` · `The Post has withdrawn it`."""
        if self.says == WITHDRAWN:
            return f"{_several(self.who)} {'has' if len(self.who) == 1 else 'have'} withdrawn it"
        return f"{_several(self.who)} {'says' if len(self.who) == 1 else 'say'} {self.says}"


@dataclass(frozen=True, slots=True)
class Dispute:
    """What sources contradict each other in (`happened`, `withdrawn`, `when`, `number`, `attended`, `said`), and their sides, at least two."""

    about: str
    sides: tuple[Side, ...]

    @property
    def told(self) -> tuple[Side, ...]:
        """The sides that are told: who has withdrawn it is not told to have said it as well."""
        back = {who for side in self.sides if side.says == WITHDRAWN for who in side.who}
        return tuple(side for side in self.sides if side.says == WITHDRAWN or not back.issuperset(side.who))

    def __str__(self) -> str:
        """`The Post says 3 May 2016, El Correo says 5 May 2016`."""
        return ", ".join(map(str, self.told))


def told(found: Iterable[Dispute]) -> str:
    """The disputes in one line that begins with `disputed: `; empty for none."""
    line = "; ".join(dict.fromkeys(map(str, found)))
    return f"disputed: {line}" if line else ""


def side(says: str, some: Sequence[Told], documents: Documents) -> Side:
    """The side of reports that say so, by the names of their papers."""
    who = dict.fromkeys(name_of(documents[r.document]) for _, r in some if r.document in documents)
    return Side(says, tuple(who), tuple(dict.fromkeys(id for id, _ in some)))


def speaker_side(said: Said, says: str, documents: Documents) -> Side:
    """The side of somebody who says so in a paper."""
    statement = said.statement
    paper, speaker = name_of(documents[statement.document]), speaker_of(statement)
    who = squeezed(speaker).partition(",")[0]  # "the owner, a man of sixty"
    return Side(says, (f"{who} ({paper})" if who else paper,), (said.id,))


def is_guessed(grade: Grade) -> bool:
    return grade in _GUESSED


def is_denied(report: Report) -> bool:
    return (report.status is Status.DENIED or report.polarity is Polarity.NEGATIVE) and not is_guessed(report.grade)


def is_done(report: Report) -> bool:
    return report.status is Status.ACTUAL and report.polarity is Polarity.POSITIVE and not is_guessed(report.grade)


def told_of(event: Event, how: Callable[[Report], bool]) -> list[Told]:
    """The reports of an event that are so, each with the id of its own entry."""
    return [one for one in zip(event.own_entries, event.reports, strict=True) if how(one[1])]


def states(report: Report) -> frozenset[str]:
    return frozenset(a.country for a in (*report.sources, *report.targets) if a.country)


def _several(names: Sequence[str]) -> str:
    """`A` · `A and B` · `A, B and 3 more`."""
    if len(names) > 2:
        more = len(names) - 2
        return f"{names[0]}, {names[1]} and {more} more"
    return " and ".join(names)
