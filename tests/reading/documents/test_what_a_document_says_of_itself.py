"""Titles that are broken over lines, authors that are programs, days of change beside those of publication, and our own briefs."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from container_examples import csl_json, docx, mail
from document_examples import REPLY, TALKS, page, pdf, stream

from hikiwake.reading.documents import receive
from hikiwake.reading.documents.doubts import writer
from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.pdf_heading import heading
from hikiwake.reading.documents.sources import Opened, Source, Sources
from hikiwake.record.model import Document
from hikiwake.terms.errors import DocumentError
from one_parser import receive_next

LINES = ("Norway And Sweden Sign A Protocol", "On Grazing Across The Border", "After Eleven Years")


def received(tmp_path: Path, name: str, data: bytes | str) -> Document:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return receive_next(path)


def set_in(*lines: tuple[int, str]) -> bytes:
    """A page of a pdf: lines with the heights of their letters."""
    shown = b"".join(b"/F1 %d Tf (%s) Tj 0 -30 Td\n" % (size, line.encode()) for size, line in lines)
    return stream(b"BT 50 750 Td\n" + shown + b"ET")


def test_a_headline_of_several_lines_is_one_title_and_one_block(tmp_path: Path) -> None:
    body = [(11, TALKS), (11, REPLY)]
    found = received(tmp_path, "a.pdf", pdf(set_in(*((24, line) for line in LINES), (11, "By Kari Holm"), *body)))
    assert found.title == " ".join(LINES)
    assert found.author == "Kari Holm"
    assert found.text.startswith(" ".join(LINES) + "\n")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [(11, TALKS), (11, REPLY)],  # nothing stands out
        [(12, "Chapter Two And More"), (11, TALKS)],  # hardly larger
        [(60, "7"), (11, TALKS)],
        [(30, "Quotation " * 40), (11, TALKS * 3)],
        [*((30, f"Line {n} of many") for n in range(7)), (11, TALKS * 3)],
    ],
)
def test_letters_that_do_not_stand_out_or_say_too_much_are_no_headline(lines: list[tuple[float, str]]) -> None:
    assert heading(lines) is None


@pytest.mark.parametrize(
    "name",
    [
        "python-docx",
        "Microsoft Office User",
        "Adobe InDesign CS6 (Windows)",
        "LibreOffice 7.4",
        "Administrator",
        "user1",
        "TeX",
        "ReportLab",
    ],
)
def test_a_program_and_an_account_are_no_authors(name: str) -> None:
    assert writer(name) is None


@pytest.mark.parametrize(
    "name", ["Kari Holm", "Word Peace Foundation", "Ministry of Foreign Affairs", "Jane Writer", "Reuters", None]
)
def test_a_person_and_a_house_are(name: str | None) -> None:
    assert writer(name) == name


def test_a_pdf_by_a_program_has_the_author_of_its_byline(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    plain = tmp_path / "plain.pdf"
    plain.write_bytes(pdf(set_in((24, LINES[0]), (11, "By Kari Holm"), (11, TALKS))))
    writing = PdfWriter(clone_from=plain)
    writing.add_metadata({"/Author": "python-docx", "/Title": "talks.html"})
    writing.write(tmp_path / "made.pdf")
    found = receive(tmp_path / "made.pdf")
    assert (found.author, found.title) == ("Kari Holm", LINES[0])


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("=?utf-8?Q?Visit_of_2=E2=80=934?=\n November to Oslo", "Visit of 2–4 November to Oslo"),
        ("=?utf-8?Q?Visit_of_2=E2=80=934?=\n =?utf-8?Q?_November?=", "Visit of 2–4 November"),
        ("Visit to\n =?utf-8?Q?Troms=C3=B8?=\n\tin May", "Visit to Tromsø in May"),
        ("=?iso-2022-jp?B?GyRCRnxPKjJxQ0wbKEI=?=", "日露会談"),
    ],
)
def test_a_folded_subject_keeps_its_blanks(tmp_path: Path, raw: str, title: str) -> None:
    head = f"From: Jane Doe <jane@example.org>\nDate: Tue, 03 May 2016 23:30:00 +0900\nSubject: {raw}\n\n"
    assert received(tmp_path, "a.eml", head + TALKS).title == title


def test_a_mail_in_seven_bits_of_japanese_is_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@example.jp", "x", "Tue, 03 May 2016 23:30:00 +0900"
    message.set_content("外相は東京で会談した。", charset="iso-2022-jp")
    assert "外相は東京で会談した。" in received(tmp_path, "a.eml", message.as_bytes()).text
    assert mail("x")["Subject"]


CHANGES = {
    "linked data": page(
        TALKS,
        head='<script type="application/ld+json">{"datePublished": "2016-05-06", "dateModified": "2016-05-09T10:00:00Z"}</script>',
    ),
    "meta": page(
        TALKS,
        head='<meta property="article:published_time" content="2016-05-06"><meta property="article:modified_time" content="2016-05-09">',
    ),
    "times": page(
        TALKS,
        tail='<time itemprop="datePublished" datetime="2016-05-06"></time><time itemprop="dateModified" datetime="2016-05-09"></time>',
    ),
    "a line": f"Talks resume\n\nPublished 6 May 2016, updated 9 May 2016\n\n{TALKS}\n\n{REPLY}",
    "two lines": f"Talks resume\n\nPublished: 6 May 2016\n\nLast updated on: Monday, 9 May 2016\n\n{TALKS}\n\n{REPLY}",
}


@pytest.mark.parametrize("where", CHANGES)
def test_the_day_of_the_last_change_is_told_beside_the_day_of_publication(tmp_path: Path, where: str) -> None:
    found = received(tmp_path, "a.txt" if "line" in where and "linked" not in where else "a.html", CHANGES[where])
    assert found.date and found.date.value == "2016-05-06"
    assert "Note: it says that it was last changed on 2016-05-09." in found.notes


def test_a_change_on_the_same_day_is_none_and_of_a_change_alone_no_date_is_made(tmp_path: Path) -> None:
    same = received(tmp_path, "a.txt", CHANGES["a line"].replace("9 May", "6 May"))
    assert same.date and not [n for n in same.notes if "changed" in n]
    alone = received(tmp_path, "b.txt", f"Talks resume\n\nUpdated 9 May 2016\n\n{TALKS}\n\n{REPLY}")
    assert alone.date is None
    assert any("No date of publication" in n and "last changed on 2016-05-09" in n for n in alone.notes)


def test_a_title_of_few_letters_finds_the_file_of_that_name_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text(csl_json("Sea law"), encoding="utf-8")
    (tmp_path / "Sea law.txt").write_text(TALKS, encoding="utf-8")
    (tmp_path / "On the sea law of 1982.txt").write_text(REPLY, encoding="utf-8")
    with Sources() as sources:
        found = [f for f in sources.of(tmp_path / "library.json") if isinstance(f, Source)]
    assert [f.path.name for f in found] == ["Sea law.txt"]
    assert found[0].stated.title == "Sea law"


def test_what_a_folder_holds_beside_documents_is_counted(tmp_path: Path) -> None:
    box = tmp_path / "box"
    (box / "deep").mkdir(parents=True)
    others = ["a.csv", "b.CSV", "deep/c.xlsx", "deck.pptx", "x.png", "Makefile", "y.odd-and-very-long"]
    hidden = [".hidden.csv", "~$a.docx", "one.txt.toml"]
    for name in (*others, *hidden, "one.txt"):
        (box / name).write_bytes(b'title = "x"\n')
    with Sources() as sources:
        *documents, told = sources.of(box)
    assert [d.path.name for d in documents if isinstance(d, Source)] == ["one.txt"]
    assert told == Opened(
        str(box),
        1,
        passed_over="7 files of other kinds were passed over (2 .csv, 1 without an ending, 1 .odd-and-v, 1 .png, 1 .pptx, others)",
    )


MARKED = {
    "html": page(TALKS, head='<meta name="generator" content="Hikiwake">'),
    "md": f"Norway and Sweden – brief as of 9 December 2016\n\n# Will they settle?\n\n{TALKS}",
    "json": '{"case": {}, "numbers": {}, "entries": {}, "record": {}}',
}


@pytest.mark.parametrize("kind", ["html", "md"])
def test_our_own_brief_is_no_source(tmp_path: Path, kind: str) -> None:
    with pytest.raises(
        DocumentError, match=rf"a\.{kind}: is a brief that Hikiwake wrote, which is no source\. Read the documents"
    ):
        received(tmp_path, f"a.{kind}", MARKED[kind])


def test_nor_is_its_json_or_its_pdf(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    (tmp_path / "a.json").write_text(MARKED["json"], encoding="utf-8")
    with Sources() as sources:
        assert "is a brief that Hikiwake wrote" in str(next(iter(sources.of(tmp_path / "a.json"))))
    (tmp_path / "plain.pdf").write_bytes(pdf(set_in((11, TALKS))))
    writing = PdfWriter(clone_from=tmp_path / "plain.pdf")
    writing.add_metadata({"/Keywords": "Hikiwake brief"})
    writing.write(tmp_path / "a.pdf")
    with pytest.raises(DocumentError, match="is a brief that Hikiwake wrote"):
        receive(tmp_path / "a.pdf")


def test_what_others_made_and_what_speaks_of_it_is_read(tmp_path: Path) -> None:
    for name, data in (
        ("a.html", page(TALKS, head='<meta name="generator" content="WordPress 6">')),
        ("b.md", f"# Hikiwake – brief as of today\n\n{TALKS}"),
        ("c.docx", docx(TALKS, title="Hikiwake brief")),
        ("d.txt", MARKED["md"]),
    ):
        assert TALKS[:20] in received(tmp_path, name, data).text


def test_an_encoding_that_is_stated_and_does_not_fit_is_told() -> None:
    words = "Les ministres se sont rencontrés à Genève; l’accord sera signé en décembre."
    found = decode(words.encode("cp1252"), stated="utf-8")
    assert found.text == words
    assert found.notes[0].startswith("The encoding that is stated (utf-8) does not fit; cp1252 was guessed.")
