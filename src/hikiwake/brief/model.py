"""The brief as data: sections of blocks of sentences, each sentence with what it rests on.

What can be shown is decided here and in `composition/`; HTML, Markdown, terminal and JSON only lay it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hikiwake.assessment.cites import Cite, Words
from hikiwake.record.model import Span
from hikiwake.terms.grades import Grade


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or entry) of the brief.

    `key` is stable between runs and unique within a brief. `lead` stands before the text (a date, a speaker).
    `judgement` names whose judgement the sentence is, empty where it only reports.
    """

    key: str
    text: str
    cites: tuple[Cite, ...] = ()
    judgement: str = ""
    lead: str = ""

    @property
    def plain(self) -> str:
        """Lead and text as one line."""
        return f"{self.lead}: {self.text}" if self.lead else self.text

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(c.document for c in self.cites if isinstance(c, Words))

    @property
    def rests_on_documents_alone(self) -> bool:
        """Whether it goes when the documents it cites go."""
        return bool(self.cites) and all(isinstance(c, Words) for c in self.cites)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences run together. `style` is "", bottom_line, as_of, since, notice, next, change, aside or missing."""

    sentences: tuple[Sentence, ...]
    style: str = ""
    heading: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """A claim and its evidence."""

    claim: Sentence
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    heading: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a document with what stands around them; `marked` pairs each stretch of text with whether the entry rests on it."""

    document: str
    at: Span
    marked: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the chronicle or of who said what.

    `tellings` are other wordings of the same event; `state` is planned, denied or hypothetical, or who disputes it; `independent` counts the
    sources that tell it by themselves.
    """

    sentence: Sentence
    grade: Grade
    state: str = ""
    tellings: tuple[Sentence, ...] = ()
    corrected_by: str = ""
    independent: int = 1


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of entries, folded away where it is not the section's heart."""

    entries: tuple[Entry, ...]
    heading: str = ""
    folded: bool = False
    leads: str = "When"  # the heading of the leads' column
    more: int = 0  # entries of the kind that only the appendix lists


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by name, and the finding that is its title."""

    name: str  # relations, event_data, said, timeline, settlement, explanations or clocks
    title: Sentence


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences as a list."""

    sentences: tuple[Sentence, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Figures with their names; `first_is_header`: the first cell of a row names it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: bool = False
    style: str = ""  # wide: small type, folded where the screen is narrow or the page is paper; verdicts: folded where narrow


Block = Paragraph | Reasons | Entries | Chart | Bullets | Table


@dataclass(frozen=True, slots=True)
class Section:
    """`id` is its place in the page (`#chronicle`), `title` its heading."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief. `numbers` gives each document its number among the sources."""

    title: str
    page_one: Section
    sections: tuple[Section, ...]
    numbers: dict[str, int] = field(default_factory=dict)

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order."""
        for section in (self.page_one, *self.sections):
            for block in section.blocks:
                yield from sentences_of(block)


def sentences_of(block: Block) -> Iterator[Sentence]:
    match block:
        case Paragraph(sentences=sentences) | Bullets(sentences=sentences):
            yield from sentences
        case Reasons(reasons=reasons):
            for reason in reasons:
                yield reason.claim
                yield from reason.evidence
        case Entries(entries=entries):
            for entry in entries:
                yield entry.sentence
                yield from entry.tellings
        case Chart(title=title):
            yield title
        case Table():
            return
