"""What is known of GDELT's own gaps: files never published, and files published with nothing in them. `data/gdelt_never_published.csv`.

Facts from audits that asked the host for every file, named in the table. They explain what is missing and never keep a file from being fetched:
a listed one is asked for all the same.
"""

import csv
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class State(StrEnum):
    NEVER_PUBLISHED = "never published"
    EMPTY = "empty"
    REPUBLISHED = "republished"


@dataclass(frozen=True, slots=True)
class Gap:
    """Files whose stamps lie from `first` to `last`, both included, are in this `state`."""

    version: int
    what: str
    first: str
    last: str
    state: State


def known_state(version: int, name: str) -> State | None:
    """What is known of the file of this name; None for an ordinary one."""
    stamp, _, rest = name.partition(".")
    what = rest.partition(".")[0]
    known = _by_file().get((version, what), [])
    place = bisect_right(known, stamp, key=lambda gap: gap.first)
    return known[place - 1].state if place and stamp <= known[place - 1].last else None


@cache
def gaps() -> tuple[Gap, ...]:
    """Every row of the table."""
    table = (files("hikiwake.events") / "data/gdelt_never_published.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return tuple(Gap(int(r["version"]), r["what"], r["first"], r["last"], State(r["state"])) for r in rows)


@cache
def _by_file() -> dict[tuple[int, str], list[Gap]]:
    """The gaps of each kind of file, earliest first; they do not overlap."""
    found: defaultdict[tuple[int, str], list[Gap]] = defaultdict(list)
    for gap in sorted(gaps(), key=lambda gap: gap.first):
        found[gap.version, gap.what].append(gap)
    return found
