"""Whether a frame of the lexicon holds for a verb of a sentence: its particles, its objects, the conditions on its clause."""

from typing import TYPE_CHECKING

from . import lexicon, syntax
from .act import Read
from .conditions import condition_holds
from .noun_kinds import is_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICLES = frozenset({"in", "up", "down", "off"})
_PREPOSITIONAL = frozenset({"engage", "participate", "end", "seal", "hand", "turn", "walk", "vote"})
_EQUIPPING = frozenset({"provide", "supply", "present", "furnish", "equip", "arm", "issue"})
_PATIENTS = frozenset(
    {"none", "person", "actor", "official", "captive", "diplomat", "territory", "party", "media", "organization", "delegation"}
)


def frames_of(verb: "Token") -> tuple[lexicon.Frame, ...]:
    """The lexicon's frames of a verb. The lemmatiser takes "staged" for "stag" and "hoped" for "hop": the form in "-e" is tried too."""
    known = lexicon.verbs()
    lemma = verb.lemma_.lower()
    return known.get(syntax.name_of(verb)) or known.get(lemma) or known.get(lemma + "e", ())


def fits(frame: lexicon.Frame, verb: "Token", read: Read) -> bool:
    """Whether prepositions, objects and conditions that the frame asks for are there."""
    if frame.prepositions:
        holders = [verb, *syntax.children(verb, "advmod", "prt")]  # "pulled back from"
        following = {name for h in holders for name, _ in syntax.prepositions(h)} | {
            c.lower_ for c in syntax.children(verb, "prt", "prep", "dative")
        }
        if not ("none" in frame.prepositions and not following) and not following & frame.prepositions:
            return False
    if frame.objects and not _object_fits(frame.objects, verb, read):
        return False
    return all(condition_holds(flag, verb, read) for flag in frame.flags)


def has_its_negation(verb: "Token", code: str) -> bool:
    """Whether the negation of the verb is a part of what has the code: "will not tolerate" threatens."""
    return any(frame.meaning == code and "neg" in frame.flags for frame in frames_of(verb))


def frame_words(frame: lexicon.Frame, verb: "Token") -> tuple["Token", ...] | None:
    """The words that the frame wants among the verb's dependents ("open fire", "take into custody"); None where one is missing."""
    found: list[Token] = []
    for word in frame.words:
        holders = (verb, *found)
        hit = next(
            (
                c
                for h in holders
                for c in h.children
                if c.i > verb.i and word in (c.lower_, c.lemma_.lower()) and not _is_mere_preposition(verb, c)
            ),
            None,
        )
        if hit is None:
            return None
        found.append(hit)
    return tuple(found)


def named_objects(frame: lexicon.Frame, verb: "Token") -> tuple["Token", ...]:
    """Objects that belong to the act's name: "lift sanctions", "open fire", but not the people it is done to."""
    if not frame.objects or frame.objects & _PATIENTS:
        return ()
    return tuple(o for o in syntax.objects(verb) if o.pos_ == "NOUN")


def _is_mere_preposition(verb: "Token", word: "Token") -> bool:
    """ "gave an hour to prices in his address" does not give in."""
    is_particle = word.lower_ in _PARTICLES and verb.lemma_.lower() not in _PREPOSITIONAL
    return is_particle and any(c.dep_ == "pobj" for c in word.children)


def _object_fits(wanted: frozenset[str], verb: "Token", read: Read) -> bool:
    held = [*syntax.objects(verb), *syntax.datives(verb)]
    if "none" in wanted:
        return not held
    if verb.lemma_ in _EQUIPPING:  # "provided Kenya with loans"
        held += [g for name, g in syntax.prepositions(verb) if name == "with"]
    held += [c for o in held for c in o.conjuncts]
    held += [g for o in held if read(o) is None for name, g in syntax.prepositions(o) if name == "of"]
    if not held:  # "hold on to", "withdrew from": what stands behind the particle or preposition
        held = [g for _, g in syntax.prepositions(verb)]
    return any(is_kind(o, kind, read) for o in held for kind in wanted)
