"""The lines below a headline that say who published it, who wrote it, and when: "The Gazette, 9 November 2018. By Jane Doe"."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from hikiwake.reading.documents.furniture import furniture
from hikiwake.reading.documents.publication import first_date
from hikiwake.reading.sourcing_nouns import is_news
from hikiwake.record.model import Span

_PARTICLE = r"(?:de|van|von|der|den|al|el|bin|ibn|la|le|du|da|dos|of|the|for|and)"
_PROPER = re.compile(rf"[A-ZÀ-ÞĀ-Ž0-9&][\w’'.&-]*(?: (?:[A-ZÀ-ÞĀ-Ž0-9&][\w’'.&-]*|{_PARTICLE}))*")
_BY = re.compile(r"(?i:by|words by|written by|authors?:)\s+(?P<names>\S.*)")
_TWO_WORDS = re.compile(r"\S+ \S.*")
_BEHIND_A_HEADLINE = re.compile(
    r"(?<=[\w”\"’'?!)])\s+(?:[|—–-] )?(?=By [A-ZÀ-ÞĀ-Ž][\w’'.-]*(?: [\w’'.-]+)* [A-ZÀ-ÞĀ-Ž][\w’'.-]*[^\n]{0,60}\Z)"
)
_SMALL_WORD = re.compile(r"\b[a-zà-þ]{4,}")
_EDGE = re.compile(r"\s*[|•·/\n;]\s*|,\s+|(?<=\w{3})\.\s+|\s+[—–-]\s+")
_TIME = re.compile(r"(?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?", re.IGNORECASE)
_DAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_LONGEST = 160  # characters
_LONGEST_NAME = 6  # words of a publication's name
_MOST_PLACES = 1  # names of a masthead that may be neither a publication's nor an author's


@dataclass(frozen=True, slots=True)
class Masthead:
    """What such lines say; `lines` are the indices of their blocks, `dates` where in them the date stands, by index."""

    publisher: str | None
    author: str | None
    lines: frozenset[int]
    dates: dict[int, Span]


@dataclass(frozen=True, slots=True)
class _Line:
    publisher: str | None
    author: str | None
    date: Span | None  # within the line


def masthead(text: str, blocks: Sequence[Span], head: Sequence[int], dates: AbstractSet[int]) -> Masthead:
    """What the lines at a document's head say of it.

    Args:
        blocks: the document's paragraphs in order.
        head: indices of those above the running text.
        dates: indices of those that are nothing but a date; beside one a publication may stand alone.
    """
    found = {i: line for i in head if (line := _read(blocks[i].cut(text)))}
    firm = {i for i, line in found.items() if line.author or line.date} | dates
    rest = [i for i in head if i not in found and i not in dates]
    kept = {i: line for i, line in found.items() if i in firm or (rest and firm & {i - 1, i + 1})}
    return Masthead(
        next((line.publisher for line in kept.values() if line.publisher), None),
        next((line.author for line in kept.values() if line.author), None),
        frozenset(kept),
        {
            i: Span(blocks[i].start + line.date.start, blocks[i].start + line.date.end)
            for i, line in kept.items()
            if line.date is not None
        },
    )


def is_masthead(line: str) -> bool:
    """Whether a line says nothing but who published or wrote it, and when."""
    return _read(line) is not None


def without_byline(line: str) -> str:
    """A headline without the "By Jane Doe, The Gazette" behind it; itself where it has none, or where every word of it has a capital."""
    m = _BEHIND_A_HEADLINE.search(line) if len(line) <= 2 * _LONGEST else None
    if m is None or not _SMALL_WORD.search(line[: m.start()]) or _read(line[m.end() :]) is None:
        return line
    return line[: m.start()]


def byline_behind(line: str) -> tuple[str | None, str | None]:
    """Author and publication that stand behind a headline on its own line; None for what is not there."""
    found = _read(line[len(without_byline(line)) :].lstrip(" \n|—–-"))
    return (found.author, found.publisher) if found else (None, None)


def _read(line: str) -> _Line | None:
    """A line that consists of a date, names of publications and authors, a place and nothing else, and has a publication or an author."""
    if len(line) > _LONGEST or not line.strip():
        return None
    date = first_date(line)
    rest = f"{line[: date.start]}|{line[date.end :]}" if date else line
    publishers, authors, others = [], [], 0
    for part in _parts(rest):
        if m := _BY.fullmatch(part):
            names = re.split(r" and | & ", m["names"])
            if not all(_PROPER.fullmatch(n) and _TWO_WORDS.fullmatch(n) for n in names):
                return None
            authors += names
        elif not _PROPER.fullmatch(part):
            return None
        elif is_publication(part):
            publishers.append(part)
        else:
            others += 1
    if not (authors or publishers) or others > _MOST_PLACES or (others and not (authors or date)):
        return None
    if date and date.value is None:
        return None
    where = Span(date.start, date.end) if date else None
    return _Line(next(iter(publishers), None), " and ".join(authors) or None, where)


def _parts(line: str) -> Iterator[str]:
    for part in _EDGE.split(line):
        name = part.strip(" .,()")
        if name and not _TIME.fullmatch(name) and not _DAYS.fullmatch(name):
            yield name


def is_publication(name: str) -> bool:
    """Whether a name is that of a newspaper, agency or magazine: it is known, or made of such words ("The Harbour Gazette")."""
    words = re.sub(r"\A[Tt]he ", "", name).split()
    return is_news(name) or (1 < len(words) <= _LONGEST_NAME and words[-1].casefold() in furniture().papers)
