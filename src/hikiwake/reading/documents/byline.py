"""Title and author as plain text states them: the headline, "By …", and a line about the author at the end."""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from hikiwake.reading.documents.noise import credit, is_body
from hikiwake.record.model import Span

_NAME = (
    r"(?:[A-Z][\w’'.-]*|[a-z]{1,3}(?= [A-Z]))(?: (?:[A-Z][\w’'.-]*|(?:de|van|von|der|den|al|el|bin|ibn|la|le|du|da|dos)(?= )))*"
)
_BYLINE = re.compile(
    rf"(?:by|authors?:|written by|words by|from)\s+(?P<name>{_NAME}(?:(?:, | and | & ){_NAME}){{0,3}})", re.IGNORECASE
)
_PERSON = re.compile(rf"{_NAME}")
_ROLE = [
    "professor",
    "fellow",
    "lecturer",
    "researcher",
    "scholar",
    "director",
    "editor",
    "correspondent",
    "journalist",
    "reporter",
    "columnist",
    "analyst",
    "author",
    "writer",
    "historian",
    "economist",
    "ambassador",
    "diplomat",
    "chair",
    "chairman",
    "chairwoman",
    "president",
    "student",
    "candidate",
    "associate",
    "consultant",
    "adviser",
    "advisor",
    "expert",
    "head",
    "dean",
    "founder",
    "co-founder",
    "member",
    "reader",
    "specialist",
    "strategist",
    "commentator",
    "visiting",
    "senior",
    "former",
    "adjunct",
    "emeritus",
    "assistant",
    "research",
    "freelance",
]
_BIOGRAPHY = re.compile(
    rf"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir|Ambassador)\.? )?(?P<name>{_NAME}(?:(?:, | and ){_NAME})?)(?:, \w[^,]{{0,40}},)? "
    rf"(?:is|are|was|were|works|worked|teaches|taught|serves|served) (?:currently |now )?(?:an? |the |as an? |as the |at )?(?:[\w’'-]+ ){{0,4}}?(?i:{'|'.join(_ROLE)})s?\b"
)
_LAST_BLOCKS = 4  # of the document's own, among which a biography is looked for
_LONGEST_HEAD = 14  # blocks before the first running text
_LONGEST_TITLE = 220  # characters
_BIOGRAPHY_WORDS = 90
_OFTEN = 4  # times that a word of the headline comes back before it counts in full
_BANNER = 0.25  # of its words, weighted so, at most does a site's banner share with the text
_STEM = 4  # letters by which two forms of a word are compared: Russia, Russian


@dataclass(frozen=True, slots=True)
class Byline:
    """`title` and `author` as found; `left_out` are the indices of blocks that say who wrote it or stand above the title as a banner."""

    title: str | None = None
    author: str | None = None
    left_out: frozenset[int] = frozenset()


def byline(text: str, blocks: Sequence[Span], noise: AbstractSet[int]) -> Byline:
    """Title, author and the lines that only serve to state them.

    Args:
        blocks: the document's paragraphs in order.
        noise: indices of those already known as page furniture.
    """
    own = [i for i in range(len(blocks)) if i not in noise]
    body = next((n for n, i in enumerate(own) if is_body(text, blocks[i])), None)
    head = own[:body] if body is not None and body <= _LONGEST_HEAD else []
    named = {i: name for i in head if (name := _by(blocks[i].cut(text)))}
    last = own[-_LAST_BLOCKS:] if len(own) > 2 else []
    named |= (
        {i: name for i in (*last, *(i for i in noise if i > own[-1])) if (name := _biography(text, blocks[i]))} if own else {}
    )
    title, banner = _title(text, blocks, [i for i in head if i not in named], noise)
    author = next(iter(dict.fromkeys(named[i] for i in sorted(named))), None)
    return Byline(blocks[title].cut(text) if title is not None else None, author, frozenset(named) | banner)


def _by(line: str) -> str | None:
    """Whom a line of the head names as its author."""
    if len(line) > 160 or not (m := _BYLINE.match(line.strip())) or not m["name"][0].isupper():
        return None
    people = [p for p in re.split(r", | and | & ", m["name"]) if p.count(" ") >= 1]
    return " and ".join(p.rstrip(".,") for p in people) or None


def _biography(text: str, block: Span) -> str | None:
    """Whom a paragraph at the end introduces as the author: a person with an office whom the text does not speak of."""
    if block.end - block.start > 900:
        return None
    line = block.cut(text)
    m = _BIOGRAPHY.match(line)
    if not m or len(line.split()) > _BIOGRAPHY_WORDS or " " not in m["name"]:
        return None
    surname = m["name"].split()[-1]
    return (
        None
        if re.search(rf"\b{re.escape(surname)}\b", text[: block.start][-200_000:]) and not _by_before(text, block, m["name"])
        else m["name"]
    )


def _by_before(text: str, block: Span, name: str) -> bool:
    """Whether all that the text before says of `name` is that it is by them."""
    return text.count(name, 0, block.start) == len(re.findall(rf"(?i:by|authors?:)\s+{re.escape(name)}", text[: block.start])) > 0


def _title(text: str, blocks: Sequence[Span], head: list[int], noise: AbstractSet[int]) -> tuple[int | None, frozenset[int]]:
    """The headline among the lines above the running text, and the lines above it that speak of something else."""
    candidates = [i for i in head if _may_be_title(text, blocks[i])]
    if not candidates:
        return None, frozenset()
    rest = Counter(_stems(text[blocks[head[-1]].end : blocks[head[-1]].end + 200_000]))
    shared = {i: _share(_stems(blocks[i].cut(text)), rest) for i in candidates}

    def rank(i: int) -> tuple[float, int]:
        # What stands under a headline is who wrote it, when, and how long it takes to read.
        followed = i + 1 in noise or (i + 1 < len(blocks) and i + 1 not in head)
        return shared[i] + 0.2 * followed, -i

    best = max(candidates, key=rank)
    banner = frozenset(i for i in candidates if i < best and shared[i] < _BANNER and shared[i] < shared[best])
    return best, banner


def _may_be_title(text: str, block: Span) -> bool:
    line = block.cut(text)
    return (
        len(line) <= _LONGEST_TITLE
        and "\n\n" not in line
        and credit(text, block) is None
        and any(c.isalpha() for c in line)
        and line[0] not in "•●▪*-–—("
        and not line.endswith((".", ",", ";", ":"))
    )


def _stems(text: str) -> list[str]:
    """Words by their first letters, so that "Russia" meets "Russian"; short ones, which are mostly grammar, left out."""
    return [w.casefold()[: max(_STEM, len(w) - 3)] for w in re.findall(r"[^\W\d_]{4,}", text)]


def _share(words: list[str], rest: Counter[str]) -> float:
    """How much of a line's words the text below keeps coming back to, in [0, 1]."""
    return sum(min(rest[w], _OFTEN) for w in words) / (_OFTEN * len(words)) if words else 0.0
