"""From a match of a pattern to the form it says: one function a kind of expression. None where it is no date after all."""

import re
from collections.abc import Callable

from hikiwake.reading.date_forms import Calendar, Cycle, Either, Fixed, Form, FromTo, Refused, SamePeriod, Shift, Weekday, WeekOf

Builder = Callable[[re.Match[str]], Form | None]

MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
COUNTS = {
    word: n
    for n, words in enumerate(
        ("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
    for word in words.split()
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


def _number(m: re.Match[str], name: str) -> int | None:
    value = m.groupdict().get(name)
    return int(value) if value else None


def month_number(name: str) -> int:
    folded = name.lower().rstrip(".")
    return next(i for i, names in enumerate(MONTHS, 1) if folded in names)


def _step(m: re.Match[str], name: str = "step") -> int | None:
    word = m.groupdict().get(name)
    return _STEPS[word.lower().split()[-1]] if word else None


def calendar(m: re.Match[str]) -> Form:
    month = month_number(m["month"]) if m.groupdict().get("month") else _number(m, "number")
    return _checked(
        Calendar(_number(m, "year"), month, _number(m, "day"), _step(m), _step(m, "years"), _weekday(m)),
    )


def _weekday(m: re.Match[str]) -> int | None:
    name = m.groupdict().get("weekday")
    return WEEKDAYS.index(name.lower()) if name else None


def _checked(form: Calendar) -> Form:
    """Refuses days that the month never has; 29 February is left to the year."""
    if form.day is None or form.month is None:
        return form
    leap = form.year is None or (form.year % 4 == 0 and (form.year % 100 != 0 or form.year % 400 == 0))
    longest = 29 if form.month == 2 and leap else 28 if form.month == 2 else 30 if form.month in (4, 6, 9, 11) else 31
    return form if 1 <= form.day <= longest and 1 <= form.month <= 12 else Refused()


def days(m: re.Match[str]) -> Form:
    """3–5 May 2016, May 3–5, 30 May – 2 June 2016."""
    month, year = month_number(m["month"]), _number(m, "year")
    last_month = month_number(m["month2"]) if m.groupdict().get("month2") else month
    first = _checked(Calendar(year, month, int(m["day"]), years=_step(m, "years") if "years" in m.groupdict() else None))
    last = _checked(Calendar(year, last_month, int(m["day2"])))
    if isinstance(first, Refused) or isinstance(last, Refused) or (month, int(m["day"])) >= (last_month, int(m["day2"])):
        return Refused()
    return FromTo(first, last)


def slashed(m: re.Match[str]) -> Form:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if len(m["y"]) == 2:
        year += 1900 if year > 49 else 2000
    if (a > 12 and b > 12) or not a or not b:
        return Refused()
    if a > 12 or b > 12 or a == b:
        return _checked(Calendar(year, min(a, b) if a != b and min(a, b) <= 12 else b, max(a, b)))
    return Either(a, b, year)


def short_range(m: re.Match[str]) -> Form | None:
    """1904–05; what runs backwards is no range of years."""
    first = int(m["year"])
    last = first // 100 * 100 + int(m["short"])
    return FromTo(Calendar(first), Calendar(last)) if last > first else None


_NOT_YEARS_BEFORE = re.compile(
    r"(?:(?<!\s)[:](?=$)|[$€£¥#+×/.,\d]|\d[\s-]|(?<!mid)(?<!early)(?<!late)(?<![Mm]id)(?<=[a-z])-|\b(?:resolution|article|no|no\.|nr|number|flight|section|page|paragraph|chapter|clause|"
    r"boeing|airbus|channel|highway|route|room|docket|bill|over|about|than|some|nearly|almost|least|another|windows|office|rs|usd))\s?$",
    re.IGNORECASE,
)
_UNITS_AFTER = re.compile(
    r"(?:[\s-](?:km|kilomet|metre|meter|mile|feet|foot|ft|m\b|kg|ton|people|person|troop|soldier|men\b|women|dollar|euro|yen|rouble|ruble|pound|"
    r"percent|per\scent|hour|minute|second|day|week|month|year|page|seat|point|island|square|barrel|megawatt|mw|staff|employee|worker|"
    r"index|civilian|refugee|prisoner|other|more|additional|gmt|utc|local)|[%°$€£/\d]|[.,:]\d|\s?[ap]\.?m\b|-\d)",
    re.IGNORECASE,
)


def year(m: re.Match[str]) -> Form | None:
    year = int(m["year"])
    before, after = m.string[max(0, m.start() - 14) : m.start()], m.string[m.end() : m.end() + 16]
    if year < 1500 and not re.search(r"\b(?:in|since|until|by|year|from)\s$", before, re.IGNORECASE):
        return None
    if _NOT_YEARS_BEFORE.search(before) or _UNITS_AFTER.match(after):
        return None
    if year % 100 == 0 and re.match(r"\s[a-z]+s\b", after) and not re.match(r"\s(?:as|was|has|is)\b", after):
        return None  # 2000 houses
    return Calendar(year)


def cycle(m: re.Match[str]) -> Form:
    groups = m.groupdict()
    if groups.get("season"):
        name = _SEASONS[m["season"].lower()]
    elif groups.get("half"):
        name = "H1" if m["half"].lower() == "first" else "H2"
    else:
        name = f"Q{m['q']}" if groups.get("q") else f"Q{_ORDINALS[m['ordinal'].lower()]}"
    return Cycle(name, _number(m, "year"), _step(m), _step(m, "years"))


def last_quarter(m: re.Match[str]) -> Form:
    return Shift("quarter", _STEPS[m["step"].lower()])


def weekday(m: re.Match[str]) -> Form:
    return Weekday(WEEKDAYS.index(m["weekday"].lower()), _step(m))


def stepped(m: re.Match[str]) -> Form:
    return Shift(m["unit"].lower(), _STEPS[m["step"].lower()])


def _counted(m: re.Match[str]) -> int | None:
    word = " ".join(m["count"].lower().split())
    if word.isdigit():
        return int(word)
    return 2 if word == "a couple of" else COUNTS.get(word)


def ago(m: re.Match[str]) -> Form:
    n, unit = _counted(m), m["unit"].lower()
    if n is None or unit == "centur":
        return Fixed("PAST_REF")
    return Shift(unit, -n, to_the_day="today" in m[0].lower())


def later(m: re.Match[str]) -> Form | None:
    n, unit = _counted(m), m["unit"].lower()
    if n is None or unit == "centur":
        return None
    return Shift(unit, n if m["way"].lower() in ("later", "afterwards") else -n, from_story=True)


def ahead(m: re.Match[str]) -> Form | None:
    """ "In two weeks"; whether that is ahead or how long it took, the tense says."""
    n, unit = _counted(m), m["unit"].lower()
    return None if n is None or unit == "centur" else Shift(unit, n)


def neighbour(m: re.Match[str]) -> Form:
    way = {"next": 1, "following": 1, "same": 0}.get(m["way"].lower(), -1)
    return Shift(m["unit"].lower(), way, from_story=True)


def same_day(m: re.Match[str]) -> Form:
    return Shift("day", 0, from_story=True)


def same_period(m: re.Match[str]) -> Form:
    """ "The same period last year": the story's month, quarter or day, a year earlier."""
    unit = m["unit"].lower()
    return SamePeriod(unit if unit in ("day", "month", "quarter") else None, -1)


def week_of(m: re.Match[str]) -> Form:
    last = m["which"].lower() in ("last", "final")
    return WeekOf(-1 if last else _ORDINALS[m["which"].lower()], month_number(m["month"]), _number(m, "year"))


def fiscal_now(m: re.Match[str]) -> Form:
    return Shift("fiscal", _STEPS.get((m["step"] or "this").lower().split()[-1], 0))


def weekend(m: re.Match[str]) -> Form:
    return Shift("weekend", _STEPS.get(m["step"].lower(), 0))


def decade(m: re.Match[str]) -> Form:
    digits = m["decade"]
    if len(digits) == 4:
        return Fixed(digits[:3])
    return Fixed(("19" if int(digits) >= 20 else "20") + digits[0])


def century(m: re.Match[str]) -> Form | None:
    words = ("eighteenth", "nineteenth", "twentieth", "twenty-first")
    n = int(m["n"]) if m["n"] else 18 + words.index(m["word"].lower())
    return Fixed(f"{n - 1:02d}") if 1 < n <= 21 else None


def abbreviated_year(m: re.Match[str]) -> Form:
    short = int(m["short"])
    return Calendar(short + (1900 if short > 49 else 2000))


def fiscal(m: re.Match[str]) -> Form:
    year = int(m["fy"])
    return Fixed(f"FY{year + (2000 if year < 100 else 0)}")


def fixed(value: str) -> Builder:
    return lambda m: Fixed(value)


def shift(unit: str, count: int) -> Builder:
    return lambda m: Shift(unit, count)
