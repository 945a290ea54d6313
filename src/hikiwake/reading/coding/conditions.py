"""The single conditions that a frame of the lexicon puts on its verb: on the clauses, the objects, those who do it, what stands behind, the form.

A condition is `KIND` or `KIND:CLASS`, as `lexicon.Frame` lists them.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from . import lexicon, mood, syntax
from .act import Read
from .noun_kinds import is_from_abroad, is_kind, is_member, is_mere, is_of_somebody

if TYPE_CHECKING:
    from spacy.tokens import Token

_PHONE = frozenset({"phone", "telephone", "telephonically"})
_AIR = frozenset({"plane", "warplane", "jet", "aircraft", "helicopter", "bomber", "gunship", "air", "drone", "fighter"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def condition_holds(condition: str, verb: "Token", read: Read) -> bool:
    """Whether a condition that a frame asks for holds for `verb`."""
    kind, _, wanted = condition.partition(":")
    if kind in _ON_THE_VERB:
        return _ON_THE_VERB[kind](verb)
    if kind in ("as", "for", "on", "under"):
        return _stands_behind(verb, kind, wanted)
    return _ON_A_CLASS[kind](verb, wanted, read)


# ------------------------------------------------------------ its clauses


def _has_a_clause(verb: "Token", wanted: str, read: Read) -> bool:
    """Any clause, or one of which verb, object or verb with preposition is of one of the classes."""
    clauses = syntax.children(verb, "ccomp", "xcomp", "acl")
    if not wanted:
        return bool(clauses) or verb.dep_ == "ccomp" or any(c.dep_ == "parataxis" for c in verb.children)
    kinds = wanted.split("|")
    return any(
        c.lemma_ in kinds or any(is_kind(c, k, read) or _goes_with(c, k) or _mentions(c, k, read) for k in kinds) for c in clauses
    )


def _has_an_infinitive(verb: "Token") -> bool:
    clauses = syntax.children(verb, "xcomp", "ccomp", "advcl")
    return any(c.tag_ == "VB" and any(a.lower_ == "to" for a in c.children if a.dep_ in ("aux", "mark")) for c in clauses)


def _is_plain(verb: "Token") -> bool:
    return not syntax.children(verb, "oprd", "acomp", "attr", "ccomp")


def _is_bare(verb: "Token") -> bool:
    is_alone = not syntax.children(verb, "xcomp", "ccomp", "dobj")
    return is_alone and not any(name in ("on", "upon") for name, _ in syntax.prepositions(verb))


def _goes_with(clause: "Token", kind: str) -> bool:
    """Whether verb and preposition together are of a class: "declined to go into it" is no comment."""
    wanted = lexicon.classes().get(kind, frozenset())
    return any(f"{clause.lemma_}_{name}" in wanted for name, _ in syntax.prepositions(clause))


def _mentions(clause: "Token", kind: str, read: Read) -> bool:
    return any(is_kind(o, kind, read) for o in syntax.objects(clause))


# ------------------------------------------------------------ its objects


def _has_none_of(verb: "Token", wanted: str, read: Read) -> bool:
    return not any(o.lemma_.lower() in lexicon.classes()[wanted] for o in syntax.objects(verb))


def _goes_beyond(verb: "Token", wanted: str, read: Read) -> bool:
    """Whether what is praised is more than something of the class that is nobody's."""
    praised = _praised(verb)
    return not praised or not all(is_mere(noun, wanted) or _is_any(noun) for noun in praised)


def _praised(verb: "Token") -> list["Token"]:
    """What is supported: the objects, or what stands behind one that only names the support ("its support for the idea")."""
    held = syntax.objects(verb)
    named = [o for o in held if o.lemma_.lower() in lexicon.classes()["welcome"]]
    behind = [g for o in (*named, verb) for name, g in syntax.prepositions(o) if name in ("for", "of", "to")] if named else []
    return behind or [o for h in held for o in syntax.coordinated(h)]


def _is_any(noun: "Token") -> bool:
    """ "would welcome any presence of theirs": whatever it is, it is not there yet."""
    return any(c.lower_ == "any" for c in syntax.children(noun, "det"))


def _is_about_somebody(verb: "Token") -> bool:
    held = syntax.objects(verb)
    return any(is_of_somebody(o) for o in (*held, *(c for o in held for c in o.conjuncts)))


def _is_about_the_doers_own(verb: "Token") -> bool:
    return any(c.tag_ == "PRP$" for o in syntax.objects(verb) for c in syntax.children(o, "poss"))


