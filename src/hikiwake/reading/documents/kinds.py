"""What kind of file it is: by its content first, by its name second."""

import re
from pathlib import PurePath

from hikiwake.reading.documents.encoding import utf16_without_mark
from hikiwake.terms.errors import DocumentError

READABLE = "Readable are txt, md, html, mht, pdf, docx, odt, eml, and zip, mbox, feeds and library exports of them"

EXTENSIONS = {
    ".txt": "text", ".text": "text", "": "text",
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "web archive", ".mhtml": "web archive",
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".ott": "odt", ".eml": "e-mail",
}  # fmt: skip

#: Files that hold documents, by the name of the kind.
CONTAINERS = {
    ".zip": "zip", ".mbox": "mailbox", ".mbx": "mailbox", ".rss": "feed", ".atom": "feed", ".rdf": "zotero", ".ris": "ris", ".xml": "feed",
    ".json": "csl-json",
}  # fmt: skip

#: Kinds of which every folder holds others, passed over there unless their first bytes say that they are meant.
EVERYDAY = (".xml", ".json", ".rdf")

#: Kinds that hold documents but cannot be read, so that a folder with them is not read half in silence.
UNREAD = {
    ".doc": "an old Word document", ".rtf": "a rich-text file", ".msg": "an Outlook e-mail", ".epub": "an e-book", ".pst": "an Outlook mailbox",
    ".webarchive": "a web archive of Safari", ".pages": "a Pages document", ".wpd": "a WordPerfect document", ".7z": "a 7z archive",
    ".rar": "a rar archive", ".gz": "a gzip archive", ".tgz": "a gzip archive", ".tar": "a tar archive", ".bib": "a BibTeX file",
}  # fmt: skip

#: Tables, which hold no document by themselves, and what to do with them.
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".ods")
_INSTEAD = (
    "A chronicle needs the columns date and what. "
    "Texts in it go in as files: one .txt a row, with a .toml of the same name beside it for title, publisher, date. A series: hikiwake relations "
    "--series FILE.csv; event data: hikiwake events load FILE."
)

_MAGIC = (
    (b"%PDF-", "pdf"),
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
_ZIP = b"PK\x03\x04"
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")
_OTHER_OFFICE = {
    ".xlsx": "an Excel workbook", ".xlsm": "an Excel workbook", ".pptx": "a PowerPoint presentation", ".ppsx": "a PowerPoint presentation",
    ".ods": "an OpenDocument table", ".odp": "an OpenDocument presentation",
}  # fmt: skip
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}(?:<!doctype html|<html|<head|<body)",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(rb"<rss\b|<feed\b[^>]{0,2000}http://www\.w3\.org/2005/Atom|http://purl\.org/rss/1\.0/[\"']", re.IGNORECASE)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|rdf:RDF|rss|feed)", re.IGNORECASE)
_MAILBOX = re.compile(rb"\AFrom \S[^\n]*\d{4}[^\n]*\n(?:>From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:")
_RIS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*TY  - ")
_ARCHIVED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_ANY_TAG = re.compile(rb"<[a-z!/]|<\x00[a-z!/]", re.IGNORECASE)
_CONTROL = bytes(b for b in range(1, 32) if b not in b"\t\n\r\x0b\x0c\x1b") + b"\x7f"
_SAMPLE = 262_144
HEAD = 4096  # bytes that are enough to know a container


