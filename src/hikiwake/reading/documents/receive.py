"""From a file as received to the document that is recorded; a file that cannot be read is named, and the others are read."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from hikiwake.reading.documents.assemble import assemble
from hikiwake.reading.documents.contents import SPLIT, contents, too_large
from hikiwake.reading.documents.encoding import visible
from hikiwake.reading.documents.formats import DOCUMENTS
from hikiwake.reading.documents.kinds import kind
from hikiwake.reading.documents.model import Given, Limits, Parsed
from hikiwake.reading.documents.paragraphs import paragraphs
from hikiwake.reading.documents.parsing import Parsing
from hikiwake.reading.documents.sidecar import sidecar
from hikiwake.reading.documents.sources import Opened, Source, Sources
from hikiwake.record.model import Document
from hikiwake.terms.dates import Date
from hikiwake.terms.errors import DocumentError, Problem


def receive(path: str | Path, given: Given | None = None, limits: Limits | None = None) -> Document:
    """The document at `path`.

    Args:
        path: a file that is one document; `NAME.toml` beside it may state title, publisher, date, url and author.
        given: what the analyst states, over the file beside it and over the document itself.
        limits: how large the document may be and what parsing it may cost.

    Raises:
        DocumentError: one line saying what is wrong with the file and how to mend it.
    """
    limits = limits or Limits()
    with Parsing(limits) as parsing:
        return _receive(Source(Path(path), str(path)), given or Given(), limits, parsing)


def receive_all(
    paths: Iterable[str | Path], given: Given | None = None, limits: Limits | None = None
) -> Iterator[Document | Problem]:
    """Each document at `paths`, in order: folders and what holds documents are opened; a file that cannot be read gives its problem."""
    limits = limits or Limits()
    with Sources(limits) as sources:
        found = (one for path in paths for one in sources.of(Path(path)) if not isinstance(one, Opened))
        yield from receive_each(found, given, limits)


def receive_each(
    found: Iterable[Source | Problem], given: Given | None = None, limits: Limits | None = None
) -> Iterator[Document | Problem]:
    """The document of each source in order, or what is wrong with it; a problem stays itself."""
    limits = limits or Limits()
    with Parsing(limits) as parsing:
        for source in found:
            if isinstance(source, Problem):
                yield source
                continue
            try:
                document = _receive(source, given or Given(), limits, parsing)
            except DocumentError as error:
                yield replace(error.problems[0], where=_told(error.problems[0].where, source))
            else:
                yield document


def _told(where: str, source: Source) -> str:
    """The place of a problem as the analyst knows it: what was unpacked lies elsewhere for now."""
    return where.replace(str(source.path.parent), str(Path(source.where).parent)) if str(source.path) != source.where else where


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


def _receive(source: Source, given: Given, limits: Limits, parsing: Parsing) -> Document:
    path, where = source.path, str(source.path)
    data = contents(path, limits)
    what = kind(data, path.name, where)
    if what not in DOCUMENTS:
        raise DocumentError.of(where, "holds documents and is none itself", "Read it into a case, which opens it.")
    _check_size(what, data, where, limits)
    given = given.over(sidecar(path, limits)).over(source.stated)
    parsed = parsing.parse(what, data, where, sent_as=given.charset)
    if not any(c.isalnum() for c in parsed.text):
        mend = (
            "If scripts make the page, open it in a browser and save its text." if what == "html" else "Save or fetch it again."
        )
        raise DocumentError.of(where, "holds no words", mend)
    return assemble(hashlib.sha256(data).hexdigest(), path.name, parsed, given)


def _check_size(what: str, data: bytes, where: str, limits: Limits) -> None:
    most = {"text": limits.text_bytes, "markdown": limits.text_bytes, "pdf": limits.file_bytes}.get(what, limits.page_bytes)
    if len(data) > most:
        raise too_large(where, len(data), most)
    if what == "text":
        _check_lines(data.count(b"\n"), where, limits)


def _check_lines(count: int, where: str, limits: Limits) -> None:
    if count > limits.lines:
        raise DocumentError.of(where, f"has more than {limits.lines:,} lines", SPLIT)
