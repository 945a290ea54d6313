"""What of a report is compared with others: its act, its days, who, where, and the words of its sentence."""

import csv
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hikiwake.record.merging import scale
from hikiwake.record.merging.words import is_light, is_state, name_words, stem, words_of
from hikiwake.record.model import Document, Polarity, Report, Status

_BREAK = re.compile(r"(?<=[.!?])(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\b[A-Z]\.)[\"”’']?\s+(?=[\"“‘'A-Z\d])|\n\s*\n")
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|several|many|numerous|repeated|\d+|a series of|a string of)\s+"
    r"(?:[\w-]+\s+of\s+)?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_ORDINALS = {
    w: i for i, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1)
}
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)
_DATELINE = re.compile(r"\s*[^\W\d_a-z][^\na-z]{2,40}(?:,[^\n]{1,40})?(?:\([^)\n]{1,30}\) ?)?\s[–—-]+\s")  # "OSLO, May 4 (AP) - "
_OF_SOMETHING = frozenset({"agree", "withdraw", "coerce", "threaten", "demand"})
_AGREE = "agree"  # the kind of act of which there are many on one day, each about something else
_MUTUAL = frozenset({"meet", _AGREE, "phone"})


@dataclass(frozen=True, slots=True)
class Telling:
    """A report made ready for comparison.

    `first` and `last` are ordinals of the days on which it can have been, None where not known; `told` that of the document.
    `words` weigh as `scale` says; `names` are words of the names of the people who act in the text, `object` what an agreement is
    about. `count` is True where several events are told as one ("three rounds of talks").
    """

    document: str
    sentence: str
    offset: int  # of the trigger in its sentence
    is_headline: bool  # what the text is called by, or its first sentence where that is not known
    act: str
    code: str
    triggers: frozenset[str]
    status: Status
    first: int | None
    last: int | None
    is_inferred: bool
    told: int | None
    sources: frozenset[str]
    countries: frozenset[str]
    around: frozenset[str]  # states named in the sentence
    beside: frozenset[str]  # states that act in the text
    is_mutual: bool
    place: str
    words: Mapping[str, float]
    names: frozenset[str]
    object: frozenset[str]
    count: bool
    ordinal: int | None

    @property
    def width(self) -> int | None:
        """Days, None where open or unknown."""
        return None if self.first is None or self.last is None else self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Sentences:
    """A document's text cut into sentences, the words of the names of the people who act in it, and the states that do."""

    text: str
    starts: tuple[int, ...]
    names: frozenset[str]
    states: frozenset[str]

    @property
    def first_end(self) -> int:
        """Where the first sentence ends."""
        return self.starts[1] if len(self.starts) > 1 else len(self.text)

    def at(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence that holds `place`."""
        i = bisect_right(self.starts, place) - 1
        return self.starts[i], self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text)

    def of(self, reports: Sequence[Report]) -> "Sentences":
        """The same text with other reports found in it; this very object where they tell of the same people and states."""
        names, states = _acting(reports)
        is_same = (names, states) == (self.names, self.states)
        return self if is_same else Sentences(self.text, self.starts, names, states)


def sentences(text: str, reports: Sequence[Report]) -> Sentences:
    """`text` cut into sentences by full stops and empty lines; `reports` are those found in it."""
    return Sentences(text, (0, *(m.end() for m in _BREAK.finditer(text))), *_acting(reports))


def _acting(reports: Sequence[Report]) -> tuple[frozenset[str], frozenset[str]]:
    names = (word for r in reports for a in (*r.sources, *r.targets) for word in _person(a.name))
    return frozenset(names), frozenset(a.country for r in reports for a in (*r.sources, *r.targets) if a.country)


def telling(report: Report, document: Document, cut: Sentences) -> Telling:
    """What of `report` is compared."""
    at = report.trigger.spans[0]
    start, end = cut.at(at.start)
    if dateline := _DATELINE.match(cut.text, start, at.start):
        start = dateline.end()
    inside, around = words_of(cut.text[start:end].strip())
    own = report.trigger.text.split()
    trigger = [stem(word) for word in own]
    place = report.place.name if report.place and not is_state(report.place.name) else ""
    apart = {*trigger, *name_words(place)}
    words = {word: worth for word, worth in inside.items() if word not in apart}
    for actor in (*report.sources, *report.targets):
        words |= dict.fromkeys(_person(actor.name), scale.NAME_WORTH)
    when = report.date.date if report.date else None
    sources = frozenset(a.country for a in report.sources if a.country)
    before = cut.text[start : at.start]
    ordinal = _ORDINAL.search(before)
    act = act_of(report)
    sentence = " ".join(cut.text[start:end].split())
    return Telling(
        document=report.document,
        sentence=sentence,
        offset=at.start - start,
        is_headline=_is_headline(sentence, document, is_first=start < cut.first_end),
        act=act,
        code=(report.cameo or "")[:3],
        triggers=frozenset(word for word in trigger if len(word) > 2 and not is_light(word)),
        status=Status.DENIED if report.polarity is Polarity.NEGATIVE else report.status,
        first=when.earliest.toordinal() if when and when.earliest else None,
        last=when.latest.toordinal() if when and when.latest else None,
        is_inferred=report.date is not None and not start <= report.date.span.start < end,
        told=document.date.latest.toordinal() if document.date and document.date.latest else None,
        sources=sources,
        countries=sources | {a.country for a in report.targets if a.country},
        around=around,
        beside=cut.states,
        is_mutual=report.is_reciprocal or act in _MUTUAL,
        place=place.casefold(),
        words=words,
        names=cut.names,
        object=_object(cut.text[at.end : end], words) if act in _OF_SOMETHING else frozenset(),
        count=all(word.endswith("s") for word in (own[0], own[-1])) and bool(_SEVERAL.search(before)),
        ordinal=_ORDINALS[ordinal[1].lower()] if ordinal else None,
    )


def _is_headline(sentence: str, document: Document, *, is_first: bool) -> bool:
    title = " ".join((document.title or "").split())
    return sentence in title or title in sentence if title else is_first


def _object(after: str, words: Mapping[str, float]) -> frozenset[str]:
    """What an agreement is about: the telling words after its trigger; none where its maker is named there ("signed by")."""
    found, _ = words_of("" if after.lstrip().startswith("by ") else after)
    return frozenset(word for word, worth in found.items() if word in words and worth > scale.EVERYDAY_WORTH)


def act_of(report: Report) -> str:
    """The kind of act by which reports are compared; the category where the code is none of ours."""
    acts = _acts()
    code = report.cameo or ""
    return next((acts[code[:n]] for n in (3, 2) if code[:n] in acts), (report.category or "").lower())


def near(one: str, other: str) -> bool:
    """Whether two kinds of act are mixed up now and then."""
    return other in acts_near(one)


@cache
def acts_near(act: str) -> frozenset[str]:
    """The kinds of act that are mixed up with this one, whichever of the two the table lists with the other."""
    listed = {row["act"]: row["near"].split() for row in _rows()}
    return frozenset(other for other in listed if other in listed.get(act, ()) or act in listed[other])


def _person(name: str) -> tuple[str, ...]:
    """The words of a person's name; empty for a state."""
    return () if is_state(name) else name_words(name)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files(__package__).joinpath("acts.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _acts() -> dict[str, str]:
    return {code: row["act"] for row in _rows() for code in row["codes"].split()}
