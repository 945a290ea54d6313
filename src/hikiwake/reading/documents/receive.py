"""From a file as received to the document that is recorded; a file that cannot be read is named, and the others are read."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from hikiwake.reading.documents.assemble import assemble
from hikiwake.reading.documents.contents import SPLIT, contents, too_large
from hikiwake.reading.documents.encoding import visible
from hikiwake.reading.documents.folder import expand
from hikiwake.reading.documents.kinds import kind
from hikiwake.reading.documents.model import Given, Limits, Parsed
from hikiwake.reading.documents.paragraphs import paragraphs
from hikiwake.reading.documents.parsing import Parsing
from hikiwake.reading.documents.sidecar import sidecar
from hikiwake.record.model import Document
from hikiwake.terms.dates import Date
from hikiwake.terms.errors import DocumentError, Problem


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
    """Each document at `paths`, folders expanded, in order; a file that cannot be read gives its problem, and the rest is read."""
    limits = limits or Limits()
    with Parsing(limits) as parsing:
        for argument in paths:
            for path in expand(Path(argument)):
                if isinstance(path, Problem):
                    yield path
                    continue
                try:
                    document = _receive(path, given or Given(), limits, parsing)
                except DocumentError as error:
                    yield error.problems[0]
                else:
                    yield document


def document_from_text(
    document_id: str, text: str, *, date: Date | None = None, title: str | None = None, publisher: str | None = None
) -> Document:
    """A text that came without a file, as a received document: spans index it as given, page noise lies outside its prose.

    Nulls and lone surrogates become one U+FFFD each; nothing else is changed, and no length.

    Raises:
        DocumentError: the text is larger than `Limits` allow.
    """
    limits = Limits()
    if len(text) > limits.text_characters:
        millions = f"{len(text) / 1e6:.0f} million characters; at most {limits.text_characters / 1e6:g} are read"
        raise DocumentError.of(document_id, f"is too long ({millions})", SPLIT)
    _check_lines(text.count("\n"), document_id, limits)
    stored, notes = visible(text)
    parsed = Parsed(stored, paragraphs(stored), notes=notes)
    return assemble(document_id, document_id, parsed, Given(title=title, publisher=publisher, date=date))


def _receive(path: Path, given: Given, limits: Limits, parsing: Parsing) -> Document:
    where = str(path)
    data = contents(path, limits)
    what = kind(data, path.name, where)
    if what != "pdf" and len(data) > limits.text_bytes:
        raise too_large(where, len(data), limits.text_bytes)
    if what == "text":
        _check_lines(data.count(b"\n"), where, limits)
    given = given.over(sidecar(path, limits))
    parsed = parsing.parse(what, data, where)
    if not any(c.isalnum() for c in parsed.text):
        mend = (
            "If scripts make the page, open it in a browser and save its text." if what == "html" else "Save or fetch it again."
        )
        raise DocumentError.of(where, "holds no words", mend)
    return assemble(hashlib.sha256(data).hexdigest(), path.name, parsed, given)


def _check_lines(count: int, where: str, limits: Limits) -> None:
    if count > limits.lines:
        raise DocumentError.of(where, f"has more than {limits.lines:,} lines", SPLIT)
