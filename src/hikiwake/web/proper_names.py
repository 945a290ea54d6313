"""Whether words name somebody or only describe: "Ana Ruiz" is a name, "a senior EU official" and "French official" are none."""

import re
from collections.abc import Collection
from functools import cache

from hikiwake.reading.languages.names import rows_of
from hikiwake.terms import states
from hikiwake.web.name_likeness import plain_words

BODIES = frozenset(
    (
        "ministry", "government", "party", "army", "navy", "agency", "court", "council", "committee", "union", "parliament", "congress", "senate",
        "commission", "office", "bank", "group", "forces", "police", "department", "company", "press", "news", "times", "post", "university",
        "institute", "organization", "organisation", "league", "front", "movement", "embassy", "palace", "house",
    )
)  # fmt: skip
_OF = re.compile(r"\s(?:of|for|in|at|from|to|on|with|who|close)\s")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_PRONOUNS = frozenset(("i", "we", "he", "she", "they", "it", "you", "one", "this", "that", "these", "those", "who"))
_PARTICLES = frozenset(
    ("de", "del", "della", "di", "da", "dos", "du", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ibn", "of", "and")
)


def is_description(name: str) -> bool:
    """Whether the name says what somebody is and not who: its head is a common noun, or nothing stands in it but offices and states.

    A body under several words with capitals is a name: "Foreign Ministry", "Constitutional Court of Peru".
    """
    words = [re.sub("[’']s$", "", word) for word in _ARTICLE.sub("", name, count=1).split()]
    head = _OF.split(name)[0].split()
    if not words or not head or head[-1].islower():
        return True
    if len(words) > 1 and head[-1].casefold() in BODIES:
        return False
    return all(word.islower() or word.casefold() in _common() or states.find(word) for word in words) and not states.find(name)


def names_somebody(words: str, known: Collection[str]) -> bool:
    """Whether the words of a source that no reader could tell name an actor by themselves.

    Args:
        known: plain words of the names that are known: one word alone names somebody only where it is among them, or is an acronym.
    """
    parts = words.split()
    if (
        not parts
        or len(parts) > 6
        or any(c in words for c in ',;:“”"()')
        or parts[0].casefold() in (*_PRONOUNS, "the", "a", "an")
    ):
        return False
    if is_description(words) or any(part.islower() and part not in _PARTICLES for part in parts):
        return False
    if len(parts) > 1:
        return True
    return (words.isupper() and len(words) > 2) or (
        bool(plain_words(words)) and all(word in known for word in plain_words(words))
    )


@cache
def _common() -> frozenset[str]:
    """The words of offices and bodies."""
    return BODIES | {word for row in rows_of("roles.csv", "data") for word in row["role"].casefold().split()}
