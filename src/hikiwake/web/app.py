"""The workbench as one application: the pages, the files they need, and the guard around them."""

import threading
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hikiwake.terms.errors import HikiwakeError
from hikiwake.web import errors, pages
from hikiwake.web.desk import Desk
from hikiwake.web.guard import Guard
from hikiwake.web.inbox import Inbox
from hikiwake.web.rendering import environment, static_files
from hikiwake.web.safety import Safety

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "json": "application/json", "woff2": "font/woff2"}


class Workbench(FastAPI):
    """The application; each page is brought in when it is first asked for.

    Its OpenAPI document is at `/openapi.json`. There is no page of documentation, which would load scripts from elsewhere.
    """

    def __init__(self) -> None:
        super().__init__(title="Hikiwake", docs_url=None, redoc_url=None, redirect_slashes=False)
        self.has_shown = threading.Event()  # a page, to somebody
        self._here: set[str] = set()
        self._bringing = threading.Lock()

    def has(self, name: str) -> bool:
        """Whether the page of that module is brought in."""
        return name in self._here

    def bring(self, *names: str) -> None:
        """Bring in pages by the names of their modules; those that are here stay as they are."""
        with self._bringing:
            for name in names:
                if name not in self._here:
                    self.include_router(pages.module(name).router)
                    self._here.add(name)

    def make_ready(self) -> None:
        """Bring in every page and every template, so that no first look at one has to wait for them."""
        for name in pages.NAMES:
            self.state.desk.foreground.give_way()
            self.bring(name)
        for name in environment().list_templates():
            self.state.desk.foreground.give_way()
            environment().get_template(name)

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, of all pages."""
        if not self.openapi_schema:
            from hikiwake.web.twin import schemas

            self.bring(*pages.NAMES)
            document = super().openapi()
            named = document["components"]["schemas"] | schemas()
            document["components"]["schemas"] = {name: named[name] for name in sorted(named)}
            self.openapi_schema = document
        return self.openapi_schema


class _WithPages:
    """ASGI middleware: the page at an address is there when its request is."""

    def __init__(self, app: ASGIApp, workbench: Workbench) -> None:
        self._app = app
        self._workbench = workbench

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = pages.name_at(scope["path"])
        if name is None:
            await self._app(scope, receive, send)
            return
        answered = self._workbench.state.desk.foreground.begin()
        try:
            if not self._workbench.has(name):
                await run_in_threadpool(self._workbench.bring, name)
            await self._app(scope, receive, self._watched(send, answered))
        finally:
            answered()

    def _watched(self, send: Send, answered: Callable[[], None]) -> Send:
        is_page = False

        async def watched(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                answered()  # however long the client takes to fetch it
                is_page = message["status"] == 200
            await send(message)
            if is_page and message["type"] == "http.response.body" and not message.get("more_body", False):
                self._workbench.has_shown.set()

        return watched


def build_app(desk: Desk, safety: Safety | None = None) -> Workbench:
    """The application of one desk; with `safety` left out, for this machine only."""
    safety = safety or Safety()
    app = Workbench()
    app.state.desk = desk
    app.state.safety = safety
    app.state.inbox = Inbox(desk)
    app.state.pages = pages.PAGES
    app.state.said = pages.said
    app.add_exception_handler(HikiwakeError, errors.on_problem)
    app.add_exception_handler(HTTPException, errors.on_http)
    app.add_exception_handler(RequestValidationError, errors.on_invalid)
    app.add_api_route("/static/{name}", _static, methods=["GET"], include_in_schema=False)
    app.add_middleware(_WithPages, workbench=app)
    app.add_middleware(errors.Whole)
    app.add_middleware(Guard, safety=safety)
    return app


async def _static(request: Request, name: str) -> Response:
    data = static_files().get(name)
    if data is None:
        raise HTTPException(404)
    kind = _TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
    # The address holds the file's hash, so it may be kept for good.
    keep = "public, max-age=31536000, immutable" if "v" in request.query_params else "no-cache"
    return Response(data, media_type=kind, headers={"Cache-Control": keep})
