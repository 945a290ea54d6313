"""What event data tell of a case's dyad, up to the day that the case is judged at."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hikiwake.assessment.lake import LakeAt, fault_of
from hikiwake.assessment.model import Missing
from hikiwake.case.model import Case
from hikiwake.relations.model import Relations
from hikiwake.relations.periods import next_period
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.errors import HikiwakeError

if TYPE_CHECKING:
    import pandas as pd

    from hikiwake.events.dyad_relations import Deed
    from hikiwake.events.lake import Lake

_LIKELY = 0.5  # turns less probable than this would be lost bets, and no brief tells them
_LONG_DAYS = 3 * 365.25  # from this span on by month: weeks would be a smear
_LOAD = 'Load event files: hikiwake events load FILE… --lake DIR; then name the folder in the case file: lake = "DIR".'
NO_LAKE = Missing("The case names no event data.", _LOAD)


@dataclass(frozen=True, slots=True)
class EventData:
    """A dyad's relations as a lake of event data shows them.

    Attributes:
        relations: index, phases and likely turns, by month, or by week where the data span three years or less.
        deeds: what carries each turn, in their order, heaviest first; each names its file and row.
        collections: whose data they are (`gdelt`, `icews` …); an event that two of them report counts in both.
        files: how many files of these collections the lake holds, and the names of the first.
        events: how many events between the two; counts of whole years, which have no month, are none of them.
        first, last: the first day of the first month with one, and the last day of the last month, or `as_of`.
        id: names what was counted; it changes when the lake holds other events of the two.
    """

    relations: Relations
    deeds: "tuple[tuple[Deed, ...], ...]"
    collections: tuple[str, ...]
    files: int
    file_names: tuple[str, ...]
    events: int
    first: date
    last: date
    id: str


def event_data(case: Case, lake: LakeAt | None) -> EventData | Missing:
    """What a lake holds of the case's dyad between `since` and `as_of`, or why there is nothing."""
    if lake is None:
        return NO_LAKE
    if fault := fault_of(lake, lake.name):
        return Missing(f"{fault.what[:1].upper()}{fault.what[1:]}.", fault.mend)
    import duckdb

    from hikiwake.events.lake import open_lake

    try:
        return _told(case, open_lake(lake.place), lake.name)
    except HikiwakeError as error:
        problem = error.problems[0]
        return Missing(f"The lake of event data “{lake.name}” {problem.what}.", problem.mend)
    except duckdb.Error:
        return Missing(f"A part of the lake of event data “{lake.name}” is damaged.", "Load its files again into a new folder.")


def _told(case: Case, lake: "Lake", name: str) -> EventData | Missing:
    from hikiwake.events.dyad_relations import relations_of

    dyad, first, last = Dyad.of(*case.dyad), case.since, case.as_of
    months = lake.series(dyad, by="month", first=first, last=last)
    years = lake.whole_years(dyad, by="month", first=first, last=last)
    if not len(months):
        what = f"The lake of event data “{name}” holds no event between {dyad.a} and {dyad.b} up to {last}"
        what += ", only counts of whole years." if years else "."
        return Missing(what, "Load files that do: hikiwake events load FILE… --lake DIR.")
    begin, end = months["period"].iloc[0].date(), months["period"].iloc[-1].date()
    by = "month" if (end - begin).days > _LONG_DAYS else "week"
    found = relations_of(lake, dyad, by=by, first=first, last=last, min_probability=_LIKELY)[0]
    collections = tuple(sorted(lake.collections(dyad) - set(years)))
    files = lake.files()
    names = [file_name(path) for path in files["name"][files["collection"].isin(collections)]]
    until = min(next_period(end, "month") - timedelta(days=1), last)
    return EventData(
        found.relations, found.deeds, collections, len(names), tuple(names[:3]), int(months["events"].sum()), begin, until, _id(months)
    )  # fmt: skip


def file_name(path: str) -> str:
    """A file of a lake without the folders of the machine that it was loaded on; of an archive with its member."""
    archive, mark, member = path.partition("!")
    return archive.replace("\\", "/").rsplit("/", 1)[-1] + mark + member


def _id(months: "pd.DataFrame") -> str:
    """Of the events by month; a lake that holds the same in other parts has the same."""
    lines = (f"{row.period:%Y-%m} {row.events} {row.mean:.6f} {row.mentions}" for row in months.itertuples())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
