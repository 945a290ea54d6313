"""The formats: which file of this package reads which kind. A new one is a new file and a line here."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from hikiwake.reading.documents.model import Limits, Parsed, Part, Remark

#: Kinds that are one document; the module has `parse(data, limits)`.
DOCUMENTS = {
    "text": "plain",
    "markdown": "markdown",
    "html": "html",
    "web archive": "web_archive",
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "e-mail": "mail",
}
#: Kinds that are bytes of letters; their `parse` takes `sent_as` too, the encoding that whoever sent them named.
TEXTS = ("text", "markdown", "html")
#: Kinds that hold documents; the module has `unpack(data, limits)`. An e-mail is both: itself, and what is attached to it.
CONTAINERS = {
    "zip": "unpacking.archive",
    "mailbox": "unpacking.mailbox",
    "e-mail": "unpacking.attachments",
    "feed": "unpacking.feed",
    "zotero": "unpacking.zotero",
    "ris": "unpacking.ris",
    "csl-json": "unpacking.csl_json",
}

Parser = Callable[..., Parsed]
Unpacker = Callable[[bytes, Limits], Iterator[Part | Remark]]


def parser(kind: str) -> Parser:
    """The function that parses this kind. Imported when asked for: trafilatura and pypdf take long to load."""
    return cast(Parser, import_module(f"{__package__}.{DOCUMENTS[kind]}").parse)


def unpacker(kind: str) -> Unpacker:
    """The function that hands out the documents within this kind, one after another, and remarks on the whole."""
    return cast(Unpacker, import_module(f"{__package__}.{CONTAINERS[kind]}").unpack)
