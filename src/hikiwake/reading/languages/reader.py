"""A reader of another language than English: dates, and direct quotations with their speakers and grades. Events are not coded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from hikiwake.reading.language import stretches
from hikiwake.reading.languages.detection import named
from hikiwake.reading.languages.found import Finder, Found, Quotation
from hikiwake.reading.places import KnownPlace
from hikiwake.record.model import (
    Actor,
    Certainty,
    DateMention,
    Document,
    Phrase,
    Polarity,
    Reading,
    Span,
    Statement,
)
from hikiwake.terms.errors import Problem
from hikiwake.terms.grades import Grade
from hikiwake.terms.states import by_iso3

_MOST_NAMED = 8  # actors and places that the note names
_PRESS = "MED"


@dataclass(frozen=True, slots=True)
class OtherReader:
    """Reads with a language's `finder`; `places` are those that the case states. Its readings carry the `name` it is given."""

    finder: Finder = field(repr=False)
    places: Sequence[KnownPlace] = ()
    name: str = "built-in"

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Problem]:
        """One reading for each document, in order."""
        for document in documents:
            try:
                yield self._read(document)
            except Exception as error:  # as the built-in reader: one document costs no other, and is told by name
                what = f"could not be read ({type(error).__name__}: {error})"
                yield Problem(document.name, what, "The others were read; please report it.")

    def _read(self, document: Document) -> Reading:
        found = self.found(document)
        statements = tuple(statements_of(document, found, self.finder))
        return Reading(document.id, self.name, (), statements, found.dates, notes=(_told(document, found),))

    def found(self, document: Document) -> Found:
        """All that the pipeline finds, actors, places and entities too, which a record holds only as speakers of statements."""
        return self.finder.find(document.text, list(stretches(document.text, document.prose)), document.date, self.places)


def statements_of(document: Document, found: Found, finder: Finder) -> Iterator[Statement]:
    """Quotations as statements: with the actor behind the source, the grade, and the date where the words around tell one."""
    for quotation in found.quotations:
        is_unnamed = finder.unnamed(quotation.source.cut(document.text))
        speaker = _speaker(document.text, quotation, found, is_unnamed)
        yield Statement(
            document=document.id,
            source=_phrase(document.text, (quotation.source,)),
            cue=_phrase(document.text, (quotation.cue,)) if quotation.cue else None,
            content=_phrase(document.text, quotation.content),
            speaker=speaker,
            quoted=True,
            grade=_grade(quotation, speaker, is_unnamed),
            certainty=Certainty.CERTAIN,
            polarity=Polarity.NEGATIVE if finder.denies(document.text, quotation) else Polarity.POSITIVE,
            date=_date_beside(quotation, found.dates, document.text),
        )


def _phrase(text: str, spans: tuple[Span, ...]) -> Phrase:
    return Phrase(" … ".join(s.cut(text) for s in spans), spans)


def _speaker(text: str, quotation: Quotation, found: Found, is_unnamed: bool) -> Actor | None:
    """The last actor named in the source: of "the Russian foreign ministry's Zakharova" the person. None where nobody is named.

    One who hides keeps no name but the words for him, with the country that they tell. A title alone is the person beside whose name the
    text has put it before.
    """
    source = quotation.source
    words = source.cut(text)
    within = [a for a in found.actors if source.holds(a.span)]
    if is_unnamed:
        return Actor(words, source, words, next((a.country for a in reversed(within) if a.country), None))
    if within:
        return within[-1]
    persons = [e.span for e in found.entities if e.kind == "person" and e.span.end <= source.start]
    titled = [p for p in persons if text.startswith(words, p.end) or text[: p.start].rstrip().lower().endswith(words.lower())]
    person = next((a for a in found.actors if titled and a.span == titled[-1]), None)
    return replace(person, text=words, span=source) if person else None


def _grade(quotation: Quotation, speaker: Actor | None, is_unnamed: bool) -> Grade:
    if is_unnamed:
        return Grade.ANONYMOUS
    if quotation.relayed_by is not None or (speaker is not None and speaker.sector == _PRESS):
        return Grade.REPORTED
    return Grade.ON_RECORD


def _date_beside(quotation: Quotation, dates: Sequence[DateMention], text: str) -> DateMention | None:
    """The date in the sentence that says who spoke, outside the words quoted."""
    spans = [*quotation.content, quotation.source, *((quotation.cue,) if quotation.cue else ())]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    for mention in dates:
        if whole.holds(mention.span) and not any(s.overlaps(mention.span) for s in quotation.content):
            return mention
    return None


def _told(document: Document, found: Found) -> str:
    """What the analyst must know of a reading that is less than the English one, and the names that it found."""
    language = named(document.language or "").name
    parts = [f"in {language}, which is read without events"]
    if actors := dict.fromkeys(_actor(a) for a in found.actors):
        parts.append(f"named: {_few(list(actors))}")
    if places := dict.fromkeys(p.name for p in found.places):
        parts.append(f"places: {_few(list(places))}")
    return "; ".join(parts)


def _actor(actor: Actor) -> str:
    state = by_iso3(actor.country) if actor.country else None
    return actor.name if state is None or state.name == actor.name else f"{actor.name} ({actor.country})"


def _few(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else "")
