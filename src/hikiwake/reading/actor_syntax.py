"""What the syntax says about a name: whether a city stands for its government, whether a country's name is somebody's name."""

from typing import TYPE_CHECKING

from hikiwake.reading.actor_names import Match
from hikiwake.terms.states import find

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "outside", "around", "into", "inside", "across", "throughout", "above", "over", "beyond", "off"]
)
_MOTION_WORDS = (
    "go come travel fly arrive return head visit trip journey flight leave depart move drive march send bring invite tour mission road way "
    "stop gather meet hold live bear base locate open close station deploy bus train flee evacuate attend delegation envoy"
)
_VISITED_WORDS = "visit leave reach enter attack bomb shell capture besiege tour storm quit seize occupy flee surround hit strike"
MOTION = frozenset(_MOTION_WORDS.split())
VISITED = frozenset(_VISITED_WORDS.split())


def is_government(doc: "Doc", first: int, last: int) -> bool:
    """Whether a capital's name means the government: "Moscow said", "talks with Tokyo"; not "in Moscow", "a visit to Tokyo"."""
    token = doc[first:last].root
    while token.dep_ == "conj" and token.head.pos_ == "PROPN":
        token = token.head
    if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "PROPN" and token.head.i >= last:
        return False  # Moscow State University
    if token.dep_ == "pobj":
        return _after_preposition(token.head)
    if token.dep_ in ("dobj", "obj"):
        return token.head.lemma_.lower() not in VISITED
    if token.dep_ == "appos" or token.dep_ == "npadvmod":
        return False
    return not _is_dateline(doc, first, last)


def _after_preposition(preposition: "Token") -> bool:
    word = preposition.lower_
    if word in _PLACE_PREPOSITIONS:
        return False
    head = preposition.head
    if word in ("to", "from", "for", "through", "via", "toward", "towards"):
        return head.lemma_.lower() not in MOTION
    return word in ("with", "between", "by", "against", "of", "on", "than", "among", "from") and not (
        word == "of"
        and head.lower_
        in (
            "city",
            "capital",
            "streets",
            "north",
            "south",
            "east",
            "west",
            "suburb",
            "outside",
            "part",
            "university",
            "mayor",
            "treaty",
            "centre",
            "center",
        )
    )


def _is_dateline(doc: "Doc", first: int, last: int) -> bool:
    """MOSCOW (Reuters) — …"""
    return first == doc[first].sent.start and last < len(doc) and doc[last].text in ("(", "—", "–", "--", ",", ":")


def is_name_of_something_else(doc: "Doc", first: int, last: int, match: Match) -> bool:
    """Michael Jordan, Georgia O'Keeffe, speaking Russian, the Federal Foreign Office: words that name what they usually name not."""
    kind = match.named.kind
    if "$" in doc.text[max(0, match.start - 1) : match.end + 2]:
        return True  # US$ 50 million, $US 50 million
    if kind in ("state", "seat") and last - first == 1:
        return _is_a_person(doc, first)
    if kind == "organisation":
        return _is_longer_organisation(doc, first, last)
    return kind == "adjective" and _is_a_language(doc, first)


def _is_a_person(doc: "Doc", i: int) -> bool:
    token = doc[i]
    if token.ent_type_ == "PERSON" and _person_is_longer(token):
        return True
    if i == 0:
        return False
    before = doc[i - 1]
    return bool(
        before.ent_type_ == "PERSON" and before.pos_ == "PROPN" and before.dep_ == "compound" and before.head.i == token.i
    )


def _is_longer_organisation(doc: "Doc", first: int, last: int) -> bool:
    if first == 0 or doc[first].ent_type_ != "ORG" or doc[first].ent_iob_ != "I":
        return False
    before = doc[first - 1]
    is_part = before.text[0].isupper() and before.pos_ in ("PROPN", "ADJ") and first <= before.head.i < last
    return is_part and find(before.text) is None


def _is_a_language(doc: "Doc", i: int) -> bool:
    if i == 0 or doc[i - 1].lower_ not in ("in", "speak", "speaks", "speaking", "spoke", "into", "fluent"):
        return False
    token = doc[i]
    is_object = token.dep_ in ("pobj", "dobj") and token.pos_ in ("PROPN", "NOUN", "ADJ")
    return is_object and not any(c.pos_ == "DET" for c in token.children)


def _person_is_longer(token: "Token") -> bool:
    """The entity goes on before or after the word, and not just with a possessive."""
    doc = token.doc
    before = token.i > 0 and token.ent_iob_ == "I" and doc[token.i - 1].pos_ == "PROPN"
    after = token.i + 1 < len(doc) and doc[token.i + 1].ent_iob_ == "I" and doc[token.i + 1].pos_ == "PROPN"
    return bool(before or after)
