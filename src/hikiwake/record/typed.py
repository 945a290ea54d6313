"""What an analyst typed or selected, made into what is kept of it."""

from collections.abc import Sequence

from hikiwake.record import handmade
from hikiwake.record.analyst import PlaceName
from hikiwake.record.anchors import unique_anchor
from hikiwake.record.model import Anchor, Contents, Document, Span
from hikiwake.record.spans import squeezed
from hikiwake.terms.errors import RecordError

Words = tuple[int, int] | Span | Sequence[tuple[int, int] | Span]  # one stretch of a document's text, or several


def place_named(place: str | PlaceName | None, contents: Contents) -> PlaceName | None:
    """The place with its coordinates: those given, else those that the record has for the name."""
    if place is None or isinstance(place, PlaceName):
        return place
    name = squeezed(place)
    known = (r.place for event in contents.events for r in event.reports if r.place and r.place.lat is not None)
    same = next((p for p in known if p.name.casefold() == name.casefold()), None)
    return PlaceName(same.name, same.country, same.lat, same.lon) if same else PlaceName(name)


def anchors_of(words: Words | None, document: Document) -> tuple[Anchor, ...] | None:
    """How the selected words are found again; None where none are selected.

    Raises:
        RecordError: they do not lie in the text.
    """
    if words is None:
        return None
    return tuple(unique_anchor(document.text, span, document.id) for span in handmade.selected(stretches(words), document))


def stretches(words: Words) -> Sequence[tuple[int, int] | Span]:
    """The words as a list of stretches, also where they are one."""
    if isinstance(words, Span):
        return (words,)
    match words:
        case (int(start), int(end)):
            return ((start, end),)
    return words  # type: ignore[return-value]  # no pair of numbers, so a list of stretches


def actor_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names, each once.

    Raises:
        RecordError: there is none, or one is empty.
    """
    if not names:
        raise RecordError.of("actor", "no name is given", "Name the actor as the chronicle shows it.")
    return tuple(dict.fromkeys(map(actor_name, names)))


def actor_name(name: str) -> str:
    """A name on one line.

    Raises:
        RecordError: it is empty.
    """
    if not name.strip():
        raise RecordError.of("actor", "a name is empty", "Name the actor as the chronicle shows it.")
    return squeezed(name)
