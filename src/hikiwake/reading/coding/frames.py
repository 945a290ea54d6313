"""Whether a frame of the lexicon holds for a verb of a sentence: its particles, its objects, the conditions on its clause."""

from typing import TYPE_CHECKING

from . import lexicon, mood, syntax, topics
from .act import Read

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICLES = frozenset({"in", "up", "down", "off"})
_PREPOSITIONAL = frozenset({"engage", "participate", "end", "seal", "hand", "turn", "walk", "vote"})
_EQUIPPING = frozenset({"provide", "supply", "present", "furnish", "equip", "arm", "issue"})
_PHONE = frozenset({"phone", "telephone", "telephonically"})
_AIR = frozenset({"plane", "warplane", "jet", "aircraft", "helicopter", "bomber", "gunship", "air", "drone", "fighter"})
_OF_SOMEBODY = frozenset({"GPE", "ORG", "PERSON", "NORP", "LOC", "FAC"})
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
    return all(_flag_holds(flag, verb, read) for flag in frame.flags)


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
    if _is_member(noun, lexicon.classes().get(kind, frozenset())):
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


def _is_member(noun: "Token", members: frozenset[str]) -> bool:
    """Whether the noun is of a class, by itself or with the word before it: "war crimes"."""
    lemma = syntax.name_of(noun)
    before = (f"{c.lemma_.lower()}_{lemma}" for c in syntax.children(noun, "compound", "amod"))
    return lemma in members or noun.lower_ in members or any(name in members for name in before)


def _flag_holds(flag: str, verb: "Token", read: Read) -> bool:
    kind, _, wanted = flag.partition(":")
    if kind == "comp":
        clauses = syntax.children(verb, "ccomp", "xcomp", "acl")
        if not wanted:
            return bool(clauses) or verb.dep_ == "ccomp" or any(c.dep_ == "parataxis" for c in verb.children)
        kinds = wanted.split("|")
        return any(
            c.lemma_ in kinds or any(is_kind(c, k, read) or _goes_with(c, k) or _mentions(c, k, read) for k in kinds)
            for c in clauses
        )
    if kind == "to":
        clauses = syntax.children(verb, "xcomp", "ccomp", "advcl")
        return any(c.tag_ == "VB" and any(a.lower_ == "to" for a in c.children if a.dep_ in ("aux", "mark")) for c in clauses)
    if kind == "not":
        return not any(o.lemma_.lower() in lexicon.classes()[wanted] for o in syntax.objects(verb))
    if kind == "beyond":
        praised = _praised(verb)
        return not praised or not all(is_mere(noun, wanted) or _is_any(noun) for noun in praised)
    if kind == "plain":
        return not syntax.children(verb, "oprd", "acomp", "attr", "ccomp")
    if kind in ("as", "for", "on", "under"):
        holders = (verb, *syntax.objects(verb))
        behind = (
            g for h in holders for name, g in syntax.prepositions(h) if name == kind or (kind == "for" and name in ("of", "with"))
        )
        return any(_is_member(g, lexicon.classes()[wanted]) for g in behind)
    if kind == "named":  # "called it an act of aggression", "described it as illegal"
        names = [*syntax.children(verb, "oprd", "attr", "acomp"), *(g for name, g in syntax.prepositions(verb) if name == "as")]
        names += [g for named in names for name, g in syntax.prepositions(named) if name == "of"]
        return any(named.lemma_.lower() in lexicon.classes()[wanted] for named in names)
    if kind == "behind":
        return any(is_kind(g, wanted, read) for _, g in syntax.prepositions(verb))
    if kind == "subj":
        doers = [w for d in syntax.subjects(verb) for w in (d, *(g for name, g in syntax.prepositions(d) if name == "of"))]
        return any(is_kind(w, wanted, read) for d in doers for w in (d, *syntax.children(d, "compound", "amod")))
    if kind == "bare":
        return not syntax.children(verb, "xcomp", "ccomp", "dobj") and not any(
            n in ("on", "upon") for n, _ in syntax.prepositions(verb)
        )
    if kind == "joint":
        return _is_joint(verb)
    if kind == "ahead":
        return mood.modality(verb) == "future" or (verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lemma_ == "be")
    if kind == "xcomp":
        return bool(syntax.children(verb, "xcomp"))
    if kind == "whose":
        return any(_is_of_somebody(o) for o in (*syntax.objects(verb), *(c for o in syntax.objects(verb) for c in o.conjuncts)))
    if kind == "obj":
        return bool(syntax.objects(verb))
    if kind == "own":
        return any(c.tag_ == "PRP$" for o in syntax.objects(verb) for c in syntax.children(o, "poss"))
    if kind == "foreign":
        return any(_is_from_abroad(o, verb) for o in syntax.objects(verb))
    if kind == "passive":
        return syntax.is_passive(verb)
    if kind == "neg":
        return mood.is_negated(verb)
    if kind == "phone":
        return any(g.lower_ in _PHONE for name, g in syntax.prepositions(verb) if name in ("by", "on", "over"))
    if kind == "air":
        doers = [*syntax.subjects(verb), *(g for _, g in syntax.prepositions(verb))]
        return any(w.lemma_.lower() in _AIR for d in doers for w in (d, *d.children))
    if kind == "dest":
        return any(
            any(w.ent_type_ in ("GPE", "LOC", "FAC") for w in (g, *syntax.children(g, "compound")))
            or (g.pos_ == "PROPN" and not g.ent_type_)
            for name, g in syntax.prepositions(verb)
            if name in ("to", "in", "for", "at")
        )
    return kind == "hypothetical" and mood.modality(verb) is not None


