"""When a document was published, as it says of itself.

Believed are: a label ("Published 5 May 2016"), a dateline ("Tokyo, 3 May 2016 —"), a byline's or heading's line that is little more than a
date, and the place and day under which an agreement was done. Never: copyright, print, update and access lines, captions, or a date
inside the running text, where it is the date of what is told.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from hikiwake.reading.documents.noise import credit, is_body
from hikiwake.record.model import Span
from hikiwake.terms.dates import Date, from_timex

NO_DATE = "No date of publication was found."
ASK = f"{NO_DATE} Give it with --date, or as `date` in a .toml file beside the document."

MONTHS = {name: n for n, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
     "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DATE = tuple(
    re.compile(rf"(?<![\w/.-]){pattern}(?![\w/-]|\.\d)", re.IGNORECASE)
    for pattern in (
        rf"{DAY}(?: day)?(?: of)? {MONTH},? {_YEAR}",
        rf"{MONTH} {DAY},? {_YEAR}",
        rf"{_YEAR}[-/.](?P<month_number>[01]?\d)[-/.](?P<day>[0-3]?\d)(?:[T ]\d\d:\d\d\S*)?",
        r"(?P<first>[0-3]?\d)[/.-](?P<second>[0-3]?\d)[/.-](?P<year>1[5-9]\d\d|20\d\d)",
        rf"{MONTH},? {_YEAR}",
    )
)
_LABEL = re.compile(
    r"\W*(?:for (?:immediate )?release|(?:first |originally )?(?:published|posted|released|issued|delivered)|date of (?:publication|issue|release)"
    r"|(?:publication|release) date|dated?)\b[\s:]*(?:on |online )*",
    re.IGNORECASE,
)
_OTHER_DATES = re.compile(
    r"copyright|©|\(c\)|print|accessed|retrieved|downloaded|updated|modified|revised|archived|expires|deadline|born|embargo|correct|last ",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:last )?(?:updated|modified|revised|changed)\b:?(?: on| at)?\s*", re.IGNORECASE)
_FAR = 40  # characters behind such a word in which its date begins
_DATELINE = re.compile(
    r"(?!(?:In|On|By|Since|After|Before|Until|From|At|During|Of|The)\b)(?:[A-Z][\w.’'/-]*,? ?|(?:de|la|al|el),? ?){1,6}"
)
_AFTER_DATELINE = re.compile(r"\)? ?(?:\([^()\n]{2,40}\) ?|/[^/\n]{2,20}/\.? ?)?(?:[—–:]|--?\s|\.\s?[—–-])")
_SIGNED = re.compile(r"\W*(?:done|signed|concluded|issued|adopted|given|executed)\b.{0,80}$", re.IGNORECASE | re.DOTALL)
_OCCASION = re.compile(
    r"(?:\w+ )?(?:remarks|speech|address|statement|press (?:conference|briefing|release|statement|communiqu)|news conference"
    r"|transcript|communiqu|joint|lecture|interview|memorandum|letter|declaration|readout)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:\w+ ){0,3}(?:ministry|department|office|government|presidency|secretariat|embassy|mission|directorate|bureau|commission|council|chancellery"
    r"|headquarters)(?: (?:of|for|to|and|the|in|(?-i:[A-Z])[\w’'.-]*))*,(?: (?-i:[A-Z])[\w’'.-]*){1,4},",
    re.IGNORECASE,
)
_FOUR_FIGURES = re.compile(r"\d{4}")
_LOWER_WORD = re.compile(r"\b(?!(?:by|and|de|la|al|el|am|pm|at|st|nd|rd|th)\b)[a-z]{2,}")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_PARTS = re.compile(r"[|•·/]|[—–]")
_HEAD_BLOCKS = 14
_TAIL_BLOCKS = 6
_LONGEST_LINE = 200  # characters
_SPARE_WORDS = 6  # that a line may hold beside its date


@dataclass(frozen=True, slots=True)
class Stated:
    """The date found, or None, and what the analyst should know about it."""

    date: Date | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date as a line writes it, by its place there."""

    start: int
    end: int
    value: str | None  # None where day and month cannot be told apart
    words: str

    @property
    def names_a_day(self) -> bool:
        return self.value is None or len(self.value) == 10


