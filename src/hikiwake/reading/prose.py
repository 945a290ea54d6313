"""A parsed text that remembers what it is asked for again and again.

spaCy's `Doc` joins its text and walks its entities anew at every question, and the rooms over the parse ask some thirty times a sentence: in a
passage of a thousand words that was half of all the time.
"""

from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import NORM
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.tokens import Span

_NO_TENSOR = np.zeros((0, 0), dtype="f")


class Prose(Doc):  # type: ignore[misc]
    """A `Doc` with its text at hand and, once it is `settled`, its entities."""

    __slots__ = ("_ents", "_text")
    _text: str
    _ents: "tuple[Span, ...] | None"

    @classmethod
    def of(cls, doc: Doc, text: str) -> "Prose":
        """The same tokens as `doc`, which the tokeniser made of `text` and nothing has annotated yet."""
        prose: Prose = cls(doc.vocab, words=[t.text for t in doc], spaces=[t.whitespace_ != "" for t in doc])
        # What the tokeniser's exceptions say of a token ("n't" is "not") is no part of its word.
        prose.from_array([NORM], doc.to_array([NORM]).reshape(-1, 1))
        prose._text = text
        prose._ents = None
        return prose

    @property
    def text(self) -> str:
        return self._text

    @property
    def ents(self) -> "tuple[Span, ...]":
        found: tuple[Span, ...] = super().ents if self._ents is None else self._ents
        return found

    def settled(self) -> "Prose":
        """Itself, when the pipeline is done with it."""
        self._ents = super().ents
        self.tensor = _NO_TENSOR  # type: ignore[misc]  # the network's vectors: four hundred bytes a word that nobody asks for
        return self