def is_mere(noun: "Token", kind: str) -> bool:
    """Whether a noun is of the class and nobody's: "the principle of free navigation", "the view that"; not "the views of the minister"."""
    if noun.lemma_.lower() not in lexicon.classes()[kind] or _is_of_somebody(noun):
        return False
    return not any(_is_known_owner(g) for name, g in syntax.prepositions(noun) if name == "of")


def _is_from_abroad(goods: "Token", verb: "Token") -> bool:
    """ "Polish meat", "rice from Guyana": whose goods they are is said."""
    if any(c.ent_type_ in ("NORP", "GPE") for c in syntax.children(goods, "amod", "compound", "poss")):
        return True
    return any(
        name == "from" and g.ent_type_ in ("GPE", "LOC") for holder in (goods, verb) for name, g in syntax.prepositions(holder)
    )


def _is_any(noun: "Token") -> bool:
    """ "would welcome any presence of theirs": whatever it is, it is not there yet."""
    return any(c.lower_ == "any" for c in syntax.children(noun, "det"))


def _is_known_owner(noun: "Token") -> bool:
    if noun.ent_type_ in ("GPE", "NORP", "PERSON"):
        return True
    is_somebody = noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon.people()
    return is_somebody and not any(c.lower_ in ("a", "an") for c in noun.children)


def _praised(verb: "Token") -> list["Token"]:
    """What is supported: the objects, or what stands behind one that only names the support ("its support for the idea")."""
    held = syntax.objects(verb)
    named = [o for o in held if o.lemma_.lower() in lexicon.classes()["welcome"]]
    behind = [g for o in (*named, verb) for name, g in syntax.prepositions(o) if name in ("for", "of", "to")] if named else []
    return behind or [o for h in held for o in syntax.coordinated(h)]


def _is_of_somebody(noun: "Token") -> bool:
    """Whether a noun names somebody or what is somebody else's: "defended Syria", "Israel's right"; not "her idea", "the deal with Turkey"."""
    if noun.pos_ == "PRON":
        return noun.lower_ in ("him", "her", "them")
    if noun.ent_type_ in _OF_SOMEBODY or noun.lemma_.lower() in lexicon.people():
        return True
    return any(c.ent_type_ in _OF_SOMEBODY for c in syntax.children(noun, "poss")) or any(
        c.ent_type_ == "NORP" for c in syntax.children(noun, "amod")
    )


def _is_joint(verb: "Token") -> bool:
    """Whether several do it and nothing else is named that they do it to: "the two leaders talked", "X and Y spoke"."""
    held = {name for name, _ in syntax.prepositions(verb)} & {"to", "with", "of", "about", "against", "out"}
    if held or syntax.objects(verb):
        return False
    doers = syntax.subjects(verb)
    doers += [g for d in doers for name, g in syntax.prepositions(d) if name in ("of", "from")]
    return any(bool(d.conjuncts) or any(c.lower_ in ("two", "both") for c in (d, *d.children)) for d in doers)


def _goes_with(clause: "Token", kind: str) -> bool:
    """Whether verb and preposition together are of a class: "declined to go into it" is no comment."""
    wanted = lexicon.classes().get(kind, frozenset())
    return any(f"{clause.lemma_}_{name}" in wanted for name, _ in syntax.prepositions(clause))


def _mentions(clause: "Token", kind: str, read: Read) -> bool:
    return any(is_kind(o, kind, read) for o in syntax.objects(clause))
