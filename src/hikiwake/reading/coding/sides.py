"""The side of an act that its own phrases leave without a country: filled from the sentence, by clause and order of mention.

"Albania denounced Serbia's suppression of unrest" names whom it denounces deep in a phrase; what workers, rebels or the police of the only country
named do, they do within it. Who acts stands mostly before the act, whom it is done to behind it; a country in another clause is farther away than
one in the same. An organisation of many states keeps its side without a country. Nothing is filled where the sentence names no state.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.record.model import Actor
from hikiwake.terms.states import by_iso3

from . import lexicon, speech, syntax
from .act import Act
from .cast import Cast, are_many, is_human
from .done_to import FRIENDLY, MEETINGS, done_to
from .own_names import IN_OFFICE, is_named_force, is_named_official
from .participants import Parties
from .states_named import Named, states_named

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_OF_MANY = frozenset({"IGO", "NGO", "MNC", "IMG", "INT", "BUS"})  # whose state, if any, only their own words tell
_WITHIN_STATES = frozenset(
    {"OPP", "REB", "SEP", "CVL", "LAB", "EDU", "PTY", "AGR", "REF", "PRM", "CRM", "REL", "MED", "SOC", "JRN", "ELI"}
)
_INTERNAL = ("081", "082", "083", "1041", "1042", "1043", "1044", "133", "137", "14", "172", "173", "175")
_AT_HOME = ("14", "082", "133", "1723", "1724", "1323", "1324", "0351", "0352", "081", "175")
_OF_THE_PEOPLE = ("14", "133", "0352", "082")
_BY_OFFICE = ("08", "09")  # what somebody in office concedes or looks into at home, where one state is named
_RULING = ("1723", "1724")  # curfews, martial law: of one's own land
_OF_OWN_FORCES = ("15", "087", "074")
_BETWEEN_STATES = ("03", "04", "05", "06", "07")
_ONE_SIDED = ("0831", "01", "0871", "0874", "0356")
_TO_TOWNS = ("14", "18", "19", "20", "042", "036", "07")
_AT_SEA = frozenset({"fisherman", "sailor", "seaman", "crew", "crewman"})  # mostly somebody else's, where a state holds them
_INVITATION = re.compile(r"\s*(?:At|On) the (?:kind )?invitation of\b")
_OF_POLICE = ("172", "173", "175")  # before an embassy they are done to those who stand there
_EMBASSY = re.compile(r"\b(?:embassy|consulate)\b", re.IGNORECASE)
_VIOLENT = ("18", "19", "20")
_FREEING = ("0253", "1053")
_HOLDING = ("0841", "173")
_OF_STATES = frozenset({None, "GOV", "MIL"})
_STATES = frozenset({"country", "nation", "state", "government", "partner", "neighbour", "neighbor", "ally", "power"})
_COURTS = frozenset({"court", "tribunal"})
_VISITS = frozenset({"visit", "trip"})
_POINTING = frozenset({"both", "these", "those", "all"})
_FARTHEST = 1  # clause borders between an act and a country that can be its target


def completed(act: Act, who: Parties, cast: Cast, sentence: "Sentence") -> Parties:
    """`who` with the countries that the sentence names and the act's own phrases do not."""
    if guests := _invited(act, cast, sentence):
        return replace(who, sources=guests, targets=guests, is_reciprocal=True)
    has_two = who.is_reciprocal and len(_countries(who.sources)) > 1
    if act.code == "election" or has_two or (_countries(who.sources) and _countries(who.targets)):
        return who
    named = states_named(act, cast, sentence)
    if not named:
        return who
    who = replace(who, sources=_with_owner(act, who, cast))
    who = replace(who, sources=_with_source(act, who, named, cast))
    return replace(who, targets=_with_target(act, who, named, cast))


def _invited(act: Act, cast: Cast, sentence: "Sentence") -> tuple[Actor, ...]:
    """Of a communiqué: "At the invitation of A's minister, the Minister of B, X, and the Minister of C, Y, met": X and Y, not their host."""
    if act.code not in MEETINGS or not _INVITATION.match(sentence.text):
        return ()
    before = [a for word in sentence if word.i < act.head.i for a in cast.all_at(word) if a.country]
    guests = tuple(a for a in dict.fromkeys(before[1:]) if a.sector in IN_OFFICE and a.span != before[0].span)
    return guests if len(_countries(guests)) > 1 else ()


def _with_owner(act: Act, who: Parties, cast: Cast) -> tuple[Actor, ...]:
    """ "X said that their forces withdrew": the forces are X's."""
    if _countries(who.sources) or not any(c.tag_ == "PRP$" for d in who.doers for c in d.children):
        return who.sources
    owner = next((a for s in speech.speakers(act.head) for a in cast.named_at(s) if a.country), None)
    return _given(who.sources, owner) if owner else who.sources


