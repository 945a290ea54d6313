"""From a file as received to the document that is recorded; a file that cannot be read is named, and the others are read."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from hikiwake.reading.documents.assemble import assemble
from hikiwake.reading.documents.encoding import visible
from hikiwake.reading.documents.folder import expand
from hikiwake.reading.documents.kinds import READABLE, kind
from hikiwake.reading.documents.model import Given, Limits, Parsed
from hikiwake.reading.documents.paragraphs import paragraphs
from hikiwake.reading.documents.parsing import Parsing
from hikiwake.reading.documents.sidecar import sidecar
from hikiwake.record.model import Document
from hikiwake.terms.dates import Date
from hikiwake.terms.errors import DocumentError, HikiwakeError, Problem

_KINDS_OF_FILE = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a pipe, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)


def receive(path: str | Path, given: Given | None = None, limits: Limits | None = None) -> Document:
    """The document at `path`.

    Args:
        path: a .txt, .md, .html or .pdf file; `NAME.toml` beside it may state title, publisher, date, url and author.
        given: what the analyst states, over the file beside it and over the document itself.
        limits: how large the document may be and what parsing it may cost.

    Raises:
        DocumentError: one line saying what is wrong with the file and how to mend it.
    """
    limits = limits or Limits()
    with Parsing(limits) as parsing:
        return _receive(Path(path), given or Given(), limits, parsing)


def receive_all(
    paths: Iterable[str | Path], given: Given | None = None, limits: Limits | None = None
) -> Iterator[Document | Problem]:
    """Each document at `paths`, folders expanded, in order; what cannot be read gives its problem, and the rest is read."""
    limits = limits or Limits()
    with Parsing(limits) as parsing:
        for argument in paths:
            for path in expand(Path(argument)):
                if isinstance(path, Problem):
                    yield path
                    continue
                try:
                    yield _receive(path, given or Given(), limits, parsing)
                except HikiwakeError as error:
                    yield from error.problems


def document_from_text(
    document_id: str, text: str, *, date: Date | None = None, title: str | None = None, publisher: str | None = None
) -> Document:
    """A text that came without a file, as a received document: spans index it as given, page noise lies outside its prose.

    Nulls and lone surrogates become one U+FFFD each; nothing else is changed, and no length.
    """
    stored, notes = visible(text)
    parsed = Parsed(stored, paragraphs(stored), notes=notes)
    return assemble(document_id, document_id, parsed, Given(title=title, publisher=publisher, date=date))


def _receive(path: Path, given: Given, limits: Limits, parsing: Parsing) -> Document:
    where = str(path)
    data = _bytes(path, limits)
    what = kind(data, path.name, where)
    if what != "pdf" and len(data) > limits.text_bytes:
        raise _too_large(where, len(data), limits.text_bytes)
    parsed = parsing.parse(what, data, where)
    if not any(c.isalnum() for c in parsed.text):
        raise DocumentError.of(
            where, "holds no words", "If it is a page made by scripts, open it in a browser and save its text."
        )
    return assemble(hashlib.sha256(data).hexdigest(), path.name, parsed, given.over(sidecar(path, limits)))


def _bytes(path: Path, limits: Limits) -> bytes:
    """The whole file; what is no regular file is not opened for long enough to block."""
    where = str(path)
    try:
        # Without O_NONBLOCK, opening a pipe waits for somebody to write into it.
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        )
    except FileNotFoundError as error:
        raise DocumentError.of(where, "does not exist", "Check its name; it may have been moved or deleted meanwhile.") from error
    except PermissionError as error:
        raise DocumentError.of(where, "may not be read", f"Give yourself permission: chmod u+r '{path}'.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise DocumentError.of(
            where.replace("\0", "\ufffd"), f"cannot be opened ({reason})", "Check its name and kind."
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        for is_so, what in _KINDS_OF_FILE:
            if is_so(status.st_mode):
                raise DocumentError.of(where, what, f"Name a file. {READABLE}.")
        if status.st_size > limits.file_bytes:
            raise _too_large(where, status.st_size, limits.file_bytes)
        try:
            data = file.read(limits.file_bytes + 1)
        except OSError as error:
            raise DocumentError.of(
                where, f"cannot be read ({error.strerror})", "Copy it to a local disk and try again."
            ) from error
    if len(data) > limits.file_bytes:
        raise _too_large(where, len(data), limits.file_bytes)
    if not data:
        raise DocumentError.of(where, "is empty", "Save or fetch it again.")
    return data


def _too_large(where: str, size: int, limit: int) -> DocumentError:
    return DocumentError.of(
        where,
        f"is too large ({size / 1e6:.0f} MB; at most {limit / 1e6:g} MB are read)",
        "Split it, or keep the part that matters.",
    )
