"""Whose surname it is: what stands beside a surname against what is known of the person who is listed under it.

"Akie Abe" is not Shinzo Abe, and "Mrs. Putin" is not Vladimir Putin; "Sergey Lavrov", "V. V. Putin" and "Vladimir Vladimirovich Putin" are whom the
tables call Sergei Lavrov and Vladimir Putin. A given name of which nobody can tell whether it agrees is another person's: silence costs an entry, a
wrong name costs trust.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from hikiwake.reading.actor_names import SURNAME_FIRST, Named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OF_MEN = frozenset(["mr", "sir", "lord", "king", "prince", "emperor", "herr", "monsieur", "señor", "signor"])
_OF_WOMEN = frozenset(
    ["mrs", "ms", "miss", "mme", "madame", "lady", "dame", "queen", "princess", "empress", "frau", "señora", "signora"]
)
_OF_ANYBODY = (
    "dr general gen president pres premier chancellor pope prof professor judge sen rep gov comrade secretary minister chairman col colonel "
    "maj major lt capt captain adm admiral marshal cardinal archbishop bishop rev reverend ayatollah sheikh imam rabbi"
)
TITLES = _OF_MEN | _OF_WOMEN | frozenset(_OF_ANYBODY.split())
_NO_NAMES = frozenset(["candidate", "nominee", "citizen", "team"])  # "Candidate Trump"
_LONGEST = 4  # given names before a surname
_INITIAL = re.compile(r"(?:[A-Z]\.?)+")
_IN_CAPITALS = 0.7  # share of a sentence's words from which it is a headline, where a capital says nothing of a word
# One sound, many spellings: "Sergey", "Sergei", "Serguei"; "Mikhail", "Michail"; "Yury", "Iouri".
_SPELLINGS = (
    ("y", "i"), ("j", "i"), ("w", "v"), ("ph", "f"), ("ou", "u"), ("gue", "ge"), ("gui", "gi"), ("kh", "h"), ("ch", "h"), ("ck", "k"), ("ks", "x"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1")
_VOWELS = re.compile(r"[aeiou]")
_TELLING = 4  # consonants from which they tell a name by themselves: Muhammad is Mohamed, Volodymyr is Vladimir


def gender_of_title(before: "Token | None") -> str | None:
    """ "m" or "f" where the word before a name says so."""
    word = _title(before)
    return "m" if word in _OF_MEN else "f" if word in _OF_WOMEN else None


def is_title(token: "Token | None") -> bool:
    return _title(token) in TITLES


def _title(token: "Token | None") -> str:
    return "" if token is None else token.lower_.removesuffix(".")


def given_before(doc: "Doc", surname: int, is_other: Callable[[int], bool]) -> int:
    """The token with which the given names before a surname begin; `surname` itself where there are none.

    Args:
        doc: the passage.
        surname: the surname's first token.
        is_other: whether a token belongs to a name or role of its own ("Russian", "Foreign Minister").
    """
    first = surname
    while first > max(0, surname - _LONGEST) and _can_be_given(doc[first - 1], doc[surname]) and not is_other(first - 1):
        first -= 1
    return first if first < surname and _is_part_of_a_name(doc, first, surname) else surname


def given_after(doc: "Doc", end: int) -> int:
    """The token after the given names behind a surname that comes first and ends before `end`: "Hua Chunying", "Kim Yong-nam"."""
    last = end
    while last < min(len(doc), end + _LONGEST) and doc[last].sent.start == doc[end - 1].sent.start:
        token, before = doc[last], doc[last - 1]
        is_joined = before.text == "-" or (token.text == "-" and last > end and not before.whitespace_ and not token.whitespace_)
        is_word = bool(before.whitespace_) and token.text[0].isupper()
        if not (token.text == "-" and is_joined) and not ((is_word or is_joined) and _is_name(token)):
            break
        last += 1
    is_told = any(t.ent_type_ == "PERSON" for t in doc[end:last]) or not _is_headline(doc[end - 1])
    return last if is_told else end


def _is_name(token: "Token") -> bool:
    return bool(token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "") and token.text.isalpha()) and not is_title(token)


def _can_be_given(token: "Token", surname: "Token") -> bool:
    if is_title(token) or token.lower_ in _NO_NAMES or not token.whitespace_ or token.sent.start != surname.sent.start:
        return False
    if _INITIAL.fullmatch(token.text):
        return True
    is_word = token.text[0].isupper() and token.text.replace("-", "").isalpha()
    return bool(is_word and (token.pos_ == "PROPN" or token.ent_type_ == "PERSON"))


def _is_part_of_a_name(doc: "Doc", first: int, surname: int) -> bool:
    given = doc[first:surname]
    if any(t.ent_type_ == "PERSON" for t in given) or all(_INITIAL.fullmatch(t.text) for t in given):
        return True
    nearest = doc[surname - 1]
    is_before = nearest.dep_ in ("compound", "nmod") and first <= nearest.head.i and nearest.head.i >= surname
    return is_before and not _is_headline(nearest)


def _is_headline(token: "Token") -> bool:
    words = [t for t in token.sent if t.is_alpha]
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) >= _IN_CAPITALS * len(words)


def agrees(given: Sequence[str], surname: str, who: Named) -> bool:
    """Whether given names can be those of `who`, listed under `surname`: one of them, however it is spelled, or its initial."""
    said = [folded(word) for word in given]
    known = list(_given_of(who.name, surname))
    if who.country in SURNAME_FIRST:
        whole = "".join(known)
        return any(_is_same("".join(said[:n]), whole) for n in range(1, len(said) + 1))
    return any(_is_same(a, b) for a in {said[0], said[-1]} for b in known)


def _given_of(name: str, surname: str) -> Iterator[str]:
    last = {folded(word) for word in re.split(r"[\s-]+", surname)}
    for word in re.split(r"[\s-]+", name):
        if (key := folded(word)) and key not in last:
            yield key


def _is_same(a: str, b: str) -> bool:
    if not a or not b:
        return False
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    consonants = _VOWELS.sub("", a)
    if len(consonants) < _TELLING or consonants != _VOWELS.sub("", b) or a.endswith("a") != b.endswith("a"):
        return False  # "Alexandra" is not "Alexander"
    return len(consonants) > _TELLING or _begins_dark(a) == _begins_dark(b)  # "Mahmoud" is not "Mohamed"


def _begins_dark(name: str) -> bool:
    first = _VOWELS.search(name)
    return first is not None and first[0] in "ou"


@lru_cache(10_000)
def folded(word: str) -> str:
    """A name's word without accents, stops and hyphens, in one of its spellings."""
    plain = "".join(c for c in normalize("NFKD", word.lower()) if c.isalpha() and not combining(c))
    for spelling, sound in _SPELLINGS:
        plain = plain.replace(spelling, sound)
    plain = _TWICE.sub(r"\1", plain)
    return plain[1:] if plain.startswith("ie") else plain  # Yevgeny, Evgeny
