"""Batches: one JSON line a document in, one JSON line a reading out, in the same order."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hikiwake import engines
from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import document_from_text
from hikiwake.reading.language import parse
from hikiwake.record.model import Document, Reading
from hikiwake.record.wire import date_json, explanation_json, formula_json, report_json, statement_json
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.files import write_whole

_CHUNK = 48  # lines a worker takes at once
_HALF = re.compile("[\ud800-\udfff]")


def read_batch(source: Path, target: Path, *, engine: str = "local") -> dict[str, int]:
    """Read `source` (JSON lines) and write `target`; a line that cannot be read becomes a line with `error`, never a missing one.

    Returns:
        Counts: documents, errors, events, statements, dates.
    """
    try:
        lines = [line for line in source.read_bytes().removeprefix(BOM_UTF8).split(b"\n") if line.strip()]
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HikiwakeError.of(str(source), f"cannot be read ({reason})", "Give a file of JSON lines in UTF-8.") from None
    chunks = [lines[i : i + _CHUNK] for i in range(0, len(lines), _CHUNK)]
    counts = dict.fromkeys(("documents", "errors", "events", "statements", "dates"), 0)

    def out() -> Iterator[str]:
        for chunk in engines.run(read_lines, chunks, engine=engine):
            for row in chunk:
                counts["documents"] += 1
                counts["errors"] += row["error"] is not None
                for kind in ("events", "statements", "dates"):
                    counts[kind] += len(row[kind])
                yield _written(row) + "\n"

    write_whole(target, out())
    return counts


def _written(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    # An id may hold half a character, which only an escape can write.
    return text if text.isascii() or not _HALF.search(text) else json.dumps(row, allow_nan=False)


def read_lines(lines: list[bytes]) -> list[dict[str, Any]]:
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


def _receive(line: bytes, row: dict[str, Any]) -> Document | None:
    """The document of one input line; None, and `error` in its row, where it is none."""
    try:
        given = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        row["error"] = f"the line is not UTF-8 (byte 0x{line[error.start]:02x})"
        return None
    except (ValueError, RecursionError) as error:
        row["error"] = f"the line is not JSON ({error})"
        return None
    if not isinstance(given, dict):
        row["error"] = 'the line is no JSON object; write {"id": …, "text": …}'
        return None
    row["id"] = given.get("id")
    try:
        if "id" not in given:
            raise ValueError('the line has no "id"')
        text, title, publisher, day = (_string(given, key) for key in ("text", "title", "publisher", "date"))
        if text is None:
            raise ValueError('the line has no "text"')
        return document_from_text(str(given["id"]), text, date=from_timex(day) if day else None, title=title, publisher=publisher)
    except (ValueError, HikiwakeError) as error:
        row["error"] = str(error)
    return None


def _string(given: dict[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{key}" is no text in quotation marks')
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _found(document: Document, reading: Reading) -> dict[str, Any]:
    text = document.text
    return {
        "events": [report_json(r, text) for r in reading.reports],
        "statements": [statement_json(s, text) for s in reading.statements],
        "dates": [date_json(d) for d in reading.dates],
        "formulas": [formula_json(f) for f in reading.formulas],
        "explanations": [explanation_json(x) for x in reading.explanations],
    }
