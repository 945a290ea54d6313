"""The chronicle's charts at the page's widths, and the steps that move their windows: each is an address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hikiwake.case.model import Case
from hikiwake.drawing import Data, Figure
from hikiwake.web import map as places_map
from hikiwake.web import timeline
from hikiwake.web.chronicle_query import Query, Window
from hikiwake.web.chronicle_row import Row
from hikiwake.web.projection import Area
from hikiwake.web.rendering import markup
from hikiwake.web.timeline_clusters import Here, extent

WIDTHS = (330, 640, 880)  # CSS pixels: a telephone, a tablet or a printed page, a screen with the filters beside
_KEYS = {"ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓", "+": "+", "-": "−"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart at its widths, with its table and what did not fit."""

    title: str
    svgs: tuple[tuple[int, Any], ...]
    data: Data
    notes: tuple[str, ...]


def window_of(asked: Query, rows: Sequence[Row], everything: Sequence[Row]) -> Window | None:
    """What the timeline shows: as asked, an open end where the entries end; else all of them; None where nothing has a date."""
    full = extent(rows) or extent(everything)
    if full is None and not (asked.first and asked.last):
        return None
    first = asked.first or (full.first if full else None)
    last = asked.last or (full.last if full else None)
    if first is None or last is None:
        return None
    return Window(min(first, last), max(first, last))


def chart(asked: Query, rows: Sequence[Row], window: Window | None, case: Case, widths: tuple[int, ...]) -> Drawn | None:
    """The timeline or the map, at each width."""
    if asked.show == "map":
        shown, nowhere = places_map.spots(rows, case.places)
        area = _area(asked, shown)
        drawn = [places_map.chart(shown, area, w, lambda spot: _place_address(asked, spot), nowhere) for w in widths]
    elif window is None:
        return None
    else:
        here = Here.of(rows, window)
        drawn = [timeline.timeline(here, w, lambda to: _opened(asked, to), _entry_address) for w in widths]
    return _drawn(asked.show, drawn, widths)


def _drawn(name: str, drawn: list[Figure], widths: tuple[int, ...]) -> Drawn:
    svgs = tuple((w, markup(f.svg(f"{name}-{w}"))) for w, f in zip(widths, drawn, strict=True))
    return Drawn(drawn[-1].title, svgs, drawn[-1].data, drawn[-1].notes)


def _entry_address(row: Row) -> str:
    return f"/documents/{row.document[:12]}?entry={row.shown}#s{row.start}-{row.end}"


def _opened(asked: Query, to: Window) -> str:
    """A click on a mark of several entries: closer to the days that they span; where these are shown already, their entries."""
    if asked.first == to.first and asked.last == to.last:
        return "#entries"
    return asked.window(to.first, to.last).address() + "#entries"


def _place_address(asked: Query, spot: places_map.Spot) -> str:
    return (asked if spot.name in asked.places else asked.toggled("place", spot.name)).address()


def steps(asked: Query, window: Window) -> list[dict[str, str]]:
    """The buttons of the timeline: label, key, address."""
    moves: list[tuple[str, str, Window]] = [
        ("Earlier", "ArrowLeft", window.moved(-0.5)),
        ("Closer", "+", window.zoomed(0.5)),
        ("Wider", "-", window.zoomed(2)),
        ("Later", "ArrowRight", window.moved(0.5)),
    ]
    return [
        {"label": label, "key": key, "key_label": _KEYS[key], "href": asked.window(to.first, to.last).address()}
        for label, key, to in moves
    ]


def spans(asked: Query, window: Window | None) -> list[tuple[str, str]]:
    """Round lengths of the window round its middle, each an address."""
    if window is None:
        return []
    lengths = (("10 years", 3653), ("1 year", 365), ("3 months", 91), ("1 month", 30), ("1 week", 7), ("1 day", 1))
    found = [("Everything", asked.window(None, None).address())]
    for label, days in lengths:
        to = window.zoomed(days / window.days)
        found.append((label, asked.window(to.first, to.last).address()))
    return found


def map_steps(asked: Query, rows: Sequence[Row], case: Case) -> list[dict[str, str]]:
    shown, _ = places_map.spots(rows, case.places)
    area = _area(asked, shown)
    lon, lat = area.centre
    span = min(area.north - area.south, 170.0)
    turn = span * 0.5
    moves: list[tuple[str, str, tuple[float, float, float]]] = [
        ("West", "ArrowLeft", (lon - turn * 1.5, lat, span)),
        ("Closer", "+", (lon, lat, max(span / 2, 1.0))),
        ("Wider", "-", (lon, lat, min(span * 2, 170.0))),
        ("North", "ArrowUp", (lon, min(lat + turn, 80), span)),
        ("South", "ArrowDown", (lon, max(lat - turn, -80), span)),
        ("East", "ArrowRight", (lon + turn * 1.5, lat, span)),
    ]
    found = []
    for label, key, (to_lon, to_lat, to_span) in moves:
        to = replace(asked, lon=round((to_lon + 180) % 360 - 180, 2), lat=round(to_lat, 2), span=round(to_span, 2))
        found.append({"label": label, "key": key, "key_label": _KEYS[key], "href": to.address()})
    return found


def _area(asked: Query, shown: list[places_map.Spot]) -> Area:
    if asked.lon is None or asked.lat is None:
        return places_map.area_of(shown)
    return Area.centred(asked.lon, asked.lat, asked.span or 20.0)
