"""Word documents: the words as they stand when all changes are accepted, with footnotes at the end.

Parsed as a stream and not by python-docx, which builds a tree of a file before anything can be checked, leaves tracked insertions out and
does not know footnotes.
"""

from collections.abc import Mapping

from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.office_text import OfficeText, properties, put
from hikiwake.reading.documents.own_brief import refuse_own
from hikiwake.reading.documents.publication import iso_date
from hikiwake.reading.documents.rendering import Rendering, is_sentence
from hikiwake.reading.documents.xml_events import events
from hikiwake.reading.documents.zipped import Archive
from hikiwake.terms.errors import DocumentError

# Deleted or moved away, drawn twice for older programs, instructions of fields, ruby above Japanese words, tab stops.
_SILENT = frozenset(["del", "moveFrom", "Fallback", "instrText", "delText", "rt", "sectPr", "tabs"])
_TEMPLATE_MADE = (
    "2013-12-23T23:15:00Z"  # of python-docx's template: files made by that library bear it until their maker changes it
)
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def parse(data: bytes, limits: Limits) -> Parsed:
    """Paragraphs, headings, list items and rows of tables in order; headers, footers and comments are left out.

    Raises:
        DocumentError: it is damaged, locked, not a Word document, a brief of our own, or unpacks to too much.
    """
    archive = Archive(data, limits, what="Word document")
    main = archive.part("word/document.xml", limits.xml_bytes) or archive.part(_main_part(archive, limits), limits.xml_bytes)
    if main is None:
        raise DocumentError.of("", "is a damaged Word document (it holds no text)", "Fetch or save it again.")
    styles = _styles(archive.part("word/styles.xml", limits.xml_bytes))
    page = Rendering()
    title = put(_text(main, styles, limits), page)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        notes = archive.part(name, limits.xml_bytes)
        for block in _text(notes, {}, limits).blocks if notes else ():
            page.add(block.words, is_prose=is_sentence(block.words))
    said = properties(archive.part("docProps/core.xml", limits.xml_bytes))
    refuse_own(said.get("category"))
    made = iso_date(said.get("created", ""))
    return page.parsed(title=title, maker=said.get("creator"), made=None if said.get("created") == _TEMPLATE_MADE else made)


def _main_part(archive: Archive, limits: Limits) -> str:
    """The name of the part that holds the text, where it is not the usual one."""
    relations = archive.part("_rels/.rels", limits.xml_bytes)
    for event in events(relations) if relations else ():
        if event.what == "start" and event.attributes.get("Type", "").endswith("/officeDocument"):
            return event.attributes.get("Target", "").lstrip("/")
    return ""


def _text(data: bytes, styles: Mapping[str, str], limits: Limits) -> OfficeText:
    text = OfficeText(limits.paragraphs, paragraphs=("p",), row="tr", cell="tc", silent=_SILENT)
    is_words = False
    for what, name, attributes in events(data):
        if what == "text":
            if is_words:
                text.add(name)
            continue
        is_words = what == "start" and name == "t"
        if what == "end":
            text.end(name)
        elif text.start(name):
            if name == "pStyle":
                text.style(styles.get(attributes.get("val", ""), ""))
            elif name == "numPr":
                text.item()
            elif name in _BREAKS:
                text.add(_BREAKS[name])
    return text


def _styles(data: bytes | None) -> dict[str, str]:
    """Names of the paragraph styles in small letters, by id."""
    found: dict[str, str] = {}
    style = ""
    for what, name, attributes in events(data) if data else ():
        if what == "start" and name == "style":
            style = attributes.get("styleId", "")
        elif what == "start" and name == "name" and style:
            found.setdefault(style, attributes.get("val", "").casefold())
    return found
