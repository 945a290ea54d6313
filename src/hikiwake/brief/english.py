"""English in small: lists, numbers, articles, possessives, dates and points on a scale, as a careful writer would put them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from hikiwake.terms.dates import Date, Precision
from hikiwake.terms.interval import Interval

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PART = re.compile(r"\b(beginning|start|early|middle|mid|late|end)\b", re.IGNORECASE)
_PARTS = {"start": "beginning", "early": "beginning", "mid": "middle", "late": "end"}
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|$)")
_QUOTED = re.compile(r"“[^”]*”")
_THIRD = re.compile(r"(?<!\w)‘([^‘’]*)’(?!\w)")  # marks that would stand within others' within others
_OPENING = re.compile(r"(?<![^\s(\[–—-])\"(?=\w)")  # a mark that nothing closes
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def listed(items: Iterable[str], word: str = "and") -> str:
    """`A`, `A and B`, `A, B and C`; empty for none."""
    items = list(items)
    if len(items) < 2:
        return items[0] if items else ""
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def number(n: int) -> str:
    """In words to ten, in figures above, thousands parted; 0 is "no"."""
    return _NUMBERS[n] if 0 <= n <= 10 else f"{n:,}"


def counted(n: int, noun: str, plural: str = "") -> str:
    """`one document`, `no documents`, `31 documents`."""
    return f"{number(n)} {noun if n == 1 else plural or plural_of(noun)}"


def documents_read(documents: int, unread: int, undated: int = 0) -> str:
    """`8 documents read`, `7 documents read (2 of no date), 1 kept unread` (in a language for which there is no reader)."""
    read = documents - unread
    told = f"{read} document{'' if read == 1 else 's'} read" + (f" ({undated} of no date)" if undated else "")
    return told + (f", {unread} kept unread" if unread else "")


def plural_of(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(s|x|ch|sh)$", noun) else f"{noun}s"


def are(n: int) -> str:
    return "is" if n == 1 else "are"


def some_are(n: int) -> str:
    """`none is`, `one is`, `12 are`."""
    return f"{number(n) if n else 'none'} {'is' if n < 2 else 'are'}"


def article(words: str) -> str:
    """`a deal`, `an upturn`."""
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def possessive(name: str) -> str:
    """`Japan’s`, `the Philippines’`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def capital(words: str) -> str:
    """The first letter large, the rest as it is."""
    return words[:1].upper() + words[1:]


def clause(words: str) -> str:
    """A stated sentence as part of another: no full stop at its end, white space single."""
    return plain(words).rstrip(" .;")


def sentence(words: str) -> str:
    """A capital first, a full stop last (unless it ends in one, or in a question mark)."""
    words = capital(plain(words))
    return words if words.endswith((".", "?", "!", ".”", "?”", "…")) else f"{words}."


@lru_cache(maxsize=32_768)
def plain(words: str) -> str:
    """Text of a document or case as one line of a sentence: white space single, no control or direction marks, no unmatched surrogates.

    Quotation marks within others are single.
    """
    line = " ".join(words.split())
    if line.isprintable():  # nothing in it that must not stay: nearly always so
        return _nested(_APOSTROPHE.sub("’", line))
    words = "".join(" " if c.isspace() else c for c in words.translate(_BIDI))
    words = _APOSTROPHE.sub("’", words)
    return _nested(" ".join("".join(c for c in words if unicodedata.category(c) not in ("Cc", "Cs", "Cn")).split()))


def _nested(words: str) -> str:
    """Double marks within “ and ” become single, those within these are left out; words whose marks do not pair stay as they are."""
    opened = words.count("“")
    if not opened or "„" in words or opened != words.count("”") or words.count('"') % 2 or (opened == 1 and '"' not in words):
        return words
    out: list[str] = []
    depth, straight = 0, 0
    for c in words:
        if c == "“" or (c == '"' and depth and not straight):
            depth += 1
            straight = depth if c == '"' else straight
            out.append(("“", "‘", "")[min(depth, 3) - 1])
        elif depth and (c == "”" or (c == '"' and straight)):
            out.append(("”", "’", "")[min(depth, 3) - 1])
            straight = 0 if straight == depth else straight
            depth -= 1
        else:
            out.append(c)
    return "".join(out)


def quoted(words: str) -> str:
    """In double quotation marks; those within become single, those within these go; outer ones are not doubled."""
    words = plain(words).strip()
    if len(words) > 1 and words[0] in "“‘\"'" and words[-1] in "”’\"'" and not re.search(r"[“”\"]", words[1:-1]):
        words = words[1:-1]
    words = _QUOTED.sub(lambda m: _THIRD.sub(r"\1", m[0]), words)
    nested = _nested(f"“{words}”")
    if '"' not in nested and "“" not in nested[1:]:
        return nested
    words = re.sub(r"\"([^\"]*)\"", r"‘\1’", words.replace("“", "‘").replace("”", "’"))
    return f"“{_OPENING.sub('‘', words).replace(chr(34), '’')}”"


def shortened(words: str, most: int) -> str:
    """At most `most` characters, cut between words, with "…" where it was cut."""
    words = plain(words)
    if len(words) <= most:
        return words
    return words[: most + 1].rsplit(" ", 1)[0][:most].rstrip(" ,;:–—-") + "…"


@lru_cache(maxsize=8192)
def day(value: date) -> str:
    """`6 May 2016`."""
    return f"{value.day} {value:%B} {value.year}"


def month(value: date) -> str:
    return f"{value:%B} {value.year}"


def end_of(value: date) -> str:
    """A last day in words: `the end of 2018`, `the end of June 2018`, `7 May 2018`."""
    if (value.month, value.day) == (12, 31):
        return f"the end of {value.year}"
    return f"the end of {month(value)}" if (value + timedelta(days=1)).month != value.month else day(value)


