"""The timeline: what brought the two together above the line, what drove them apart below it, statements by grade in a band of their own.

Height is Goldstein's (1992) scale, −10 … 10. A day is a mark, a month or a range a bar over its days; a bar without an end fades into an
arrow. Marks that would stand on each other are drawn as one that says what it holds: however long the record, a view has at most
`MOST_MARKS` marks (`timeline_clusters`), and no label touches another.
"""

from collections.abc import Callable, Sequence
from datetime import date

from hikiwake.brief.said_chart import HUES, SHAPES
from hikiwake.drawing import Box, Data, Figure, Label, Mark, Scale, circle, line, path, place, rect, shape, text, text_width, wrap
from hikiwake.terms.grades import Grade
from hikiwake.web.chronicle_query import Window
from hikiwake.web.chronicle_row import Row
from hikiwake.web.timeline_clusters import BAND, Cluster, Here, clusters, radius
from hikiwake.web.timeline_words import MONTHS, cluster_words, label_words, one_words, plural, title_of

MOST_LABELS = 30
SIZE = 12
_LONG = 240.0  # pixels from which a bar is drawn thin and pale: the less is known, the less it should catch the eye
_SCALE_HEIGHT = 118.0  # of each half of the scale
_TOP = 26.0
_EDGE = 12.0  # between the ends of the scale and the field's rim
_GAP = 30.0  # between the scale and the statements
Address = Callable[[Window], str]


def timeline(here: Here, width: int, address: Address, entry_address: Callable[[Row], str]) -> Figure:
    """The window drawn `width` pixels wide.

    Args:
        address: where a click on a mark of several entries leads: the same page for the days that they span.
        entry_address: where a click on a single entry leads.
    """
    window, narrow = here.window, width < 500
    left, right = (28.0, width - 8.0) if narrow else (92.0, width - 12.0)
    top = _TOP if narrow else 8.0
    middle = top + _SCALE_HEIGHT
    band = middle + _SCALE_HEIGHT + _GAP
    bottom = band + BAND * len(Grade)
    x = Scale(window.first.toordinal(), window.last.toordinal() + 1, left, right)
    y = Scale(-10, 10, middle + _SCALE_HEIGHT - _EDGE, top + _EDGE)
    drawn = clusters(here, x, y, band)
    marks = [*_frame(window, x, y, band, bottom, narrow=narrow)]
    marks += [_bar(c, address, entry_address) for c in drawn if c.is_bar]
    marks += [_point(c, address, entry_address) for c in drawn if not c.is_bar]
    marks += _labels(drawn, Box(left, top - 4, right, band - _GAP + 2), y(0), narrow=narrow)
    undated = here.undated
    notes = (f"{undated:,} {plural(undated, 'entry has', 'entries have')} no date and cannot be drawn.",) if undated else ()
    words = title_of(here)
    return Figure(width, round(bottom + 30), tuple(marks), words, _description(here, drawn), _data(drawn), notes, "group")


def ticks(window: Window, most: int) -> list[tuple[date, str]]:
    """Firsts of years, months, weeks or days with what to write at them, at most `most`: as fine as there is room."""
    for step in (1, 2, 7, 14):
        if window.days / step <= most:
            start = window.first.toordinal()
            start += -(start - 1) % step if step > 2 else -start % step  # weeks begin on Monday, ordinal 1
            days = [date.fromordinal(o) for o in range(start, window.last.toordinal() + 1, step)]
            return [(d, f"{d.day} {MONTHS[d.month - 1]}" + (f" {d.year}" if i == 0 else "")) for i, d in enumerate(days)]
    months = window.days / 30.44
    for step in (1, 2, 3, 6):
        if months / step <= most - 1:
            firsts = [date(y, m, 1) for y in _years(window) for m in range(1, 13, step)]
            inside = [d for d in firsts if window.first <= d <= window.last]
            return [
                (d, f"{MONTHS[d.month - 1]} {d.year}" if i == 0 or d.month == 1 else MONTHS[d.month - 1])
                for i, d in enumerate(inside)
            ]
    for step in (1, 2, 5, 10, 20, 25, 50, 100):
        years = [y for y in _years(window) if y % step == 0 and window.first <= date(y, 1, 1) <= window.last]
        if len(years) <= most:
            return [(date(y, 1, 1), str(y)) for y in years]
    return []


def _years(window: Window) -> range:
    return range(max(window.first.year, 1), window.last.year + 1)


def _frame(window: Window, x: Scale, y: Scale, band: float, bottom: float, *, narrow: bool) -> list[Mark]:
    marks = [
        rect(x.start, y(10) - _EDGE, x.end - x.start, y(0) - y(10) + _EDGE, "phase-up"),
        rect(x.start, y(0), x.end - x.start, y(-10) - y(0) + _EDGE, "phase-down"),
    ]
    room = 54 if window.days > 1500 else 62
    for day, words in ticks(window, max(int((x.end - x.start) / room), 2)):
        at = x(day.toordinal())
        marks.append(line(at, y(10) - _EDGE, at, bottom + 4, "grid"))
        width = text_width(words, SIZE)
        if at + width / 2 <= x.end + 8:
            marks.append(text(max(at, x.start + width / 2), bottom + 19, words, size=SIZE, anchor="middle", css="t muted"))
    marks.append(line(x.start, y(0), x.end, y(0), "ink thin"))
    for level in (10, 5, -5, -10):
        marks.append(text(x.start - 6, y(level) + 4, f"{level:+d}".replace("-", "−"), size=SIZE, anchor="end", css="t muted"))
    if narrow:
        marks.append(text(x.start, y(10) - _EDGE - 8, "↑ cooperation   ↓ conflict   (Goldstein)", size=SIZE, css="t muted"))
        marks.append(text(x.start, band - 9, "Statements, on record at the top", size=SIZE, css="t muted"))
    else:
        marks.append(text(4, y(6.6), "Cooperation", size=SIZE, css="t b"))
        marks.append(text(4, y(-6.6) + 8, "Conflict", size=SIZE, css="t b"))
        marks.append(text(4, band - 9, "Statements", size=SIZE, css="t b"))
    for grade in Grade:
        at = band + BAND * (grade.rank + 0.5)
        marks.append(line(x.start, at, x.end, at, "grid"))
        if narrow:
            marks.append(shape(SHAPES[grade], 14, at, 4, HUES[grade]))
        else:
            marks.append(text(x.start - 8, at + 4, grade.label, size=SIZE, anchor="end", css="t muted"))
    return marks


