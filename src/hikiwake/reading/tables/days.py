"""Days as people type them into a spreadsheet: TIMEX3, `6 May 2016`, `May 2016`, `6.5.2016`; never a guess which figure is the month."""

import re
from datetime import date

from hikiwake.terms.dates import Date, from_timex, on_day

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NAMED = re.compile(r"(?:(?P<day>\d{1,2})\.? )?(?P<month>[a-z]{3,9})\.?(?: (?P<after>\d{1,2}),?)? (?P<year>\d{4})")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})")
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d)?.*")


def day(text: str) -> Date:
    """The date that a cell gives.

    Raises:
        ValueError: it gives none, or may be two days.
    """
    words = " ".join(text.split())
    if m := _TIMED.fullmatch(words):
        return from_timex(m[1])
    if m := _NAMED.fullmatch(words.casefold()):
        return _named(m, words)
    if m := _DOTTED.fullmatch(words):
        return _on(int(m["year"]), int(m["month"]), int(m["day"]), words)
    if m := _SLASHED.fullmatch(words):
        one, two, year = int(m["one"]), int(m["two"]), int(m["year"])
        if one <= 12 and two <= 12 and one != two:
            raise ValueError(f"“{words}” may be two days: write it as {year}-{one:02}-{two:02} or {year}-{two:02}-{one:02}")
        return _on(year, *((two, one) if one > 12 else (one, two)), words)
    try:
        return from_timex(words)
    except ValueError:
        raise _no_date(words) from None


def _named(m: re.Match[str], words: str) -> Date:
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(m["month"])), None)
    if month is None or (m["day"] and m["after"]):
        raise _no_date(words)
    told = m["day"] or m["after"]
    return _on(int(m["year"]), month, int(told), words) if told else from_timex(f"{m['year']}-{month:02}")


def _on(year: int, month: int, of_month: int, words: str) -> Date:
    try:
        return on_day(date(year, month, of_month))
    except ValueError:
        raise _no_date(words) from None


def _no_date(words: str) -> ValueError:
    return ValueError(f"“{words}” is no date: write it as 2016-05-06, 2016-05 or 2016")
