"""Who said what at a glance: one row a speaker, one column a grade, bars by count; the record to the left, guesswork to the right."""

from collections import Counter
from collections.abc import Sequence

from hikiwake.drawing import Data, Figure, Mark, group, line, rect, shape, text, text_width, wrap
from hikiwake.terms.grades import Grade

SIZE = 12
SHAPES = {
    Grade.ON_RECORD: "disc",
    Grade.ATTRIBUTED: "square",
    Grade.REPORTED: "triangle",
    Grade.ANONYMOUS: "diamond",
    Grade.SPECULATION: "ring",
    Grade.OPINION: "cross",
}
HUES = {
    Grade.ON_RECORD: "f1 s1",
    Grade.ATTRIBUTED: "f1 s1",
    Grade.REPORTED: "f4 s4",
    Grade.ANONYMOUS: "f2 s2",
    Grade.SPECULATION: "f2 s2",
    Grade.OPINION: "f5 s5",
}


def chart(speakers: Sequence[tuple[str, Counter[Grade]]], width: int, title: str) -> Figure:
    """`speakers` with their statements by grade, a row each."""
    rows = list(speakers)
    narrow = width < 500
    left = 4.0 if narrow else min(width * 0.27, 230.0)
    column = (width - left - 4) / len(Grade)
    row_height = 40.0 if narrow else 25.0
    top = 50.0 if narrow else 34.0
    most = max((n for _, counts in rows for n in counts.values()), default=1)
    marks: list[Mark] = []
    for i, grade in enumerate(Grade):
        marks += _heading(grade, left + i * column, i, narrow)
    for r, (name, counts) in enumerate(rows):
        y = top + r * row_height
        marks.append(line(4, y, width - 4, y, "grid"))
        label = wrap(name, width - 12 if narrow else left - 12, SIZE, lines=1)
        marks.append(text(4, y + 16, label[0] if label else "", size=SIZE, css="t"))
        for i, grade in enumerate(Grade):
            if counts[grade]:
                n = counts[grade]
                x, bar_y = left + i * column, y + (23 if narrow else 7)
                length = max((column - 12 - text_width(str(most), SIZE)) * n / most, 2)
                bar = rect(x, bar_y, length, 11, HUES[grade] + (" hollow" if grade is Grade.SPECULATION else ""))
                marks.append(group(bar, title=f"{name}: {n} {grade.label}"))
                marks.append(text(x + length + 4, bar_y + 10, str(n), size=SIZE, css="t"))
    told = " ".join(f"{name}: " + ", ".join(f"{counts[g]} {g.label}" for g in Grade if counts[g]) + "." for name, counts in rows)
    return Figure(width, round(top + len(rows) * row_height + 8), tuple(marks), title, told, data(rows))


def data(rows: Sequence[tuple[str, Counter[Grade]]]) -> Data:
    return Data(
        ("Speaker", *(g.label for g in Grade)), tuple((name, *(str(counts.get(g, 0)) for g in Grade)) for name, counts in rows)
    )


def _heading(grade: Grade, x: float, i: int, narrow: bool) -> list[Mark]:
    """On a narrow sheet the headings stand on two lines by turns, so that none meets its neighbour."""
    y = 14.0 if not narrow or i % 2 == 0 else 34.0
    out = [shape(SHAPES[grade], x + 5, y - 4, 4.5, HUES[grade]), text(x + 14, y, grade.label, size=SIZE, css="t b")]
    return [*out, line(x, y + 6, x, 44, "grid")] if narrow and i % 2 == 0 else out
