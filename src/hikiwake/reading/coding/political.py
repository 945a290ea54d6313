"""Whether an act is political and an event at all: what is left out is as much part of the coder as what is coded."""

from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.factuality import is_barred
from hikiwake.record.model import Actor

from . import syntax
from .act import Act
from .cast import Cast, is_human
from .done_to import SUFFERING
from .participants import Parties
from .sides import acts_for_a_state

if TYPE_CHECKING:
    from spacy.tokens import Token

HOSTILE = ("14", "17", "18", "19", "20")
_VIOLENT = ("18", "19", "20")
_TOGETHER = ("03", "04", "06")  # nothing without both
_PERSONAL = frozenset({"i", "you", "we", "me", "us", "this", "that", "there", "one"})
_HABITUAL = frozenset({"every", "usually", "often", "always"})
_EVERYDAY_SECTORS = frozenset({"CVL", "BUS", "MED", "EDU", "AGR", "JRN", "UNK", "ELI", "LAB", "MNC", "SOC"})
_PAPERS = frozenset({"treaty", "accord", "pact", "agreement"})
_MAKING = frozenset({"conclude", "reach", "clinch", "make", "strike", "enter", "finalize", "finalise", "renew", "extend"})
_SELVES = frozenset({"itself", "themselves", "himself", "herself", "ourselves", "oneself"})
_VOWING = frozenset({"vow", "pledge", "promise", "swear"})
_CARRYING = frozenset({"fly", "take", "bring", "return", "land"})
_SPEAKING = frozenset({"speak", "talk"})
_PRESS = frozenset({"MED", "JRN"})
_SOMETHING = frozenset({"nothing", "something", "anything", "little", "much", "everything"})


def is_political(act: Act, who: Parties) -> bool:
    """Whether a state or political actor takes part, and the text names no doer that could not have done it."""
    if not any(can_be_party(a) for a in (*who.sources, *who.targets)) or _is_habit(act):
        return False
    if _is_shown(act, who) or _is_unnamed_agreement(act, who) or _is_left_to_do(act.head):
        return False
    if any(d.lower_ in ("nobody", "none") for d in who.doers):
        return False
    if any(d.lower_ in _PERSONAL for d in who.doers) and not who.sources:
        return False
    if who.sources:
        return any(can_be_party(a) for a in who.sources) or act.code.startswith(HOSTILE)
    if who.has_doer and not act.code.startswith(HOSTILE):
        return False
    if act.head.pos_ in ("NOUN", "PROPN") or act.head.lemma_ in SUFFERING:
        return act.code.startswith((*HOSTILE, "16"))
    return act.code.startswith((*HOSTILE, "16")) or syntax.is_passive(act.head)


def is_of_somebody(act: Act, who: Parties) -> bool:
    """Whether people or an institution do it, though their own phrase names no country: "workers in Kenya stopped work"."""
    if act.head.pos_ != "VERB" or not (who.sources or (who.targets and any(acts_for_a_state(d) for d in who.doers))):
        return False
    if not who.sources and act.code.startswith(_TOGETHER):
        return False
    return is_political(act, who if who.sources else replace(who, sources=who.targets))


def is_named_unrest(act: Act) -> bool:
    """ "the Kiev riot": unrest with a proper name."""
    head = act.head
    return act.code[:2] == "14" and head.pos_ == "NOUN" and any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in head.children)


def goes_nowhere(act: Act, cast: Cast) -> bool:
    """A visit to what is neither a place nor anybody known: to a grave, a fish plant; or of those who "were flown to Nairobi", wounded."""
    if act.code != "042" or act.head.pos_ != "VERB":
        return False
    if act.head.lemma_ not in ("visit", "tour"):
        return act.head.lemma_ in _CARRYING and syntax.is_passive(act.head)
    return not any(o.pos_ == "PROPN" or cast.is_somewhere(o) for o in syntax.objects(act.head))


def comes_home(act: Act, who: Parties, cast: Cast) -> bool:
    """An ambassador or a president that returns to his own capital: no relations are mended by it, and nobody is visited."""
    if act.head.lemma_ != "return" or act.code not in ("042", "050"):
        return False
    own = {a.country for a in who.sources if a.country}
    to = [a for name, g in syntax.prepositions(act.head) if name == "to" for a in cast.within(g)]
    return any(a.country in own for a in to) or (act.code == "050" and not (own and to))


