"""The map of places: where the chronicle's entries happened, as points sized by how many, over coastlines that need no network.

Borders are not drawn. Places that the case names itself (because who holds them is the question) are diamonds, all others discs; area goes
with the number of entries. Labels never touch; what finds no room is named in the table beside the map.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from hikiwake.case.model import DisputedPlace
from hikiwake.drawing import Box, Data, Figure, Label, Mark, path, place, rect, shape, text
from hikiwake.terms.grades import Grade
from hikiwake.web.chronicle_row import Row
from hikiwake.web.coastline import land
from hikiwake.web.projection import Area, Projection

MOST_SPOTS = 150
_SIZE = 12
_LARGEST = 22.0  # pixels: radius of the place with most entries
_SMALLEST = 4.0
_GRATICULE = (1, 2, 5, 10, 20, 30)  # degrees
_MOST_LINES = 9
_SHARE = 0.88  # of the events that the map holds unasked, where the rest lies far away


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with what is told of it; degrees, north and east positive."""

    name: str
    lat: float
    lon: float
    events: int
    grades: Counter[Grade]
    is_of_case: bool

    @property
    def told(self) -> str:
        graded = ", ".join(f"{self.grades[g]} {g.label}" for g in Grade if self.grades[g])
        return f"{self.name}: {self.events} {'event' if self.events == 1 else 'events'}" + (f" ({graded})" if graded else "")


def spots(rows: Iterable[Row], places: Sequence[DisputedPlace]) -> tuple[list[Spot], int]:
    """Places of the rows, most entries first, then the case's own places without any; and how many events have no place on a map."""
    found: dict[str, list[Row]] = defaultdict(list)
    nowhere = 0
    own = {name.casefold(): p for p in places for name in (p.name, *p.other_names)}
    for row in rows:
        if row.place and row.lat is not None and row.lon is not None:
            of_case = own.get(row.place.casefold())
            found[of_case.name if of_case else row.place].append(row)
        elif row.is_event:
            nowhere += 1
    made = []
    for name, some in found.items():
        of_case = own.get(name.casefold())
        lat, lon = (of_case.lat, of_case.lon) if of_case else (some[0].lat or 0.0, some[0].lon or 0.0)
        made.append(Spot(name, lat, lon, len(some), Counter(row.grade for row in some), of_case is not None))
    made.sort(key=lambda spot: (-spot.events, spot.name))
    silent = [Spot(p.name, p.lat, p.lon, 0, Counter(), True) for p in places if p.name not in found]
    return made + silent, nowhere


def area_of(shown: Sequence[Spot]) -> Area:
    """What the map shows unasked: every place, or the middle ones where a few far away would shrink the rest."""
    total = sum(spot.events for spot in shown)
    points = [(spot.lon, spot.lat) for spot in shown]
    whole = Area.around(points)
    if total < 20 or whole.east - whole.west < 60:
        return whole
    weights = np.array([spot.events or 1 for spot in shown], dtype=float)
    lons = np.radians([spot.lon for spot in shown])
    middle = np.degrees(np.arctan2((weights * np.sin(lons)).sum(), (weights * np.cos(lons)).sum()))
    away = [abs((spot.lon - middle + 180) % 360 - 180) for spot in shown]
    kept, held = [], 0
    for i in sorted(range(len(shown)), key=lambda i: away[i]):
        if held >= _SHARE * total and shown[i].events:
            break
        kept.append(points[i])
        held += shown[i].events
    return Area.around(kept)


def chart(shown: Sequence[Spot], area: Area, width: int, address: Callable[[Spot], str], nowhere: int = 0) -> Figure:
    """The map, `width` pixels wide; `address` is where a click on a place leads."""
    height = round(width * (0.98 if width < 500 else 0.58))
    projection = Projection.fitted(area, 10, 10, width - 10, height - 10)
    sheet = Box(0, 0, width, height)
    drawn = [spot for spot in shown if spot.events or spot.is_of_case][:MOST_SPOTS]
    at = projection(np.array([(s.lon, s.lat) for s in drawn], dtype=float).reshape(-1, 2)) if drawn else np.zeros((0, 2))
    inside = [(s, float(x), float(y)) for s, (x, y) in zip(drawn, at, strict=True) if 0 <= x <= width and 0 <= y <= height]
    most = max((s.events for s, _, _ in inside), default=1) or 1
    largest = min(_LARGEST, 6 + 2.2 * most**0.5)
    radii = [max(_SMALLEST, largest * (s.events / most) ** 0.5) if s.events else _SMALLEST for s, _, _ in inside]
    lines, degrees = _graticule(projection, area, sheet)
    marks = [rect(0, 0, width, height, "sea"), *lines]
    if coast := land(projection, 0, 0, width, height):
        marks.append(path(coast, "land"))
    marks += degrees
    marks += [_mark(s, x, y, r, address) for (s, x, y), r in zip(inside, radii, strict=True)]
    labels = [
        Label((f"{s.name} {s.events}" if s.events else s.name,), x, y, _SIZE, s.is_of_case, -s.events, "t halo", r + 3)
        for (s, x, y), r in zip(inside, radii, strict=True)
    ]
    obstacles = [Box.around(x, y, r * 0.75) for (_, x, y), r in zip(inside, radii, strict=True)]
    placed, unplaced = place(labels, Box(3, 3, width - 3, height - 3), obstacles)
    marks += [mark for one in placed for mark in one.marks()]
    return Figure(
        width,
        height,
        tuple(marks),
        title(shown, nowhere),
        _description(inside),
        data(shown),
        _notes(shown, len(inside), unplaced, nowhere),
        "group",
    )


