"""Whether an act is told as having happened, planned, denied or supposed, how surely, and how the telling reaches us.

Grades of events: an event told inside a statement has that statement's grade (`sourcing.grade_at`). Outside any statement the document itself tells
it: `attributed`
(a named document, in its own words), unless the clause is hedged: "reportedly" makes it `reported`, "sources said", "unnamed officials" `anonymous`,
"is rumoured to", "press speculation" `speculation`; a narrator's judgement (`opinion`) comes from the statements too, as a statement without a cue.
Never `on_record` without a
statement: the grade says that a named speaker said it in public, and no speaker is to be seen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikiwake.reading.factuality import certainty_at, is_alleged, status_by_governor, status_by_mood, status_by_time
from hikiwake.reading.sourcing import grade_at
from hikiwake.record.model import Certainty, Polarity, Span, Statement, Status
from hikiwake.terms.grades import Grade

from . import lexicon, mood, syntax
from .act import Act
from .frames import frames_of, has_its_negation
from .speech import is_foreseen, is_unsaid

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENYING = frozenset({"deny", "refute", "disclaim", "rebut"})
_PREPARING = frozenset(
    {
        "prepare",
        "plan",
        "schedule",
        "expect",
        "await",
        "arrange",
        "anticipate",
        "propose",
        "aim",
        "intend",
        "discuss",
        "set",
        "slate",
        "postpone",
        "fix",
    }
)
_PREPARED = frozenset({"list", "programme", "program", "agenda", "date", "schedule", "project", "preparation"})  # … for the visit
_AHEAD = frozenset(
    {
        "planned",
        "upcoming",
        "scheduled",
        "forthcoming",
        "proposed",
        "expected",
        "future",
        "coming",
        "next",
        "intended",
        "imminent",
        "due",
    }
)
_SUPPOSED = frozenset(
    {"possible", "potential", "hypothetical", "likely", "would-be", "alleged", "threatened", "eventual", "feared"}
)
_NOT_YET = frozenset({"avoid", "prevent", "avert", "risk", "fear", "forestall", "deter", "warn", "caution"})
_PLANS = frozenset({"plan", "preparation"})
_WISHES = frozenset(
    {
        "proposal",
        "possibility",
        "prospect",
        "threat",
        "chance",
        "risk",
        "hope",
        "effort",
        "favour",
        "favor",
        "need",
        "call",
        "demand",
        "request",
        "appeal",
    }
)
_HOPING = frozenset({"hope", "wish", "pray", "trust", "desire"})
_ABLE = frozenset({"can", "ca", "could"})
_EXCLUDING = frozenset({"exclude", "preclude"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_TALKING_OVER = frozenset({"discuss"})  # a visit that is discussed lies ahead, an attack does not
_VIOLENT = ("17", "18", "19", "20")
_SPOKEN_OF = frozenset({"036"})  # agreeing to it plans it
_HEDGES = (
    (
        re.compile(
            r"\b(?:reportedly|allegedly|said to have|is said to|are said to|according to (?:press|media|news)? ?reports|purportedly)\b",
            re.I,
        ),
        Grade.REPORTED,
    ),
    (re.compile(r"\b(?:sources? (?:said|say|close)|unnamed officials?|anonymous)\b", re.I), Grade.ANONYMOUS),
    (re.compile(r"\b(?:rumou?r(?:ed|s)|speculat(?:e|es|ed|ion)|believed to)\b", re.I), Grade.SPECULATION),
)


@dataclass(frozen=True, slots=True)
class Stance:
    """`code` may differ from the act's: what somebody will do is coded as the intent (CAMEO 03, 13)."""

    status: Status
    polarity: Polarity
    certainty: Certainty


