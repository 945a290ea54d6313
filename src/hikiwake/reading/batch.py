"""Batches: one JSON line a document in, one JSON line a reading out, in the same order."""

import json
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from hikiwake import __version__, engines
from hikiwake.reading.batch_source import Piece, Source, open_source
from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import document_from_text
from hikiwake.reading.language import parse, passing
from hikiwake.reading.languages.pipelines import pipelines
from hikiwake.reading.languages.routing import ByLanguage, is_english, why_unread
from hikiwake.reading.unfinished import Mark, Unfinished
from hikiwake.record.model import Document, Reading
from hikiwake.record.wire import date_json, explanation_json, formula_json, report_json, statement_json
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import HikiwakeError, Problem
from hikiwake.terms.files import write_whole

_COUNTED = ("documents", "errors", "events", "statements", "dates")
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: documents done in all and by this run; `share` of the input file behind, None where its length is not known."""

    documents: int
    now: int
    share: float | None


def read_batch(
    source: Path,
    target: Path,
    *,
    fast: bool = False,
    engine: str = "local",
    workers: int | None = None,
    address: str | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
    tell: Callable[[str], None] = lambda line: None,
) -> dict[str, int]:
    """Read `source` (JSON lines) and write `target`; a line that cannot be read becomes a line with `error`, never a missing one.

    The output grows in `target.part` and gets its name when it is whole. A run that was stopped is taken up by the next one with the same
    source, target and settings; the end is the same to the byte. `-` is standard input or output, with which nothing is taken up.

    Args:
        fast: leave out the search for unlisted names, which takes a third of the time.
        engine, workers, address: as `engines.run` takes them.
        progress: hears after every piece of some fifty lines.
        tell: hears, in a line, that a run is taken up, begun anew, or stopped with something kept.

    Returns:
        Counts: documents, errors, events, statements, dates.

    Raises:
        HikiwakeError: source or target cannot be opened, another run writes there, or the engine cannot work.
    """
    work = partial(_read_piece, fast=fast)
    run = partial(engines.run, work, engine=engine, workers=workers, address=address)
    if str(target) == "-" or (target.exists() and not target.is_file() and not target.is_dir()):
        with open_source(source) as lines:
            return _straight(_answers(lines, run), target, progress)
    languages = " ".join(language for language, pipeline in pipelines().items() if pipeline.is_installed)
    about = {"hikiwake": __version__, "reader": _reader(fast).name, "spacy": version("spacy"), "languages": languages}
    with open_source(source) as lines, Unfinished(target, about) as out:
        _take_up(lines, out, source, tell)
        counts = {kind: out.mark.counts.get(kind, 0) for kind in _COUNTED}
        before = counts["documents"]
        try:
            for piece, text, found in _answers(lines, run):
                for kind in _COUNTED:
                    counts[kind] += found[kind]
                out.add(text, Mark(piece.end, piece.digest, counts=dict(counts)))
                progress(Progress(counts["documents"], counts["documents"] - before, piece.share))
        except BaseException:
            if done := out.mark.counts.get("documents"):
                tell(f"{done} documents are read and kept in {out.part.name}: the same command goes on from there.")
            raise
        out.finish()
    return counts


def _take_up(lines: Source, out: Unfinished, source: Path, tell: Callable[[str], None]) -> None:
    """Go on where an earlier run stopped, if it was one with these settings and its input is still the same."""
    if out.is_other:
        tell(f"{out.part.name} was begun with another setting or version: begun anew.")
    if not out.mark.read:
        return
    if str(source) != "-" and lines.skip(out.mark.read, out.mark.digest):
        tell(f"{out.part.name}: {out.mark.counts['documents']} documents are read already, going on behind them.")
        return
    tell(f"{source} is not what {out.part.name} was begun with: begun anew.")
    out.restart()
    if str(source) != "-":
        lines.rewind()


Answer = tuple[str, dict[str, int]]


def _answers(
    lines: Source, run: Callable[[Iterator[list[bytes]]], Iterator[Answer]]
) -> Iterator[tuple[Piece, str, dict[str, int]]]:
    """Each piece with its output, in order."""
    waiting: deque[Piece] = deque()

    def given() -> Iterator[list[bytes]]:
        for piece in lines.pieces():
            waiting.append(piece)
            yield piece.lines

    for text, counts in run(given()):
        yield waiting.popleft(), text, counts


def _straight(
    answers: Iterator[tuple[Piece, str, dict[str, int]]], target: Path, progress: Callable[[Progress], None]
) -> dict[str, int]:
    """Into standard output, a pipe or a device: as it comes, with nothing kept."""
    counts = dict.fromkeys(_COUNTED, 0)

    def texts() -> Iterator[str]:
        for piece, text, found in answers:
            for kind in _COUNTED:
                counts[kind] += found[kind]
            yield text
            progress(Progress(counts["documents"], counts["documents"], piece.share))

    if str(target) != "-":
        write_whole(target, texts())
        return counts
    for text in texts():
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    return counts


def _read_piece(lines: list[bytes], *, fast: bool) -> Answer:
    """The output of some input lines as it is written, and what is in it."""
    rows = read_lines(lines, fast=fast)
    counts = {kind: sum(len(row[kind]) for row in rows) for kind in ("events", "statements", "dates")}
    counts |= {"documents": len(rows), "errors": sum(row["error"] is not None for row in rows)}
    return "".join(chain.from_iterable((_written(row), "\n") for row in rows)), counts


def _written(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    # An id may hold half a character, which only an escape can write.
    return text if text.isascii() or not _HALF.search(text) else json.dumps(row, allow_nan=False)


def read_lines(lines: list[bytes], *, fast: bool = False) -> list[dict[str, Any]]:
    """The output rows of some input lines, all parsed in one go."""
    rows = [_empty_row() for _ in lines]
    try:
        with passing():
            _fill(rows, lines, fast)
    except Exception as error:  # the parse itself broke off: alone, each line has its own answer
        if len(lines) > 1:
            return [row for line in lines for row in read_lines([line], fast=fast)]
        rows = [_empty_row() | {"id": rows[0]["id"], "error": f"{type(error).__name__}: {error}"}]
    return rows


def _fill(rows: list[dict[str, Any]], lines: list[bytes], fast: bool) -> None:
    documents = [_receive(line, row) for line, row in zip(lines, rows, strict=True)]
    received = [(document, row) for document, row in zip(documents, rows, strict=True) if document is not None]
    reader = _reader(fast)
    for document, row in received:
        if not is_english(document):
            _fill_other(document, row)
    received = [(document, row) for document, row in received if is_english(document)]
    for (document, row), passages in zip(received, parse(((d.text, d.prose) for d, _ in received), fast=fast), strict=True):
        try:
            row |= _found(document, reader.read_passages(document, passages))
        except Exception as error:  # one bad document must not lose the others: it is told in its own row
            row["error"] = f"{type(error).__name__}: {error}"


def _fill_other(document: Document, row: dict[str, Any]) -> None:
    """The row of a document in another language; one that nobody here reads says so in its `error`, which loses nothing."""
    if why := why_unread(document, "not read"):
        row["error"] = f"the text {why}"
        return
    reading = _by_language().read_other(document)
    if isinstance(reading, Problem):
        row["error"] = reading.what
    else:
        row |= _found(document, reading)


@cache
def _reader(fast: bool) -> BuiltIn:
    return BuiltIn(fast=fast)


@cache
def _by_language() -> ByLanguage:
    return ByLanguage(BuiltIn())


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
