"""Occasions: whether words were said in public, by the cue's sentence and by what stands beside it."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hikiwake.reading.sourcing_nouns import is_news, nouns, run_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRIVATE = re.compile(
    r"\b(?:privately|in private|confided|behind closed doors|closed-door|overheard|private (?:letter|meeting|conversation|e-?mail)|leaked|"
    r"hot mic|was heard (?:on|telling|saying))\b",
    re.IGNORECASE,
)
_TO_A_PERSON = re.compile(
    r"\b(?:wrote|writing|writes|e-?mailed|texted) (?:back )?to\b|\bsent an? (?:e-?mail|memo|text message|note)\b|"
    r"\bin an? (?:\w+ )?(?:e-?mail|memo|text message|note|letter) to (?:his|her|their|an?|other|fellow|staff|colleagues|friends)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bopen letter\b|\bin an e-?mail to (?:the |a )?(?:[A-Z]|reporters)|\bin an e-?mail(?:ed)? statement\b|\bby e-?mail\b"
)
_AT = ("in", "on", "at", "during", "to", "with", "before")
_FROM = ("from", "by", "after", "for")
_GIVING = ("tell", "give", "hold", "issue", "release", "publish", "deliver", "inform", "make", "file", "address", "send")
_ADDRESSING = ("tell", "speak", "address", "say", "brief", "inform", "remind", "assure", "promise", "urge", "thank")
_JOINED = ("advcl", "xcomp", "conj", "ccomp", "acl", "relcl")  # a cue so joined shares the setting of the verb above
_WHERE = ("pobj", "dobj", "dative", "npadvmod", "pcomp", "conj", "attr", "nsubjpass", "compound")


def is_public(sentence: "Iterable[Token]", sources: "Sequence[Token]", cue: "Token | None" = None) -> bool:
    """Whether the words of a sentence outside source and content name a public occasion: a speech, reporters, a broadcaster.

    With `cue` only those that belong to its clause: not "said so after Khan's speech in Rome was shown".
    """
    own = {t.i for t in sources}
    clauses = None if cue is None else _clauses_of(cue, own)
    for token in sentence:
        if token.i in own or token.dep_ not in _WHERE or (clauses is not None and _clause_of(token) not in clauses):
            continue
        kinds = nouns(token.lemma_.lower())
        if "occasion" in kinds and _is_setting(token):
            return True
        if "hearer" in kinds and token.dep_ in ("dobj", "dative", "pobj") and _is_heard(token):
            return True
        if token.pos_ == "PROPN" and _is_setting(token) and is_news(run_of(token)):
            return True
    return False


def is_private(text: str) -> bool:
    """Whether the words around say that it was not meant for the public: a letter to somebody, a talk behind closed doors."""
    return _PRIVATE.search(text) is not None or (_TO_A_PERSON.search(text) is not None and _OPEN.search(text) is None)


def speaks_for_a_page(words: str) -> bool:
    """Whether an opinion page is near: then a paper speaks for itself."""
    return any("opinion_page" in nouns(w) for w in re.findall(r"[\w-]+", words.lower()))


def _clauses_of(cue: "Token", source: set[int]) -> set[int]:
    """The verbs that share the cue's setting: itself, the one it is joined to, and what the speaker was doing ("speaking to parliament")."""
    verbs = {cue.i, cue.head.i} if cue.dep_ in _JOINED else {cue.i}
    return verbs | {
        t.i for t in cue.sent if t.tag_ == "VBG" and (t.head.i in source or (t.head.i == cue.i and t.dep_ == "advcl"))
    }


def _clause_of(token: "Token") -> int:
    """The index of the verb in whose clause the word stands."""
    current = token.head
    while current.pos_ not in ("VERB", "AUX") and current.head.i != current.i:
        current = current.head
    return int(current.i)


def _is_setting(token: "Token") -> bool:
    """Whether the word hangs on a preposition, or is told ("told CNN", "gave an interview")."""
    current = token
    for _ in range(3):
        if current.dep_ == "pobj" and current.head.lower_ in (*_AT, *_FROM):
            return current.head.lower_ in _AT or token.pos_ == "PROPN"
        if current.dep_ in ("dobj", "dative"):
            return current.head.lemma_ in _GIVING
        if current.dep_ not in ("compound", "conj", "poss", "nmod", "appos", "amod"):
            return False
        current = current.head
    return False


def _is_heard(token: "Token") -> bool:
    verb = token.head if token.dep_ != "pobj" else token.head.head
    return verb.lemma_ in _ADDRESSING
