"""The chronicle: a timeline that zooms from decades to a day, a map of places, and the entries in order; all for one question."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Request
from fastapi import Query as QueryParameters
from fastapi.responses import RedirectResponse, Response

from hikiwake.case.model import Case
from hikiwake.record.chronology import Entry
from hikiwake.record.export import csv_text, ics_text
from hikiwake.record.maps import geojson_text, timelinejs_text
from hikiwake.record.model import Contents
from hikiwake.record.spreadsheet import xlsx_bytes
from hikiwake.terms.grades import Grade
from hikiwake.web import chronicle_charts, chronicle_twin, chronicle_view, saved_views
from hikiwake.web.chronicle_charts import WIDTHS, Drawn
from hikiwake.web.chronicle_query import MOST_WHOLE, PAGE, Query, Window, query
from hikiwake.web.chronicle_row import Row
from hikiwake.web.chronicle_twin import Asked, ChronicleTwin
from hikiwake.web.chronicle_view import Facet
from hikiwake.web.errors import NotHere
from hikiwake.web.remembered import Remembered
from hikiwake.web.rendering import SWAP, answer, back, wants_json
from hikiwake.web.search import Passage, passages, sought
from hikiwake.web.timeline_words import span_words
from hikiwake.web.twin import FAILURES, AtDesk, form, page

router = APIRouter()
SAID = {"view-kept": "The view is kept under its name.", "view-removed": "The view was removed."}
_PATIENCE_SECONDS = 0.7  # for a record whose reports are not brought together yet; after it the page says so and comes by itself
_counted: Remembered[tuple[Facet, ...]] = Remembered(24)
_drawn: Remembered[Drawn | None] = Remembered(24)
_WIDTH_COOKIE = "chart"  # the script tells which width it has on screen, so that a piece of the page holds no other


@page(router, "/chronicle", ChronicleTwin, summary="The chronicle: timeline, map, entries")
def chronicle(request: Request, desk: AtDesk, parameters: Annotated[Asked, QueryParameters()]) -> Response:
    """A page of entries with the chart above them, and the counts of every filter under all the others."""
    view = desk.look()
    if not wants_json(request) and not chronicle_view.is_ready(view, _PATIENCE_SECONDS):
        return answer(request, "chronicle_waiting.html.j2", {"reports": len(view.contents.events)}, None)
    asked, not_understood = query(parameters.pairs())
    whole = chronicle_view.of(view)
    rows = whole.chosen(asked)
    size = MOST_WHOLE if asked.whole else PAGE
    pages = max((len(rows) + size - 1) // size, 1)
    asked = replace(asked, page=min(asked.page, pages))
    shown = rows[(asked.page - 1) * size : asked.page * size]
    first_page = replace(asked, page=1)
    window = chronicle_charts.window_of(asked, rows, whole.rows)
    words = sought(asked.words)
    found: tuple[list[Passage], int] = passages(whole.texts, words) if words else ([], 0)
    width = parameters.w or (request.cookies.get(_WIDTH_COOKIE, "") if SWAP in request.headers else "")
    widths = (int(width),) if width in map(str, WIDTHS) else WIDTHS
    context: dict[str, Any] = {
        "asked": asked,
        "not_understood": not_understood,
        "rows": shown,
        "found": len(rows),
        "in_record": len(whole.rows),
        "undated": sum(not row.is_dated for row in rows),
        "told_elsewhere": partial(whole.told_elsewhere, asked),
        "read": len(view.contents.events) + len(view.contents.statements),
        "page_size": size,
        "pages": pages,
        "filters": Later(partial(_counted.of, first_page, (whole,), partial(whole.facets, asked))),
        "titles": whole.titles,
        "passages": found[0],
        "passages_found": found[1],
        "window": window,
        "widths": widths,
        "chart": partial(
            _drawn.of,
            (asked if asked.show == "map" else first_page, view.case_version, widths),
            (whole,),
            partial(chronicle_charts.chart, asked, rows, window, view.case, widths),
        ),
        "steps": _steps(asked, rows, window, view.case),
        "spans": chronicle_charts.spans(asked, window),
        "tab": {name: replace(asked, show=name).address() for name in ("timeline", "map")},
        "rest": urlencode(asked.pairs(without=("from", "to", "page"))),
        "asked_text": urlencode(asked.pairs(without=("page",))),
        "turn": lambda step: replace(asked, page=asked.page + step).address(),
        "whole_address": replace(asked, whole=True, page=1).address()
        if PAGE < len(rows) <= MOST_WHOLE and not asked.whole
        else "",
        "exports": _exports(asked),
        "views": saved_views.saved_views(desk.folder),
        "has_documents": bool(view.contents.documents),
        "has_own_places": bool(view.case.places),
        "span_words": span_words,
        "grade_of": Grade,
        "without_page": first_page,
        "without_words": replace(asked, words="", page=1).address(),
        "only_dated": replace(asked, dated=("yes",), page=1).address(),
        "only_undated": replace(asked, first=None, last=None, dated=("no",), page=1).address(),
    }
    return answer(
        request,
        "chronicle.html.j2",
        context,
        partial(chronicle_twin.twin, asked, not_understood, whole, rows, shown, pages, found, view.case),
    )


def _steps(asked: Query, rows: Sequence[Row], window: Window | None, case: Case) -> list[dict[str, str]]:
    if asked.show == "map":
        return chronicle_charts.map_steps(asked, rows, case)
    return chronicle_charts.steps(asked, window) if window else []


class Later:
    """A list that is worked out when a template comes to it: a piece of the page that does not show it does not pay for it."""

    def __init__(self, make: Callable[[], Sequence[Any]]) -> None:
        self._make = make
        self._made: Sequence[Any] | None = None

    def __iter__(self) -> Iterator[Any]:
        if self._made is None:
            self._made = self._make()
        return iter(self._made)


@form(router, "/chronicle/views", summary="Keep a view of the chronicle by name")
def keep_view(request: Request, desk: AtDesk, name: Annotated[str, Form()], asked: Annotated[str, Form()] = "") -> Response:
    """`asked` is what stands behind the question mark of the view's address."""
    cleaned, _ = query(parse_qsl(asked))
    with desk.editing() as folder:
        if desk.folder is None:
            raise NotHere.of(
                folder.name, "a lone .toml file has no place for views", "Make a case folder: hikiwake new DIR --between A B."
            )
        desk.look()
        view = saved_views.keep(desk.folder, name, urlencode(cleaned.pairs(without=("page",))), by=desk.analyst, on=desk.now())
    return back(request, f"/chronicle?{view.query}" if view.query else "/chronicle", "view-kept")


