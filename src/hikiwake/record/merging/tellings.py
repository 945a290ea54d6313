"""What of a report is compared with others: its act, its days, who, where, and the words of its sentence."""

import csv
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from hikiwake.record.merging import scale
from hikiwake.record.model import Document, Polarity, Report, Status
from hikiwake.terms.states import find

_BREAK = re.compile(r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\b[A-Z]\.)(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z\d])|\n\s*\n")
_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*\d|\d")
_STEM = re.compile(r"(ies|ied|ings?|ed|es|s|’s|'s)$")
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "had",
        "has",
        "have",
        "it",
        "its",
        "that",
        "this",
        "these",
        "those",
        "he",
        "she",
        "they",
        "his",
        "her",
        "their",
        "him",
        "them",
        "who",
        "which",
        "what",
        "when",
        "while",
        "after",
        "before",
        "since",
        "until",
        "into",
        "over",
        "under",
        "between",
        "during",
        "not",
        "no",
        "nor",
        "than",
        "then",
        "there",
        "here",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "can",
        "could",
        "do",
        "does",
        "did",
        "said",
        "say",
        "says",
        "told",
        "mr",
        "mrs",
        "ms",
        "dr",
        "president",
        "prime",
        "minister",
        "foreign",
        "counterpart",
        "colleague",
        "government",
        "official",
        "officials",
        "state",
        "states",
        "country",
        "countries",
        "both",
        "two",
        "one",
        "first",
        "last",
        "next",
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "ago",
        "today",
        "yesterday",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "morning",
        "evening",
        "night",
        "also",
        "again",
        "about",
        "more",
        "most",
        "some",
        "other",
        "such",
        "only",
        "time",
        "very",
        "same",
        "all",
        "out",
        "up",
        "down",
        "off",
    ]
)
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|several|many|numerous|repeated|\d+|a series of|a string of)\s+"
    r"(?:[\w-]+\s+of\s+)?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_ORDINALS = {
    w: i for i, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1)
}
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """A report made ready for comparison.

    `first` and `last` are ordinals of the days on which it can have been, None where not known; `told` that of the document.
    `words` weigh 1, names `scale.NAME_WORTH`. `count` is True where several events are told as one ("three rounds of talks").
    """

    document: str
    sentence: str
    offset: int  # of the trigger in its sentence
    act: str
    code: str
    word: str
    status: Status
    first: int | None
    last: int | None
    is_inferred: bool
    told: int | None
    sources: frozenset[str]
    countries: frozenset[str]
    around: frozenset[str]  # states named in the sentence
    is_mutual: bool
    place: str
    words: Mapping[str, float]
    count: bool
    ordinal: int | None

    @property
    def width(self) -> int | None:
        """Days, None where open or unknown."""
        return None if self.first is None or self.last is None else self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Sentences:
    """A document's text cut into sentences."""

    text: str
    starts: tuple[int, ...]

    def at(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence that holds `place`."""
        i = bisect_right(self.starts, place) - 1
        return self.starts[i], self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)


def sentences(text: str) -> Sentences:
    """`text` cut into sentences by full stops and empty lines."""
    return Sentences(text, (0, *(m.end() for m in _BREAK.finditer(text))))


def telling(report: Report, document: Document, cut: Sentences) -> Telling:
    """What of `report` is compared."""
    at = report.trigger.spans[0]
    start, end = cut.at(at.start)
    sentence = cut.text[start:end].strip()
    when = report.date.date if report.date else None
    told = document.date.latest if document.date else None
    inside, around = _words(sentence)
    words = dict(inside)
    for actor in (*report.sources, *report.targets):
        if not find(actor.name):
            words |= dict.fromkeys(_name_words(actor.name), scale.NAME_WORTH)
    word = stem(report.trigger.text.split()[0])
    words.pop(word, None)
    sources = frozenset(a.country for a in report.sources if a.country)
    before = cut.text[start : at.start]
    ordinal = _ORDINAL.search(before)
    return Telling(
        report.document,
        " ".join(sentence.split()),
        at.start - start,
        act_of(report),
        (report.cameo or "")[:3],
        word,
        Status.DENIED if report.polarity is Polarity.NEGATIVE else report.status,
        when.earliest.toordinal() if when and when.earliest else None,
        when.latest.toordinal() if when and when.latest else None,
        report.date is not None and not start <= report.date.span.start < end,
        told.toordinal() if told else None,
        sources,
        sources | {a.country for a in report.targets if a.country},
        around,
        report.is_reciprocal or act_of(report) in ("meet", "agree", "phone"),
        report.place.name.casefold() if report.place and not find(report.place.name) else "",
        words,
        report.trigger.text.split()[0].endswith("s") and bool(_SEVERAL.search(before)),
        _ORDINALS[ordinal[1].lower()] if ordinal else None,
    )


def act_of(report: Report) -> str:
    """The kind of act by which reports are compared; the category where the code is none of ours."""
    acts = _acts()
    code = report.cameo or ""
    return next((acts[code[:n]] for n in (3, 2) if code[:n] in acts), (report.category or "").lower())


@cache
def near(one: str, other: str) -> bool:
    """Whether two kinds of act are mixed up now and then."""
    return other in _near().get(one, ()) or one in _near().get(other, ())


def stem(word: str) -> str:
    """A word without its ending, in small letters; enough to see that "talks" and "talk" are one."""
    small = word.casefold()
    return _IRREGULAR.get(small) or (_STEM.sub("", small) if len(small) > 4 else small.rstrip("s"))


_IRREGULAR = {
    "met": "meet",
    "meeting": "meet",
    "spoke": "speak",
    "spoken": "speak",
    "held": "hold",
    "flew": "fly",
    "shut": "close",
    "closed": "close",
}


@lru_cache(maxsize=20_000)
def _words(sentence: str) -> tuple[Mapping[str, float], frozenset[str]]:
    words: dict[str, float] = {}
    countries: set[str] = set()
    for i, m in enumerate(_WORD.finditer(sentence)):
        word = m[0]
        if word[0].isupper():
            state = _state(re.sub(r"[’']s$", "", word))
            if state:
                countries.add(state)
                continue
        small = stem(word)
        if len(small) < 3 or small in _STOP or word.casefold() in _STOP:
            continue
        words[small] = scale.NAME_WORTH if word[0].isupper() and i else 1.0
    return words, frozenset(countries)


@lru_cache(maxsize=20_000)
def _state(word: str) -> str | None:
    state = find(word)
    return state.iso3 if state else None


@lru_cache(maxsize=20_000)
def _name_words(name: str) -> tuple[str, ...]:
    words = (m[0] for m in _WORD.finditer(name))
    return tuple(stem(w) for w in words if w[0].isupper() and not _state(w) and w.casefold() not in _STOP)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files(__package__).joinpath("acts.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _acts() -> dict[str, str]:
    return {code: row["act"] for row in _rows() for code in row["codes"].split()}


@cache
def _near() -> dict[str, frozenset[str]]:
    return {row["act"]: frozenset(row["near"].split()) for row in _rows()}
