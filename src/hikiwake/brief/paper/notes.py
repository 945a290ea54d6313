"""Footnotes: for each source behind a sentence its title, publisher, date and the words themselves."""

from hikiwake.assessment.cites import Rows, Words
from hikiwake.brief import english
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.sources import title_of
from hikiwake.brief.judges import judges_of, letters
from hikiwake.brief.model import Brief, Sentence
from hikiwake.brief.paper.model import Note, Told
from hikiwake.record.model import Document

MOST_QUOTED = 260  # characters of one quotation in a note
MOST_QUOTES = 3  # quotations in one note; more are counted


class Notes:
    """Sentences with their notes, in reading order: the first note to a source gives its address, later ones do not."""

    def __init__(self, brief: Brief, material: Material) -> None:
        self.judges = letters(brief)
        self._numbers = brief.numbers
        self._documents = material.documents
        self._addressed: set[str] = set()

    def told(self, sentence: Sentence, *, more: str = "", is_strong: bool = False, is_emphasis: bool = False) -> Told:
        """The sentence with a note for each source that it rests on; `more` is said after it in brackets."""
        text = english.plain(sentence.text) + more
        notes = tuple(
            self._note(self._documents[document], spans, text) for document, spans in _by_document(sentence, self._documents)
        )
        return Told(text, notes, self._marks(sentence), (), is_strong, is_emphasis)

    def listed(self, sentence: Sentence, *, more: str = "") -> Told:
        """The sentence with its sources' numbers in brackets."""
        numbers = sorted({self._numbers[d] for d, _ in _by_document(sentence, self._documents) if d in self._numbers})
        return Told(english.plain(sentence.text) + more, (), self._marks(sentence), tuple(numbers))

    def _marks(self, sentence: Sentence) -> tuple[str, ...]:
        data = ("D",) if any(isinstance(c, Rows) for c in sentence.cites) else ()
        return (*(self.judges[name] for name in judges_of(sentence)), *data)

    def _note(self, document: Document, spans: list[Words], text: str) -> Note:
        known = document.id in self._addressed
        self._addressed.add(document.id)
        found = dict.fromkeys(q for w in spans if (q := _quotation(w, document)))
        told = [_letters(text), *map(_letters, found)]
        quotes = [q for q in found if sum(_letters(q) in words for words in told) == 1]  # in nothing but itself
        if len(quotes) > MOST_QUOTES:
            quotes[MOST_QUOTES:] = [f"and {english.number(len(quotes) - MOST_QUOTES)} more places"]
        url = "" if known else english.plain(document.url or "")
        return Note(self._numbers.get(document.id, 0), where_of(document), tuple(quotes), document.language, url)


def where_of(document: Document) -> str:
    """`Title, Publisher, 6 May 2016`; the file's name where it has no title."""
    parts = (title_of(document), english.plain(document.publisher or ""), english.dated(document.date) or "undated")
    return ", ".join(filter(None, parts))


def _by_document(sentence: Sentence, documents: dict[str, Document]) -> list[tuple[str, list[Words]]]:
    found: dict[str, list[Words]] = {}
    for cite in sentence.cites:
        if isinstance(cite, Words) and cite.document in documents:
            found.setdefault(cite.document, []).append(cite)
    return list(found.items())


def _quotation(words: Words, document: Document) -> str:
    """The words at the spans in quotation marks; what stands between split spans is left out by an ellipsis."""
    pieces = [english.plain(s.cut(document.text)) for s in words.spans if s.end <= len(document.text)]
    quoted = english.shortened(" … ".join(filter(None, pieces)), MOST_QUOTED)
    return english.quoted(quoted) if quoted else ""


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
