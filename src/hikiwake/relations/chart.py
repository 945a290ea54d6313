"""The ups and downs of a dyad: index with its interval, phases behind it, turns named, and the events underneath."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from hikiwake.drawing import (
    Box,
    Data,
    Figure,
    Mark,
    Scale,
    circle,
    day_ticks,
    group,
    line,
    nice_ticks,
    path,
    polyline,
    rect,
    shape,
    text,
    text_width,
)
from hikiwake.relations.finding import SURE as SURE
from hikiwake.relations.finding import UNCLEAR, month, named, noun, sureness
from hikiwake.relations.finding import finding as finding
from hikiwake.relations.model import IndexPoint, PhaseKind, Relations, TurningPoint
from hikiwake.relations.strip import Happening as Happening
from hikiwake.relations.strip import strip
from hikiwake.relations.turn_labels import Over, labels
from hikiwake.relations.window import Window, within, words_within

SIZE = 12
_MORE_WORDS = 44.0  # pixels for one more row of words above the plot, where some would find no room
LEFT, RIGHT = 34, 10  # pixels beside the plot: charts of one width and one window stand on one time axis
_LEGEND, _SHORT_LEGEND = "Triangles: relations turned up or down, bars how closely that is dated.", "Triangles: turns."
_GOLDSTEIN = 10.0  # beyond it values are of another unit
_OWN = "The series in its own unit; band: 90 % interval"
_SHORT_OWN = "In the series' own unit"
_SCALE = "Tone of relations: + friendly, − hostile (scale −10 to +10); band: 90 % interval"
_SHORT_SCALE = "+ friendly, − hostile (−10 to +10)"
_FITTED = "Mean Goldstein value of the {by}’s events, + friendly, − hostile; own scale; dashes: usual; band: 90 % interval"
_SHORT_FITTED = "Mean Goldstein value; own scale"
_SHADES = {PhaseKind.UPTURN: "phase-up", PhaseKind.STALEMATE: "phase-level", PhaseKind.DOWNTURN: "phase-down"}


def chart(
    relations: Relations,
    width: int,
    turn_words: Sequence[str] = (),
    happenings: Sequence[Happening] = (),
    *,
    window: Window | None = None,
    is_fitted: bool = False,
) -> Figure:
    """The chart for a sheet `width` pixels wide.

    Args:
        turn_words: what happened at each turning point, in their order; `happenings` are drawn in a strip under the index.
        window: the days shown; all where None. Its scale is that of the whole, so that nothing grows by looking closer.
        is_fitted: the scale reaches as far as the values do, for an index that stays close to its usual level; else it is even about 0.
    """
    narrow = width < 500
    known = [p for p in relations.index if p.index is not None]
    shown = within(relations, window) if window else relations
    words = words_within(relations, turn_words, window) if window and turn_words else turn_words
    first = window.first if window else relations.index[0].period
    last = window.last if window else max([_after(relations.index[-1].period, relations.by), *(h.last for h in happenings)])
    x = Scale(first.toordinal(), last.toordinal(), LEFT, width - RIGHT)
    usual_top = 30.0 if not shown.turning_points else (96.0 if narrow else 104.0) + (30 if is_fitted else 0)  # deeds are long
    top, written, unplaced = _words(shown.turning_points, words, x, usual_top, width)
    height = round(top) + (204 if narrow else 236) - (0 if happenings else 28)
    bottom = height - (78.0 if happenings else 50.0)
    y = _fitted_scale(known, bottom, top) if is_fitted else _value_scale(known, bottom, top)
    marks = [*_phases(shown, x, top, bottom), *_axes(x, y, first, last, bottom, narrow), *_stretches(shown, x, bottom)]
    marks += _usual(known, x, y) if is_fitted else []
    words_of_scale = (_SHORT_FITTED if narrow else _FITTED) if is_fitted else (_SHORT_SCALE if narrow else _SCALE)
    if any(abs(p.index or 0.0) > _GOLDSTEIN for p in known):
        words_of_scale = _SHORT_OWN if narrow else _OWN
    marks.append(text(4, 14, words_of_scale.format(by=relations.by), size=SIZE, css="t"))
    near = within(relations, window.wider(_after(window.first, relations.by) - window.first)) if window else relations
    drawn = [*_interval(near, x, y), *_line(near, x, y)]
    marks += [_cut(drawn, x, top, bottom)] if window else drawn
    marks += _turns(shown.turning_points, x, top, bottom) + written
    below, said = strip(happenings, x, bottom + 42, relations.by, is_narrow=narrow)
    marks += below
    legend = [_SHORT_LEGEND if narrow else _LEGEND] if shown.turning_points else []
    legend += [f"Below: {said}."] if said else []
    marks.append(text(4, height - 6, " ".join(legend), size=11, css="t muted"))
    told = " ".join(f"{named(shown, p).capitalize()} from {month(p.start)} to {month(p.end)}." for p in shown.phases)
    return Figure(width, height, tuple(marks), finding(relations, window), told, data(shown, words), tuple(unplaced))


def data(relations: Relations, turn_words: Sequence[str] = ()) -> Data:
    """Phases and turns as a table; the index itself has a row a period and stays in the figure's JSON."""
    rows = [
        (f"{month(p.start)} – {month(p.end)}", named(relations, p), f"{sureness(relations, p) * 100:.0f} %", "")
        for p in relations.phases
    ]
    for i, t in enumerate(relations.turning_points):
        words = turn_words[i] if i < len(turn_words) else ""
        rows.append((f"{month(t.earliest)} – {month(t.latest)}", f"turn {t.direction}", f"{t.probability * 100:.0f} %", words))
    return Data(("When", "What", "Probability", "With"), tuple(rows))


