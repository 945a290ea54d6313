"""Sources and targets: which actors take part in an act, and on which side, by the phrases that the grammar makes the doer and the done-to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikiwake.record.model import Actor

from . import lexicon, syntax
from .act import Act
from .cast import Cast, is_human
from .done_to import FRIENDLY, MEETINGS, SUFFERING, done_to, heads, is_scene
from .light_verbs import is_state
from .listed_states import with_listed
from .speech import SAYINGS

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my"})
_MEDIATING = frozenset({"045", "038", "039"})
_OWN_FORCES = ("087", "15", "0356", "0334", "0332", "074", "1246", "166")
_DRIVING_OUT = frozenset({"expel", "evict", "bar", "oust", "throw", "kick", "force", "drive", "eject"})
_BY_THE_STATE = ("0841", "173", "174", "166", "161", "115", "116", "1125")
# Whose troops and peacekeepers are withdrawn has withdrawn them, in the passive too; "from" is where, not who.
_LEAVING = ("087", "166")
_WEAPONS = frozenset(
    {
        "airstrike",
        "strike",
        "shelling",
        "fire",
        "raid",
        "bombing",
        "attack",
        "rocket",
        "missile",
        "shell",
        "bomb",
        "drone",
        "bombardment",
    }
)
_OFFICES = frozenset(
    {"minister", "president", "premier", "leader", "ambassador", "diplomat", "envoy", "negotiator", "delegation", "side"}
)
_STATES_OF_MIND = frozenset({"oppose", "prepare", "determine", "commit", "resolve"})
_MUTUAL = MEETINGS | {"060", "061", "062"}
_HOLDING = frozenset({"hold", "stage", "organise", "organize"})
_ALONE = frozenset({"ratify", "approve"})  # what each does for itself, though both have signed
_CALL = "041"
_NEVER_TO_TOWNS = ("03", "05", "134", "15", "164")
_RECIPROCAL = frozenset(
    {"036", "040", "041", "044", "046", "057", "060", "061", "062", "030", "031", "0311", "0312", "037", "050", "190", "193"}
)


@dataclass(frozen=True, slots=True)
class Parties:
    """`sources` act on `targets`; where `is_reciprocal` each acts on each. `has_doer`: the text names a doer, be it an actor or not."""

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    is_reciprocal: bool
    has_doer: bool
    doers: tuple["Token", ...]


def parties(act: Act, cast: Cast, speakers: Sequence["Token"]) -> Parties:
    """Who acts on whom. `speakers` are who says it, for "it" and "they" in reported speech."""
    doers = with_listed(_doers(act, speakers), cast)
    sources = _unique(
        a for d in doers if _can_do(d, act, cast) for a in cast.within(d) if not cast.is_town(a) or cast.at(d) is not a
    )
    if not sources and act.head.pos_ == "NOUN":  # "is on a state visit": a state, but not whose
        doers = [*doers, *_doer_of_clause(act.head)]
        sources = _unique(a for d in _doer_of_clause(act.head) for a in cast.within(d) if not cast.is_town(a))
    if act.code in MEETINGS and not _has_partner(act) and any(are_of_several(d, cast) for d in doers):
        sources = ()
    sources = sources or _hosts(act, cast)
    reciprocal = act.code in _RECIPROCAL
    if reciprocal and len(_countries(sources)) > 1 and not _has_partner(act):
        return Parties(sources, sources, True, True, tuple(doers))
    targets = _targets(act, cast, sources)
    between = _between(act, cast)
    if len(_countries(between)) > 1 and sources and act.code in _MEDIATING:
        return Parties(sources, between, False, True, tuple(doers))
    if len(_countries(between)) > 1:
        return Parties(between, between, True, True, tuple(doers))
    if between and not sources and _is_between_two(act):
        return Parties(between, targets, bool(targets), True, tuple(doers))
    # Who telephones two makes two calls; they have not spoken to each other.
    is_mutual = act.code in _MUTUAL and bool(sources) and bool(targets) and (act.code != _CALL or len(_countries(targets)) < 2)
    is_mutual = is_mutual and act.head.lemma_ not in _ALONE
    return Parties(sources, targets, is_mutual, bool(doers), tuple(doers))


def are_of_several(doer: "Token", cast: Cast | None = None) -> bool:
    """ "The Ministers met again": of more states than the one that the last minister named was of; not "the French ministers"."""
    if doer.lemma_.lower().removesuffix("s") not in _OFFICES or doer.tag_ not in ("NNS", "NNPS"):
        return False
    if any(name == "of" for name, _ in syntax.prepositions(doer)) or syntax.children(
        doer, "amod", "compound", "poss", "nmod", "conj"
    ):
        return False
    return cast is None or len({a.country for a in cast.within(doer)}) < 2


def _hosts(act: Act, cast: Cast) -> tuple[Actor, ...]:
    """The state within which somebody is arrested or tried, or from which somebody is expelled, where no agent is named."""
    head = act.head
    if not act.code.startswith(_BY_THE_STATE) or head.pos_ != "VERB" or not syntax.is_passive(head):
        return ()
    wanted = ("from",) if act.code.startswith(("166", "174", "161")) else ("in",)
    return _unique(a for name, g in syntax.prepositions(head) if name in wanted for a in cast.within(g) if a.country)


def _has_partner(act: Act) -> bool:
    """Whether somebody else is met or agreed with: "X and Y met Z", "talks with Z"."""
    if act.code[:2] == "19" and act.head.pos_ == "VERB" and syntax.objects(act.head):
        return True
    return any(name == "with" for head in heads(act) for name, _ in syntax.prepositions(head)) or bool(
        act.code.startswith("04") and any(o.pos_ == "PROPN" for o in syntax.objects(act.head) if act.head.pos_ == "VERB")
    )


def _doers(act: Act, speakers: Sequence["Token"]) -> list["Token"]:
    head = act.head
    if act.code == "election":
        return _voters(head) if head.lemma_ in _HOLDING else _owners(syntax.elected(head))
    if head.pos_ in ("NOUN", "PROPN"):
        return _owners(_doers_of_noun(act))
    found = syntax.subjects(head) if head.pos_ != "AUX" or not act.operators else list(speakers)
    if (
        not found
        and syntax.is_passive(head)
        and (
            act.operators[:1] == ("intend",)
            or head.lemma_ in _STATES_OF_MIND
            or is_state(head)
            or (act.code.startswith(_LEAVING) and head.lemma_ not in _DRIVING_OUT)
        )
    ):
        found = syntax.objects(head)  # "X is scheduled to visit", "X is opposed to it", "X's troops were withdrawn"
    if head.lemma_ in SUFFERING:
        return _doers_of_noun(act.inner) if act.inner is not None and act.inner.head.pos_ == "NOUN" else []
    if found and speakers and found[0].pos_ == "PRON" and found[0].lower_ in ("it", "he", "she", "they", "we", "i"):
        return [*(_told_of(found[0]) or speakers), *found[0].conjuncts]
    return found


def _told_of(pronoun: "Token") -> list["Token"]:
    """ "Five men were wounded when they attacked a patrol, the ministry said": who attacked stands in the clause above."""
    verb = pronoun.head
    while pronoun.lower_ == "they" and verb.dep_ in ("advcl", "conj") and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
        above = syntax.children(verb, *syntax.SUBJECTS, *syntax.PASSIVE_SUBJECTS)
        if above and above[0].i < pronoun.i and above[0].tag_ in ("NNS", "NNPS"):
            return above[:1]
    return []


def _voters(verb: "Token") -> list["Token"]:
    """Who holds a referendum: the subject, or the land where it "was held"."""
    return syntax.subjects(verb) or [g for name, g in syntax.prepositions(verb) if name == "in"]


def _owners(phrases: list["Token"]) -> list["Token"]:
    """ "upon his own re-election, X …": a possessive that nothing else resolves is the subject of its clause."""
    if not phrases or phrases[0].tag_ != "PRP$":
        return phrases
    verb = syntax.clause_root(phrases[0])
    blamed = [o for o in syntax.objects(verb) if o.pos_ == "PROPN" and o.i < phrases[0].i]
    if blamed and any(syntax.stands_behind(phrases[0].head, word) for word in ("for", "over")):
        return [phrases[0], *blamed]  # "condemned Russia for its aggression"
    found = [s for s in syntax.subjects(verb) if s.i != phrases[0].head.i] if verb.pos_ in ("VERB", "AUX") else []
    return [phrases[0], *found]


def _doers_of_noun(act: Act) -> list["Token"]:
    noun = act.head
    owners = [c for c in noun.children if c.dep_ == "poss"] or _owner_before(noun)
    by = [g for name, g in syntax.prepositions(noun) if name == "by"]
    if act.of == "source":
        by += [
            g for name, g in syntax.prepositions(noun) if name == "of" or (name == "from" and not act.code.startswith(_LEAVING))
        ]
    before = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c not in act.words]
    if act.of == "target" and by:
        return by
    return owners or by or before or _doer_of_clause(noun)


def _owner_before(noun: "Token") -> list["Token"]:
    """The owner that stands right before the noun, where the parser joins it to something else: "the war in X and Y's participation"."""
    return [noun.doc[noun.i - 2]] if noun.i >= 2 and noun.doc[noun.i - 1].tag_ == "POS" else []


def _doer_of_clause(noun: "Token") -> list["Token"]:
    """ "Japan announced a suspension": the noun's doer is the subject of the verb it completes."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "on" and noun.head.head.lemma_ in ("be", "go", "leave", "embark", "come"):
        return syntax.subjects(noun.head.head)  # "is on a visit to"
    if noun.dep_ == "dobj" and noun.head.lemma_ in ("announce", "declare", "propose", "order", "plan", "continue", "reaffirm"):
        return syntax.subjects(noun.head)
    return []


