"""Which of a sentence's events is its main one: the act of the main clause, or of what the main clause reports."""

from typing import TYPE_CHECKING

from . import speech
from .act import Act
from .participants import Parties

if TYPE_CHECKING:
    from spacy.tokens import Token

_FADING = 0.8  # for each clause that lies between an act and the main clause
_STEPS = {
    "ROOT": 0.0,
    "ccomp": 0.4,
    "xcomp": 0.4,
    "conj": 0.5,
    "acomp": 0.0,
    "attr": 0.3,
    "dobj": 0.7,
    "nsubj": 0.9,
    "nsubjpass": 0.9,
    "pobj": 0.8,
    "prep": 0.3,
    "advcl": 1.6,
    "relcl": 2.0,
    "acl": 1.4,
    "appos": 1.6,
    "pcomp": 0.6,
    "parataxis": 0.5,
}
_OTHER_STEP = 0.6
_FARTHEST = 20


def confidence(act: Act, who: Parties, *, is_told_as_fact: bool) -> float:
    """How much the sentence is about the act, in (0, 1): less the deeper it stands, and where a side is missing or it is only supposed."""
    value = 0.95 * _FADING ** _depth(act.head)
    if act.head.pos_ in ("NOUN", "PROPN"):
        value *= 0.8
    if not who.sources:
        value *= 0.85
    if not who.targets:
        value *= 0.9
    if not is_told_as_fact:
        value *= 0.85
    if act.code[:2] == "01":
        value *= 0.9
    return round(float(value), 4)


def _depth(token: "Token") -> float:
    depth: float = 0.0
    current = token
    for _ in range(_FARTHEST):
        head = current.head
        if head.i == current.i:
            break
        if not (current.dep_ in ("ccomp", "parataxis", "dobj") and speech.is_reporting(head)):
            depth += _STEPS.get(current.dep_, _OTHER_STEP)
        current = head
    return depth
