"""The grammar of dates in the language `ja`: figures, signs and eras; what is relative to the day of publication or to the date told before."""

import re
from collections.abc import Callable, Iterator

from hikiwake.reading.date_forms import Calendar, Cycle, Fixed, FromTo, Refused, Shift, Weekday
from hikiwake.reading.languages.dating import DayOfMonth, DayOfWeek, InSameYear, Said, Written, with_tense

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}  # the year before each era's first
_SIGNS = {sign: n for n, sign in enumerate("〇一二三四五六七八九")}
_YEARS = {"今年": 0, "本年": 0, "ことし": 0, "昨年": -1, "去年": -1, "来年": 1, "一昨年": -2, "おととし": -2, "再来年": 2}
_MONTHS = {"今月": 0, "先月": -1, "来月": 1, "先々月": -2, "再来月": 2}
_WEEKS = {"今週": 0, "先週": -1, "来週": 1, "先々週": -2, "再来週": 2}
_DAYS = {
    **dict.fromkeys(("今日", "本日", "きょう", "今夜", "今朝", "今晩"), 0),
    **dict.fromkeys(("昨日", "きのう", "昨夜", "昨晩"), -1),
    **dict.fromkeys(("明日", "あす", "あした"), 1),
    **dict.fromkeys(("一昨日", "おととい"), -2),
    **dict.fromkeys(("明後日", "あさって"), 2),
}
_FISCAL = {"今年度": 0, "本年度": 0, "昨年度": -1, "前年度": -1, "来年度": 1, "再来年度": 2}
_OF_STORY = {
    "同日": ("day", 0),
    "翌日": ("day", 1),
    "翌々日": ("day", 2),
    "前日": ("day", -1),
    "同月": ("month", 0),
    "翌月": ("month", 1),
    "前月": ("month", -1),
    "同年": ("year", 0),
    "翌年": ("year", 1),
    "前年": ("year", -1),
}
_SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
_WEEKDAYS = "月火水木金土日"
_UNITS = {"日": "day", "週間": "week", "カ月": "month", "ヶ月": "month", "か月": "month", "ヵ月": "month", "年": "year"}
_PARTS = {
    **dict.fromkeys(("初め", "はじめ", "初頭", "上旬", "初旬", "前半", "序盤"), "start"),
    **dict.fromkeys(("半ば", "中旬", "なかば"), "middle"),
    **dict.fromkeys(("末", "下旬", "後半", "終わり", "暮れ"), "end"),
}

_N = r"(?:[0-9０-９]{1,4}|[〇一二三四五六七八九十百]{1,5})"
_ERA = rf"(?P<era>{'|'.join(_ERAS)})(?P<nth>元|{_N})年"
_YEAR = r"(?P<year>(?:[0-9０-９]{4}|[〇一二三四五六七八九]{4}))年"
_ANY_YEAR = (
    rf"(?:{_ERA}(?:[（(][0-9０-９]{{4}}年?[)）])?|{_YEAR}|(?P<years>{'|'.join(sorted(_YEARS, key=len, reverse=True))})(?:の)?)"
)
_SAME_YEAR = r"(?P<story>同年|翌年|前年)"
_MONTH = rf"(?P<month>{_N})月"
_DAY = rf"(?P<day>{_N})日"
_NO_SPAN = r"(?!間|ぶり|目|連続|余|ごと|以上|以内|おき|分|半|程度|前後|弱|強|付け?で?は)"
_NO_RATE = r"(?!前|後|\s?[0-9０-９]+(?:回|人|円|万|億|時間|便|バレル|トン|件)|当たり|あたり)"
_WITHIN = r"(?:[（(][月火水木金土日・祝]+[)）])?"  # the weekday in brackets
_EDGE = r"(?<![0-9０-９〇一二三四五六七八九十.．])"
_PART = rf"(?P<part>{'|'.join(_PARTS)})"
_AHEAD = re.compile(r"予定|見通し|見込み|方針|意向|計画|までに|今後|つもり|だろう|目指|調整して")


