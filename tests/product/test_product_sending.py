"""What leaves: the brief as Word and PDF, the chronicle for other programs, a case packed, opened elsewhere and merged; as a user does it."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from conftest import COMMAND, FirstRun, House

SOFFICE = shutil.which("soffice")
NAMES = ("japan-russia", "ecuador-peru")


@pytest.fixture(scope="module")
def documents(first_run: FirstRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Word documents of both packaged cases, and what LibreOffice makes of them where it is there."""
    folder = tmp_path_factory.mktemp("sent")
    for name in NAMES:
        done = first_run.house("brief", name, "-o", folder / f"{name}.docx")
        assert done.code == 0 and f"{name}.docx" in done.out
    if SOFFICE:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*convert, *(folder / f"{n}.docx" for n in NAMES)], check=True, capture_output=True, timeout=180)
    return folder


@lru_cache(len(NAMES))
def texts(paper: Path) -> tuple[str, ...]:
    """What stands on each page."""
    return tuple(page.extract_text() for page in PdfReader(paper).pages)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_the_word_document_opens_in_libreoffice_with_the_answer_on_page_one(documents: Path, name: str) -> None:
    pages = [" ".join(text.split()) for text in texts(documents / f"{name}.pdf")]
    question = docx.Document(str(documents / f"{name}.docx")).paragraphs[0].text
    assert pages[0].startswith(question[:40]) and "What would change our mind" in pages[0]
    assert pages[1].startswith("Relations") and f"Page 1 of {len(pages)}" in pages[0]
    assert all(f"Page {i} of {len(pages)}" in page for i, page in enumerate(pages, 1)), (
        "a page without its number is a page run over"
    )


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_sees_the_footnotes_on_the_pages_that_refer_to_them(documents: Path) -> None:
    pages = texts(documents / "japan-russia.pdf")
    with ZipFile(documents / "japan-russia.docx") as archive:
        notes = archive.read("word/footnotes.xml").decode()
    assert notes.count("<w:footnote ") > 100
    assert "(source" in pages[0]
    shown = [page.count("(source") for page in pages]
    assert sum(shown) >= notes.count("<w:footnote ") - 2
    assert max(shown) < 30, "notes that did not fit on their pages have piled up on a later one"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_leaves_names_the_analyst_s_folders(documents: Path, first_run: FirstRun, name: str) -> None:
    with ZipFile(documents / f"{name}.docx") as archive:
        everything = b"".join(archive.read(n) for n in archive.namelist())
    for secret in (str(first_run.house.data), str(Path.home()), str(documents)):
        assert len(secret) < 6 or secret.encode() not in everything


def test_the_pdf_is_written_and_without_the_extra_a_line_says_what_to_do(first_run: FirstRun, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra [pdf] is not installed")
    assert first_run.house("brief", "japan-russia", "-o", tmp_path / "b.pdf").code == 0
    reader = PdfReader(tmp_path / "b.pdf")
    assert "What would change our mind" in reader.pages[0].extract_text() and reader.pages[1].extract_text().startswith(
        "Relations"
    )
    blocked = "import sys; sys.modules['typst'] = None; from hikiwake.cli import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", blocked, "brief", "ecuador-peru", "--format", "pdf"],
        cwd=tmp_path, env=first_run.house.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 1 and told.stderr.count("\n") == 1
    assert "pip install 'hikiwake[pdf]'" in told.stderr and "print it from the browser" in told.stderr


def test_a_document_goes_to_a_pipe_and_to_no_terminal(first_run: FirstRun, tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "brief", "ecuador-peru", "--format", "docx", "-o", "-"],
        cwd=tmp_path, env=first_run.house.environment(), capture_output=True, check=True,
    )  # fmt: skip
    assert docx.Document(io.BytesIO(done.stdout)).paragraphs[0].style.name == "Title"
    leader, follower = os.openpty()
    told = subprocess.run(
        [*COMMAND, "chronicle", "ecuador-peru", "--format", "xlsx"],
        cwd=tmp_path, env=first_run.house.environment(), stdout=follower, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(leader), os.close(follower)
    assert told.returncode == 2 and "-o FILE.xlsx" in told.stderr


def test_the_chronicle_goes_to_files_named_by_their_endings(first_run: FirstRun, tmp_path: Path) -> None:
    house = first_run.house
    for ending in ("csv", "xlsx", "geojson"):
        assert house("chronicle", "ecuador-peru", "-o", tmp_path / f"c.{ending}").code == 0
    text = (tmp_path / "c.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["Chronicle"]
    assert sheet.max_row == len(rows) + 1 > 10
    assert [c.value for c in sheet[1]] == list(rows[0])
    points = json.loads((tmp_path / "c.geojson").read_text(encoding="utf-8"))["features"]
    told = house("chronicle", "ecuador-peru", "--format", "geojson").err
    assert f"{len(rows) - len(points)} of {len(rows)} entries have no place with known degrees" in told
    assert house("chronicle", "ecuador-peru", "--format", "csv").out == text
    house("chronicle", "ecuador-peru", "-o", tmp_path / "no" / "c.csv").fails_in_a_line("c.csv", "cannot be written")


def test_a_case_is_packed_opened_elsewhere_and_merged(first_run: FirstRun, hikiwake: House) -> None:
    case = first_run.case("ecuador-peru")
    assert "Opens with: hikiwake unpack theirs.zip" in hikiwake("pack", case, "-o", "theirs.zip").out
    hikiwake("brief", "theirs.zip").fails_in_a_line("packed case", "hikiwake unpack")
    assert hikiwake("unpack", "theirs.zip").code == 0
    theirs = hikiwake.here / "ecuador-peru"
    entry = json.loads(hikiwake("chronicle", theirs, "--json", "--kind", "event").out)["events"][0]["id"]
    assert hikiwake("correct", theirs, entry, "--grade", "anonymous", "--by", "Ben").code == 0
    merged = hikiwake("merge", case, theirs, "-o", "both")
    assert merged.code == 0 and "8 documents, 0 of them from the second copy" in merged.out
    both = json.loads(hikiwake("chronicle", "both", "--json", "--kind", "event").out)["events"]
    assert next(e for e in both if e["id"] == entry)["grade"] == "anonymous"
    hikiwake("merge", case, theirs, "-o", "both").fails_in_a_line("both", "is there already")
    assert json.loads(hikiwake("merge", case, "theirs.zip", "-o", "again", "--json").out)["conflicts"] == []


def test_without_documents_the_texts_stay_here(first_run: FirstRun, hikiwake: House) -> None:
    case = first_run.case("ecuador-peru")
    done = hikiwake("pack", case, "--without", "documents", "-o", "thin.zip")
    assert "texts of 8 documents are left out" in done.out
    assert hikiwake("unpack", "thin.zip", "-o", "thin").code == 0
    brief = hikiwake("brief", "thin", "--format", "md", "-o", "-")
    assert brief.code == 0 and "were left out when the case was packed" in brief.out
    assert hikiwake("check", "thin").code == 0, "evidence and corrections still find their words"
    hikiwake("pack", case, "--without", "ledger").fails_in_a_line("only documents", code=2)