def first_words(words: str, most: int) -> str:
    """The first `most` words, with "…" where more follow."""
    all_words = plain(words).split()
    if len(all_words) <= most:
        return " ".join(all_words)
    return " ".join(all_words[:most]).rstrip(" ,;:–—-(") + "…"


def dated(value: Date | None, words: str = "") -> str:
    """A date by itself, at its precision: `6 May 2016`, `May 2016`, `beginning of 2016`, `summer 2016`, `1990s`, `before 2016`.

    `words` are those of the text, which say what a range cannot ("the beginning of 2016"). Empty where no day is known.
    """
    if value is None or not value.is_known:
        return ""
    first, last = value.earliest, value.latest
    part = _PART.search(words)
    match value.precision:
        case Precision.BEFORE if last:
            return f"before {_end(last)}"
        case Precision.AFTER if first and last:
            return f"since {_as_named(value.value, first)}"
        case Precision.AFTER if first:
            return f"after {_start(first)}"
        case _ if first is None or last is None:
            return f"from {day(first)}" if first else f"until {day(last)}" if last else ""
        case Precision.DAY if first == last:
            return day(first)
        case Precision.WEEK:
            return f"week of {day(first)}"
        case Precision.MONTH:
            return f"{_part_of(part)}{month(first)}"
        case Precision.QUARTER:
            return f"{('first', 'second', 'third', 'fourth')[(first.month - 1) // 3]} quarter of {first.year}"
        case Precision.SEASON:
            return f"{_SEASONS.get(value.value[-2:], 'season')} {first.year}"
        case Precision.YEAR:
            return f"{_part_of(part)}{first.year}"
        case Precision.DECADE:
            return f"{first.year}s"
    if part and first.year == last.year:
        whole = (
            month(first)
            if first.month == last.month and "-" in value.value[:7] and last.day - first.day < 28
            else str(first.year)
        )
        return f"{_part_of(part)}{whole}"
    return _between(first, last)


def when(value: Date | None, words: str = "") -> str:
    """The date within a sentence: `on 6 May 2016`, `in May 2016`, `at the beginning of 2016`, `between May and July 2016`; empty for none."""
    told = dated(value, words)
    if not told or value is None:
        return ""
    if told.startswith(("before", "after", "since", "from", "until")):
        return told
    if told.startswith(("beginning", "end")):
        return f"at the {told}"
    if told.startswith("week"):
        return f"in the {told}"
    if "–" in told:
        return f"between {told.replace('–', ' and ')}"
    if value.precision is Precision.DAY:
        return f"on {told}"
    return (
        f"in the {told}"
        if told.endswith("s") or told.startswith(("first", "second", "third", "fourth", "middle"))
        else f"in {told}"
    )


def points(value: float) -> str:
    """A utility in [0, 1] as points of 100."""
    return f"{round(value * 100)}".replace("-", "−")


def points_range(value: float, interval: Interval) -> str:
    """`62 (55–70)`, or the middle alone where the ends round to it."""
    low, high = points(interval.lower), points(interval.upper)
    return points(value) if low == high else f"{points(value)} ({low}–{high})"


def per_cent_range(middle: float, lower: float, upper: float) -> str:
    """`31 % (18–47)`; small shares keep one decimal where the whole numbers would not tell them apart."""
    digits = 1 if upper < 0.02 and middle > 0 else 0
    shown, low, high = (f"{share * 100:.{digits}f}" for share in (middle, lower, upper))
    return f"{shown} %" if low == shown == high else f"{shown} % ({low}–{high})"


def compared(ratio: float, one: str, other: str) -> str:
    """A likelihood ratio of at least 1 in words: `about twice as likely under X as under Y`; `one` and `other` say under what.

    Below 1.3 nobody would notice the difference.
    """
    if ratio < 1.3:
        return f"hardly likelier {one} than {other}"
    if ratio >= 15:
        return f"far more likely {one} than {other}"
    if 1.9 <= ratio < 2.15:
        return f"about twice as likely {one} as {other}"
    how = f"{ratio:.1f}".removesuffix(".0") if ratio < 2.95 else number(round(ratio)) if ratio < 9.5 else "ten"
    return f"about {how} times as likely {one} as {other}"


def per_cent_and_range(middle: float, lower: float, upper: float) -> str:
    """`31 %, 18–47`, for use within brackets."""
    return per_cent_range(middle, lower, upper).replace(" (", ", ").removesuffix(")")


def word_count(text: str) -> int:
    """Words as a word processor counts them: what white space parts, dashes by themselves aside."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def _part_of(part: re.Match[str] | None) -> str:
    if not part:
        return ""
    word = part[1].lower()
    return f"{_PARTS.get(word, word)} of "


def _end(last: date) -> str:
    if (last.month, last.day) == (12, 31):
        return str(last.year + 1)
    return day(date.fromordinal(last.toordinal() + 1))


def _start(first: date) -> str:
    if (first.month, first.day) == (1, 1):
        return str(first.year - 1)
    return day(date.fromordinal(first.toordinal() - 1))


def _as_named(timex: str, first: date) -> str:
    return str(first.year) if len(timex) == len("2016") else month(first) if len(timex) == len("2016-05") else day(first)


def _between(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    whole_months = first.day == 1 and date.fromordinal(last.toordinal() + 1).day == 1
    if whole_months:
        return f"{first:%B}–{month(last)}" if first.year == last.year else f"{month(first)}–{month(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{first.day} {first:%B}–{day(last)}" if first.year == last.year else f"{day(first)}–{day(last)}"
