"""Full-text search that finds what the text shows: case, accents, line breaks and kinds of dashes and quotation marks aside.

Words are looked for from their beginning ("treat" finds "treaty" and "treaties"), in scripts without spaces anywhere; words between
quotation marks as a phrase. Everything is in memory: some ten million characters are searched in a few hundredths of a second.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

MOST_PASSAGES = 50
_PARTS = re.compile(r'"([^"]+)"|(\S+)')
_ALIKE = {
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "\u00ad": "",
    "ß": "ss",
}
_NO_SPACES = re.compile("[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]")


class _Folding(dict[int, str]):
    """What each character folds to, worked out when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", _ALIKE.get(character, character)) if not unicodedata.combining(c)
        )
        self[code] = folded = "".join(_ALIKE.get(c, c) for c in plain.casefold())
        return folded


_FOLDING = _Folding()


def folded(text: str) -> str:
    """`text` as it is searched."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: every part has to be there. `plain` are their longest words, a quick first look."""

    patterns: tuple[re.Pattern[str], ...]
    plain: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Whether a folded text holds all parts."""
        return all(word in text for word in self.plain) and all(p.search(text) for p in self.patterns)


def sought(words: str) -> Sought | None:
    """None where nothing is asked for."""
    parts = [(quoted or bare).split() for quoted, bare in _PARTS.findall(folded(words))]
    parts = [part for part in parts if part]
    if not parts:
        return None
    return Sought(tuple(_pattern(part) for part in parts), tuple(max(part, key=len) for part in parts))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    start = r"(?<!\w)" if words[0][0].isalnum() and not _NO_SPACES.match(words[0][0]) else ""
    return re.compile(start + r"\s+".join(map(re.escape, words)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document: `start` and `end` in code points of its stored text, with some words around."""

    document: str
    start: int
    end: int
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text made ready."""

    document: str
    text: str
    folded: str

    @classmethod
    def of(cls, document: str, text: str) -> "Text":
        return cls(document, text, folded(text))


def passages(texts: Sequence[Text], what: Sought, most: int = MOST_PASSAGES) -> tuple[list[Passage], int]:
    """Where the first part that is asked for stands in the texts that hold all of them: at most `most` places, and how many there are."""
    found: list[Passage] = []
    total = 0
    for one in texts:
        if not what.is_in(one.folded):
            continue
        hits = list(what.patterns[0].finditer(one.folded))
        total += len(hits)
        if len(found) < most:
            offsets = list(accumulate((len(_FOLDING[ord(c)]) for c in one.text), initial=0))
            found += [_passage(one, offsets, hit.start(), hit.end()) for hit in hits[: most - len(found)]]
    return found, total


def _passage(one: Text, offsets: list[int], first: int, last: int) -> Passage:
    from bisect import bisect_left, bisect_right

    start, end = bisect_right(offsets, first) - 1, bisect_left(offsets, last)
    before, after = one.text[max(start - 60, 0) : start], one.text[end : end + 80]
    return Passage(
        one.document, start, end, " ".join(before.split(" ")[1:] if start > 60 else [before]), one.text[start:end], after
    )
