"""Modality: how sure a source says it is of its content, and whether it affirms or denies it."""

import re

from hikiwake.reading.words import words
from hikiwake.record.model import Certainty, Polarity

_NEGATION = re.compile(r"\b(?:not|never|no|none|nothing|nobody|neither|cannot)\b|n[’']t\b", re.IGNORECASE)
_POSSIBLE = re.compile(r"\b(?:may|might|could|can|possibly|perhaps|possible|maybe|conceivabl[ey]|potentially)\b", re.IGNORECASE)
_PROBABLE = re.compile(
    r"\b(?:probabl[ey]|likely|presumably|should|expected|apparently|seems?|appears?|hopefully)\b", re.IGNORECASE
)
_UNSURE = re.compile(r"^\W*(?:whether|if|why|when|where|who|what|how)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.]|\b(?:because|which|who|if|unless|although|while)\b")
_LONGEST_OPENING = 160  # characters: where the main clause of a long content is looked for


def certainty_of(content: str, *, kind: str = "speech", lemma: str = "say") -> Certainty:
    """How sure the source says it is: "may" possible, "is likely" probable, "whether" unknown.

    Args:
        content: the words of what is said.
        kind: of the cue (speech, belief, …).
        lemma: of the cue; "hope" and "fear" make the content possible, "think" and "expect" probable.
    """
    if content.rstrip("”\"’' ").endswith("?"):
        return Certainty.UNKNOWN
    if kind in ("speech", "belief") and lemma in words("asking") and _UNSURE.search(content):
        return Certainty.UNKNOWN
    if _POSSIBLE.search(_opening(content)) or lemma in words("wishing"):
        return Certainty.POSSIBLE
    if _PROBABLE.search(_opening(content)) or lemma in words("leaning"):
        return Certainty.PROBABLE
    return Certainty.CERTAIN


def polarity_of(content: str, *, lemma: str = "say", is_negated: bool = False) -> Polarity:
    """Whether the source affirms its content: a denial, a refusal or a negated main clause does not; two of them do again."""
    main = _CLAUSE_END.split(_opening(content).lstrip(" ,"), maxsplit=1)[0]
    is_denial = lemma in words("negative_cues") or lemma == "rule out"
    negatives = sum((is_denial, is_negated, _NEGATION.search(main) is not None))
    return Polarity.NEGATIVE if negatives % 2 else Polarity.POSITIVE


def _opening(content: str) -> str:
    return content[:_LONGEST_OPENING]
