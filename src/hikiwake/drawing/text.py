"""How wide a text will be, before any browser has drawn it.

Widths are those of Helvetica's metrics, which Arial, Liberation Sans and Nimbus Sans share, with a margin for faces a little wider.
"""

import unicodedata
from functools import lru_cache

LINE = 1.25  # line height, in font sizes
MARGIN = 1.05  # faces of other metrics run wider than Helvetica's

# Advance widths in thousandths of the font size.
_ORDER = "0123456789" + "".join(map(chr, range(32, 48))) + "".join(map(chr, range(58, 127)))
_PLAIN = (
    "556 556 556 556 556 556 556 556 556 556 278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 278 278 584 584 584 556 "
    "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 "
    "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "556 556 556 556 556 556 556 556 556 556 278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 333 333 584 584 584 611 "
    "975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 "
    "333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
_TABLES = {
    bold: dict(zip(_ORDER, map(int, widths.split()), strict=True))
    | {"–": 556, "—": 1000, "…": 1000, "“": 500, "”": 500, "’": 278}
    for bold, widths in ((False, _PLAIN), (True, _BOLD))
}


@lru_cache(maxsize=4096)
def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text in pixels, at font `size` in pixels; rather too wide than too narrow."""
    table = _TABLES[bold]
    return sum(_advance(c, table) for c in words) * size / 1000 * MARGIN


def wrap(words: str, width: float, size: float, *, bold: bool = False, lines: int | None = None) -> list[str]:
    """The text in lines that fit `width`; a word wider than that is cut; with `lines` the last one ends in "…" where text is left over."""
    out: list[str] = []
    for word in words.split():
        for piece in _pieces(word, width, size, bold):
            joined = f"{out[-1]} {piece}" if out else piece
            if out and text_width(joined, size, bold=bold) <= width:
                out[-1] = joined
            else:
                out.append(piece)
    if lines is not None and len(out) > lines:
        last = out[lines - 1]
        while last and text_width(last + "…", size, bold=bold) > width:
            last = last[:-1]
        out = [*out[: lines - 1], last.rstrip() + "…"]
    return out


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    if text_width(word, size, bold=bold) <= width:
        return [word]
    pieces = [""]
    for c in word:
        if pieces[-1] and text_width(pieces[-1] + c, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += c
    return pieces


def _advance(c: str, table: dict[str, int]) -> int:
    if (known := table.get(c)) is not None:
        return known
    if unicodedata.combining(c):
        return 0
    if unicodedata.east_asian_width(c) in "WF":
        return 1000
    base = unicodedata.normalize("NFD", c)[0]
    return table.get(base, 720)
