"""The title of a plain text: which of the lines above the running text is the headline, and which are the site's banner."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from hikiwake.reading.documents.noise import credit
from hikiwake.record.model import Span

_LONGEST = 220  # characters
_MOST_WORDS = 22
_DATELINE = re.compile(r"[^()\n]{2,40}\([A-Z][\w ]{1,20}\) ?[—–-]")
_STEM = 4  # letters by which two forms of a word are compared: Russia, Russian
_OFTEN = 4  # times that a word of the headline comes back before it counts in full
_BANNER = 0.25  # the least a line must share with the text to stand above its headline and still be the document's
_SAMPLE = 200_000  # characters of the text that a headline is compared with
_CAPITAL = re.compile(r"(?<=[\w,;:’'”] )[A-Z]\w{2,}")


@dataclass(frozen=True, slots=True)
class Headline:
    """`title` as found; `banner` are the indices of lines above it that speak of something else."""

    title: str | None
    banner: frozenset[int] = frozenset()


def headline(text: str, blocks: Sequence[Span], head: Sequence[int], noise: AbstractSet[int]) -> Headline:
    """The line above the text that shares most with it: its words come back there, and it names whom the text names.

    Args:
        blocks: the document's paragraphs in order.
        head: indices of those above the running text that are neither furniture nor byline nor date.
        noise: indices of page furniture: reading times and the like stand right below a headline.
    """
    candidates = [i for i in head if _may_be_title(text, blocks[i])]
    if not candidates:
        return Headline(None)
    below = text[blocks[head[-1]].end :][:_SAMPLE]
    words, names = Counter(_stems(below)), Counter(_CAPITAL.findall(below))
    share = {i: _share(blocks[i].cut(text), words) for i in candidates}
    speaks = {i: any(names[w] > 1 for w in re.findall(r"\w+", blocks[i].cut(text))) for i in candidates}
    best = max(candidates, key=lambda i: (share[i] + 0.5 * speaks[i] + 0.2 * (i + 1 in noise), -i))
    above = [i for i in candidates if i < best]
    banner = {i for i in above if not speaks[i] and (speaks[best] or share[i] < min(_BANNER, share[best]))}
    return Headline(" ".join(blocks[best].cut(text).split()), frozenset(banner))


def _may_be_title(text: str, block: Span) -> bool:
    line = block.cut(text)
    return (
        len(line) <= _LONGEST
        and len(line.split()) <= _MOST_WORDS
        and any(c.isalpha() for c in line)
        and line[0] not in "•●▪*-–—("
        and not line.endswith((".", ",", ";", ":"))
        and not _DATELINE.match(line)
        and credit(text, block) is None
    )


def _stems(text: str) -> list[str]:
    """Words by their first letters, so that "Russia" meets "Russian"; short ones, which are mostly grammar, left out."""
    return [w.casefold()[: max(_STEM, len(w) - 3)] for w in re.findall(r"[^\W\d_]{4,}", text)]


def _share(line: str, text: Counter[str]) -> float:
    """How much of a line's words the text keeps coming back to, in [0, 1]."""
    words = _stems(line)
    return sum(min(text[w], _OFTEN) for w in words) / (_OFTEN * len(words)) if words else 0.0
