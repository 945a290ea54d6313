"""Rows that were kept aside, in a file that a person can open: `rejects/NAME.csv` with file and line, what is wrong, and the row itself."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from hikiwake.events.mending import BLANK, BLOCK
from hikiwake.events.receiving import Received
from hikiwake.events.staging import Reject
from hikiwake.terms.files import write_whole
from hikiwake.terms.text import cell_safe

_LONGEST = 100_000  # characters of a row that are kept


def write_rejects(lake: Path, table: Received, rejects: Sequence[Reject]) -> Path:
    """Write a file's rejects; the name holds the file's own and a part of its SHA-256, so that the same file writes the same."""
    folder = lake / "rejects"
    folder.mkdir(exist_ok=True)
    path = folder / f"{Path(table.name.rpartition('!')[2]).name[:100]}-{table.sha256[:8]}.csv"
    lines = dict(_lines(table.path, [reject.line for reject in rejects]))
    out = StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(("where", "what", "row"))
    for reject in rejects:
        text = lines.get(reject.line, b"").decode("utf-8", "replace").replace(BLANK, "")[:_LONGEST]
        sheet.writerow((cell_safe(f"{table.name}:{reject.line}"), reject.kind, cell_safe(text)))
    write_whole(path, out.getvalue())
    return path


def _lines(path: Path, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The lines of these numbers, which ascend; only the blocks that hold one are split."""
    wanted = iter(numbers)
    number = next(wanted, None)
    before, rest = 0, b""
    with path.open("rb") as file:
        while number is not None and (block := file.read(BLOCK)):
            block = rest + block
            count = block.count(b"\n")
            if number <= before + count:
                split = block.split(b"\n")
                while number is not None and number <= before + count:
                    yield number, split[number - before - 1]
                    number = next(wanted, None)
            before += count
            rest = block[block.rfind(b"\n") + 1 :]
        if number is not None and rest:
            yield number, rest
