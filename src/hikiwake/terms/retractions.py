"""Words that take back or call false what they repeat: "withdraws its report that …", "was wrong to say that …", "an earlier version said …"."""

import re
from dataclasses import dataclass

_TEXT = (
    r"(?:reports?|reporting|stor(?:y|ies)|articles?|claims?|accounts?|allegations?|accusations?|assertions?|dispatch(?:es)?|items?)"
)
_TAKES_BACK = r"(?:withdr(?:aws?|ew|awn)|retract(?:s|ed)?|disown(?:s|ed)?|corrects?|corrected|takes?\s+back|took\s+back|taken\s+back)"
_WROTE = r"(?:said|stated|reported|wrote|written|claimed|asserted|alleged|announced)"
_ERRING = r"(?:wrongly|mistakenly|erroneously|incorrectly|falsely)"
_SOME = r"(?:[\w’'-]+\s+)"
_OF_TEXT = r"(?:article|story|report|text|dispatch|item|page|post|despatch|column)"
_DAY = r"(?:\d|[A-Z][a-z]+day\b|January|February|March|April|May\b|June|July|August|September|October|November|December|last\b)"
# Each with what was written, from where it begins; `who` stands before the first four.
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_TAKES_BACK}\s+(?:the|its|his|her|their|our|an?|this|that)\s+{_SOME}{{0,3}}?{_TEXT}\b[^.;:]*?"
        r"(?:,?\s+that\s+|\s+(?:which|saying|stating|in\s+which\s+\w+)\s+(?:said\s+|stated\s+|reported\s+)?(?:that\s+)?)",
        rf"\b{_TAKES_BACK}\s+(?:the|its|his|her|their|our|an?|this|that)\s+{_SOME}{{0,3}}?{_TEXT}\s+(?:of|about|on)\s+(?!{_DAY})",
        r"\b(?:was|were|is|are)\s+(?:wrong|mistaken|incorrect|in\s+error)\s+(?:to|in|when\s+(?:it|we|he|she|they))\s+(?:have\s+)?"
        rf"(?:{_WROTE}|say|stat|report|writ|claim|assert|alleg|announc)(?:e|ing)?\s+(?:[^.;:,]{{0,30}}?\bthat\s+)?",
        rf"\b{_ERRING}\s+{_WROTE}\s+(?:[^.;:,]{{0,30}}?\bthat\s+)?",
        r"\b(?:an?|the|our)\s+(?:earlier|previous|prior|first|original)\s+(?:version|edition)s?\b"
        rf"(?:\s+of\s+(?:this|the|our)\s+{_OF_TEXT})?(?:\s+published\b[^.;:]{{0,30}}?)?\s+(?:{_ERRING}\s+)?{_WROTE}\s+(?:that\s+)?",
        r"\bit\s+(?:is|was)\s+(?:not\s+true|untrue|false|incorrect|wrong|not\s+correct)\s+that\s+",
    )
)
_FALSE_REPORT = re.compile(
    rf"\b{_TEXT}\s+that\s+(?P<what>[^.;:]*?)\s+(?:is|are|was|were)\s+(?:\w+ly\s+)?"
    r"(?:false|untrue|incorrect|not\s+true|baseless|unfounded|groundless|fabricated|without\s+foundation)\b",
    re.IGNORECASE,
)
_DENIED_REPORT = re.compile(rf"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)|refut(?:es|ed))\s+{_SOME}{{0,3}}?{_TEXT}\s+that\s+", re.IGNORECASE)
_END = re.compile(r"[;:]|\s[–—-]\s|,\s+(?:but|after|because|saying|as|though|although)\b")
_OWN = re.compile(
    r"\b(?:we|our|this\s+(?:news)?paper|the\s+(?:news)?paper|this\s+(?:site|agency|magazine)|the\s+editors?)\b|^\W*(?:correction|erratum|retraction)",
    re.IGNORECASE,
)
_AS_REPORTED = re.compile(
    r"\b(?:as|contrary\s+to\s+what|unlike\s+what)\s+(?P<who>we|this\s+(?:news)?paper|the\s+(?:news)?paper|(?:The\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})\s+"
    rf"(?:had\s+|have\s+|has\s+)?(?:{_ERRING}\s+)?(?:{_WROTE})\b",
)
_LONGEST_NAME = 80  # characters before the verb in which who takes it back is named


@dataclass(frozen=True, slots=True)
class Denied:
    """The stretch of a sentence, from `start` to `end`, that it takes back or calls false.

    `who` takes it back, in the sentence's words, where it is a retraction; `is_own`: the text itself does ("we", "an earlier version").
    """

    start: int
    end: int
    who: str = ""
    is_own: bool = False


def taken_back(sentence: str) -> Denied | None:
    """What a sentence takes back or calls false; None where it does neither."""
    for n, form in enumerate(_FORMS):
        found = form.search(sentence)
        if found is None:
            continue
        stop = _END.search(sentence, found.end())
        end = stop.start() if stop else len(sentence)
        before = sentence[max(0, found.start() - _LONGEST_NAME) : found.start()]
        is_own = n == 4 or bool(_OWN.search(sentence[: found.end()])) and n < 4
        return Denied(found.end(), end, before.strip() if n < 4 else "", is_own)
    if false := _FALSE_REPORT.search(sentence):
        return Denied(*false.span("what"))
    if denied := _DENIED_REPORT.search(sentence):
        return Denied(denied.end(), len(sentence))
    return None


def reported_by(sentence: str) -> Denied | None:
    """Whose report a sentence contradicts: "…, as we reported, did not happen"; the stretch is the whole of it."""
    found = _AS_REPORTED.search(sentence)
    return Denied(0, len(sentence), found["who"], bool(_OWN.search(found["who"]))) if found else None
