"""How wide a table's columns are to be, from what stands in them."""

from collections.abc import Sequence

ROOM, ROOM_SMALL, ROOM_ON_ITS_SIDE = (
    95,
    115,
    175,
)  # characters across the page: usual type, small type, small type on a page turned
_MOST = 60  # characters; a column of longer texts wraps
_LEAST = 6
_BOLD = 1.25  # a heading's letters run wider


def shares(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int = ROOM) -> tuple[float, ...]:
    """A share of the page's width for each column, summing to 1 or less: the longest word first, then by the length of the texts.

    Args:
        room: characters across the page; a table of fewer does not fill it.
    """
    least, wanted = [], []
    for i, heading in enumerate(columns):
        cells = [row[i] for row in rows]
        least.append(max(_LEAST, _longest(heading) * _BOLD + 1, *(_longest(cell) + 1 for cell in cells)))
        usual = sum(map(len, cells)) / len(cells) if cells else 0
        wanted.append(max(0.0, min(usual * 1.2, _MOST) - least[-1]))
    if sum(least) >= room or not sum(wanted):
        return tuple(w / max(sum(least), room) for w in least)
    part = min(1.0, (room - sum(least)) / sum(wanted))
    return tuple((w + part * more) / room for w, more in zip(least, wanted, strict=True))


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0)
