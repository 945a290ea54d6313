"""The brief as a Word document and as a PDF: what is in it, and that other programs can take it."""

import io
import posixpath
import re
import struct
import sys
from dataclasses import replace
from zipfile import ZipFile

import barents
import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from hikiwake.assessment.assess import assess
from hikiwake.brief import Brief, compose, to_docx, to_pdf
from hikiwake.brief.composition.material import Material
from hikiwake.brief.model import Entries, Table, Words, sentences_of
from hikiwake.brief.paper import pictures
from hikiwake.brief.paper.layout import MOST_ENTRIES, lay_out
from hikiwake.brief.paper.model import Grid, Heading, Lines, Paper, Told
from hikiwake.brief.paper.stretches import MOST_ROWS, stretches
from hikiwake.brief.word.document import written
from hikiwake.brief.word.elements import web_address
from hikiwake.record.model import Contents
from hikiwake.terms.errors import HikiwakeError

MARKUP = (
    "#panic(1)", "*bold*", "_it_", "$x^2$", "<label>", "@ref", "\\n", "```raw```", "[x](y)", "// gone", "/* gone */", "= Title", "~", "#[x]", "]",
)  # fmt: skip
# The order in which the schema (ECMA-376, wml.xsd) wants these children; Word calls a file broken that has another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku"
    " wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color"
    " spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd"
    " tblLayout tblCellMar tblLook",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols titlePg docGrid",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr"
    " tcPr tblStylePr",
    "tbl": "tblPr tblGrid tr", "tc": "tcPr p", "num": "abstractNumId lvlOverride", "numbering": "abstractNum num",
}  # fmt: skip


@pytest.fixture(scope="module")
def brief_and_assessment():
    result = assess(barents.case(), barents.contents())
    return compose(result), result


@pytest.fixture(scope="module")
def document(brief_and_assessment) -> bytes:
    return to_docx(*brief_and_assessment)


@pytest.fixture(scope="module")
def archive(document: bytes) -> ZipFile:
    return ZipFile(io.BytesIO(document))


def xml(archive: ZipFile, name: str):
    return etree.fromstring(archive.read(name))


def text_of(element) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def notes_of(archive: ZipFile) -> dict[str, str]:
    """The footnotes' texts by id, without the separators."""
    return {n.get(qn("w:id")): text_of(n) for n in xml(archive, "word/footnotes.xml") if n.get(qn("w:type")) is None}


# ---------------------------------------------------------------- Word


def test_every_sentence_of_the_brief_is_on_paper_and_each_source_of_the_main_part_is_a_footnote(brief_and_assessment, archive):
    brief, _ = brief_and_assessment
    told = text_of(xml(archive, "word/document.xml"))
    notes = 0
    for section in (brief.page_one, *brief.sections):
        for block in section.blocks:
            is_annexed = isinstance(block, Entries | Table) and block.folded
            for sentence in sentences_of(
                replace(block, entries=tuple(replace(e, tellings=()) for e in block.entries))
                if isinstance(block, Entries)
                else block
            ):
                assert " ".join(sentence.text.split()) in told, sentence.key
                if section.id != "sources" and not is_annexed:
                    notes += len({c.document for c in sentence.cites if isinstance(c, Words)})
    assert notes == len(notes_of(archive)) > 5


def test_a_footnote_gives_title_publisher_date_the_words_and_the_address_once(brief_and_assessment, archive):
    _, result = brief_and_assessment
    notes = list(notes_of(archive).values())
    for document in result.contents.documents:
        own = [n for n in notes if (document.title or document.name) in n]
        assert all((document.publisher or "") in n for n in own)
        if document.url and own:
            assert sum(document.url in n for n in own) == 1
    quoted = [words for note in notes for words in re.findall(r"“([^”]+)”", note)]
    texts = [re.sub(r"[^a-z0-9]", "", d.text.lower()) for d in result.contents.documents]
    assert len(quoted) > 5
    for words in quoted:
        for piece in words.split("…"):
            assert any(re.sub(r"[^a-z0-9]", "", piece.lower()) in text for text in texts), words