def is_an_interview(act: Act, who: Parties, cast: Cast) -> bool:
    """ "Spoke to Maria Lekka of this newspaper", "talked to our reporter": talks with nobody who could have any."""
    if act.code != "040" or act.head.lemma_ not in _SPEAKING or who.is_reciprocal:
        return False
    heard = [g for name, g in syntax.prepositions(act.head) if name in ("to", "with")]
    return bool(heard) and not any(can_be_party(a) and a.sector not in _PRESS for g in heard for a in cast.all_at(g))


def is_for_oneself(act: Act, who: Parties) -> bool:
    """Whether what is defended is the defender's own, "Lavrov defended Russia's handling of the talks", or one only limits oneself."""
    if act.head.pos_ == "VERB" and act.code.startswith(HOSTILE) and any(o.lower_ in _SELVES for o in syntax.objects(act.head)):
        return True
    own = {a.country for a in who.sources if a.country}
    return act.code == "052" and bool(own) and {a.country for a in who.targets} <= own and bool(who.targets)


def is_only_to_be_prevented(act: Act) -> bool:
    """ "To prevent the establishment of bases": an aim, where nobody is kept from anything and nothing is told as done.

    Who is urged to prevent it, or vows to, is told to have said so.
    """
    inner = act
    while inner.inner is not None:
        inner = inner.inner
    verb = inner.head
    if verb.lemma_ != "prevent" or not (verb.tag_ == "VB" or verb.dep_ == "pcomp"):
        return False
    is_aim = not act.operators or (act.operators == ("intend",) and act.head.lemma_.lower() not in _VOWING)
    is_told = any(c.tag_ == "MD" or c.lemma_ == "do" for c in syntax.children(verb, "aux"))
    return is_aim and not is_told and not _keeps_somebody(verb)


def is_only_denied(act: Act, who: Parties) -> bool:
    """ "The army denies a third patrol boat": that there is one; nobody is refused it."""
    return act.head.lemma_ == "deny" and act.code.startswith("122") and not who.targets


def is_only_refused(act: Act) -> bool:
    """ "Would not allow its territory to be used for an attack on X": nobody attacks, and nobody is told to have wanted to."""
    return act.code.startswith(_VIOLENT) and not act.operators and is_barred(act.head)


def _keeps_somebody(verb: "Token") -> bool:
    """ "Prevented the minister", "prevented the ships from landing"; not "prevented attacks from the sea"."""
    held = syntax.objects(verb)
    behind = [g for holder in (verb, *held) for name, g in syntax.prepositions(holder) if name == "from"]
    return any(map(is_human, held)) or any(g.tag_ == "VBG" for g in behind)


def can_be_party(actor: Actor) -> bool:
    """A state's, or of a kind that acts in politics; people, firms and journalists of no country are everywhere."""
    return actor.country is not None or (actor.sector is not None and actor.sector not in _EVERYDAY_SECTORS)


def _is_unnamed_agreement(act: Act, who: Parties) -> bool:
    """ "Soviet treaties", "the agreements of the republic": papers, where no two sides are said to have made one."""
    paper = act.inner.head if act.inner is not None and act.head.lemma_ not in _MAKING else act.head
    is_paper = paper.pos_ in ("NOUN", "PROPN") and paper.lemma_.lower() in _PAPERS
    return (
        is_paper
        and (paper is act.head or not act.operators)
        and len({a.country or a.name for a in (*who.sources, *who.targets)}) < 2
    )


def _is_shown(act: Act, who: Parties) -> bool:
    """ "The Soviet Union will demonstrate, by deeds, its good will": people take to the streets, states do not."""
    told = act.inner.head if act.inner is not None else act.head
    is_of_states = bool(who.sources) and all(a.sector in (None, "GOV", "IGO", "IMG") for a in who.sources)
    return told.pos_ == "VERB" and told.lemma_ == "demonstrate" and is_of_states and all(d.tag_ == "NNP" for d in who.doers)


def _is_left_to_do(head: "Token") -> bool:
    """ "nothing to discuss", "something left to bargain with": no act."""
    if head.tag_ != "VB":
        return False
    return any(t.lower_ in _SOMETHING for t in (head.head, head.head.head))


def _is_habit(act: Act) -> bool:
    """ "visit every summer": what is done always is no event, unless it is violence."""
    if act.head.pos_ != "VERB" or act.code.startswith(HOSTILE):
        return False
    words = {w.lower_ for c in act.head.children if c.dep_ in ("advmod", "npadvmod") for w in (c, *c.children)}
    return bool(words & _HABITUAL)
