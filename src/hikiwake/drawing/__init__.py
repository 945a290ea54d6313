"""A small kit for charts as SVG: text that is measured, labels that never overlap, colours by class. Imports nothing of ours."""

from hikiwake.drawing.axis import Scale, day_ticks, nice_ticks
from hikiwake.drawing.figure import Data, Figure
from hikiwake.drawing.labels import Box, Label, Placed, place
from hikiwake.drawing.marks import Mark, circle, group, line, path, polyline, rect, text
from hikiwake.drawing.shapes import HATCH, shape
from hikiwake.drawing.text import LINE, text_width, wrap

__all__ = [
    "HATCH",
    "LINE",
    "Box",
    "Data",
    "Figure",
    "Label",
    "Mark",
    "Placed",
    "Scale",
    "circle",
    "day_ticks",
    "group",
    "line",
    "nice_ticks",
    "path",
    "place",
    "polyline",
    "rect",
    "shape",
    "text",
    "text_width",
    "wrap",
]
