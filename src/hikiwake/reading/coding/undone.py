"""What a text tells to say that it was not so: what it takes back, what "did not take place", what was called off or put off."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.record.model import DateMention, Status
from hikiwake.terms.dates import Date, Precision, from_timex
from hikiwake.terms.retractions import TakenBack

from . import mood, syntax
from .act import Act
from .circumstances import Spot

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_IS_IT_TRUE = re.compile(r"[\s”\"]*(?:Is|Was)\s+(?:that|it|this)\s+(?:true|so|right|correct)\b[^.!?]*\?")
_COMING_ABOUT = frozenset({"happen", "occur", "materialise", "materialize"})
_CALLING_OFF = frozenset({"cancel", "scrap", "abandon"})
_PUTTING_OFF = frozenset({"postpone", "delay", "defer", "reschedule"})
_MOVING = frozenset({"move", "shift", "put", "push", "bring"})  # with "off", "back" or "forward", or from day to day
_ASIDE = frozenset({"off", "back", "forward"})
_TO = frozenset({"to", "until", "till"})
_PLANNING = frozenset({"plan", "schedule", "set", "slate", "fix", "arrange"})
_AT_FIRST = frozenset({"originally", "initially"})
_GATHERINGS = frozenset({"meeting", "talk", "visit", "summit", "session", "round", "encounter", "trip", "signing", "negotiation"})
_THAT = frozenset({"it", "they", "this", "that", "these", "which"})
_HALTING = ("halt",)
_MEETINGS = ("04", "164")
_TO_MEET, _HALTED_TALKS = "036", "164"
_FARTHEST = 4  # nouns between the act's and the one that was put off: "the second day of the round of talks"


def is_doubted(sentence: "Sentence") -> bool:
    """Whether the next sentence asks if it is so, as in: The Star wrote that they left. Is that true?"""
    return _IS_IT_TRUE.match(sentence.doc.text, sentence.end_char) is not None


def is_taken_back(head: "Token", taken: TakenBack | None) -> bool:
    """Whether an act is what the sentence takes back; what it only names beside ("after Kenya had closed the border") is not."""
    if taken is None:
        return False
    first, last = (head.sent.start_char + place for place in (taken.start, taken.end))
    if not first <= head.idx < last:
        return False
    above = (head, *head.ancestors)
    return not any(t.dep_ in ("relcl", "advcl") and first <= t.head.idx < last and first <= t.idx < last for t in above)


def status_of(act: Act) -> Status | None:
    """Denied where the act did not come about or was called off, planned where it was put off; None where nothing of the kind is said."""
    if act.operators[:1] == _HALTING:
        return None  # calling it off is the act
    if act.head.tag_ == "VBN" and any(c.lower_ in _AT_FIRST for c in syntax.children(act.head, "advmod")):
        return Status.DENIED  # "the visit, originally planned for 5 May"
    verb = _done_with(act)
    if verb is None:
        return None
    if verb.lemma_ == "be" and any(_is_to_be(c) for c in syntax.children(verb, "xcomp")):
        return Status.PLANNED
    if mood.is_negated(verb):
        return Status.DENIED if _comes_about(verb) else None
    if _is_called_off(verb):
        return Status.DENIED
    return Status.PLANNED if _is_put_off(verb) and mood.modality(verb) is None else None


def new_day(act: Act, dates: Sequence[Spot]) -> DateMention | None:
    """The day to which what the act names was put off: "from 1 to 15 December", "until 3 May"; None where it was not, or to no day."""
    verb = _done_with(act)
    if verb is None or mood.is_negated(verb) or mood.modality(verb) is not None or not _is_put_off(verb, dates):
        return None
    for spot in dates:
        mention = spot.mention
        if spot.words[0].i > verb.i and isinstance(mention, DateMention) and _is_goal(spot):
            return replace(mention, date=_ahead(mention))
    return None


def put_off(act: Act) -> Act:
    """The act that was put off: talks that were "postponed to Friday" are to be held."""
    inner = act
    while "halt" in inner.operators and inner.inner is not None:
        inner = inner.inner
    return replace(act, code=_TO_MEET if inner.code.startswith(_MEETINGS) else inner.code)


def without_old_days(act: Act, dates: Sequence[Spot]) -> list[Spot]:
    """The days without those for which was planned what the act's verb puts off or calls off: "postponed the 5 May talks" was not done then."""
    verb = _done_with(act)
    is_halted = act.operators[:1] == _HALTING and act.head.pos_ == "VERB" and (_is_put_off(act.head) or _is_called_off(act.head))
    is_off = is_halted or (verb is not None and _is_put_off(verb) and mood.modality(verb) is None and not mood.is_negated(verb))
    return [day for day in dates if not _is_of_the_plan(day, act)] if is_off else list(dates)


def _is_of_the_plan(day: Spot, act: Act) -> bool:
    """Whether a day hangs on the noun that names what was planned, or on its "planned for"."""
    above = next((t for t in day.head.ancestors if t in act.words or t.lemma_ in _PLANNING), None)
    return above is not None and (above.pos_ in ("NOUN", "PROPN") or above.lemma_ in _PLANNING)