def _is_about_foreign_goods(verb: "Token") -> bool:
    return any(is_from_abroad(o, verb) for o in syntax.objects(verb))


# ------------------------------------------------------------ who does it


def _is_done_by(verb: "Token", wanted: str, read: Read) -> bool:
    doers = [w for d in syntax.subjects(verb) for w in (d, *(g for name, g in syntax.prepositions(d) if name == "of"))]
    return any(is_kind(w, wanted, read) for d in doers for w in (d, *syntax.children(d, "compound", "amod")))


def _is_joint(verb: "Token") -> bool:
    """Whether several do it and nothing else is named that they do it to: "the two leaders talked", "X and Y spoke"."""
    held = {name for name, _ in syntax.prepositions(verb)} & {"to", "with", "of", "about", "against", "out"}
    if held or syntax.objects(verb):
        return False
    doers = syntax.subjects(verb)
    doers += [g for d in doers for name, g in syntax.prepositions(d) if name in ("of", "from")]
    return any(bool(d.conjuncts) or any(c.lower_ in ("two", "both") for c in (d, *d.children)) for d in doers)


def _is_from_the_air(verb: "Token") -> bool:
    doers = [*syntax.subjects(verb), *(g for _, g in syntax.prepositions(verb))]
    return any(w.lemma_.lower() in _AIR for d in doers for w in (d, *d.children))


# ------------------------------------------------------------ what stands behind it


def _stands_behind(verb: "Token", preposition: str, wanted: str) -> bool:
    """Whether "as", "for", "on", "under" with one of the class follows the verb or its object; "of" and "with" go for "for"."""
    names = (preposition, "of", "with") if preposition == "for" else (preposition,)
    holders = (verb, *syntax.objects(verb))
    return any(is_member(g, lexicon.classes()[wanted]) for h in holders for name, g in syntax.prepositions(h) if name in names)


def _is_behind_any(verb: "Token", wanted: str, read: Read) -> bool:
    return any(is_kind(g, wanted, read) for _, g in syntax.prepositions(verb))


def _is_called(verb: "Token", wanted: str, read: Read) -> bool:
    """ "Called it an act of aggression", "described it as illegal"."""
    names = [*syntax.children(verb, "oprd", "attr", "acomp"), *_behind(verb, ("as",))]
    names += [g for named in names for g in _behind(named, ("of",))]
    return any(named.lemma_.lower() in lexicon.classes()[wanted] for named in names)


def _is_by_phone(verb: "Token") -> bool:
    return any(g.lower_ in _PHONE for g in _behind(verb, ("by", "on", "over")))


def _has_a_destination(verb: "Token") -> bool:
    return any(
        any(w.ent_type_ in _PLACES for w in (g, *syntax.children(g, "compound"))) or (g.pos_ == "PROPN" and not g.ent_type_)
        for g in _behind(verb, ("to", "in", "for", "at"))
    )


def _behind(word: "Token", names: tuple[str, ...]) -> Iterable["Token"]:
    return (g for name, g in syntax.prepositions(word) if name in names)


# ------------------------------------------------------------ its form


def _lies_ahead(verb: "Token") -> bool:
    return mood.modality(verb) == "future" or (verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lemma_ == "be")


_ON_THE_VERB: dict[str, Callable[["Token"], bool]] = {
    "to": _has_an_infinitive,
    "xcomp": lambda verb: bool(syntax.children(verb, "xcomp")),
    "plain": _is_plain,
    "bare": _is_bare,
    "obj": lambda verb: bool(syntax.objects(verb)),
    "whose": _is_about_somebody,
    "own": _is_about_the_doers_own,
    "foreign": _is_about_foreign_goods,
    "joint": _is_joint,
    "air": _is_from_the_air,
    "phone": _is_by_phone,
    "dest": _has_a_destination,
    "ahead": _lies_ahead,
    "passive": syntax.is_passive,
    "active": lambda verb: not syntax.is_passive(verb),
    "neg": mood.is_negated,
    "hypothetical": lambda verb: mood.modality(verb) is not None,
}
_ON_A_CLASS: dict[str, Callable[["Token", str, Read], bool]] = {
    "comp": _has_a_clause,
    "not": _has_none_of,
    "beyond": _goes_beyond,
    "subj": _is_done_by,
    "behind": _is_behind_any,
    "named": _is_called,
}
