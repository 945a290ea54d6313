"""From a chronicle in CSV to the document that is recorded: a line for each row of the spreadsheet, cells apart by tabs.

So the row is the document's own words, whatever marks the file had around its cells, and line n of the text is row n as the spreadsheet counts.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from hikiwake.reading.documents import Given, Limits
from hikiwake.reading.documents.contents import SPLIT, contents, too_large
from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.receive import receive_each
from hikiwake.reading.documents.sidecar import sidecar
from hikiwake.reading.documents.sources import Source
from hikiwake.reading.documents.table import is_table, rows
from hikiwake.record.model import Document, Span
from hikiwake.terms.errors import DocumentError, Problem
from hikiwake.terms.text import cell_safe


def receive_all(found: Iterable[Source], given: Given) -> Iterator[Document | Problem]:
    """The document of each source in order, chronicles among them, or what is wrong with it."""
    for is_chronicle, some in groupby(found, lambda source: is_table(source.path)):
        if is_chronicle:
            yield from (_received(source, given) for source in some)
        else:
            yield from receive_each(some, given)


def receive_table(source: Source, given: Given, limits: Limits | None = None) -> Document:
    """The document of a chronicle.

    Args:
        given: what the analyst says of it, before what stands beside it.

    Raises:
        DocumentError: it cannot be opened, is too large or no CSV.
    """
    limits, where = limits or Limits(), str(source.path)
    data = contents(source.path, limits)
    if len(data) > limits.text_bytes:
        raise too_large(where, len(data), limits.text_bytes)
    said = given.over(sidecar(source.path, limits)).over(source.stated)
    decoded = decode(data, sent_as=said.charset)
    try:
        lines = ["\t".join(map(_cell, row)).rstrip("\t") for row in islice(rows(decoded.text), limits.lines + 1)]
    except csv.Error as error:
        raise DocumentError.of(
            where, f"is no CSV ({error})", "Save it again as CSV with quotation marks around texts."
        ) from error
    if len(lines) > limits.lines:
        raise DocumentError.of(where, f"has more than {limits.lines:,} rows", SPLIT)
    text = "".join(f"{line}\n" for line in lines)
    note = (said.note,) if said.note else ()
    return Document(
        hashlib.sha256(data).hexdigest(), source.path.name, text, tuple(_prose(lines)), said.title, said.publisher, said.author,
        said.url, said.date, "given" if said.date else "none", (*note, *decoded.notes),
    )  # fmt: skip


def _received(source: Source, given: Given) -> Document | Problem:
    try:
        return receive_table(source, given)
    except DocumentError as error:
        return error.problems[0]


def _cell(value: str) -> str:
    """The cell on one line, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    words = " ".join(value.split())
    return words[1:] if words.startswith("'") and cell_safe(words[1:]) == words else words


def _prose(lines: list[str]) -> Iterator[Span]:
    """The rows below the heading."""
    at = 0
    for n, line in enumerate(lines):
        if n and line:
            yield Span(at, at + len(line))
        at += len(line) + 1
