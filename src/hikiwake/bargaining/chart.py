"""The settlement map: every formula by what it gives each side, with the frontier, the minimum of each side and the draw."""

import itertools
from collections.abc import Mapping

from hikiwake.bargaining.model import FormulaView, Outcome, Settlement
from hikiwake.drawing import Box, Data, Figure, Label, Mark, Scale, group, line, path, place, polyline, rect, shape, text, wrap
from hikiwake.drawing import text_width as width_of

SIZE = 12
Point = tuple[float, float]


def finding(settlement: Settlement, names: Mapping[str, str]) -> str:
    """The map's title: what it shows, in one sentence. `names` gives each party's name by its id."""
    a, b = (names.get(p, p) for p in settlement.domain.parties[:2])
    sure = [f for f in settlement.formulas if set(f.acceptable[:2]) == {"yes"}]
    may_be = [f for f in settlement.formulas if "no" not in f.acceptable[:2]]
    if not settlement.formulas:
        return f"Where {a} and {b} could both gain"
    if sure:
        nearest = min(sure, key=lambda f: f.distance)
        return f"“{nearest.title}” clears the minimum of both {a} and {b} and lies nearest to the frontier"
    if may_be:
        nearest = min(may_be, key=lambda f: f.distance)
        return f"No formula surely clears the minimum of both sides; “{nearest.title}” may"
    return f"No formula clears the minimum of both {a} and {b}"


def chart(settlement: Settlement, width: int, names: Mapping[str, str], was: Settlement | None = None) -> Figure:
    """The map for a sheet `width` pixels wide; utilities are drawn in points of 100.

    On a narrow sheet many formulas carry numbers, with their names in a key below. `was` is the space as it stood before something was
    changed: what has moved since leaves a trail from its old place.
    """
    a, b = (names.get(p, p) for p in settlement.domain.parties[:2])
    narrow = width < 500
    by_number = narrow and len(settlement.formulas) > 4
    height = min(max(round(width * 0.66), 340), 560)
    left, right, top, bottom = 44, width - 14, 30, height - 46
    x, y = Scale(0, 100, left, right), Scale(0, 100, bottom, top)
    marks = [*_frame(x, y, a, b, narrow=narrow), *_minimum(settlement, x, y), *_frontier(settlement.frontier, x, y)]
    marks += _trails(was, settlement, x, y) if was else []
    labels = [
        *_minimum_labels(settlement, x, y, a, b),
        *_formula_labels(settlement.formulas, x, y, narrow=narrow, by_number=by_number),
    ]
    stars, star_labels = _solutions(settlement, x, y)
    dots = [*stars, *(_formula(f, x, y) for f in settlement.formulas)]
    if len(settlement.frontier) > 1:
        first = min(_at(o, x, y) for o in settlement.frontier)
        labels.append(Label(("Frontier",), *first, SIZE, css="t muted", priority=900))
    points = [Box.around(x(f.utilities[0] * 100), y(f.utilities[1] * 100), 6) for f in settlement.formulas]
    points += [Box.around(label.x, label.y, 9) for label in star_labels]
    placed, unplaced = place(
        [*labels, *star_labels], Box(left + 2, top + 2, right - 2, bottom - 2), points, _lines(settlement, x, y)
    )
    marks += [m for p in placed if p.leader for m in p.marks()[:1]] + dots
    marks += [m for p in placed for m in (p.marks()[1:] if p.leader else p.marks())]
    if by_number:
        key, height = _key(settlement.formulas, width, height)
        marks += key
    notes = tuple(f"{' '.join(one.lines)} is not labelled for lack of room." for one in unplaced)
    return Figure(
        width, height, tuple(marks), finding(settlement, names), _description(settlement, a, b), data(settlement, a, b), notes
    )


def data(settlement: Settlement, a: str, b: str) -> Data:
    """The map as a table: formulas, then the points singled out."""
    rows = [
        (f.title, _range(f, 0), _range(f, 1), _verdict(f.acceptable[0]), _verdict(f.acceptable[1])) for f in settlement.formulas
    ]
    for title, outcome in (
        ("The draw (Nash)", settlement.solutions.nash),
        ("Equal share of hopes (Kalai–Smorodinsky)", settlement.solutions.kalai_smorodinsky),
        ("Best for the worse-off (egalitarian)", settlement.solutions.egalitarian),
        ("Largest sum (utilitarian)", settlement.solutions.utilitarian),
    ):
        if outcome:
            rows.append((title, _points(outcome.utilities[0]), _points(outcome.utilities[1]), "yes", "yes"))
    return Data(
        ("Settlement", f"Worth to {a} (of 100)", f"Worth to {b} (of 100)", f"Clears {a}’s minimum", f"Clears {b}’s minimum"),
        tuple(rows),
    )


