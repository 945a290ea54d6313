"""Why a number is what it is: back through formula and inputs to words, stated judgements and rows of data."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from hikiwake.assessment.figures import figure
from hikiwake.assessment.numbers import Number, numbers
from hikiwake.assessment.why import why as explain
from hikiwake.assessment.why.wire import node_json
from hikiwake.terms.errors import HikiwakeError
from hikiwake.web.errors import NotHere
from hikiwake.web.grounds import ground
from hikiwake.web.rendering import answer
from hikiwake.web.twin import AtDesk, page
from hikiwake.web.view import View

router = APIRouter()
_ROOMS = {
    "forecast": "The forecast",
    "base_rate": "The base rate",
    "weighing": "The explanations",
    "bargaining": "The settlement space",
    "formulas": "The formulas",
    "relations": "Relations",
    "basis": "What it rests on",
}
_MOST = 40  # of one node's inputs, and of one room's numbers


class NumberTwin(BaseModel):
    """One number of the assessment, by its name."""

    name: str
    value: float | None
    unit: str
    label: str


class Numbers(BaseModel):
    numbers: list[NumberTwin]


class NodeTwin(BaseModel):
    """A number with what it was computed from, as `hikiwake why --json` prints it."""

    label: str
    value: float | None
    unit: str
    formula: str
    operation: str
    cites: list[dict[str, Any]]
    children: list["NodeTwin"]
    context: list["NodeTwin"]


@page(router, "/why", Numbers, summary="Every number of the assessment")
def every_number(request: Request, desk: AtDesk, room: str = "") -> Response:
    """`room` shows the numbers of one room, all of them."""
    found = [n for n in numbers_of(desk.look()).values() if room in ("", n.room)]
    rooms = [(key, words, [n for n in found if n.room == key]) for key, words in _ROOMS.items()]
    context = {"rooms": [r for r in rooms if r[2]], "room": room, "figure": figure, "most": _MOST}
    twin = [NumberTwin(name=n.name, value=n.value, unit=n.unit, label=n.label) for n in found]
    return answer(request, "numbers.html.j2", context, Numbers(numbers=twin))


@page(router, "/why/{name}", NodeTwin, summary="Why a number is what it is")
def why(request: Request, desk: AtDesk, name: str) -> Response:
    view = desk.look()
    try:
        node = explain(view.assessment, name)
    except HikiwakeError as error:
        raise NotHere(*error.problems) from None
    context = {
        "name": name,
        "node": node,
        "room": _ROOMS.get(name.partition(".")[0], ""),
        "figure": figure,
        "ground": lambda cite: ground(cite, view),
        "most": _MOST,
    }
    return answer(request, "why.html.j2", context, lambda: node_json(node))


def numbers_of(view: View) -> dict[str, Number]:
    """Every number of the view by its name."""
    return view.once("numbers", lambda v: numbers(v.assessment))