def stance(act: Act, modality: str | None, is_intent: bool, *, is_asked_for: bool = False) -> Stance:
    """How the text tells `act`.

    `modality` is that of its clause; `is_intent`: its code is already that of an intent; `is_asked_for`: it is what a demand is about.
    """
    head = act.head
    is_clause = head.pos_ in ("VERB", "AUX", "ADJ")
    negated = is_clause and mood.is_negated(head) and not is_intent and not has_its_negation(head, act.code)
    status = Status.ACTUAL
    if _is_denied(head) or negated or (head.dep_ == "pcomp" and head.head.lower_ == "without"):
        status = Status.DENIED
    elif mood.is_conditional_clause(head) or _is_hoped(head) or is_unsaid(head) or _is_talked_over(head):
        status = Status.HYPOTHETICAL
    elif is_clause:
        status = _status_of_clause(act, modality, is_intent)
    else:
        status = _status_of_noun(head, act.code)
    if is_asked_for and status is Status.ACTUAL:
        status = Status.HYPOTHETICAL
    return Stance(
        status,
        Polarity.NEGATIVE if status is Status.DENIED else Polarity.POSITIVE,
        certainty_at(head, is_open=status is Status.HYPOTHETICAL),
    )


def _is_talked_over(head: "Token") -> bool:
    """ "Talks on reopening the border": nobody has opened it."""
    return head.dep_ == "pcomp" and head.head.lower_ in ("on", "about", "over", "concerning", "regarding")


def _is_hoped(head: "Token") -> bool:
    """ "I hope that both countries will seek a solution": who hopes for it does not know that they will."""
    clause = head
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    return bool(clause.dep_ == "ccomp" and clause.head.lemma_.lower() in _HOPING and head.i != clause.head.i)


def _status_of_clause(act: Act, modality: str | None, is_intent: bool) -> Status:
    if modality == "future":
        return Status.HYPOTHETICAL if is_foreseen(act.head) else Status.PLANNED
    is_refusal = is_intent and mood.is_negated(act.head)
    if is_refusal and modality == "conditional" and any(c.lower_ in _ABLE for c in syntax.children(act.head, "aux")):
        return Status.ACTUAL  # "cannot agree to it"
    if modality == "obligation" and act.operators[:1] in (("demand",), ("appeal",)):
        return Status.ACTUAL
    if modality == "conditional" and not is_intent and mood.is_negated(act.head):
        return Status.ACTUAL  # "would not comment"
    if modality in ("conditional", "obligation"):
        return (
            Status.PLANNED if is_intent and any(c.lower_ in ("would", "'d") for c in act.head.children) else Status.HYPOTHETICAL
        )
    if not is_refusal and act.head.lemma_.lower() in (
        "want",
        "wish",
        "plan",
        "intend",
        "aim",
        "prepare",
        "schedule",
        "expect",
        "set",
        "slate",
        "due",
        "scheduled",
    ):
        return Status.PLANNED
    if act.operators[:1] == ("intend",) and act.code in _SPOKEN_OF:
        return Status.PLANNED
    return status_by_mood(act.head) or status_by_time(act.head) or _status_from_above(act.head)


def _is_declined(head: "Token") -> bool:
    """ "He's not ready to sign": whoever he is, he does not."""
    above = head.head
    return head.dep_ == "xcomp" and lexicon.adjectives().get(above.lemma_.lower()) == "intend" and mood.is_negated(above)


def _status_from_above(head: "Token") -> Status:
    """A bare infinitive or participle stands as its governor does: "plans to", "in order to", "before signing"."""
    if (implied := status_by_governor(head)) is not None:
        return implied
    if _is_declined(head):
        return Status.DENIED
    if mood.is_first_to(head):
        return Status.ACTUAL
    if head.dep_ == "conj" and _is_of_one_infinitive(head):
        return _status_from_above(head.head)  # "sign a declaration and resume relations": as the first of them
    if head.tag_ == "VB" and head.dep_ in ("xcomp", "acl", "advcl", "relcl", "ccomp", "conj"):
        return Status.PLANNED if head.dep_ != "ccomp" else Status.HYPOTHETICAL
    return Status.ACTUAL


def _is_of_one_infinitive(verb: "Token") -> bool:
    """Whether a joined verb may be an infinitive, as the one before it: "to free the officers and resume talks"; "but refused" is not."""
    return (
        verb.tag_ != "VBD" and all(c.lower_ == "to" for c in syntax.children(verb, "aux")) and verb.head.pos_ in ("VERB", "AUX")
    )