def written(sentence: str) -> Iterator[Written]:
    """Dates in a sentence, in order and apart from each other: the earlier first, then the longer."""
    tense = 1 if _AHEAD.search(sentence) else -1
    found = [w for pattern, build in _PATTERNS for m in pattern.finditer(sentence) if (w := _written(m, build))]
    end = -1
    for w in with_tense(sorted(found, key=lambda w: (w.start, -w.end)), tense):
        if w.start >= end:
            end = w.end
            if not isinstance(w.said, Refused):
                yield w


def number(digits: str) -> int:
    """A number in figures of either width or in signs: 12, １２, 十二, 二〇一六, 百二十.

    Raises:
        ValueError: the signs are no number.
    """
    if digits.isdigit():
        return int(digits)
    if not re.search("[十百]", digits):
        return int("".join(str(_SIGNS[c]) for c in digits))
    m = re.fullmatch(r"(?:([一二三四五六七八九])?(百))?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?", digits)
    if m is None:
        raise ValueError(f"{digits!r} is no number")
    hundreds = _SIGNS.get(m[1], 1) * 100 if m[2] else 0
    tens = _SIGNS.get(m[3], 1) * 10 if m[4] else 0
    return hundreds + tens + _SIGNS.get(m[5], 0)


# ------------------------------------------------------------ what a match says

Builder = Callable[[re.Match[str]], Said | None]


def _written(m: re.Match[str], build: Builder) -> Written | None:
    try:
        said = build(m)
    except ValueError:
        return None
    if said is None:
        return None
    part = m.groupdict().get("part")
    return Written(m.start(), m.end(), said, _PARTS[part] if part else None, m.groupdict().get("bound") and "by")


def _year(m: re.Match[str]) -> int | None:
    if m.groupdict().get("era"):
        nth = 1 if m["nth"] == "元" else number(m["nth"])
        return _ERAS[m["era"]] + nth
    return number(m["year"]) if m.groupdict().get("year") else None


def _years(m: re.Match[str]) -> int | None:
    return _YEARS[m["years"]] if m.groupdict().get("years") else None


def _of(m: re.Match[str], name: str) -> int | None:
    value = m.groupdict().get(name)
    return number(value) if value else None


def _calendar(m: re.Match[str]) -> Said | None:
    month, day = _of(m, "month"), _of(m, "day")
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return Refused()
    years = _years(m)
    if month is None:
        return Shift("year", years) if years is not None else Calendar(_year(m))
    return Calendar(_year(m), month, day, years=years)


def _same_year(m: re.Match[str]) -> Said | None:
    month = number(m["month"])
    return InSameYear(month, _of(m, "day"), _OF_STORY[m["story"]][1]) if 1 <= month <= 12 else None


def _days(m: re.Match[str]) -> Said | None:
    """2016年12月15〜16日, 12月30日〜1月3日: from the one day to the other."""
    year, years, month = _year(m), _years(m), number(m["month"])
    last = Calendar(year, _of(m, "month2") or month, number(m["day2"]), years=years)
    return FromTo(Calendar(year, month, number(m["day"]), years=years), last)


def _from_year_to_year(m: re.Match[str]) -> Said | None:
    first, last = number(m["year"]), number(m["year2"])
    return FromTo(Calendar(first), Calendar(last)) if first < last else None


def _day(m: re.Match[str]) -> Said | None:
    day = number(m["day"])
    months = _MONTHS[m["months"]] if m["months"] else None
    last = _of(m, "last")
    return DayOfMonth(day, months, same=m["same"] is not None, last=last) if 1 <= day <= 31 else None


def _season(m: re.Match[str]) -> Said | None:
    name = _SEASONS[m["season"]]
    if short := m.groupdict().get("short"):
        return Cycle(name, years={"今": 0, "昨": -1, "来": 1}[short])
    return Cycle(name, _year(m), years=_years(m))


def _quarter(m: re.Match[str]) -> Said | None:
    name = f"Q{number(m['q'])}" if m["q"] else {"上": "H1", "前": "H1", "下": "H2", "後": "H2"}[m["half"]]
    return Cycle(name, _year(m), years=_years(m))


def _ago(m: re.Match[str]) -> Said | None:
    count = number(m["count"])
    return Shift(_UNITS[m["unit"]], -count if m["way"] == "前" else count)


def _fiscal(m: re.Match[str]) -> Said | None:
    return Shift("fiscal", _FISCAL[m["fiscal"]]) if m["fiscal"] else Fixed(f"FY{_year(m):04d}")