def test_the_parts_of_the_document_hang_together(archive: ZipFile):
    names = set(archive.namelist())
    types = xml(archive, "[Content_Types].xml")
    known = {t.get("PartName") for t in types} | {t.get("Extension") for t in types}
    for name in names - {"[Content_Types].xml"}:
        assert f"/{name}" in known or name.rsplit(".", 1)[-1] in known, name
    for name in (n for n in names if n.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in xml(archive, name):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target")
                assert (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                ) in names
    body, notes = xml(archive, "word/document.xml"), notes_of(archive)
    references = [r.get(qn("w:id")) for r in body.iter(qn("w:footnoteReference"))]
    assert references == list(notes)
    bookmarks = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
    anchors = {
        h.get(qn("w:anchor")) for part in (body, xml(archive, "word/footnotes.xml")) for h in part.iter(qn("w:hyperlink"))
    } - {None}
    assert anchors and anchors <= set(bookmarks) and len(bookmarks) == len(set(bookmarks))
    pictures_ = [p.get("id") for p in body.iter(qn("wp:docPr"))]
    assert len(pictures_) == len(set(pictures_)) >= 3
    styles = {s.get(qn("w:styleId")) for s in xml(archive, "word/styles.xml").iter(qn("w:style"))}
    for kind in ("pStyle", "rStyle", "tblStyle"):
        used = {
            s.get(qn("w:val"))
            for part in ("document", "footnotes", "footer1")
            for s in xml(archive, f"word/{part}.xml").iter(qn(f"w:{kind}"))
        }
        assert used <= styles


def in_order(archive: ZipFile) -> None:
    """Children stand in the schema's order, every table row has a cell for each column, no text has a line end."""
    for name in (n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")):
        root = xml(archive, name)
        for tag, order in ORDER.items():
            places = {qn(f"w:{t}"): i for i, t in enumerate(order.split())}
            for element in root.iter(qn(f"w:{tag}")):
                ranks = [places[child.tag] for child in element]
                assert ranks == sorted(ranks), (name, tag, [child.tag for child in element])
        for table in root.iter(qn("w:tbl")):
            columns = len(table.find(qn("w:tblGrid")))
            assert all(len(row.findall(qn("w:tc"))) == columns for row in table.findall(qn("w:tr")))
        assert not any("\n" in (t.text or "") for t in root.iter(qn("w:t")))


def test_word_s_rules_are_kept(archive: ZipFile):
    in_order(archive)


def test_styles_tables_lists_and_properties_are_word_s_own(brief_and_assessment, document: bytes):
    brief, result = brief_and_assessment
    opened = docx.Document(io.BytesIO(document))
    used = [p.style.name for p in opened.paragraphs]
    assert used[0] == "Title" and opened.paragraphs[0].text == brief.page_one.title
    for style in ("Heading 1", "Heading 2", "Caption", "List Bullet", "List Number"):
        assert style in used
    levels = [int(name[-1]) for name in used if name.startswith("Heading")]
    assert all(b - a <= 1 for a, b in zip([1, *levels], levels, strict=False)), "a heading skips a level"
    for table in opened.tables:
        assert table.style.name == "Brief Table"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    said = opened.core_properties
    assert (said.title, said.author, said.language) == (brief.title, result.case.analyst, "en-GB")
    section = opened.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    codes = [c.text.strip() for c in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_a_list_longer_than_paper_bears_keeps_the_latest_and_says_how_many_are_left(brief_and_assessment):
    brief, result = brief_and_assessment
    sections = []
    for section in brief.sections:
        long = [
            replace(b, entries=b.entries * 200) if isinstance(b, Entries) and b.leads == "When" else b for b in section.blocks
        ]
        sections.append(replace(section, blocks=tuple(long)))
    (block, *_) = [b for s in sections for b in s.blocks if isinstance(b, Entries) and b.leads == "When" and not b.folded]
    parts = lay_out(replace(brief, sections=tuple(sections)), result).parts
    told = [
        part for part in parts if isinstance(part, Lines) and part.style == "aside" and " more of this kind " in part.told[0].text
    ]
    before = parts[: parts.index(told[0])]
    grids = [part for part in before if isinstance(part, Grid) and part.columns[0] == "When"]
    left = len(block.entries) - MOST_ENTRIES
    assert sum(len(grid.rows) for grid in grids) == MOST_ENTRIES and left > 100
    assert max(len(grid.rows) for grid in grids) == MOST_ROWS
    assert grids[-1].rows[-1][0].text == block.entries[-1].sentence.lead
    assert told[0].told[0].text.startswith(f"{left:,} more of this kind are in the record")


def test_a_chronicle_stands_in_stretches_of_years(brief_and_assessment):
    brief, _ = brief_and_assessment
    entry = next(b for s in brief.sections for b in s.blocks if isinstance(b, Entries)).entries[0]

    def titles(*leads: str) -> list[tuple[str, int]]:
        told = tuple(replace(entry, sentence=replace(entry.sentence, lead=lead)) for lead in leads)
        return [(title, len(block.entries)) for title, block in stretches(Entries(told))]

    assert titles("7 May 2016", "8 May 2016") == [("", 2)]
    assert titles(*["May 1945"] * 5, *["1956"] * 6, *["after 1960"] * 8) == [("1945–1956", 11), ("1960", 8)]
    assert titles(*["May 2016"] * 15, "undated") == [("2016", 12), ("2016, continued", 4)]
    assert titles("undated", *["1956–1958"] * 12) == [("", 1), ("1958", 12)]
    assert titles(*["May 2016"] * 8, *["told 3 June 2018"] * 7) == [("2016", 12), ("2016, continued", 3)]


def test_charts_are_pictures_with_the_page_s_words_for_those_who_cannot_see_them(brief_and_assessment, archive: ZipFile):
    brief, result = brief_and_assessment
    told = [p.get("descr") for p in xml(archive, "word/document.xml").iter(qn("wp:docPr"))]
    drawn = [
        pictures.figure_of(block.name, Material(result))
        for s in brief.sections
        for block in s.blocks
        if type(block).__name__ == "Chart"
    ]
    assert told == [" ".join(f.description.split()) for f in drawn if f]
    for name in (n for n in archive.namelist() if n.endswith(".png")):
        assert struct.unpack(">I", archive.read(name)[16:20])[0] >= 1980  # pixels across, 300 an inch on A4


def test_a_picture_has_its_letters_on_a_machine_without_fonts():
    head, foot = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">', "</svg>"
    empty = pictures.png(head + foot)
    assert pictures.png(f'{head}<text y="15" font-family="{pictures.FONT}">Äж</text>{foot}') != empty
    assert not pictures._needs_other_fonts("Äж – “½” →") and pictures._needs_other_fonts("外")


def test_the_same_brief_gives_the_same_bytes(brief_and_assessment, document: bytes):
    assert to_docx(*brief_and_assessment) == document


@given(st.text(st.characters(), min_size=1), st.sampled_from(MARKUP))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_leaves_a_document_that_opens(words: str, markup: str):
    page = paper(words + markup)
    with ZipFile(io.BytesIO(written(page))) as out:
        in_order(out)
        told = text_of(xml(out, "word/document.xml"))
        assert told.count(markup) >= 4
    assert docx.Document(io.BytesIO(written(page))).paragraphs[0].text.endswith(markup)


def paper(words: str) -> Paper:
    told = Told(words)
    grid = Grid(words, (words, words), ((told, told),), (0.5, 0.5))
    day = barents.case().as_of
    return Paper(words, words, words, day, words, (Lines((told,)),), (Heading(1, words), grid))


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://example.org/a?b=c#d", True), ("http://127.0.0.1:80/x%20y", True), ("https://ja.example/%E5%A4%96", True),
        ("javascript:alert(1)", False), ("https://a b", False), ("http://x/%zz", False), ("https://example.org/“x”", False),
        ("file:///etc/passwd", False), ("https://e.org/<x>", False), ("https://", False), ("https://e.org/#a#b", False), ("x" * 3000, False),
    ],
)  # fmt: skip
def test_only_an_address_that_word_takes_becomes_a_link(address: str, is_one: bool):
    assert (web_address(address) is not None) is is_one


# ---------------------------------------------------------------- PDF

typst = pytest.importorskip("typst", reason="the extra [pdf] is not installed")


@pytest.fixture(scope="module")
def pdf(brief_and_assessment) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(*brief_and_assessment)))


