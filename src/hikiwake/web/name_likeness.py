"""When two names may be one actor's: the same words otherwise written, initials, a surname alone, another alphabet.

A likeness is a suggestion to a person and never acted on. Names that mix alphabets within a word are like nothing: they are how one name is
made to look like another.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from hikiwake.reading.languages.names import rows_of

_HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord", "lady", "sen", "gov", "gen", "col", "madame", "monsieur")
)
_OF = frozenset(("of", "for", "to", "and"))
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC")
_LETTERS = {  # what accents' removal leaves: letters of their own
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i", "ħ": "h",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie", "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ј": "i", "љ": "l", "њ": "n",
    "ћ": "c", "ђ": "d", "џ": "dzh",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x",
    "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "i", "φ": "f", "χ": "kh", "ψ": "ps", "ω": "o",
}  # fmt: skip
# How one sound is spelled by the habits of several languages, longest first; applied in this order.
_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tsch|tch", "ch"), ("shch|schtsch", "sh"), ("sch", "sh"), ("kh", "h"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("ts|tz", "z"),
        ("w", "v"), ("ff?$", "v"), ("ou|oo", "u"), ("oe", "o"), ("ae", "a"), ("ue", "u"), ("[jy]", "i"), ("i+e", "e"), ("io", "e"), ("ine$", "in"),
        (r"([a-z])\1+", r"\1"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """A name taken apart: its plain words, and those words as they sound."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    is_mixed: bool

    @classmethod
    def of(cls, name: str) -> "Form":
        words = plain_words(name)
        return cls(words, tuple(map(_sound, words)), is_mixed(name))

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """What it shares with any name of several words that it may be alike to: the same sounds, or a surname with an initial."""
        if len(self.words) < 2:
            return (self.sounds,) if self.words else ()
        ends = (self.sounds[-1], self.words[0][0]), (self.sounds[0], self.words[-1][0])
        return (tuple(sorted(self.sounds)), *ends)


def is_mixed(name: str) -> bool:
    """Whether a word of the name is written in letters of two alphabets (a Cyrillic А in "Аbe")."""
    return any(len({a for c in word if (a := _alphabet(c))}) > 1 for word in name.split())


@lru_cache(maxsize=16_384)  # a large record names the same people again and again
def plain_words(name: str) -> tuple[str, ...]:
    """The name's words in small Latin letters without accents, offices and honorifics left out; `s.` of an initial is `s`."""
    words = [w for part in re.split(r"[\s.,]+", name) if (w := _latin(re.sub("[’']s$", "", part)))]
    while len(words) > 1 and (taken := _title_length(words)):
        words = words[taken:]
    return tuple(words)


def sounds(name: str) -> tuple[str, ...]:
    """The words of the name as they sound, whichever language spelled them: Yeltsin, Eltsin and Jelzin give one."""
    return Form.of(name).sounds


def why_alike(one: Form, other: Form) -> str | None:
    """Why two names may be one person's or body's, in words that follow "they differ by"; None where they are not alike.

    `other` is the fuller of the two. Whether another name fits as well is not asked here.
    """
    a, b, sa, sb = one.words, other.words, one.sounds, other.sounds
    if one.is_mixed or other.is_mixed or not a or not b:
        return None
    if a == b:
        return "accents, capitals, points or a title"
    if sorted(a) == sorted(b):
        return "the order of the names"
    if sorted(sa) == sorted(sb):
        return "how another alphabet or language is spelled"
    if len(b) < 2:
        return None
    if len(a) == 1:
        return "the given name, which one leaves out" if len(a[0]) > 1 and sa[0] in (sb[0], sb[-1]) else None
    return _by_initials(a, sa, b, sb)


def _by_initials(a: tuple[str, ...], sa: tuple[str, ...], b: tuple[str, ...], sb: tuple[str, ...]) -> str | None:
    """ "S. Abe", "Abe S." and "S. B. Abe" beside "Shinzo Abe"; a middle name left out counts too."""
    if sa[-1] == sb[-1]:
        given, full = a[:-1], b[:-1]
    elif sa[0] == sb[-1]:
        given, full = a[1:], b[:-1]
    else:
        return None
    if all(len(g) == 1 for g in given):
        return "initials" if given[0] == full[0][0] else None
    if _sound(given[0]) == _sound(full[0]) and len(given) < len(full):
        return "a middle name, which one leaves out"
    return None


def _sound(word: str) -> str:
    for pattern, sound in _SPELLINGS:
        word = pattern.sub(sound, word)
    return word


def _latin(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    # Some letters come apart only when they are put together again: й is и with a breve.
    return "".join(_LETTERS.get(c, c) for c in bare if c.isalnum() or c == "-")


def _title_length(words: list[str]) -> int:
    """How many of the first words are a title that stands before a name: "President Abe", not "President of the Republic"."""
    if words[0] in _HONORIFICS:
        return 1
    return max((n for n in range(1, min(5, len(words))) if " ".join(words[:n]) in _offices() and words[n] not in _OF), default=0)


@cache
def _offices() -> frozenset[str]:
    return frozenset(row["role"] for row in rows_of("roles.csv", "data"))


def _alphabet(character: str) -> str | None:
    if not character.isalpha():
        return None
    name = unicodedata.name(character, "")
    return next((a for a in _ALPHABETS if name.startswith(a)), None)
