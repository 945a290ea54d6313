"""`hikiwake read --replaces`: a new version in the place of a document of the record, whose own file is set aside; the case points at the new one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hikiwake.intake import FileResult
    from hikiwake.reading.documents import Given
    from hikiwake.reading.readers import ReaderChoice
    from hikiwake.record.model import Document
    from hikiwake.workspace import Workspace


def read_in_place(
    workspace: "Workspace", of: str, file: Path, given: "Given", choice: "ReaderChoice | None", *, fast: bool
) -> "list[FileResult]":
    """Read a file in the place of the document that is called `of`, or whose id begins so.

    Raises:
        CaseError: the case is a lone .toml file.
        RecordError: there is no such document, several are called so, or the file holds several.
    """
    from hikiwake.intake import InPlace, take_in
    from hikiwake.reading.places import KnownPlace
    from hikiwake.reading.readers import ReaderChoice, reader
    from hikiwake.record.store import Record
    from hikiwake.terms.errors import CaseError
    from hikiwake.terms.text import terminal_safe

    case, folder = workspace.case, workspace.folder
    if folder is None:
        raise CaseError.of("read", "a lone .toml file has no record", "Make a case folder: hikiwake new DIR --between A B.")
    places = tuple(KnownPlace(name=p.name, other_names=p.other_names, lat=p.lat, lon=p.lon) for p in case.places)
    chosen = reader((choice or ReaderChoice(fast=fast)).knowing(places))
    with Record.open(folder / "record.sqlite") as record:
        return take_in(
            folder,
            record,
            chosen,
            [file],
            given,
            lambda line: print(terminal_safe(line), file=sys.stderr),
            replaces_others=choice is not None,
            on=datetime.now(UTC).isoformat(timespec="seconds"),
            in_place=InPlace(of, case.analyst, lambda old, new: beyond_the_record(folder, old, new)),
        )


@contextmanager
def beyond_the_record(case: Path, old: "Document", new: "Document") -> Iterator[list[str]]:
    """From within the block on the old document's file lies where no reading finds it, and the case's evidence points at the new one, where that
    has its words; where the block fails both are as before. What is to be told of it.

    A program that is killed within leaves it so, and the record as it was: the same command again finishes.
    """
    from hikiwake.web.stored_files import file_of, put_back, removed_file, take_away

    file = file_of(case, old.id, old.name)
    if file:
        take_away(file, case)
    there: list[str] = []
    try:
        there, lost = _evidence(case, old.id, new)
        _point(case, there, new.id)
        count = len(there) + lost
        yield [f"{len(there)} of {count} places of evidence in case.toml point at it now"] if count else []
    except BaseException:
        _point(case, there, old.id)
        if aside := removed_file(case, old.id) if file else None:
            put_back(aside, case)
        raise


def _evidence(case: Path, old: str, new: "Document") -> tuple[list[str], int]:
    """Where the case's evidence points at words of `old` that the new document has, as keys of the case; and at how many that it has not."""
    from hikiwake.case.loading import load
    from hikiwake.record.anchors import resolve
    from hikiwake.record.model import Anchor

    anchors = [(n, k, a) for n, piece in enumerate(load(case).evidence) for k, a in enumerate(piece.anchors) if a.document == old]
    there = [(n, k) for n, k, a in anchors if resolve(Anchor(new.id, a.quote, a.before, a.after), new.text)]
    return [f"evidence.{n}.anchors.{k}.document" for n, k in there], len(anchors) - len(there)


def _point(case: Path, keys: list[str], document: str) -> None:
    from hikiwake.case.editing import Set, edit_case

    if keys:
        edit_case(case, [Set(key, document) for key in keys])