def test_the_pdf_is_tagged_has_its_title_and_language_and_claims_pdf_ua(brief_and_assessment, pdf: PdfReader):
    brief, result = brief_and_assessment
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] and catalog["/Lang"] == "en-GB"
    assert pdf.metadata.title == brief.title and pdf.metadata.author == (result.case.analyst or None)
    assert b"<pdfuaid:part>1<" in catalog["/Metadata"].get_data()
    box = pdf.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_the_pdf_s_charts_have_words_its_tables_heads_and_its_sentences_notes(brief_and_assessment, pdf: PdfReader):
    brief, result = brief_and_assessment
    kinds, alternatives = tags(pdf)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L", "/Note"} <= set(kinds)
    drawn = [
        pictures.figure_of(block.name, Material(result))
        for s in brief.sections
        for block in s.blocks
        if type(block).__name__ == "Chart"
    ]
    assert [a for a in alternatives if a] == [" ".join(f.description.split()) for f in drawn if f]
    notes = kinds.count("/Note")
    assert notes == sum(len(t.notes) for t in told_in(brief, result))


def tags(pdf: PdfReader) -> tuple[list[str], list[str]]:
    kinds, alternatives = [], []

    def walk(node) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                kinds.append(str(node["/S"]))
                if node["/S"] == "/Figure":
                    alternatives.append(str(node.get("/Alt", "")))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.trailer["/Root"]["/StructTreeRoot"])
    return kinds, alternatives


