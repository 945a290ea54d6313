"""What saying makes of an act: a demand of what others must do, an intent of what one will do, a complaint of a state's protest."""

from dataclasses import replace
from typing import TYPE_CHECKING

from . import mood, syntax, topics
from .act import Act
from .bases import is_of_a_base
from .cast import Cast, are_many
from .frames import has_its_negation
from .participants import Parties
from .speech import addressees, is_foreseen, speakers

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORESEEN = frozenset({"expect", "schedule", "slate", "set", "due", "scheduled"})  # who is not due to come refuses nothing
_GIVING_IN = "080"
_FIRST_COOPERATION, _LAST_COOPERATION = "03", "08"  # CAMEO roots: from intending to cooperate to yielding


def as_complaint(act: Act, who: Parties) -> Act:
    """ "Moscow protested", "Serbia lodged a protest": a state does not march, it complains."""
    states = bool(who.sources) and all(a.country and a.sector in (None, "GOV") for a in who.sources)
    if act.code != "141" or "protest" not in {w.lemma_.lower() for w in act.words} or not states or any(map(are_many, who.doers)):
        return act
    return replace(act, code="114")


def as_leaving(act: Act, who: Parties) -> Act:
    """ "Peru walked out": a state does not strike, it leaves the table."""
    is_of_states = bool(who.sources) and all(a.country and a.sector in (None, "GOV") for a in who.sources)
    are_people = any(map(are_many, who.doers)) and any(a.sector is None for a in who.sources)  # "doctors"; not "the delegation"
    walks = act.code == "143" and act.head.lemma_ == "walk" and is_of_states and not are_people
    return replace(act, code="164") if walks else act


def as_demand(act: Act, modality: str | None, who: Parties, cast: Cast) -> tuple[Act, Parties]:
    """ "X said that Y must withdraw" is X's demand of Y; with "should" it is an appeal."""
    if modality != "obligation" or act.code == "election":
        return act, who
    saying = speakers(act.head)
    demanding = tuple(a for s in saying for a in cast.within(s))
    if not demanding or {a.name for a in demanding} & {a.name for a in who.sources}:
        return act, who
    holders = (act.head, act.head.head) if act.head.pos_ == "ADJ" else (act.head,)  # "must be ready"
    must = any(c.lower_ == "must" for holder in holders for c in holder.children if c.dep_ == "aux")
    operator = "demand" if must else "appeal"
    code = topics.apply(operator, act.topic)
    if code is None:
        return act, who
    asked = who.sources or tuple(a for t in addressees(act.head) for a in cast.within(t)) or who.targets
    return replace(act, code=code, operators=(operator, *act.operators)), Parties(demanding, asked, False, True, tuple(saying))


def bare_demand(verb: "Token") -> Act | None:
    """ "X said that Y must do so", whatever it is that Y must do."""
    if verb.pos_ != "VERB" or mood.modality(verb) != "obligation" or not speakers(verb):
        return None
    must = [c for c in syntax.children(verb, "aux") if c.lower_ == "must"]
    return Act("100", verb, (*must, verb), ("demand",)) if must else None


def as_intent(act: Act, modality: str | None, who: Parties) -> tuple[Act, bool]:
    """What somebody says that he will do is coded as his intent: cooperation as 03, hostility as a threat (13), cooperation withheld as 12,
    as is a demand that is not accepted.

    Other negated words keep their code, for `stance` to deny: who will not attack, reject or demand has not attacked, rejected or demanded.
    """
    if mood.is_negated(act.head) and not has_its_negation(act.head, act.code):
        is_told = act.operators[:1] == ("intend",) or act.code == _GIVING_IN or _lies_ahead(act, modality)
        if is_told and act.head.lemma_.lower() not in _FORESEEN and _can_be_refused(act) and who.has_doer:
            return replace(act, code=topics.negated_intent(act.topic), operators=("intend", *act.operators)), True
        return act, False
    if act.operators[:1] in (("intend",), ("threaten",)):
        return act, True
    if act.code == "election" or not who.has_doer or not _lies_ahead(act, modality):
        return act, False
    if act.operators not in ((), ("halt",)) or is_of_a_base(act) or is_foreseen(act.head):
        return act, False
    if act.code.startswith("13"):
        return act, True
    code = topics.apply("intend", act.topic) if act.topic else None
    return (replace(act, code=code, operators=("intend", *act.operators)), True) if code else (act, False)


def _lies_ahead(act: Act, modality: str | None) -> bool:
    """Whether its verb says that it will be done, or would be in what somebody says."""
    if act.head.pos_ not in ("VERB", "AUX") or mood.is_conditional_clause(act.head):
        return False
    would = any(c.lower_ in ("would", "'d", "may", "might") for c in act.head.children if c.dep_ == "aux")
    is_reported = bool(speakers(act.head)) or act.head.dep_ == "ccomp"
    return modality == "future" or (would and is_reported)


def _can_be_refused(act: Act) -> bool:
    """Whether not doing it is a refusal: of an agreement, a meeting, help, a concession."""
    is_hostile = act.topic is not None and act.topic.is_hostile
    return _FIRST_COOPERATION <= act.code[:2] <= _LAST_COOPERATION and not is_hostile
