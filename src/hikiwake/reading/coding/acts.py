"""What a word says was done: the reading of a verb, noun or adjective as an act with its CAMEO code.

A plain word has its code from the lexicon (`frames`, `nominals`). An operator ("urge", "refuse", "suspend", "threat of") takes the code from what it
governs, as deep as that goes: "refused to accept a demand to end the blockade" (`operators`). Light verbs ("hold talks") lend their subject to the
noun (`light_verbs`); reporting verbs ("announced that …") are seen through. `reading` finds one act; what it consumed on the way is in `Act.words`
and is not coded again.
"""

from functools import partial
from typing import TYPE_CHECKING

from . import lexicon, syntax, topics
from .act import Act, Read, with_prefix
from .bases import opened
from .courts import to_court
from .frames import fits, frame_words, frames_of, named_objects
from .light_verbs import lent
from .nominals import of_adjective, of_copula, of_noun
from .operators import CODES_OF_AID, DEEPEST, applied_to_content, finer_aid, wanted
from .refused import refused_request
from .topics import OPERATORS
from .warnings import warned

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCENES = frozenset({"area", "scene", "spot", "site", "zone"})
_MEMO = "hikiwake.act"


def reading(token: "Token", depth: int = 0) -> Act | None:
    """The act that `token` names in its sentence, None where it names none.

    Kept in the doc's `user_data`: frames ask for the same object's act again and again, and the asking nests.
    """
    known = token.doc.user_data
    key = (_MEMO, token.i)
    if key not in known:
        if depth > DEEPEST:
            return None
        known[key] = None  # a word that leads back to itself names nothing
        known[key] = _reading(token, partial(reading, depth=depth + 1))
    found: Act | None = known[key]
    return found


def _reading(token: "Token", read: Read) -> Act | None:
    if token.pos_ in ("VERB", "AUX"):
        return _verb(token, read) or of_copula(token, read)
    if token.pos_ in ("NOUN", "PROPN"):
        return of_noun(token, read)
    if token.pos_ == "ADJ":
        return of_adjective(token, read)
    return None


def _verb(verb: "Token", read: Read) -> Act | None:
    if (refused := refused_request(verb, read)) is not None:
        return refused
    for frame in frames_of(verb):
        words = frame_words(frame, verb)
        if words is None or not fits(frame, verb, read):
            continue
        words = (*words, *named_objects(frame, verb))
        act = _meaning(frame.meaning, verb, (*with_prefix(verb), *words), read)
        if act is not None:
            return act
    return None


def _meaning(meaning: str, verb: "Token", words: tuple["Token", ...], read: Read) -> Act | None:
    if meaning == "election":
        return Act(meaning, verb, with_prefix(verb)) if verb.lemma_ != "inaugurate" or _is_of_somebody(verb) else None
    if meaning == "referendum":
        return Act("election", verb, words)
    if meaning == "warning":
        return warned(verb, words, read)
    if meaning == "court":
        return to_court(verb, words)
    if meaning == "base":
        return opened(verb, words)
    if meaning[0].isdigit():
        if meaning == "014":
            return _considered(verb, words, read)
        if meaning == "070" and _goes_to_a_scene(verb):
            return None
        finer = next((f.name for o in syntax.objects(verb) if (f := finer_aid(topics.topics()["aid"], o)).name != "aid"), None)
        return Act(CODES_OF_AID[finer] if meaning == "070" and finer else meaning, verb, words)
    if meaning in OPERATORS:
        return applied_to_content(meaning, verb, words, read)
    if meaning in ("aspect", "light", "suffer"):
        return lent(meaning, verb, words, read)
    if meaning == "want":
        return wanted(verb, words, read)
    return None


def _goes_to_a_scene(verb: "Token") -> bool:
    """ "Two boats were sent to the area": nobody is helped by it."""
    return any(name == "to" and g.lemma_.lower() in _SCENES for name, g in syntax.prepositions(verb))


def _is_of_somebody(verb: "Token") -> bool:
    """Whether people are inaugurated and not bridges."""
    return any(o.ent_type_ == "PERSON" or o.lemma_.lower() in lexicon.people() or _is_a_name(o) for o in syntax.elected(verb))


def _is_a_name(noun: "Token") -> bool:
    return noun.pos_ == "PRON" or (noun.pos_ == "PROPN" and noun.ent_type_ not in ("GPE", "LOC", "FAC", "ORG"))


def _considered(verb: "Token", words: tuple["Token", ...], read: Read) -> Act:
    """What is only considered is not coded again as done: "is considering sending aid"."""
    content = next(iter([*syntax.children(verb, "xcomp", "ccomp"), *syntax.objects(verb)]), None)
    return Act("014", verb, words, inner=read(content) if content is not None else None, content=content)
