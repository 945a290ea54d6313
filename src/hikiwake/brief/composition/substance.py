"""Whether a statement says enough to be quoted by itself: a line of pronouns tells a reader nothing without the sentence before it."""

import re
import unicodedata
from itertools import islice

from hikiwake.record.model import Statement

_FEWEST = 3  # words of substance
_FEWEST_SIGNS = 6  # of a script that does not part its words
# What points elsewhere or only joins.
_EMPTY = re.compile(
    r"an?|the|to|be|been|not|that|th(?:is|ese|ose)|its?|he|him|his|she|hers?|they|them|their|we|us|our|i|me|my|yours?|you|one|so|such"
    r"|what|which|whom?",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"sa(?:id|ys?)|tells?|told|add(?:ed|s)|stated?s?|w(?:ro|ri)tes?|ask(?:ed|s)|answered|den(?:ied|ies)", re.IGNORECASE
)
_NAMING = re.compile(r"^(?:(?:is|are|was|were|been)\s+)?(?:known|call(?:s|ed)?|nam(?:e|es|ed)|dubbed|termed)\b", re.IGNORECASE)
_POINTS_ON = re.compile(r"^(?:what|which|who|whom|that|it|this)\b\s*…", re.IGNORECASE)
_PASSIVE = re.compile(r"^(?:(?:is|are|was|were|be)|(?:has|have|had|will|could|can) (?:have )?(?:been|be))\b", re.IGNORECASE)
_ONES_OWN = re.compile(r"^am\b", re.IGNORECASE)  # "I" is somebody else's in our sentence
_ASKS = re.compile(r"^(?:what|which|who|whom|whose|whether|how|if)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,]*")


def is_quotable(statement: Statement, *, is_speaker_known: bool) -> bool:
    """Whether it has three words of substance, its verb among them unless that is one of saying.

    Words in quotation marks all count. What only points to words that are not in it does not do, nor does the rest of a sentence without its
    subject where nobody is known to speak.
    """
    content, cue = statement.content.text, statement.cue.text if statement.cue else ""
    if not content.isascii() and any(unicodedata.east_asian_width(c) == "W" for c in content):
        return sum(c.isalnum() for c in content) >= _FEWEST_SIGNS
    if _POINTS_ON.match(content) or _ONES_OWN.match(content) or (not is_speaker_known and _is_a_rest(statement, content, cue)):
        return False
    words = _WORD.findall(content)
    if statement.quoted:
        return len(words) >= _FEWEST
    has_verb = any(not _SAYING.fullmatch(w) and not _EMPTY.fullmatch(w) for w in cue.split())
    of_substance = islice((w for w in words if not _EMPTY.fullmatch(w)), _FEWEST)  # the rest adds nothing
    return sum(1 for _ in of_substance) + has_verb >= _FEWEST


def _is_a_rest(statement: Statement, content: str, cue: str) -> bool:
    """Whether the words are what follows a verb whose subject is not known: "known as …", "was asked whether …"."""
    if _NAMING.match(cue) or _ASKS.match(content):
        return True
    follows = statement.cue is not None and statement.cue.spans[0].start < statement.content.spans[0].start
    return follows and bool(_PASSIVE.match(cue)) and not content.lower().startswith("that ") and not cue.lower().endswith(" that")
