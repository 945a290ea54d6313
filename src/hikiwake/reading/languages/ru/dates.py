"""The grammar of dates in the language `ru`: months and numbers in their cases, and what is relative to the day of publication."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from hikiwake.reading.date_forms import Calendar, Cycle, Fixed, FromTo, Refused, Shift, Weekday
from hikiwake.reading.languages.dating import DayOfWeek, InSameYear, Said, Written

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = (
    r"(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ю|е|ём|ем)|(?:март|август)(?:ом|а|у|е)?|ма(?:й|я|ю|е|ем)"
)
_STEPS = {
    "позапрошл": -2,
    **dict.fromkeys(("прошл", "минувш", "прошедш", "предыдущ", "последн", "истекш"), -1),
    **dict.fromkeys(("эт", "нынешн", "текущ"), 0),
    **dict.fromkeys(("следующ", "будущ", "предстоящ", "ближайш", "наступающ"), 1),
}
_ENDS = r"(?:ый|ий|ого|его|ому|ему|ом|ем|ым|им|ая|яя|ой|ей|ую|юю|ое|ее|от|о|у|ою)"
_STEP = rf"(?P<step>{'|'.join(_STEPS)}){_ENDS}"
_YEARS_STEP = rf"(?P<years>{'|'.join(_STEPS)}){_ENDS}\s(?:года|год)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?:-го)?\s?(?:год(?:а|у|е|ом)?\b|г\.|г\b)"
_OF_YEAR = rf"(?:,?\s(?:{_YEAR}|(?P<bare>1[5-9]\d\d|20\d\d)(?![\d-])|{_YEARS_STEP}))"
_DAY = r"(?P<day>\d{1,2})(?:-го|-е)?"
_SEASONS = {"весн": "SP", "лет": "SU", "осен": "FA", "зим": "WI"}
_SEASON = r"(?P<season>весн(?:ой|а|у|е|ы)|лет(?:ом|о|а)|осен(?:ью|ь|и)|зим(?:ой|а|у|е|ы))"
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_WEEKDAY = (
    r"(?P<weekday>понедельник(?:а|у|ом)?|вторник(?:а|у|ом)?|сред(?:а|у|ы|е|ой)|четверг(?:а|у|ом)?|пятниц(?:а|у|ы|е|ей)"
    r"|суббот(?:а|у|ы|е|ой)|воскресень(?:е|я|ю|ем))"
)
_COUNTS = {
    "один": 1, "одну": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
    "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "полтора": 1,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})"
_UNITS = {"д": "day", "н": "week", "м": "month", "г": "year", "л": "year"}
_UNIT = r"(?P<unit>дн(?:я|ей)|день|недел(?:ю|и|ь)|месяц(?:а|ев)?|год(?:а)?|лет)"
_ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ORDINAL = (
    r"(?P<ordinal>перв|втор|трет|четв[её]рт)(?:ый|ой|ий|ого|ьего|ому|ьему|ом|ьем|ая|ую|ьей)"
    r"|(?P<roman>IV|III|II|I)|(?P<figure>[1-4])(?:-[йм]|-го|-м)"
)
_ROMAN = {"XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21}
_TENS = {
    "двадцат": 2,
    "тридцат": 3,
    "сороков": 4,
    "пятидесят": 5,
    "шестидесят": 6,
    "семидесят": 7,
    "восьмидесят": 8,
    "девяност": 9,
}
_PARTS = {"нач": "start", "сер": "middle", "кон": "end"}
_PARTS_OF = r"(?:начал(?:о|а|е|у|ом)|середин(?:а|у|ы|е|ой)|кон(?:ец|ца|це|цу|цом))"
_LEADS = rf"\b(?:в|во|к|ко|на|с|со|до|по|{_PARTS_OF})\s"
_PART = re.compile(rf"\b(?P<part>{_PARTS_OF})\s(?:самого\s)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:—–]")
_AHEAD = re.compile(
    r"\b(?:буд(?:ет|ут)|намечен|назначен|заплан|планир|намерен|ожида(?:ет|ют)ся|собира(?:ет|ют)|предсто|состоится|пройд[её]т|приед|посетит|прибуд|должн|"
    r"соберутся|собер[её]тся|встретятся|встретится|подпиш|начн[её]тся|завершится|рассчитыва|готов(?:ит|ят)ся)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b", re.IGNORECASE)
_LEADS_AHEAD = re.compile(r"\b(?:на|до|к|ко)\s$", re.IGNORECASE)


def written(sentence: str) -> Iterator[Written]:
    """Dates in a sentence, in order and apart from each other: the earlier first, then the longer; without their prepositions."""
    found = [w for pattern, build in _PATTERNS for m in pattern.finditer(sentence) if (w := _written(sentence, m, build))]
    end = -1
    for w in sorted(found, key=lambda w: (w.start, -w.end)):
        if w.start >= end:
            end = w.end
            if not isinstance(w.said, Refused):
                yield replace(w, tense=_tense(sentence, w))


def _written(sentence: str, m: re.Match[str], build: "Builder") -> Written | None:
    said = build(m)
    if said is None:
        return None
    start = m.start("core") if "core" in m.re.groupindex else m.start()
    before = _PART.search(sentence, 0, start)
    if before is None or isinstance(said, Weekday | FromTo | DayOfWeek) or (isinstance(said, Calendar) and said.day):
        return Written(start, m.end(), said)
    return Written(before.start("part"), m.end(), said, _PARTS[before["part"][:3].lower()])


def _tense(sentence: str, w: Written) -> int:
    """Of the clause a date stands in: +1 where it tells of what is to come, −1 of what was, 0 where it does not tell."""
    begin = max((m.end() for m in _CLAUSE.finditer(sentence, 0, w.start)), default=0)
    stop = next((m.start() for m in _CLAUSE.finditer(sentence, w.end)), len(sentence))
    clause = sentence[begin:stop]
    if _AHEAD.search(clause) or _LEADS_AHEAD.search(sentence[: w.start]):
        return 1
    return -1 if _PAST.search(clause) else 0


# ------------------------------------------------------------ what a match says

Builder = Callable[[re.Match[str]], Said | None]


def _group(m: re.Match[str], name: str) -> str | None:
    value: str | None = m.groupdict().get(name)
    return value


def _month(word: str) -> int:
    return next(i for i, stem in sorted(enumerate(_MONTHS, 1), key=lambda x: -len(x[1])) if word.lower().startswith(stem))


def _year(m: re.Match[str]) -> int | None:
    told = _group(m, "year") or _group(m, "bare")
    return int(told) if told else None


def _years(m: re.Match[str]) -> int | None:
    told = _group(m, "years")
    return _STEPS[told.lower()] if told else None


def _calendar(m: re.Match[str]) -> Said | None:
    month, day = _month(m["month"]), _group(m, "day")
    if day is not None and not 1 <= int(day) <= 31:
        return Refused()
    return Calendar(_year(m), month, int(day) if day else None, years=_years(m))


def _same_year(m: re.Match[str]) -> Said | None:
    day = _group(m, "day")
    return InSameYear(_month(m["month"]), int(day) if day else None)


def _days(m: re.Match[str]) -> Said | None:
    month, last = _month(m["month"]), int(m["day2"])
    first = _month(m["month1"]) if _group(m, "month1") else month
    if (first, int(m["day"])) >= (month, last) and first == month:
        return Refused()
    return FromTo(Calendar(_year(m), first, int(m["day"]), years=_years(m)), Calendar(_year(m), month, last, years=_years(m)))


def _figures(m: re.Match[str]) -> Said | None:
    day, month, year = int(m["d"]), int(m["m"]), int(m["y"])
    return Calendar(year, month, day) if 1 <= day <= 31 and 1 <= month <= 12 else Refused()


def _from_year_to_year(m: re.Match[str]) -> Said | None:
    first, last = int(m["a"]), int(m["b"])
    last += first // 100 * 100 if last < 100 else 0
    return FromTo(Calendar(first), Calendar(last)) if first < last else None


def _cycle(m: re.Match[str]) -> Said | None:
    word = _group(m, "ordinal") or _group(m, "roman") or _group(m, "figure") or ""
    number = _ORDINALS[word[:4].lower() if word.isalpha() and word.islower() else word]
    name = f"Q{number}" if m["what"].lower().startswith("квартал") else f"H{number}"
    if name[0] == "H" and number > 2:
        return None
    return Cycle(name, _year(m), years=_years(m))


def _season(m: re.Match[str]) -> Said | None:
    name = next(code for stem, code in _SEASONS.items() if m["season"].lower().startswith(stem))
    year, years = _year(m), _years(m)
    step = _STEPS[m["step"].lower()] if _group(m, "step") else None
    return Cycle(name, year, step=step, years=years)


def _stepped(m: re.Match[str]) -> Said | None:
    return Shift(_UNITS[m["unit"][0].lower()], _STEPS[m["step"].lower()])


def _weekday(m: re.Match[str]) -> Said | None:
    day = next(i for i, stem in enumerate(_WEEKDAYS) if m["weekday"].lower().startswith(stem))
    step = _STEPS[m["step"].lower()] if _group(m, "step") else None
    return Weekday(day, step)


def _count(m: re.Match[str]) -> int:
    word = (_group(m, "count") or "1").lower()
    return int(word) if word.isdigit() else _COUNTS[word]


def _ago(m: re.Match[str]) -> Said | None:
    return Shift(_UNITS[m["unit"][0].lower()], -_count(m))


def _ahead(m: re.Match[str]) -> Said | None:
    return Shift(_UNITS[m["unit"][0].lower()], _count(m))


def _decade(m: re.Match[str]) -> Said | None:
    if word := _group(m, "tens"):
        return Fixed(f"19{_TENS[word.lower()]}")
    digits = m["decade"]
    return Fixed(digits[:3] if len(digits) == 4 else ("19" if int(digits) >= 20 else "20") + digits[0])


def _say(said: Said) -> Builder:
    return lambda m: said


_PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (rf"\b{_DAY}\s?[–—-]\s?(?P<day2>\d{{1,2}})\s(?P<month>{_MONTH})\b{_OF_YEAR}?", _days),
        (rf"\b{_DAY}\s(?:(?P<month1>{_MONTH})\s)?по\s(?P<day2>\d{{1,2}})\s(?P<month>{_MONTH})\b{_OF_YEAR}?", _days),
        (rf"\b{_DAY}\s(?P<month>{_MONTH})\s(?:того|этого)\sже\sгода", _same_year),
        (rf"\b(?P<month>{_MONTH})\sтого\sже\sгода", _same_year),
        (rf"(?<![\d.,-]){_DAY}\s(?P<month>{_MONTH})\b{_OF_YEAR}?", _calendar),
        (rf"\b(?P<month>{_MONTH})\b{_OF_YEAR}", _calendar),
        (rf"{_LEADS}(?P<core>(?P<month>{_MONTH}))\b", _calendar),
        (r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)(?![\d.]\d)", _figures),
        (r"\b(?P<a>1[5-9]\d\d|20\d\d)\s?[–—-]\s?(?P<b>1[5-9]\d\d|20\d\d|\d\d)\s?(?:год(?:ы|ов|ах|ам)|гг\.?)", _from_year_to_year),
        (r"\b(?P<a>1[5-9]\d\d)(?:\sгода)?\sпо\s(?P<b>1[5-9]\d\d|20\d\d)\sгод", _from_year_to_year),
        (rf"\b{_YEAR}", lambda m: Calendar(_year(m))),
        (rf"{_LEADS}(?P<core>(?P<year>1[5-9]\d\d|20\d\d)(?:-[мго]{{1,2}}|(?=[,.)])))", lambda m: Calendar(_year(m))),
        (rf"\b(?:{_ORDINAL})\s(?P<what>квартал(?:а|е|у|ом)?|полугоди(?:е|я|и|ю)|половин(?:а|е|ы|у))\b(?:\s(?:{_YEAR}|{_YEARS_STEP}))?", _cycle),
        (rf"\b{_SEASON}\s(?:{_YEAR}|{_YEARS_STEP})", _season),
        (rf"\b{_STEP}\s{_SEASON}\b", _season),
        (r"\b(?P<season>весной|летом|осенью|зимой)\b", _season),
        (rf"\b{_STEP}\s(?P<unit>недел(?:я|е|ю|и|ей)|месяц(?:а|е|у|ем)?|год(?:а|у|ом)?)\b", _stepped),
        (rf"\b{_STEP}\s{_WEEKDAY}\b", _weekday),
        (rf"{_LEADS}(?P<core>{_WEEKDAY})\b", _weekday),
        (rf"\b{_WEEKDAY}(?=,\s\d)", _weekday),
        (rf"\b(?:{_COUNT}\s)?{_UNIT}\sназад\b", _ago),
        (rf"(?<=\bчерез\s)(?:{_COUNT}\s)?{_UNIT}\b(?!\sпосле)", _ahead),
        (r"\b(?P<decade>1[5-9]\d0|20\d0|[2-9]0)-х(?:\sгод(?:ов|ах|ы|ам)|\sгг\.?)?", _decade),
        (rf"\b(?P<tens>{'|'.join(_TENS)})(?:ых|ые)\sгод(?:ов|ах|ы)", _decade),
        (r"\b(?P<n>XVIII|XIX|XXI|XX)\s?(?:-го\s)?(?:век(?:а|е|у|ом)?|в\.)", lambda m: Fixed(f"{_ROMAN[m['n'].upper()] - 1}")),
        (r"\bпозавчера\b", _say(Shift("day", -2))),
        (r"\b(?:вчера|накануне)\b(?!\s(?:вступления|выборов|визита|встречи|саммита|переговоров|нового|войны))", _say(Shift("day", -1))),
        (r"\bсегодня\b", _say(Shift("day", 0))),
        (r"\bпослезавтра\b", _say(Shift("day", 2))),
        (r"\bзавтра\b", _say(Shift("day", 1))),
        (r"\b(?:того\sже\sдня|тот\sже\sдень)\b", _say(Shift("day", 0, from_story=True))),
        (r"\bследующий\sдень\b", _say(Shift("day", 1, from_story=True))),
        (rf"\b{_PARTS_OF}\s(?P<core>года)\b(?!\s\d)", _say(Shift("year", 0))),
    )
)  # fmt: skip
