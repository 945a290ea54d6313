"""What kind of file it is: by its content first, by its name second."""

import re
from collections.abc import Callable
from pathlib import PurePath

from hikiwake.reading.documents.encoding import utf16_without_mark
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.terms.errors import DocumentError

READABLE = "Readable are .txt, .md, .html and .pdf"

EXTENSIONS = {
    ".txt": "text", ".text": "text", "": "text",
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf",
}  # fmt: skip

#: Kinds that hold documents but cannot be read yet, so that a folder with them is not read half in silence.
UNREAD = {
    ".docx": "a Word document", ".doc": "an old Word document", ".odt": "an OpenDocument text", ".rtf": "a rich-text file", ".eml": "an e-mail",
    ".msg": "an Outlook e-mail", ".mbox": "a mailbox", ".epub": "an e-book", ".mht": "a web archive", ".mhtml": "a web archive",
    ".webarchive": "a web archive", ".pages": "a Pages document", ".rdf": "an RDF file",
}  # fmt: skip

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or an Outlook e-mail"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\x89PNG\r\n\x1a\n", "a picture (png)"),
    (b"\xff\xd8\xff", "a picture (jpeg)"),
    (b"GIF8", "a picture (gif)"),
    (b"II*\x00", "a picture (tiff)"),
    (b"MM\x00*", "a picture (tiff)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"bplist00", "a binary property list"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"PAR1", "a Parquet file"),
)
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}(?:<!doctype html|<html|<head|<body)",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(rb"<[a-z!/]|<\x00[a-z!/]", re.IGNORECASE)
_CONTROL = bytes(b for b in range(1, 32) if b not in b"\t\n\r\x0b\x0c\x1b") + b"\x7f"
_SAMPLE = 262_144


def kind(data: bytes, name: str, where: str) -> str:
    """`text`, `markdown`, `html` or `pdf`.

    Raises:
        DocumentError: the content is of another kind, whatever its name says.
    """
    extension = PurePath(name).suffix.casefold()
    if data[:1024].find(b"%PDF-") >= 0 and (extension == ".pdf" or data.startswith(b"%PDF-")):
        return "pdf"
    for magic, what in _MAGIC:
        if data.startswith(magic) and (not magic.isalnum() or _is_binary(data)):
            raise DocumentError.of(where, f"is {what} and cannot be read", f"{READABLE}: save its text as one of these.")
    if extension in UNREAD:
        raise DocumentError.of(where, f"is {UNREAD[extension]} and cannot be read yet", f"{READABLE}: save it as one of these.")
    if extension not in EXTENSIONS:
        raise DocumentError.of(
            where, f"is of a kind that cannot be read ({extension})", f"{READABLE}; rename it if it is one of these."
        )
    if extension == ".pdf":
        raise DocumentError.of(where, "is not a pdf, whatever its name says", "Fetch or export the file again.")
    if _is_binary(data):
        raise DocumentError.of(where, "is binary data, not text", f"{READABLE}: save its text as one of these.")
    if _PAGE.match(data) or (EXTENSIONS[extension] == "html" and _ANY_TAG.search(data[:_SAMPLE])):
        return "html"
    return "text" if EXTENSIONS[extension] == "html" else EXTENSIONS[extension]


def parser(kind: str) -> Callable[[bytes, Limits], Parsed]:
    """The function that parses this kind. Imported when asked for: trafilatura and pypdf take long to load."""
    if kind == "html":
        from hikiwake.reading.documents.html import parse
    elif kind == "pdf":
        from hikiwake.reading.documents.pdf import parse
    elif kind == "markdown":
        from hikiwake.reading.documents.markdown import parse
    else:
        from hikiwake.reading.documents.plain import parse
    return parse


def _is_binary(data: bytes) -> bool:
    """Many control characters, or mostly nulls without being UTF-16 or UTF-32; a stray null does not make a text binary."""
    sample = data[:_SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or utf16_without_mark(data):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls > max(2, 0.03 * len(sample)) or sample.count(0) > 0.3 * len(sample)
