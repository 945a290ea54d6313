"""Deeds that undo earlier ones: a ban is lifted, a ship given back, an ambassador returns."""

from collections.abc import Sequence

from hikiwake.brief.composition.chronicle import Line
from hikiwake.record.model import Actor, Report

# CAMEO codes (with all below them): what was done, and what undoes it.
_UNDOES = (
    (("15", "191", "192"), ("087",)),  # forces on show, blockade, occupation: withdrawal
    (("161",), ("050", "054")),  # relations reduced: an ambassador returns
    (("162", "163", "172"), ("081", "085", "086")),  # bans and restrictions: eased
    (("171", "173", "181"), ("084",)),  # seizure, arrest, abduction: release
    (("164",), ("046",)),  # talks broken off: talks held
)
_BY_EITHER = ("164",)  # what the other side can undo as well


def undone(lines: Sequence[Line]) -> dict[str, Line]:
    """The deeds that a later one undoes, by event id; each undoes the last one before it that it can undo, and no other.

    Args:
        lines: dated deeds that were done, in any order.
    """
    found: dict[str, Line] = {}
    in_order = sorted(lines, key=lambda line: (*line.days, line.key))
    for n, later in enumerate(in_order):
        for earlier in reversed(in_order[:n]):
            if earlier.event.id not in found and earlier.days[1] <= later.days[1] and _undoes(later, earlier):
                found[earlier.event.id] = later
                break
    return found


def _undoes(later: Line, earlier: Line) -> bool:
    was, now = earlier.best[1], later.best[1]
    codes = next((undoing for done, undoing in _UNDOES if (was.cameo or "").startswith(done)), ())
    if not codes or not (now.cameo or "").startswith(codes) or was is now:
        return False
    if (was.cameo or "").startswith(_BY_EITHER):
        return earlier.countries == later.countries
    return _are_of_one(was.sources, now.sources) and _are_not_at_odds(was, now)


def _are_of_one(doers: Sequence[Actor], others: Sequence[Actor]) -> bool:
    return bool(_countries(doers) & _countries(others))


def _are_not_at_odds(was: Report, now: Report) -> bool:
    """Whether both can concern the same state: one of the two does not say which, or they say the same."""
    suffered, freed = _countries(was.targets), _countries(now.targets)
    return not suffered or not freed or bool(suffered & freed)


def _countries(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(a.country for a in actors if a.country)