def is_ruled_out(spot: Spot) -> bool:
    """Whether a day is named to say that it was another: "on October 1, not on October 2"."""
    first = spot.words[0]
    before = first.doc[max(first.sent.start, first.i - 3) : first.i]
    words = [t.lower_ for t in before if t.pos_ != "ADP" or t.lower_ in ("than", "of")]
    is_other_than = [t.lower_ for t in before][-2:] in (["rather", "than"], ["instead", "of"])
    return is_other_than or (words[-1:] == ["not"] and words[-2:-1] in ([","], ["and"], ["but"]))


def _done_with(act: Act) -> "Token | None":
    """The verb that says what became of the act: its own, or that of which its noun is the subject or the object."""
    head = act.head
    if act.operators[:2] == ("intend", "halt") and act.inner is not None and act.inner.code == _HALTED_TALKS:
        head = act.inner.head  # "agreed to postpone their talks"
    if head.dep_ == "acl" and head.head in act.words:
        head = head.head  # "the visit planned for May was cancelled"
    if head.pos_ in ("VERB", "AUX"):
        return _after_a_plan(head) if act.code == _TO_MEET else head
    for _ in range(_FARTHEST):
        if head.dep_ in ("nsubj", "nsubjpass", "dobj"):
            return _behind_a_participle(head.head) if head.head.pos_ in ("VERB", "AUX") else None
        if head.dep_ == "pobj" and head.head.lower_ == "of":
            head = head.head.head
        elif head.dep_ in ("compound", "conj", "ROOT") and head.head.pos_ in ("NOUN", "PROPN") and head.head.i != head.i:
            head = head.head
        else:
            break
    # "Meeting of Japan and Korea delayed until May": a headline has no "was".
    return next((c for c in head.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)


def _behind_a_participle(verb: "Token") -> "Token":
    """ "The talks planned for May were put off": the parser may take "planned" for the sentence's verb."""
    if verb.lemma_ not in _PLANNING or verb.tag_ not in ("VBD", "VBN"):
        return verb
    if verb.dep_ in (*syntax.SUBJECTS, *syntax.PASSIVE_SUBJECTS) and verb.head.pos_ == "VERB":
        return verb.head
    is_joined = bool(syntax.children(verb, "cc"))
    later = [c for c in syntax.children(verb, "conj", "ccomp") if c.i > verb.i and syntax.children(c, "auxpass")]
    return next((c for c in later if not is_joined and not syntax.children(c, *syntax.PASSIVE_SUBJECTS)), verb)


def _after_a_plan(verb: "Token") -> "Token":
    """ "They were to meet in May, but the meeting was put off": the verb that puts or calls it off, else its own."""
    for top in (verb, verb.head) if verb.dep_ == "xcomp" else (verb,):
        for later in (c for c in top.conjuncts if c.i > verb.i and (_is_put_off(c) or _is_called_off(c))):
            of = syntax.children(later, *syntax.PASSIVE_SUBJECTS)
            if any(s.lower_ in _THAT or s.lemma_.lower() in _GATHERINGS for s in of):
                return later
    return verb


def _is_to_be(clause: "Token") -> bool:
    """ "The talks are to be held"."""
    return any(c.lower_ == "to" for c in syntax.children(clause, "aux"))


def _comes_about(verb: "Token") -> bool:
    is_taking_place = verb.lemma_ == "take" and any(c.lower_ == "place" for c in syntax.children(verb, "dobj"))
    return verb.lemma_ in _COMING_ABOUT or is_taking_place


def _is_called_off(verb: "Token") -> bool:
    is_off = verb.lemma_ == "call" and any(c.lower_ == "off" for c in syntax.children(verb, "prt", "advmod"))
    return verb.lemma_ in _CALLING_OFF or is_off


def _is_put_off(verb: "Token", dates: Sequence[Spot] = ()) -> bool:
    """Whether the verb puts something off: "postpone", "push back", "move from 3 to 8 May", "move to 8 May"."""
    if verb.lemma_ in _PUTTING_OFF:
        return True
    if verb.lemma_ not in _MOVING:
        return False
    is_aside = any(c.lower_ in _ASIDE for c in syntax.children(verb, "prt", "advmod"))
    is_to_a_day = any(_is_from_day_to_day(day) or (_is_goal(day, ("to",)) and day.words[0].i > verb.i) for day in dates)
    return is_aside or (verb.lemma_ in ("move", "shift") and is_to_a_day)


def _is_from_day_to_day(spot: Spot) -> bool:
    mention = spot.mention
    is_range = isinstance(mention, DateMention) and mention.date.precision is Precision.RANGE
    return is_range and " to " in f" {spot.mention.text} "


def _is_goal(spot: Spot, to: Collection[str] = _TO) -> bool:
    """ "to 15 December", "until Friday", or the last day of "1 to 15 December"."""
    first = spot.words[0]
    return _is_from_day_to_day(spot) or first.lower_ in to or (first.i > 0 and first.nbor(-1).lower_ in to)


def _ahead(mention: DateMention) -> Date:
    """The day itself, of a stretch the last."""
    when = mention.date
    last = when.latest or when.earliest
    if last is None:
        return when
    is_day = when.precision is Precision.RANGE or len(when.value) == len("2026-05-03")
    return from_timex(last.isoformat()) if is_day else when