@form(router, "/chronicle/views/{id}/remove", summary="Remove a saved view")
def remove_view(request: Request, desk: AtDesk, id: str) -> Response:
    with desk.editing():
        if desk.folder is None or not saved_views.remove(desk.folder, id):
            raise NotHere.of("saved view", f"there is none named {id[:80]!r}", "Look at the list beside the chronicle.")
    return back(request, "/chronicle", "view-removed")


@router.get(
    "/chronicle/views/{id}", response_class=RedirectResponse, status_code=303, operation_id="saved_view", responses=FAILURES
)
def saved_view(desk: AtDesk, id: str) -> Response:
    """A saved view at its permanent address."""
    for view in saved_views.saved_views(desk.folder):
        if view.id == id:
            return RedirectResponse(f"/chronicle?{view.query}" if view.query else "/chronicle", status_code=303)
    raise NotHere.of("saved view", f"there is none named {id[:80]!r}", "Look at the list beside the chronicle.")


def _exports(asked: Query) -> list[tuple[str, str]]:
    """Name and address of every form in which the entries leave; what is asked for goes along."""
    return [(kind, asked.address(f"/chronicle/export.{kind}")) for kind in _EXPORTS]


_EXPORTS: dict[str, tuple[str, Callable[[tuple[Entry, ...], Contents, datetime], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lambda entries, contents, now: "\ufeff" + csv_text(entries, contents)),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda entries, contents, now: xlsx_bytes(entries, contents, stamp=now),
    ),
    "ics": ("text/calendar; charset=utf-8", lambda entries, contents, now: ics_text(entries, contents, stamp=now)),
    "geojson": ("application/geo+json", lambda entries, contents, now: geojson_text(entries, contents)[0]),
    "timelinejs.json": ("application/json", lambda entries, contents, now: timelinejs_text(entries, contents)[0]),
}


@router.get(
    "/chronicle/export.{kind}",
    operation_id="chronicle_export",
    summary="The entries as asked for, whole, for another program",
    response_class=Response,
    responses={200: {"content": {media.split(";")[0]: {} for media, _ in _EXPORTS.values()}}, **FAILURES},
)
def export(desk: AtDesk, kind: str, parameters: Annotated[Asked, QueryParameters()]) -> Response:
    """`kind` is csv, xlsx, ics, geojson (what has a place) or timelinejs.json (what has a date); the rest of the address as for the chronicle."""
    made = _EXPORTS.get(kind)
    if made is None:
        raise NotHere.of("export", f"there is no form {kind[:20]!r}", f"Choose one of: {', '.join(_EXPORTS)}.")
    asked, _ = query(parameters.pairs())
    whole = chronicle_view.of(desk.look())
    entries = tuple(row.entry for row in whole.chosen(asked))
    media, make = made
    headers = {"Content-Disposition": f'attachment; filename="chronicle.{kind}"'}
    return Response(make(entries, whole.contents, datetime.fromisoformat(desk.now())), media_type=media, headers=headers)
