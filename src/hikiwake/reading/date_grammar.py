"""The grammar of dates in English text: what is written, not yet what day it means.

Patterns find the core (`date_patterns`); here they are set apart, joined to ranges, and take in what bounds them ("since", "the end
of"). Where two patterns meet, the earlier and then the longer one counts. `date_resolution` turns a form into a `Date`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hikiwake.reading.date_forms import Calendar, Either, Fixed, Form, FromTo, Refused, SamePeriod, Shift, Weekday, WeekOf
from hikiwake.reading.date_patterns import PATTERNS


@dataclass(frozen=True, slots=True)
class Expression:
    """A form where it stands. `part` is `start`, `middle` or `end`; `bound` is `since`, `after`, `before` or `by`."""

    start: int
    end: int
    form: Form
    part: str | None = None
    bound: str | None = None


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
        for pattern, build in PATTERNS
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
    r"(?:\b(?P<start>(?:the\s)?(?:very\s)?(?:beginning|start|opening|outset|first\s(?:days|weeks|months|week))\sof|(?:the\s)?early(?:\sin|-)?)"
    r"|\b(?P<middle>(?:the\s)?middle\sof|(?:the\s)?mid)"
    r"|\b(?P<end>(?:the\s)?(?:very\s)?(?:end|close|last\s(?:days|weeks|months|week))\sof|(?:the\s)?late(?:\sin|-)?|end-?))[\s-]?(?:the\s)?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:(?P<since>since|(?:from|starting|beginning)(?:\sin)?)|(?P<after>after)|(?P<before>before|prior\sto)"
    r"|(?P<by>by|until|till|up\sto|no\slater\sthan))\s(?:about\s|around\s)?$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r",?\s(?:onwards?|on\b|forward)(?!\s(?:the|a)\b)", re.IGNORECASE)
_ORIGIN = re.compile(r"\bdat(?:e|es|ed|ing)\s(?:back\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_TO = re.compile(r"\s?(?:-|–|—)\s?|\s(?:to|through|until|till)\s", re.IGNORECASE)
_LOOK_BACK = 40  # characters: longer than any prefix


def _before(text: str, start: int) -> str:
    return text[max(0, start - _LOOK_BACK) : start]


def _with_part(text: str, e: Expression) -> Expression:
    m = _PART.search(_before(text, e.start))
    if not m or (isinstance(e.form, Weekday | Fixed | FromTo | Either | WeekOf | SamePeriod) and not _is_decade(e.form)):
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
    if _ORIGIN.search(_before(text, e.start - len(m[0]))):
        return e  # "dates from 1900"
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
