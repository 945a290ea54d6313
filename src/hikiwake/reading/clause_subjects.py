"""The subject of a clause that the parser took for the object of "after": "left after Peru's minister, Ana Silva, refused".

A name set off by commas makes it read "after the minister" for a phrase of its own, and the verb behind it goes to the subject of the main clause.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONJUNCTIONS = frozenset({"after", "before", "because", "since", "until", "till", "while", "when", "as"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_NAME = 5  # tokens between the commas


def misplaced_subject(verb: "Token") -> "Token | None":
    """The noun that "after" really joins to the verb behind its name; None where the parse needs no such mending."""
    if not _is_finite(verb):
        return None
    named = _noun_before_the_name(verb)
    while named is not None and named.dep_ == "pobj" and named.head.lower_ == "of":
        named = named.head.head
    if named is None or named.dep_ != "pobj" or named.head.lower_ not in _CONJUNCTIONS:
        return None
    above = named.head.head
    while above.dep_ in ("dobj", "pobj", "prep"):  # "closed the post as its minister, X, ordered"
        above = above.head
    return named if above.pos_ in ("VERB", "AUX") and above.tag_ in _FINITE and above.i < named.head.i else None


def _is_finite(verb: "Token") -> bool:
    return verb.tag_ in _FINITE or any(c.dep_ == "aux" and c.tag_ in _FINITE for c in verb.children)


def _noun_before_the_name(verb: "Token") -> "Token | None":
    """The word before ", Ana Silva," where that stands right before the verb and its auxiliaries."""
    doc = verb.doc
    at = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "neg", "auxpass") and c.i < verb.i)]) - 1
    if at <= verb.sent.start or doc[at].text != ",":
        return None
    first = at - 1
    while first > verb.sent.start and at - first <= _LONGEST_NAME and doc[first].pos_ == "PROPN":
        first -= 1
    is_name = doc[first].text == "," and first < at - 1 and first > verb.sent.start
    return doc[first - 1] if is_name else None
