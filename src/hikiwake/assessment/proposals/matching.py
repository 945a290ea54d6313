"""Whether two namings mean one thing: people ("Abe", "Shinzo Abe"), formulas ("two + alpha", "Two plus alpha"), statements in other words."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

_COMMON_LIST = """
a an and as at be been but by can could did do does for from had has have he her him his how i if in into is it its may
might more most mr mrs ms no nor not now of on one's only or other our out over own s said say says she should so some
such than that the their them then there these they this those to under up very was we were what when where which while
who whom whose why will with would you your about after again all also any because before being both down during each
few here just off once same through too until against between further whether must shall upon yet much many made make
new two's
"""
_COMMON = frozenset(_COMMON_LIST.split())
_AT_ONCE = frozenset(("bunch", "together", "once", "whole", "package", "all"))
_NUMBERS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def plain(text: str) -> str:
    """Without accents, in small letters, signs that are words written out."""
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in bare if not unicodedata.combining(c)).lower().replace("’", "'")
    return re.sub(r"\b(\d|10)\b", lambda m: _NUMBERS[int(m[0])], bare.replace("+", " plus ").replace("½", " and a half"))


def words(text: str) -> list[str]:
    """The words of a text, in order, without possessive endings."""
    return [w.removesuffix("'s").strip("'") for w in re.findall(r"[\w']+", plain(text)) if w.strip("'_")]


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, cut to a rough stem: "talks" and "talk" are one."""
    return frozenset(_stem(word) for word in words(text) if word not in _COMMON and len(word) > 1)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same words, or the last word of the one by itself."""
    a, b = words(one), words(other)
    if not a or not b:
        return False
    if a == b or sorted(a) == sorted(b):
        return True
    short, long = sorted((a, b), key=len)
    return (len(short) == 1 and short[0] in (long[-1], long[0])) or (
        len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]
    )


def numbers(text: str) -> tuple[str, ...]:
    """The numbers that a formula's name counts with, in order."""
    return tuple(word for word in words(text) if word in _NUMBERS or word in ("half", "alpha"))


def is_same_formula(term: str, title: str) -> bool:
    """Whether two names are of one formula: the same numbers, and the words of the one among the other's."""
    if numbers(term) != numbers(title):
        return False
    a, b = _bare_formula(term), _bare_formula(title)
    return bool(a) and bool(b) and (a <= b or b <= a)


def _bare_formula(name: str) -> frozenset[str]:
    """A formula's words without what is counted ("four islands" is "four") and without the words for all at once."""
    said = words(name)
    counted = {after for before, after in pairwise(said) if before in _NUMBERS and after.endswith("s")}
    return content_words(" ".join(word for word in said if word not in counted)) - _AT_ONCE


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """The share of the smaller set of words that the other has as well, 0 where one is empty."""
    a, b = set(one), set(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
