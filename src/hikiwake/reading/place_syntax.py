"""What the syntax says of a place's name: that something is there or goes there, or that the name acts, belongs to a person, qualifies."""

from typing import TYPE_CHECKING

from hikiwake.reading.actor_given_names import is_title
from hikiwake.reading.actor_syntax import MOTION, VISITED, is_government
from hikiwake.reading.gazetteer import Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_OTHER_LABELS = frozenset(("PERSON", "ORG", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"))
_LOCATIVE = frozenset(
    str.split(
        "in at near outside around from to toward towards into inside across throughout above over off through via between along"
    )
)
_INSIDE = frozenset(str.split("in at near inside outside across throughout into around through via along within"))
_DIRECTIONS = frozenset(str.split("the downtown central northern southern eastern western nearby"))
_GOING = MOTION | frozenset(
    str.split(
        "cross sail pass ship withdraw retreat advance escape migrate deport emigrate enter convoy caravan road line pipeline"
    )
)
_GONE_FOR = frozenset(str.split("leave depart sail head set bound embark"))
_TAKEN = VISITED | frozenset(
    str.split("take retake hold lose liberate recapture control defend encircle annex cross evacuate raid invade overrun")
)
_OF_A_TOWN = frozenset(
    str.split(
        "city town village port capital council mayor people residents outskirts suburb suburbs streets citizens inhabitants north south east "
        "west bishop archbishop siege battle fall bombing coast university treaty centre center part"
    )
)
_PARTS = frozenset(str.split("north south east west northeast northwest southeast southwest coast parts interior"))
_INSTRUMENTS = frozenset(
    str.split(
        "agreement agreements accord accords treaty treaties protocol protocols convention conventions declaration memorandum pact process "
        "consensus communique communiqué plan formula"
    )
)
_WELL_KNOWN = 100_000  # inhabitants from which a name after "in" is taken as the city without more


def is_a_place(doc: "Doc", first: int, end: int, entry: Entry, *, is_supported: bool, is_qualifier: bool) -> bool:
    """Whether the words `[first, end)` name `entry` as somewhere.

    Args:
        is_supported: the rest of the document speaks of its country or of places near by.
        is_qualifier: it stands behind a town's name and says where that lies ("Paris, Texas").
    """
    tokens = doc[first:end]
    head = tokens.root
    if (
        not entry.is_land
        and len(tokens) == 1
        and tokens[0].pos_ in ("VERB", "AUX", "DET", "ADV", "ADP", "CCONJ", "SCONJ", "PRON")
    ):
        return False
    if is_qualifier:
        return True
    if entry.kind == "city" and first and is_title(doc[first - 1]):
        return False  # "President Rodríguez" is nobody's town
    if head.ent_type_ in _OTHER_LABELS and _entity_is_longer(doc, first, end):
        return False
    if _names_an_instrument(doc, end):
        return False
    if entry.kind == "state":
        return _is_where(head)
    if entry.kind == "capital":
        if _is_half_of_a_compound(doc, end):
            return False
        if is_government(doc, first, end) and not after_locative(doc, first) and not _is_told_as_town(head):
            return False
        if head.dep_ == "dobj" and head.head.lemma_.lower() in VISITED:
            return True
    if entry.is_land:
        return head.ent_type_ != "PERSON" or entry.kind != "province" or is_supported
    if tokens[0].ent_type_ in _PLACE_LABELS:
        return True
    if tokens[0].pos_ != "PROPN" or (entry.population < _WELL_KNOWN and not is_supported):
        return False
    if after_locative(doc, first) or (is_supported and _is_told_as_town(head)):
        return True
    return is_supported and _stands_in_a_list(doc, first)


def _entity_is_longer(doc: "Doc", first: int, end: int) -> bool:
    return any(
        e.start <= first and end <= e.end and (e.end - e.start) > (end - first) + (doc[e.start].lower_ == "the") for e in doc.ents
    )


def _names_an_instrument(doc: "Doc", end: int) -> bool:
    """The Minsk agreements, the Paris Agreement: known by where they were signed, and not there."""
    last = doc[end - 1]
    return end < len(doc) and last.dep_ in ("compound", "nmod", "amod") and doc[end].lower_ in _INSTRUMENTS


def _is_half_of_a_compound(doc: "Doc", end: int) -> bool:
    """Half of a compound that names no place: "US-led", "Japan–Russia relations"."""
    return doc[end - 1].dep_ in ("compound", "amod", "nmod", "npadvmod") and end < len(doc) and doc[end].text in ("-", "–", "‑")


def _is_where(head: "Token") -> bool:
    """A state as the place of something ("in Japan", "visited Japan") and not as one who acts."""
    while head.dep_ == "conj" and head.head.pos_ == "PROPN":
        head = head.head
    if head.dep_ == "pobj":
        preposition = head.head
        word = preposition.lower_
        if word in ("to", "from"):
            return preposition.head.lemma_.lower() in _GOING
        if word == "for":
            return preposition.head.lemma_.lower() in _GONE_FOR
        return word in _INSIDE or (word == "of" and preposition.head.lower_ in _PARTS)
    return head.dep_ == "dobj" and head.head.lemma_.lower() in VISITED


def _is_told_as_town(head: "Token") -> bool:
    """Taken, left, visited, or the "of" of a mayor, a council, the outskirts; alone or joined to another."""
    while head.dep_ == "conj" and head.head.pos_ == "PROPN":
        head = head.head
    if head.dep_ == "dobj":
        return head.head.lemma_.lower() in _TAKEN
    if head.dep_ != "pobj":
        return False
    word, above = head.head.lower_, head.head.head
    if word == "for":
        return above.lemma_.lower() in _GONE_FOR
    return word in _LOCATIVE or (word == "of" and above.lower_ in _OF_A_TOWN)


def _stands_in_a_list(doc: "Doc", first: int) -> bool:
    """ "in Sochi in May, Vladivostok in September": a city among other places."""
    if first == 0 or doc[first - 1].lower_ not in (",", "and", "or"):
        return False
    return any(t.ent_type_ in _PLACE_LABELS for t in doc[max(doc[first].sent.start, first - 8) : first])


def after_locative(doc: "Doc", first: int) -> bool:
    at = first - 1
    while at >= 0 and doc[at].lower_ in _DIRECTIONS:
        at -= 1
    if at >= 1 and doc[at].lower_ == "as" and doc[at - 1].lower_ == "far":
        return True
    return at >= 0 and doc[at].lower_ in _LOCATIVE
