"""How dates are written in English: patterns, each with the builder that says what it found.

Every pattern is bounded in length, so that finding is linear in the text.
"""

import re

from hikiwake.reading import date_builders as build

_NAMES = [names[0].capitalize() for names in build.MONTHS]
_SHORT = [name.capitalize() for names in build.MONTHS for name in names[1:]]
_MONTH = rf"(?P<month>(?:{'|'.join(_NAMES)}|{'|'.join(_NAMES).upper()})\b|(?:{'|'.join(_SHORT)})\b\.?)"
_MONTH_2 = _MONTH.replace("<month>", "<month2>")
_DAY = r"(?P<day>0?[1-9]|[12]\d|3\d)(?:st|nd|rd|th)?"
_DAY_2 = r"(?P<day2>0?[1-9]|[12]\d|3\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)"
_DASH = r"\s?(?:-|–|—|\bto\b|\band\b|\bor\b)\s?"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
_LEAD = rf"(?:{_WEEKDAY},?\s(?:the\s)?)?"
_OF_YEAR = r"(?:,?\s(?:of\s)?(?P<years>last|this|next|the\sprevious|the\scurrent)\syear)"
_COUNT = (
    rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(build.COUNTS, key=len, reverse=True))}|several|some|few|many|a\sfew|a\scouple\sof)"
)
_UNIT = r"(?P<unit>day|week|month|year|decade|centur(?=y|ies))(?:s|y|ies)?"
_STEP = r"(?P<step>last|this|next|past|coming)"
_THE = r"(?:[Tt]he\s)?"


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_COMMA_YEAR = rf"(?:,?\s{_YEAR}\b(?!\d|:\d))"

