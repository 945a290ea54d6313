"""What stands in text of the language `ru`: natasha's words and names, our tables, and the grammars of dates and quotations."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hikiwake.reading.languages.dating import mentions
from hikiwake.reading.languages.found import Entity, Found, Quotation
from hikiwake.reading.languages.names import words_of
from hikiwake.reading.languages.ru.dates import written
from hikiwake.reading.languages.ru.denial import denies
from hikiwake.reading.languages.ru.names import Word, forms_of
from hikiwake.reading.languages.ru.naming import Words, named
from hikiwake.reading.languages.ru.quotations import quotations
from hikiwake.reading.places import KnownPlace
from hikiwake.record.model import Span
from hikiwake.terms.dates import Date

if TYPE_CHECKING:
    from natasha import NewsMorphTagger, NewsNERTagger, Segmenter


_KINDS = {"P": "person", "O": "body", "L": "place"}  # by the first letter of natasha's own


@dataclass(frozen=True, slots=True)
class Natasha:
    """A `Finder`."""

    segmenter: "Segmenter"
    morphology: "NewsMorphTagger"
    entities: "NewsNERTagger"

    def find(self, text: str, stretches: Sequence[Span], reference: Date | None, known: Sequence[KnownPlace]) -> Found:
        read = [self._words(text, s) for s in stretches]
        names = named(text, [words for words, _ in read], known)
        people = [e.span for e in names.entities if e.kind in ("person", "body")]
        sentences = [s for _, several in read for s in several]
        return Found(
            tuple(mentions(text, sentences, written, reference)),
            names.entities,
            names.actors,
            names.places,
            tuple(q for s in stretches for q in quotations(text, s.start, s.end, people)),
        )

    def unnamed(self, source: str) -> bool:
        first = source.split()[0].lower() if source.split() else ""
        return first in words_of("ru")["unnamed"]

    def denies(self, text: str, quotation: Quotation) -> bool:
        return denies(text, quotation)

    def _words(self, text: str, stretch: Span) -> tuple[Words, list[Span]]:
        from natasha import Doc

        at = stretch.start
        doc = Doc(stretch.cut(text).replace("\n", " "))
        doc.segment(self.segmenter)
        doc.tag_morph(self.morphology)
        doc.tag_ner(self.entities)
        words = tuple(
            Word(
                Span(at + t.start, at + t.stop),
                t.text,
                forms_of(t.text) if t.text[:1].isalpha() else frozenset((t.text,)),
                t.pos or "",
                (t.feats or {}).get("Case"),
                t.start == sentence.start,
            )
            for sentence in doc.sents
            for t in sentence.tokens
        )
        entities = tuple(Entity(Span(at + s.start, at + s.stop), _KINDS[s.type[0]]) for s in doc.spans)
        return Words(stretch, words, entities), [Span(at + s.start, at + s.stop) for s in doc.sents]


@cache
def finder() -> Natasha:
    """natasha's news models, which the extra `ru` installs with the weights inside."""
    from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, Segmenter

    embedding = NewsEmbedding()
    return Natasha(Segmenter(), NewsMorphTagger(embedding), NewsNERTagger(embedding))
