"""From degrees to pixels: the equidistant conic projection, fitted to what a map has to hold.

Distances along meridians and along the two standard parallels are true (de l'Isle; Snyder 1987, Map Projections: A Working Manual, ch. 16).
It has no seam at 180°: the centre lies where the places lie. Near the equator and for the whole world it becomes the equirectangular one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_SPAN = 6.0  # degrees: a single place is shown with what lies around it
_FLAT = 0.08  # the cone's constant below which it is taken for a cylinder
_WHOLE_WORLD = 170.0  # degrees of longitude from which a cone would fold over


@dataclass(frozen=True, slots=True)
class Area:
    """What a map has to hold, in degrees. `west` ≤ `east` always: beyond 180 the area crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]], margin: float = 0.08) -> Self:
        """The smallest area round points (longitude, latitude), whichever side of 180° they lie on; the whole world for none."""
        if not points:
            return cls(-180, -60, 180, 80)
        west, east = _shortest_arc([lon for lon, _ in points])
        south, north = min(lat for _, lat in points), max(lat for _, lat in points)
        wide = max((LEAST_SPAN - (east - west)) / 2, (east - west) * margin, 1.0)
        high = max((LEAST_SPAN * 0.6 - (north - south)) / 2, (north - south) * margin, 1.0)
        if east - west + 2 * wide >= 360:
            west, east, wide = -180.0, 180.0, 0.0
        return cls(west - wide, max(south - high, -85), east + wide, min(north + high, 85))

    @classmethod
    def centred(cls, lon: float, lat: float, span: float) -> Self:
        """An area `span` degrees of latitude high and about twice as wide in kilometres."""
        wide = min(span / max(cos(radians(lat)), 0.25), 180.0)
        return cls(lon - wide, max(lat - span / 2, -85), lon + wide, min(lat + span / 2, 85))

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude in [−180, 180) and latitude."""
        return ((self.west + self.east) / 2 + 180) % 360 - 180, (self.south + self.north) / 2


def _shortest_arc(lons: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch of longitude that holds all: the complement of the widest gap between neighbours."""
    ordered = sorted({(lon + 180) % 360 - 180 for lon in lons})
    gaps = [(b - a, i) for i, (a, b) in enumerate(zip(ordered, [*ordered[1:], ordered[0] + 360], strict=True))]
    _, i = max(gaps)
    east = ordered[i]
    west = ordered[(i + 1) % len(ordered)]
    return (west, east) if west <= east else (west, east + 360)


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels of a sheet; y runs downwards."""

    lon0: float
    parallels: tuple[float, float]
    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    @classmethod
    def fitted(cls, area: Area, left: float, top: float, right: float, bottom: float) -> Self:
        """The projection that shows the whole area as large as the rectangle of pixels allows, in its middle."""
        lon0 = (area.west + area.east) / 2
        sixth = (area.north - area.south) / 6
        parallels = (area.south + sixth, area.north - sixth)
        if area.east - area.west > _WHOLE_WORLD:
            middle = max(abs(area.south + area.north) / 2, 30.0)
            parallels = (-middle, middle)
        raw = cls(lon0, parallels)
        edge = np.linspace(0, 1, 25)
        lons, lats = area.west + (area.east - area.west) * edge, area.south + (area.north - area.south) * edge
        rim = np.concatenate(
            [
                np.column_stack([lons, np.full(25, area.south)]),
                np.column_stack([lons, np.full(25, area.north)]),
                np.column_stack([np.full(25, area.west), lats]),
                np.column_stack([np.full(25, area.east), lats]),
            ]
        )
        xy = raw(rim, wrap=False)
        (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
        scale = min((right - left) / max(x1 - x0, 1e-9), (bottom - top) / max(y1 - y0, 1e-9))
        return cls(lon0, parallels, scale, (left + right) / 2 - (x0 + x1) / 2 * scale, (top + bottom) / 2 - (y0 + y1) / 2 * scale)

    @property
    def latitudes(self) -> tuple[float, float]:
        """What can be drawn: a cone opens without end toward the far pole."""
        low, high = self.parallels
        if abs(self._cone) < _FLAT:
            return -89.0, 89.0
        return (max(low - 60.0, -80.0), 89.0) if self._cone > 0 else (-89.0, min(high + 60.0, 80.0))

    @property
    def _cone(self) -> float:
        """The cone's constant: 1 for a plane at the pole, 0 for a cylinder, below 0 for the southern half."""
        low, high = radians(self.parallels[0]), radians(self.parallels[1])
        return sin(low) if abs(high - low) < 1e-6 else (cos(low) - cos(high)) / (high - low)

    def __call__(self, degrees: Floats, *, wrap: bool = True) -> Floats:
        """Pixels (n, 2) of longitudes and latitudes (n, 2); `wrap` brings each longitude to the side of the centre nearest to it."""
        turn = degrees[:, 0] - self.lon0
        if wrap:
            turn = (turn + 180) % 360 - 180
        turn, lat = np.radians(turn), np.radians(degrees[:, 1])
        low, n = radians(self.parallels[0]), self._cone
        if abs(n) < _FLAT:
            x, y = turn * cos(max(abs(low), abs(radians(self.parallels[1])))), -lat
        else:
            rho = cos(low) / n + low - lat
            x, y = rho * np.sin(n * turn), rho * np.cos(n * turn)
        return np.column_stack([x * self.scale + self.dx, y * self.scale + self.dy])
