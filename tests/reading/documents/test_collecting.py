"""What an analyst drops in, through the command: every kind of file, with what each is told to be."""

import io
import json
import re
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from container_examples import (
    NOTE,
    PARAGRAPHS,
    RIS,
    atom,
    csl_json,
    docx,
    mail,
    mail_with_attachments,
    mbox,
    odt,
    rss,
    rss_item,
    single_file,
    web_archive,
    zipped,
    zotero_item,
    zotero_rdf,
)  # fmt: skip
from document_examples import REPLY, TALKS, page, pdf, stream, words

from hikiwake.cli import main
from hikiwake.cli.read_table import show_results
from hikiwake.intake import FileResult
from hikiwake.record.model import Document
from hikiwake.record.store import Record
from hikiwake.terms.errors import Problem

LONG = " ".join(PARAGRAPHS)


def filled(box: Path) -> None:
    """One file of every kind; no two documents of the same bytes."""

    def put(name: str, data: bytes | str) -> None:
        path = box / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    put("brief.docx", docx(*PARAGRAPHS, title="Talks resume", author="Jane Doe"))
    put("brief.odt", odt(TALKS, REPLY))
    put("mail.eml", mail_with_attachments())
    put("page.mhtml", web_archive(TALKS, NOTE))
    put("single.html", single_file(*PARAGRAPHS))
    put("Saved.html", page(REPLY, NOTE))
    put("Saved_files/frame.html", page(REPLY))
    put("box.zip", zipped({"one.txt": f"1. {TALKS}", "two/three.md": f"# Three\n\n{REPLY}", "two/x.png": b"\x89PNG\r\n\x1a\n"}))
    put("gazette.rss", rss(rss_item("A long story", LONG), rss_item("A teaser", "The talks go on and on …")))
    put("courier.xml", atom("Seen from the river", f"{REPLY} {NOTE} {TALKS}"))
    put("settings.xml", "<settings/>")
    put("data.json", '{"a": 1}')
    mbox(box, mail(f"{TALKS}\n\nFrom here on it is open."), mail(NOTE, subject="Border"))
    items = (
        zotero_item(1, "Talks on the river", file="files/1/page.html", note="Seems &lt;b&gt;solid&lt;/b&gt;."),
        zotero_item(2, "Nothing attached"),
        zotero_item(3, "A scan", date="May 2016", file="C:\\Users\\jane\\Zotero\\storage\\ABCD\\scan.pdf"),
    )
    put("zotero/library.rdf", zotero_rdf(*items))
    put("zotero/files/1/page.html", page(NOTE, REPLY, TALKS))
    put("zotero/files/3/scan.pdf", pdf(stream(words(f"{TALKS} It is so."))))
    put("zotero/files/1/unnamed.html", page(NOTE))
    put("csl/library.json", csl_json("Island talks resume in the summer of 2016"))
    put("csl/Doe - 2016 - Island talks resume in the summer.txt", f"2. {TALKS}")
    put("ris/library.ris", RIS.format(title="Envoys at the border", more="L1  - files/9/envoys.txt\n"))
    put("ris/files/9/envoys.txt", f"3. {NOTE}")


class Desk:
    """A case, a box of files, and the command."""

    def __init__(self, here: Path) -> None:
        self.case, self.box = here / "case", here / "box"
        self("new", self.case, "--between", "NOR", "SWE")

    def __call__(self, *arguments: object) -> tuple[int, str]:
        out = io.StringIO()
        code: object = 0
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(io.StringIO()):
            patch.setattr(sys, "argv", ["hikiwake", *map(str, arguments)])
            try:
                main()
            except SystemExit as left:
                code = left.code
        return int(str(code or 0)), out.getvalue()

    def json(self, *arguments: object) -> dict[str, dict[str, Any]]:
        """What `read --json` tells, by the path below the box."""
        _, out = self("read", self.case, *arguments, "--json")
        return {f["file"].removeprefix(f"{self.box}/"): f for f in json.loads(out)["files"]}

    def documents(self) -> dict[str, Document]:
        with Record.open(self.case / "record.sqlite", create=False) as record:
            return {d.name: d for d in record.contents().documents}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("collecting"))
    desk.box.mkdir()
    filled(desk.box)
    return desk


@pytest.fixture(scope="module")
def told(desk: Desk) -> dict[str, dict[str, Any]]:
    return desk.json(desk.box, "--fast")


