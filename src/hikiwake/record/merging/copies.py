"""Which texts are copies of one another: the same story in two papers, whatever each of them did to headline, dateline, byline and end.

Texts are compared by their runs of five words. Support for an event counts independent texts only: those of one publisher, one agency or one
wording count once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from hikiwake.record.merging import scale
from hikiwake.record.merging.runs import Runs, runs, shared
from hikiwake.record.merging.tellings import Sentences
from hikiwake.record.model import Document, Report

_CREDIT = re.compile(r"\(([^()\n\d]{2,30})\)\s*[–—-]")  # "RIYADH, May 4 (SPA) - ", the agency that a dateline names
_HEAD = 400  # characters in which a dateline stands
# Two characters of Japanese or Chinese, which part no words by blanks, stand for a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_FEWEST_RUNS = 20  # of a text that can be told a copy: two short notes of one event may well be worded alike


class Copies:
    """The texts of a record and which of them are one; `like` are those of much the same documents, for what has not changed since."""

    def __init__(self, documents: Iterable[Document], like: "Copies | None" = None) -> None:
        self._documents = {d.id: d for d in documents}
        self._place = {id: i for i, id in enumerate(self._documents)}
        before = like._documents if like is not None else {}
        new = [id for id, document in self._documents.items() if before.get(id) is not document]
        kept = self._documents.keys() - new
        self._runs: dict[str, Runs] = {id: runs(_words(own_words(self._documents[id]))) for id in new}
        self._same: dict[str, set[str]] = defaultdict(set)
        if like is not None:
            self._runs |= {id: like._runs[id] for id in kept}
            self._same |= {id: others & kept for id, others in like._same.items() if id in kept}
        self._compare(len(new))

    def _compare(self, new: int) -> None:
        """Find out which texts are one with any of the first `new`: most of the shorter one stands in the other, word by word."""
        ids, texts = list(self._runs), list(self._runs.values())
        lengths = np.array([len(text) for text in texts])
        for one, count in zip(ids, shared(texts, new), strict=False):
            fewer = np.minimum(lengths, len(self._runs[one]))
            for n in np.flatnonzero((count > 0) & (count >= scale.COPIED_TEXT * fewer)):
                self._same[one].add(ids[n])
                self._same[ids[n]].add(one)

    def of(self, document_id: str) -> Document | None:
        """The earliest other document with the same text; None where there is none, or where they are too short to say so."""
        others = self._same.get(document_id, ())
        long = (id for id in others if min(len(self._runs[id]), len(self._runs[document_id])) >= _FEWEST_RUNS)
        return min((self._documents[id] for id in long), key=self._earliest, default=None)

    def others(self, document_id: str) -> tuple[str, ...]:
        """The ids of the other documents with the same text, be it ever so short, in the order given."""
        return tuple(sorted(self._same.get(document_id, ()), key=self._place.__getitem__))

    def are_one_text(self, one: str, other: str) -> bool:
        """Whether two documents, by their ids, have the same text, be it ever so short."""
        return other in self._same.get(one, ())

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


@dataclass(frozen=True, slots=True)
class _Text:
    """A document as far as it shows whose it is: `marks` are its publisher and the agency it credits, in small letters."""

    id: str
    marks: frozenset[str]
    sentences: tuple[frozenset[str], ...]  # those that tell of the event, by their runs


def independent(reports: Sequence[Report], documents: Sequence[Document], cuts: Sequence[Sentences], copies: Copies) -> int:
    """The number of sources that tell of the event by themselves.

    Args:
        reports: those of one event that can corroborate one another.
        documents: those of `reports`, one each, in their order.
        cuts: likewise the sentences of those documents.
        copies: which of those documents have one text.
    """
    told: dict[str, tuple[Document, set[str]]] = {}
    for report, document, cut in zip(reports, documents, cuts, strict=True):
        start, end = cut.at(report.trigger.spans[0].start)
        told.setdefault(document.id, (document, set()))[1].add(cut.text[start:end])
    if len(told) == 1:
        return 1
    origins: list[list[_Text]] = []
    for document, sentences in told.values():
        one = _Text(document.id, _marks(document), tuple(_runs(s) for s in sentences if _is_long(s)))
        same = [origin for origin in origins if any(_is_one_source(one, other, copies) for other in origin)]
        origins = [origin for origin in origins if origin not in same]
        origins.append([one, *(other for origin in same for other in origin)])
    return len(origins)


def _is_one_source(one: _Text, other: _Text, copies: Copies) -> bool:
    if one.marks & other.marks or copies.are_one_text(one.id, other.id):
        return True
    return any(_share(a, b) >= scale.COPIED_SENTENCE for a in one.sentences for b in other.sentences)


def _marks(document: Document) -> frozenset[str]:
    credit = _CREDIT.search(document.text, 0, _HEAD)
    names = (document.publisher or "", credit[1] if credit else "")
    return frozenset(" ".join(name.casefold().split()) for name in names if name.strip())


def _is_long(sentence: str) -> bool:
    return len(_words(sentence)) >= scale.SHORTEST_COPY


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Of the shorter sentence's runs, the share that the other has too."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _runs(sentence: str) -> frozenset[str]:
    words = _words(sentence)
    return frozenset(" ".join(words[i : i + scale.RUN]) for i in range(len(words) - scale.RUN + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
