"""A hundred payloads as whatever a document, an analyst or a case file can say, on every page, in every form, in the terminal: words and no more."""

import csv
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, unquote, urlencode, urlsplit

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

COUNT = 100
PLAIN = [f"reed{n} {mark(n)}" for n in range(10)]
OF_THE_CASE = ("/hypotheses", "/history", "/why")  # which show but a few of its texts: by turns
WHOLE = (
    "/chronicle?rows=all",
    "/chronicle?rows=all&show=map",
    "/brief?since=1",
    "/brief.html",
)  # with all that these pages can show
PLACES = (*WHOLE, *(p.path for p in PAGES if p.path not in ("/chronicle", "/brief")))
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MARK = re.compile(r"q\d{3}z")
OF_A_CALENDAR = (
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
)


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


def hostile(folder: Path, of: int) -> list[Hostile]:
    """Cases of so many payloads each, of different kinds."""
    every = payloads(COUNT)
    assert len(set(every)) == COUNT > 8 * len(KINDS)
    groups = (every[n : n + of] for n in range(0, COUNT, of))
    return [Hostile(words, written(folder / str(n) / "pastures", words)) for n, words in enumerate(groups)]


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> list[Hostile]:
    return hostile(tmp_path_factory.mktemp("hostile"), 50)


# ---------------------------------------------------------------- pages


def pages_of(case: Hostile) -> Iterator[tuple[str, str]]:
    """Every page of a case by its kind: lists, each document and entry, what is not there, those of the case's texts with these by turns."""
    client = case.client()
    client.get("/brief.json")  # the page says nothing yet while its brief is composed
    rows = client.get("/chronicle.json?rows=all").json()["entries"]
    addresses = [(path, path) for path in PLACES]
    addresses += [("/documents/", f"/documents/{doc}") for doc in sorted({row["document"] for row in rows})]
    addresses += [("/entries/", f"/entries/{row['id']}") for row in rows if row["kind"] == "event"]
    addresses += [("a number that is not there", f"/why/{quote(one, safe='')}") for one in case.words]
    asked = zip(
        cycle(("q", "from", "actor", "place", "grade", "status", "kind", "to", "document", "lon")), case.words, strict=False
    )
    addresses.append(("a search", f"/chronicle?{urlencode(list(asked))}"))
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


def through(page: str, may: set[tuple[str, str]]) -> tuple[list[str], set[str]]:
    """What of a page is of a payload's making, for a parser that takes nothing crooked and for one that takes anything; and whose marks it shows."""
    try:
        strict = parsed(page)
    except ValueError as error:
        return [str(error)], set()
    lenient = lxml.html.document_fromstring(page.encode("utf-8")).iter(lxml.etree.Element)
    seen = pairs(strict) | {pair for e in lenient for pair in ((e.tag, ""), *((e.tag, name) for name in e.attrib))}
    found = [f"<{name} {attribute}>" for name, attribute in seen - may]
    found += [f"address {link!r}" for link in strict.links if not is_harmless(link)]
    found += [f"in a script or style: {m}" for raw in strict.raw for m in MARK.findall(raw)]
    found += [f"style {value!r}" for _, name, value in strict.attributes if name == "style" and MARK.search(value)]
    found += [f"worked out: {sum}" for sum in re.findall(r"1337q\d{3}z", strict.text)]
    return found, set(MARK.findall(strict.said))


def is_harmless(link: str) -> bool:
    """Whether an address, as a browser takes it, is of the workbench itself, of the web, or of a picture without words of a payload."""
    link = re.sub(r"^[\x00-\x20]+|[\t\r\n]", "", link)
    if not re.match(r"[/\\]{2}|[\w+.-]*:", link) or urlsplit(link).scheme in ("http", "https"):
        return True
    return link.startswith("data:image/") and not MARK.search(unquote(link))


def test_nothing_that_is_said_is_anything_but_words_on_any_page(plain: Hostile, tmp_path: Path) -> None:
    may, tried, found = allowed(plain), 0, list[str]()
    seen: dict[str, set[str]] = defaultdict(set)
    for case in hostile(tmp_path, 10):
        for kind, page in pages_of(case):
            came, shown = through(page, may)
            found += [f"{kind}: {what}" for what in came]
            tried += len(shown)
            seen[kind] |= shown
    print(f"tried {COUNT} payloads on {len(seen)} kinds of page, {tried} times, through {len(found)}")
    assert found == []
    assert {kind: COUNT - len(marks) for kind, marks in seen.items() if len(marks) < COUNT} == {}


