"""Series from a CSV file with columns `date`, `value` and, where there are, `dyad` and `count`."""

import csv
from collections.abc import Iterator
from datetime import date
from math import isfinite
from pathlib import Path

from hikiwake.relations.model import Row, Series
from hikiwake.terms.errors import HikiwakeError


def read_series(path: Path) -> list[Series]:
    """One series a dyad, in the order in which the file names them; without a column `dyad` one series named after the file.

    `date` is an ISO day, `value` a number, `count` (how many events the value is the mean of) its weight. Rows without a value are gaps.

    Raises:
        HikiwakeError: the file cannot be read, a column is missing, or a cell is no date or number (its line is named).
    """
    dyads: dict[str, list[Row]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            for number, row in enumerate(_rows(path, f), start=2):
                dyads.setdefault(row.get("dyad") or path.stem, []).extend(_row(path, number, row))
    except (OSError, UnicodeDecodeError) as error:
        raise HikiwakeError.of(str(path), f"cannot be read ({error})", "Give a CSV file in UTF-8.") from None
    return [Series(name, tuple(sorted(rows, key=lambda r: (r.first, r.key)))) for name, rows in dyads.items()]


def _rows(path: Path, lines: Iterator[str]) -> "csv.DictReader[str]":
    reader = csv.DictReader(lines)
    missing = {"date", "value"} - set(reader.fieldnames or ())
    if missing:
        raise HikiwakeError.of(
            str(path), f"has no column {' and no column '.join(sorted(missing))}", "The first line names the columns: date,value."
        )
    return reader


def _row(path: Path, number: int, row: dict[str, str]) -> list[Row]:
    where = f"{path}:{number}"
    if not (row["value"] or "").strip():
        return []
    try:
        day = date.fromisoformat((row["date"] or "").strip()[:10])
    except ValueError:
        raise HikiwakeError.of(where, f"{row['date']!r} is no date", "Write it as 2016-05-06.") from None
    try:
        value, weight = float(row["value"]), float(row.get("count") or 1)
    except ValueError:
        raise HikiwakeError.of(where, f"{row['value']!r} or {row.get('count')!r} is no number", "Write it as -2.5.") from None
    if not (isfinite(value) and isfinite(weight) and weight >= 0):
        raise HikiwakeError.of(
            where, "value or count is not a finite number of 0 or more", "Leave the cell empty where nothing is known."
        )
    return [Row(day, day, value, weight, str(number))] if weight > 0 else []
