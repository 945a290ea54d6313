"""What every section needs at hand: the assessment, names, the numbers of the sources, and ways to point at what a sentence rests on."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from hikiwake.assessment.aspects import changed_aspects
from hikiwake.assessment.cites import Cite, Rows, Stated, Words
from hikiwake.assessment.difference import Difference
from hikiwake.assessment.model import Assessment, Missing
from hikiwake.brief import english
from hikiwake.brief.composition import names as naming
from hikiwake.brief.model import Excerpt, Sentence
from hikiwake.record.model import Contents, Document, Event, Report, Said, Span, Statement
from hikiwake.terms.once import Once

BY_RULE = "the brief, by rule"
RECORD = Rows("the record", "all entries")
_FILE = re.compile(r"\b(?:documents/)?([\w]+(?:-[\w]+)+)(?:\.(?:txt|md|html|pdf)\b)?")
CONTEXT = 180  # characters shown on either side of an excerpt
Made = TypeVar("Made")
_BESIDE_RECORD = frozenset(
    {"deals", "hypotheses", "anchors", "claim", "horizon"}
)  # aspects of a case with which its record is told alike


@dataclass(frozen=True)
class Material:
    """An assessment made ready for writing; `since` is what changed since it was last written up."""

    assessment: Assessment
    since: Difference | None = None
    _once: Once = field(default_factory=Once, repr=False, compare=False)
    _of_record: Once = field(default_factory=Once, repr=False, compare=False)

    @classmethod
    def like(cls, assessment: Assessment, other: "Material | None") -> "Material":
        """An assessment beside another one's: what follows from the record alone is taken over where that is the same."""
        return cls(
            assessment, _of_record=other._of_record if other and _is_of_one_record(assessment, other.assessment) else Once()
        )

    def once(self, make: Callable[["Material"], Made]) -> Made:
        """What several sections need and nothing but the assessment decides, worked out for the first of them and kept."""
        return self._once.of(make, lambda: make(self))

    def of_record(self, make: Callable[["Material"], Made]) -> Made:
        """As `once`, for what nothing but the record decides and what the case calls its actors: it outlasts a change to the rest of the case."""
        return self._of_record.of(make, lambda: make(self))

    def with_since(self, since: Difference | None) -> "Material":
        """The same assessment with what changed since another time; what is worked out already is not worked out again."""
        other = Material(self.assessment, since, self._once, self._of_record)
        vars(other).update({name: value for name, value in vars(self).items() if name not in vars(other)})
        return other

    @cached_property
    def names(self) -> naming.Names:
        return self.of_record(_names)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id, in the order of their numbers: by date, then by name."""
        return {d.id: d for d in sorted(self.assessment.contents.documents, key=_by_date)}

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {document: n for n, document in enumerate(self.documents, 1)}

    @cached_property
    def events(self) -> dict[str, Event]:
        return {e.id: e for e in self.assessment.contents.events}

    @cached_property
    def statements(self) -> dict[str, Said]:
        return {s.id: s for s in self.assessment.contents.statements}

    @cached_property
    def analyst(self) -> str:
        """Whose the case's judgements are, where it does not say otherwise."""
        return english.plain(self.assessment.case.analyst) or "the analyst"

    @cached_property
    def parties(self) -> dict[str, str]:
        """Party id → its name in running text."""
        return {p.id: naming.party_name(p.id, p.title, p.country) for p in self.assessment.case.parties}

    @cached_property
    def sides(self) -> tuple[str, ...]:
        return tuple(self.names.country(code) for code in self.assessment.case.dyad)

    def stated(self, key: str, by: str = "") -> Stated:
        return Stated(key, english.plain(by) or self.analyst)

    def judged(self, key: str, text: str, at: str, *, by: str = "", cites: Iterable[Cite] = (), lead: str = "") -> Sentence:
        """A sentence that rests on what the case states at the place `at`."""
        stated = self.stated(at, by)
        return Sentence(key, text, (stated, *cites), judgement=stated.by, lead=lead)

    def with_titles(self, words: str) -> str:
        """What the case says of its sources, with documents called by their titles and not by the names of their files."""
        words = english.clause(words)
        if not words:
            return ""
        by_file = self._titles_by_file
        return re.sub(_FILE, lambda m: by_file.get(m[1], m[0]), words)

    @cached_property
    def _titles_by_file(self) -> dict[str, str]:
        titles = {}
        for document in self.documents.values():
            stem = re.sub(r"\.\w{1,5}$", "", document.name)
            titles[stem] = f"“{english.plain(document.title)}”" if document.title else stem
        return titles

    def cites_of(self, keys: Iterable[str], most: int = 6) -> tuple[Words, ...]:
        """The words behind rows of a series that are events of the record; each document once, strongest grades first."""
        events = sorted((self.events[k] for k in keys if k in self.events), key=lambda e: e.grade.rank)
        cites: dict[str, Words] = {}
        for event in events:
            cites.setdefault(event.best.document, of_report(event.best, event.id))
        return tuple(list(cites.values())[:most])

    def excerpt(self, document: str, spans: Sequence[Span]) -> Excerpt | None:
        """The words with what stands around them; None where the document or the place is gone."""
        source = self.documents.get(document)
        if source is None or not spans or max(s.end for s in spans) > len(source.text):
            return None
        return _excerpt(source, sorted(spans))

    def excerpts(self, sentence: Sentence) -> tuple[Excerpt, ...]:
        """The words behind a sentence, each with what stands around them."""
        return tuple(e for c in sentence.cites if isinstance(c, Words) and (e := self.excerpt(c.document, c.spans)))


