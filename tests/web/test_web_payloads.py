"""A hundred payloads as whatever a document, an analyst or a case file can say, over every page, every form that leaves and the terminal: nothing of them is more than words."""

import csv
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import lxml.etree
import lxml.html
import pytest
from hostile_case import stated, written
from hostile_words import KINDS, mark, payloads
from icalendar import Calendar
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from served import client_of
from starlette.testclient import TestClient
from strict_html import Parsed, parsed
from typer.testing import CliRunner

from hikiwake.cli import app
from hikiwake.web.desk import Desk
from hikiwake.web.pages import PAGES

COUNT, A_CASE = 100, 10
PLAIN = [f"reed{n} {mark(n)}" for n in range(A_CASE)]
OF_THE_CASE = (
    "/formulas",
    "/hypotheses",
    "/propose",
    "/history",
    "/why",
    "/relations",
    "/review",
)  # which show some of its texts: by turns
PLACES = ("/chronicle?rows=all", "/chronicle?rows=all&show=map", "/brief?since=1", "/brief.html", *(p.path for p in PAGES))
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
MARK = re.compile(r"q\d{3}z")


@dataclass(frozen=True)
class Hostile:
    words: list[str]
    folder: Path

    @property
    def marks(self) -> set[str]:
        return {one[-5:] for one in self.words}

    def client(self) -> TestClient:
        return client_of(Desk(self.folder, clock=lambda: "2016-02-01T12:00:00+00:00"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """The same case with words that do nothing: what its pages hold, any may."""
    return Hostile(PLAIN, written(tmp_path_factory.mktemp("plain") / "pastures", PLAIN))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Hostile]:
    """Ten payloads each, of different kinds."""
    every = payloads(COUNT)
    assert len(set(every)) == COUNT and 8 * len(KINDS) < COUNT
    groups = [every[n : n + A_CASE] for n in range(0, COUNT, A_CASE)]
    return [Hostile(words, written(tmp_path_factory.mktemp("hostile") / "pastures", words)) for words in groups]


# ---------------------------------------------------------------- pages


def pages_of(case: Hostile) -> Iterator[tuple[str, str]]:
    """Every page of a case, by its kind: the lists, each document and entry, what is asked for and not there, the case's own with its texts by turns."""
    client = case.client()
    rows = client.get("/chronicle.json?rows=all").json()["entries"]
    addresses = [(path, path) for path in PLACES]
    addresses += [("/documents/", f"/documents/{doc}") for doc in sorted({row["document"] for row in rows})]
    addresses += [("/entries/", f"/entries/{row['id']}") for row in rows if row["kind"] == "event"]
    for one in case.words:
        asked = quote(one, safe="")
        addresses += [
            ("a number that is not there", f"/why/{asked}"),
            ("a search", f"/chronicle?q={asked}&from={asked}&grade={asked}"),
        ]
    for kind, address in addresses:
        yield kind, client.get(address).text
    for turn in range(0, len(case.words), 2):
        (case.folder / "case.toml").write_text(stated(case.words[turn:] + case.words[:turn]), encoding="utf-8")
        for path in OF_THE_CASE:
            yield path, client.get(path).text


def allowed(case: Hostile) -> set[tuple[str, str]]:
    """The elements, and the attributes of each, that the pages of a case hold."""
    return {pair for _, page in pages_of(case) for pair in pairs(parsed(page))}


def pairs(page: Parsed) -> set[tuple[str, str]]:
    return {(name, "") for name, _ in page.shapes} | {(name, attribute) for name, attribute, _ in page.attributes}


def through(page: str, may: set[tuple[str, str]]) -> list[str]:
    """What of a page is of a payload's making, for a parser that takes nothing crooked and for one that takes anything."""
    try:
        strict = parsed(page)
    except ValueError as error:
        return [str(error)]
    lenient = lxml.html.document_fromstring(page.encode("utf-8")).iter(lxml.etree.Element)
    seen = pairs(strict) | {pair for e in lenient for pair in ((e.tag, ""), *((e.tag, name) for name in e.attrib))}
    found = [f"<{name} {attribute}>" for name, attribute in seen - may]
    found += [f"address {link!r}" for link in strict.links if not is_harmless(link)]
    found += [f"in a script or style: {m}" for raw in strict.raw for m in MARK.findall(raw)]
    found += [f"style {value!r}" for _, name, value in strict.attributes if name == "style" and MARK.search(value)]
    found += [f"worked out: {sum}" for sum in re.findall(r"1337q\d{3}z", strict.text)]
    return found


def is_harmless(link: str) -> bool:
    """Whether an address is of the workbench itself, of a picture without words of a payload, or of the web."""
    if link.startswith(("/", "#", "?", "")) and not re.match(r"[\s\x00-\x1f]*([/\\]{2}|[\w+.-]*:|[\s\x00-\x1f])", link):
        return True
    return urlsplit(link).scheme in ("http", "https") or (link.startswith("data:image/") and not MARK.search(unquote(link)))


def test_nothing_that_is_said_is_anything_but_words_on_any_page(plain: Hostile, cases: list[Hostile]) -> None:
    may, tried, found = allowed(plain), 0, list[str]()
    seen: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for kind, page in pages_of(case):
            came = through(page, may)
            found += [f"{kind}: {what}" for what in came]
            shown = set(MARK.findall(parsed(page).text)) if not came else set()
            tried += len(shown)
            seen[kind] |= shown
    print(f"tried {COUNT} payloads on {len(seen)} kinds of page, {tried} times, through {len(found)}")
    assert found == []
    assert {kind: COUNT - len(marks) for kind, marks in seen.items() if len(marks) < COUNT} == {}


# ---------------------------------------------------------------- what leaves


def table(case: Hostile, data: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    crooked = [f"a row of {len(row)} cells" for row in rows if len(row) != len(rows[0])]
    return crooked + [
        cell for row in rows for cell in row if re.match(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]", cell) and not is_number(cell)
    ]


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-\d+(\.\d+)?", cell) is not None


def workbook(case: Hostile, data: bytes) -> list[str]:
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    return [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]


def calendar(case: Hostile, data: bytes) -> list[str]:
    parts = list(Calendar.from_ical(data).walk())
    plain = {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "CATEGORIES",
        "TRANSP",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "X-WR-CALNAME",
    }
    return [p.name for p in parts if p.name not in ("VCALENDAR", "VEVENT")] + [
        name for p in parts for name in p if name not in plain
    ]


def slides(case: Hostile, data: bytes) -> list[str]:
    texts = [text for slide in json.loads(data)["events"] for text in slide["text"].values()]
    return [what for text in texts for what in through_html(text, {"p"})]


def through_html(text: str, may: set[str]) -> list[str]:
    try:
        return [f"<{name}>" for name, attributes in parsed(text).shapes if name not in may or attributes]
    except ValueError as error:
        return [str(error)]


def markdown(case: Hostile, data: bytes) -> list[str]:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(data.decode("utf-8"))
    inner = [t for token in tokens for t in (token, *(token.children or ()))]
    raw = [t.content for t in inner if t.type in ("html_block", "html_inline", "code_block", "fence") and MARK.search(t.content)]
    return raw + [
        str(t.attrs)
        for t in inner
        if t.type in ("image", "link_open") and not is_harmless(str(t.attrs.get("href", "javascript:")))
    ]


def word(case: Hostile, data: bytes) -> list[str]:
    """Fields, links and anything else that is not text, in any part of the file."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                for element in lxml.etree.fromstring(archive.read(name)).iter(lxml.etree.Element):
                    kind = lxml.etree.QName(element).localname
                    if kind in ("instrText", "fldSimple", "altChunk", "object"):
                        found.append(f"{name}: {kind} {element.text}")
                    elif kind == "Relationship" and not is_harmless(element.get("Target", "")):
                        found.append(f"{name}: {element.get('Target')}")
    return [one for one in found if MARK.search(one)]


def numbers(case: Hostile, data: bytes) -> list[str]:
    json.loads(data, parse_constant=lambda word: pytest.fail(f"{word} in JSON"))
    return []


FORMS: dict[str, Callable[[Hostile, bytes], list[str]]] = {
    "/brief.md": markdown,
    "/brief.docx": word,
    "/brief.json": numbers,
    "/chronicle/export.csv": table,
    "/chronicle/export.xlsx": workbook,
    "/chronicle/export.ics": calendar,
    "/chronicle/export.geojson": numbers,
    "/chronicle/export.timelinejs.json": slides,
}


def test_nothing_that_is_said_is_anything_but_words_in_any_form_that_leaves(cases: list[Hostile]) -> None:
    found = []
    for case in cases:
        client = case.client()
        for path, look in FORMS.items():
            answer = client.get(path)
            assert answer.status_code == 200, path
            found += [f"{path}: {what}" for what in look(case, answer.content)]
    print(f"tried {COUNT} payloads in {len(FORMS)} forms, through {len(found)}")
    assert found == []


# ---------------------------------------------------------------- the terminal

COMMANDS = ("chronicle", "why", "propose", "weigh", "bargain", "forecast", "check", "relations", "diff", "brief")


def test_nothing_that_is_said_steers_the_terminal(cases: list[Hostile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found, shown = [], set[str]()
    for case in cases:
        for name in COMMANDS:
            ended = CliRunner().invoke(app, [name, str(case.folder), *(["-o", "brief.html"] if name == "brief" else [])])
            assert ended.exit_code in (0, 1) and not isinstance(ended.exception, Exception), (name, ended.output, ended.exception)
            found += [f"{name}: {what!r}" for what in STEERS.findall(ended.output)]
            shown |= set(MARK.findall(ended.output))
    print(f"tried {len(shown)} payloads in {len(COMMANDS)} commands, through {len(found)}")
    assert found == [] and len(shown) == COUNT
