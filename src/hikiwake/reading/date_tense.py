"""What the parse says of a date's time: whether the clause that it stands in looks back or ahead, or speaks of the text's own day."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hikiwake.reading.date_forms import FromTo, Weekday
from hikiwake.reading.date_grammar import Expression
from hikiwake.reading.factuality import status_by_governor

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_AHEAD_WORDS = (
    "plan agree intend expect schedule due fix set hope promise vow propose likely ready prepare pledge decide aim want slate"
)
_SCHEDULED = frozenset(
    ("expire", "lapse", "begin", "start", "resume", "arrive", "return", "end", "plan", "expect")
)  # in the present: a timetable's, or what is meant to come
_AHEAD = frozenset(_AHEAD_WORDS.split())
_AHEAD_MODIFIERS = frozenset(
    ("planned", "upcoming", "scheduled", "forthcoming", "coming", "future", "proposed", "expected", "next")
)
_PUTTING_OFF = frozenset(("postpone", "delay", "defer", "reschedule", "move", "shift", "put", "push", "bring"))
_TO = re.compile(r"\b(?:to|until|till)\s(?:the\s)?$")


def token_at(sent: "Sentence", start: int) -> "Token | None":
    """The word of the sentence's document that holds the character `start`."""
    doc = sent.doc
    i = bisect_right(doc, start, key=lambda t: t.idx) - 1
    return doc[i] if i >= 0 and start < doc[i].idx + len(doc[i]) else None


def tense(sent: "Sentence", e: Expression) -> int:
    """−1, +1 or 0: the tense of the nearest verb above the date, where that verb has one.

    The day to which something "has been put off" is still to come; "was put off" leaves it to the nearest.
    """
    token = token_at(sent, e.end - 1)
    if token is None:
        return 0
    for above in _chain(token):
        if above.lemma_ in _PUTTING_OFF and _is_goal(sent, e):
            return 1 if _is_perfect(above) else 0
        if _is_left_open(above):
            return 0
        if any(child.lower_ in _AHEAD_MODIFIERS for child in above.children if child.dep_ == "amod"):
            return 1
        if above.pos_ in ("VERB", "AUX") and (found := _tense_of(above)):
            return found
        if above.tag_ in ("VBZ", "VBP") and above.lemma_.lower() in _SCHEDULED and not isinstance(e.form, Weekday):
            return 1
    return 0


def is_of_now(sent: "Sentence", e: Expression, *, is_after_past: bool) -> bool:
    """Whether the date's clause speaks of the text's own day: "has offered to host talks in May"; in the present where the story is past."""
    token = token_at(sent, e.end - 1)
    for above in _chain(token) if token is not None else ():
        if above.pos_ not in ("VERB", "AUX") or above.tag_ in ("VB", "VBG"):
            continue
        return _is_perfect(above) or (is_after_past and above.tag_ in ("VBZ", "VBP"))
    return False


def _is_perfect(verb: "Token") -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have", "’s", "'s", "’ve", "'ve") for c in verb.children)


def _is_goal(sent: "Sentence", e: Expression) -> bool:
    """ "From 1 to 15 December", "to 15 December", "until Friday"."""
    return isinstance(e.form, FromTo) or e.bound == "by" or _TO.search(sent.doc.text, sent.start_char, e.start) is not None


def _is_left_open(verb: "Token") -> bool:
    """Whether it is an infinitive that its governor's tense does not date: "allowed them to come on 8 September"; who managed to come came."""
    is_infinitive = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp") and any(c.lower_ == "to" for c in verb.children)
    return is_infinitive and not _tense_of(verb) and status_by_governor(verb) is None


def _chain(token: "Token") -> Iterator["Token"]:
    yield token
    for i, above in enumerate(token.ancestors):
        if i == 8:
            return
        yield above


def _tense_of(verb: "Token") -> int:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "wo", "would", "should", "must"} and not helpers & {"have"}:
        return 1
    if verb.lemma_ == "be" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children):
        return 1  # "on Friday both are to fly"
    if "to" in helpers:
        lemma = verb.head.lemma_.lower()
        return (
            1
            if lemma in _AHEAD
            or (lemma == "be" and verb.dep_ == "xcomp")
            or verb.head.lower_ in _AHEAD_MODIFIERS
            or (lemma == "go" and verb.head.tag_ == "VBG")
            else 0
        )
    if verb.tag_ in ("VBD", "VBN") or helpers & {"had", "was", "were", "did", "has", "have"}:
        if verb.lemma_.lower() in ("schedule", "plan", "expect", "slate", "set", "fix") and verb.tag_ == "VBN":
            return 1
        return -1
    return 0
