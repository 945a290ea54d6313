"""The leaders' clocks on one axis with the horizon: the term solid, a possible extension hatched. No probability here."""

from collections.abc import Sequence
from datetime import date

from hikiwake.drawing import HATCH, Data, Figure, Mark, Scale, day_ticks, group, line, rect, text, text_width, wrap
from hikiwake.forecasting.model import Clock

SIZE = 12
BAR = 16


def finding(clocks: Sequence[Clock], horizon: date) -> str:
    """The chart's title: whose time reaches the horizon."""
    sure = [c for c in clocks if c.reaches_horizon == "yes"]
    extended = [c for c in clocks if c.reaches_horizon == "only if extended"]
    short = [c for c in clocks if c.reaches_horizon == "no"]
    end = f"{horizon.day} {horizon:%B %Y}"
    if clocks and len(sure) == len(clocks):
        return f"Every leader’s term runs past {end}"
    if extended:
        left = f"; {_names(short)} will have left" if short else ""
        return f"{_names(extended)} {'needs' if len(extended) == 1 else 'need'} an extension to be in office on {end}{left}"
    if short:
        return f"{_names(short)} will have left office by {end}"
    return f"Leaders’ terms up to {end}"


def chart(clocks: Sequence[Clock], width: int, as_of: date, horizon: date) -> Figure:
    """One row a leader, from a year before `as_of` (or the term's begin) to past the last date drawn."""
    narrow = width < 500
    first, last = _extent(clocks, as_of, horizon)
    name_width = 0 if narrow else max([_label_width(c) for c in clocks] + [80])
    x = Scale(first.toordinal(), last.toordinal(), 6 if narrow else name_width + 16, width - 12)
    row = 50 if narrow else 38
    top = 46.0
    bottom = top + row * len(clocks)
    marks = [*_axis(x, first, last, top, bottom, most=5 if narrow else 8)]
    for i, clock in enumerate(clocks):
        marks += _row(clock, top + i * row, row, x, narrow)
    marks += _verticals(x, as_of, horizon, top, bottom)
    told = " ".join(_told(c) for c in clocks)
    return Figure(width, round(bottom + 28), tuple(marks), finding(clocks, horizon), told, data(clocks))


def data(clocks: Sequence[Clock]) -> Data:
    rows = tuple(
        (c.leader, c.office, _day(c.begins), _day(c.term_ends), _day(c.may_extend_to), c.reaches_horizon) for c in clocks
    )
    return Data(("Leader", "Office", "In office since", "Term ends", "May be extended to", "In office at the horizon"), rows)


def _extent(clocks: Sequence[Clock], as_of: date, horizon: date) -> tuple[date, date]:
    ends = [d for c in clocks for d in (c.term_ends, c.may_extend_to) if d] + [horizon]
    begins = [c.begins for c in clocks if c.begins] + [as_of]
    # A monarch's decades would squeeze what matters into a corner: no more is drawn before as_of than after it.
    ahead = max(ends).toordinal() - as_of.toordinal()
    first = max(min(begins).toordinal(), as_of.toordinal() - max(ahead, 365))
    last = max(*ends, as_of).toordinal()
    pad = max((last - first) // 25, 20)
    return date.fromordinal(max(first - pad // 2, 1)), date.fromordinal(min(last + pad, date.max.toordinal()))


def _axis(x: Scale, first: date, last: date, top: float, bottom: float, most: int) -> list[Mark]:
    marks = []
    for day, words in day_ticks(first, last, most):
        at = x(day.toordinal())
        half = text_width(words, SIZE) / 2
        marks.append(line(at, top, at, bottom, "grid"))
        if x.start - 4 <= at - half and at + half <= x.end + 10:
            marks.append(text(at, bottom + 18, words, size=SIZE, anchor="middle", css="t muted"))
    return marks


def _row(clock: Clock, top: float, row: float, x: Scale, narrow: bool) -> list[Mark]:
    middle = top + (row * 0.68 if narrow else row / 2)
    name = f"{clock.leader}, {clock.office}" if narrow else clock.leader
    marks: list[Mark] = []
    if narrow:
        marks.append(text(6, top + 14, wrap(name, x.end - x.start, SIZE, lines=1)[0], size=SIZE, css="t halo"))
    else:
        marks.append(text(x.start - 10, middle - 2, clock.leader, size=SIZE, anchor="end", css="t b"))
        marks.append(text(x.start - 10, middle + 12, clock.office, size=11, anchor="end", css="t muted"))
    begin = max(clock.begins.toordinal() if clock.begins else x.low, x.low)
    bars: list[Mark] = []
    if clock.term_ends:
        bars.append(rect(x(begin), middle - BAR / 2, x(clock.term_ends.toordinal()) - x(begin), BAR, "f1"))
    else:
        bars.append(line(x(begin), middle, x.end, middle, "open-ended s1"))
    if clock.may_extend_to:
        known = clock.term_ends or clock.begins
        start = max(known.toordinal() if known else x.low, x.low)
        wide = x(clock.may_extend_to.toordinal()) - x(start)
        box = (("x", x(start)), ("y", middle - BAR / 2), ("width", max(wide, 0)), ("height", BAR))
        bars.append(Mark("rect", (*box, ("fill", f"url(#{HATCH})"), ("class", "s1 hatched"))))
    return [*marks, group(*bars, title=_told(clock))]


def _verticals(x: Scale, as_of: date, horizon: date, top: float, bottom: float) -> list[Mark]:
    """The day of judgement and the horizon, their labels on two lines so that they never meet."""
    marks: list[Mark] = []
    labels: list[Mark] = []
    for day, words, y in ((as_of, f"as of {_day(as_of)}", 14), (horizon, f"horizon {_day(horizon)}", 32)):
        at = x(day.toordinal())
        wide = text_width(words, SIZE, bold=True)
        left = min(max(at - wide / 2, 2), x.end + 10 - wide)
        marks.append(line(at, y + 5, at, bottom, "ink" if y == 14 else "s2 horizon"))
        labels.append(text(left, y, words, size=SIZE, css="t b halo"))
    return marks + labels


def _label_width(c: Clock) -> float:
    return max(text_width(c.leader, SIZE, bold=True), text_width(c.office, 11))


def _told(c: Clock) -> str:
    end = f"term ends {_day(c.term_ends)}" if c.term_ends else "no end of term stated"
    more = f", may be extended to {_day(c.may_extend_to)}" if c.may_extend_to else ""
    since = f"in office since {_day(c.begins)}" if c.begins else "begin of term not stated"
    return f"{c.leader}, {c.office}: {since}, {end}{more}."


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else "not stated"


def _names(clocks: Sequence[Clock]) -> str:
    names = list(dict.fromkeys(c.leader for c in clocks))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
