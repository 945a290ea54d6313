"""The workbench as one application: the pages, the files they need, and the guard around them."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from hikiwake.terms.errors import HikiwakeError
from hikiwake.web import errors
from hikiwake.web.desk import Desk
from hikiwake.web.guard import Guard
from hikiwake.web.inbox import Inbox
from hikiwake.web.pages import PAGES, routers, said
from hikiwake.web.rendering import static_files
from hikiwake.web.safety import Safety

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "json": "application/json", "woff2": "font/woff2"}


def build_app(desk: Desk, safety: Safety | None = None) -> FastAPI:
    """The application of one desk; with `safety` left out, for this machine only.

    Its OpenAPI document is at `/openapi.json`. There is no page of documentation, which would load scripts from elsewhere.
    """
    safety = safety or Safety()
    app = FastAPI(title="Hikiwake", docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.desk = desk
    app.state.safety = safety
    app.state.inbox = Inbox(desk)
    app.state.pages = PAGES
    app.state.said = said()
    app.add_exception_handler(HikiwakeError, errors.on_problem)
    app.add_exception_handler(HTTPException, errors.on_http)
    app.add_exception_handler(RequestValidationError, errors.on_invalid)
    app.add_api_route("/static/{name}", _static, methods=["GET"], include_in_schema=False)
    for router in routers():
        app.include_router(router)
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
