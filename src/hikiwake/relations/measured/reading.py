"""Series of many dyads from one CSV file, by column and not by row: forty years of a thousand dyads are two million lines."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from hikiwake.relations.measured.observations import Observations, observe
from hikiwake.relations.series import read_series
from hikiwake.terms.errors import HikiwakeError


def read_observations(path: Path, *, by: str) -> list[Observations]:
    """One series a dyad, in the order in which the file names them; without a column `dyad` one series named after the file.

    Columns `date` (an ISO day), `value` (a number; empty in silence) and, where there are, `dyad` (any text) and `count` (events that the value
    is the mean of).

    Raises:
        HikiwakeError: the file cannot be read, a column is missing, or a cell is no date or number (its line is named).
    """
    import pandas as pd

    try:
        table = pd.read_csv(
            path, encoding="utf-8-sig", dtype={"dyad": str}, keep_default_na=False, na_values={"value": [""], "count": [""]}
        )
        if not {"date", "value"} <= set(table.columns) or table.index.nlevels > 1:
            raise ValueError("columns")
        days = pd.to_datetime(table["date"].astype(str).str.strip().str[:10], format="%Y-%m-%d").to_numpy("datetime64[D]")
        values = table["value"].to_numpy(float)
        counts = table["count"].fillna(1).to_numpy(float) if "count" in table else None
        if np.isinf(values).any() or (counts is not None and (~np.isfinite(counts) | (counts < 0)).any()):
            raise ValueError("numbers")
    except (OSError, ValueError, TypeError, pd.errors.ParserError, pd.errors.EmptyDataError):
        read_series(path)  # tells the line and what is wrong with it
        raise HikiwakeError.of(
            str(path), "is no table of dates and values", "The first line names the columns: date,value."
        ) from None
    names = table["dyad"].where(table["dyad"] != "", path.stem) if "dyad" in table else pd.Series([path.stem] * len(table))
    return list(_by_dyad(names.to_numpy(object), days, values, counts, by))


def _by_dyad(names, days, values, counts, by: str) -> Iterator[Observations]:  # type: ignore[no-untyped-def]
    import pandas as pd

    codes, dyads = pd.factorize(names)
    order = np.argsort(codes, kind="stable")
    ends = np.searchsorted(codes[order], np.arange(len(dyads)), side="right")
    lines = (order + 2).astype(np.str_)  # the first line names the columns
    start = 0
    for dyad, end in zip(dyads, ends, strict=True):
        mine = order[start:end]
        yield observe(dyad, days[mine], values[mine], None if counts is None else counts[mine], lines[start:end], by=by)
        start = end
