"""Shapes that tell kinds apart without colour."""

from math import cos, pi, sin

from hikiwake.drawing.marks import Mark, circle, path

HATCH = "hatch"  # the name of the pattern that every figure defines


def shape(kind: str, x: float, y: float, radius: float, css: str) -> Mark:
    """A mark centred on (x, y), about as large as a circle of `radius`.

    `kind` is disc, square, triangle, diamond, ring, cross or star; all but ring and cross are filled by their class.
    """
    if kind == "disc":
        return circle(x, y, radius, css)
    if kind == "ring":
        return circle(x, y, radius * 0.9, f"{css} open")
    if kind == "cross":
        r = radius * 0.8
        return path(
            f"M{x - r:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}M{x - r:.1f} {y + r:.1f}L{x + r:.1f} {y - r:.1f}", f"{css} stroked"
        )
    return path(_closed(_corners(kind, radius), x, y), css)


def _corners(kind: str, r: float) -> list[tuple[float, float]]:
    if kind == "square":
        s = r * 0.88
        return [(-s, -s), (s, -s), (s, s), (-s, s)]
    if kind == "triangle":
        return [(0, -r * 1.15), (r * 1.05, r * 0.8), (-r * 1.05, r * 0.8)]
    if kind == "diamond":
        return [(0, -r * 1.25), (r * 1.1, 0), (0, r * 1.25), (-r * 1.1, 0)]
    if kind == "star":
        reach = [r * 1.35 if i % 2 == 0 else r * 0.55 for i in range(10)]
        return [(reach[i] * sin(i * pi / 5), -reach[i] * cos(i * pi / 5)) for i in range(10)]
    raise ValueError(f"no shape is called {kind!r}")


def _closed(corners: list[tuple[float, float]], x: float, y: float) -> str:
    return "M" + "L".join(f"{x + dx:.1f} {y + dy:.1f}" for dx, dy in corners) + "Z"