def _cut(marks: Sequence[Mark], x: Scale, top: float, bottom: float) -> Mark:
    """Marks as far as they lie on the plot: a line goes on to where it leaves it."""
    wide, high = x.end - x.start, bottom - top
    box = (("x", x.start), ("y", top), ("width", wide), ("height", high), ("viewBox", f"{x.start:g} {top:g} {wide:g} {high:g}"))
    return Mark("svg", box, tuple(marks))


def _value_scale(known: Sequence[IndexPoint], bottom: float, top: float) -> Scale:
    values = [v for p in known for v in (p.index, p.lower, p.upper) if v is not None] or [0.0]
    reach = max(abs(min(values)), abs(max(values)), 1.0)
    return Scale(-reach, reach, bottom, top)


def _fitted_scale(known: Sequence[IndexPoint], bottom: float, top: float) -> Scale:
    values = [v for p in known for v in (p.index, p.lower, p.upper) if v is not None] or [-1.0, 1.0]
    low, high = min(values), max(values)
    spare = max(1.0 - (high - low), 0.1 * (high - low)) / 2
    return Scale(low - spare, high + spare, bottom, top)


def _usual(known: Sequence[IndexPoint], x: Scale, y: Scale) -> list[Mark]:
    """The dyad's usual level, about which phases stand."""
    values = [p.index for p in known if p.index is not None]
    return [line(x.start, y(median(values)), x.end, y(median(values)), "dashed")] if values else []


def _phases(relations: Relations, x: Scale, top: float, bottom: float) -> list[Mark]:
    marks: list[Mark] = []
    for p in relations.phases:
        if p.probability >= UNCLEAR:
            left, right = x.clamped(p.start.toordinal()), x.clamped(p.end.toordinal())
            title = f"{p.kind.words}, {month(p.start)} to {month(p.end)}"
            marks.append(group(rect(left, top, right - left, bottom - top, _SHADES[p.kind]), title=title))
    return marks


def _stretches(relations: Relations, x: Scale, bottom: float) -> list[Mark]:
    """The names of phases and of stretches of which too little is known."""
    words = [(p.start, p.end, p.kind.words if p.probability >= UNCLEAR else "unclear") for p in relations.phases]
    words += [(t.start, t.end, f"too few {noun(relations)}s") for t in relations.thin]
    found = (_named(name, x.clamped(start.toordinal()), x.clamped(end.toordinal()), bottom) for start, end, name in words)
    return [mark for marks in found for mark in marks]


def _named(words: str, left: float, right: float, bottom: float) -> list[Mark]:
    """Words on a stretch of the plot, where it is long enough for them."""
    if text_width(words, 11) + 2 >= right - left:
        return []
    return [text((left + right) / 2, bottom - 5, words, size=11, anchor="middle", css="t muted")]


