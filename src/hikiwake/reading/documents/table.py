"""Chronicles in spreadsheets (CSV): which files are such, and their rows."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.tables.columns import columns

ENDINGS = (".csv", ".tsv", ".tab")
_DELIMITERS = ",;\t"  # a semicolon where a comma is the mark of decimals
_HEAD = 65_536  # bytes in which the heading has to end


def is_table(path: Path) -> bool:
    """Whether the file is a chronicle in a spreadsheet: by its ending and its heading."""
    if path.suffix.casefold() not in ENDINGS:
        return False
    try:
        with path.open("rb") as file:
            head = decode(file.read(_HEAD)).text
        return bool(columns(next(rows(head), [])))
    except (OSError, ValueError, csv.Error):
        return False


def rows(text: str) -> Iterator[list[str]]:
    """The rows, cells apart by the mark that makes the heading one of a chronicle, else by commas; an empty line is an empty row.

    Raises:
        csv.Error: a cell is too long.
    """
    apart = next((d for d in _DELIMITERS if columns(next(_split(text, d), []))), ",")
    yield from _split(text, apart)


def _split(text: str, apart: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=apart)
