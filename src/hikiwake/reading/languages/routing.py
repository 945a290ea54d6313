"""Each document to the reader of its language. One that nobody here can read is kept, marked unread, and told of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from hikiwake.reading.languages.detection import named, script_of
from hikiwake.reading.languages.pipelines import pipelines
from hikiwake.reading.languages.reader import OtherReader
from hikiwake.reading.places import KnownPlace
from hikiwake.reading.reader import Reader
from hikiwake.record.model import UNREAD, Document, Reading
from hikiwake.terms.errors import Problem

_AT_ONCE = 32  # documents looked at together, so that the English ones among them are parsed in one go
_ENGLISH = "en"


def is_english(document: Document) -> bool:
    """Whether the English reader takes the document: one in English, or in Latin letters that do not tell (a headline, a list of names)."""
    if document.language is not None:
        return document.language == _ENGLISH
    return script_of(document.text, document.prose) in (None, "latin")


def why_unread(document: Document, fate: str = "kept, not read") -> str | None:
    """Why nobody here reads a document, in words that go on from its name, with its `fate` and the mend; None where somebody does."""
    if is_english(document):
        return None
    if document.language is None:
        return f"is in a language that its words do not tell: {fate}"
    language = named(document.language).name
    pipeline = pipelines().get(document.language)
    if pipeline is None:
        return f"is in {language}, for which there is no reader here: {fate}"
    if not pipeline.is_installed:
        return f"is in {language}, whose reader is not installed: {fate}. {pipeline.install}, then read it again"
    return None


@dataclass(frozen=True)
class ByLanguage:
    """The readers that need no server, as one: `english` reads English, the installed pipelines the rest, all under one name.

    `places` are those that the case states.
    """

    english: Reader
    places: Sequence[KnownPlace] = ()
    _others: dict[str, OtherReader] = field(default_factory=dict, repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.english.name

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Problem]:
        """One reading for each document, in order; of one that nobody reads an empty one by `UNREAD`, whose note says why."""
        remaining = iter(documents)
        while some := list(islice(remaining, _AT_ONCE)):
            english = self.english.read([d for d in some if is_english(d)])
            for document in some:
                yield next(english) if is_english(document) else self.read_other(document)

    def read_other(self, document: Document) -> Reading | Problem:
        """The reading of a document that is not in English."""
        if why := why_unread(document):
            return Reading(document.id, UNREAD, notes=(why,))
        language = document.language or ""
        if language not in self._others:
            self._others[language] = replace(pipelines()[language].load(self.places), name=self.name)
        return next(self._others[language].read([document]))