def told_in(brief: Brief, result) -> list[Told]:
    found: list[Told] = []

    def walk(value) -> None:
        if isinstance(value, Told):
            found.append(value)
        elif isinstance(value, tuple):
            for one in value:
                walk(one)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                walk(getattr(value, name))

    walk(lay_out(brief, result))
    return found


@pytest.mark.parametrize("words", MARKUP)
def test_text_is_never_typst_s_markup(words: str, brief_and_assessment):
    case = barents.case().model_copy(update={"title": f"x{words}y", "question": f"x{words}y?", "analyst": f"x{words}y"})
    documents = tuple(replace(d, title=f"x{words}y", publisher=words) for d in barents.contents().documents[:1])
    result = assess(case, Contents(documents))
    out = PdfReader(io.BytesIO(to_pdf(compose(result), result)))
    assert out.metadata.title == f"x{words}y"
    told = "".join(out.pages[0].extract_text().split())
    assert "".join(f"x{words}y?".split()) in told


def test_letters_for_which_there_is_no_font_cost_the_claim_and_not_the_brief(brief_and_assessment):
    case = barents.case().model_copy(update={"title": "外\U00012000", "question": "\U00012000 \u4e00?"})
    result = assess(case, Contents())
    out = PdfReader(io.BytesIO(to_pdf(compose(result), result)))
    assert len(out.pages) >= 2 and out.metadata.title == "外\U00012000"


def test_without_typst_the_command_that_installs_it_is_told(brief_and_assessment, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(HikiwakeError, match=r"pip install 'hikiwake\[pdf\]'.*print it from the browser"):
        to_pdf(*brief_and_assessment)