def test_every_kind_gives_its_documents_and_nothing_fails(told: dict[str, dict[str, Any]]) -> None:
    assert {name for name, f in told.items() if f["problem"]} == set()
    assert {name for name, f in told.items() if f["document"]} == {
        "brief.docx", "brief.odt", "mail.eml", "mail.eml/Gespräche.docx", "mail.eml/reply.pdf", "page.mhtml", "single.html", "Saved.html",
        "box.zip/one.txt", "box.zip/two/three.md", "gazette.rss/A long story.html", "courier.xml/Seen from the river.html",
        "inbox.mbox/0001 Island talks resume.eml", "inbox.mbox/0002 Border.eml", "zotero/files/1/page.html", "zotero/files/3/scan.pdf",
        "csl/Doe - 2016 - Island talks resume in the summer.txt", "ris/files/9/envoys.txt",
    }  # fmt: skip
    assert all(f["statements"] + f["events"] > 0 for f in told.values() if f["document"] and not f["already_read"])


def test_what_holds_documents_is_told_with_their_number_and_what_it_lacks(desk: Desk, told: dict[str, dict[str, Any]]) -> None:
    holds = {name: f["holds"] for name, f in told.items() if f["holds"] is not None}
    assert holds.pop(str(desk.box)) == len([f for f in told.values() if f["document"]])
    assert holds == {
        "box.zip": 2, "gazette.rss": 1, "courier.xml": 1, "inbox.mbox": 2, "zotero/library.rdf": 2, "csl/library.json": 1, "ris/library.ris": 1
    }  # fmt: skip
    assert told[str(desk.box)]["notes"] == ["2 files of other kinds were passed over (1 .json, 1 .xml)"]
    assert told["box.zip"]["notes"] == ["1 file of another kind was passed over (1 .png)"]
    assert told[str(desk.box)]["doubts"] == told["box.zip"]["doubts"] == []
    assert told["zotero/library.rdf"]["doubts"] == ["1 of 3 items has no file"]
    assert told["gazette.rss"]["doubts"][0].startswith("1 of 2 items is only a teaser")
    assert "2 documents are attached and read by themselves." in told["mail.eml"]["notes"]
    assert any("invite.ics" in note for note in told["mail.eml"]["notes"])
    assert told["mail.eml/reply.pdf"]["notes"][0] == "Attached to mail.eml."


