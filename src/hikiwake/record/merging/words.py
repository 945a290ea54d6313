"""The words of a sentence as the merging compares them: without endings, without what tells nothing, states and the rest apart."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from hikiwake.record.merging import scale
from hikiwake.terms.states import find

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*\d|\d")
_STEM = re.compile(r"(ies|ied|ings?|ed|es|s|’s|'s)$")
_OWNER = re.compile(r"[’']s$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its ending, in small letters, or the word that it counts as: "talks", "talk" and "negotiations" are one."""
    small = word.casefold()
    bare = _bare(small)
    return _same().get(small) or _same().get(bare) or bare


def _bare(small: str) -> str:
    return _STEM.sub("", small) if len(small) > 4 else small.rstrip("s")


def is_light(stemmed: str) -> bool:
    """Whether a trigger tells no act by itself ("held")."""
    return stemmed in _list("light")


@lru_cache(maxsize=20_000)
def words_of(sentence: str) -> tuple[Mapping[str, float], frozenset[str]]:
    """The telling words with their weights, and the ISO codes of the states that the sentence names."""
    words: dict[str, float] = {}
    countries: set[str] = set()
    for i, word in enumerate(_WORD.findall(sentence)):
        state, stemmed, worth = _weighed(word)
        if state:
            countries.add(state)
        elif worth:
            words[stemmed] = worth if i else min(worth, 1.0)  # the first word has a capital whatever it is
    return words, frozenset(countries)


@lru_cache(maxsize=50_000)
def _weighed(word: str) -> tuple[str | None, str, float]:
    """The state that a word names, if any; its stem, and what that is worth within a sentence: 0 where it tells nothing."""
    is_name = word[0].isupper()
    state = _state(_OWNER.sub("", word)) if is_name else None
    stemmed = stem(word)
    if state or len(stemmed) < 3 or stemmed in _list("empty"):
        return state, stemmed, 0.0
    return None, stemmed, scale.EVERYDAY_WORTH if stemmed in _list("everyday") else scale.NAME_WORTH if is_name else 1.0


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's or a place's name; titles, states and bodies left out."""
    found = [m[0] for m in _WORD.finditer(name) if m[0][0].isupper() and not _state(_OWNER.sub("", m[0]))]
    return tuple(word for word in map(stem, found) if word not in _list("empty") and word not in _list("bodies"))


@lru_cache(maxsize=20_000)
def is_state(name: str) -> bool:
    """Whether a person's or a place's name is that of a state."""
    return find(name) is not None


@lru_cache(maxsize=20_000)
def _state(word: str) -> str | None:
    state = find(word)
    return state.iso3 if state else None


@cache
def _same() -> dict[str, str]:
    """Words, and their stems, to the stem of the first word of their line."""
    lines = [line.split() for line in _lists()["same"].splitlines() if line.strip()]
    return {form: _bare(words[0]) for words in lines for word in words for form in (word, _bare(word))}


@cache
def _list(name: str) -> frozenset[str]:
    # A word of a list may itself have an ending ("talks"): it is known by both.
    return frozenset(form for word in _lists()[name].split() for form in (word, _bare(word), stem(word)))


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
