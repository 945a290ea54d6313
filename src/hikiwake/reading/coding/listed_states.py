"""Headlines that list states with commas only: in "Peru, Chile hold talks" both do.

The parser takes the first name for an aside. Only where the sentence has no full stop, as headlines have none; running text joins with "and".
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .cast import Cast

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_STOPS = frozenset({".", "!", "?", ";", ":"})


def with_listed(doers: Sequence["Token"], cast: Cast) -> list["Token"]:
    """The doers with the states that stand before or behind one of them in the list that opens a headline."""
    listed = _listed(doers[0].sent, cast) if doers else []
    inside = {w.i for d in doers for w in (d, *d.lefts)}
    if not any(state.i in inside for state in listed):
        return list(doers)
    return [*doers, *(state for state in listed if state.i not in inside)]


def _listed(sentence: "Sentence", cast: Cast) -> list["Token"]:
    """The states that open a sentence without a stop, two or more with nothing but commas between them."""
    words = [t for t in sentence if not t.is_space]
    if len(words) < 4 or words[1].text != "," or any(t.text in _STOPS for t in words):
        return []
    listed = [words[0]]
    for comma, name in zip(words[1::2], words[2::2], strict=False):
        if comma.text != ",":
            break
        listed.append(name)
    named = [cast.at(word) for word in listed]
    countries = {a.country for a in named if a is not None and a.country and not cast.is_town(a)}
    return listed if len(countries) == len(listed) else []