def kind(data: bytes, name: str, where: str) -> str:
    """One of the values of `EXTENSIONS` or `CONTAINERS`; `data` is the whole file or its beginning.

    Raises:
        DocumentError: the content is of another kind, whatever its name says.
    """
    extension = PurePath(name).suffix.casefold()
    if data[:1024].find(b"%PDF-") >= 0 and (extension == ".pdf" or data.startswith(b"%PDF-")):
        return "pdf"
    if data.startswith(_ZIP):
        return _zipped(data, extension, where)
    for magic, what in _MAGIC:
        if data.startswith(magic) and (not magic.isalnum() or _is_binary(data)):
            raise DocumentError.of(where, f"is {what} and cannot be read", f"{READABLE}: save its text as one of these.")
    if extension in UNREAD:
        raise DocumentError.of(where, f"is {UNREAD[extension]} and cannot be read", f"{READABLE}: save it as one of these.")
    if found := container(data, name):
        return found
    if extension not in EXTENSIONS:
        raise DocumentError.of(
            where,
            f"is of a kind that cannot be read ({extension})",
            _INSTEAD if extension in _TABLES else f"{READABLE}; rename it if it is one of these.",
        )
    said = EXTENSIONS[extension]
    if said in ("pdf", "docx", "odt"):
        raise DocumentError.of(where, f"is not a {said}, whatever its name says", "Fetch or export the file again.")
    if said not in ("e-mail", "web archive") and _is_binary(data):
        raise DocumentError.of(where, "is binary data, not text", f"{READABLE}: save its text as one of these.")
    if said == "web archive" or (said == "e-mail" and b"Saved by Blink" in data[:HEAD] and _ARCHIVED.search(data[:HEAD])):
        return "web archive"
    if _PAGE.match(data) or (said == "html" and _ANY_TAG.search(data[:_SAMPLE])):
        return "html"
    return "text" if said == "html" else said


def container(head: bytes, name: str) -> str | None:
    """The kind of container that a file's beginning shows, or its name where that alone can tell; None for a document, or anything else."""
    head, extension = head[:HEAD], PurePath(name).suffix.casefold()
    said = CONTAINERS.get(extension)
    if head.startswith(_ZIP):
        return "zip" if _is_archive(head, extension) else None
    if _XML.match(head) and not _PAGE.match(head):
        if b"http://www.zotero.org/namespaces/export#" in head:
            return "zotero"
        if _FEED.search(head):
            return "feed"
    if _RIS.match(head):
        return "ris"
    if said == "csl-json" and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")):
        return "csl-json"
    if extension in (".mbox", ".mbx", "") and _MAILBOX.match(head):
        return "mailbox"
    return said if said in ("mailbox", "ris") or extension in (".rss", ".atom") else None


def is_meant(head: bytes, name: str) -> bool:
    """Whether a file of an everyday kind (.xml, .json, .rdf) that lies in a folder is a feed or an export of a library."""
    found = container(head, name)
    if found == "csl-json":
        return b'"type"' in head and (b'"title"' in head or b'"issued"' in head)
    return found is not None


def _zipped(data: bytes, extension: str, where: str) -> str:
    if _is_archive(data, extension):
        return "zip"
    if extension in _OTHER_OFFICE:
        raise DocumentError.of(
            where,
            f"is {_OTHER_OFFICE[extension]} and cannot be read",
            _INSTEAD if extension in _TABLES else f"{READABLE}: save its text as one of these.",
        )
    first = _first_name(data)
    if first == b"mimetype":
        stored = data[38:138]
        if stored.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        what = "an e-book" if stored.startswith(b"application/epub") else "an OpenDocument file that is no text"
        raise DocumentError.of(where, f"is {what} and cannot be read", f"{READABLE}: save its text as one of these.")
    return "odt" if EXTENSIONS.get(extension) == "odt" else "docx"


def _is_archive(head: bytes, extension: str) -> bool:
    """Whether a zip file is an archive of files and not one document: by its name, or else by the first file in it."""
    if extension == ".zip":
        return True
    is_document = EXTENSIONS.get(extension) in ("docx", "odt") or extension in _OTHER_OFFICE or extension in UNREAD
    first = _first_name(head)
    return not is_document and first != b"mimetype" and not first.startswith(_OFFICE)


def _first_name(data: bytes) -> bytes:
    return data[30 : 30 + int.from_bytes(data[26:28], "little")]


def _is_binary(data: bytes) -> bool:
    """Many control characters, or mostly nulls without being UTF-16 or UTF-32; a stray null does not make a text binary."""
    sample = data[:_SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or utf16_without_mark(data):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls > max(2, 0.03 * len(sample)) or sample.count(0) > 0.3 * len(sample)
