"""What is found in a text of another language, before it becomes a reading: entities, quotations, and the words they stand in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from hikiwake.reading.places import KnownPlace
from hikiwake.record.model import Actor, DateMention, Place, Span
from hikiwake.terms.dates import Date

OTHER = "other"  # the kind of what a pipeline marks and is no person, body or place: it is never told


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the pipeline marks it. `kind` is `person`, `body` or `place`."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech: the words between the marks, what names who spoke, and the words that say so.

    `content` holds several spans where the words that name the speaker interrupt it. `speaker` is the name within `source`, where it has
    one. `relayed_by` is where the text names who passed it on ("TASS reports that …"). Spans are of the whole text.
    """

    content: tuple[Span, ...]
    source: Span
    cue: Span | None
    relayed_by: Span | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """All that one pipeline found in one text, each in order."""

    dates: tuple[DateMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    quotations: tuple[Quotation, ...] = ()


class Finder(Protocol):
    """What a language's pipeline is asked for."""

    def find(self, text: str, stretches: Sequence[Span], reference: Date | None, known: Sequence[KnownPlace]) -> Found:
        """What stands in the `stretches` of `text`; `reference` is the document's date, `known` the places that the case states."""
        ...

    def unnamed(self, source: str) -> bool:
        """Whether words for a speaker hide who it is ("a source in the ministry")."""
        ...

    def denies(self, text: str, quotation: Quotation) -> bool:
        """Whether the speaker says no to the words quoted, by verb or in the words themselves."""
        ...


def apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, of which none overlaps another: of two that do, the earlier, then the longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
