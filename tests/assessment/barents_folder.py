"""The Barents case as a folder with a record on disk, filled without any reader: who finds what is not the matter here."""

from pathlib import Path

import barents
import tomlkit

from hikiwake.record.model import Reading
from hikiwake.record.store import Record
from hikiwake.workspace import Workspace, open_case

READER = "by hand 1"


def case_text(**changes: object) -> str:
    """The case file, with some keys otherwise."""
    data = barents.case().model_dump(mode="json", by_alias=True, exclude_defaults=True) | changes
    for key in ("as_of", "horizon"):
        data[key] = barents.CASE[key] if key not in changes else changes[key]
    return tomlkit.dumps(data)


def folder(path: Path, *documents: str, **changes: object) -> Path:
    """A case folder that holds these documents ("a" to "f")."""
    (path / "documents").mkdir(parents=True, exist_ok=True)
    (path / "case.toml").write_text(case_text(**changes), encoding="utf-8")
    read(path, *documents)
    return path


def read(path: Path, *documents: str, reader: str = READER, without: frozenset[str] = frozenset()) -> None:
    """Record documents, and what is found in each but the events named in `without`."""
    contents = barents.contents()
    with Record.open(path / "record.sqlite") as record:
        for document in contents.documents:
            if document.id in documents:
                reports = tuple(
                    r for e in contents.events for r in e.reports if r.document == document.id and e.id not in without
                )
                statements = [s.statement for s in contents.statements if s.statement.document == document.id]
                formulas = tuple(f for f in contents.formulas if f.document == document.id)
                reading = Reading(document.id, reader, reports, tuple(statements), (), formulas)
                record.add(document, reading, replace=True)


def opened(path: Path, **how: object) -> Workspace:
    return open_case(path, **how)  # type: ignore[arg-type]