@pytest.mark.parametrize(
    ("name", "title", "publisher", "author", "url", "date"),
    [
        ("brief.docx", "Talks resume", None, "Jane Doe", None, None),
        ("mail.eml", "Island talks resume", None, "Jane Doe", None, "2016-05-03"),
        ("page.mhtml", "Island talks resume", None, None, "https://gazette.example/2016/talks", None),
        ("single.html", "Island talks resume", None, None, "https://gazette.example/2016/talks", None),
        ("A long story.html", "A long story", "The Gazette", "Jane Doe", "https://gazette.example/a-long-story", "2016-05-03"),
        ("Seen from the river.html", "Seen from the river", "The Courier", "Ann Lee", "https://courier.example/1", "2016-05-04"),
        ("page.html", "Talks on the river", "The Gazette", "Jane Doe", "https://gazette.example/1", "2016-05-03"),
        ("scan.pdf", "A scan", "The Gazette", "Jane Doe", "https://gazette.example/3", "2016-05"),
        ("Doe - 2016 - Island talks resume in the summer.txt", "Island talks resume in the summer of 2016", "The Gazette", "Jane Doe",
         "https://gazette.example/1", "2016-05-03"),
        ("envoys.txt", "Envoys at the border", "The Gazette", "Jane Doe", "https://gazette.example/1", "2016-05-03"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("told")
def test_what_a_container_knows_of_a_document_is_recorded(
    desk: Desk, name: str, title: str, publisher: str | None, author: str | None, url: str | None, date: str | None
) -> None:
    d = desk.documents()[name]
    assert (d.title, d.publisher, d.author, d.url, d.date.value if d.date else None) == (title, publisher, author, url, date)


@pytest.mark.usefixtures("told")
def test_the_documents_lie_in_the_case_and_the_containers_do_not(desk: Desk) -> None:
    kept = {p.name for p in (desk.case / "documents").iterdir()}
    assert kept >= set(desk.documents())
    assert not {name for name in kept if name.endswith((".zip", ".mbox", ".rss", ".rdf", ".ris", ".json", ".xml"))}
    assert "Note: Seems solid." in desk.documents()["page.html"].notes


@pytest.mark.usefixtures("told")
def test_reading_it_all_again_adds_nothing_and_the_copies_alone_give_the_same_record(desk: Desk, tmp_path: Path) -> None:
    before, kept = desk.documents(), sorted(p.name for p in (desk.case / "documents").iterdir())
    again = desk.json(desk.box, "--fast")
    assert all(f["already_read"] and f["language"] == "en" for f in again.values() if f["document"])
    assert desk.documents() == before and sorted(p.name for p in (desk.case / "documents").iterdir()) == kept
    alone = Desk(tmp_path)
    shutil.copytree(desk.case / "documents", alone.case / "documents", dirs_exist_ok=True)
    alone("read", alone.case, "--fast")
    rebuilt = alone.documents()
    assert {n: (d.id, d.text, d.title, d.publisher, d.author, d.url, d.date) for n, d in rebuilt.items()} == {
        n: (d.id, d.text, d.title, d.publisher, d.author, d.url, d.date) for n, d in before.items()
    }


def test_the_read_ends_with_a_table_of_what_was_found_doubted_and_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.box.mkdir()
    (desk.box / "good.txt").write_text(f"{TALKS}\n\n{NOTE}", encoding="utf-8")
    (desk.box / "copy.txt").write_text(f"Another headline\n\nBy Our Own Reporter\n\n{TALKS}\n\n{NOTE}", encoding="utf-8")
    (desk.box / "good.txt.toml").write_text('publisher = "The Gazette"\ndate = 2016-05-03\ntitle = "Talks"\n', encoding="utf-8")
    (desk.box / "copy.txt.toml").write_text('publisher = "The Echo"\ndate = 2016-05-04\n', encoding="utf-8")
    (desk.box / "table.xlsx").write_bytes(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}))
    (desk.box / "nested.zip").write_bytes(zipped({"inner.zip": zipped({"a.txt": TALKS}), "../up.txt": TALKS}))
    code, out = desk("read", desk.case, desk.box, desk.box / "table.xlsx", "--fast")
    rows = {line.split("  ")[0].removeprefix(f"{desk.box}/"): " ".join(line.split()) for line in out.splitlines()}
    assert code == 1 and out.splitlines()[0].split() == ["file", "found", "doubtful", "or", "failed"]
    assert (
        "1 event, 4 statements" in rows["good.txt"] and "its text is also that of Another headline (The Echo)" in rows["good.txt"]
    )
    assert "wire copy of Talks (The Gazette)" in rows["copy.txt"]
    assert "failed: is an Excel workbook and cannot be read" in rows["table.xlsx"]
    assert "failed: is an archive within an archive" in rows["nested.zip/inner.zip"]
    assert "failed: has a name that leads out of its archive" in rows["nested.zip/up.txt"]
    assert out.splitlines()[-1] == "2 documents read, 2 with doubts, 2 with the text of another, 3 failed"


def test_a_title_goes_with_one_document_and_a_publisher_with_many(desk: Desk, tmp_path: Path) -> None:
    own = Desk(tmp_path)
    code, _ = own("read", own.case, desk.box / "box.zip", "--title", "Two things", "--fast")
    assert code == 1 and own.documents() == {}
    code, _ = own("read", own.case, desk.box / "box.zip", "--publisher", "The Echo", "--fast")
    assert code == 0 and {d.publisher for d in own.documents().values()} == {"The Echo"}


def test_on_a_terminal_the_table_wraps_and_no_name_steers_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    results = [
        FileResult("a\x1b[2J.txt", "0" * 64, events=1, notes=("late [red]",), doubts=("late [red]",)),
        FileResult("b.zip", holds=3),
        FileResult("c.txt", problem=Problem("c.txt", "is empty", "Fetch it again.")),
    ]
    screen = Terminal()
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys, "stdout", screen)
    show_results(results)
    assert "\x1b[2J" not in screen.getvalue()
    told = re.sub("\x1b\\[[\\d;]*m", "", screen.getvalue())  # bold
    assert "a␛[2J.txt" in told and "late [red]" in told and "3 documents" in told
    assert "failed: is empty" in told and max(map(len, told.splitlines())) <= 60
    assert told.endswith("1 document read, 1 with doubts, 1 failed\n")
