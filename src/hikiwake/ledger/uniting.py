"""Two copies of a case's history into one: every run of both, in the order of time."""

from dataclasses import replace
from pathlib import Path

from hikiwake.ledger.log import FILE, Ledger
from hikiwake.ledger.model import Run


def unite(first: Path, second: Path, target: Path) -> int:
    """Write the history that the folders `first` and `second` hold to the folder `target`, which has none; how many runs it has.

    Raises:
        LedgerError: one of them was altered, or the target cannot be written.
    """
    one, other = Ledger.open(first).runs(), Ledger.open(second).runs()
    united = _in_one_line(one, other)
    for known, folder in ((one, first), (other, second)):
        if united and len(united) == len(known):  # nothing that this one does not have: its file stays as it is
            (target / FILE).write_bytes((folder / FILE).read_bytes())
            return len(united)
    ledger = Ledger.open(target)
    for run in united:
        ledger.append(run)
    return len(united)


def _in_one_line(one: tuple[Run, ...], other: tuple[Run, ...]) -> list[Run]:
    """Each run once, by its time, then by its place in its own history."""
    places: dict[str, tuple[str, int]] = {}
    runs: dict[str, Run] = {}
    for history in (one, other):
        for run in history:
            name = repr(replace(run, number=0))
            place = (run.at, run.number)
            places[name] = min(places.get(name, place), place)
            runs.setdefault(name, run)
    return [runs[name] for name in sorted(runs, key=lambda name: (*places[name], name))]
