"""What is tried on the formats that hold other files: bombs, entities, names that lead out, links, pipes, damage."""

import gzip
import io
import os
import stat
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from container_examples import RIS, docx, mail, rss, rss_item, word_xml, zipped, zotero_item, zotero_rdf
from document_examples import REPLY, TALKS

from hikiwake.reading.documents import Limits, receive_all, receive_each
from hikiwake.reading.documents.names import parts_below, safe_name
from hikiwake.reading.documents.sources import Opened, Source, Sources
from hikiwake.record.model import Document
from hikiwake.terms.errors import Problem

QUICK = Limits(seconds=10, cpu_seconds=8)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
FILE = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/hostname">]>'
ENTITIES = "declares entities of its own"


def member(name: str, data: bytes = TALKS.encode(), **fields: int) -> bytes:
    """A zip archive of one member, with fields of its header set as no honest program would."""
    info = zipfile.ZipInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, data)
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(member("secret.txt"))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + at] |= 1
    return bytes(data)


def with_null() -> bytes:
    return member("talks.txt#/../up.txt").replace(b"#", b"\0")


def many(count: int) -> bytes:
    return zipped({f"{n}.txt": b"" for n in range(count)}, compression=zipfile.ZIP_STORED)


def says_less() -> bytes:
    """A member whose directory claims a tenth of its size."""
    data = bytearray(zipped({"talks.txt": TALKS * 50}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", len(TALKS) * 5)
    return bytes(data)


def word(xml: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def nested_mail(levels: int) -> bytes:
    message = mail(TALKS)
    for _ in range(levels):
        outer = mail("See below.")
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


def attached(name: str, data: bytes) -> bytes:
    message: EmailMessage = mail("")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


REFUSED: dict[str, tuple[bytes | str, str]] = {
    "spaces.docx": (word(f"<a>{' ' * 5_000_000}</a>"), "as bombs do"),
    "paragraphs.docx": (word_xml("<w:p/>" * 1_000_000), "as bombs do"),
    "laughs.docx": (word(f"{LAUGHS}<p>&c;</p>"), ENTITIES),
    "file.docx": (word(f"{FILE}<p>&c;</p>"), ENTITIES),
    "deep.docx": (word("<p>" * 20_000 + "</p>" * 20_000), "nests too deep"),
    "cut.docx": (docx(TALKS)[:-300], "is a damaged Word document"),
    "cut-in-two.docx": (docx(TALKS)[:3000], "is a damaged Word document"),
    "damaged.docx": (docx(TALKS).replace(b"PK\x01\x02", b"PK\x01\x03"), "is a damaged Word document"),
    "empty.docx": (zipped({"[Content_Types].xml": "<Types/>"}), "holds no text"),
    "laughs.odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{LAUGHS}<p>&c;</p>"}, compression=0), ENTITIES),
    "table.ods": (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, compression=0), "is an OpenDocument table"),
    "slides.pptx": (zipped({"[Content_Types].xml": "<Types/>"}), "is a PowerPoint presentation"),
    "bomb.zip": (zipped({"zeros.txt": bytes(5_000_000)}), "as bombs do"),
    "bomb-beside.zip": (zipped({"talks.txt": TALKS, "zeros.bin": bytes(5_000_000)}), "as bombs do"),
    "many.zip": (many(10_001), "holds more than 10,000 files"),
    "nested.zip": (zipped({"inner.zip": zipped({"a.txt": TALKS})}), "is an archive within an archive"),
    "gz-within.zip": (zipped({"a.txt.gz": gzip.compress(TALKS.encode())}), "is an archive within an archive"),
    "renamed-within.zip": (zipped({"inner.txt": zipped({"a.txt": TALKS})}), "is an archive within an archive"),
    "up.zip": (zipped({"../../up.txt": TALKS}), "leads out of its archive"),
    "back.zip": (zipped({"..\\up.txt": TALKS}), "leads out of its archive"),
    "root.zip": (zipped({"/etc/up.txt": TALKS}), "leads out of its archive"),
    "drive.zip": (zipped({"C:\\up.txt": TALKS}), "leads out of its archive"),
    "null.zip": (with_null(), "has a name with a null in it"),
    "link.zip": (member("link.txt", b"/etc/hostname", external_attr=(stat.S_IFLNK | 0o777) << 16), "is a link and was not followed"),
    "locked.zip": (locked(), "is locked with a password"),
    "lzma.zip": (zipped({"talks.txt": TALKS}, compression=zipfile.ZIP_LZMA), "packed in a way that is not read here"),
    "says-less.zip": (says_less(), "is a damaged zip archive"),
    "cut.zip": (zipped({"talks.txt": TALKS})[:-30], "is a damaged zip archive"),
    "error.zip": (b"<html>404</html>", "of a kind that cannot be read (.zip)"),
    "nothing.zip": (zipped({"picture.png": b"\x89PNG"}), "holds no document that can be read"),
    "talks.txt.gz": (gzip.compress(TALKS.encode()), "is a gzip archive"),
    "gz.docx": (gzip.compress(bytes(1_000_000)), "is a gzip archive"),
    "laughs.rss": (f'<?xml version="1.0"?>{LAUGHS}<rss><channel><title>&c;</title></channel></rss>', ENTITIES),
    "file.rss": (f'<?xml version="1.0"?>{FILE}<rss><channel><item><title>&c;</title></item></channel></rss>', ENTITIES),
    "empty.rss": (rss(), "is not a feed, or a feed without items"),
    "teasers.rss": (rss(rss_item("A", "Short …")), ""),
    "laughs.rdf": (zotero_rdf("<a>&c;</a>").replace("<rdf:RDF", f"{LAUGHS}<rdf:RDF", 1), ENTITIES),
    "file.rdf": (zotero_rdf("<a>&c;</a>").replace("<rdf:RDF", f"{FILE}<rdf:RDF", 1), ENTITIES),
    "cut.rdf": (zotero_rdf(zotero_item(1, "Talks"))[:-40], "is damaged XML"),
    "out.rdf": (zotero_rdf(zotero_item(1, "Talks", file="../../../etc/hostname"), zotero_item(2, "Up", file="/etc/hostname")), ""),
    "other.rdf": ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "of a kind that cannot be read (.rdf)"),
    "deep.json": ("[" * 100_000, "nests too deep"),
    "other.json": ('[{"a": 1}]', "is JSON, but not CSL-JSON"),
    "cut.json": ('[{"type": "book", "title": "A', "is damaged JSON"),
    "out.ris": (RIS.format(title="Talks", more="L1  - ../../../etc/hostname\n"), ""),
    "empty.mbox": (b"no mailbox", "is not a mailbox"),
    "no-words.eml": (attached("a.png", b"\x89PNG"), "is an e-mail without words"),
    "zip-within.eml": (attached("a.zip", zipped({"a.txt": TALKS})), "is an archive within an archive or an e-mail"),
    "doll.eml": (nested_mail(5), "is attached to what is attached too many times over"),
    "no-page.mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nnothing", "is a web archive without a page"),
    "book.epub": (zipped({"mimetype": "application/epub+zip"}, compression=0), "is an e-book"),
}  # fmt: skip
MEANT_TO_BE_READ = {"doll.eml": 4}  # messages of the doll that are within the limit


