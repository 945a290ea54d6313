"""What stands in text of the language `ja`: GiNZA's words and names, our tables, and the grammars of dates and quotations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hikiwake.reading.languages.dating import mentions
from hikiwake.reading.languages.found import OTHER, Entity, Found, Quotation
from hikiwake.reading.languages.ja.dates import written
from hikiwake.reading.languages.ja.denial import denies
from hikiwake.reading.languages.ja.naming import Words, named
from hikiwake.reading.languages.ja.quotations import quotations
from hikiwake.reading.languages.names import alternatives, words_of
from hikiwake.reading.places import KnownPlace
from hikiwake.record.model import Span
from hikiwake.terms.dates import Date

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_AT_ONCE = 32  # stretches
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_LEFT_OUT = ["parser", "morphologizer", "compound_splitter", "bunsetu_recognizer"]  # words, tags and names are all that is used
_KINDS = {
    **dict.fromkeys(("Person", "Family"), "person"),
    **dict.fromkeys(
        (
            "Government",
            "Political_Party",
            "Political_Organization_Other",
            "International_Organization",
            "Organization_Other",
            "Public_Institution",
            "Company",
            "Company_Group",
            "Corporation_Other",
            "Military",
            "Newspaper",
            "Show_Organization",
            "Research_Institute",
            "Cabinet",
        ),
        "body",
    ),
    **dict.fromkeys(
        (
            "Country",
            "City",
            "Province",
            "County",
            "GPE_Other",
            "Island",
            "Sea",
            "Bay",
            "River",
            "Lake",
            "Mountain",
            "Continental_Region",
            "Domestic_Region",
            "Geological_Region_Other",
            "Region_Other",
            "Location_Other",
        ),
        "place",
    ),
}


@dataclass(frozen=True, slots=True)
class Ginza:
    """A `Finder`."""

    pipeline: "Language"

    def find(self, text: str, stretches: Sequence[Span], reference: Date | None, known: Sequence[KnownPlace]) -> Found:
        words = self._words(text, stretches)
        names = named(text, words, known)
        people = [e.span for e in names.entities if e.kind in ("person", "body")] + [a.span for a in names.actors]
        sentences = [Span(*m.span()) for s in stretches for m in _SENTENCE.finditer(text, s.start, s.end)]
        return Found(
            tuple(mentions(text, sentences, written, reference)),
            names.entities,
            names.actors,
            names.places,
            tuple(q for s in stretches for q in quotations(text, s.start, s.end, people)),
        )

    def unnamed(self, source: str) -> bool:
        return bool(re.search(rf"(?:{alternatives(words_of('ja')['unnamed'])})(?:ら|たち)?$", source))

    def denies(self, text: str, quotation: Quotation) -> bool:
        return denies(text, quotation)

    def _words(self, text: str, stretches: Sequence[Span]) -> list[Words]:
        """The words and names of each stretch; all go through one pipe, which is where the speed is."""
        with self.pipeline.memory_zone():
            # A line break within a paragraph ends a line of verse or of a list: a full stop of the same length keeps every offset.
            docs = self.pipeline.pipe((s.cut(text).replace("\n", "。") for s in stretches), batch_size=_AT_ONCE)
            return [_words(stretch, doc) for stretch, doc in zip(stretches, docs, strict=True)]


def _words(stretch: Span, doc: "Doc") -> Words:
    at = stretch.start
    return Words(
        stretch,
        tuple((Span(at + t.idx, at + t.idx + len(t)), t.tag_) for t in doc if len(t)),
        tuple(Entity(Span(at + e.start_char, at + e.end_char), _KINDS.get(e.label_, OTHER)) for e in doc.ents),
    )


@cache
def finder() -> Ginza:
    """GiNZA's small pipeline, which the extra `ja` installs."""
    import spacy

    return Ginza(spacy.load("ja_ginza", exclude=_LEFT_OUT))
