"""Series of many dyads from one CSV file, by column and not by row: forty years of a thousand dyads are two million lines."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from hikiwake.relations.measured.observations import Days, Observations, observe
from hikiwake.relations.remarks import of_weeks, remarks, weekday_of_weeks
from hikiwake.relations.series import LARGEST, MOST_EVENTS, day_of, layout, read_series
from hikiwake.terms.errors import HikiwakeError


def read_observations(path: Path, *, by: str) -> list[Observations]:
    """One series a dyad, in the order in which the file names them; without a column `dyad` one series named after the file.

    Columns `date` (as `series.day_of` reads it), `value` (a number; empty in silence) and, where there are, `dyad` (any text) and `count` (events
    that the value is the mean of).

    Raises:
        HikiwakeError: the file cannot be read, a column is missing, or a cell is no date or number (its line is named).
    """
    import pandas as pd

    form = layout(path)
    theirs = {ours: name for name, ours in form.names.items()}
    try:
        table = pd.read_csv(
            path,
            sep=form.delimiter,
            encoding="utf-8-sig",
            dtype={theirs[ours]: str for ours in ("date", "dyad") if ours in theirs},
            keep_default_na=False,
            na_values={theirs[ours]: [""] for ours in ("value", "count") if ours in theirs},
        ).rename(columns=form.names)
        if table.index.nlevels > 1:
            raise ValueError("columns")
        days = _days(table["date"])
        values = table["value"].to_numpy(float)
        counts = table["count"].fillna(1).to_numpy(float) if "count" in table else None
        if (np.abs(values) > LARGEST).any() or (counts is not None and not ((counts >= 0) & (counts <= MOST_EVENTS)).all()):
            raise ValueError("numbers")
    except (OSError, ValueError, TypeError, pd.errors.ParserError, pd.errors.EmptyDataError):
        read_series(path)  # tells the line and what is wrong with it
        raise HikiwakeError.of(
            str(path), "is no table of dates and values", "The first line names the columns: date,value."
        ) from None
    names = table["dyad"].where(table["dyad"] != "", path.stem) if "dyad" in table else pd.Series([path.stem] * len(table))
    weekday = weekday_of_weeks(days) if by == "week" else ""
    seen = _by_dyad(names.to_numpy(object), days, values, counts, by)
    return [replace(one, notes=(*one.notes, of_weeks(weekday))) if weekday else one for one in seen]


def _days(texts: Any) -> Days:
    """The days of a column of text; each that comes up is read once."""
    import pandas as pd

    codes, different = pd.factorize(texts)
    days: Days = np.array([day_of(text) for text in different], "datetime64[D]")[codes]
    return days


def _by_dyad(names, days, values, counts, by: str) -> Iterator[Observations]:  # type: ignore[no-untyped-def]
    import pandas as pd

    codes, dyads = pd.factorize(names)
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(dyads)), side="right")
    lines = (order + 2).astype(np.str_)  # the first line names the columns
    start = 0
    for dyad, end in zip(dyads, ends, strict=True):
        mine = order[start:end]
        seen = observe(dyad, days[mine], values[mine], None if counts is None else counts[mine], lines[start:end], by=by)
        yield replace(seen, notes=remarks(days[mine], values[mine], by=by))
        start = end
