"""The table of files: what was loaded, from where, with what result. It is a table of the lake like the others."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hikiwake.events import manifest as lakes
from hikiwake.events.model import FileReport

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "file", "sha256", "name", "format", "collection", "bytes", "rows", "loaded", "repeated", "reemitted", "rejected", "mended", "first", "last",
)  # fmt: skip


def known_files(lake: Path) -> dict[str, str]:
    """SHA-256 → name of every file that the lake holds."""
    parts = [str(lake / part.path) for part in lakes.read(lake).of("files")]
    if not parts:
        return {}
    import duckdb

    with duckdb.connect() as connection:
        return dict(connection.execute("SELECT sha256, name FROM read_parquet($parts)", {"parts": parts}).fetchall())


def as_frame(reports: Sequence[FileReport]) -> "pd.DataFrame":
    """Reports as rows of the table; counts by kind are JSON."""
    import pandas as pd

    def cell(report: FileReport, column: str) -> object:
        value = getattr(report, column)
        return json.dumps(dict(value)) if column in ("rejected", "mended") else value

    frame = pd.DataFrame([[cell(r, c) for c in COLUMNS] for r in reports], columns=list(COLUMNS))
    return frame.assign(first=pd.to_datetime(frame["first"]), last=pd.to_datetime(frame["last"]))
