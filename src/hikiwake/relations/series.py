"""Series from a CSV file with columns `date`, `value` and, where there are, `dyad` and `count`."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path

from hikiwake.relations.model import Row, Series
from hikiwake.terms.errors import HikiwakeError

LARGEST = 1e100  # of a value: what is much larger has no square
MOST_EVENTS = 1e15  # of a count: more cannot be added up one by one
_COLUMNS = ("date", "value", "dyad", "count")
_DELIMITERS = (",", ";", "\t")
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_DECIMAL_COMMA = re.compile(r"[-+−]?\d+,\d+")


@dataclass(frozen=True, slots=True)
class Layout:
    """What parts the columns of a file, and by which of our names (`date`, `value`, `dyad`, `count`) each is read that it has."""

    delimiter: str
    names: dict[str, str]  # the file's own name: ours


def read_series(path: Path) -> list[Series]:
    """One series a dyad, in the order in which the file names them; without a column `dyad` one series named after the file.

    `date` is as `day_of` reads it, `value` a number, `count` (how many events the value is the mean of) its weight. Rows without a value are
    gaps. Columns are parted by commas, semicolons or tabs; the case of their names does not matter.

    Raises:
        HikiwakeError: the file cannot be read, a column is missing, or a cell is no date or number (its line is named).
    """
    dyads: dict[str, list[Row]] = {}
    form = layout(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            for number, cells in enumerate(csv.DictReader(f, delimiter=form.delimiter), start=2):
                row = {ours: (cells[theirs] or "").strip() for theirs, ours in form.names.items()}
                dyads.setdefault(row.get("dyad") or path.stem, []).extend(_row(path, number, row))
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from None
    return [Series(name, tuple(sorted(rows, key=lambda r: (r.first, r.key)))) for name, rows in dyads.items()]


def layout(path: Path) -> Layout:
    """How a file is laid out, by its first line.

    Raises:
        HikiwakeError: it cannot be read, or its first line does not name the columns `date` and `value`, once each.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            first = next(iter(f), "")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from None
    found = {delimiter: next(csv.reader([first], delimiter=delimiter), []) for delimiter in _DELIMITERS}
    delimiter = max(found, key=lambda one: (len({"date", "value"} & set(map(_plain, found[one]))), len(found[one])))
    names = {name: _plain(name) for name in found[delimiter] if _plain(name) in _COLUMNS}
    ours = [_plain(name) for name in found[delimiter]]
    if missing := [name for name in ("date", "value") if name not in ours]:
        has = f"its columns are {', '.join(map(repr, found[delimiter][:8]))}" if first.strip() else "its first line is empty"
        what = f"has no column {' and no column '.join(missing)}: {has}"
        raise HikiwakeError.of(str(path), what, "The first line names the columns: date,value.")
    if twice := [name for name in _COLUMNS if ours.count(name) > 1]:
        raise HikiwakeError.of(str(path), f"has the column {twice[0]} twice", "Give one of them another name.")
    return Layout(delimiter, names)


def day_of(text: str) -> date:
    """The day that a cell means: 2016-05-06, 20160506, with a time behind it or not; the first day of 2016-W18, 2016-05 or 2016.

    Raises:
        ValueError: it is none of these.
    """
    text = text.strip()
    if whole := _MONTH.fullmatch(text):
        return date(int(whole[1]), int(whole[2] or 1), 1)
    return date.fromisoformat(text[:10] if text[10:11] in (" ", "T") else text)


def _plain(name: str) -> str:
    return name.strip().casefold()


def _unreadable(path: Path, error: Exception) -> HikiwakeError:
    return HikiwakeError.of(str(path), f"cannot be read ({error})", "Give a CSV file in UTF-8.")


def _row(path: Path, number: int, row: dict[str, str]) -> list[Row]:
    where = f"{path}:{number}"
    if not row["value"]:
        return []
    try:
        day = day_of(row["date"])
    except ValueError:
        raise HikiwakeError.of(
            where, f"{row['date']!r} is no date", "Write it as 2016-05-06, 20160506, 2016-W18 or 2016-05."
        ) from None
    value, weight = _number(where, "value", row["value"]), _number(where, "count", row.get("count") or "1")
    return [Row(day, day, value, weight, str(number))] if weight > 0 else []


def _number(where: str, name: str, text: str) -> float:
    """The number in a cell.

    Raises:
        HikiwakeError: it is none, or none that can be worked with.
    """
    try:
        value = float(text)
    except ValueError:
        mend = f"Write it with a point: {text.replace(',', '.')}." if _DECIMAL_COMMA.fullmatch(text) else "Write it as -2.5."
        raise HikiwakeError.of(where, f"{name} {text!r} is no number", mend) from None
    least = " of 0 or more" if name == "count" else ""
    if not isfinite(value) or (least and value < 0):
        mend = "Leave the cell empty where nothing is known."
        raise HikiwakeError.of(where, f"{name} {text!r} is not a finite number{least}", mend)
    if abs(value) > (MOST_EVENTS if least else LARGEST):
        mend = "Give the number of events." if least else "Divide all values of the file by the same number."
        raise HikiwakeError.of(where, f"{name} {text!r} is too large to be worked with", mend)
    return value
