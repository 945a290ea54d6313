"""The day of a dateline that leaves the year to its reader ("GEORGETOWN, Sept 3 (Agency) -"), with the year from what else is known of the file.

A year is never guessed: it is that of the date that the file, its metadata or the analyst give to the year or month, else the one year of its
copyright line. Without either the day stays unknown, and a note says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hikiwake.reading.documents.publication import DAY, MONTH, MONTHS, is_dateline
from hikiwake.record.model import Span
from hikiwake.terms.dates import Date, Precision, on_day

_DATE = tuple(re.compile(rf"(?<![\w/.-]){p}(?!,? \d|[\w/-])", re.IGNORECASE) for p in (rf"{DAY} {MONTH}", rf"{MONTH} {DAY}"))
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^\n\d]{0,40}(?P<years>\d{4}(?:\s?[-–,]\s?\d{4})*)", re.IGNORECASE)
_HEAD = 8  # blocks from the top among which the dateline stands
_OPENING = 120  # characters


@dataclass(frozen=True, slots=True)
class Yearless:
    """Month and day of a dateline, and its words."""

    month: int
    day: int
    words: str

    def of(self, year: int) -> Date | None:
        """The day in that year; None where it has none such."""
        try:
            return on_day(date(year, self.month, self.day))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Completed:
    """The document's date with the dateline's day where its year is known, and what the analyst should know of it."""

    date: Date | None
    notes: tuple[str, ...] = ()


def completed(text: str, blocks: Sequence[Span], known: Date | None) -> Completed:
    """The document's date, made a day by the dateline.

    Args:
        blocks: the document's paragraphs in order, page furniture among them.
        known: what is known without the dateline; a day stays as it is.
    """
    if known is not None and known.precision not in (Precision.YEAR, Precision.MONTH):
        return Completed(known)
    dateline = yearless(text, blocks)
    if dateline is None:
        return Completed(known)
    says = f'Its dateline says "{dateline.words}" without a year'
    year, origin = _year(text, known)
    day = dateline.of(year) if year else None
    if known is None and day is None:
        return Completed(None, (f"{says}; given the year alone as its date, it has its day.",))
    if known is None:
        return Completed(day, (f"{says}; {year}, of {origin}, was taken.",))
    is_within = day is not None and day.value.startswith(known.value)
    return Completed(day, (f"{says}; {year} is that of {origin}.",)) if is_within else Completed(known)


def yearless(text: str, blocks: Sequence[Span]) -> Yearless | None:
    """The first dateline near the top that names a day and no year; None where there is none."""
    for block in blocks[:_HEAD]:
        opening = text[block.start : min(block.end, block.start + _OPENING)]
        for pattern in _DATE:
            m = pattern.search(opening)
            if m and is_dateline(opening, m.start(), m.end()):
                return Yearless(MONTHS[m["month"].casefold()], int(m["day"]), m[0])
    return None


def _year(text: str, known: Date | None) -> tuple[int | None, str]:
    if known is not None and known.earliest is not None:
        return known.earliest.year, f"its date, {known.value}"
    years = {m["years"] for m in _COPYRIGHT.finditer(text)}
    only = next(iter(years)) if len(years) == 1 else ""
    return (int(only) if len(only) == 4 else None), "its copyright line"
