"""The grammar of dates in English text: what is written, not yet what day it means.

Every pattern is bounded in length, so that finding is linear in the text. Where two patterns meet, the earlier and then the longer
one counts. `date_resolution` turns a form into a `Date`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Calendar:
    """Year, month and day as far as they are said. `step` is −1 for "last September", +1 for "next"; `years` −1 for "May last year"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    step: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """A quarter (`Q1` … `Q4`), half (`H1`, `H2`) or season (`SP`, `SU`, `FA`, `WI`) of a year; `step` and `years` as in `Calendar`."""

    name: str
    year: int | None = None
    step: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """Monday is 0; `step` as in `Calendar`, 0 for "this Friday"."""

    day: int
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the document's date, or, `from_story`, from the date told last ("two days later")."""

    unit: str
    count: int
    from_story: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """A TIMEX3 value that needs no context; `refused` where the calendar has no such day."""

    value: str


@dataclass(frozen=True, slots=True)
class Either:
    """Day and month in an order that cannot be known from the words: `05/06/2016`."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class FromTo:
    """From the one to the other, both included."""

    first: "Form"
    last: "Form"


@dataclass(frozen=True, slots=True)
class Refused:
    """Written as a date, and none: 31 June."""


Form = Calendar | Cycle | Weekday | Shift | Fixed | Either | FromTo | Refused


@dataclass(frozen=True, slots=True)
class Expression:
    """A form where it stands. `part` is `start`, `middle` or `end`; `bound` is `since`, `after`, `before` or `by`."""

    start: int
    end: int
    form: Form
    part: str | None = None
    bound: str | None = None


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
_COUNTS = {
    word: n
    for n, words in enumerate(
        ("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
    for word in words.split()
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}

_NAMES = [names[0].capitalize() for names in MONTHS]
_SHORT = [name.capitalize() for names in MONTHS for name in names[1:]]
_MONTH = rf"(?P<month>(?:{'|'.join(_NAMES)}|{'|'.join(_NAMES).upper()})\b|(?:{'|'.join(_SHORT)})\b\.?)"
_MONTH_2 = _MONTH.replace("<month>", "<month2>")
_DAY = r"(?P<day>0?[1-9]|[12]\d|3\d)(?:st|nd|rd|th)?"
_DAY_2 = r"(?P<day2>0?[1-9]|[12]\d|3\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)"
_DASH = r"\s?(?:-|–|—|\bto\b|\band\b|\bor\b)\s?"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
_LEAD = rf"(?:{_WEEKDAY.replace('?P<weekday>', '?:')},?\s(?:the\s)?)?"
_OF_YEAR = r"(?:,?\s(?:of\s)?(?P<years>last|this|next|the\sprevious|the\scurrent)\syear)"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}|several|some|few|many|a\sfew|a\scouple\sof)"
_UNIT = r"(?P<unit>day|week|month|year|decade|centur(?=y|ies))(?:s|y|ies)?"
_STEP = r"(?P<step>last|this|next|past|coming)"
_THE = r"(?:[Tt]he\s)?"

_Builder = Callable[[re.Match[str]], Form | None]


def expressions(text: str) -> Iterator[Expression]:
    """Dates as `text` writes them, in order and apart from each other, with what stands before them taken in ("since", "the end of")."""
    taken = list(_apart(text))
    i = 0
    while i < len(taken):
        here = taken[i]
        if i + 1 < len(taken) and (joined := _range(text, here, taken[i + 1])):
            here, i = joined, i + 1
        i += 1
        if not isinstance(here.form, Refused):
            yield _with_bound(text, _with_part(text, here))


def _apart(text: str) -> Iterator[Expression]:
    found = [
        Expression(m.start("core") if "core" in pattern.groupindex else m.start(), m.end(), form)
        for pattern, build in _PATTERNS
        for m in pattern.finditer(text)
        if (form := build(m)) is not None
    ]
    end = -1
    for e in sorted(found, key=lambda e: (e.start, -e.end)):
        if e.start >= end:
            end = e.end
            yield e


# ------------------------------------------------------------ what stands before and between

_PART = re.compile(
    r"(?:\b(?P<start>(?:the\s)?(?:very\s)?(?:beginning|start|opening|outset|first\s(?:days|weeks|months|week))\sof|early(?:\sin|-)?)"
    r"|\b(?P<middle>(?:the\s)?middle\sof|mid)"
    r"|\b(?P<end>(?:the\s)?(?:very\s)?(?:end|close|last\s(?:days|weeks|months|week))\sof|late(?:\sin|-)?|end-?))[\s-]?(?:the\s)?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:(?P<since>since|(?:from|starting|beginning)(?:\sin)?)|(?P<after>after)|(?P<before>before|prior\sto)"
    r"|(?P<by>by|until|till|up\sto|no\slater\sthan))\s(?:about\s|around\s)?$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r",?\s(?:onwards?|on\b|forward)(?!\s(?:the|a)\b)", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_TO = re.compile(r"\s?(?:-|–|—)\s?|\s(?:to|through|until|till)\s", re.IGNORECASE)
_LOOK_BACK = 40  # characters: longer than any prefix


def _before(text: str, start: int) -> str:
    return text[max(0, start - _LOOK_BACK) : start]


def _with_part(text: str, e: Expression) -> Expression:
    m = _PART.search(_before(text, e.start))
    if not m or (isinstance(e.form, Weekday | Fixed | FromTo | Either) and not _is_decade(e.form)):
        return e
    if (isinstance(e.form, Calendar) and e.form.day) or (isinstance(e.form, Shift) and e.form.unit in ("day", "decade")):
        return e
    return replace(e, start=e.start - len(m[0]), part=m.lastgroup)


def _is_decade(form: Form) -> bool:
    return isinstance(form, Fixed) and form.value.isdigit()


def _with_bound(text: str, e: Expression) -> Expression:
    if isinstance(e.form, FromTo) or (isinstance(e.form, Fixed) and e.form.value.endswith("_REF")):
        return e
    m = _BOUND.search(_before(text, e.start))
    if not m or text[e.end : e.end + 2] in ("'s", "’s") or re.match(r"\s[A-Z]", text[e.end : e.end + 2]):
        return e  # "after Monday's talks", "since the 1956 Joint Declaration": the date is the noun's
    onwards = _ONWARDS.match(text, e.end)
    end = onwards.end() if onwards and m.lastgroup == "since" else e.end
    return replace(e, start=e.start - len(m[0]), end=end, bound=m.lastgroup)


def _range(text: str, a: Expression, b: Expression) -> Expression | None:
    """Two neighbours as one range: "from 2001 to 2003", "between May and July", "1941–1945"."""
    if isinstance(a.form, Refused | FromTo) or isinstance(b.form, Refused | FromTo) or b.start - a.end > 9:
        return None
    gap, before = text[a.end : b.start], _before(text, a.start)
    between = _BETWEEN.search(before)
    opening = between or _FROM.search(before)
    if between and gap.strip().lower() == "and":
        pass
    elif not _TO.fullmatch(gap) or (not opening and gap.strip() not in "-–—to through"):
        return None
    first = a.form
    if isinstance(first, Calendar) and isinstance(b.form, Calendar):
        if first.year is None and b.form.year is not None and first.years is None:
            first = replace(first, year=b.form.year)
    elif type(first) is not type(b.form):
        return None
    return Expression(a.start - (len(opening[0]) if opening else 0), b.end, FromTo(first, b.form))


# ------------------------------------------------------------ builders: a match to a form


def _number(m: re.Match[str], name: str) -> int | None:
    value = m.groupdict().get(name)
    return int(value) if value else None


def month_number(name: str) -> int:
    folded = name.lower().rstrip(".")
    return next(i for i, names in enumerate(MONTHS, 1) if folded in names)


def _step(m: re.Match[str], name: str = "step") -> int | None:
    word = m.groupdict().get(name)
    return _STEPS[word.lower().split()[-1]] if word else None


def _calendar(m: re.Match[str]) -> Form:
    month = month_number(m["month"]) if m.groupdict().get("month") else _number(m, "number")
    return _checked(
        Calendar(_number(m, "year"), month, _number(m, "day"), _step(m), _step(m, "years")),
    )


def _checked(form: Calendar) -> Form:
    """Refuses days that the month never has; 29 February is left to the year."""
    if form.day is None or form.month is None:
        return form
    leap = form.year is None or (form.year % 4 == 0 and (form.year % 100 != 0 or form.year % 400 == 0))
    longest = 29 if form.month == 2 and leap else 28 if form.month == 2 else 30 if form.month in (4, 6, 9, 11) else 31
    return form if 1 <= form.day <= longest and 1 <= form.month <= 12 else Refused()


def _days(m: re.Match[str]) -> Form:
    """3–5 May 2016, May 3–5, 30 May – 2 June 2016."""
    month, year = month_number(m["month"]), _number(m, "year")
    last_month = month_number(m["month2"]) if m.groupdict().get("month2") else month
    first = _checked(Calendar(year, month, int(m["day"]), years=_step(m, "years") if "years" in m.groupdict() else None))
    last = _checked(Calendar(year, last_month, int(m["day2"])))
    if isinstance(first, Refused) or isinstance(last, Refused) or (month, int(m["day"])) >= (last_month, int(m["day2"])):
        return Refused()
    return FromTo(first, last)


def _slashed(m: re.Match[str]) -> Form:
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if len(m["y"]) == 2:
        year += 1900 if year > 49 else 2000
    if (a > 12 and b > 12) or not a or not b:
        return Refused()
    if a > 12 or b > 12 or a == b:
        return _checked(Calendar(year, min(a, b) if a != b and min(a, b) <= 12 else b, max(a, b)))
    return Either(a, b, year)


def _short_range(m: re.Match[str]) -> Form | None:
    """1904–05; what runs backwards is no range of years."""
    first = int(m["year"])
    last = first // 100 * 100 + int(m["short"])
    return FromTo(Calendar(first), Calendar(last)) if last > first else None


_NOT_YEARS_BEFORE = re.compile(
    r"(?:[$€£¥#+×/.,:\d]|\d[\s-]|(?<!mid)(?<!early)(?<!late)(?<![Mm]id)(?<=[a-z])-|\b(?:resolution|article|no|no\.|nr|number|flight|section|page|paragraph|chapter|clause|"
    r"boeing|airbus|channel|highway|route|room|docket|bill|over|about|than|some|nearly|almost|least|another|windows|office|rs|usd))\s?$",
    re.IGNORECASE,
)
_UNITS_AFTER = re.compile(
    r"(?:[\s-](?:km|kilomet|metre|meter|mile|feet|foot|ft|m\b|kg|ton|people|person|troop|soldier|men\b|women|dollar|euro|yen|rouble|ruble|pound|"
    r"percent|per\scent|hour|minute|second|day|week|month|year|page|seat|point|island|square|barrel|megawatt|mw|staff|employee|worker|"
    r"civilian|refugee|prisoner|other|more|additional|gmt|utc|local)|[%°$€£/\d]|[.,:]\d|\s?[ap]\.?m\b|-\d)",
    re.IGNORECASE,
)


def _year(m: re.Match[str]) -> Form | None:
    year = int(m["year"])
    before, after = m.string[max(0, m.start() - 14) : m.start()], m.string[m.end() : m.end() + 16]
    if year < 1500 and not re.search(r"\b(?:in|since|until|by|year|from)\s$", before, re.IGNORECASE):
        return None
    if _NOT_YEARS_BEFORE.search(before) or _UNITS_AFTER.match(after):
        return None
    if year % 100 == 0 and re.match(r"\s[a-z]+s\b", after) and not re.match(r"\s(?:as|was|has|is)\b", after):
        return None  # 2000 houses
    return Calendar(year)


def _cycle(m: re.Match[str]) -> Form:
    groups = m.groupdict()
    if groups.get("season"):
        name = _SEASONS[m["season"].lower()]
    elif groups.get("half"):
        name = "H1" if m["half"].lower() == "first" else "H2"
    else:
        name = f"Q{m['q']}" if groups.get("q") else f"Q{_ORDINALS[m['ordinal'].lower()]}"
    return Cycle(name, _number(m, "year"), _step(m), _step(m, "years"))


def _last_quarter(m: re.Match[str]) -> Form:
    return Shift("quarter", _STEPS[m["step"].lower()])


def _weekday(m: re.Match[str]) -> Form:
    return Weekday(WEEKDAYS.index(m["weekday"].lower()), _step(m))


def _stepped(m: re.Match[str]) -> Form:
    return Shift(m["unit"].lower(), _STEPS[m["step"].lower()])


def _counted(m: re.Match[str]) -> int | None:
    word = " ".join(m["count"].lower().split())
    if word.isdigit():
        return int(word)
    return 2 if word == "a couple of" else _COUNTS.get(word)


def _ago(m: re.Match[str]) -> Form:
    n, unit = _counted(m), m["unit"].lower()
    if n is None or unit == "centur":
        return Fixed("PAST_REF")
    return Shift(unit, -n)


def _later(m: re.Match[str]) -> Form | None:
    n, unit = _counted(m), m["unit"].lower()
    if n is None or unit == "centur":
        return None
    return Shift(unit, n if m["way"].lower() in ("later", "afterwards") else -n, from_story=True)


def _neighbour(m: re.Match[str]) -> Form:
    way = {"next": 1, "following": 1, "same": 0}.get(m["way"].lower(), -1)
    return Shift(m["unit"].lower(), way, from_story=True)


def _same_day(m: re.Match[str]) -> Form:
    return Shift("day", 0)


def _weekend(m: re.Match[str]) -> Form:
    return Shift("weekend", _STEPS.get(m["step"].lower(), 0))


def _decade(m: re.Match[str]) -> Form:
    digits = m["decade"]
    if len(digits) == 4:
        return Fixed(digits[:3])
    return Fixed(("19" if int(digits) >= 20 else "20") + digits[0])


def _century(m: re.Match[str]) -> Form | None:
    words = ("eighteenth", "nineteenth", "twentieth", "twenty-first")
    n = int(m["n"]) if m["n"] else 18 + words.index(m["word"].lower())
    return Fixed(f"{n - 1:02d}") if 1 < n <= 21 else None


def _abbreviated_year(m: re.Match[str]) -> Form:
    short = int(m["short"])
    return Calendar(short + (1900 if short > 49 else 2000))


def _fiscal(m: re.Match[str]) -> Form:
    year = int(m["fy"])
    return Fixed(f"FY{year + (2000 if year < 100 else 0)}")


def _fixed(value: str) -> _Builder:
    return lambda m: Fixed(value)


def _shift(unit: str, count: int) -> _Builder:
    return lambda m: Shift(unit, count)


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_COMMA_YEAR = rf"(?:,?\s{_YEAR}\b(?!\d|:\d))"

_PATTERNS: tuple[tuple[re.Pattern[str], _Builder], ...] = (
    (re.compile(rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b"), _calendar),
    (re.compile(r"(?<![\d/.-])\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b(?![/\d-])"), _slashed),
    (re.compile(r"(?<![\d/.-])\b(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>\d{4})\b(?![/\d-])"), _slashed),
    (re.compile(rf"\b{_LEAD}{_DAY}\s(?:of\s)?{_MONTH}(?:{_COMMA_YEAR}|{_OF_YEAR})?(?![\w])"), _calendar),
    (re.compile(rf"\b{_LEAD}{_MONTH}\s(?:the\s)?{_DAY}\b(?!:)(?:{_COMMA_YEAR}|{_OF_YEAR})?"), _calendar),
    (re.compile(rf"\b{_DAY}{_DASH}{_DAY_2}\s(?:of\s)?{_MONTH}(?:{_COMMA_YEAR})?(?![\w])"), _days),
    (re.compile(rf"\b{_DAY}\s{_MONTH}{_DASH}{_DAY_2}\s{_MONTH_2}(?:{_COMMA_YEAR})?(?![\w])"), _days),
    (re.compile(rf"\b{_MONTH}\s{_DAY}{_DASH}{_DAY_2}\b(?:{_COMMA_YEAR})?"), _days),
    (re.compile(rf"\b{_MONTH}\s{_DAY}{_DASH}{_MONTH_2}\s{_DAY_2}\b(?:{_COMMA_YEAR})?"), _days),
    (re.compile(rf"\b{_MONTH}(?:,?\s(?:of\s)?{_YEAR}\b(?!\d|:\d)|{_OF_YEAR})"), _calendar),
    (re.compile(rf"\b(?:(?P<step>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast)\s)?{_MONTH}(?![\w-]*\d)(?!\w)"), _calendar),
    (
        re.compile(
            rf"\b{_THE}(?:(?P<step>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming|[Pp]revious|[Ff]ollowing)\s)?{_WEEKDAY}(?:s(?=['’]))?\b"
        ),
        _weekday,
    ),
    (re.compile(rf"(?<![\w$€£.,-]){_YEAR}\s?(?:-|–|—|/)\s?(?P<short>\d\d)\b(?![-\d])"), _short_range),
    (re.compile(rf"(?<![\w$€£]){_YEAR}\b(?!['’]?s\b(?=\s))"), _year),
    (re.compile(rf"(?<![\w$€£]){_YEAR}\b(?=['’]s\b)"), _year),
    (_any_case(r"\b(?:in|of|by|since|from|until|to)\s(?P<core>['‘’](?P<short>\d\d))\b(?!['’]?s)"), _abbreviated_year),
    (_any_case(r"\b(?:the\s)?(?P<decade>1[5-9]\d0|20\d0)['’]?s\b"), _decade),
    (_any_case(r"\bthe\s['‘’]?(?P<decade>[1-9]0)['’]?s\b"), _decade),
    (re.compile(r"(?<![\w$])['‘’]?(?P<decade>[2-9]0)['’]?s\b(?!\s(?:and|to)\s\d)"), _decade),
    (
        _any_case(
            r"\b(?:the\s)?(?:(?P<n>\d{1,2})(?:st|nd|rd|th)|(?P<word>eighteenth|nineteenth|twentieth|twenty-first))[\s-]century\b"
        ),
        _century,
    ),
    (_any_case(r"\bF\.?Y\.?\s?['’]?(?P<fy>20\d\d|19\d\d|\d\d)\b"), _fiscal),
    (_any_case(r"\b(?:the\s)?(?:fiscal|financial)(?:\syear)?\s(?P<fy>20\d\d|19\d\d)\b"), _fiscal),
    (re.compile(rf"\bQ(?P<q>[1-4])(?:\s(?:of\s)?{_YEAR})?\b"), _cycle),
    (_any_case(rf"\b{_YEAR}\s?-?Q(?P<q>[1-4])\b"), _cycle),
    (
        _any_case(
            rf"\b(?:the\s)?(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]quarter\b(?:\s(?:of\s|in\s)?(?:the\s)?{_YEAR}|{_OF_YEAR})?"
        ),
        _cycle,
    ),
    (_any_case(rf"\b(?:the\s)?(?P<ordinal>last)\squarter\sof\s(?:{_YEAR}|(?P<years>last|this|next)\syear)\b"), _cycle),
    (_any_case(r"\b(?:the\s)?(?P<step>last|this|next|current|previous)\squarter\b(?!\sof\sa\b)"), _last_quarter),
    (
        _any_case(
            rf"\b(?:the\s)?(?P<half>first|second)\shalf\sof\s(?:the\syear\s)?(?:{_YEAR}|(?P<years>last|this|next)\syear)\b"
        ),
        _cycle,
    ),
    (_any_case(rf"\b(?:the\s)?(?P<season>spring|summer|autumn|fall|winter)(?:\sof|,)?\s{_YEAR}\b"), _cycle),
    (_any_case(r"\b(?P<step>last|this|next|past|coming)\s(?P<season>spring|summer|autumn|fall|winter)\b"), _cycle),
    (
        _any_case(
            r"\bin\s(?P<core>(?:the\s)?(?:early\s|late\s)?(?P<season>spring|summer|autumn|winter))\b(?!\s(?:of|olympic|games|school))"
        ),
        _cycle,
    ),
    (re.compile(r"(?<=[a-z]\s)(?P<season>Autumn|Summer|Winter)(?=[\s,.]+[a-z])"), _cycle),
    (_any_case(r"\b(?:earlier\s|later\s)?(?:today|tonight)\b"), _shift("day", 0)),
    (_any_case(r"\b(?:earlier\s|later\s)?this\s(?:morning|afternoon|evening)\b"), _shift("day", 0)),
    (_any_case(r"\bthe\sday\sbefore\syesterday\b"), _shift("day", -2)),
    (_any_case(r"\bthe\sday\safter\stomorrow\b"), _shift("day", 2)),
    (_any_case(r"\b(?:yesterday|last\snight)\b"), _shift("day", -1)),
    (_any_case(r"\btomorrow\b"), _shift("day", 1)),
    (
        _any_case(
            rf"\b(?:earlier\s|later\s)?(?:the\s)?{_STEP}\s(?P<unit>week|month|year|decade)\b(?!\sof\s(?:the\s)?(?:{'|'.join(_NAMES)}))"
        ),
        _stepped,
    ),
    (_any_case(r"\b(?:the\s)?(?P<step>current)\s(?P<unit>week|month|year|decade)\b"), _stepped),
    (_any_case(rf"\b{_COUNT}\s{_UNIT}\sago\b"), _ago),
    (_any_case(r"\b(?:years|decades|months|weeks|days|centuries|long)\sago\b"), _fixed("PAST_REF")),
    (_any_case(rf"\b{_COUNT}\s{_UNIT}\s(?P<way>later|earlier|before|afterwards)\b(?!\sthan)"), _later),
    (_any_case(r"\bthe\s(?P<way>following|previous|preceding|same)\s(?P<unit>day|week|month|year)\b"), _neighbour),
    (
        _any_case(r"\bthe\s(?P<unit>day|week|month|year)\s(?P<way>before|previous|earlier)\b(?!\s(?:yesterday|[a-z]+ed\b))"),
        _neighbour,
    ),
    (_any_case(r"\bthe\s(?P<way>next)\s(?P<unit>day)\b"), _neighbour),
    (
        _any_case(r"\b(?:(?:later|earlier|late|early)\sin|end(?:ed|ing)?|finish(?:ed)?|clos(?:e|ed|ing))\s(?P<core>the\sday)\b"),
        _same_day,
    ),
    (_any_case(r"\b(?P<step>the|this|last|next|coming|past)\s(?P<unit>weekend)\b"), _weekend),
    (
        _any_case(
            r"\b(?:in\s)?(?:the\s)?(?:past|recent|previous)\s(?:few\s|several\s)?(?:years|months|weeks|days|decades|times|past|history)\b"
        ),
        _fixed("PAST_REF"),
    ),
    (
        _any_case(r"\b(?:recently|in\sthe\spast(?!\s(?:few|several|\w+\s(?:day|week|month|year|decade)s))|lately)\b"),
        _fixed("PAST_REF"),
    ),
    (
        _any_case(
            r"\b(?:now|currently|at\spresent|nowadays|at\sthe\smoment|these\sdays|for\sthe\stime\sbeing)\b(?!\s(?:that|on)\b)"
        ),
        _fixed("PRESENT_REF"),
    ),
    (
        _any_case(
            r"\b(?:in\s)?(?:the\s)?(?:coming|next)\s(?:few\s|several\s)?(?:years|months|weeks|days)\b|\bin\sthe\s(?:(?:near|not\stoo\sdistant|distant|foreseeable)\s)?future\b|\b(?:very\s)?soon\b(?!\s(?:after|as|before))"
        ),
        _fixed("FUTURE_REF"),
    ),
)