def _century(m: re.Match[str]) -> Said | None:
    n = number(m["n"])
    return Fixed(f"{n - 1:02d}") if 1 < n <= 21 else None


def _weekday(m: re.Match[str]) -> Said | None:
    day = _WEEKDAYS.index(m["weekday"])
    return DayOfWeek(day, _WEEKS[m["week"]]) if m["week"] else Weekday(day)


def _words(table: dict[str, int]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


_PATTERNS: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (
            rf"{_EDGE}(?:{_ANY_YEAR})?{_MONTH}{_DAY}?{_WITHIN}\s?[〜～~\-−–](?:(?P<month2>{_N})月)?(?P<day2>{_N})日{_NO_SPAN}",
            _days,
        ),
        (rf"{_EDGE}{_ANY_YEAR}{_MONTH}{_DAY}{_NO_SPAN}", _calendar),
        (rf"{_EDGE}{_MONTH}{_DAY}{_NO_SPAN}", _calendar),
        (rf"{_EDGE}{_ANY_YEAR}{_MONTH}{_PART}?", _calendar),
        (rf"{_EDGE}{_MONTH}{_PART}?(?!{_N}日)", _calendar),
        (rf"{_SAME_YEAR}{_MONTH}(?:{_DAY}|{_PART})?", _same_year),
        (rf"{_EDGE}{_ANY_YEAR}の?(?P<q>)(?P<half>[前後])半", _quarter),
        (rf"{_EDGE}{_ERA}{_PART}?(?!度){_NO_SPAN}", _calendar),
        (rf"{_EDGE}{_YEAR}{_PART}?(?!度|代){_NO_SPAN}", _calendar),
        (rf"(?P<years>{_words(_YEARS)}){_PART}?(?!度)", _calendar),
        (rf"{_EDGE}(?P<year>[0-9０-９]{{4}})年?[〜～~\-−–](?P<year2>[0-9０-９]{{4}})年{_NO_SPAN}", _from_year_to_year),
        (
            rf"{_EDGE}(?:(?P<months>{_words(_MONTHS)})(?:の)?|(?P<same>同月))?(?P<day>{_N})(?:日?[〜～~\-−–](?P<last>{_N}))?日{_WITHIN}{_NO_SPAN}{_NO_RATE}",
            _day,
        ),
        (rf"{_EDGE}{_ANY_YEAR}の?(?P<season>[春夏秋冬])", _season),
        (r"(?P<short>[今昨来])(?P<season>[春夏秋冬])", _season),
        (rf"{_EDGE}(?:{_ANY_YEAR})?の?(?:第(?P<q>[1-4１-４一二三四])四半期|(?P<half>[上下])半期)", _quarter),
        (rf"{_EDGE}(?P<count>{_N})(?P<unit>{_words(dict.fromkeys(_UNITS, 0))})(?P<way>前|後)", _ago),
        (rf"{_EDGE}(?:(?P<fiscal>{_words(_FISCAL)})|{_YEAR}度|{_ERA}度){_PART}?", _fiscal),
        (rf"{_EDGE}(?P<decade>[0-9０-９]{{4}})年代{_PART}?", lambda m: Fixed(f"{number(m['decade']) // 10:03d}")),
        (rf"{_EDGE}(?P<n>{_N})世紀{_PART}?", _century),
        (rf"(?P<months>{_words(_MONTHS)}){_PART}?", lambda m: Shift("month", _MONTHS[m["months"]])),
        (rf"(?P<week>{_words(_WEEKS)}){_PART}?(?!の?[月火水木金土日]曜)", lambda m: Shift("week", _WEEKS[m["week"]])),
        (r"(?:(?P<week>先週|今週|来週|先々週)の?)?(?P<weekday>[月火水木金土日])曜日?", _weekday),
        (_words(_DAYS), lambda m: Shift("day", _DAYS[m[0]])),
        (
            rf"(?:{'|'.join(sorted(_OF_STORY, key=len, reverse=True))})(?!度|比|{_N}月)",
            lambda m: Shift(*_OF_STORY[m[0]], from_story=True),
        ),
        (r"年内|年(?P<part>末|初め)|年初", lambda m: Shift("year", 0)),
    )
)
