"""Builds `src/hikiwake/web/data/coastlines.json.gz` from Natural Earth's land, as the npm package world-atlas carries it.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python scripts/build_coastlines.py package/land-50m.json

Natural Earth is in the public domain; world-atlas is © Michael Bostock under the ISC licence. The same input gives the same bytes.
"""

import argparse
import gzip
import json
from itertools import chain, pairwise
from math import hypot
from pathlib import Path

OUT = Path(__file__).parents[1] / "src" / "hikiwake" / "web" / "data" / "coastlines.json.gz"
STEPS = 100  # to a degree: about a kilometre
TOLERANCE = 1.5  # steps by which a line may leave the one it was simplified from
SOURCE = "Natural Earth 4.1, land at 1:50m (public domain), from the npm package world-atlas 2.0.2 (ISC, Michael Bostock)"

Point = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topojson", type=Path)
    rings = [simplified(ring) for ring in rings_of(json.loads(parser.parse_args().topojson.read_text(encoding="utf-8")))]
    kept = [ring for ring in rings if len(ring) >= 4]
    table = {"source": SOURCE, "steps": STEPS, "rings": [list(chain.from_iterable(deltas(ring))) for ring in kept]}
    OUT.parent.mkdir(exist_ok=True)
    text = json.dumps(table, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{len(kept)} rings, {sum(map(len, kept)):,} points, {OUT.stat().st_size / 1000:.0f} kB")


def rings_of(topology: dict) -> list[list[Point]]:
    """Every ring of the land, outer ones and lakes alike, in steps; the last point repeats the first (TopoJSON 1.0, 2.2)."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * kx + tx) * STEPS), round((y * ky + ty) * STEPS)))
        arcs.append(points)
    polygons = chain.from_iterable(geometry["arcs"] for geometry in topology["objects"]["land"]["geometries"])
    return [unrolled(joined(ring, arcs)) for polygon in polygons for ring in polygon]


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The arcs of one ring, end to end; `~i` is arc i run backwards."""
    points: list[Point] = []
    for i in ring:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        points += arc[1:] if points else arc
    return [a for a, b in pairwise([*points, None]) if a != b]


def unrolled(ring: list[Point]) -> list[Point]:
    """Without jumps at the antimeridian: longitudes run on beyond 180°. What goes round the pole is closed along it."""
    turn, points = 0, ring[:1]
    for a, b in pairwise(ring):
        turn -= 360 * STEPS * round((b[0] - a[0]) / (360 * STEPS))
        points.append((b[0] + turn, b[1]))
    if points[-1][0] != points[0][0]:
        points += [(points[-1][0], -90 * STEPS), (points[0][0], -90 * STEPS), points[0]]
    return points


def simplified(ring: list[Point]) -> list[Point]:
    """Douglas and Peucker (1973) on both halves of a ring, cut at the point farthest from its first; islets keep their points."""
    if len(ring) < 8:
        return ring
    far = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]))
    keep = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        away, at = max((distance(ring[i], ring[first], ring[last]), i) for i in range(first + 1, last))
        if away > TOLERANCE:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [ring[i] for i in sorted(keep)]


def distance(p: Point, a: Point, b: Point) -> float:
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length == 0:
        return hypot(p[0] - a[0], p[1] - a[1])
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length


def deltas(ring: list[Point]) -> list[Point]:
    """The first point as it is, every other as its way from the one before."""
    return [ring[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring))]


if __name__ == "__main__":
    main()
