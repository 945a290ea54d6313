"""Numbers of the same people or things: five men or seven, three killed or four.

A number counts only where it is told as exact: not "at least three", "about 300", "another two". What grows by the hour, the dead, the arrested
and the freed, is no dispute where the later text has more; nor is any number where the text that is not the earlier says that it has changed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from hikiwake.record.contradictions.lists import lines, listed
from hikiwake.record.contradictions.matter import matter
from hikiwake.record.contradictions.papers import are_two
from hikiwake.record.contradictions.sides import Dispute, Documents, Side, Told, is_done, side, states, told_of
from hikiwake.record.model import Document, Event, Report
from hikiwake.record.spans import squeezed
from hikiwake.record.voices import days_apart

_INEXACT = re.compile(
    r"\b(?:at\s+least|at\s+most|more\s+than|fewer\s+than|less\s+than|as\s+many\s+as|up\s+to|no\s+fewer\s+than|no\s+more\s+than|over|under|above|"
    r"about|around|some|nearly|almost|roughly|approximately|estimated|another|other|others|further|additional|extra|first|last|next|only|all\s+but|"
    r"between|or|to|per|every|each|including|among|not|nor|than|from)\s+(?:the\s+|these\s+|those\s+|an?\s+)?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_TALLY = r"(?:toll|tally|number|count|figure|total)s?"
_CHANGED = re.compile(
    rf"\b{_TALLY}\b[^.;]{{0,80}}\b(?:rose|risen|rises|rising|climb\w*|grew|grown|grows|increased|jumped|revised|raised|lowered)\b|"
    rf"\b(?:raised?|raising|lower(?:ed|ing)|revis(?:ed|ing)|updat(?:ed|ing)|increas(?:ed|ing)|brought|bringing)\s+"
    rf"(?:the|its|their|that)\s+(?:[\w-]+\s+)?{_TALLY}\b|"
    rf"\b(?:later|since|now)\s+puts?\b[^.;]{{0,40}}\b(?:{_TALLY}|at)\b",
    re.IGNORECASE,
)
_JUST_AFTER = 160  # characters after a report's words within which its text says so
_GROWS = ("084", "173", "18", "19", "20")  # CAMEO: freeing, arresting, what costs lives
_ROUND = 10  # "300" may be 312
_ROUNDED_BY = 0.2
_CLOSE_DAYS = 3


@dataclass(frozen=True, slots=True)
class Count:
    """`number` of some `kind` of people or things, in the text's `words`."""

    kind: str
    number: int
    words: str


def counts(text: str) -> Iterator[Count]:
    """What the text counts exactly, in order."""
    for found in _counted().finditer(text):
        words = found["rest"].split()
        kinds = [_kinds().get(word.lower()) for word in words]
        n = next((i for i, kind in enumerate(kinds) if kind), None)
        if (
            n is None
            or any(word.lower() in listed("breaks") for word in words[:n])
            or _INEXACT.search(text, max(0, found.start() - 40), found.start())
        ):
            continue
        spelled = found["number"].lower()
        number = _values().get(spelled) or int(spelled.replace(",", ""))
        yield Count(kinds[n] or "", number, f"{found['number'].lower()} {' '.join(words[: n + 1])}")


def differ(one: str, other: str) -> bool:
    """Whether two texts count the same kind otherwise, so that they may tell of two happenings."""
    return any(
        a.number != b.number and _are_of_one_kind(a.kind, b.kind) for a in counts(squeezed(one)) for b in counts(squeezed(other))
    )


def of_counts(event: Event, documents: Documents) -> Dispute | None:
    """The reports of one happening that count the same people or things otherwise."""
    counted: list[tuple[Told, Count]] = []
    for one in told_of(event, is_done):
        report = one[1]
        counted += [(one, count) for count in _only(list(counts(squeezed(report.span.cut(documents[report.document].text)))))]
    if len({count.number for _, count in counted}) < 2:
        return None
    for (one, a), (other, b) in combinations(counted, 2):
        if _do_quarrel(one[1], a, other[1], b, documents):
            return Dispute("number", _sides(a, b, counted, documents))
    return None


def _only(found: list[Count]) -> list[Count]:
    """The counts of kinds that the text counts once: of "five drivers, three of the drivers women" nobody knows which is meant."""
    return [one for one in found if not any(other is not one and _are_of_one_kind(one.kind, other.kind) for other in found)]