def test_what_a_page_lets_through_is_seen(plain: Hostile) -> None:
    """The check itself: each payload with a tag in it, let through as text, as a value and as an address."""
    may = pairs(parsed(plain.client().get("/brief").text))
    raw = [one for one in payloads(COUNT) if re.search(r"<[a-z]+ ", one)]
    pages = [form.format(one) for one in raw for form in ("<p>{}</p>", '<p class="{}<">x</p>', "<p class={}>x</p>")]
    pages += [
        f'<a href="{one}">x</a>'
        for one in ("javascript:alert(1)", "JAVA\tscript:x", "//evil.test", " data:text/html,x", "\x01vbscript:x")
    ]
    assert [page for page in pages if not through(page, may)[0]] == []


# ---------------------------------------------------------------- what leaves


def table(data: bytes) -> list[str]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    crooked = [f"a row of {len(row)} cells" for row in rows if len(row) != len(rows[0])]
    return crooked + [
        cell for row in rows for cell in row if re.match(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]", cell) and not is_number(cell)
    ]


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-\d+(\.\d+)?", cell) is not None


def workbook(data: bytes) -> list[str]:
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    return [str(cell.value) for cell in cells if cell.data_type == "f" or cell.hyperlink]


def calendar(data: bytes) -> list[str]:
    parts = list(Calendar.from_ical(data).walk())
    strange = [p.name for p in parts if p.name not in ("VCALENDAR", "VEVENT")]
    return strange + [name for p in parts for name in p if name not in OF_A_CALENDAR]


def slides(data: bytes) -> list[str]:
    """Their texts are HTML."""
    texts = [text for slide in json.loads(data)["events"] for text in slide["text"].values()]
    return [
        what for text in texts for what in through(f"<div>{text}</div>", {("p", ""), ("div", ""), ("html", ""), ("body", "")})[0]
    ]


def markdown(data: bytes) -> list[str]:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(data.decode("utf-8"))
    inner = [t for token in tokens for t in (token, *(token.children or ()))]
    raw = [t.content for t in inner if t.type in ("html_block", "html_inline", "code_block", "fence") and MARK.search(t.content)]
    links = [str(t.attrs.get("href", "")) for t in inner if t.type == "link_open"]
    return raw + [link for link in links if not is_harmless(link)] + [str(t.attrs) for t in inner if t.type == "image"]


def word(data: bytes) -> list[str]:
    """Fields and links, in any part of the file."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                for element in lxml.etree.fromstring(archive.read(name)).iter(lxml.etree.Element):
                    kind = lxml.etree.QName(element).localname
                    if kind in ("instrText", "fldSimple", "altChunk", "object"):
                        found.append(f"{name}: {kind} {element.text} {dict(element.attrib)}")
                    elif kind == "Relationship" and not is_harmless(element.get("Target", "")):
                        found.append(f"{name}: {element.get('Target')}")
    return [one for one in found if MARK.search(one)]


def numbers(data: bytes) -> list[str]:
    json.loads(data, parse_constant=lambda word: pytest.fail(f"{word} in JSON"))
    return []


FORMS: dict[str, Callable[[bytes], list[str]]] = {
    "/brief.md": markdown,
    "/brief.docx": word,
    "/brief.json": numbers,
    "/chronicle/export.csv": table,
    "/chronicle/export.xlsx": workbook,
    "/chronicle/export.ics": calendar,
    "/chronicle/export.geojson": numbers,
    "/chronicle/export.timelinejs.json": slides,
}


def test_nothing_that_is_said_is_anything_but_words_in_any_form_that_leaves(larger: list[Hostile]) -> None:
    found = []
    for case in larger:
        client = case.client()
        for path, look in FORMS.items():
            answer = client.get(path)
            assert answer.status_code == 200, path
            found += [f"{path}: {what}" for what in look(answer.content)]
    print(f"tried {COUNT} payloads in {len(FORMS)} forms, through {len(found)}")
    assert found == []


# ---------------------------------------------------------------- the terminal

COMMANDS = ("chronicle", "propose", "relations", "diff", "brief", "weigh", "why")
OF_FEW_WORDS = ("bargain",)  # which shows but a few of the case's texts: by turns


@pytest.mark.parametrize("more", [[], ["--json"]], ids=["", "json"])
def test_nothing_that_is_said_steers_the_terminal(
    larger: list[Hostile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")
    found, shown = [], set[str]()
    for case in larger:
        turns = range(0, len(case.words), 4)
        for turn, name in [(0, name) for name in COMMANDS] + [(turn, name) for turn in turns for name in OF_FEW_WORDS]:
            (case.folder / "case.toml").write_text(stated(case.words[turn:] + case.words[:turn]), encoding="utf-8")
            ended = CliRunner().invoke(app, [name, str(case.folder), *more])
            assert ended.exit_code in (0, 1) and not isinstance(ended.exception, Exception), (name, ended.output, ended.exception)
            found += [f"{name}: {what!r}" for what in STEERS.findall(ended.output)]
            shown |= set(MARK.findall(ended.output))
    print(f"tried {len(shown)} payloads in {len(COMMANDS + OF_FEW_WORDS)} commands, through {len(found)}")
    assert found == [] and len(shown) == COUNT
