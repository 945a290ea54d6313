"""The rival explanations as bars: posterior with its bounds, and the prior it started from."""

from collections.abc import Mapping

from hikiwake.drawing import Data, Figure, Mark, Scale, group, line, rect, text, wrap
from hikiwake.hypotheses.model import Posterior, Weighing

SIZE = 12
ROW = 30  # height of a bar's row
TOP = 26
_LEVEL = 0.005  # of probability: what rounds to the same per cent


def finding(weighing: Weighing, titles: Mapping[str, str]) -> str:
    """The chart's title: which explanation leads, and whether it leads over the whole of the stated ranges."""
    if not weighing.hypotheses:
        return "No explanation is stated"
    first = weighing.hypotheses[0]
    name = titles.get(first.id, first.id)
    if len(weighing.hypotheses) == 1:
        return f"“{name}” is the only explanation stated"
    level = [h for h in weighing.hypotheses if first.posterior - h.posterior < _LEVEL]
    if len(level) == len(weighing.hypotheses):
        return "No explanation leads: all are equally probable"
    if len(level) > 1:
        return f"No explanation leads: {' and '.join(f'“{titles.get(h.id, h.id)}”' for h in level)} are equally probable"
    highest = max(h.upper for h in weighing.hypotheses[1:])
    if first.lower > highest:
        return f"“{name}” leads over the whole of the stated ranges"
    return f"“{name}” leads, but within the stated ranges another explanation may take the lead"


def chart(weighing: Weighing, width: int, titles: Mapping[str, str]) -> Figure:
    """One row an explanation, most probable first; `titles` by hypothesis id."""
    narrow = width < 500
    name_width = width - 8 if narrow else min(round(width * 0.36), 300)
    value_width = 96
    left = 4 if narrow else name_width + 12
    x = Scale(0, 100, left, width - value_width)
    marks: list[Mark] = []
    y = float(TOP)
    rows: list[tuple[Posterior, float, list[str]]] = []
    for h in weighing.hypotheses:
        lines = wrap(titles.get(h.id, h.id), name_width, SIZE, lines=3)
        label_height = len(lines) * SIZE * 1.25
        height = label_height + ROW if narrow else max(ROW, label_height + 8)
        rows.append((h, y, lines))
        y += height
    bottom = y
    for tick in (0, 25, 50, 75, 100):
        marks.append(line(x(tick), TOP - 4, x(tick), bottom, "grid"))
        marks.append(
            text(x(tick), TOP - 10, f"{tick}" if narrow else f"{tick} %", size=SIZE, anchor=_anchor(tick, narrow), css="t muted")
        )
    for i, (h, row_top, lines) in enumerate(rows):
        row_height = (rows[i + 1][1] if i + 1 < len(rows) else bottom) - row_top
        marks += _row(h, row_top, row_height, lines, x, narrow, is_first=i == 0)
    marks.append(
        text(left, bottom + 18, "Bar: probability. Line: its range. Tick: before the evidence.", size=SIZE, css="t muted")
    )
    told = " ".join(f"{titles.get(h.id, h.id)}: {_per_cent(h)}." for h in weighing.hypotheses)
    return Figure(width, round(bottom + 28), tuple(marks), finding(weighing, titles), told, data(weighing, titles))


def data(weighing: Weighing, titles: Mapping[str, str]) -> Data:
    rows = tuple(
        (
            titles.get(h.id, h.id),
            f"{h.prior * 100:.0f} %",
            f"{h.posterior * 100:.0f} %",
            f"{h.lower * 100:.0f}–{h.upper * 100:.0f} %",
        )
        for h in weighing.hypotheses
    )
    return Data(("Explanation", "Before the evidence", "After", "Over the stated ranges"), rows)


def _row(h: Posterior, top: float, height: float, lines: list[str], x: Scale, narrow: bool, *, is_first: bool) -> list[Mark]:
    marks: list[Mark] = []
    if narrow:
        label_top, middle = top, top + len(lines) * SIZE * 1.25 + 11
        anchor, label_x = "start", 4.0
    else:
        label_top, middle = top + (height - len(lines) * SIZE * 1.25) / 2, top + height / 2
        anchor, label_x = "end", x.start - 10
    css = "t b" if is_first else "t"
    for i, words in enumerate(lines):
        marks.append(text(label_x, label_top + (i * 1.25 + 0.92) * SIZE, words, size=SIZE, anchor=anchor, css=css))
    bar = [
        rect(x(0), middle - 8, x(h.posterior * 100) - x(0), 16, "f1" if is_first else "f1 soft"),
        line(x(h.lower * 100), middle, x(h.upper * 100), middle, "bounds"),
        line(x(h.lower * 100), middle - 5, x(h.lower * 100), middle + 5, "bounds"),
        line(x(h.upper * 100), middle - 5, x(h.upper * 100), middle + 5, "bounds"),
        line(x(h.prior * 100), middle - 11, x(h.prior * 100), middle + 11, "s2 prior"),
    ]
    marks.append(group(*bar, title=_per_cent(h)))
    marks.append(text(x(100) + 8, middle + 4, _per_cent(h), size=SIZE, css=css))
    return marks


def _anchor(tick: int, narrow: bool) -> str:
    return "start" if tick == 0 and narrow else "middle"


def _per_cent(h: Posterior) -> str:
    return f"{h.posterior * 100:.0f} % ({h.lower * 100:.0f}–{h.upper * 100:.0f})"
