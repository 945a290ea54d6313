"""Who speaks: a person, an office or a body by name, the press, the author of the text, or somebody whom it does not name."""

import re

from hikiwake.brief import english
from hikiwake.brief.composition import names as naming
from hikiwake.brief.composition.material import Material
from hikiwake.record.model import Statement
from hikiwake.terms.grades import Grade

AUTHOR = "The authors"
UNNAMED = "Unnamed"
PRESS = "The press"
NOT_TOLD = "Speaker unclear"  # a pronoun, or nobody, where the reading did not find who is meant
NAMELESS = (AUTHOR, UNNAMED, PRESS, NOT_TOLD)
_LONGEST_LEAD = 48  # characters of a description that stands whole
_LONGEST_CUT = 72  # of one without what is told beside it
_BESIDE = re.compile(
    r",.*|\s(?:who|whom|whose|which|that|with|speaking|not|shown|seen|given|leaked|obtained|on condition)\b.*", re.DOTALL
)
_DESCRIBES = re.compile(
    r"^(?!.*(?:\d|[()]|\b(?:them|this)\b)|(?:his|her|its|their|this|those)\b)"
    r"(?:(?:the|an?|one|some|several|two|three|four|five|six|many|members|people)\s\w+|\w+s\s(?:in|at|from|of|travelling)\s|.*\b\w+(?:s|press|media)$)",
    re.IGNORECASE,
)
# "The leader of the opposition, A. Mohamed": who is described and then named.
_APPOSED = re.compile(
    r"^(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?!.*\b(?:in|at|from|near) [A-Z][\w’-]+,)[^,]*,\s((?:[A-Z][\w’.-]*\s){1,3}[A-Z][\w’-]+),?$"
)
_ARTICLES = frozenset({"the", "a", "an", "one", "two", "three", "four", "five", "six"})
# Who speaks for nobody that a reader could ask: pronouns and crowds.
_NOBODY = frozenset(
    [
        "me",
        "my",
        "mine",
        "you",
        "your",
        "he",
        "him",
        "she",
        "her",
        "it",
        "they",
        "them",
        "we",
        "us",
        "i",
        "nobody",
        "everybody",
        "somebody",
        "someone",
        "everyone",
        "anyone",
        "none",
        "no",
        "others",
        "other",
        "people",
        "person",
        "persons",
        "man",
        "men",
        "woman",
        "women",
        "official",
        "officials",
        "source",
        "sources",
        "diplomat",
        "diplomats",
        "expert",
        "experts",
        "specialist",
        "specialists",
        "participant",
        "participants",
        "adviser",
        "advisers",
        "aide",
        "aides",
        "politician",
        "politicians",
        "insider",
        "insiders",
        "circles",
        "quarters",
        "colleague",
        "colleagues",
        "voices",
        "side",
        "sides",
        "capital",
        "capitals",
        "reader",
        "readers",
        "answer",
        "question",
        "text",
        "texts",
        "account",
        "accounts",
        "version",
        "nothing",
        "something",
        "everything",
        "many",
        "several",
        "few",
        "most",
        "some",
        "those",
        "these",
        "this",
        "that",
        "who",
        "what",
    ]
)
_OFFICE = re.compile(
    r"the (?:\w+ ){0,2}(?:minister|president|secretary|chancellor|ambassador|governor|spokes\w+|government|cabinet|ministry|embassy|side"
    r"|delegation|parliament)(?: (?:in|of) \w+)?$",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(press|newspapers?|daily|dailies|papers?|media|television|broadcasters?|commentators?|columnists?|editorials?|observers?|analysts?"
    r"|journalists?|reporters?|correspondents?|agenc(?:y|ies)|reports?|rumours?)\b",
    re.IGNORECASE,
)


def speaker_of(statement: Statement, material: Material) -> str:
    """Who speaks: by name or office; else the press, nobody named, or the author."""
    words = english.plain(statement.source.text) if statement.source else ""
    by = statement.speaker
    if by and by.name.lower() not in naming.NO_NAME and _is_name(by.name):
        name = material.names.one(by)
        return english.capital(_unshouted(name))
    if named := _APPOSED.match(words):
        return named[1]
    if words and words.lower() not in naming.NO_NAME and _is_name(words):
        return english.capital(_unshouted(english.shortened(words, 60)))
    is_pronoun = words.lower() in naming.NO_NAME or words.lower() in _NOBODY
    if statement.grade is Grade.OPINION and (not words or is_pronoun):
        return AUTHOR
    if _PRESS.search(_BESIDE.sub("", words)) or (by and _PRESS.search(by.name)):
        return PRESS
    return NOT_TOLD if not words or is_pronoun else UNNAMED


def _unshouted(name: str) -> str:
    """A dateline's capitals as a name is written; short ones are abbreviations."""
    return name.title() if name.isupper() and len(name) > 4 else name


def _is_name(whole: str) -> bool:
    """Whether words name a person, an office or a body: a capital that does not only begin them, and no crowd or unnamed voice at their head."""
    words = re.sub(
        r"^(the|an?|one|some|many|several|another|both|his|her|its|their|our)\s+", "", english.plain(whole), flags=re.IGNORECASE
    )
    if re.match(r"(?:an?|one|some|many|several|another)\s", english.plain(whole), re.IGNORECASE) or re.search(r"\d", words):
        return False
    if _OFFICE.match(english.plain(whole)):
        return True
    head = re.split(r",|\b(?:who|which|that|of|from|in|at|with|close)\b", words)[0].split()
    if not head or head[-1].lower() in _NOBODY or words.lower() in naming.NO_NAME or _PRESS.search(words):
        return False
    return any(w[:1].isupper() and w.lower() not in _NOBODY for w in head)


def lead(statement: Statement, speaker: str) -> str:
    """The speaker; for one who is not named, what the text says of them."""
    words = _described(english.plain(statement.source.text)) if statement.source and speaker in (UNNAMED, PRESS) else ""
    return f"{speaker} ({_lower_article(words)})" if words else speaker


def _described(words: str) -> str:
    """Who an unnamed source is said to be: "a Western diplomat in Georgetown"; where that is long, without what follows. Empty where it says
    nothing."""
    if len(words) > _LONGEST_LEAD:
        words = _BESIDE.sub("", words)
    return words if len(words) <= _LONGEST_CUT and _DESCRIBES.search(words) else ""


def _lower_article(words: str) -> str:
    first = words.partition(" ")[0].lower()
    return words[:1].lower() + words[1:] if first in _ARTICLES or first in _NOBODY or _PRESS.fullmatch(first) else words