def _frame(x: Scale, y: Scale, a: str, b: str, *, narrow: bool) -> list[Mark]:
    marks = []
    for tick in range(0, 101, 25 if narrow else 20):
        marks.append(line(x(tick), y(0), x(tick), y(100), "grid"))
        marks.append(line(x(0), y(tick), x(100), y(tick), "grid"))
        marks.append(text(x(tick), y(0) + 16, str(tick), size=SIZE, anchor="middle", css="t muted"))
        marks.append(text(x(0) - 6, y(tick) + 4, str(tick), size=SIZE, anchor="end", css="t muted"))
    marks.append(text(x(100), y(0) + 36, f"Worth to {a}, of 100 →", size=SIZE, anchor="end", css="t"))
    marks.append(text(4, y(100) - 14, f"↑ Worth to {b}, of 100", size=SIZE, css="t"))
    return marks


def _minimum(settlement: Settlement, x: Scale, y: Scale) -> list[Mark]:
    """Each side's minimum as a dashed line in the band over which it is stated; what both could gain is tinted, up to the frontier."""
    ra, rb = settlement.reservation_ranges[:2]
    mid_a, mid_b = settlement.domain.reservation[0] * 100, settlement.domain.reservation[1] * 100
    marks = []
    if zone := _zone(settlement.frontier, mid_a, mid_b):
        marks.append(path("M" + "L".join(f"{x(u):.1f} {y(v):.1f}" for u, v in zone) + "Z", "zone"))
    if not ra.is_point:
        marks.append(rect(x(ra.lower * 100), y(100), x(ra.upper * 100) - x(ra.lower * 100), y(0) - y(100), "band"))
    if not rb.is_point:
        marks.append(rect(x(0), y(rb.upper * 100), x(100) - x(0), y(rb.lower * 100) - y(rb.upper * 100), "band"))
    marks.append(line(x(mid_a), y(0), x(mid_a), y(100), "dashed"))
    marks.append(line(x(0), y(mid_b), x(100), y(mid_b), "dashed"))
    return marks


def _zone(frontier: tuple[Outcome, ...], mid_a: float, mid_b: float) -> list[Point]:
    """The corner of both minimums, then the frontier beyond them, cut where it crosses either; empty where it passes below."""
    points = sorted((o.utilities[0] * 100, o.utilities[1] * 100) for o in frontier)
    edge: list[Point] = []
    for (u1, v1), (u2, v2) in itertools.pairwise(points):
        for at in sorted({0.0, 1.0, *(_cross(u1, u2, mid_a)), *(_cross(v1, v2, mid_b))}):
            u, v = u1 + (u2 - u1) * at, v1 + (v2 - v1) * at
            if u >= mid_a - 1e-9 and v >= mid_b - 1e-9:
                edge.append((u, v))
    if not edge:
        return []
    return [(mid_a, mid_b), (mid_a, edge[0][1]), *edge, (edge[-1][0], mid_b)]


def _cross(start: float, end: float, level: float) -> list[float]:
    return [(level - start) / (end - start)] if (start - level) * (end - level) < 0 else []


def _minimum_labels(settlement: Settlement, x: Scale, y: Scale, a: str, b: str) -> list[Label]:
    mid_a, mid_b = settlement.domain.reservation[0] * 100, settlement.domain.reservation[1] * 100
    first, second = f"{a}’s minimum", f"{b}’s minimum"
    return [
        Label((first,), x(mid_a), y(0) - 12, SIZE, css="t muted", priority=-4, clear=4),
        Label((second,), x(100) - width_of(second, SIZE) - 8, y(mid_b) + 10, SIZE, css="t muted", priority=-3, clear=1),
    ]


def _frontier(frontier: tuple[Outcome, ...], x: Scale, y: Scale) -> list[Mark]:
    points = sorted(_at(o, x, y) for o in frontier)
    marks = [polyline(points, "frontier s1")] if len(points) > 1 else []
    return marks + [shape("disc", px, py, 1.8, "f1") for px, py in points]


def _solutions(settlement: Settlement, x: Scale, y: Scale) -> tuple[list[Mark], list[Label]]:
    """The draw and the equal share of hopes, where they exist and differ."""
    nash, kalai = settlement.solutions.nash, settlement.solutions.kalai_smorodinsky
    marks, labels = [], []
    if kalai and (not nash or kalai.utilities != nash.utilities):
        px, py = _at(kalai, x, y)
        marks.append(group(shape("diamond", px, py, 6, "f2"), title="Equal share of each side’s hopes"))
        labels.append(Label(("Equal share of hopes",), px, py, SIZE, css="t halo", priority=-1, clear=10))
    if nash:
        px, py = _at(nash, x, y)
        marks.append(group(shape("star", px, py, 11, "f2"), title="The draw"))
        labels.append(Label(("The draw",), px, py, SIZE, css="t halo", bold=True, priority=-2, clear=14))
    return marks, labels


