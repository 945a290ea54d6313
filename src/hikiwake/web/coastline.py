"""The world's coastlines, simplified, for maps without a network: Natural Earth at 1:50m (public domain).

`scripts/build_coastlines.py` writes the table. Borders of states are left out on purpose: where they run is often the question.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from hikiwake.web.projection import Floats, Projection

_REACH = 3.0  # pixels that land may stick out over the sheet's rim, so that no edge of it shows
_STEP = 1.0  # pixels: points nearer than this to the one before are left out
_FINE = 0.5  # likewise on a map of a small area, where there are few points anyway


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line in degrees, (n, 2), running on beyond 180° where it crosses it; within it land, or a lake where it lies in land."""

    degrees: Floats
    west: float
    east: float


@cache
def rings() -> tuple[Ring, ...]:
    """All of them; about forty thousand points."""
    packed = (files("hikiwake.web") / "data" / "coastlines.json.gz").read_bytes()
    table = json.loads(gzip.decompress(packed))
    found = []
    for flat in table["rings"]:
        degrees = np.cumsum(np.array(flat, dtype=np.float64).reshape(-1, 2), axis=0) / table["steps"]
        found.append(Ring(degrees, float(degrees[:, 0].min()), float(degrees[:, 0].max())))
    return tuple(found)


@lru_cache(maxsize=64)
def land(projection: Projection, left: float, top: float, right: float, bottom: float) -> str:
    """The land within a rectangle of pixels as the `d` of an SVG path (fill rule evenodd); empty where all is sea."""
    parts = []
    step = _FINE if projection.scale > 20 * (right - left) / 6 else _STEP
    for ring in rings():
        for turn in (-360.0, 0.0, 360.0):
            if ring.east + turn < projection.lon0 - 180 or ring.west + turn > projection.lon0 + 180:
                continue
            degrees = _within(ring.degrees + np.array([turn, 0.0]), 0, projection.lon0 - 180, projection.lon0 + 180)
            degrees = _within(degrees, 1, *projection.latitudes)
            if len(degrees) < 3:
                continue
            points = projection(degrees, wrap=False)
            points = _within(points, 0, left - _REACH, right + _REACH)
            points = _within(points, 1, top - _REACH, bottom + _REACH)
            if path := _path(points, step):
                parts.append(path)
    return "".join(parts)


def _path(points: Floats, step: float) -> str:
    """A closed path in whole steps of pixels, "" for what would be no more than a speck."""
    if len(points) < 3:
        return ""
    steps: NDArray[np.int64] = np.round(points / step).astype(np.int64)
    moved = np.any(np.diff(steps, axis=0, prepend=steps[-1:]) != 0, axis=1)
    steps = steps[moved]
    if len(steps) < 3:
        return ""
    start, ways = steps[0], np.diff(steps, axis=0)
    told = " ".join(f"{x * step:g},{y * step:g}" for x, y in ways)
    return f"M{start[0] * step:g},{start[1] * step:g}l{told}z"


def _within(points: Floats, axis: int, low: float, high: float) -> Floats:
    """The part of a closed polygon between two lines across an axis (Sutherland & Hodgman 1974)."""
    return _beyond(_beyond(points, axis, low, 1.0), axis, high, -1.0)


def _beyond(points: Floats, axis: int, level: float, side: float) -> Floats:
    if len(points) == 0:
        return points
    over = (points[:, axis] - level) * side
    inside = over >= 0
    if inside.all():
        return points
    if not inside.any():
        return points[:0]
    following = np.roll(points, -1, axis=0)
    over_next = np.roll(over, -1)
    crosses = inside != (over_next >= 0)
    share = np.where(crosses, over / np.where(crosses, over - over_next, 1.0), 0.0)[:, None]
    cut = points + (following - points) * share
    # Each point that lies inside, then the crossing behind it where there is one: in the polygon's own order.
    both: Floats = np.stack([points, cut], axis=1).reshape(-1, 2)
    kept: Floats = both[np.stack([inside, crosses], axis=1).reshape(-1)]
    return kept
