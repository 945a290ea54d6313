"""Which texts are copies of one another: the same story in two papers, whatever each of them did to headline, dateline, byline and end.

Texts are compared by their runs of five words, which two people who tell the same by themselves hardly share. Support for an event counts
independent texts only: those of one publisher, one agency or one wording count once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from hikiwake.record.merging import scale
from hikiwake.record.merging.tellings import Sentences
from hikiwake.record.model import Document, Report

_CREDIT = re.compile(r"\(([^()\n\d]{2,30})\)\s*[–—-]")  # "RIYADH, May 4 (SPA) - ", the agency that a dateline names
_HEAD = 400  # characters in which a dateline stands
# Two characters of Japanese or Chinese, which part no words by blanks, stand for a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_SAMPLED = 4  # of so many runs one is looked up; those who share a tenth of them are compared in full
_FEWEST_RUNS = 20  # of a text that can be told a copy: two short notes of one event may well be worded alike

Runs = frozenset[str]
Marks = NDArray[np.uint32]  # runs by number, in order, each once


class Copies:
    """The texts of a record, by their runs."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {d.id: d for d in documents}
        self._place = {id: i for i, id in enumerate(self._documents)}
        self._samples: dict[str, tuple[int, ...]] = {}
        self._marks: dict[str, Marks] = {}
        self._who_has: dict[int, list[str]] = defaultdict(list)
        for document in self._documents.values():
            marks = self._marks[document.id] = _marks_of(_runs(own_words(document)))
            sample = _sample(marks)
            self._samples[document.id] = sample
            for run in sample:
                self._who_has[run].append(document.id)

    def of(self, document_id: str) -> Document | None:
        """The earliest other document with the same text; None where there is none."""
        shared = Counter(id for run in self._samples.get(document_id, ()) for id in self._who_has[run])
        del shared[document_id]
        least = len(self._samples.get(document_id, ())) / 10
        candidates = [self._documents[id] for id, count in shared.items() if count >= min(least, len(self._samples[id]) / 10)]
        if not candidates:
            return None
        own = self._marks[document_id]
        return min((d for d in candidates if _is_copy(own, self._marks[d.id])), key=self._earliest, default=None)

    def told(self, document_id: str, other: Document) -> str:
        """The line that says so: "wire copy of Talks resume (The Gazette)"; of the original, where the copy is."""
        document = self._documents[document_id]
        publisher = f" ({other.publisher})" if other.publisher else ""
        name = f"{other.title or other.name}{publisher}"
        if self._earliest(document) < self._earliest(other):
            return f"its text is also that of {name}"
        if other.publisher is None:
            return f"the same text as {name}"
        return f"{'another' if document.publisher == other.publisher else 'wire'} copy of {name}"

    def _earliest(self, document: Document) -> tuple[str, int]:
        """By its own date, then by when it was read."""
        return document.date.value if document.date else "9999", self._place[document.id]


def own_words(document: Document) -> str:
    """A document's text without what the page put around it: two papers may ask for cookies in the same words."""
    return "\n".join(span.cut(document.text) for span in document.prose) or document.text


def _is_copy(one: Marks, other: Marks) -> bool:
    """Whether two texts are one: most of the shorter one stands in the other, word by word."""
    fewer = min(len(one), len(other))
    return fewer >= _FEWEST_RUNS and len(np.intersect1d(one, other, assume_unique=True)) >= scale.COPIED_TEXT * fewer


@dataclass(frozen=True, slots=True)
class _Text:
    """A document as far as it shows whose it is: `marks` are its publisher and the agency it credits, in small letters."""

    marks: frozenset[str]
    whole: Runs
    sentences: tuple[Runs, ...]  # those that tell of the event


def independent(reports: Sequence[Report], documents: Sequence[Document], cuts: Sequence[Sentences]) -> int:
    """The number of sources that tell of the event by themselves.

    Args:
        reports: those of one event that can corroborate one another.
        documents: those of `reports`, one each, in their order.
        cuts: likewise the sentences of those documents.
    """
    told: dict[str, tuple[Document, set[str]]] = {}
    for report, document, cut in zip(reports, documents, cuts, strict=True):
        start, end = cut.at(report.trigger.spans[0].start)
        told.setdefault(document.id, (document, set()))[1].add(cut.text[start:end])
    if len(told) == 1:
        return 1
    origins: list[list[_Text]] = []
    for document, sentences in told.values():
        one = _Text(_marks(document), _runs(own_words(document)), tuple(_runs(s) for s in sentences if _is_long(s)))
        same = [origin for origin in origins if any(_is_one_source(one, other) for other in origin)]
        origins = [origin for origin in origins if origin not in same]
        origins.append([one, *(other for origin in same for other in origin)])
    return len(origins)


def _is_one_source(one: _Text, other: _Text) -> bool:
    if one.marks & other.marks or _share(one.whole, other.whole) >= scale.COPIED_TEXT:
        return True
    return any(_share(a, b) >= scale.COPIED_SENTENCE for a in one.sentences for b in other.sentences)


def _marks(document: Document) -> frozenset[str]:
    credit = _CREDIT.search(document.text, 0, _HEAD)
    names = (document.publisher or "", credit[1] if credit else "")
    return frozenset(" ".join(name.casefold().split()) for name in names if name.strip())


def _is_long(sentence: str) -> bool:
    return len(_WORD.findall(sentence)) >= scale.SHORTEST_COPY


def _share(one: Runs, other: Runs) -> float:
    """Of the shorter text's runs, the share that the other has too."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _runs(text: str) -> Runs:
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[i : i + scale.RUN]) for i in range(len(words) - scale.RUN + 1))


def _marks_of(runs: Runs) -> Marks:
    """The runs by number, each once: a few bytes each, where the words take a hundred."""
    return np.array(sorted({crc32(run.encode()) for run in runs}), np.uint32)  # np.unique would bring in numpy.ma


def _sample(marks: Marks) -> tuple[int, ...]:
    """Some of the runs: the same ones in every text that has them."""
    return tuple(map(int, marks[marks % _SAMPLED == 0]))
