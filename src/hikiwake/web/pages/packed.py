"""The whole case as one zip, to be opened elsewhere."""

import shutil
import tempfile
from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from hikiwake.packing import pack
from hikiwake.web.errors import NotHere
from hikiwake.web.twin import FAILURES, AtDesk

router = APIRouter()


@router.get(
    "/case.zip",
    summary="The case as one zip",
    operation_id="packed_case",
    response_class=FileResponse,
    responses={200: {"content": {"application/zip": {}}}, **FAILURES},
)
def packed(desk: AtDesk, without: Literal["", "documents"] = "") -> Response:
    """`without=documents` leaves out what may not be passed on; the words that entries rest on go along."""
    if desk.folder is None:
        raise NotHere.of(desk.path.name, "a lone .toml file needs no packing", "Send the file as it is.")
    place = Path(tempfile.mkdtemp(prefix="hikiwake-"))
    clear = BackgroundTask(shutil.rmtree, place, ignore_errors=True)
    try:
        pack(desk.folder, place / "case.zip", with_documents=not without)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return FileResponse(
        place / "case.zip", media_type="application/zip", filename=f"{desk.folder.resolve().name}.zip", background=clear
    )
