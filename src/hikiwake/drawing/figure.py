"""A figure: marks on a sheet of a fixed size, with what it shows in words and in a table for those who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hikiwake.drawing.marks import Mark
from hikiwake.drawing.shapes import HATCH


@dataclass(frozen=True, slots=True)
class Data:
    """What a figure draws, as a table of text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """Width and height in CSS pixels, at which it is meant to be shown unscaled. `notes` say what did not fit on it.

    `role` is "img" for a picture, "group" where marks on it are links of their own.
    """

    width: int
    height: int
    marks: tuple[Mark, ...]
    title: str
    description: str
    data: Data
    notes: tuple[str, ...] = ()
    role: str = "img"

    def svg(self, name: str) -> str:
        """The figure as an `<svg>` element; `name` makes its ids the page's only ones of that name.

        Colours are left to the page: classes f1–f4 fill and s1–s4 stroke in the page's four hues.
        """
        head = (
            Mark("title", (("id", f"{name}-title"),), text=self.title),
            Mark("desc", (("id", f"{name}-desc"),), text=self.description),
            Mark("defs", (), (_hatch(name),)),
        )
        attributes: Sequence[tuple[str, str | float]] = (
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", "chart"),
            ("width", self.width),
            ("height", self.height),
            ("viewBox", f"0 0 {self.width} {self.height}"),
            ("role", self.role),
            ("aria-labelledby", f"{name}-title {name}-desc"),
        )
        return Mark("svg", tuple(attributes), (*head, *self.marks)).svg().replace(f"url(#{HATCH})", f"url(#{name}-{HATCH})")


def _hatch(name: str) -> Mark:
    stripe = Mark("line", (("x1", 0), ("y1", 0), ("x2", 0), ("y2", 6), ("class", "hatch-line")))
    return Mark(
        "pattern",
        (
            ("id", f"{name}-{HATCH}"),
            ("width", 6),
            ("height", 6),
            ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)"),
        ),
        (stripe,),
    )