def _names(material: Material) -> naming.Names:
    return naming.names_of(material.assessment.case, material.assessment.contents)


def _is_of_one_record(one: Assessment, other: Assessment) -> bool:
    return one.contents is other.contents and changed_aspects(one.case, other.case) <= _BESIDE_RECORD


def missing(key: str, reason: Missing) -> Sentence:
    """The line that stands where a room has no result."""
    text = " ".join(english.sentence(part) for part in (reason.what, reason.supply) if part)
    return Sentence(key, text, judgement=BY_RULE)


def of_report(report: Report, entry: str = "") -> Words:
    return Words(report.document, (report.span,), entry)


def of_statement(statement: Statement, entry: str = "") -> Words:
    spans = tuple(s for part in (statement.source, statement.cue, statement.content) if part for s in part.spans)
    return Words(statement.document, tuple(sorted(set(spans))), entry)


def digest(text: str) -> str:
    """A short stable name for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def count_of(contents: Contents) -> int:
    """Entries: events and statements."""
    return len(contents.events) + len(contents.statements)


def _by_date(document: Document) -> tuple[object, ...]:
    first, last = document.date.sort_key if document.date else ("9999", "9999")
    return str(first), str(last), document.title or document.name, document.id


def _excerpt(source: Document, spans: Sequence[Span]) -> Excerpt:
    text = source.text
    first, last = spans[0].start, max(s.end for s in spans)
    start, end = _word_start(text, max(0, first - CONTEXT)), _word_end(text, min(len(text), last + CONTEXT))
    # A neighbouring paragraph explains nothing: the excerpt ends where its own does.
    start = max(start, text.rfind("\n\n", start, first) + 2) if "\n\n" in text[start:first] else start
    end = text.find("\n\n", last, end) if "\n\n" in text[last:end] else end
    pieces: list[tuple[str, bool]] = []
    at = start
    for span in spans:
        begin = max(span.start, at)
        if begin > at:
            pieces.append((text[at:begin], False))
        if span.end > begin:
            pieces.append((text[begin : span.end], True))
            at = span.end
    if end > at:
        pieces.append((text[at:end], False))
    if start > 0:
        pieces.insert(0, ("… ", False))
    if end < len(text):
        pieces.append((" …", False))
    return Excerpt(source.id, Span(first, last), tuple(pieces))


def _word_start(text: str, at: int) -> int:
    if at == 0:
        return 0
    blank = text.find(" ", at, at + 40)
    return blank + 1 if blank >= 0 else at


def _word_end(text: str, at: int) -> int:
    blank = text.rfind(" ", max(0, at - 40), at)
    return blank if blank >= 0 and at < len(text) else at
