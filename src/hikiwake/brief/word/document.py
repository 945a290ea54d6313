"""The brief as a word processor's document (Office Open XML): real styles, native tables, charts with alternative text, real footnotes."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any, cast

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Emu

from hikiwake.brief.paper import pictures
from hikiwake.brief.paper.model import Grid, Heading, Items, Lines, Paper, Part, Picture, Told, Turned
from hikiwake.brief.word.elements import Element, bookmarked, el, field, legal, link, paragraph, run
from hikiwake.brief.word.footnotes import Footnotes

UPRIGHT, ON_ITS_SIDE = (11906, 16838), (16838, 11906)  # A4 in twentieths of a point
_SIDE, _TOP, _BOTTOM, _FOOT = 1247, 1021, 964, 482  # margins, likewise
_PIXEL = 9525  # English Metric Units a CSS pixel
_TWIP = 635  # and a twentieth of a point
_STYLES = {
    "": "Normal", "as_of": "AsOf", "notice": "Notice", "bottom_line": "BottomLine", "missing": "Missing", "aside": "Aside", "legend": "Legend",
}  # fmt: skip
_LISTS = {"bullet": "ListBullet", "number": "ListNumber", "source": "SourceList", "judge": "List"}
_UNUSED = ("thumbnail", "stylesWithEffects", "customXml", "webSettings", "theme", "fontTable", "extended-properties")
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"  # of newer words, which we do not use


def written(paper: Paper) -> bytes:
    """The document's bytes. Same paper, same bytes."""
    document = docx.Document()
    _refurnish(document)
    writer = _Writer(document)
    body = document.element.body
    body.clear_content()
    last = body[-1]  # the section's properties
    for element in writer.elements(paper):
        last.addprevious(element)
    body.replace(last, writer.section(writer.sheet))
    _describe(document, paper)
    out = io.BytesIO()
    document.save(out)
    return _stilled(out.getvalue())


