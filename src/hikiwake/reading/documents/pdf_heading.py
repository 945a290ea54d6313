"""The heading of a pdf: the first lines of its first page that are set in its largest letters."""

import re
from collections import Counter
from collections.abc import Sequence

Piece = tuple[float, str]  # height of the letters in points, and the words set in it

_LARGER = 1.15  # times the letters of the running text
_MOST_LINES = 6
_LONGEST, _FEWEST_LETTERS = 300, 8
_HEAD = 4_000  # characters of a text in which its heading is looked for


def heading(pieces: Sequence[Piece]) -> str | None:
    """The heading in one line; None where no letters stand out, or what is set in them is no heading.

    Args:
        pieces: what the first page sets, in its order.
    """
    characters = Counter[float]()
    for size, words in pieces:
        characters[size] += len(words)
    largest = max(characters, default=0.0)
    if not characters or largest < _LARGER * characters.most_common(1)[0][0]:
        return None
    lines: list[str] = []
    for size, words in pieces:
        if size == largest:
            lines.append(words)
        elif lines:
            break
    found = " ".join(" ".join(lines).split())
    is_heading = len(lines) <= _MOST_LINES and len(found) <= _LONGEST and sum(map(str.isalpha, found)) >= _FEWEST_LETTERS
    return found if is_heading else None


def on_one_line(text: str, found: str) -> str:
    """`text` with its heading on one line, where it stands broken into several."""
    broken = re.compile(r"\s+".join(map(re.escape, found.split())))
    m = broken.search(text[:_HEAD])
    return f"{text[: m.start()]}{found}{text[m.end() :]}" if m else text
