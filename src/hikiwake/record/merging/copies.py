"""How many independent sources tell of an event: texts of one publisher, one agency or one wording count once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hikiwake.record.merging import scale
from hikiwake.record.merging.tellings import Sentences
from hikiwake.record.model import Document, Report

_CREDIT = re.compile(r"\(([^()\n\d]{2,30})\)\s*[–—-]")  # "RIYADH, May 4 (SPA) - ", the agency that a dateline names
_HEAD = 400  # characters in which a dateline stands
_WORD = re.compile(r"\w+")

Runs = frozenset[str]


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
        one = _Text(_marks(document), _runs(document.text), tuple(_runs(s) for s in sentences if _is_long(s)))
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
