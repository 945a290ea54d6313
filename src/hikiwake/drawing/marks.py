"""Marks: the few SVG elements a chart is made of. Text is escaped here, once, and nowhere else."""

import re
from dataclasses import dataclass
from html import escape
from math import isfinite

Value = str | float | int

_ILLEGAL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One SVG element. `text` is plain text, escaped when written; attributes likewise."""

    tag: str
    attributes: tuple[tuple[str, Value], ...] = ()
    children: tuple["Mark", ...] = ()
    text: str = ""

    def svg(self) -> str:
        attributes = "".join(f' {name}="{escape(_written(value))}"' for name, value in self.attributes)
        inside = escape(_legal(self.text), quote=False) + "".join(child.svg() for child in self.children)
        return f"<{self.tag}{attributes}>{inside}</{self.tag}>" if inside else f"<{self.tag}{attributes}/>"


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> Mark:
    return Mark("line", (("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("class", css)))


def rect(x: float, y: float, width: float, height: float, css: str, *, radius: float = 0) -> Mark:
    box = (("x", x), ("y", y), ("width", max(width, 0)), ("height", max(height, 0)), ("class", css))
    return Mark("rect", (*box, ("rx", radius)) if radius else box)


def circle(x: float, y: float, radius: float, css: str) -> Mark:
    return Mark("circle", (("cx", x), ("cy", y), ("r", radius), ("class", css)))


def polyline(points: list[tuple[float, float]], css: str) -> Mark:
    return Mark("polyline", (("points", " ".join(f"{_written(x)},{_written(y)}" for x, y in points)), ("class", css)))


def path(d: str, css: str) -> Mark:
    return Mark("path", (("d", d), ("class", css)))


def text(x: float, y: float, words: str, *, size: float, anchor: str = "start", css: str = "t") -> Mark:
    """A line of text; `y` is its baseline, `anchor` start, middle or end."""
    return Mark("text", (("x", x), ("y", y), ("font-size", size), ("text-anchor", anchor), ("class", css)), text=words)


def group(*marks: Mark, css: str = "", title: str = "") -> Mark:
    """Marks that belong together; `title` is what a pointer resting on them shows."""
    named = (Mark("title", text=title),) if title else ()
    return Mark("g", (("class", css),) if css else (), (*named, *marks))


def _written(value: Value) -> str:
    if isinstance(value, str):
        return _legal(value)
    if not isfinite(value):
        raise ValueError(f"a chart cannot place a mark at {value}")
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _legal(words: str) -> str:
    """Without what XML forbids: control characters and lone surrogates."""
    return words if words.isprintable() else _ILLEGAL.sub("", words)
