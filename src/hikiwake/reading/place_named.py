"""A place that an analyst names, with the coordinates that the case or the gazetteer has for it."""

from collections.abc import Iterable

from hikiwake.reading.gazetteer import places_named, words_of
from hikiwake.reading.places import KnownPlace
from hikiwake.record.analyst import PlaceName
from hikiwake.record.spans import squeezed


def place_named(name: str, known: Iterable[KnownPlace] = ()) -> PlaceName | None:
    """The place of that name: of those the case states, else the one that texts mean most often; None where nobody knows it.

    Args:
        known: places that the case states.
    """
    wanted = squeezed(name).casefold()
    for place in known:
        if wanted in {squeezed(other).casefold() for other in (place.name, *place.other_names)}:
            return PlaceName(place.name, None, place.lat, place.lon)
    found = places_named(" ".join(words_of(squeezed(name))))
    return PlaceName(found[0].name, found[0].country, found[0].lat, found[0].lon) if found else None