def _sides(one: Count, other: Count, counted: list[tuple[Told, Count]], documents: Documents) -> tuple[Side, ...]:
    of: dict[int, list[tuple[Told, Count]]] = defaultdict(list)
    for told, count in counted:
        if count.number in (one.number, other.number) and _are_of_one_kind(one.kind, count.kind):
            of[count.number].append((told, count))
    return tuple(side(some[0][1].words, [told for told, _ in some], documents) for _, some in sorted(of.items()))


def _do_quarrel(one: Report, a: Count, other: Report, b: Count, documents: Documents) -> bool:
    """Whether two reports of one happening cannot both count right."""
    here, there = documents[one.document], documents[other.document]
    if a.number == b.number or not _are_of_one_kind(a.kind, b.kind) or _may_be_rounded(a.number, b.number):
        return False
    if not are_two(here, there) or (one.cameo or "")[:2] != (other.cameo or "")[:2] or states(one) != states(other):
        return False
    if not _are_of_one_day(one, other) or _is_update(one, a, b, here, there):
        return False
    if _says_it_changed(one, here, there) or _says_it_changed(other, there, here):
        return False
    if not _is_whole(min(a, b, key=_number), max(a, b, key=_number)):
        return False
    names = [matter(r, r.span.cut(d.text)).names for r, d in ((one, here), (other, there))]
    return (names[0] <= names[1] or names[1] <= names[0]) and not _knows(here, b) and not _knows(there, a)


def _number(count: Count) -> int:
    return count.number


def _is_whole(fewer: Count, more: Count) -> bool:
    """Whether the fewer are not told as some of the more: "nine Norwegian ships" of "twelve ships"."""
    return set(fewer.words.lower().split()[1:-1]) <= set(more.words.lower().split()[1:-1])


def _are_of_one_day(one: Report, other: Report) -> bool:
    days = [r.date.date if r.date else None for r in (one, other)]
    is_close = all(when and when.earliest and when.latest and (when.latest - when.earliest).days < _CLOSE_DAYS for when in days)
    apart = days_apart(*days)
    return is_close and apart is not None and apart <= 0


def _is_update(report: Report, a: Count, b: Count, here: Document, there: Document) -> bool:
    """Whether the later text may only bring the number up to date; where nobody knows which is later, it may."""
    if not (report.cameo or "").startswith(_GROWS):
        return False
    told = days_apart(here.date, there.date)
    if told is None or not here.date or not there.date or not here.date.earliest or not there.date.earliest:
        return True
    return told > 0 and (here.date.earliest < there.date.earliest) == (a.number < b.number)


def _says_it_changed(report: Report, of: Document, than: Document) -> bool:
    """Whether a text that is not the earlier says beside its number that there was another: "the toll rose", "raising the number of the dead"."""
    is_earlier = bool(of.date and than.date and of.date.latest and than.date.earliest and of.date.latest < than.date.earliest)
    return not is_earlier and _CHANGED.search(of.text, report.span.start, report.span.end + _JUST_AFTER) is not None


def _knows(document: Document, count: Count) -> bool:
    """Whether the text tells the other number too, of whomever."""
    return any(one.number == count.number and _are_of_one_kind(one.kind, count.kind) for one in counts(document.text))


def _may_be_rounded(one: int, other: int) -> bool:
    high = max(one, other)
    is_round = any(n > _ROUND and n % _ROUND == 0 for n in (one, other))
    return is_round and abs(one - other) <= _ROUNDED_BY * high


def _are_of_one_kind(one: str, other: str) -> bool:
    """Whether both count the same, or the hands of a boat, who are often called men."""
    return one == other or {one, other} == {"anyone", "fisherman"}


@cache
def _values() -> dict[str, int]:
    return {word: n for n, word in enumerate(listed("numbers"), 1)}


@cache
def _counted() -> re.Pattern[str]:
    """A number and what it counts, up to three words between them: "five Guyanese fishing boats"."""
    number = "|".join(sorted(_values(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,$€£-])(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,9}}|{number})\s+(?=(?P<rest>[\w’'-]+(?:\s+[\w’'-]+){{0,3}}))",
        re.IGNORECASE,
    )


@cache
def _kinds() -> dict[str, str]:
    """What is counted, by each of its forms."""
    of_lines = {form: forms[0] for name in ("people", "things") for forms in lines(name) for form in forms}
    return of_lines | dict.fromkeys(listed("anyone"), "anyone")