def test_each_attack_is_refused_in_a_line_and_what_lies_beside_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = tmp_path / "box"
    box.mkdir()
    for name, (data, _) in REFUSED.items():
        (box / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (box / "good.txt").write_text(REPLY, encoding="utf-8")
    with Sources(QUICK) as sources:
        found = [f for path in sorted(box.iterdir()) for f in sources.of(path) if not isinstance(f, Opened)]
        outcomes = list(zip((f.where for f in found), receive_each(found, limits=QUICK), strict=True))
    through, silent = list[str](), list[object]()
    for name, (_, what) in REFUSED.items():
        mine = [outcome for where, outcome in outcomes if where.startswith(str(box / name))]
        problems = [str(o) for o in mine if isinstance(o, Problem)]
        documents = [o for o in mine if isinstance(o, Document)]
        if len(documents) > MEANT_TO_BE_READ.get(name, 0) or any(os.uname().nodename in d.text for d in documents):
            through.append(name)
        if what and not any(what in p for p in problems):
            silent.append((name, problems))
        # Nothing is told of the folder into which things were unpacked.
        assert all(p.startswith(str(box)) and "\n" not in p for p in problems)
    assert [o.name for where, o in outcomes if where.endswith("good.txt") and isinstance(o, Document)] == ["good.txt"]
    assert not silent
    assert not list(tmp_path.rglob("up.txt")) and not list(tmp_path.parent.glob("up.txt"))
    print(f"tried {len(REFUSED)}, through {len(through)}")
    assert "through 0" in capsys.readouterr().out, through


def test_a_mailbox_of_two_hundred_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    with path.open("wb") as file:
        file.write(b"From a@example.org Tue May  3 10:00:00 2016\nFrom: a@example.org\n\n")
        file.truncate(200_000_000)
    (problem,) = receive_all([path])
    assert isinstance(problem, Problem) and "is too large (200 MB" in problem.what


def test_pipes_and_links_that_lead_out_are_named_and_block_nothing(tmp_path: Path) -> None:
    (tmp_path / "outside.zip").write_bytes(zipped({"a.txt": TALKS}))
    box = tmp_path / "box"
    box.mkdir()
    for name in ("pipe.zip", "pipe.mbox", "pipe.eml", "pipe.docx", "pipe.rss"):
        os.mkfifo(box / name)
    (box / "link.zip").symlink_to(tmp_path / "outside.zip")
    (box / "good.txt").write_text(REPLY, encoding="utf-8")
    results = list(receive_all([box], limits=QUICK))
    problems = {Path(r.where).name: r.what for r in results if isinstance(r, Problem)}
    assert {what for name, what in problems.items() if name.startswith("pipe")} == {"is a pipe, not a file"}
    assert "leads out of the folder" in problems["link.zip"] and len(problems) == 6
    assert [d.name for d in results if isinstance(d, Document)] == ["good.txt"]


def test_a_file_of_an_export_that_is_a_link_out_of_it_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TALKS, encoding="utf-8")
    export = tmp_path / "export"
    (export / "files" / "1").mkdir(parents=True)
    (export / "files" / "1" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (export / "library.rdf").write_text(zotero_rdf(zotero_item(1, "Talks", file="files/1/a.txt")), encoding="utf-8")
    assert list(receive_all([export])) == []


def test_the_same_name_twice_in_an_archive_is_two_documents(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", TALKS)
        archive.writestr("a.txt", REPLY)
    (tmp_path / "box.zip").write_bytes(out.getvalue())
    with Sources() as sources:
        found = [s for s in sources.of(tmp_path / "box.zip") if isinstance(s, Source)]
        assert [(s.path.name, s.path.read_text()) for s in found] == [("a (2).txt", REPLY), ("a.txt", TALKS)]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("talks.txt", "talks.txt"),
        ("../talks.txt", "talks.txt"),
        ("a\x00b\r\n.txt", "a b.txt"),
        (".hidden.txt", "hidden.txt"),
        ("con.txt", "document con.txt"),
        ("", "document"),
        ("...", "document"),
        ("\u202etxt.exe", "txt.exe"),
        ("貝殻島" * 60 + ".html", "貝殻島" * 12 + "貝殻.html"),
    ],
)
def test_a_stranger_s_name_becomes_one_that_every_disk_takes(name: str, safe: str) -> None:
    assert safe_name(name) == safe and len(safe.encode()) <= 120


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/a", "\\a", "C:\\a", "c:a", "", "./", "a\\..\\..\\b"])
def test_a_path_that_leads_out_is_none(path: str) -> None:
    assert parts_below(path) is None


def test_where_nothing_can_be_unpacked_it_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": TALKS}))
    (tmp_path / "b.txt").write_text(REPLY, encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    first, second = receive_all([tmp_path / "a.zip", tmp_path / "b.txt"])
    assert isinstance(first, Problem) and "could not be unpacked (No such file or directory)" in first.what
    assert isinstance(second, Document)
