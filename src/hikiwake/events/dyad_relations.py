"""A dyad of a lake: its ups and downs, and in words the deeds that carry each turn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from hikiwake.events.deeds import Deed, deeds_of
from hikiwake.events.lake import Lake, dyad_of
from hikiwake.events.left_out import alone_words, unscored_words, whole_years_words
from hikiwake.relations.measured import Observations, analyse, observe
from hikiwake.relations.measured.analysis import LEAST_A_YEAR
from hikiwake.relations.model import Relations, TurningPoint
from hikiwake.terms.dyad import Dyad

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Deed", "LakeRelations", "relations_of"]
_HALF_A_YEAR = np.timedelta64(183, "D")


@dataclass(frozen=True, slots=True)
class LakeRelations:
    """A dyad's relations as a lake shows them.

    Attributes:
        relations: the events that it counts are those that have a Goldstein value, on which the index rests; its notes tell what the lake
            holds of the dyad beside them.
        deeds: of each turning point, in their order; empty for turns too improbable to explain, and where nothing stands out.
    """

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

    Left out, and told in the notes: counts of whole years where `by` is finer; events without a Goldstein value; and those that stand
    alone at the ends, with hardly another in the year around them, since news look back.

    Returns:
        One result; two where `directed`, named `JPN>RUS` by who acts on whom. None where the lake holds nothing of the dyad.

    Raises:
        LakeError: the lake cannot be read.
        ValueError: `dyad` is no pair of states.
    """
    pair = dyad_of(dyad)
    frame = lake.series(pair, by=by, directed=directed, collection=collection, first=first, last=last)
    years = whole_years_words(lake.whole_years(pair, by=by, collection=collection, first=first, last=last))
    parts = [(name, part, _without_strays(part)) for name, part in _named(pair, frame, directed)]
    results = analyse([_observed(name, kept, by) for name, _, kept in parts], min_probability=min_probability)
    return [
        LakeRelations(
            replace(one, notes=(*one.notes, *filter(None, (years, _unscored(part), _strays(part, kept))))),
            tuple(_deeds(lake, pair, one, turn, collection, last) for turn in one.turning_points),
        )
        for one, (_, part, kept) in zip(results, parts, strict=True)
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
    passed = np.concatenate([[0], frame["scored"].cumsum()])
    first, last = np.searchsorted(days, days - _HALF_A_YEAR), np.searchsorted(days, days + _HALF_A_YEAR, side="right")
    together = np.flatnonzero(passed[last] - passed[first] >= LEAST_A_YEAR)
    return frame.iloc[together[0] : together[-1] + 1] if len(together) else frame


def _unscored(frame: "pd.DataFrame") -> str:
    events, scored = int(frame["events"].sum()), int(frame["scored"].sum())
    return unscored_words(events - scored, events)


def _strays(frame: "pd.DataFrame", kept: "pd.DataFrame") -> str:
    events = int(frame["scored"].sum() - kept["scored"].sum())
    return alone_words(events, kept["period"].iloc[0].date(), kept["period"].iloc[-1].date())


def _observed(name: str, frame: "pd.DataFrame", by: str) -> Observations:
    """A frame of `Lake.series` as the models take it: a mean weighs as many events as it is the mean of."""
    days = frame["period"].to_numpy("datetime64[D]")
    events = frame["events"].to_numpy(float)
    scored = frame["scored"].to_numpy(float)
    shares = [
        (frame[f"verbal_{kind}"] + frame[f"material_{kind}"]).to_numpy(float) / np.maximum(events, 1)
        for kind in ("cooperation", "conflict")
    ]
    return observe(name, days, frame["mean"].to_numpy(float), scored, days.astype(np.str_), by=by, shares=(shares[0], shares[1]))


def _deeds(
    lake: Lake, dyad: Dyad, relations: Relations, turn: TurningPoint, collection: str | None, last: date | None
) -> tuple[Deed, ...]:
    source, arrow, _ = relations.dyad.partition(">")
    usual = _usual_before(relations, turn)
    return deeds_of(lake, dyad, turn, source=source if arrow else None, usual=usual, collection=collection, last=last)


def _usual_before(relations: Relations, turn: TurningPoint) -> float:
    """The median of the index in the half year before a turn; of the whole where nothing is known of it."""
    known = [(p.period, p.index) for p in relations.index if p.index is not None]
    before = [index for day, index in known if turn.date - timedelta(weeks=26) <= day < turn.date]
    return float(np.median(before or [index for _, index in known]))
