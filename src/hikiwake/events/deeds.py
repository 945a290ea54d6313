"""What carries a turn, in words: the kinds of deeds that came or grew with it.

The mean Goldstein value of a window differs from that of the half year before by a sum of parts, one for each kind of deed: its share of the
events times its distance from the level before, less the same in the half year before. A kind carries a turn by its part, so that what is as
frequent as ever carries nothing, however much it is reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hikiwake.relations.model import TurningPoint
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.states import by_iso3

if TYPE_CHECKING:
    import pandas as pd

    from hikiwake.events.lake import Lake

TOLD = 0.5  # turns less probable than this are given, but not explained
NOTHING = "no kind of deed stands out against the half year before"
_CARRIED = timedelta(weeks=8)  # deeds so long after a turn can carry it
_HALF_A_YEAR = timedelta(weeks=26)
_LEAST_PART = 0.05  # of all that moved the mean the turn's way; a kind with less does not stand out
_MOST_DEEDS = 3
_KIND = ["source_country", "target_country", "label"]


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


def deeds_of(
    lake: "Lake", dyad: Dyad, turn: TurningPoint, *, source: str | None, usual: float, collection: str | None, last: date | None
) -> tuple[Deed, ...]:
    """What carries a turn, the greatest part first; empty for a turn too improbable to explain, and where nothing stands out.

    Args:
        source: only what this state did; None: both.
        usual: the level before, where the half year before holds no event.
        last: deeds after this day are not known.
    """
    if turn.probability < TOLD:
        return ()
    until = min(turn.latest + _CARRIED, last) if last else turn.latest + _CARRIED
    kinds = lake.kinds(dyad, turn.earliest - _HALF_A_YEAR, until, turn=turn.earliest, collection=collection)
    if source is not None:
        kinds = kinds[kinds["source_country"] == source]
    now, before = kinds[kinds["is_after"]], kinds[~kinds["is_after"]]
    side = 1 if turn.direction == "up" else -1
    level = float(before["goldstein_sum"].sum() / before["events"].sum()) if len(before) else usual
    found = _standing_out(_merged(now), _merged(before), level, side)
    return tuple(_deed(kind) for kind in found.head(_MOST_DEEDS).to_dict("records"))


def _merged(kinds: "pd.DataFrame") -> "pd.DataFrame":
    """Codes of the same words as one kind, which names the most mentioned one's file and row."""
    ordered = kinds.sort_values(["mentions", "first", "file", "row"], ascending=[False, True, True, True])
    sums = dict.fromkeys(("events", "mentions", "goldstein_sum"), "sum")
    return (
        ordered.groupby(_KIND, sort=False)
        .agg({"first": "min", **sums, **dict.fromkeys(("file", "row", "link"), _first)})
        .reset_index()
    )


def _first(values: "pd.Series[Any]") -> object:
    """Of a group; pandas' own skips what is missing."""
    return values.iloc[0]


def _standing_out(now: "pd.DataFrame", before: "pd.DataFrame", level: float, side: int) -> "pd.DataFrame":
    """The kinds that moved the mean to the turn's side of the level before, greatest part first.

    Each has a fair part of all that did, and grew by more than the standard error of the difference of its two shares.
    """
    events, events_before = now["events"].sum(), before["events"].sum()
    both = now.merge(before[[*_KIND, "events", "goldstein_sum"]], on=_KIND, how="outer", suffixes=("", "_before"))
    counts = both[["events", "goldstein_sum", "events_before", "goldstein_sum_before"]].fillna(0.0)
    pull = (counts["goldstein_sum"] - level * counts["events"]) * side / max(events, 1)
    pull_before = (counts["goldstein_sum_before"] - level * counts["events_before"]) * side / max(events_before, 1)
    both["part"] = pull - pull_before
    growth = counts["events"] / max(events, 1) - counts["events_before"] / max(events_before, 1)
    share = (counts["events"] + counts["events_before"]) / max(events + events_before, 1)
    error = (share * (1 - share) * (1 / max(events, 1) + 1 / max(events_before, 1))) ** 0.5 * (events_before > 0)
    moved = both["part"].clip(lower=0).sum()
    found = both[(pull > 0) & (growth > error) & (both["part"] > 0) & (both["part"] >= _LEAST_PART * moved)]
    plain = found["goldstein_sum"] * side > 0
    if plain.any():
        found = found[plain]  # a quarrel explains a turn down better than a visit that is colder than most
    return found.sort_values(["part", "first", *_KIND], ascending=[False, True, True, True, True])


def _deed(kind: Mapping[str, Any]) -> Deed:
    return Deed(
        kind["first"].date(), _name(kind["source_country"]), _name(kind["target_country"]), str(kind["label"]).lower(), int(kind["events"]),
        int(kind["mentions"]), round(kind["goldstein_sum"] / kind["events"], 3), str(kind["file"]), int(kind["row"]), kind["link"] or None,
    )  # fmt: skip


def _name(code: str) -> str:
    found = by_iso3(code)
    return found.name if found else code
