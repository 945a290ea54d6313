"""Who wrote it, as plain text says: "By …" above the text, or a paragraph about the author at its end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hikiwake.reading.documents.furniture import furniture
from hikiwake.record.model import Span

_PARTICLE = r"(?:de|van|von|der|den|al|el|bin|ibn|la|le|du|da|dos)"
_NAME = rf"[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|{_PARTICLE}(?= ))){{1,5}}"
_BYLINE = re.compile(rf"(?i:by|authors?:|written by|words by)\s+(?P<names>{_NAME}(?:(?:, | and | & ){_NAME}){{0,3}})")
_LAST_BLOCKS = 4  # of the document's own, among which the paragraph about the author is looked for
_LONGEST_BYLINE = 160  # characters
_LONGEST_BIOGRAPHY = 900  # characters


@dataclass(frozen=True, slots=True)
class Byline:
    """`author` as found; `lines` are the indices of the blocks that do nothing but say who wrote it."""

    author: str | None
    lines: frozenset[int]


def byline(text: str, blocks: Sequence[Span], head: Sequence[int], own: Sequence[int], noise: frozenset[int]) -> Byline:
    """The author named above or below the text.

    Args:
        blocks: the document's paragraphs in order.
        head: indices of those above the running text.
        own: indices of those that are no page furniture.
        noise: indices of those that are; a page puts its paragraph about the author among them.
    """
    named = {i: name for i in head if (name := _by(blocks[i].cut(text)))}
    if len(own) > len(head) + 1:
        begin = next(blocks[i].start for i in own if i not in head)
        after = [i for i in sorted(noise) if i > own[-1]]
        named |= {i: name for i in (*own[-_LAST_BLOCKS:], *after) if (name := _about(text, begin, blocks[i]))}
    return Byline(next((named[i] for i in sorted(named)), None), frozenset(named))


def _by(line: str) -> str | None:
    m = _BYLINE.match(line) if len(line) <= _LONGEST_BYLINE and not line.endswith((".", "?", "!")) else None
    return re.sub(r",? & |, ", " and ", m["names"]).rstrip(".,") if m else None


def _about(text: str, begin: int, block: Span) -> str | None:
    """Whom a paragraph introduces: a person with an office, of whom the text since `begin` does not speak."""
    if block.start <= begin or block.end - block.start > _LONGEST_BIOGRAPHY:
        return None
    m = _introduction().match(text, block.start, block.end)
    if not m:
        return None
    surname = re.split(r" and |, ", m["names"])[0].split()[-1]
    spoken_of = re.search(rf"\b{re.escape(surname)}\b", text[max(begin, block.start - 200_000) : block.start])
    return None if spoken_of else str(m["names"])


@cache
def _introduction() -> re.Pattern[str]:
    roles = "|".join(re.escape(role) for role in furniture().roles)
    return re.compile(
        rf"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir|Ambassador)\.? )?(?P<names>{_NAME}(?:(?:, | and ){_NAME})?)(?:, [^,.\n]{{1,60}},)? "
        r"(?:is|are|was|were|works|worked|teaches|taught|serves|served) (?:currently |now )?(?:as |at )?(?:an? |the )?"
        rf"(?:[\w’'-]+ ){{0,4}}?(?i:{roles})s?\b"
    )
