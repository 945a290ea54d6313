"""Real footnotes: a part of our own, since the library that writes the rest has none."""

from importlib.resources import files

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml

from hikiwake.brief.paper.model import Note
from hikiwake.brief.word.elements import Element, el, external_link, link, paragraph, run, web_address


class Footnotes:
    """The document's footnotes, numbered as they are made."""

    def __init__(self, document: Document) -> None:
        package = document.part.package
        assert package is not None  # an open document lies in one
        root = parse_xml((files("hikiwake.brief.word") / "parts" / "footnotes.xml").read_bytes())
        self._part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._next = 1

    def refer(self, note: Note) -> Element:
        """A footnote made of `note`; the run that refers to it."""
        number = self._next
        self._next += 1
        mark = el("r", el("rPr", el("rStyle", val="FootnoteReference")), el("footnoteRef"))
        inside = [mark, run(" "), *self._said(note)]
        self._part.element.append(el("footnote", paragraph("FootnoteText", inside), id=number))
        return el("r", el("rPr", el("rStyle", val="FootnoteReference")), el("footnoteReference", id=number))

    def _said(self, note: Note) -> list[Element]:
        said = [run(f"{note.where} ("), link(f"source{note.source}", f"source {note.source}"), run(")")]
        for i, words in enumerate(note.quotes):
            said += [run("; " if i else ": "), run(words, language=note.language)]
        said.append(run("."))
        if note.url:
            said.append(run(" "))
            said.append(self.address(note.url))
        return said

    def address(self, url: str) -> Element:
        """The address as a link, or as words where it is none that a word processor takes."""
        if web_address(url) is None:
            return run(url)
        return external_link(self._part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), url)
