"""Acts that a noun or an adjective names: "talks in Lima", "the annexation of Crimea", "is willing to"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from . import lexicon, speech, syntax, topics
from .act import Act, Read, in_order, with_prefix
from .light_verbs import lent
from .noun_kinds import is_mere
from .operators import CODES_OF_AID, applied_to_content, finer_aid, is_licence
from .topics import OPERATORS

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNTHINKABLE = frozenset({"unacceptable", "impossible", "unthinkable", "inadmissible", "inconceivable"})
_PRAISE = "051"
_WORDS = frozenset({"note", "letter", "message", "statement", "declaration", "cry", "expression"})
_AS_BEFORE = frozenset({"remain", "stay"})  # who remains committed has agreed to nothing new
_WHEN = frozenset({"at", "by", "until", "till", "since", "before", "after", "towards", "toward", "near", "in"})


def of_noun(noun: "Token", read: Read) -> Act | None:
    """The act that a noun names, None where it names none."""
    before = {c.lemma_.lower() for c in noun.children if c.i < noun.i}
    if noun.lemma_ == "end" and noun.head.lower_ in _WHEN:
        return None  # "at the end of the visit" ends nothing
    if noun.ent_type_ == "DATE":
        return None  # in March nobody need march
    if noun.dep_ == "dobj" and noun.head.lemma_ == "address":
        return None  # a rally that is addressed is where something is said
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _WORDS and noun.lemma_ == "protest":
        return None  # "a note of protest": nobody marches
    if is_licence(noun):
        return None
    if noun.lemma_ in ("participation", "involvement") and (shared := _shared(noun, read)) is not None:
        return shared
    for nominal in _readings(noun):
        if not before.issuperset(nominal.modifiers) or not _stands_behind(nominal.behind, noun):
            continue
        if nominal.meaning == _PRAISE and _is_for_ideas(noun):
            continue
        words = (*(c for c in noun.children if c.i < noun.i and c.lemma_.lower() in nominal.modifiers), *with_prefix(noun))
        if nominal.meaning in OPERATORS:
            act = applied_to_content(nominal.meaning, noun, words, read)
            act = replace(act, of=nominal.of) if act else None
        else:
            act = Act(nominal.meaning, noun, words, of=nominal.of)
        if act is not None:
            return _kind_of_aid(act)
    return None


def _is_for_ideas(noun: "Token") -> bool:
    """ "Its endorsement of the principle of free trade": a stance, done to nobody."""
    behind = [g for name, g in syntax.prepositions(noun) if name in ("for", "of")]
    return bool(behind) and all(is_mere(g, "idea") for g in behind)


def of_copula(verb: "Token", read: Read) -> Act | None:
    """ "Lifting the sanctions is out of the question", "a withdrawal is unacceptable": whoever says so refuses it."""
    if verb.lemma_ != "be":
        return None
    refused = [c for c in verb.children if c.dep_ in ("csubj", "nsubj") and c.i < verb.i]
    if not refused or not speech.speakers(verb):
        return None
    inner = read(refused[0])
    if inner is None or inner.topic is None or not _is_unthinkable(verb):
        return None
    code = topics.apply("reject", inner.topic)
    words = in_order((verb,), inner.words)
    return Act(code, verb, words, ("reject", *inner.operators), inner, content=refused[0]) if code else None


def _is_unthinkable(copula: "Token") -> bool:
    if any(c.lemma_.lower() in _UNTHINKABLE for c in syntax.children(copula, "acomp", "attr")):
        return True
    return any(name == "out" and g.lower_ == "question" for name, g in syntax.prepositions(copula))


def _readings(noun: "Token") -> tuple[lexicon.Nominal, ...]:
    known = lexicon.nouns()
    return next((known[key] for key in (noun.lower_, syntax.name_of(noun), noun.lemma_.lower()) if key in known), ())


def _stands_behind(word: str | None, noun: "Token") -> bool:
    return word is None or any(name == "of" and g.lemma_.lower() == word for name, g in syntax.prepositions(noun))


def _shared(noun: "Token", read: Read) -> Act | None:
    """ "X's participation in sanctions against Y" is X's act."""
    governed = next((g for name, g in syntax.prepositions(noun) if name == "in"), None) or _after_aside(noun)
    if governed is not None:
        inner = read(governed)
        if inner is not None and inner.code[:2] not in ("01", "04"):
            return replace(inner, head=noun, words=in_order((noun,), inner.words), of="source", inner=inner)
    return None


def _after_aside(noun: "Token") -> "Token | None":
    """What "in" governs behind an aside in dashes: "its participation — though late — in sanctions"."""
    behind = noun.doc[noun.i + 1 : noun.sent.end]
    dashes = [t.i for t in behind if t.text in ("—", "–", "-", "--")]
    if len(dashes) < 2 or dashes[0] != noun.i + 1 or dashes[1] + 1 >= noun.sent.end:
        return None
    after = noun.doc[dashes[1] + 1]
    return syntax.pobj(after) if after.lower_ == "in" else None


def _kind_of_aid(act: Act) -> Act:
    if act.code != "070":
        return act
    finer = finer_aid(topics.topics()["aid"], act.head)
    return replace(act, code=CODES_OF_AID.get(finer.name, "070"))


def of_adjective(adjective: "Token", read: Read) -> Act | None:
    """The act of a predicative adjective: "willing to", "critical of", "responsible for"."""
    if adjective.dep_ not in ("acomp", "attr", "oprd", "ROOT", "conj", "advcl"):
        return None
    meaning = lexicon.adjectives().get(adjective.lemma_.lower())
    if meaning is None or (meaning == "intend" and adjective.head.lemma_ in _AS_BEFORE):
        return None
    if meaning in OPERATORS:
        return applied_to_content(meaning, adjective, (adjective,), read)
    if meaning == "light":
        return lent(meaning, adjective, (adjective,), read)
    return Act(meaning, adjective, (adjective,))
