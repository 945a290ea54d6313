"""Ups and downs drawn in a terminal: the index as columns of blocks about the dyad's usual level, turns marked above."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from textwrap import wrap

from hikiwake.relations.finding import UNCLEAR, named, noun
from hikiwake.relations.model import Phase, PhaseKind, Relations, TurningPoint

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
    turns = [(t, words[i] if i < len(words) else "") for i, t in enumerate(relations.turning_points) if t.probability >= SURE]
    what = noun(relations)
    lines = [head(relations, len(turns))]
    if any(p.index is not None for p in relations.index):
        lines += _chart(relations, [t for t, _ in turns], max(width - _MARGIN - 1, 10))
    lines += [f"  too few {what}s from {t.start} to {t.end}: {t.events}" for t in relations.thin]
    lines += [f"  {p.start} to {p.end}  {_phase(relations, p)}" for p in relations.phases]
    for turn, why in turns:
        said = f"  {turn.date}  turn {turn.direction}, {turn.probability:.0%}, between {turn.earliest} and {turn.latest}"
        lines += [said, *([f"      {why}"] if why else [])]
    lines += [f"  {part}" for note in relations.notes for part in wrap(note, width - 2)]
    return "\n".join(line[:width] for line in lines)


def head(relations: Relations, turns: int) -> str:
    """The dyad, how much is known of it, and the number of its turns, in one line."""
    return f"{relations.dyad}: {_counted(sum(p.events for p in relations.index), noun(relations))}, {_counted(turns, 'turning point')}"


def _phase(relations: Relations, phase: Phase) -> str:
    if phase.probability < UNCLEAR:
        return f"? {named(relations, phase)}"
    return f"{_SIGNS[phase.kind]} {phase.kind.words:11} {phase.probability:.0%}"


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
    # The highest and the lowest column are named and not the ends of the drawing, which a scale from −10 to 10 may not reach.
    tall = [h for h in height if h is not None]
    highest, lowest = _row(max(tall)), _row(-min(tall))
    for row in range(_ROWS - 1, -1, -1):
        rows.append(_label(max(known), row == highest) + "".join(_above(h, row) for h in height))
    for row in range(_ROWS):
        label = _label(usual, True) if row == 0 else _label(min(known), row == lowest)
        rows.append(label + "".join(_below(h, row) for h in height))
    return [*rows, _years(relations, cuts, width)]


def _row(eighths: int) -> int | None:
    """The row that a column so high ends in, counted from the middle; None for one that does not rise."""
    return (eighths - 1) // 8 if eighths > 0 else None


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