def _status_of_noun(noun: "Token", code: str) -> Status:
    before = {c.lower_ for c in noun.children if c.i < noun.i}
    if "no" in before:
        return Status.DENIED
    if before & _AHEAD:
        return Status.PLANNED
    if before & _SUPPOSED:
        return Status.HYPOTHETICAL
    governor = noun.head
    while noun.dep_ == "conj" and governor.pos_ in ("NOUN", "PROPN") and governor.head.i != governor.i:
        noun, governor = governor, governor.head  # "without a split and a march": as the first of them
    if is_alleged(noun):
        return Status.HYPOTHETICAL
    if governor.pos_ == "ADP":
        if governor.lower_ in ("before", "until") and _lies_ahead(governor):
            return Status.PLANNED if governor.lower_ == "before" else Status.HYPOTHETICAL
        if governor.lower_ == "for" and governor.head.lemma_.lower() in _PREPARED:
            return Status.PLANNED
        if governor.lower_ in ("before", "without") and noun.dep_ == "pobj":
            return Status.HYPOTHETICAL if governor.lower_ == "without" else Status.ACTUAL
        governor = governor.head
    if governor.pos_ in ("VERB", "AUX"):
        if mood.is_negated(governor):
            if governor.lemma_.lower() in _EXCLUDING:
                return Status.HYPOTHETICAL  # "does not exclude an attack"
            if not _is_presupposed(noun, governor):
                return Status.DENIED
        is_ahead = governor.lemma_ in (_PREPARING - _TALKING_OVER) | _NOT_YET
        if code.startswith(_VIOLENT) and not is_ahead and _is_presupposed(noun, governor):
            return Status.ACTUAL
        modality = mood.modality(governor)
        if governor.lemma_ in _PREPARING or modality == "future":
            return Status.PLANNED
        if governor.lemma_ in _NOT_YET or modality in ("conditional", "obligation"):
            return Status.HYPOTHETICAL
        if governor.tag_ == "VB" and governor.dep_ in ("xcomp", "advcl", "acl"):
            return Status.PLANNED
    if governor.lemma_.lower() in _PLANS:
        return Status.PLANNED
    return Status.HYPOTHETICAL if governor.lemma_.lower() in _WISHES or _is_averted(governor) else Status.ACTUAL


def _is_averted(noun: "Token") -> bool:
    """Whether what is "of" the noun need not come about: "prevent the outbreak of war"."""
    return noun.pos_ == "NOUN" and noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _NOT_YET


def _is_presupposed(noun: "Token", governor: "Token") -> bool:
    """ "does not recognise the annexation", "must end the war": it is there, whatever is done about it; "did not pay the visit": it is not."""
    is_definite = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE) for c in noun.children)
    return is_definite and not any(frame.meaning in ("light", "aspect", "suffer") for frame in frames_of(governor))


def _lies_ahead(preposition: "Token") -> bool:
    """ "would put it together before the visit": the visit is still to come."""
    verb = syntax.clause_root(preposition.head)
    return mood.modality(verb) in ("future", "conditional") or verb.tag_ == "VB"


def _is_denied(head: "Token") -> bool:
    current = head
    for _ in range(4):
        governor = current.head
        if governor.i == current.i:
            return False
        if governor.lemma_ in _DENYING and governor.pos_ == "VERB" and current.dep_ in ("ccomp", "xcomp", "dobj", "pcomp"):
            return not mood.is_negated(governor)
        if current.dep_ not in ("ccomp", "xcomp", "pcomp", "prep", "conj", "aux"):
            return False
        current = governor
    return False


def grade(span: Span, trigger: Span, sentence: str, statements: Sequence[Statement]) -> tuple[Grade, int | None]:
    """Grade of an event, and the index of the statement that carries it, if any."""
    carried, index = grade_at(trigger, statements)
    if carried is not None:
        return carried, index
    for pattern, hedged in _HEDGES:
        if pattern.search(sentence):
            return hedged, None
    return Grade.ATTRIBUTED, None