def _targets(act: Act, cast: Cast, sources: Sequence[Actor]) -> tuple[Actor, ...]:
    taken = {a.span for a in sources}
    own = {a.country for a in sources if a.country}
    for phrase in done_to(act):
        named = [a for a in cast.within(phrase) if a.span not in taken and not _is_one_of(a, sources, phrase, cast)]
        if act.code.startswith(_OWN_FORCES) and act.code != "0871":  # "withdrew troops from Y": the troops are the doer's
            named = [a for a in named if a.country not in own]
        if act.code.startswith(FRIENDLY):
            named = [a for a in named if not _is_opponent(a, phrase, cast)]
        is_of_courts = act.code.startswith("11") and is_scene(phrase)  # "sued it in The Hague"
        if is_of_courts or (act.code.startswith(_NEVER_TO_TOWNS) and not _is_visit(act)):
            named = [a for a in named if not cast.is_town(a)]
        if named:
            return _unique(named)
    return ()


def _is_opponent(actor: Actor, phrase: "Token", cast: Cast) -> bool:
    return any(actor in cast.all_at(w) and syntax.stands_behind(w, "against") for w in phrase.subtree)


def _is_visit(act: Act) -> bool:
    inner = act.inner
    return act.code in ("042", "036", "134") or is_return_of_an_envoy(act) or (inner is not None and inner.code == "042")


