"""Every page has a twin: the same address with `.json`, described by the OpenAPI document.

What an answer holds is only named where a page is registered. The schemas behind the names are made when somebody asks for the document, since
a page that is looked at needs none of them and making them takes longer than the page.
"""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel, TypeAdapter

from hikiwake.web.desk import Desk

Handler = TypeVar("Handler", bound=Callable[..., Any])


class Fault(BaseModel):
    """One thing that is wrong: where, what, and the mend."""

    where: str
    what: str
    mend: str


class Faults(BaseModel):
    """What a request that failed is answered."""

    status: int
    problems: list[Fault]


class Done(BaseModel):
    """What a form that was sent by a program is answered: what was done, and the page that shows it."""

    done: str
    see: str


_REFERENCE = "#/components/schemas/{model}"
_JSON, _HTML = "application/json", "text/html"
_SPAN = {  # as `brief.as_json.plain` writes it
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "title": "Span",
    "description": "Code points of the stored text: the first, and the one after the last",
}
_FAILED = {
    400: "The request makes no sense",
    403: "It does not come from the workbench itself",
    404: "There is no such thing in this case",
    409: "It was changed meanwhile",
    413: "Too large",
    415: "Not a form",
    422: "A value cannot be used",
}
_named: dict[str, Any] = {}  # the types of which answers speak, by their names


def schemas() -> dict[str, Any]:
    """The JSON schema of every type of which the answers of the pages registered so far speak, and of the types within them, by name."""
    _, found = TypeAdapter.json_schemas(
        [(name, "serialization", TypeAdapter(type_)) for name, type_ in _named.items()], ref_template=_REFERENCE
    )
    within: dict[str, Any] = found["$defs"]
    return within | {"Span": _SPAN}


def _holding(type_: Any) -> dict[str, Any]:
    """What an answer holds, by the name of its type."""
    assert _named.setdefault(type_.__name__, type_) is type_, f"two types are called {type_.__name__}"
    return {"content": {_JSON: {"schema": {"$ref": _REFERENCE.format(model=type_.__name__)}}}}


def _failures(*, also: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    holding = _holding(Faults)["content"] | also
    return {status: {"description": said, "content": holding} for status, said in _FAILED.items()}


FAILURES = _failures(also={_HTML: {"schema": {"type": "string"}}})  # a page, or JSON where the client asks for that
_TWIN_FAILURES = _failures(also={})


def desk_of(request: Request) -> Desk:
    """The desk of the workbench that got this request."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]


def page(router: APIRouter, path: str, twin: Any, *, summary: str = "") -> Callable[[Handler], Handler]:
    """Register a handler for a page at `path` and for its twin at `path.json`; it returns `rendering.answer(…)`.

    Args:
        twin: the type of what the JSON holds, a pydantic model or a dataclass.
    """

    def register(handler: Handler) -> Handler:
        name = _operation(handler)
        # The twin first: a page whose last part is a name would take "NAME.json" for one.
        router.add_api_route(
            f"{path.rstrip('/') or '/index'}.json",
            handler,
            methods=["GET"],
            name=f"{name}_json",
            operation_id=f"{name}_json",
            summary=summary or None,
            response_class=JSONResponse,
            response_model=None,
            responses={200: _holding(twin), **_TWIN_FAILURES},
        )
        router.add_api_route(
            path,
            handler,
            methods=["GET"],
            name=name,
            operation_id=name,
            summary=summary or None,
            response_class=HTMLResponse,
            response_model=None,
            responses={200: _holding(twin), **FAILURES},
        )
        return handler

    return register


def form(router: APIRouter, path: str, *, summary: str = "") -> Callable[[Handler], Handler]:
    """Register a handler for a form sent to `path`; it returns `rendering.back(…)`."""

    def register(handler: Handler) -> Handler:
        router.add_api_route(
            path,
            handler,
            methods=["POST"],
            name=_operation(handler),
            operation_id=_operation(handler),
            summary=summary or None,
            status_code=303,
            response_model=None,
            response_class=RedirectResponse,
            responses={
                200: {"description": "Done (asked as a program)", **_holding(Done)},
                303: {"description": "Done; the page that shows it"},
                **FAILURES,
            },
        )
        return handler

    return register


def _operation(handler: Callable[..., Any]) -> str:
    """What an operation is called in the OpenAPI document: `sources_upload`."""
    return f"{handler.__module__.rsplit('.', 1)[-1]}_{handler.__name__}"