def _trails(was: Settlement, now: Settlement, x: Scale, y: Scale) -> list[Mark]:
    """From where a formula, the draw or the frontier stood to where it stands now."""
    marks: list[Mark] = []
    if [o.utilities for o in was.frontier] != [o.utilities for o in now.frontier] and len(was.frontier) > 1:
        marks.append(polyline(sorted(_at(o, x, y) for o in was.frontier), "frontier was"))
    before = {f.id: f.utilities for f in was.formulas}
    pairs = [(before[f.id], f.utilities, "ring") for f in now.formulas if f.id in before]
    if was.solutions.nash and now.solutions.nash:
        pairs.append((was.solutions.nash.utilities, now.solutions.nash.utilities, "diamond"))
    for (ua, ub), (va, vb), kind in pairs:
        start, end = (x(ua * 100), y(ub * 100)), (x(va * 100), y(vb * 100))
        if abs(start[0] - end[0]) + abs(start[1] - end[1]) >= 1.5:
            marks += [line(*start, *end, "trail"), shape(kind, *start, 4, "was stroked")]
    return marks


def _lines(settlement: Settlement, x: Scale, y: Scale) -> list[Box]:
    """Where thin lines run that a label had better not stand on: ranges, minimums and the frontier."""
    mid_a, mid_b = (r * 100 for r in settlement.domain.reservation[:2])
    boxes = [Box(x(mid_a) - 1, y(100), x(mid_a) + 1, y(0)), Box(x(0), y(mid_b) - 1, x(100), y(mid_b) + 1)]
    for f in settlement.formulas:
        px, py = x(f.utilities[0] * 100), y(f.utilities[1] * 100)
        ra, rb = f.ranges[0], f.ranges[1]
        boxes.append(Box(x(ra.lower * 100) - 1, py - 1, x(ra.upper * 100) + 1, py + 1))
        boxes.append(Box(px - 1, y(rb.upper * 100) - 1, px + 1, y(rb.lower * 100) + 1))
    points = sorted(_at(o, x, y) for o in settlement.frontier)
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        steps = int(max(abs(x2 - x1), abs(y2 - y1)) // 6) + 1
        boxes += [Box.around(x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps, 2) for i in range(steps + 1)]
    return boxes


def _key(formulas: tuple[FormulaView, ...], width: int, top: int) -> tuple[list[Mark], int]:
    """The names behind the numbers, below the map; and the height with them."""
    marks: list[Mark] = []
    y = top + 14.0
    for i, f in enumerate(formulas, 1):
        marks.append(text(4, y, str(i), size=SIZE, css="t b"))
        for words in wrap(f.title, width - 34, SIZE):
            marks.append(text(26, y, words, size=SIZE))
            y += 15.5
    return marks, round(y)


def _formula(f: FormulaView, x: Scale, y: Scale) -> Mark:
    px, py = x(f.utilities[0] * 100), y(f.utilities[1] * 100)
    ra, rb = f.ranges[0], f.ranges[1]
    return group(
        line(x(ra.lower * 100), py, x(ra.upper * 100), py, "whisker"),
        line(px, y(rb.lower * 100), px, y(rb.upper * 100), "whisker"),
        shape("disc" if "no" not in f.acceptable[:2] else "ring", px, py, 5, "f3 s3"),
        title=f"{f.title}: {_range(f, 0)} and {_range(f, 1)} of 100",
    )


def _formula_labels(formulas: tuple[FormulaView, ...], x: Scale, y: Scale, *, narrow: bool, by_number: bool) -> list[Label]:
    room = 104 if narrow else 160
    labels = []
    for i, f in enumerate(formulas, 1):
        words = (str(i),) if by_number else tuple(wrap(f.title, room, SIZE, lines=3))
        labels.append(Label(words, x(f.utilities[0] * 100), y(f.utilities[1] * 100), SIZE, by_number, f.distance, "t halo", 8))
    return labels


def _description(settlement: Settlement, a: str, b: str) -> str:
    parts = [f"A map with {a}’s gain to the right and {b}’s gain upwards, both from 0 to 100."]
    parts.append(f"The frontier holds {len(settlement.frontier)} of {settlement.outcomes:,} possible settlements.")
    parts += [f"{f.title}: {_points(f.utilities[0])} to {a}, {_points(f.utilities[1])} to {b}." for f in settlement.formulas]
    if nash := settlement.solutions.nash:
        parts.append(f"The draw: {_points(nash.utilities[0])} and {_points(nash.utilities[1])}.")
    return " ".join(parts)


def _at(outcome: Outcome, x: Scale, y: Scale) -> Point:
    return x(outcome.utilities[0] * 100), y(outcome.utilities[1] * 100)


def _points(utility: float) -> str:
    return f"{utility * 100:.0f}"


def _range(f: FormulaView, side: int) -> str:
    r = f.ranges[side]
    middle = _points(f.utilities[side])
    return middle if _points(r.lower) == _points(r.upper) else f"{middle} ({_points(r.lower)}–{_points(r.upper)})"


def _verdict(word: str) -> str:
    return {"yes": "yes", "open": "perhaps", "no": "no"}.get(word, word)
