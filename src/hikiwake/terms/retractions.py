"""Words that take back or call false what they repeat: "withdraws its report that …", "was wrong to say that …", "an earlier version said …"."""

import re
from dataclasses import dataclass

_TEXT = r"(?:reports?|reporting|stor(?:y|ies)|articles?|claims?|accounts?|allegations?|accusations?|assertions?|dispatch(?:es)?|items?)"
_WROTE = r"(?:said|stated|reported|wrote|written|claimed|asserted|alleged|announced)"
_TO_WRITE = r"(?:say|stat|report|writ|claim|assert|alleg|announc)(?:e|ing)?"
_ERRING = r"(?:wrongly|mistakenly|erroneously|incorrectly|falsely)"
_BACK = (
    r"\b(?:withdr(?:aws?|ew|awn)|retract(?:s|ed)?|disown(?:s|ed)?|corrects?|corrected|takes?\s+back|took\s+back|taken\s+back)\s+"
    rf"(?:the|its|his|her|their|our|an?|this|that)\s+(?:[\w’'-]+\s+){{0,3}}?{_TEXT}\b"
)
_DAY = r"(?:\d|[A-Z][a-z]+day\b|January|February|March|April|May\b|June|July|August|September|October|November|December|last\b)"
# Each up to where what was written begins; before it stands who takes it back.
_TAKEN_BACK = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BACK}[^.;:]*?(?:,?\s+that\s+|\s+(?:which|saying|stating|in\s+which\s+\w+)\s+(?:{_WROTE}\s+)?(?:that\s+)?)",
        rf"{_BACK}\s+(?:of|about|on)\s+(?!{_DAY})",
        r"\b(?:was|were|is|are)\s+(?:wrong|mistaken|incorrect|in\s+error)\s+(?:to|in|when\s+(?:it|we|he|she|they))\s+(?:have\s+)?"
        rf"(?:{_WROTE}|{_TO_WRITE})\s+(?:[^.;:,]{{0,30}}?\bthat\s+)?",
        rf"\b{_ERRING}\s+{_WROTE}\s+(?:[^.;:,]{{0,30}}?\bthat\s+)?",
    )
)
_EARLIER_VERSION = re.compile(
    r"\b(?:an?|the|our)\s+(?:earlier|previous|prior|first|original)\s+(?:version|edition)s?\b"
    r"(?:\s+of\s+(?:this|the|our)\s+(?:article|story|report|text|dispatch|item|page|post|column))?"
    rf"(?:\s+published\b[^.;:]{{0,30}}?)?\s+(?:{_ERRING}\s+)?{_WROTE}\s+(?:that\s+)?",
    re.IGNORECASE,
)
_CALLED_FALSE = re.compile(
    r"\bit\s+(?:is|was)\s+(?:not\s+true|untrue|false|incorrect|wrong|not\s+correct)\s+that\s+|"
    rf"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)|refut(?:es|ed))\s+(?:[\w’'-]+\s+){{0,3}}?{_TEXT}\s+that\s+",
    re.IGNORECASE,
)
_FALSE_REPORT = re.compile(
    rf"\b{_TEXT}\s+that\s+(?P<what>[^.;:]*?)\s+(?:is|are|was|were)\s+(?:\w+ly\s+)?"
    r"(?:false|untrue|incorrect|not\s+true|baseless|unfounded|groundless|fabricated|without\s+foundation)\b",
    re.IGNORECASE,
)
_AS_REPORTED = re.compile(
    r"\b(?:[Aa]s|[Cc]ontrary\s+to\s+what|[Uu]nlike\s+what)\s+"
    r"(?P<who>we|[Tt]his\s+(?:news)?paper|[Tt]he\s+(?:news)?paper|(?:[Tt]he\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3})\s+"
    rf"(?:had\s+|have\s+|has\s+)?(?:{_ERRING}\s+)?{_WROTE}\b"
)
# "We", "this newspaper" as who does it, outside any quotation; "our report" is said by such a one too.
_ITSELF = re.compile(
    r"^[^“\"«]*?(?:^|[,;:.]\s*|\b(?:and|but|that)\s+)(?:we|this\s+(?:news)?paper|this\s+(?:site|agency|magazine)|the\s+editors)"
    r"(?:,|\s|\b(?:has|have|had|now|hereby|today|since)\b)*$|^\W*(?:correction|erratum|retraction)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[;:]|\s[–—-]\s|,\s+(?:but|after|because|saying|as|though|although)\b")
_LONGEST_NAME = 80  # characters within which whoever takes it back is named


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The stretch of a sentence, from `start` to `end`, that it takes back or calls false.

    `who` does, in the sentence's words, empty where it only calls false what nobody here had said; `is_itself`: the text does ("we").
    """

    start: int
    end: int
    who: str = ""
    is_itself: bool = False


def taken_back(sentence: str) -> TakenBack | None:
    """What a sentence takes back or calls false; None where it does neither."""
    if found := _EARLIER_VERSION.search(sentence):
        return TakenBack(found.end(), _end(sentence, found), "", is_itself=True)
    for form in _TAKEN_BACK:
        if found := form.search(sentence):
            who = sentence[max(0, found.start() - _LONGEST_NAME) : found.start()].strip()
            return TakenBack(found.end(), _end(sentence, found), who, is_itself=bool(_ITSELF.search(who)))
    if found := _CALLED_FALSE.search(sentence):
        return TakenBack(found.end(), _end(sentence, found))
    found = _FALSE_REPORT.search(sentence)
    return TakenBack(*found.span("what")) if found else None


def reporter_of(sentence: str) -> TakenBack | None:
    """Whose report a sentence goes back to: "…, as we reported, did not happen"; the stretch is the whole of it."""
    found = _AS_REPORTED.search(sentence)
    return TakenBack(0, len(sentence), found["who"], is_itself=bool(_ITSELF.search(found["who"]))) if found else None


def _end(sentence: str, found: re.Match[str]) -> int:
    stop = _END.search(sentence, found.end())
    return stop.start() if stop else len(sentence)
