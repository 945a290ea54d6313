"""From what a page found to an answer: HTML, a piece of it, or its twin in JSON.

Jinja escapes whatever comes from a document or a case, in every template whatever its name, and refuses names that were not given.
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, Template
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hikiwake.brief import english
from hikiwake.brief.as_json import plain
from hikiwake.brief.html import environment as brief_environment
from hikiwake.brief.html import grade_shape
from hikiwake.terms.grades import Grade
from hikiwake.web.desk import Desk

SWAP = "x-swap"  # the request header by which the script asks for some blocks of a page, by name
_VARY = "Accept, X-Swap"


def answer(request: Request, template: str, context: Mapping[str, Any], twin: Any, *, status: int = 200) -> Response:
    """The page; as JSON where the path ends in `.json` or the client asks for that and not for HTML.

    Args:
        template: a file of `web/templates/` that extends `layout.html.j2`.
        context: what the template needs beside what every page has (`request`, `frame`, `said`).
        twin: what the JSON holds: pydantic models, dataclasses, plain values; or a function that gives it, called only when asked for.
    """
    if wants_json(request):
        return as_json(twin() if callable(twin) else twin, status)
    values = {**_every_page(request), **context}
    page = environment().get_template(template)
    wanted = request.headers.get(SWAP, "").split()
    if wanted and all(name in page.blocks for name in wanted):
        # A piece has the address of its page: kept by a browser, it would be shown in the page's place.
        return HTMLResponse(_pieces(page, wanted, values), status, {"Cache-Control": "no-store", "Vary": _VARY})
    return HTMLResponse(page.render(values), status, {"Vary": _VARY})


def back(request: Request, to: str, said: str = "", **query: str) -> Response:
    """After a form: to the page that shows what it did, with the message `said` (a key of a page's `SAID`); a program gets JSON."""
    path, hash, fragment = to.partition("#")
    asked = urlencode({**query, **({"said": said} if said else {})})
    where = path + (("&" if "?" in path else "?") + asked if asked else "") + hash + fragment
    if wants_json(request):
        return as_json({"done": request.app.state.said(said) or said, "see": where})
    return RedirectResponse(where, status_code=303)


def wants_json(request: Request) -> bool:
    accept = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("application/json" in accept and "text/html" not in accept)


def as_json(value: Any, status: int = 200) -> Response:
    text = json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
    return Response(text.encode("utf-8", "replace"), status, media_type="application/json")


@cache
def environment() -> Environment:
    """The templates of the workbench and, beneath them, those of the brief."""
    env: Environment = brief_environment().overlay(
        loader=ChoiceLoader([PackageLoader("hikiwake.web", "templates"), PackageLoader("hikiwake.brief", "templates")])
    )
    env.globals.update(
        static=static,
        grades=list(Grade),
        grade_shape=grade_shape,
        day=english.day,
        dated=lambda date: english.dated(date) or "undated",
        urlquote=lambda text: quote(text, safe=""),
    )
    env.filters["worded"] = worded
    env.globals["parts"] = env.get_template("parts.html.j2").module
    return env


def worded(note: str) -> str:
    """A note that reading a document left, as a page says it: what a command's option would do is done by a form here."""
    from hikiwake.reading.documents.publication import ASK

    return note.replace(ASK, "No date of publication was found. Give it under Mend.")


def static(name: str) -> str:
    """The address of a file of the workbench; it changes with the file, so a browser may keep it for good."""
    return f"/static/{name}?v={_digests()[name]}"


@cache
def static_files() -> dict[str, bytes]:
    """Every file that is served, by name: those of the package and no other."""
    found = {"brief.css": (files("hikiwake.brief") / "static" / "brief.css").read_bytes()}
    for entry in (files("hikiwake.web") / "static").iterdir():
        if entry.is_file():
            found[entry.name] = entry.read_bytes()
    return found


@cache
def _digests() -> dict[str, str]:
    return {name: sha256(data).hexdigest()[:10] for name, data in static_files().items()}


def _pieces(page: Template, names: list[str], values: dict[str, Any]) -> str:
    """Blocks of a page by themselves, each in a wrapper of its name, and what the page says."""
    blocks = (f'<div data-block="{name}">{"".join(page.blocks[name](page.new_context(values)))}</div>' for name in names)
    said = f"<p data-said>{escape(values['said'])}</p>" if values["said"] else ""
    return "".join(blocks) + said


def _every_page(request: Request) -> dict[str, Any]:
    state = request.app.state
    desk: Desk = state.desk
    return {
        "request": request,
        "frame": {"title": desk.title, "analyst": desk.analyst, "pages": state.pages, "can_write": desk.record_file is not None},
        "here": request.url.path,
        "twin": f"{request.url.path.rstrip('/') or '/index'}.json" + (f"?{request.url.query}" if request.url.query else ""),
        "said": _said(request, desk),
    }


def _said(request: Request, desk: Desk) -> str:
    """What the page tells of the form that led to it; of a change that was taken back, which one it was."""
    said: str = request.app.state.said(request.query_params.get("said", ""))
    number = request.query_params.get("change", "")
    told = desk.change_told(int(number)) if said and number.isdecimal() and len(number) < 10 else ""
    return f"{said.removesuffix('.')}: {told}." if told else said


def markup(svg: str) -> Markup:
    """Our own drawing, escaped where it was drawn, as a template may show it."""
    return Markup(svg)
