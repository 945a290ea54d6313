"""Dates as people type them into a page's field, made the dates of the record."""

import re
from datetime import date

from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import RecordError

MEND = "Write 2018-11-09, 2018-11 or 2018."
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DOTTED = re.compile(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d\d?)(?:[-/.](\d\d?))?")
_MONTH_AND_YEAR = re.compile(r"(\d\d?)[./](\d{4})")
_DAY_FIRST = re.compile(r"(\d\d?)(?:st|nd|rd|th|\.)?(?: of)? ([a-z]+)\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.?(?: (\d\d?)(?:st|nd|rd|th)?)?,? (\d{4})")


def typed_date(text: str) -> str:
    """The TIMEX3 value of a date that somebody typed, empty for none.

    Taken are 2018-11-09, 9.11.2018 (the day first), 9 November 2018, November 9, 2018, Nov 2018, 11/2018, 25/11/2018 and what TIMEX3 knows.

    Raises:
        RecordError: it is no date, or one of two days; the problem says how to write it.
    """
    plain = " ".join(text.split())
    if not plain:
        return ""
    try:
        return _stated(plain.lower()) or from_timex(plain).value
    except ValueError:
        raise RecordError.of("date", f"“{plain[:40]}” is no date", MEND) from None


def _stated(text: str) -> str | None:
    """The date that numbers or an English month name tell; None where the text is of another kind.

    Raises:
        ValueError: there is no such day or month.
        RecordError: day and month cannot be told apart.
    """
    if m := _DOTTED.fullmatch(text):
        return date(int(m[3]), int(m[2]), int(m[1])).isoformat()
    if m := _SLASHED.fullmatch(text):
        return _either(text, int(m[1]), int(m[2]), int(m[3]))
    if m := _YEAR_FIRST.fullmatch(text):
        return date(int(m[1]), int(m[2]), int(m[3] or 1)).isoformat()[: 10 if m[3] else 7]
    if m := _MONTH_AND_YEAR.fullmatch(text):
        return date(int(m[2]), int(m[1]), 1).isoformat()[:7]
    if (m := _DAY_FIRST.fullmatch(text)) and (month := _month(m[2])):
        return date(int(m[3]), month, int(m[1])).isoformat()
    if (m := _MONTH_FIRST.fullmatch(text)) and (month := _month(m[1])):
        return date(int(m[3]), month, int(m[2] or 1)).isoformat()[: 10 if m[2] else 7]
    return None


def _either(text: str, first: int, second: int, year: int) -> str:
    """The day of two numbers with a stroke between them, if only one order makes a day or both make the same."""
    days = []
    for day, month in ((first, second), (second, first)):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if not days:
        raise ValueError(text)
    if len(set(days)) > 1:
        one, other = (f"{d.day} {_MONTHS[d.month - 1].title()}" for d in days)
        mend = f"Write {days[0].isoformat()} or {days[1].isoformat()}."
        raise RecordError.of("date", f"“{text}” can be {one} or {other}", mend)
    return days[0].isoformat()


def _month(word: str) -> int | None:
    """The number of an English month by its name or its first letters, three or more."""
    found = [n for n, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)]
    return found[0] if len(found) == 1 else None