def is_return_of_an_envoy(act: Act) -> bool:
    """ "Its ambassador returned to Lima": the town stands for the state."""
    return act.code == "050" and act.head.lemma_ in ("return", "send")


def _is_one_of(actor: Actor, others: Sequence[Actor], phrase: "Token", cast: Cast) -> bool:
    """Whether the actor is one of the others by name, or an "its" and "their" of the same country; people of the same country are not."""
    owns = actor.text.lower() in _POSSESSIVES
    if not owns and phrase.lemma_.lower() in lexicon.people() and cast.at(phrase) is None and len(others) == 1:
        return False  # "Croatia investigates crimes by Croatian extremists"
    return any(actor.country == o.country and (owns or actor.name == o.name) for o in others)


def _between(act: Act, cast: Cast) -> tuple[Actor, ...]:
    for head in heads(act):
        for name, governed in syntax.prepositions(head):
            if name in ("between", "among"):
                return _unique(cast.within(governed))
    return ()


def _is_between_two(act: Act) -> bool:
    """ "between Iran and the six powers", of whom one has no country."""
    return any(name == "between" and bool(g.conjuncts) for head in heads(act) for name, g in syntax.prepositions(head))


def _countries(actors: Iterable[Actor]) -> set[str]:
    return {a.country or a.name for a in actors}


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple({(a.span, a.name, a.country): a for a in actors}.values())


def _can_do(doer: "Token", act: Act, cast: Cast) -> bool:
    """A nationality makes an actor of people and institutions, not of a cat or a restaurant."""
    if act.head.pos_ in ("NOUN", "PROPN") or doer.pos_ != "NOUN" or cast.at(doer) is not None:
        return True
    if act.code[:2] == "13" and not act.operators[1:]:  # "the influx threatens them": nobody does
        return is_human(doer) or doer.lemma_.lower() in SAYINGS
    if doer.lemma_.lower() in _WEAPONS and act.code[:2] in ("15", "17", "18", "19", "20"):
        return True
    return is_human(doer) or not any(c.dep_ in ("amod", "compound") and cast.at(c) for c in doer.children)
