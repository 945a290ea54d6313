"""Phrases that may hold whom an act is done to, the likeliest first, by the grammar alone: objects, owners, what stands behind a preposition."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import syntax
from .act import Act
from .cast import is_human

if TYPE_CHECKING:
    from spacy.tokens import Token

FRIENDLY = ("03", "05", "06", "07")  # whom such an act is done against is not whom it is done to: "defended Syria against Israel"
SUFFERING = frozenset({"die", "perish", "suffer"})  # whose subject it is done to: "died of torture"
MEETINGS = frozenset({"040", "041", "044", "046", "057"})
_TOWARD = (
    "along",
    "against",
    "with",
    "to",
    "on",
    "at",
    "from",
    "into",
    "towards",
    "toward",
    "over",
    "upon",
    "between",
    "among",
    "for",
    "of",
    "in",
    "inside",
    "about",
    "out",
    "outside",
)
_COMPLAINTS = ("110", "111", "112", "113", "114")
_ABOUT = ("against", "about", "over", "at")  # "complained to the United Nations over Israeli air raids"
_TELLING_WHOM = frozenset({"defiance", "support", "favour", "favor", "solidarity"})
VENUES = ("in", "at")
_GOING = frozenset(
    {
        "visit",
        "travel",
        "arrive",
        "arrival",
        "go",
        "come",
        "fly",
        "journey",
        "head",
        "return",
        "land",
        "tour",
        "trip",
        "attend",
        "send",
    }
)
_INQUIRIES = ("09", "11")
_FIGHT = "190"
_GIVING_BACK = ("063", "0841", "0842")
_ENDED_TALKS = ("134", "164")
SHOOTING = ("193", "194", "195")  # "from" tells where it comes from: "opened fire from the other bank"
_HARMED = frozenset({"wound", "injure", "hurt", "kill"})
_IDIOMS = frozenset(
    {"spite", "order", "response", "view", "line", "case", "light", "protest", "reaction"}
)  # "in spite of a request from X"
_WHERE = frozenset({"in", "at", "on", "into", "of", "inside", "over", "about", "for", "to"})


def done_to(act: Act) -> Iterable["Token"]:
    """Phrases that may hold the target, the likeliest first: along the chain of operators, outermost first; what only tells where comes last."""
    seen: set[int] = set()
    scenes: list[Token] = []
    for head in heads(act):
        for phrase in _complements(head, act):
            if phrase.i in seen:
                continue
            seen.add(phrase.i)
            if act.code.startswith(SHOOTING) and phrase.lemma_ == "fire":
                continue  # the fire that is opened
            if is_scene(phrase) or (act.code[:2] == "14" and _is_thing(phrase)):
                scenes.append(phrase)
            else:
                yield phrase
    yield from _victims(act.head) if act.code.startswith(SHOOTING) else ()
    yield from scenes if not act.code.startswith(_ENDED_TALKS) else ()  # "walked out of the talks in Brussels"


def is_meeting(act: Act) -> bool:
    """Whether people sit down together, so that "in" and "at" tell the venue: "met in X", "will meet in X"; not "will arrive in X"."""
    return act.code in MEETINGS or (act.code == "036" and not any(h.lemma_.lower() in _GOING for h in heads(act)))


def _victims(verb: "Token") -> list["Token"]:
    """Whom the main clause tells of: "two were wounded when gunmen opened fire"."""
    main = verb.head
    return syntax.objects(main) if verb.dep_ == "advcl" and main.lemma_ in _HARMED and syntax.is_passive(main) else []


def is_scene(phrase: "Token") -> bool:
    """Whether the phrase tells where rather than to whom; "in defiance of X" tells to whom."""
    return phrase.dep_ == "pobj" and phrase.head.lower_ in ("in", "at", "inside") and phrase.lemma_ not in _TELLING_WHOM


def _is_thing(phrase: "Token") -> bool:
    """Whether the object is no one: the streets that protesters block."""
    return phrase.dep_ == "dobj" and phrase.pos_ == "NOUN" and not is_human(phrase)


def heads(act: Act) -> list["Token"]:
    """The words of an act whose dependents may tell its parties, outermost first, each once."""
    found = [act.head, *act.words]
    inner = act.inner
    while inner is not None:
        found += [inner.head, *inner.words]
        inner = inner.inner
    if act.content is not None:
        found.append(act.content)
    return list({h.i: h for h in found}.values())


def _complements(head: "Token", act: Act) -> Iterable["Token"]:
    if head.lemma_ == "defend" and act.code == _FIGHT:  # "troops defended the town against Y"
        yield from (g for name, g in syntax.prepositions(head) if name in ("against", "from"))
        return
    if head.pos_ in ("VERB", "AUX"):
        if head.i != act.head.i:  # the embedded clause's own subject: "demanded that Israel withdraw"
            yield from (s for s in syntax.children(head, "nsubj", "nsubjpass"))
        if head.lemma_ in SUFFERING:
            yield from syntax.subjects(head)
        yield from syntax.datives(head)
        if act.code.startswith(_GIVING_BACK):  # "handed over eight soldiers to Turkey"
            yield from (g for name, g in syntax.prepositions(head) if name == "to" and syntax.objects(head))
        if act.code.startswith(_INQUIRIES):
            yield from (g for o in _inquired(head) for name, g in syntax.prepositions(o) if name == "by")
            yield from (
                g
                for o in _inquired(head)
                for v in syntax.children(o, "acl")
                for name, g in syntax.prepositions(v)
                if name == "by"
            )
        yield from syntax.objects(head)
    elif head.pos_ in ("NOUN", "PROPN"):
        if act.of == "target":
            yield from (g for name, g in syntax.prepositions(head) if name == "of")
        if head.i != act.head.i or act.of == "target":
            yield from (c for c in head.children if c.dep_ == "poss")
    behind = list(syntax.prepositions(head))
    at_a_venue = is_meeting(act)
    for wanted in (*_ABOUT, *_TOWARD) if act.code.startswith(_COMPLAINTS) else _TOWARD:
        if (at_a_venue and wanted in (_WHERE if act.code in MEETINGS else VENUES)) or (
            wanted == "against" and act.code.startswith(FRIENDLY)
        ):
            continue
        if wanted == "of" and head.pos_ in ("NOUN", "PROPN") and head.i == act.head.i and act.of == "source":
            continue
        if wanted == "from" and act.code.startswith(SHOOTING):
            continue
        yield from (g for name, g in behind if name == wanted and g.lower_ not in _IDIOMS)
    if head.pos_ in ("NOUN", "PROPN") and (head.i != act.head.i or act.of == "target"):
        yield from (c for c in head.children if c.dep_ in ("amod", "compound", "nmod"))


def _inquired(verb: "Token") -> list["Token"]:
    """What is looked into: "investigates crimes by X", "launched an investigation into crimes committed by X"."""
    held = syntax.objects(verb)
    return [*held, *(g for o in (verb, *held) for name, g in syntax.prepositions(o) if name in ("into", "of", "on"))]