class _Writer:
    """Parts to elements of the body, in order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = Footnotes(document)
        self._counts = {"Figure": 0, "Table": 0}
        self._bookmark = 0
        self._footer_text = ""
        self._footers: dict[tuple[int, int], str] = {}  # by sheet, the id of the footer's relationship
        self.sheet = UPRIGHT

    def elements(self, paper: Paper) -> Iterable[Element]:
        self._footer_text = paper.footer
        yield paragraph("Title", [run(paper.question)])
        for part in paper.page_one:
            yield from self._part(part, is_page_one=True)
        for part in paper.parts:
            yield from self._part(part)

    def section(self, sheet: tuple[int, int]) -> Element:
        """The properties of a section of such pages: A4, margins, the footer."""
        width, height = sheet
        reference = el("footerReference", type="default")
        reference.set(qn("r:id"), self._footer(sheet))
        turned = {"orient": "landscape"} if width > height else {}
        size = el("pgSz", w=width, h=height, **turned)
        margins = el("pgMar", top=_TOP, right=_SIDE, bottom=_BOTTOM, left=_SIDE, header=_FOOT, footer=_FOOT, gutter=0)
        return el("sectPr", reference, size, margins)

    def _footer(self, sheet: tuple[int, int]) -> str:
        if sheet not in self._footers:
            body: Any = self._document.part
            part, self._footers[sheet] = body.add_footer_part()
            at_right = el(
                "tabs", el("tab", val="clear", pos=UPRIGHT[0] - 2 * _SIDE), el("tab", val="right", pos=sheet[0] - 2 * _SIDE)
            )
            page = [run("Page "), *field("PAGE", "1"), run(" of "), *field("NUMPAGES", "1")]
            for old in list(part.element):
                part.element.remove(old)
            part.element.attrib.pop(_IGNORABLE, None)
            properties = () if sheet == UPRIGHT else (at_right,)
            part.element.append(paragraph("Footer", [run(self._footer_text), el("r", el("tab")), *page], *properties))
        return self._footers[sheet]

    def _part(self, part: Part, *, is_page_one: bool = False) -> Iterable[Element]:
        if not isinstance(part, Turned) and self.sheet != UPRIGHT:
            yield self._turn(UPRIGHT)
        match part:
            case Heading(level=level, text=text, opens_page=opens_page):
                style = "PageOneHeading" if is_page_one else f"Heading{level}"
                yield paragraph(style, [run(text)], *([el("pageBreakBefore")] if opens_page else []))
            case Lines(told=told, style=style):
                yield paragraph(_STYLES.get(style, "Normal"), self._sentences(told))
            case Items():
                yield from self._items(part)
            case Grid(caption=caption):
                if caption:
                    yield self._caption("Table", Told(caption))
                yield self._table(part)
                yield paragraph("Break", [])
            case Picture(title=title):
                yield self._caption("Figure", title)
                yield paragraph("Chart", [self._picture(part)])
            case Turned(parts=parts):
                yield self._turn(ON_ITS_SIDE)
                for inner in parts:
                    yield from self._on_its_side(inner)

    def _on_its_side(self, part: Part) -> Iterable[Element]:
        if isinstance(part, Heading):
            yield paragraph(f"Heading{part.level}", [run(part.text)])
        elif isinstance(part, Grid):
            yield self._table(part)

    def _turn(self, sheet: tuple[int, int]) -> Element:
        """The end of a section: the pages before are as they were, those after lie the other way."""
        before, self.sheet = self.sheet, sheet
        return paragraph("Break", [], self.section(before))

    def _sentences(self, told: Sequence[Told]) -> Iterable[Element]:
        for i, one in enumerate(told):
            yield from self._sentence(one, "" if i == 0 else " ")

    def _sentence(self, told: Told, before: str = "") -> Iterable[Element]:
        style = "Strong" if told.is_strong else "Emphasis" if told.is_emphasis else ""
        yield run(before + told.text, style=style)
        for i, source in enumerate(told.sources):
            yield run(", " if i else " [")
            yield link(f"source{source}", str(source))
        if told.sources:
            yield run("]")
        for i, note in enumerate(told.notes):
            if i:
                yield run(", ", style="Mark")
            yield self._notes.refer(note)
        if told.marks:
            yield run((", " if told.notes else "") + ", ".join(told.marks), style="Mark")

    def _items(self, items: Items) -> Iterable[Element]:
        numbered = [self._numbering()] if items.list_kind == "number" else []
        for i, told in enumerate(items.items):
            inside = list(self._sentences(told))
            if items.labels:
                inside = [run(items.labels[i], style="Strong"), el("r", el("tab")), *inside]
            if items.list_kind == "source":
                self._bookmark += 1
                inside = bookmarked(self._bookmark, f"source{i + 1}", inside)
            yield paragraph(_LISTS[items.list_kind], inside, *(_again(n) for n in numbered))

    def _numbering(self) -> int:
        """A list that counts from one: the id of its numbering."""
        numbering = self._document.part.numbering_part.element
        number = len(numbering.findall(qn("w:num"))) + 1
        override = el("lvlOverride", el("startOverride", val=1), ilvl=0)
        numbering.append(el("num", el("abstractNumId", val=1), override, numId=number))
        return number

    def _caption(self, kind: str, told: Told) -> Element:
        self._counts[kind] += 1
        counted = field(f"SEQ {kind} \\* ARABIC", str(self._counts[kind]))
        return paragraph("Caption", [run(f"{kind} "), *counted, run(". "), *self._sentence(told)])

    def _table(self, grid: Grid) -> Element:
        room = self.sheet[0] - 2 * _SIDE
        widths = [round(share * room) for share in grid.widths]
        look = el("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1")
        properties = el(
            "tblPr", el("tblStyle", val="BriefTable"), el("tblW", w=sum(widths), type="dxa"), el("tblLayout", type="fixed"), look
        )
        columns = el("tblGrid", *(el("gridCol", w=w) for w in widths))
        head = [_cell(w, paragraph("TableHeading", [run(c)])) for w, c in zip(widths, grid.columns, strict=True)]
        rows = [el("tr", el("trPr", el("cantSplit"), el("tblHeader")), *head)]
        style = "TableSmall" if grid.is_small else "TableText"
        for row in grid.rows:
            cells = [_cell(w, paragraph(style, self._sentence(told))) for w, told in zip(widths, row, strict=True)]
            rows.append(el("tr", el("trPr", el("cantSplit")), *cells))
        return el("tbl", properties, columns, *rows)

    def _picture(self, picture: Picture) -> Element:
        room = (UPRIGHT[0] - 2 * _SIDE) * _TWIP
        width = min(picture.width * _PIXEL, room)
        height = round(width * picture.height / picture.width)
        stream = io.BytesIO(pictures.png(picture.svg))
        inline = self._document.part.new_pic_inline(stream, Emu(width), Emu(height))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # where it is not said, some programs take an eighth of an inch
        inline.docPr.set("name", f"Chart {picture.name}")
        inline.docPr.set("descr", legal(picture.alternative))
        return el("r", el("drawing", inline))


def _again(number: int) -> Element:
    return el("numPr", el("ilvl", val=0), el("numId", val=number))


def _cell(width: int, inside: Element) -> Element:
    return el("tc", el("tcPr", el("tcW", w=width, type="dxa")), inside)


def _refurnish(document: Document) -> None:
    """Styles, lists and settings of our own in place of the library's template, and without the parts that only that has."""
    part = document.part
    part.element.attrib.pop(_IGNORABLE, None)
    for holder in (part, part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNUSED:
                del holder.rels[key]
    for kind, name in (
        (RELATIONSHIP_TYPE.STYLES, "styles"),
        (RELATIONSHIP_TYPE.NUMBERING, "numbering"),
        (RELATIONSHIP_TYPE.SETTINGS, "settings"),
    ):
        cast(XmlPart, part.part_related_by(kind))._element = parse_xml(
            (files("hikiwake.brief.word") / "parts" / f"{name}.xml").read_bytes()
        )


def _describe(document: Document, paper: Paper) -> None:
    said = document.core_properties
    said.title, said.subject = legal(paper.title)[:255], legal(paper.question)[:255]
    said.author = said.last_modified_by = legal(paper.author)[:255]
    said.language, said.comments, said.keywords = paper.language, "", ""
    said.category = "Hikiwake brief"  # by which it is known, should it come back as a source
    said.created = said.modified = datetime.combine(paper.as_of, time(), UTC)
    said.revision = 1


def _stilled(blob: bytes) -> bytes:
    """The same archive without the hour at which it was made."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    out = io.BytesIO()
    with ZipFile(io.BytesIO(blob)) as made, ZipFile(out, "w", ZIP_DEFLATED) as still:
        for name in made.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            still.writestr(entry, made.read(name))
    return out.getvalue()