def stated_in(
    text: str, blocks: Sequence[Span], noise: AbstractSet[int] = frozenset(), mastheads: AbstractSet[int] = frozenset()
) -> Stated:
    """The date of publication that the lines at the head or foot of a document state.

    Args:
        blocks: the document's paragraphs in order.
        noise: indices of those that are page furniture; a labelled date is taken from them too.
        mastheads: indices of those that say who published or wrote it, and when.
    """
    found = list(_statements(text, blocks, noise, mastheads))
    dates = list(dict.fromkeys(f.value for f in found if f.value))
    notes = tuple(
        dict.fromkeys(
            f'"{f.words}" can be read as day/month or month/day and was not taken as the date.' for f in found if not f.value
        )
    )
    if not dates:
        return Stated(None, notes)
    if len(dates) > 1:
        notes = (*notes, f"More than one date is stated ({', '.join(dates)}); the first was taken.")
    return Stated(from_timex(dates[0]), notes)


def lines_of_date_only(text: str, blocks: Sequence[Span]) -> frozenset[int]:
    """Indices of blocks that do nothing but state a date of publication."""
    return frozenset(
        i for i, b in enumerate(blocks)
        if b.end - b.start <= _LONGEST_LINE and (found := first_date(b.cut(text))) and _is_date_only(b.cut(text), found)
    )  # fmt: skip


def _statements(text: str, blocks: Sequence[Span], noise: AbstractSet[int], mastheads: AbstractSet[int]) -> Iterator[FoundDate]:
    """Dates the document states for itself, the most explicit kind first."""
    first_body = next((i for i, b in enumerate(blocks) if i not in noise and is_body(text, b)), len(blocks))
    head = range(min(first_body, _HEAD_BLOCKS))
    tail = range(max(first_body + 1, len(blocks) - _TAIL_BLOCKS), len(blocks))
    short = [
        (i, _before_change(b.cut(text)))
        for i in (*head, *tail)
        if (b := blocks[i]).end - b.start <= _LONGEST_LINE and not credit(text, b)
    ]
    lines = [(i, line, f) for i, line in short if not _OTHER_DATES.search(line) and (f := first_date(line))]
    yield from (f for _, line, f in lines if _LABEL.fullmatch(line[: f.start]))
    yield from _datelines(text, blocks[: first_body + 3])
    yield from (f for i, line, f in lines if i < first_body and (i in mastheads or _is_date_line(line, f)))
    lines = [(i, line, f) for i, line, f in lines if i not in noise]
    last = max((i for i in range(len(blocks)) if i not in noise), default=-1)
    yield from (f for i, line, f in lines if i > first_body and _is_signed(line, f, is_last=i == last))


def last_changed(text: str, blocks: Sequence[Span]) -> str | None:
    """The day on which a document was last changed, as a line of its head or foot states it ("Updated 9 May 2016"); TIMEX3."""
    for block in (*blocks[:_HEAD_BLOCKS], *blocks[_HEAD_BLOCKS:][-_TAIL_BLOCKS:]):
        line = block.cut(text) if block.end - block.start <= _LONGEST_LINE else ""
        if m := _CHANGED.search(line):
            found = first_date(line[m.end() :])
            if found and found.value and found.start <= _FAR and not is_body(text, block):
                return found.value
    return None


def _before_change(line: str) -> str:
    """A line without what it says of a later change: of "Published 5 May 2016, updated 9 May 2016" the first half."""
    m = _CHANGED.search(line)
    return line[: m.start()] if m and first_date(line[: m.start()]) else line


def _datelines(text: str, blocks: Sequence[Span]) -> Iterator[FoundDate]:
    """Dates as in "Tokyo, 3 May 2016 — …" and "MOSCOW, May 3, 2016 (Agency) - …" at the beginning of a paragraph."""
    for block in blocks:
        opening = text[block.start : min(block.end, block.start + 120)]
        found = first_date(opening)
        if found and found.names_a_day and is_dateline(opening, found.start, found.end):
            yield found