def _axes(x: Scale, y: Scale, first: date, last: date, bottom: float, narrow: bool) -> list[Mark]:
    marks: list[Mark] = []
    for tick in nice_ticks(y.low, y.high, 5):
        marks.append(line(x.start, y(tick), x.end, y(tick), "grid" if tick else "ink thin"))
        marks.append(
            text(
                x.start - 5, y(tick) + 4, f"{tick:+g}".replace("-", "−") if tick else "0", size=SIZE, anchor="end", css="t muted"
            )
        )
    for day, words in day_ticks(first, last, 4 if narrow else 9):
        at = x(day.toordinal())
        half = text_width(words, SIZE) / 2
        marks.append(line(at, bottom, at, bottom + 5, "ink thin"))
        if at + half <= x.end + 8 and at - half >= x.start - 24:
            marks.append(text(at, bottom + 19, words, size=SIZE, anchor="middle", css="t muted"))
    return marks


def _interval(relations: Relations, x: Scale, y: Scale) -> list[Mark]:
    return [
        path("M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in (*upper, *reversed(lower))) + "Z", "interval f1")
        for run in _runs(relations)
        if len(run) > 1
        for upper, lower in [
            ([(_mid(p, relations, x), y(p.upper)) for p in run], [(_mid(p, relations, x), y(p.lower)) for p in run])
        ]
    ]


def _line(relations: Relations, x: Scale, y: Scale) -> list[Mark]:
    marks: list[Mark] = []
    for run in _runs(relations):
        points = [(_mid(p, relations, x), y(p.index)) for p in run]
        marks.append(polyline(points, "index s1") if len(points) > 1 else circle(*points[0], 2.5, "f1"))
        if len(points) == 1:
            marks.append(line(points[0][0], y(run[0].lower), points[0][0], y(run[0].upper), "whisker"))
    return marks


@dataclass(frozen=True, slots=True)
class _Known:
    period: date
    index: float
    lower: float
    upper: float


def _runs(relations: Relations) -> list[list[_Known]]:
    """Stretches of periods without a gap: a line is never drawn across what is not known."""
    runs: list[list[_Known]] = [[]]
    for p in relations.index:
        if p.index is None:
            runs.append([])
        else:
            lower, upper = (p.index if b is None else b for b in (p.lower, p.upper))
            runs[-1].append(_Known(p.period, p.index, lower, upper))
    return [run for run in runs if run]


def _turns(turns: Sequence[TurningPoint], x: Scale, top: float, bottom: float) -> list[Mark]:
    """Each turn as a line with an arrow."""
    marks: list[Mark] = []
    for turn in turns:
        at = x.clamped(turn.date.toordinal())
        left, right = x.clamped(turn.earliest.toordinal()), x.clamped(turn.latest.toordinal())
        marks.append(rect(left, top - 3, max(right - left, 1), 6, "turn-range"))
        marks.append(line(at, top, at, bottom, "turn"))
        marks.append(shape("triangle", at, top, 5, "f2") if turn.direction == "up" else _down(at, top))
    return marks


def _words(
    turns: Sequence[TurningPoint], words: Sequence[str], x: Scale, top: float, width: int
) -> tuple[float, list[Mark], list[str]]:
    """What is said of the turns above the plot, the newest first; where the plot begins so that they have room; what has none even so."""
    points = []
    for turn, said in list(zip(turns, words, strict=False))[::-1]:
        if said:  # without words its triangle says as much
            wide = (turn.latest - turn.earliest).days > 200 and turn.earliest.year < turn.latest.year
            when = f"{turn.earliest.year}–{turn.latest.year}" if wide else month(turn.date)
            points.append(Over(x.clamped(turn.date.toordinal()), f"{when}: {said}"))
    tries = [(at, *labels(points, Box(2, 20, width - 2, at), 118 if width < 500 else 170)) for at in (top, top + _MORE_WORDS)]
    best = min(tries, key=lambda one: len(one[2]))
    return best[0], best[1], [f"{one}." for one in best[2]]


def _down(at: float, y: float) -> Mark:
    return path(f"M{at:.1f} {y + 6:.1f}L{at - 5:.1f} {y - 4:.1f}L{at + 5:.1f} {y - 4:.1f}Z", "f2")


def _mid(p: _Known, relations: Relations, x: Scale) -> float:
    return x((p.period.toordinal() + _after(p.period, relations.by).toordinal()) / 2)


def _after(period: date, by: str) -> date:
    return period + timedelta(days={"week": 7, "month": 31, "quarter": 92, "year": 366}.get(by, 31))
