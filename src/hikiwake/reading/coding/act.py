"""An act: the word that names it, its CAMEO code, and what it is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import syntax, topics
from .topics import Topic

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Act:
    """`head` names the act; `words` are all words that do. `operators` are those applied, outermost first; `inner` is the act they apply to.

    `code` is a CAMEO code or `election`.
    """

    code: str
    head: "Token"
    words: tuple["Token", ...]
    operators: tuple[str, ...] = ()
    inner: "Act | None" = None
    of: str = "source"
    content: "Token | None" = None

    @property
    def topic(self) -> Topic | None:
        return topics.topic_of_code(self.code)


def in_order(words: tuple["Token", ...], more: tuple["Token", ...]) -> tuple["Token", ...]:
    """Both, each word once, in the text's order."""
    return tuple(sorted({w.i: w for w in (*words, *more)}.values(), key=lambda w: w.i))


def with_prefix(word: "Token") -> tuple["Token", ...]:
    """ "re-elected", "cease-fire": three tokens to the tokeniser."""
    doc, i = word.doc, word.i
    return (doc[i - 2], doc[i - 1], word) if syntax.is_joined(word) else (word,)


Read = Callable[["Token"], Act | None]  # the act that another word of the sentence names, if it names one
