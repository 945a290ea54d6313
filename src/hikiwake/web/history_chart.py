"""A number over the runs of a case, small enough to stand in a line of a table."""

from collections.abc import Sequence
from itertools import pairwise

from hikiwake.assessment.figures import figure
from hikiwake.drawing import Data, Figure, Mark, Scale, circle, line, polyline
from hikiwake.terms.likelihood import per_cent

WIDTH, HEIGHT = 220, 44
_EDGE = 5.0
_LEAST = 0.001  # under it a probability has no digits that a reader could use


def shown(value: float | None, unit: str) -> str:
    """A number as the page tells it: as elsewhere, but for a probability too small to be worth its digits, told as the brief tells it."""
    if value is not None and unit == "probability" and 0 < value < _LEAST:
        return per_cent(value).replace(" %", "\u00a0%")
    return figure(value, unit)


def chart(label: str, unit: str, told: Sequence[tuple[str, float | None]]) -> Figure:
    """The number as it stood after each run, oldest first, evenly spaced; a run without it leaves a gap.

    Args:
        told: the day of each run and the value then.
    """
    known = [value for _, value in told if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    x = Scale(0, max(len(told) - 1, 1), _EDGE, WIDTH - _EDGE)
    y = Scale(low, high, HEIGHT - _EDGE - 2, _EDGE + 2)
    marks: list[Mark] = [line(_EDGE, HEIGHT - 1.5, WIDTH - _EDGE, HEIGHT - 1.5, "grid")]
    for stretch in _stretches(told):
        points = [(x(i), y(value)) for i, value in stretch]
        # A number holds until the next run says otherwise: steps, no slopes.
        steps = [points[0], *(p for one, two in pairwise(points) for p in ((two[0], one[1]), two))]
        marks.append(polyline(steps, "s1 index"))
    if known:
        last = next(i for i in reversed(range(len(told))) if told[i][1] is not None)
        marks.append(circle(x(last), y(known[-1]), 3.5, "f1"))
    rows = tuple((day, shown(value, unit)) for day, value in told)
    said = f"{shown(known[0], unit)} at first, {shown(known[-1], unit)} at last" if known else "never known"
    return Figure(WIDTH, HEIGHT, tuple(marks), label, f"{len(told)} runs: {said}.", Data(("run", "value"), rows))


def _stretches(told: Sequence[tuple[str, float | None]]) -> list[list[tuple[int, float]]]:
    out: list[list[tuple[int, float]]] = [[]]
    for i, (_, value) in enumerate(told):
        if value is not None:
            out[-1].append((i, value))
        elif out[-1]:
            out.append([])
    return [stretch for stretch in out if stretch]
