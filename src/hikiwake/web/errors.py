"""What went wrong, as a page or as JSON: one line and what to do. No traceback, no path outside the case, nothing of the machine."""

import re
import sys
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hikiwake.case.loading import load
from hikiwake.terms.errors import CaseError, HikiwakeError, LedgerError, Problem, RecordError
from hikiwake.web.desk import Desk
from hikiwake.web.rendering import as_json, environment, wants_json

_LINES = {
    400: ("This request makes no sense to the workbench", "Go back and try again."),
    404: ("There is nothing at this address", "Choose a page above, or look for it in the chronicle."),
    405: ("This address cannot be used in that way", "Open the page and use its buttons."),
    408: ("The rest of the request did not arrive in time", "Try again."),
    413: ("That is too large", "Send less at once; the largest upload is 100 MB. Larger files: hikiwake read CASE FILE."),
    422: ("A value in this form or address cannot be used", "Go back and change it."),
}
_TITLES = {
    404: "Nothing here",
    409: "Changed meanwhile",
    413: "Too large",
    422: "That value cannot be used",
    500: "The workbench failed",
}
_RECORD = re.compile(r"record(?:,.*)?|.*\brecord\.sqlite", re.DOTALL)  # where a problem of the file itself lies


class NotHere(HikiwakeError):
    """A page was asked of something that the case does not hold."""


class Overtaken(HikiwakeError):
    """A form was sent for something that has changed since its page was opened. `yours` and `theirs` are what each would have it be."""

    def __init__(self, problem: Problem, *, yours: Mapping[str, str], theirs: Mapping[str, str], see: str) -> None:
        super().__init__(problem)
        self.yours = dict(yours)
        self.theirs = dict(theirs)
        self.see = see


def status_of(error: HikiwakeError) -> int:
    """404 for what is not there, 409 where somebody was quicker, 422 for a value that cannot be."""
    if isinstance(error, NotHere):
        return 404
    if isinstance(error, Overtaken) or type(error).__name__ == "ConflictError":
        return 409
    if isinstance(error, RecordError) and "no such entry" in error.problems[0].what:
        return 404
    return 422


def heading_of(error: HikiwakeError, desk: Desk) -> str:
    """What is wrong, in a few words: a file of the case, or what was asked."""
    if isinstance(error, LedgerError):
        return "The history of the case cannot be used"
    where = error.problems[0].where
    if isinstance(error, RecordError) and _RECORD.fullmatch(where):
        return "The record cannot be used"
    if isinstance(error, CaseError) and _is_broken(desk):
        return "The case file does not hold together"
    return "That cannot be done" if where == desk.path.name else _titled(status_of(error))


def _is_broken(desk: Desk) -> bool:
    """Whether the case file as it stands is at fault, whatever was asked."""
    try:
        load(desk.path)
    except CaseError:
        return True
    return False


def _titled(status: int) -> str:
    return _TITLES.get(status) or HTTPStatus(status).phrase


def told(
    request: Request, status: int, problems: tuple[Problem, ...], overtaken: Overtaken | None = None, *, heading: str = ""
) -> Response:
    """The answer to a request that failed, under the title of its status where no `heading` is given."""
    desk: Desk = request.app.state.desk
    shown = tuple(Problem(*(_within(desk, part) for part in (p.where, p.what, p.mend))) for p in problems)
    if wants_json(request):
        body: dict[str, object] = {"status": status, "problems": shown}
        if overtaken:
            body |= {"yours": overtaken.yours, "theirs": overtaken.theirs, "see": overtaken.see}
        return as_json(body, status)
    values = {
        "request": request,
        "frame": {"title": desk.title, "analyst": desk.analyst, "pages": request.app.state.pages, "can_write": False},
        "here": request.url.path,
        "twin": "",
        "said": "",
        "status": status,
        "heading": heading or _titled(status),
        "problems": shown,
        "overtaken": overtaken,
    }
    return HTMLResponse(environment().get_template("error.html.j2").render(values), status)


def on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HikiwakeError)
    overtaken = error if isinstance(error, Overtaken) else None
    heading = heading_of(error, request.app.state.desk)
    return told(request, status_of(error), error.problems, overtaken, heading=heading)


def on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what, mend = _LINES.get(error.status_code, (HTTPStatus(error.status_code).phrase, "Go back and try again."))
    answer = told(request, error.status_code, (Problem(request.url.path, what, mend),))
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    if error.status_code in (408, 413):
        answer.headers["Connection"] = "close"  # what is left of the request is not waited for
    return answer


def on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [_fault(e) for e in error.errors()]
    problems = [Problem(where, what[:1].lower() + what[1:], "Go back and change it.") for where, what in dict(faults).items()]
    return told(request, 422, tuple(problems) or (Problem("the request", *_LINES[422]),))


def _fault(error: Mapping[str, Any]) -> tuple[str, str]:
    """Where a value is wrong, and what is wrong with it."""
    if "UploadFile" in str(error["msg"]):
        return "files", "one of them has no name"
    return str(error["loc"][-1]) if error["loc"] else "the request", str(error["msg"])


def on_failure(request: Request, error: Exception) -> Response:
    """A fault of ours: the page says so and no more; where it happened goes to the terminal."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    line = f"{request.method} {request.url.path}: {type(error).__name__}: {error} ({place.name}, line {place.lineno})"
    print("".join(c if c.isprintable() else "?" for c in line), file=sys.stderr)
    what = "Something failed that should not have; nothing was changed"
    return told(request, 500, (Problem(request.url.path, what, "The terminal of hikiwake serve says where; please report it."),))


class Whole:
    """ASGI middleware: a page that fails gets a page of its own, and the server goes on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            answer = on_failure(Request(scope, receive), error)
            if not has_begun:
                await answer(scope, receive, send)


def _within(desk: Desk, text: str) -> str:
    """The text with paths of the case as the analyst knows them: from the case's folder on."""
    full = str(desk.path.resolve())
    for folder in (full, str(desk.path)):
        if len(folder) > 1:
            text = text.replace(f"{folder}/", "").replace(folder, desk.path.name)
    return text
