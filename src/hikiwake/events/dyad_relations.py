"""A dyad of a lake: its ups and downs, and in words the deeds that carry each turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from hikiwake.events.lake import Lake, dyad_of
from hikiwake.relations.measured import Observations, analyse, observe
from hikiwake.relations.measured.analysis import LEAST_A_YEAR
from hikiwake.relations.model import Relations, TurningPoint
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.states import by_iso3

if TYPE_CHECKING:
    import pandas as pd

TOLD = 0.5  # turns less probable than this are given, but not explained
_CARRIED = timedelta(weeks=8)  # deeds so long after a turn can carry it
_HALF_A_YEAR = np.timedelta64(183, "D")
_LOOKED_AT, _MOST_DEEDS = 400, 3


@dataclass(frozen=True, slots=True)
class Deed:
    """What one state did to another in a window: events of one kind, the first day of them, and where the most reported one stands."""

    first: date
    source: str
    target: str
    label: str
    events: int
    mentions: int
    goldstein: float
    file: str
    row: int
    link: str | None

    @property
    def words(self) -> str:
        """As a line of a chart says it: who → whom, what, how often."""
        times = f" ({self.events:,} events)" if self.events > 1 else ""
        return f"{self.source} → {self.target}: {self.label}{times}"


@dataclass(frozen=True, slots=True)
class LakeRelations:
    """A dyad's relations as a lake shows them; `deeds` of each turning point, in their order, empty for turns too improbable to explain."""

    relations: Relations
    deeds: tuple[tuple[Deed, ...], ...]


def relations_of(
    lake: Lake, dyad: Dyad | str, *, by: str = "week", directed: bool = False, collection: str | None = None,
    first: date | None = None, last: date | None = None, min_probability: float = 0.1,
) -> list[LakeRelations]:  # fmt: skip
    """Index, phases and turning points of a dyad of a lake; of both directions apart where `directed`.

    Args:
        by: week, month, quarter or year.
        collection: only what is of it (`gdelt`, `icews` …); None: all that the lake holds, each counted.
        first, last: days, both within.

    Events that stand alone at the ends, with hardly another in the year around them, are left out: news look back.

    Returns:
        One result; two where `directed`, named `JPN>RUS` by who acts on whom. None where the lake holds nothing of the dyad.

    Raises:
        LakeError: the lake cannot be read.
        ValueError: `dyad` is no pair of states.
    """
    pair = dyad_of(dyad)
    frame = lake.series(pair, by=by, directed=directed, collection=collection, first=first, last=last)
    seen = [_observed(name, _without_strays(part), by) for name, part in _named(pair, frame, directed)]
    results = analyse(seen, min_probability=min_probability)
    return [
        LakeRelations(one, tuple(_deeds(lake, pair, one, turn, collection, last) for turn in one.turning_points))
        for one in results
    ]


def _named(dyad: Dyad, frame: "pd.DataFrame", directed: bool) -> "Iterator[tuple[str, pd.DataFrame]]":
    if not directed and len(frame):
        yield str(dyad), frame
    elif len(frame):
        for (source, target), part in frame.groupby(["source_country", "target_country"], sort=True):
            yield f"{source}>{target}", part


def _without_strays(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The rows from the first to the last that have company: one article on a war long past is no beginning of a series."""
    days = frame["period"].to_numpy("datetime64[D]")
    passed = np.concatenate([[0], frame["events"].cumsum()])
    first, last = np.searchsorted(days, days - _HALF_A_YEAR), np.searchsorted(days, days + _HALF_A_YEAR, side="right")
    together = np.flatnonzero(passed[last] - passed[first] >= LEAST_A_YEAR)
    return frame.iloc[together[0] : together[-1] + 1] if len(together) else frame


def _observed(name: str, frame: "pd.DataFrame", by: str) -> Observations:
    """A frame of `Lake.series` as the models take it."""
    days = frame["period"].to_numpy("datetime64[D]")
    events = frame["events"].to_numpy(float)
    shares = [
        (frame[f"verbal_{kind}"] + frame[f"material_{kind}"]).to_numpy(float) / np.maximum(events, 1)
        for kind in ("cooperation", "conflict")
    ]
    return observe(name, days, frame["mean"].to_numpy(float), events, days.astype(np.str_), by=by, shares=(shares[0], shares[1]))


def _deeds(
    lake: Lake, dyad: Dyad, relations: Relations, turn: TurningPoint, collection: str | None, last: date | None
) -> tuple[Deed, ...]:
    """What carries a turn: events in and soon after it that lie on its side of what was usual before, those of one kind together."""
    if turn.probability < TOLD:
        return ()
    until = min(turn.latest + _CARRIED, last) if last else turn.latest + _CARRIED
    rows = lake.rows(dyad, turn.earliest, until, limit=_LOOKED_AT, collection=collection)
    if ">" in relations.dyad:
        rows = rows[rows["source_country"] == relations.dyad.split(">")[0]]
    side = 1 if turn.direction == "up" else -1
    rows = rows[(rows["goldstein"] - _usual_before(relations, turn)) * side > 0]
    if (plain := rows["goldstein"] * side > 0).any():
        rows = rows[plain]  # a quarrel explains a turn down better than a visit that is colder than most
    found = []
    for (source, target, label), alike in rows.groupby(["source_country", "target_country", "label"], sort=False):
        best = alike.iloc[0]
        found.append(
            Deed(
                alike["event_date"].min().date(), _name(source), _name(target), str(label).lower(), int(alike["events"].sum()),
                int(alike["mentions"].sum()), round(float(best["goldstein"]), 3), str(best["file"]), int(best["row"]), best["link"] or None,
            )
        )  # fmt: skip
    found.sort(key=lambda deed: (-deed.mentions * abs(deed.goldstein), deed.first))
    return tuple(found[:_MOST_DEEDS])


def _usual_before(relations: Relations, turn: TurningPoint) -> float:
    """The median of the index in the half year before a turn; of the whole where nothing is known of it."""
    known = [(p.period, p.index) for p in relations.index if p.index is not None]
    before = [index for day, index in known if turn.date - timedelta(weeks=26) <= day < turn.date]
    return float(np.median(before or [index for _, index in known]))


def _name(code: str) -> str:
    found = by_iso3(code)
    return found.name if found else code
