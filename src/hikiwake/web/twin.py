"""Every page has a twin: the same address with `.json`, described by the OpenAPI document."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel

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


FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": Faults, "description": said}
    for status, said in {
        400: "The request makes no sense",
        403: "It does not come from the workbench itself",
        404: "There is no such thing in this case",
        409: "It was changed meanwhile",
        413: "Too large",
        415: "Not a form",
        422: "A value cannot be used",
    }.items()
}


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
            responses={200: {"model": twin}, **FAILURES},
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
            responses={200: {"content": {"application/json": {"schema": {"$ref": _ref(twin)}}}}, **FAILURES},
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
            response_model=None,
            response_class=HTMLResponse,
            responses={
                200: {"model": Done, "description": "Done (asked as a program)"},
                303: {"description": "Done; the page that shows it"},
                **FAILURES,
            },
        )
        return handler

    return register


def _operation(handler: Callable[..., Any]) -> str:
    """What an operation is called in the OpenAPI document: `sources_upload`."""
    return f"{handler.__module__.rsplit('.', 1)[-1]}_{handler.__name__}"


def _ref(twin: Any) -> str:
    return f"#/components/schemas/{twin.__name__}"
