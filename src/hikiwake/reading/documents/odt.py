"""OpenDocument texts."""

from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.office_text import OfficeText, properties, put
from hikiwake.reading.documents.publication import iso_date
from hikiwake.reading.documents.rendering import Rendering
from hikiwake.reading.documents.xml_events import events
from hikiwake.reading.documents.zipped import Archive
from hikiwake.terms.errors import DocumentError

_SILENT = frozenset(["tracked-changes", "annotation", "note-citation", "sequence-decls", "ruby-text", "forms"])
_BREAKS = {"tab": "\t", "line-break": "\n"}
_MOST_BLANKS = 1_000  # that one element may stand for


def parse(data: bytes, limits: Limits) -> Parsed:
    """Paragraphs, headings, list items and rows of tables in order; a footnote stands after its paragraph; comments are left out.

    Raises:
        DocumentError: it is damaged, locked, or unpacks to too much.
    """
    archive = Archive(data, limits, what="OpenDocument text")
    main = archive.part("content.xml", limits.xml_bytes)
    if main is None:
        raise DocumentError.of("", "is a damaged OpenDocument text (it holds no text)", "Fetch or save it again.")
    page = Rendering()
    title = put(_text(main, limits), page)
    said = properties(archive.part("meta.xml", limits.xml_bytes))
    maker = said.get("initial-creator") or said.get("creator")
    return page.parsed(title=title, maker=maker, made=iso_date(said.get("creation-date", "")))


def _text(data: bytes, limits: Limits) -> OfficeText:
    text = OfficeText(limits.paragraphs, paragraphs=("p", "h"), row="table-row", cell="table-cell", silent=_SILENT)
    within_items = 0
    parents: dict[str, str] = {}  # of the styles that the document makes for single paragraphs
    for what, name, attributes in events(data):
        if what == "text":
            text.add(name)
        elif what == "end":
            within_items -= name == "list-item"
            text.end(name)
        else:
            within_items += name == "list-item"
            if name == "style" and "parent-style-name" in attributes:
                parents[attributes.get("name", "")] = attributes["parent-style-name"]
            if not text.start(name):
                continue
            if name == "p" and within_items:
                text.item()
            if name in ("p", "h"):
                style = attributes.get("style-name", "")
                text.style(parents.get(style, style).replace("_20_", " ").casefold())
            elif name == "s":
                count = attributes.get("c", "1")
                text.add(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
            elif name in _BREAKS:
                text.add(_BREAKS[name])
    return text