def is_dateline(opening: str, start: int, end: int) -> bool:
    """Whether a paragraph begins with a place, the date from `start` to `end`, and the dash that news put behind them."""
    place = opening[:start].rstrip("( ")
    is_set_off = place.endswith(",") or place.isupper() or opening[start - 1 : start] == "("
    return is_set_off and _AFTER_DATELINE.match(opening, end) is not None and _DATELINE.fullmatch(place) is not None


def _is_date_line(line: str, found: FoundDate) -> bool:
    """A line of the head that adds to its date no more than names, or names the occasion and ends with its date.

    "Putin and Abe in Sochi, 6 May 2016" is a caption: what it dates is the meeting.
    """
    before, after = line[: found.start].strip(), line[found.end :].strip()
    if _OCCASION.match(line) or _OFFICE.fullmatch(before):
        return not after.strip(" .)")
    if _LOWER_WORD.search(f"{before} {after}") or len(re.findall(r"\w+", f"{before} {after}")) > _SPARE_WORDS:
        return False
    return (
        _is_date_only(line, found)
        or not before
        or before.casefold().startswith("by ")
        or bool(_PARTS.search(f"{before} {after}"))
    )


def _is_date_only(line: str, found: FoundDate) -> bool:
    """Nothing but a label, a weekday, a place, a time of day beside the date."""
    rest = _LABEL.sub("", line[: found.start]) + " " + line[found.end :]
    return not _LOWER_WORD.search(rest) and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3 and not _OTHER_DATES.search(line)


def is_date_line(line: str) -> bool:
    """Whether a line holds a place and a day and nothing else, not even a full stop: "Cairo, 22 October 2026"."""
    found = first_date(line)
    return found is not None and found.names_a_day and _is_date_only(line, found) and not line.rstrip().endswith((".", ",", ";"))


def _is_signed(line: str, found: FoundDate, *, is_last: bool) -> bool:
    """The foot of a document: place and day, "Done at …", or the day alone as its last line."""
    before = line[: found.start]
    if _SIGNED.fullmatch(before):
        return True
    return (
        _is_date_only(line, found)
        and not _WEEKDAY.search(line)
        and (is_last or re.search(r"[^\W\d_]{3,},? $", before) is not None)
    )


def first_date(line: str) -> FoundDate | None:
    """The first date that a line writes out with its year."""
    if not _FOUR_FIGURES.search(line):
        return None
    matches = [m for pattern in _DATE if (m := pattern.search(line))]
    passed = 0
    for m in sorted(matches, key=lambda m: (m.start(), -m.end())):
        value = _value(m)
        if value == "":  # 31 June: and then it is not June either
            passed = max(passed, m.end())
        elif m.start() >= passed:
            return FoundDate(m.start(), m.end(), value, m[0])
    return None


def _value(m: re.Match[str]) -> str | None:
    """TIMEX3 of a match; None where it is ambiguous, empty where it names no day of the calendar."""
    parts = m.groupdict()
    year = int(parts["year"])
    if parts.get("first"):
        a, b = int(parts["first"]), int(parts["second"])
        if a <= 12 and b <= 12 and a != b:
            return None
        day, month = (a, b) if b <= 12 else (b, a)
    else:
        month = MONTHS[parts["month"].casefold()] if parts.get("month") else int(parts["month_number"])
        if not parts.get("day"):
            return f"{year:04}-{month:02}"
        day = int(parts["day"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def iso_date(value: str) -> str | None:
    """The TIMEX3 value of a date as metadata write it (`2016-05-06T10:00:00+09:00`, "6 May 2016", `2016`); None if none or ambiguous."""
    value = value[:100].strip()
    if re.fullmatch(r"(?:1[5-9]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?", value):
        return value
    found = first_date(value)
    return found.value if found and (found.start == 0 or _is_date_only(value, found)) else None
