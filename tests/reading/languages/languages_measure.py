"""Scores a language's pipeline on its gold sentences: dates, entities, actors, places and direct quotations, each by precision and recall.

A mention counts once, for the gold mention that it meets: dates by their words and value; entities by their words and kind; actors by words that
overlap by half or more, and the country; places by overlapping words, the country and a point within `NEAR_DEGREES`; quotations by the words
quoted, and a source of which half the letters agree.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hikiwake.reading.languages.found import Finder, Found
from hikiwake.record.model import Span
from hikiwake.terms.dates import Date, from_timex

HERE = Path(__file__).parent
SETS = {"first": "gold_{}.txt", "later": "gold_{}_later.txt"}
KINDS = {"D": "dates", "E": "entities", "A": "actors", "P": "places", "Q": "quotations"}
NEAR_DEGREES = 1.0  # a city within 0.1, a region's point is where its writer put it
_REGION_DEGREES = 8.0  # of what stretches over thousands of kilometres


@dataclass(frozen=True, slots=True)
class Sentence:
    """A gold sentence: what is marked, a kind's marks as `(words, value)`."""

    text: str
    day: Date
    marks: dict[str, list[tuple[str, str]]]


@dataclass(slots=True)
class Score:
    """Counts of one kind: marked, told, and told as marked; `errors` in words."""

    wanted: int = 0
    told: int = 0
    right: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        return self.right / self.told if self.told else None

    @property
    def recall(self) -> float | None:
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        return 2 * self.right / (self.wanted + self.told) if self.wanted + self.told else None


def sentences(language: str, which: str = "first") -> list[Sentence]:
    """The gold sentences of a language, each marked word checked to stand in its sentence."""
    found: list[Sentence] = []
    day = ""
    for line in (HERE / SETS[which].format(language)).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            day = line[1:].strip()
        elif line.startswith(">"):
            found.append(Sentence(line[1:].strip(), from_timex(day), {kind: [] for kind in KINDS}))
        elif line[:2] in tuple(f"{kind} " for kind in KINDS):
            words, value = line[2:].split(" = ")
            if not all(part in found[-1].text for part in words.split(" … ")):
                raise ValueError(f"{words!r} does not stand in {found[-1].text!r}")
            found[-1].marks[line[0]].append((words, value))
    return found


def measured(finder: Finder, gold: list[Sentence]) -> dict[str, Score]:
    """Scores by kind."""
    scores = {kind: Score() for kind in KINDS}
    for sentence in gold:
        found = finder.find(sentence.text, [Span(0, len(sentence.text))], sentence.day, ())
        for kind, told in _told(sentence.text, found).items():
            score = scores[kind]
            left = list(sentence.marks[kind])
            score.wanted += len(left)
            score.told += len(told)
            for mention in told:
                met = next((mark for mark in left if _meets(kind, mention, mark)), None)
                if met is None:
                    score.errors.append(f"{KINDS[kind]}: told {' = '.join(mention)} in {sentence.text}")
                else:
                    left.remove(met)
                    score.right += 1
            score.errors += [f"{KINDS[kind]}: missed {' = '.join(mark)} in {sentence.text}" for mark in left]
    return scores


def _told(text: str, found: Found) -> dict[str, list[tuple[str, str]]]:
    return {
        "D": [(d.text, d.date.value) for d in found.dates],
        "E": [(e.span.cut(text), e.kind) for e in found.entities],
        "A": [(a.text, a.country or "-") for a in found.actors],
        "P": [(p.text, f"{p.country or '-'} {p.lat} {p.lon}") for p in found.places],
        "Q": [(" … ".join(s.cut(text) for s in q.content), q.source.cut(text)) for q in found.quotations],
    }


def _meets(kind: str, told: tuple[str, str], mark: tuple[str, str]) -> bool:
    if kind in "DE":
        return told == mark
    if kind == "A":
        return _overlap(told[0], mark[0]) >= 0.5 and told[1] == mark[1]
    if kind == "Q":
        return told[0] == mark[0] and _agreement(told[1], mark[1]) >= 0.5
    (country, lat, lon), (its_country, its_lat, its_lon) = told[1].split(), mark[1].split()
    far = max(abs(float(lat) - float(its_lat)), abs(float(lon) - float(its_lon)))
    return _overlap(told[0], mark[0]) > 0 and country == its_country and far <= (NEAR_DEGREES if far < 1 else _REGION_DEGREES)


def _overlap(a: str, b: str) -> float:
    """How much of the longer the shorter is, where one holds the other; 0 otherwise."""
    short, long = sorted((a, b), key=len)
    return len(short) / len(long) if short in long else 0.0


def _agreement(a: str, b: str) -> float:
    """F1 over letters, each as often as it stands."""
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b))