def _with_source(act: Act, who: Parties, named: Sequence[Named], cast: Cast) -> tuple[Actor, ...]:
    if _countries(who.sources) or any(a.sector in _OF_MANY or is_named_force(a) for a in who.sources):
        return who.sources
    taken = _countries(who.targets)
    if who.sources or any(acts_for_a_state(d) or (act.code[:2] == "14" and is_human(d)) for d in who.doers):
        chosen = _state_of_the_doer(act, who, named, taken, cast)
        return _given(who.sources, chosen.actor) if chosen else who.sources
    if not who.has_doer and taken and len({n.actor.country for n in named}) == 1 and _is_internal(act):
        return (_state(named[0].actor),)
    return who.sources


def _state_of_the_doer(act: Act, who: Parties, named: Sequence[Named], taken: set[str], cast: Cast) -> Named | None:
    """Which of the named states somebody without a country acts for: one named before the act, else the only one that the sentence names."""
    if act.code.startswith(_VIOLENT) and who.doers and all(map(_are_just_people, who.doers)):
        named = [n for n in named if not (_is_suffered_by(n) or cast.is_town(n.actor))]
    is_only = len({n.actor.country for n in named}) == 1
    if any(map(is_named_official, who.sources)):
        is_anothers = bool(taken) and any(a.sector is None for a in who.targets) and not act.code.startswith(_RULING)
        return named[0] if is_only and not is_anothers and act.code.startswith((*_INTERNAL, *_AT_HOME, *_BY_OFFICE)) else None
    before = [n for n in named if n.at < act.head.i and n.actor.country not in taken]
    if before:
        return min(before, key=lambda n: (n.borders, -n.at))
    is_there = any(a.sector in _WITHIN_STATES for a in who.sources) and any(map(cast.is_town, who.targets))
    if is_only and (named[0].actor.country not in taken or _is_internal(act) or _is_domestic(act, who) or is_there):
        return named[0]
    is_of_many = act.code[:2] == "14" and (any(a.sector in _WITHIN_STATES for a in who.sources) or any(map(are_many, who.doers)))
    if is_of_many or any(a.name.startswith("ethnic ") for a in who.sources):
        near = [n for n in named if n.borders <= _FARTHEST + 1 and (n.actor.country not in taken or not is_of_many)]
        return min(near, key=lambda n: (n.borders, n.at), default=None)
    return None


def _are_just_people(doer: "Token") -> bool:
    """ "Men in speedboats", "militants", "attackers": no word tells whose they are, as "rebel fighters" or "soldiers of the north" would."""
    told = syntax.children(doer, "amod", "compound", "poss", "nmod")
    return doer.pos_ == "NOUN" and not told and not any(name in ("of", "from") for name, _ in syntax.prepositions(doer))


def _is_suffered_by(named: Named) -> bool:
    """Whether a state is named only by those to whom it happened, in another clause: "five Somali fishermen were killed when …"."""
    phrases = (w for w in (named.word, *named.word.ancestors) if w.dep_ in ("nsubjpass", "dobj"))
    return named.borders > 0 and any(w.head.pos_ == "VERB" for w in phrases)


def _is_domestic(act: Act, who: Parties) -> bool:
    """Whether somebody in office does to somebody of the only state named what is mostly done at home: "Judge Rivera opened investigations"."""
    return any(a.sector in IN_OFFICE for a in who.sources) and not act.code.startswith(_BETWEEN_STATES)


def acts_for_a_state(doer: "Token") -> bool:
    """Whether somebody without a country can be given one: people and institutions, not "Muslim hackers", who have said whose they are."""
    return is_human(doer) and doer.pos_ != "PRON" and not any(c.ent_type_ == "NORP" for c in doer.children)