def title(shown: Sequence[Spot], nowhere: int) -> str:
    events = sum(spot.events for spot in shown)
    named = sum(spot.events > 0 for spot in shown)
    told = f"{events:,} {'event' if events == 1 else 'events'} at {named:,} {'place' if named == 1 else 'places'}"
    return told + (f"; {nowhere:,} more have no place that can be drawn" if nowhere else "")


def data(shown: Sequence[Spot]) -> Data:
    """The map as a table, most events first."""
    rows = tuple(
        (s.name, str(s.events), ", ".join(f"{s.grades[g]} {g.label}" for g in Grade if s.grades[g]) or "—", coordinates(s))
        for s in shown
    )
    return Data(("Place", "Events", "Grades", "Where"), rows)


def coordinates(spot: Spot) -> str:
    return f"{abs(spot.lat):.1f}° {'N' if spot.lat >= 0 else 'S'}, {abs(spot.lon):.1f}° {'E' if spot.lon >= 0 else 'W'}"


def _mark(spot: Spot, x: float, y: float, radius: float, address: Callable[[Spot], str]) -> Mark:
    kind = "diamond" if spot.is_of_case else "disc"
    css = ("f2 s2 spot" if spot.is_of_case else "f1 s1 spot") + ("" if spot.events else " hollow")
    drawn = shape(kind, x, y, radius, css)
    return Mark("a", (("href", address(spot)), ("aria-label", spot.told)), (Mark("title", text=spot.told), drawn))


def _graticule(projection: Projection, area: Area, sheet: Box) -> tuple[list[Mark], list[Mark]]:
    """Meridians and parallels at round degrees; and the names of the meridians where they leave the sheet below."""
    (x0, _), (x1, _) = projection(np.array([(projection.lon0, area.centre[1]), (projection.lon0 + 1, area.centre[1])]))
    across = min((sheet.right - sheet.left) / max(float(x1 - x0), 1e-6), 360.0)  # degrees that the sheet shows through its middle
    step = next((s for s in _GRATICULE if across / s <= _MOST_LINES), _GRATICULE[-1])
    south, north = projection.latitudes
    marks: list[Mark] = []
    names: list[Mark] = []
    lats = np.linspace(max(south, area.south - 60), min(north, area.north + 60), 90)
    west, east = projection.lon0 - min(across, 180), projection.lon0 + min(across, 180)
    for lon in np.arange(np.ceil(west / step) * step, east + 1e-9, step):
        points = projection(np.column_stack([np.full(90, lon), lats]), wrap=False)
        marks += _clipped(points, sheet)
        foot = sheet.bottom - 4
        after = int(np.argmax(points[:, 1] < foot))  # latitudes run northwards, so y falls
        if after > 0:
            (x1, y1), (x2, y2) = points[after - 1], points[after]
            x = float(x1 + (x2 - x1) * (foot - y1) / (y2 - y1))
            if sheet.left + 4 <= x <= sheet.right - 44:
                names.append(text(x + 3, foot - 2, _degrees(float(lon)), size=10, css="t muted"))
    lons = np.linspace(west, east, 120)
    for lat in np.arange(np.ceil(lats[0] / step) * step, lats[-1] + 1e-9, step):
        marks += _clipped(projection(np.column_stack([lons, np.full(120, lat)]), wrap=False), sheet)
    return marks, names


def _clipped(points: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", sheet: Box) -> list[Mark]:
    """The pieces of a line that lie on the sheet, or next to it."""
    inside = (
        (points[:, 0] > sheet.left - 30)
        & (points[:, 0] < sheet.right + 30)
        & (points[:, 1] > sheet.top - 30)
        & (points[:, 1] < sheet.bottom + 30)
    )
    marks = []
    for run in np.split(np.arange(len(points)), np.where(np.diff(inside.astype(int)) != 0)[0] + 1):
        if len(run) > 1 and inside[run[0]]:
            told = "L".join(f"{x:.0f} {y:.0f}" for x, y in points[run])
            marks.append(path(f"M{told}", "graticule"))
    return marks


def _degrees(lon: float) -> str:
    turned = (lon + 180) % 360 - 180
    if turned in (0, -180):
        return f"{abs(turned):.0f}°"
    return f"{abs(turned):g}° {'E' if turned > 0 else 'W'}"


def _description(inside: Sequence[tuple[Spot, float, float]]) -> str:
    told = "; ".join(spot.told for spot, _, _ in inside[:10])
    return f"A map with {len(inside)} places. {told}. The table beside it lists all." if inside else "A map without places."


def _notes(shown: Sequence[Spot], inside: int, unplaced: Sequence[Label], nowhere: int) -> tuple[str, ...]:
    notes = []
    if len(shown) > inside:
        notes.append(f"{len(shown) - inside} places lie outside this map; the table lists them.")
    if unplaced:
        notes.append(f"{len(unplaced)} points are not named on the map for lack of room; point at them, or read the table.")
    if nowhere:
        notes.append(f"{nowhere:,} events have no place that can be drawn.")
    return tuple(notes)
