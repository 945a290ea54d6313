"""What a noun is: of a class or topic of the lexicon, somebody's or nobody's, from abroad."""

from typing import TYPE_CHECKING

from . import lexicon, syntax, topics
from .act import Read

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_SOMEBODY = frozenset({"GPE", "ORG", "PERSON", "NORP", "LOC", "FAC"})


def is_kind(noun: "Token", kind: str, read: Read) -> bool:
    """Whether a noun is of a class of the lexicon, names a topic, or is an act of it."""
    lemma = syntax.name_of(noun)
    if kind in ("actor", "person") and (
        noun.ent_type_ in ("PERSON", "NORP") or (kind == "actor" and noun.ent_type_ in ("GPE", "ORG"))
    ):
        return True
    if kind == "aid_economic" and noun.ent_type_ == "MONEY":
        return True
    if kind == "actor" and lemma in lexicon.people():
        return True
    if kind == "territory" and noun.ent_type_ in ("GPE", "LOC"):
        return True
    if is_member(noun, lexicon.classes().get(kind, frozenset())):
        return True
    topic = topics.topics().get(kind)
    if topic is None:
        return False
    if lemma in topic.concepts:
        return True
    if any(c.lemma_.lower() in topic.concepts for c in noun.children if c.dep_ in ("compound", "amod")):
        return True
    act = read(noun) if noun.pos_ in ("NOUN", "PROPN") else None
    return act is not None and act.topic is not None and act.topic.name == kind


def is_member(noun: "Token", members: frozenset[str]) -> bool:
    """Whether the noun is of a class, by itself or with the word before it: "war crimes"."""
    lemma = syntax.name_of(noun)
    before = (f"{c.lemma_.lower()}_{lemma}" for c in syntax.children(noun, "compound", "amod"))
    return lemma in members or noun.lower_ in members or any(name in members for name in before)


def is_mere(noun: "Token", kind: str) -> bool:
    """Whether a noun is of the class and nobody's: "the principle of free navigation", "the view that"; not "the views of the minister"."""
    if noun.lemma_.lower() not in lexicon.classes()[kind] or is_of_somebody(noun):
        return False
    return not any(_is_known_owner(g) for name, g in syntax.prepositions(noun) if name == "of")


def is_of_somebody(noun: "Token") -> bool:
    """Whether a noun names somebody or what is somebody else's: "defended Syria", "Israel's right"; not "her idea", "the deal with Turkey"."""
    if noun.pos_ == "PRON":
        return noun.lower_ in ("him", "her", "them")
    if noun.ent_type_ in _OF_SOMEBODY or noun.lemma_.lower() in lexicon.people():
        return True
    return any(c.ent_type_ in _OF_SOMEBODY for c in syntax.children(noun, "poss")) or any(
        c.ent_type_ == "NORP" for c in syntax.children(noun, "amod")
    )


def is_from_abroad(goods: "Token", verb: "Token") -> bool:
    """ "Polish meat", "rice from Guyana": whose goods they are is said."""
    if any(c.ent_type_ in ("NORP", "GPE") for c in syntax.children(goods, "amod", "compound", "poss")):
        return True
    return any(
        name == "from" and g.ent_type_ in ("GPE", "LOC") for holder in (goods, verb) for name, g in syntax.prepositions(holder)
    )


def _is_known_owner(noun: "Token") -> bool:
    if noun.ent_type_ in ("GPE", "NORP", "PERSON"):
        return True
    is_somebody = noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon.people()
    return is_somebody and not any(c.lower_ in ("a", "an") for c in noun.children)
