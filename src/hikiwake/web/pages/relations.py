"""Relations: the ups and downs that the record tells and those of event data, on one time axis."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from hikiwake.assessment.model import Missing
from hikiwake.brief.as_json import agreement_json
from hikiwake.brief.composition import event_data
from hikiwake.brief.composition.material import Material
from hikiwake.relations.chart import LEFT, RIGHT
from hikiwake.relations.table import relations_json
from hikiwake.relations.window import within
from hikiwake.web import relations_view
from hikiwake.web.relations_view import Shown, Turn
from hikiwake.web.remembered import Remembered
from hikiwake.web.rendering import answer, markup
from hikiwake.web.twin import AtDesk, page

router = APIRouter()
WIDTHS = (330, 640, 880)
_CAPTIONS = {"record": "The record", "event-data": "Event data"}
_drawn: Remembered[list["Drawn"]] = Remembered(24)


@dataclass(frozen=True)
class RelationsTwin:
    """Both views of the days asked for: `record` and `event_data` as `hikiwake relations --json` prints them, null where there is none (`missing`
    says why); the turns of both with what carries them; how far they agree, over all days that both cover.
    """

    first: date | None
    last: date | None
    record: dict[str, Any] | None
    event_data: dict[str, Any] | None
    agreement: dict[str, Any] | None
    turns: tuple[Turn, ...]
    missing: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart at its widths; what its labels leave out stands in the table of turns."""

    name: str
    caption: str
    svgs: tuple[tuple[int, Any], ...]


@page(router, "/relations", RelationsTwin, summary="Ups and downs: the record and event data")
def relations(
    request: Request, desk: AtDesk, begin: Annotated[str, Query(alias="from")] = "", to: str = "", w: str = ""
) -> Response:
    """`from` and `to` are the days shown (2016-05-06, 2016-05, 2016); without them all that is known."""
    view = desk.look()
    material = view.material
    days, not_understood = relations_view.asked_days({"from": begin, "to": to})
    shown = relations_view.shown(material, *days)
    widths = (int(w),) if w in map(str, WIDTHS) else WIDTHS
    found = relations_view.turns(material, shown)
    missing = _missing(material)
    context = {
        "shown": shown,
        "charts": partial(_drawn.of, (shown.window, widths), (view,), partial(_charts, material, shown, widths)),
        "widths": widths,
        "turns": found,
        "is_asked": bool(begin or to),
        "asked": {"from": begin, "to": to},
        "not_understood": not_understood,
        "steps": relations_view.steps(shown),
        "spans": relations_view.spans(shown),
        "sentences": event_data.sentences(material, shown.data) if shown.data else (),
        "missing": missing,
        "names_a_lake": material.assessment.lake is not None,
        "edges": (LEFT, RIGHT),
    }
    return answer(request, "relations.html.j2", context, lambda: _twin(material, shown, found, missing))


def _charts(material: Material, shown: Shown, widths: tuple[int, ...]) -> list[Drawn]:
    at = [dict(relations_view.figures(material, shown, width)) for width in widths]
    return [
        Drawn(
            name,
            f"{_CAPTIONS[name]}: {figure.title[:1].lower()}{figure.title[1:]}.",
            tuple((w, markup(one[name].svg(f"{name}-{w}"))) for w, one in zip(widths, at, strict=True)),
        )
        for name, figure in at[-1].items()
    ]


def _missing(material: Material) -> dict[str, dict[str, str]]:
    a = material.assessment
    rooms = {"record": a.relations, "event_data": a.event_data}
    return {name: {"what": r.what, "supply": r.supply} for name, r in rooms.items() if isinstance(r, Missing)}


def _twin(material: Material, shown: Shown, found: list[Turn], missing: Mapping[str, Any]) -> RelationsTwin:
    window = shown.window
    record = relations_json(within(shown.record, window)) if shown.record and window else None
    data = None
    if shown.data and window:
        told = {name: value for name, value in asdict(shown.data).items() if name not in ("relations", "deeds", "id")}
        data = relations_json(within(shown.data.relations, window)) | told
    first, last = (window.first, window.last) if window else (None, None)
    agreed = agreement_json(material.assessment.agreement)
    return RelationsTwin(first, last, record, data, agreed, tuple(found), dict(missing))
