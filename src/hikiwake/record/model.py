"""The record's facts: small frozen objects, each with the span it was read from.

A span counts Unicode code points of the document's *stored text*, which is the one text that feeds search, spans and display.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hikiwake.record.analyst import Judgement, Note, PlaceName
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of a document's stored text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or runs backwards")

    def cut(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Anchor:
    """How corrections and evidence point into a source: by its hash, the exact words and some words around them.

    Never by row id or offset: those change when reading gets better.
    """

    document: str
    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One source text as received.

    `id` is the SHA-256 of its bytes in hex; `text` what was made of them (line ends `\\n`, no null bytes, no lone surrogates);
    `prose` the stretches of `text` that are the document's own words: what lies outside them is page noise (menus, share buttons,
    licence lines) and is kept but not read. `date_basis` says where `date` comes from: `given`, `stated` (in the document), `name` (of its
    file), `none`.
    `language` is an ISO 639-1 code, None where the text does not tell.
    """

    id: str
    name: str
    text: str
    prose: tuple[Span, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    date: Date | None = None
    date_basis: str = "none"
    notes: tuple[str, ...] = ()
    language: str | None = None


class Status(StrEnum):
    ACTUAL = "actual"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of an actor: `text` at `span`, `name` as resolved ("Vladimir Putin" for "he"), ISO alpha-3 `country`, PLOVER `sector`."""

    text: str
    span: Span
    name: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a place; `lat` and `lon` in degrees, north and east positive."""

    text: str
    span: Span
    name: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A temporal expression: `text` at `span`, and the date it means.

    `reference` is the value of the date that a relative expression was read against (the document's, or one told before); None where the
    words say all or nothing was known.
    """

    text: str
    span: Span
    date: Date
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a document that need not be in one piece; `text` is what a reader sees, `spans` are in order."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One document's mention of an event: something `sources` did toward `targets`.

    `span` holds the words that tell the event, `trigger` the word that names it. `category` (PLOVER) is None where PLOVER has none
    (elections; CAMEO 01, 02). `goldstein` is Goldstein's (1992) scale, −10 … 10. `confidence` in [0, 1]: the highest in a sentence
    is its main event. `via` is the id of the statement within which the event is told, if any. `is_unreviewed`: a language model
    found it and no analyst has accepted it yet.
    """

    document: str
    span: Span
    trigger: Phrase
    category: str | None
    mode: str | None
    cameo: str | None
    goldstein: float | None
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    date: DateMention | None
    place: Place | None
    status: Status
    grade: Grade
    certainty: Certainty
    polarity: Polarity
    context: str | None
    confidence: float
    is_reciprocal: bool = False
    via: str | None = None
    is_unreviewed: bool = False

    @property
    def is_date_inferred(self) -> bool:
        """Whether the date is that of words elsewhere in the document, which the sentence itself does not repeat."""
        return self.date is not None and not self.span.holds(self.date.span)


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody said, or is said to think, something.

    `source` and `cue` are None for the author's own judgement, whose grade is `opinion`. `speaker` is the actor behind the source
    ("Shinzo Abe" behind "he"). `quoted`: the content stands in quotation marks, whole or in part. `via` is the index, within the same
    reading, of the statement that carries this one ("Kyodo reported that Putin said …"). `is_unreviewed`: a language model found it and
    no analyst has accepted it yet.
    """

    document: str
    source: Phrase | None
    cue: Phrase | None
    content: Phrase
    speaker: Actor | None
    quoted: bool
    grade: Grade
    certainty: Certainty
    polarity: Polarity
    date: DateMention | None = None
    via: int | None = None
    is_unreviewed: bool = False

    @property
    def span(self) -> Span:
        """From the first word of source, cue or content to the last."""
        spans = [s for part in (self.source, self.cue, self.content) if part for s in part.spans]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class FormulaMention:
    """A settlement formula that a document names: the `term` ("two", "hikiwake"), what it is said to mean, and who holds it."""

    document: str
    term: str
    definition: str | None
    holder: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ExplanationMention:
    """A rival explanation that a document gives of what is going on."""

    document: str
    claim: str
    holder: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ModelAccount:
    """What a reader behind a language model did with one document, in counts.

    `chunks` were asked for, `fallen_back` of them left to the built-in reader; `cached` answers came from the cache and cost nothing.
    Of the entries that the model gave, `accepted` stand in the reading and `refused` do not. Tokens are the server's own count, of
    answers that came just now. `flagged` are sentences that look like instructions to a model.
    """

    reader: str
    model: str
    prompt: str
    chunks: int = 0
    fallen_back: int = 0
    requests: int = 0
    cached: int = 0
    accepted: int = 0
    refused: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    flagged: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()  # why chunks fell back, each once


UNREAD = "unread"  # the reader that stands with a document for whose language there is none: kept, not read


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found in one document. `reader` names it and its version (`built-in 1`); `account` is there where a language
    model was asked; `notes` are for the analyst and are kept with the document's. `UNREAD` is the reader of what nobody could read."""

    document: str
    reader: str
    reports: tuple[Report, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[DateMention, ...] = ()
    formulas: tuple[FormulaMention, ...] = ()
    explanations: tuple[ExplanationMention, ...] = ()
    account: ModelAccount | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Correction:
    """What the analyst put right in one entry: only the fields that are not None; `rejected` takes the entry out.

    `sources` and `targets` are names or ISO codes as the analyst typed them; `date` is TIMEX3, empty where the entry has none. `span` are the
    words that tell the event, `content` those of a statement. `cameo` brings category, mode, context and Goldstein value with it, as the
    ontology has them. `is_added`: no reader found the entry, the analyst did.
    """

    entry: str
    anchor: Anchor
    kind: str  # "event" | "statement"
    sources: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    date: str | None = None
    grade: Grade | None = None
    status: Status | None = None
    rejected: bool = False
    note: str = ""
    by: str = ""
    on: str = ""  # ISO timestamp
    span: tuple[Anchor, ...] | None = None
    content: tuple[Anchor, ...] | None = None
    category: str | None = None
    cameo: str | None = None
    place: PlaceName | None = None
    is_added: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned, or is said to have: an entry of the chronicle.

    As the record keeps it, an entry is one report. Brought together (`merging.merged`), it is one happening with all its `reports`, the
    one that speaks for it first, and `entries` are their own ids in the same order; `independent` counts the sources that tell it by
    themselves. `id` is stable: it hashes the anchor of the report that arrived first, so a better reader that finds the same words gives
    the same id. `is_joined`: an analyst said of some of its reports that they tell of one happening.
    """

    id: str
    reports: tuple[Report, ...]
    corrected: Correction | None = None
    entries: tuple[str, ...] = ()
    independent: int = 1
    is_joined: bool = False

    @property
    def own_entries(self) -> tuple[str, ...]:
        """The ids of its reports' own entries."""
        return self.entries or (self.id,)

    @property
    def is_unclear(self) -> bool:
        """Whether nobody is known to have done it or suffered it."""
        return not self.best.sources and not self.best.targets

    @property
    def best(self) -> Report:
        """The report that speaks for the event."""
        return self.reports[0]

    @property
    def grade(self) -> Grade:
        """The strongest grade of the reports that tell it as the best one does; the analyst's before any."""
        if len(self.reports) == 1 or (self.corrected and self.corrected.grade):
            return self.best.grade
        return min((r.grade for r in self.reports if r.status is self.best.status), key=lambda grade: grade.rank)

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(r.document for r in self.reports)

    def without(self, gone: frozenset[str]) -> "Event | None":
        """The event as far as other documents tell it; None where none does. How many of those are independent is counted anew by merging."""
        if not self.documents & gone:
            return self
        kept = [i for i, r in enumerate(self.reports) if r.document not in gone]
        corrected = None if self.corrected and self.corrected.anchor.document in gone else self.corrected
        entries = tuple(self.entries[i] for i in kept) if self.entries else ()
        return Event(self.id, tuple(self.reports[i] for i in kept), corrected, entries) if kept else None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as an entry of the chronicle: stable `id`, correction applied; `via` as the carrying entry's id."""

    id: str
    statement: Statement
    via: str | None = None
    corrected: Correction | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Contents:
    """The whole record at one moment, corrections applied, rejected entries left out. What the analyses get: they never see a store.

    `notes` and `reviewed` go by the id of an entry or a document; an entry that the analyst corrected or added is reviewed too. `judgements`
    say of reports whether they tell of one happening, oldest first; where two quarrel the later one holds. `added_on` is when each document
    came in, an ISO timestamp, empty where that is not known.
    """

    documents: tuple[Document, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Said, ...] = ()
    formulas: tuple[FormulaMention, ...] = ()
    explanations: tuple[ExplanationMention, ...] = ()
    corrections: tuple[Correction, ...] = ()
    orphans: tuple[Correction, ...] = field(default=())  # corrections whose words are no longer found
    unread: frozenset[str] = frozenset()  # documents in a language for which there is no reader
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict, hash=False)
    reviewed: frozenset[str] = frozenset()
    judgements: tuple[Judgement, ...] = ()
    added_on: Mapping[str, str] = field(default_factory=dict, hash=False)

    def document(self, document_id: str) -> Document:
        return next(d for d in self.documents if d.id == document_id)

    def is_reviewed(self, entry: Event | Said) -> bool:
        """Whether the analyst has looked at the entry, at each of its reports where it has several."""
        ids = entry.own_entries if isinstance(entry, Event) else (entry.id,)
        return self.reviewed.issuperset(ids)

    def notes_on(self, entry: Event | Said) -> tuple[Note, ...]:
        """The notes on the entry and on each of its reports."""
        ids = entry.own_entries if isinstance(entry, Event) else (entry.id,)
        return tuple(note for id in ids for note in self.notes.get(id, ()))

    def without(self, *document_ids: str) -> "Contents":
        """The record as if these documents had never been read."""
        gone = frozenset(document_ids)
        events = tuple(left for e in self.events if (left := e.without(gone)))
        statements = tuple(s for s in self.statements if s.statement.document not in gone)
        documents = tuple(d for d in self.documents if d.id not in gone)
        ids = {id for e in events for id in e.own_entries} | {s.id for s in statements} | {d.id for d in documents}
        return Contents(
            documents,
            events,
            statements,
            tuple(f for f in self.formulas if f.document not in gone),
            tuple(x for x in self.explanations if x.document not in gone),
            tuple(c for c in self.corrections if c.anchor.document not in gone),
            tuple(c for c in self.orphans if c.anchor.document not in gone),
            self.unread - gone,
            {id: notes for id, notes in self.notes.items() if id in ids},
            self.reviewed & ids,
            self.judgements,
            {id: when for id, when in self.added_on.items() if id not in gone},
        )
