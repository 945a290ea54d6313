"""What is tried on the door through which strangers' files come in (the reliability catalogue's "hostile documents")."""

import gzip
import io
import os
import resource
import zipfile
import zlib
from pathlib import Path

import pytest
from document_examples import REPLY, TALKS, compressed, page, pdf, stream, words

from hikiwake.reading.documents import Limits, receive, receive_all
from hikiwake.record.model import Document
from hikiwake.terms.errors import DocumentError, Problem

QUICK = Limits(seconds=8, cpu_seconds=4)


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", TALKS)
    return data.getvalue()


REFUSED = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "holds no words"),
    "program.txt": (b"\x7fELF\x02\x01\x01" + bytes(200), "is a program"),
    "random.txt": (bytes(range(256)) * 40, "is binary data"),
    "nulls.txt": (bytes(5000), "is binary data"),
    "picture.md": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
    "archive.html": (gzip.compress(TALKS.encode()), "is a gzip archive"),
    "report.txt": (zipped(), "is damaged XML"),
    "report.docx": (zipped(), "is damaged XML"),
    "old.doc": (b"From: a@example.org\n\n" + TALKS.encode(), "is an old Word document and cannot be read"),
    "table.csv": (b"a,b\n1,2\n", "of a kind that cannot be read (.csv)"),
    "error.pdf": (b"<html>404</html>", "is not a pdf"),
    "cut.pdf": (pdf(stream(words(TALKS)))[:300], "is a damaged pdf"),
    "noise.pdf": (b"%PDF-1.4\n" + bytes(range(256)) * 9, "is a damaged pdf"),
    "circle.pdf": (pdf(stream(words(TALKS)), kids=b"2 0 R 2 0 R"), "pdf"),
    "hundred-thousand-pages.pdf": (pdf(stream(b""), kids=b"4 0 R " * 100_000), "has 100,000 pages"),
    "bomb.pdf": (pdf(compressed(b"BT (A) Tj ET " * 8_000_000)), "gave no text: page 1 could not be read"),
    "nested.html": (b"<html><body>" + b"<div>" * 100_000 + b"deep", "holds no words"),
    "tags.html": (b"<html><body>" + b"<p>a" * 300_000, "holds 300,002 tags"),
    "lines.txt": (b"\n" * 1_000_000 + b"a", "has more than 400,000 lines"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_named_in_one_line(tmp_path, name):
    data, what = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        receive(path, limits=QUICK)
    message = str(caught.value)
    assert message.startswith(f"{path}: ") and what in message and "\n" not in message
    assert caught.value.problems[0].mend


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(DocumentError, match="too large"):
        receive(path)


def test_a_line_of_fifty_megabytes_is_refused_and_one_of_five_is_read(tmp_path):
    path = tmp_path / "line.txt"
    path.write_bytes(b"The talks went on and on. " * 2_000_000)
    with pytest.raises(DocumentError, match=r"too large \(52 MB; at most 20 MB are read\)"):
        receive(path)
    path.write_bytes(b"The talks went on and on. " * 200_000)
    assert len(receive(path).text) == 5_200_000


LOOPS = {
    "xref.pdf": pdf(stream(words(TALKS)), trailer=b"/Prev 9"),
    "outline.pdf": pdf(stream(words(TALKS)), more=(b"<< /Title (a) /Next 6 0 R /First 6 0 R >>",)),
    "form.pdf": pdf(
        stream(b"/X Do " + words(TALKS)),
        resources=b"/XObject << /X 6 0 R >>",
        more=(stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 6 0 R >> >>"),),
    ),
    "inline-image.pdf": pdf(stream(words(TALKS) + b" BI /W 1 /H 1 ID " + b"x" * 50_000)),
    "bold.html": b"<html><body><p>" + b"<b>" * 50_000 + TALKS.encode(),
    "entities.html": b'<!DOCTYPE html [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + page(f"&b; {TALKS}", REPLY).encode(),
    "file-entity.html": b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + page(f"&a; {TALKS}", REPLY).encode(),
    "stars.md": b"*a " * 20_000 + TALKS.encode(),
    "brackets.md": b"[" * 20_000 + TALKS.encode(),
    "links.md": b"[a](" * 10_000 + TALKS.encode(),
    "quotes.md": b">" * 20_000 + TALKS.encode(),
    "years.txt": b"2016 " * 200_000,
    "days.txt": b"3 May " * 200_000,
    "pipes.txt": (b"a | " * 400 + b"\n") * 200,
    "blanks.txt": b"a" + b" " * 2_000_000 + b"a",
    "names.txt": (b"By" + b" Aa" * 400 + b"\n\n") * 300 + TALKS.encode(),
    "photo.txt": b"(photo " * 200_000,
    "word.txt": b"a" * 900_000,
}


def computing() -> float:
    """Seconds that this process and the parsers it has ended have computed."""
    mine, parsers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + parsers.ru_utime + parsers.ru_stime


@pytest.mark.parametrize("name", LOOPS)
def test_no_file_holds_the_reader_up(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(LOOPS[name])
    before = computing()
    (result,) = receive_all([path], limits=QUICK)
    assert computing() - before < 2 * QUICK.cpu_seconds
    if isinstance(result, Document):
        assert all(span.cut(result.text) for span in result.prose)
        assert os.uname().nodename not in result.text


def test_a_parser_that_runs_too_long_is_stopped_and_the_others_are_read(tmp_path):
    slow, good, late = tmp_path / "1-slow.html", tmp_path / "2-good.html", tmp_path / "3-good.txt"
    slow.write_bytes(b"<html><body " + b" ".join(b"a%d=1" % i for i in range(250_000)) + b"><p>" + TALKS.encode())
    good.write_text(page(TALKS, REPLY), encoding="utf-8")
    late.write_text(TALKS, encoding="utf-8")
    first, *rest = receive_all([slow, good, late], limits=Limits(seconds=4, cpu_seconds=30))
    assert isinstance(first, Problem) and "took longer than 4 s" in first.what
    assert [d.name for d in rest if isinstance(d, Document)] == [good.name, late.name]
    first, *rest = receive_all([slow, good, late], limits=Limits(seconds=30, cpu_seconds=1))
    assert isinstance(first, Problem) and "took longer than 1 s of computing" in first.what
    assert [d.name for d in rest if isinstance(d, Document)] == [good.name, late.name]


def test_a_parser_that_wants_too_much_memory_is_stopped_and_the_others_are_read(tmp_path):
    greedy, good = tmp_path / "1-greedy.html", tmp_path / "2-good.html"
    greedy.write_bytes(b"<html><body>" + b"<p>a</p>" * 99_000)
    good.write_text(page(TALKS, REPLY), encoding="utf-8")
    first, second = receive_all([greedy, good], limits=Limits(memory_bytes=200_000_000, seconds=30))
    assert isinstance(first, Problem) and "asks for too much memory" in first.what
    assert isinstance(second, Document)


def test_a_text_that_unpacks_beyond_its_limit_is_refused(tmp_path):
    path = tmp_path / "talks.pdf"
    path.write_bytes(pdf(*[compressed(words(TALKS * 20))] * 5))
    with pytest.raises(DocumentError, match=r"unpacks to more than 0\.01 million characters"):
        receive(path, limits=Limits(text_characters=10_000))


def children() -> set[str]:
    """The processes of this one, those too that have ended and were not waited for."""
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_no_process_is_left_behind(tmp_path):
    others = children()
    path = tmp_path / "page.html"
    path.write_text(page(TALKS, REPLY), encoding="utf-8")
    results = receive_all([path] * 3)
    next(results)
    assert children() - others
    results.close()
    receive(path)
    assert children() == others


def test_a_compressed_stream_may_be_a_bomb_of_bombs(tmp_path):
    path = tmp_path / "bombs.pdf"
    twice = stream(zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9), b"/Filter [/FlateDecode /FlateDecode]")
    path.write_bytes(pdf(twice, stream(words(TALKS))))
    assert any("page 1" in note for note in receive(path, limits=QUICK).notes)