def _point(c: Cluster, address: Address, entry_address: Callable[[Row], str]) -> Mark:
    if len(c.rows) == 1:
        row = c.rows[0]
        return _linked(entry_address(row), one_words(row), shape(SHAPES[row.grade], c.x, c.y, 4.8, f"{_hue(row)} mark"))
    size = radius(c)
    number = str(len(c.rows)) if len(c.rows) < 1000 else f"{len(c.rows) / 1000:.0f}k"
    inner = [circle(c.x, c.y, size, f"cluster {c.side}")]
    if text_width(number, 9.5, bold=True) < size * 2 - 1.5:
        inner.append(text(c.x, c.y + 3.4, number, size=9.5, anchor="middle", css="count"))
    return _linked(_cluster_address(c, address), cluster_words(c.rows), *inner)


def _bar(c: Cluster, address: Address, entry_address: Callable[[Row], str]) -> Mark:
    css = _hue(c.rows[0]) if len(c.rows) == 1 else f"cluster {c.side}"
    is_long = c.right - c.left > _LONG or bool(c.opens)
    half = 1.7 if is_long else 2.6
    marks = [rect(c.left, c.y - half, max(c.right - c.left, 4), 2 * half, f"{css} bar{' long' if is_long else ''}", radius=half)]
    if "<" in c.opens:
        marks.append(
            path(f"M{c.left + 9:.1f} {c.y - 6:.1f}L{c.left:.1f} {c.y:.1f}L{c.left + 9:.1f} {c.y + 6:.1f}", f"{css} stroked arrow")
        )
    if ">" in c.opens:
        marks.append(
            path(
                f"M{c.right - 9:.1f} {c.y - 6:.1f}L{c.right:.1f} {c.y:.1f}L{c.right - 9:.1f} {c.y + 6:.1f}",
                f"{css} stroked arrow",
            )
        )
    if len(c.rows) == 1:
        return _linked(entry_address(c.rows[0]), one_words(c.rows[0]), *marks)
    number = str(len(c.rows))
    marks.append(rect(c.x - text_width(number, 9.5) / 2 - 3, c.y - 6.5, text_width(number, 9.5) + 6, 13, "tag", radius=3))
    marks.append(text(c.x, c.y + 3.4, number, size=9.5, anchor="middle", css="t b"))
    return _linked(_cluster_address(c, address), cluster_words(c.rows), *marks)


def _cluster_address(c: Cluster, address: Address) -> str:
    window = c.window
    return address(window) if window else "#entries"


def _linked(href: str, words: str, *marks: Mark) -> Mark:
    return Mark("a", (("href", href),), (Mark("title", text=words), *marks))


def _hue(row: Row) -> str:
    if not row.is_event:
        return HUES[row.grade]
    score = row.goldstein or 0.0
    return "f1 s1" if score > 0 else "f2 s2" if score < 0 else "f5 s5"


def _labels(clusters: Sequence[Cluster], bounds: Box, zero: float, *, narrow: bool) -> list[Mark]:
    """Names of the entries that weigh most and stand alone; none on top of another or of a mark."""
    single = [c for c in clusters if len(c.rows) == 1 and c.rows[0].is_event]
    single.sort(key=lambda c: (-abs(c.rows[0].goldstein or 0) - 2 * c.rows[0].independent, c.rows[0].first or 0))
    obstacles = [
        Box(c.left, c.y - 5, c.right, c.y + 5) if c.is_bar else Box.around(c.x, c.y, 6 if len(c.rows) == 1 else 11)
        for c in clusters
    ]
    room = 110 if narrow else 170
    wanted = [
        Label(
            tuple(wrap(label_words(c.rows[0]), room, 11, lines=2)),
            min(max(c.x, bounds.left), bounds.right),
            c.y,
            11,
            False,
            i,
            "t halo",
            8,
        )
        for i, c in enumerate(single[: MOST_LABELS // 3 if narrow else MOST_LABELS])
    ]
    line_of_zero = [Box(bounds.left, zero - 1, bounds.right, zero + 1)]
    placed, _ = place([one for one in wanted if one.lines], bounds, obstacles, line_of_zero)
    near = [one for one in placed if not one.leader]
    return [mark for one in near for mark in one.marks()]


def _description(here: Here, clusters: Sequence[Cluster]) -> str:
    is_event = here.grade < 0
    together, apart = int((is_event & (here.score > 0)).sum()), int((is_event & (here.score < 0)).sum())
    return (
        f"A timeline with {together:,} cooperative events above the line, {apart:,} conflictual ones below it and {int((~is_event).sum()):,} "
        f"statements in a band of their own, in {len(clusters)} marks. The same entries stand in the list below, in order."
    )


def _data(clusters: Sequence[Cluster]) -> Data:
    rows = tuple(
        (cluster_words(c.rows) if len(c.rows) > 1 else one_words(c.rows[0]),) for c in sorted(clusters, key=lambda c: c.x)
    )
    return Data(("Mark",), rows)
