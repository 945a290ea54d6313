"""What the syntax says about a name or a pronoun: whether a city stands for its government, whether a country's name is somebody's name.

Who spoke before, for a pronoun, is here too.
"""

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
SIGNED_AT = frozenset(
    (
        "treaty",
        "protocol",
        "agreement",
        "accord",
        "accords",
        "convention",
        "declaration",
        "summit",
        "conference",
        "communique",
        "communiqué",
    )
)  # named after the town where they were signed
HEADS = frozenset(("president", "prime minister", "premier", "chancellor", "leader", "king", "queen", "emperor"))
QUOTED_BACK = 3  # sentences of a quotation between "he said" and the sentence that says who speaks
_SAYING_WORDS = (
    "say tell add state announce declare warn write claim explain argue insist note stress reply answer ask respond comment deny"
)
_SAYING = frozenset(_SAYING_WORDS.split())
_QUOTE_MARKS = frozenset('"“”„«»')
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
            "centre",
            "center",
            *SIGNED_AT,
        )
    )


def _is_dateline(doc: "Doc", first: int, last: int) -> bool:
    """MOSCOW (Reuters) — …"""
    return first == doc[first].sent.start and last < len(doc) and doc[last].text in ("(", "—", "–", "--", ",", ":")


def is_name_of_something_else(doc: "Doc", first: int, last: int, match: Match) -> bool:
    """Michael Jordan, Georgia O'Keeffe, Port Sudan, speaking Russian, the Federal Foreign Office: words that name what they usually name not."""
    kind = match.named.kind
    if "$" in doc.text[max(0, match.start - 1) : match.end + 2]:
        return True  # US$ 50 million, $US 50 million
    if kind in ("state", "seat") and last - first == 1:
        return _is_a_person(doc, first) or (first > 0 and doc[first - 1].text == "Port")
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


def is_saying(verb: "Token") -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _SAYING


def main_subject_before(doc: "Doc", at: int) -> "Token | None":
    """The subject of the speech verb that heads the sentence before, where the word at `at` is that of the next one: "X told …. “…,” he said"."""
    word = doc[at]
    sent = word.sent
    if word.dep_ != "nsubj" or word.head.i != sent.root.i or not is_saying(word.head):
        return None
    for _ in range(QUOTED_BACK):
        if sent.start == 0:
            return None
        sent = doc[sent.start - 1].sent
        if is_saying(sent.root):
            return next((c for c in sent.root.children if c.dep_ == "nsubj"), None)
        if sent.text.strip()[:1] not in _QUOTE_MARKS:
            return None
    return None


def verbs_over(doc: "Doc", at: int) -> frozenset[int]:
    """The verb that a word depends on, and those whose subject does that too: "is said to have urged him", "sued him, accusing him"."""
    verb = doc[at].head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    found = {verb.i}
    while _lacks_subject(verb) and verb.head.i != verb.i:
        verb = verb.head
        found.add(verb.i)
    return frozenset(found)


def _lacks_subject(verb: "Token") -> bool:
    if verb.dep_ not in ("xcomp", "advcl", "conj") or verb.head.pos_ not in ("VERB", "AUX"):
        return False
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
