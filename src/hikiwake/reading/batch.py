"""Batches: one JSON line a document in, one JSON line a reading out, in the same order."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hikiwake.record.wire import date_json, explanation_json, formula_json, report_json, statement_json

from hikiwake import engines
from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import document_from_text
from hikiwake.reading.language import parse
from hikiwake.record.model import Document, Reading
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.files import write_whole

_CHUNK = 48  # lines a worker takes at once


def read_batch(source: Path, target: Path, *, engine: str = "local") -> dict[str, int]:
    """Read `source` (JSON lines) and write `target`; a line that cannot be read becomes a line with `error`, never a missing one.

    Returns:
        Counts: documents, errors, events, statements, dates.
    """
    try:
        lines = [line for line in source.read_text(encoding="utf-8").split("\n") if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise HikiwakeError.of(str(source), f"cannot be read ({error})", "Give a file of JSON lines in UTF-8.") from None
    chunks = [lines[i : i + _CHUNK] for i in range(0, len(lines), _CHUNK)]
    counts = dict.fromkeys(("documents", "errors", "events", "statements", "dates"), 0)

    def out() -> Iterator[str]:
        for chunk in engines.run(read_lines, chunks, engine=engine):
            for row in chunk:
                counts["documents"] += 1
                counts["errors"] += row["error"] is not None
                for kind in ("events", "statements", "dates"):
                    counts[kind] += len(row[kind])
                yield json.dumps(row, ensure_ascii=False) + "\n"

    write_whole(target, out())
    return counts


def read_lines(lines: list[str]) -> list[dict[str, Any]]:
    """The output rows of some input lines, all parsed in one go."""
    rows = [_empty_row() for _ in lines]
    documents = [_receive(line, row) for line, row in zip(lines, rows, strict=True)]
    received = [(document, row) for document, row in zip(documents, rows, strict=True) if document is not None]
    for (document, row), passages in zip(received, parse((d.text, d.prose) for d, _ in received), strict=True):
        try:
            row |= _found(document, _reader().read_passages(document, passages))
        except Exception as error:  # one bad document must not lose the others: it is told in its own row
            row["error"] = f"{type(error).__name__}: {error}"
    return rows


@cache
def _reader() -> BuiltIn:
    return BuiltIn()


def _empty_row() -> dict[str, Any]:
    return {"id": None, "events": [], "statements": [], "dates": [], "formulas": [], "explanations": [], "error": None}


def _receive(line: str, row: dict[str, Any]) -> Document | None:
    """The document of one input line; None, and `error` in its row, where it is none."""
    try:
        given = json.loads(line)
        row["id"] = given["id"]
        date = from_timex(given["date"]) if given.get("date") else None
        return document_from_text(
            str(given["id"]), given["text"], date=date, title=given.get("title"), publisher=given.get("publisher")
        )
    except KeyError as error:
        row["error"] = f"the line has no {error}"
    except (ValueError, TypeError, AttributeError, HikiwakeError) as error:
        row["error"] = str(error)
    return None


def _found(document: Document, reading: Reading) -> dict[str, Any]:
    text = document.text
    return {
        "events": [report_json(r, text) for r in reading.reports],
        "statements": [statement_json(s, text) for s in reading.statements],
        "dates": [date_json(d) for d in reading.dates],
        "formulas": [formula_json(f) for f in reading.formulas],
        "explanations": [explanation_json(x) for x in reading.explanations],
    }
