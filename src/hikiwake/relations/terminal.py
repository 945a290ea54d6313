"""Ups and downs drawn in a terminal: the index as columns of blocks about the dyad's usual level, turns marked above."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from hikiwake.relations.model import PhaseKind, Relations, TurningPoint

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_ROWS = 4  # above the middle, and as many below
_MARGIN = 8
_SIGNS = {PhaseKind.UPTURN: "▲", PhaseKind.STALEMATE: "–", PhaseKind.DOWNTURN: "▼"}
SURE = 0.5  # turns less probable than this are not drawn


def drawn(relations: Relations, width: int, words: Sequence[str] = ()) -> str:
    """Chart, phases and turns of one dyad, no line wider than `width` columns.

    Args:
        words: what carries each turning point, in their order; "" where nothing is known.
    """
    events = sum(p.events for p in relations.index)
    turns = [(t, words[i] if i < len(words) else "") for i, t in enumerate(relations.turning_points) if t.probability >= SURE]
    lines = [f"{relations.dyad}: {_counted(events, 'event')}, {_counted(len(turns), 'turning point')}"]
    if any(p.index is not None for p in relations.index):
        lines += _chart(relations, [t for t, _ in turns], max(width - _MARGIN - 1, 10))
    lines += [f"  too few events from {t.start} to {t.end}: {t.events}" for t in relations.thin]
    lines += [f"  {p.start} to {p.end}  {_SIGNS[p.kind]} {p.kind.value:10} {p.probability:.0%}" for p in relations.phases]
    for turn, why in turns:
        said = f"  {turn.date}  turn {turn.direction}, {turn.probability:.0%}, between {turn.earliest} and {turn.latest}"
        lines += [said, *([f"      {why}"] if why else [])]
    return "\n".join(line[:width] for line in lines)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _chart(relations: Relations, turns: Sequence[TurningPoint], width: int) -> list[str]:
    points = relations.index
    width = min(width, len(points))
    cuts = [round(i * len(points) / width) for i in range(width + 1)]
    columns = [[p.index for p in points[a:b] if p.index is not None] for a, b in pairwise(cuts)]
    levels = [sum(c) / len(c) if c else None for c in columns]
    known = [v for v in levels if v is not None]
    usual = median(known)
    reach = max(*(abs(v - usual) for v in known), 1e-9)
    place = {p.period: i for i, p in enumerate(points)}
    marks = [" "] * width
    for turn in turns:
        at = next(i for i in range(width) if cuts[i] <= place[turn.date] < cuts[i + 1])
        marks[at] = "▲" if turn.direction == "up" else "▼"
    height = [None if v is None else round((v - usual) / reach * _ROWS * 8) for v in levels]
    rows = [f"{'':{_MARGIN}}{''.join(marks)}"]
    for row in range(_ROWS - 1, -1, -1):
        rows.append(_label(usual + reach, row == _ROWS - 1) + "".join(_above(h, row) for h in height))
    for row in range(_ROWS):
        label = _label(usual, True) if row == 0 else _label(usual - reach, row == _ROWS - 1)
        rows.append(label + "".join(_below(h, row) for h in height))
    return [*rows, _years(relations, cuts, width)]


def _label(value: float, is_shown: bool) -> str:
    return f"{f'{value:+.2f}' if abs(value) < 100 else f'{value:+.0f}':>{_MARGIN - 2}}  " if is_shown else " " * _MARGIN


def _above(height: int | None, row: int) -> str:
    return "·" if height is None and row == 0 else _EIGHTHS[min(max((height or 0) - row * 8, 0), 8)]


def _below(height: int | None, row: int) -> str:
    """A block that hangs from the middle: full or, from half on, its upper half, since type has no eighths that hang."""
    hanging = min(max(-(height or 0) - row * 8, 0), 8)
    return "█" if hanging >= 6 else "▀" if hanging >= 2 else " "


def _years(relations: Relations, cuts: Sequence[int], width: int) -> str:
    line = [" "] * width
    free, shown = 0, None
    for i in range(width):
        year = relations.index[min(cuts[i], len(relations.index) - 1)].period.year
        if year != shown and i >= free and i + 4 <= width:
            line[i : i + 4] = str(year)
            free = i + 6
        shown = year
    return " " * _MARGIN + "".join(line)
