"""Which blocks of a document are the page's and not the document's own words: buttons, menus, licence lines, credits.

The words that pages put around a document are data (`data/furniture.toml`); the rules here are about length, shape and place. A block
in doubt is kept: a button read as prose costs little, a lost sentence cannot be found again.
"""

import re
from collections.abc import Sequence

from hikiwake.reading.documents.furniture import Furniture, furniture
from hikiwake.record.model import Span

_LONGEST_JUDGED = 1_200  # characters: no piece of furniture is longer
_EDGES = " \t\n•●▪■◦‣·*|›»>‹«<→←+–—-_=.,:;!?…\"'“”()[]{}"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\W*",  # rules, stars, empty bullets
        r"\W*\w\W*",  # a single letter: font-size buttons
        r"(?:page )?\d+ (?:of|/) \d+|page \d+",
        r"\W*\d+ (?:min(?:ute)?s?|mins?\.)(?: read)?\W*",
        r"\W*\d+ (?:comments?|shares?|views?|likes?|replies|reactions?)\W*",
        r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: \(?[a-z]{2,4}\)?)?",  # a time of day
        r"(?:(?:last|first|originally) )?(?:updated|modified|revised|reviewed|published|posted)(?: \S+){0,7} \d{4}(?: \S+){0,4}",
        r"(?:https?://|www\.)\S+",
        r"\S+@\S+\.\w+",
    )
)
_PAGE_NUMBER = re.compile(r"[–—-]?\s*\d{1,4}\s*[–—-]?")
_TRAIL = re.compile(r"(?:[^|»›\n]{1,40}[|»›]){2,}[^|»›\n]{0,60}")
_TRAIL_MARK = re.compile(r"[|»›]")
_CLOSING_SHARE = 0.25  # of the text, at most, may follow a line that closes the document and be dropped with it
_CLOSING_CHARACTERS = 2_500
_MENU_LINES = 3
_BODY_WORDS = 25
_LONGEST_HEAD = 14  # lines above the running text


def noise(text: str, blocks: Sequence[Span]) -> frozenset[int]:
    """Which of `blocks` (by index) are page furniture."""
    words = furniture()
    lines = [_plain(b.cut(text)) if b.end - b.start <= _LONGEST_JUDGED else None for b in blocks]
    found = {i for i, line in enumerate(lines) if line is not None and _is_furniture(line, words)}
    found |= {i for i, b in enumerate(blocks) if b.end - b.start < 10 and _PAGE_NUMBER.fullmatch(b.cut(text))}
    return frozenset(found | _menus(lines, words) | _after_closing(text, blocks, lines, found, words))


def credit(text: str, block: Span) -> Span | None:
    """The photo credit in brackets with which a caption ends ("(Photo: Agency/Name)"), or None."""
    if block.end - block.start > _LONGEST_JUDGED:
        return None
    m = furniture().credit.search(block.cut(text))
    return Span(block.start + m.start(), block.start + m.end()) if m else None


def is_body(text: str, block: Span) -> bool:
    """Whether a block is running text: long enough, and ended like a sentence."""
    end = text[max(block.start, block.end - 3) : block.end].rstrip(" \t\"'’”»)]")
    return len(_WORD.findall(text, block.start, min(block.end, block.start + 400))) >= _BODY_WORDS and end[-1:] in tuple(
        ".!?:;…。"
    )


def head(text: str, blocks: Sequence[Span], own: Sequence[int]) -> list[int]:
    """Which of `own` stand above the running text; none where there is no running text, or so many lines that they are the text."""
    first = next((n for n, i in enumerate(own) if is_body(text, blocks[i])), _LONGEST_HEAD + 1)
    return list(own[:first]) if first <= _LONGEST_HEAD else []


def _plain(line: str) -> str:
    """For comparison: lower case, straight quotation marks, single blanks, no bullets or punctuation at the ends."""
    line = line.casefold().replace("’", "'").replace("‘", "'")
    return " ".join(line.split()).strip(_EDGES)


def _is_furniture(line: str, words: Furniture) -> bool:
    if line in words.whole or any(shape.fullmatch(line) for shape in _SHAPES):
        return True
    count = line.count(" ") + 1
    if count <= words.longest_begins and _begins(line, words.begins):
        return True
    if count <= words.longest_holds and any(phrase in line for phrase in words.holds):
        return True
    return len(_TRAIL_MARK.findall(line)) >= 2 and _TRAIL.fullmatch(line) is not None and not line.endswith(".")


def _begins(line: str, phrases: tuple[str, ...]) -> bool:
    """Whether the line begins with one of the phrases, at a word's end."""
    if not line.startswith(phrases):
        return False
    return any(line.startswith(p) and not (p[-1].isalnum() and line[len(p) : len(p) + 1].isalnum()) for p in phrases)


def _menus(lines: list[str | None], words: Furniture) -> set[int]:
    """Runs of short lines of which at least half are names that stand in menus."""
    found: set[int] = set()
    run: list[int] = []
    for i, line in enumerate([*lines, None]):
        if line is not None and line.count(" ") < 3 and len(line) <= 30:
            run.append(i)
            continue
        if len(run) >= _MENU_LINES and sum(lines[j] in words.places for j in run) * 2 >= len(run):
            found.update(run)
        run = []
    return found


def _after_closing(text: str, blocks: Sequence[Span], lines: list[str | None], found: set[int], words: Furniture) -> set[int]:
    """All that follows the first line that closes the document, if it is short enough to be the page's."""
    if not blocks:
        return set()
    last = blocks[-1].end
    allowed = min(_CLOSING_CHARACTERS, _CLOSING_SHARE * (last - blocks[0].start))
    for i in sorted(found):
        line = lines[i]
        if line and last - blocks[i].end <= allowed and _begins(line, words.closes):
            return set(range(i, len(blocks)))
    return set()
