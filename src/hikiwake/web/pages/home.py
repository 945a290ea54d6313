"""The way in, and taking back the last change from wherever one is."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from hikiwake.record.analyst import Change
from hikiwake.terms.errors import HikiwakeError
from hikiwake.web.desk import Desk
from hikiwake.web.rendering import back
from hikiwake.web.twin import AtDesk, form

router = APIRouter()
SAID = {"undone": "Your last change was taken back.", "undone-case": "Your last change to the case file was taken back."}


@router.get("/", include_in_schema=False)
def home(desk: AtDesk) -> Response:
    """To the brief; to the sources while there is nothing to brief."""
    is_read = not desk.is_open(0) or desk.look().contents.documents
    return RedirectResponse("/brief" if is_read else "/sources", status_code=303)


@form(router, "/undo", summary="Take back the analyst’s last change, of the record or of the case file")
def undo(request: Request, desk: AtDesk, here: Annotated[str, Form(max_length=4000)] = "/brief") -> Response:
    """Of the record, the analyst's own last change whenever it was made; of the case file, what was changed in this workbench."""
    is_ours = here.startswith("/") and not here.startswith(("//", "/\\"))
    said, change = _taken_back(desk)
    return back(request, here if is_ours else "/brief", said, **({"change": str(change.number)} if change else {}))


def _taken_back(desk: Desk) -> tuple[str, Change | None]:
    """What is said of it, and the change of the record that it was."""
    edit, change = desk.last_edit, _last_change(desk)
    if edit and (change is None or edit.on >= change.on):
        desk.take_back_edit()
        return "undone-case", None
    if change is None:
        raise HikiwakeError.of("undo", "there is no change of yours to take back", "Nothing was changed.")
    with desk.writing() as record:
        record.undo_last(by=desk.analyst, on=desk.now())
    return "undone", change


def _last_change(desk: Desk) -> Change | None:
    if not desk.has_record:
        return None
    with desk.reading() as record:
        changes = record.changes()
    own = [c for c in changes if c.by == desk.analyst and not c.is_undone and c.what != "undone"]
    return own[-1] if own else None
