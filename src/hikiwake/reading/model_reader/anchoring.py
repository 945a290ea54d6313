"""Anchoring: where the model's strings stand in the text. Exactly, or with quotation marks, dashes and white space folded; never nearly.

An aligner that takes partial matches would find "China would" in "China would never agree": what is cut within a word, or just before its
own negation, is not found either.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hikiwake.record.model import Span

_FOLDED = re.compile("(?P<space>\\s+)|(?P<double>``|''|[\"“”„‟«»〝〞＂])|(?P<single>['‘’‚‛‹›`´ʼ＇])|(?P<dash>[-‐‑‒–—―−﹘－]+)")
_AS = {"space": " ", "double": '"', "single": "'", "dash": "-"}
_NEGATED_AFTER = re.compile(r"\s+(?:not|never|no longer|nor|neither)\b|[’']t\b|n[’']t\b", re.IGNORECASE)
_CONTRACTED = re.compile(r"[’']t\b", re.IGNORECASE)


class Refused(StrEnum):
    """Why what the model gave is not taken."""

    ABSENT = "not in the text"
    APART = "not in one sentence or quotation"
    AMBIGUOUS = "in several places"
    CUT = "cut short of its negation"
    UNSOURCED = "a source without a cue"
    FLAGGED = "in a sentence that looks like an instruction"
    NOBODY = "no actor that is known"
    TWICE = "found already"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its marks folded; character i comes from `origins[i]` of the original, the last origin is the original's end."""

    text: str
    origins: tuple[int, ...]


def folded(text: str) -> Folded:
    """Quotation marks, dashes and runs of white space of every kind as one of each kind, with the place each comes from."""
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for m in _FOLDED.finditer(text):
        pieces += [text[at : m.start()], _AS[str(m.lastgroup)]]
        origins += [*range(at, m.start()), m.start()]
        at = m.end()
    return Folded("".join((*pieces, text[at:])), (*origins, *range(at, len(text)), len(text)))


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the stored text in which strings are looked for, folded once."""

    span: Span
    text: str
    fold: Folded

    @classmethod
    def of(cls, text: str, span: Span) -> "Place":
        cut = span.cut(text)
        return cls(span, cut, folded(cut))

    def all_of(self, words: str) -> list[Span]:
        """Where `words` stand whole, in code points of the stored text: as they are, else with both sides folded."""
        words = words.strip()
        exact = [Span(at, at + len(words)) for at in _starts(words, self.text)]
        needle = folded(words).text
        found = exact or [
            Span(self.fold.origins[at], self.fold.origins[at + len(needle)]) for at in _starts(needle, self.fold.text)
        ]
        whole = (s for s in found if _is_whole(self.text, s))
        return [Span(self.span.start + s.start, self.span.start + s.end) for s in dict.fromkeys(whole)]


def together(strings: Sequence[str], places: Sequence[Place]) -> tuple[tuple[Span, ...], int] | Refused:
    """The one way in which all `strings` stand in one place without overlap: their spans in the order given, and the place's index."""
    ways: list[tuple[tuple[Span, ...], int]] = []
    for number, place in enumerate(places):
        found = [place.all_of(words) for words in strings]
        if not all(found):
            continue
        for spans in _apart(found):
            ways.append((spans, number))
            if len(ways) > 1:
                return Refused.AMBIGUOUS
    if ways:
        return ways[0]
    is_somewhere = all(any(place.all_of(words) for place in places) for words in strings)
    return Refused.APART if is_somewhere else Refused.ABSENT


def is_cut_short(text: str, span: Span) -> bool:
    """Whether the very next word denies what the span says."""
    return _NEGATED_AFTER.match(text, span.end) is not None


def _apart(found: Sequence[Sequence[Span]], taken: tuple[Span, ...] = ()) -> Iterator[tuple[Span, ...]]:
    if len(taken) == len(found):
        yield taken
        return
    for span in found[len(taken)]:
        if not any(span.overlaps(other) for other in taken):
            yield from _apart(found, (*taken, span))


def _starts(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _is_whole(text: str, span: Span) -> bool:
    """No word is cut at either end; "can" is no word of "can't", "Abe" is one of "Abe's"."""
    first, last = text[span.start], text[span.end - 1]
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    is_cut = (first.isalnum() and before.isalnum()) or (last.isalnum() and after.isalnum())
    return not is_cut and not _CONTRACTED.match(text, span.end)