PATTERNS: tuple[tuple[re.Pattern[str], build.Builder], ...] = (
    (re.compile(rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b"), build.calendar),
    (re.compile(r"(?<![\d/.-])\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b(?![/\d-])"), build.slashed),
    (re.compile(r"(?<![\d/.-])\b(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>\d{4})\b(?![/\d-])"), build.slashed),
    (re.compile(rf"\b{_LEAD}{_DAY}\s(?:of\s)?{_MONTH}(?:{_COMMA_YEAR}|{_OF_YEAR})?(?![\w])"), build.calendar),
    (re.compile(rf"\b{_LEAD}{_MONTH}\s(?:the\s)?{_DAY}\b(?!:)(?:{_COMMA_YEAR}|{_OF_YEAR})?"), build.calendar),
    (re.compile(rf"\b{_DAY}{_DASH}{_DAY_2}\s(?:of\s)?{_MONTH}(?:{_COMMA_YEAR})?(?![\w])"), build.days),
    (re.compile(rf"\b{_DAY}\s{_MONTH}{_DASH}{_DAY_2}\s{_MONTH_2}(?:{_COMMA_YEAR})?(?![\w])"), build.days),
    (re.compile(rf"\b{_MONTH}\s{_DAY}{_DASH}{_DAY_2}\b(?:{_COMMA_YEAR})?"), build.days),
    (re.compile(rf"\b{_MONTH}\s{_DAY}{_DASH}{_MONTH_2}\s{_DAY_2}\b(?:{_COMMA_YEAR})?"), build.days),
    (re.compile(rf"\b{_MONTH}(?:,?\s(?:of\s)?{_YEAR}\b(?!\d|:\d)|{_OF_YEAR})"), build.calendar),
    (re.compile(rf"\b(?:(?P<step>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast)\s)?{_MONTH}(?![\w-]*\d)(?!\w)"), build.calendar),
    (
        re.compile(
            rf"\b{_THE}(?:(?P<step>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming|[Pp]revious|[Ff]ollowing)\s)?{_WEEKDAY}(?:s(?=['’]))?\b"
        ),
        build.weekday,
    ),
    (re.compile(rf"(?<![\w$€£.,-]){_YEAR}\s?(?:-|–|—|/)\s?(?P<short>\d\d)\b(?![-\d])"), build.short_range),
    (re.compile(rf"(?<![\w$€£]){_YEAR}\b(?!['’]?s\b(?=\s))"), build.year),
    (re.compile(rf"(?<![\w$€£]){_YEAR}\b(?=['’]s\b)"), build.year),
    (_any_case(r"\b(?:in|of|by|since|from|until|to)\s(?P<core>['‘’](?P<short>\d\d))\b(?!['’]?s)"), build.abbreviated_year),
    (_any_case(r"\b(?:the\s)?(?P<decade>1[5-9]\d0|20\d0)['’]?s\b"), build.decade),
    (_any_case(r"\bthe\s['‘’]?(?P<decade>[1-9]0)['’]?s\b"), build.decade),
    (re.compile(r"(?<![\w$])['‘’]?(?P<decade>[2-9]0)['’]?s\b(?!\s(?:and|to)\s\d)"), build.decade),
    (
        _any_case(
            r"\b(?:the\s)?(?:(?P<n>\d{1,2})(?:st|nd|rd|th)|(?P<word>eighteenth|nineteenth|twentieth|twenty-first))[\s-]century\b"
        ),
        build.century,
    ),
    (_any_case(r"\bF\.?Y\.?\s?['’]?(?P<fy>20\d\d|19\d\d|\d\d)\b"), build.fiscal),
    (_any_case(r"\b(?:the\s)?(?:fiscal|financial)(?:\syear)?\s(?P<fy>20\d\d|19\d\d)\b"), build.fiscal),
    (re.compile(rf"\bQ(?P<q>[1-4])(?:\s(?:of\s)?{_YEAR})?\b"), build.cycle),
    (_any_case(rf"\b{_YEAR}\s?-?Q(?P<q>[1-4])\b"), build.cycle),
    (
        _any_case(
            rf"\b(?:the\s)?(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]quarter\b(?:\s(?:of\s|in\s)?(?:the\s)?{_YEAR}|{_OF_YEAR})?"
        ),
        build.cycle,
    ),
    (_any_case(rf"\b(?:the\s)?(?P<ordinal>last)\squarter\sof\s(?:{_YEAR}|(?P<years>last|this|next)\syear)\b"), build.cycle),
    (_any_case(r"\b(?:the\s)?(?P<step>last|this|next|current|previous)\squarter\b(?!\sof\sa\b)"), build.last_quarter),
    (
        _any_case(
            rf"\b(?:the\s)?(?P<half>first|second)\shalf\sof\s(?:the\syear\s)?(?:{_YEAR}|(?P<years>last|this|next)\syear)\b"
        ),
        build.cycle,
    ),
    (_any_case(rf"\b(?:the\s)?(?P<season>spring|summer|autumn|fall|winter)(?:\sof|,)?\s{_YEAR}\b"), build.cycle),
    (_any_case(r"\b(?P<step>last|this|next|past|coming)\s(?P<season>spring|summer|autumn|fall|winter)\b"), build.cycle),
    (
        _any_case(
            r"\bin\s(?P<core>(?:the\s)?(?:early\s|late\s)?(?P<season>spring|summer|autumn|winter))\b(?!\s(?:of|olympic|games|school))"
        ),
        build.cycle,
    ),
    (re.compile(r"(?<=[a-z]\s)(?P<season>Autumn|Summer|Winter)(?=[\s,.]+[a-z])"), build.cycle),
    (_any_case(r"\b(?:earlier\s|later\s)?(?:today|tonight)\b"), build.shift("day", 0)),
    (_any_case(r"\b(?:earlier\s|later\s)?this\s(?:morning|afternoon|evening)\b"), build.shift("day", 0)),
    (_any_case(r"\bthe\sday\sbefore\syesterday\b"), build.shift("day", -2)),
    (_any_case(r"\bthe\sday\safter\stomorrow\b"), build.shift("day", 2)),
    (_any_case(r"\b(?:yesterday|last\snight)\b"), build.shift("day", -1)),
    (_any_case(r"\btomorrow\b"), build.shift("day", 1)),
    (
        _any_case(
            rf"\b(?:earlier\s|later\s)?(?:the\s)?{_STEP}\s(?P<unit>week|month|year|decade)\b(?!\sof\s(?:the\s)?(?:{'|'.join(_NAMES)}))"
        ),
        build.stepped,
    ),
    (_any_case(r"\b(?:the\s)?(?P<step>current)\s(?P<unit>week|month|year|decade)\b"), build.stepped),
    (_any_case(rf"\b{_COUNT}\s{_UNIT}\sago(?:\stoday)?\b"), build.ago),
    (_any_case(rf"\bin\s{_COUNT}\s{_UNIT}(?:['’]?s?['’]?\stime)?\b(?!\s(?:of|ago|later|before|earlier))"), build.ahead),
    (_any_case(r"\b(?:years|decades|months|weeks|days|centuries|long)\sago\b"), build.fixed("PAST_REF")),
    (_any_case(rf"\b{_COUNT}\s{_UNIT}\s(?P<way>later|earlier|before|afterwards)\b(?!\sthan)"), build.later),
    (_any_case(r"\bthe\s(?P<way>following|previous|preceding|same)\s(?P<unit>day|week|month|year)\b"), build.neighbour),
    (
        _any_case(r"\bthe\s(?P<unit>day|week|month|year)\s(?P<way>before|previous|earlier)\b(?!\s(?:yesterday|[a-z]+ed\b))"),
        build.neighbour,
    ),
    (_any_case(r"\bthe\s(?P<way>next)\s(?P<unit>day)\b"), build.neighbour),
    (
        _any_case(
            r"\b(?:(?:later|earlier|late|early)\sin|for|end(?:ed|ing)?|finish(?:ed)?|clos(?:e|ed|ing))\s(?P<core>the\sday)\b"
        ),
        build.same_day,
    ),
    (
        _any_case(
            r"\bthe\ssame\s(?P<unit>period|time|month|quarter|day|week|point|stage|season)\s(?:(?:of|in)\s)?"
            r"(?:(?:the\s)?(?:last|previous|prior|preceding)\syear|(?:a|one)\syear\s(?:earlier|before|ago)|the\syear\sbefore)\b"
        ),
        build.same_period,
    ),
    (
        re.compile(
            rf"\b(?:[Tt]he\s)(?P<which>first|second|third|fourth|last|final)\s(?:full\s)?week\s(?:of|in)\s{_MONTH}(?:,?\s{_YEAR}\b)?"
        ),
        build.week_of,
    ),
    (
        _any_case(r"\b(?:the\s)?(?P<step>last|this|next|current|previous|the)\s(?:fiscal|financial)\syear\b(?!\s\d)"),
        build.fiscal_now,
    ),
    (_any_case(r"\b(?P<step>the|this|last|next|coming|past)\s(?P<unit>weekend)\b"), build.weekend),
    (
        _any_case(
            r"\b(?:in\s)?(?:the\s)?(?:past|recent|previous)\s(?:few\s|several\s)?(?:years|months|weeks|days|decades|times|past|history)\b"
        ),
        build.fixed("PAST_REF"),
    ),
    (
        _any_case(
            r"\b(?:recently|of\sthe\spast(?=\W*(?:$|[.,;:!?'\"’”]|and\b|but\b))|in\srecent\s(?:[\w.]+\s)?history|in\sthe\spast(?!\s(?:few|several|\w+\s(?:day|week|month|year|decade)s))|lately)\b"
        ),
        build.fixed("PAST_REF"),
    ),
    (
        _any_case(
            r"\b(?:now|currently|at\spresent|nowadays|at\sthe\smoment|these\sdays|for\sthe\stime\sbeing)\b(?!\s(?:that|on)\b)"
        ),
        build.fixed("PRESENT_REF"),
    ),
    (
        _any_case(
            r"\b(?:in\s)?(?:the\s)?(?:coming|next)\s(?:few\s|several\s)?(?:years|months|weeks|days)\b|\bin\sthe\s(?:near|short)\sterm\b|\bin\sthe\s(?:(?:near|not\stoo\sdistant|distant|foreseeable)\s)?future\b|\b(?:very\s)?soon\b(?!\s(?:after|as|before))"
        ),
        build.fixed("FUTURE_REF"),
    ),
)