def _with_target(act: Act, who: Parties, named: Sequence[Named], cast: Cast) -> tuple[Actor, ...]:
    if _countries(who.targets) or act.code.startswith(_ONE_SIDED):
        return who.targets
    if any(a.country is None and (a.sector in _OF_MANY or is_named_force(a)) for a in who.targets):
        return who.targets
    own = _countries(who.sources)
    is_by_name = any(map(is_named_official, who.targets))
    theirs = {w.i for d in who.doers for w in d.subtree} if act.head.pos_ == "VERB" else set()  # "warplanes supported by Russia"
    near = [
        n
        for n in named
        if (not is_by_name or _is_visited(n.word))
        and n.actor.country not in own
        and n.borders <= _FARTHEST
        and n.at not in theirs
        and not syntax.stands_behind(
            n.word, "near"
        )  # "villages near the border with Bulgaria": the name only says where they are
        and not (act.code.startswith(_OF_POLICE) and _EMBASSY.search(n.actor.text))
        and not (act.code.startswith(FRIENDLY) and syntax.stands_behind(n.word, "against"))
    ]
    if others := [p for p in done_to(act) if _are_other_states(p)]:  # "aid to the countries of Africa", whoever else is named
        within = {w.i for p in others for w in p.subtree}
        near = [n for n in near if n.at in within]
    if not act.code.startswith(_TO_TOWNS):
        near = [n for n in near if not cast.is_town(n.actor) or (is_by_name and _is_visited(n.word))]
    chosen = min(near, key=lambda n: (n.at < act.head.i, n.borders, abs(n.at - act.head.i)), default=None)
    if chosen is not None:
        joined = {w.i for w in syntax.coordinated(chosen.word)}
        listed = [n for n in near if n.at in joined] if not who.targets else [chosen]
        return tuple(a for n in listed for a in _given(who.targets, n.actor))
    if _are_seafarers(act, who) or _is_for_others(act, who):
        return who.targets
    if len(own) == 1 and not others and (_stays_within(act, who) or _is_at_home(act, who, own, named)):
        return _given(who.targets, next(a for a in who.sources if a.country))
    return who.targets


def _is_visited(place: "Token") -> bool:
    """ "Held talks with President Sefo during a visit to Apia": whom somebody sees there, by name and office, is mostly the host."""
    return place.dep_ == "pobj" and place.head.head.lemma_.lower() in _VISITS


def _are_seafarers(act: Act, who: Parties) -> bool:
    """ "Released the five fishermen": of a state that lets fishermen go nobody says that they are its own."""
    is_held = act.code.startswith(_HOLDING) and all(a.sector in _OF_STATES for a in who.sources)
    return is_held and any(w.lemma_.lower() in _AT_SEA for p in done_to(act) for w in (p, *p.conjuncts))


def _is_for_others(act: Act, who: Parties) -> bool:
    """ "X demanded that the men be released": whom a state wants to see free another holds."""
    return act.code in _FREEING and all(a.sector in (None, "GOV") for a in who.sources)


def _is_internal(act: Act) -> bool:
    return act.code.startswith(_INTERNAL)


def _stays_within(act: Act, who: Parties) -> bool:
    """Whether an act of one country's people or organs is done to that country's own."""
    is_of_people = any(a.sector in _WITHIN_STATES for a in who.sources)
    if is_of_people or any(a.sector in _WITHIN_STATES and a.country is None for a in who.targets):
        return True
    if _is_internal(act) and any(a.sector not in (None, "GOV") for a in who.sources):
        return True
    if act.code.startswith(_OF_OWN_FORCES):
        return False
    return any(_are_people(p) for p in done_to(act))


def _is_at_home(act: Act, who: Parties, own: set[str], named: Sequence[Named]) -> bool:
    """Whether a sentence that names one state tells of what is done within it: protests, bans, what its police do."""
    if {n.actor.country for n in named} != own:
        return False
    if act.code.startswith(_OF_THE_PEOPLE) and not any(are_many(d) for d in who.doers):
        return False  # "Japan protested": to somebody else
    return act.code.startswith(_AT_HOME) or any(a.sector == "COP" for a in who.sources)


def _are_people(phrase: "Token") -> bool:
    """Whether a phrase is about people whose country goes without saying: "the workers", not "Libyans", "Smith" or "the tribunal's ruling"."""
    words = list(phrase.subtree)
    if any(c.lemma_.lower() in _COURTS for c in syntax.children(phrase, "poss")):
        return False
    if len(words) > 12 or any(w.ent_type_ in ("GPE", "NORP", "PERSON") or _are_other_states(w) for w in words):
        return False
    return any(w.pos_ == "NOUN" and w.lemma_.lower() in lexicon.people() for w in words)


def _are_other_states(noun: "Token") -> bool:
    """Whether a noun stands for states that nobody names: "other countries", "the nations of Africa", "its partners"; not "both countries"."""
    lemma = noun.lemma_.lower()
    if lemma == "community":
        return any(c.lower_ == "international" for c in noun.children)
    if lemma not in _STATES or noun.tag_ != "NNS":
        return False
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if before & _POINTING or any(c.like_num for c in noun.children):
        return False
    return before != {"the"} or any(c.i > noun.i for c in noun.children)


def _given(side: tuple[Actor, ...], state: Actor) -> tuple[Actor, ...]:
    """The side with a country: its own actors get it, or the state itself stands there."""
    return tuple(replace(a, country=state.country) for a in side) or (_state(state),)


def _state(actor: Actor) -> Actor:
    state = by_iso3(actor.country or "")
    return replace(actor, name=state.name, sector=None) if state else actor


def _countries(actors: Sequence[Actor]) -> set[str]:
    return {a.country for a in actors if a.country}
