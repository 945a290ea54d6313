"""What an analyst said of reports being one happening, taken together: who belongs together, who is kept apart.

"One happening" is an equivalence: what is joined to a report is joined to all that it was joined to. "Not one happening" keeps a report apart,
and with it all that is joined to it. Where two judgements quarrel the later one holds.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from hikiwake.record.analyst import Judgement


@dataclass(frozen=True, slots=True)
class Sameness:
    """`together`: each joined report's class, itself included; `apart`: whom each parted report is kept apart from."""

    together: Mapping[str, Set[str]]
    apart: Mapping[str, Set[str]]

    @property
    def classes(self) -> tuple[tuple[str, ...], ...]:
        """The reports that belong together, at least two in each class, in an order of their own."""
        return tuple(sorted({tuple(sorted(some)) for some in self.together.values() if len(some) > 1}))


def sameness(judgements: Iterable[Judgement]) -> Sameness:
    """The judgements, given oldest first, taken together."""
    together: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.is_one:
            _join(judgement.entries, together, apart)
        else:
            _part(judgement.entries[0], judgement.entries[1:], together, apart)
    return Sameness(together, apart)


def _join(entries: Iterable[str], together: dict[str, set[str]], apart: dict[str, set[str]]) -> None:
    whole = {member for id in entries for member in together.get(id, {id})}
    for id in whole:
        together[id] = whole
        if id in apart:
            apart[id] = apart[id] - whole


def _part(entry: str, others: Iterable[str], together: dict[str, set[str]], apart: dict[str, set[str]]) -> None:
    others = set(others) - {entry}
    held = together.get(entry, {entry})
    if held & others:  # it leaves those it was joined to, who stay together
        for id in held:
            together[id] = held - {entry}
        together[entry] = {entry}
    for other in others:
        apart[entry] = apart.get(entry, set()) | {other}
        apart[other] = apart.get(other, set()) | {entry}
