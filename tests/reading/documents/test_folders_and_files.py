import os
import socket

import pytest
from document_examples import REPLY, TALKS, page

from hikiwake.reading.documents import receive, receive_all
from hikiwake.record.model import Document
from hikiwake.terms.errors import DocumentError, Problem


def test_a_folder_means_the_documents_below_it_sorted_without_what_lies_beside_them(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", ".git/d.txt", "style.css", "sub/c_files/frame.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(TALKS, REPLY) if name.endswith("html") else TALKS, encoding="utf-8")
    (tmp_path / "b.toml").write_text('title = "B"', encoding="utf-8")
    results = list(receive_all([tmp_path]))
    assert [d.name for d in results if isinstance(d, Document)] == ["a.md", "b.txt", "c.html"]
    assert len(results) == 3


def test_a_document_of_a_kind_that_cannot_be_read_is_not_passed_over_in_silence(tmp_path):
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "b.txt").write_text(TALKS, encoding="utf-8")
    first, second = receive_all([tmp_path])
    assert isinstance(first, Problem) and isinstance(second, Document)


def test_a_link_out_of_the_folder_is_not_followed_and_one_within_is(tmp_path):
    outside, inside = tmp_path / "outside", tmp_path / "case"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (inside / "a.txt").write_text(TALKS, encoding="utf-8")
    (inside / "b.txt").symlink_to(outside / "secret.txt")
    (inside / "c.txt").symlink_to(inside / "a.txt")
    (inside / "d").symlink_to(outside)
    (inside / "e").symlink_to(inside)
    results = list(receive_all([inside]))
    problems = [r for r in results if isinstance(r, Problem)]
    assert [p.where for p in problems] == [str(inside / "b.txt"), str(inside / "d")]
    assert all("leads out of the folder" in p.what for p in problems)
    assert [d.text for d in results if isinstance(d, Document)] == [TALKS, TALKS]


def test_an_empty_folder_is_named(tmp_path):
    (problem,) = receive_all([tmp_path])
    assert isinstance(problem, Problem) and "holds no file that can be read" in problem.what


def test_what_is_no_file_is_named_and_does_not_block(tmp_path):
    fifo, sock, missing = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"
    os.mkfifo(fifo)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(sock))
        results = list(receive_all([fifo, sock, missing, "/dev/zero", "bad\0name.txt", tmp_path / ("n" * 300 + ".txt")]))
    assert all(isinstance(r, Problem) for r in results) and len(results) == 6
    texts = [str(r) for r in results]
    assert "is a pipe" in texts[0] and "does not exist" in texts[2] and "is a device" in texts[3]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TALKS, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(DocumentError, match="may not be read"):
        receive(path)


def test_a_folder_is_no_document(tmp_path):
    with pytest.raises(DocumentError, match="is a folder"):
        receive(tmp_path)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"title = ", "is not TOML"),
        (b'titel = "a"', 'has the unknown key "titel"'),
        (b"title = 3", '"title" is not text'),
        (b'date = "soon"', "which is no date"),
        (b"date = 2016", None),
        (b'date = "2016-05"', None),
        (b"\xff", "is not TOML"),
    ],
)
def test_a_file_beside_the_document_is_checked(tmp_path, content, what):
    path = tmp_path / "talks.txt"
    path.write_text(TALKS, encoding="utf-8")
    (tmp_path / "talks.txt.toml").write_bytes(content)
    (result,) = receive_all([path])
    if what is None:
        assert isinstance(result, Document) and result.date_basis == "given"
    else:
        assert isinstance(result, Problem) and what in result.what and result.where.endswith("talks.txt.toml")


def test_the_same_bytes_give_the_same_document_under_any_name(tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (first, second):
        path.write_text(TALKS, encoding="utf-8")
    a, b = receive(first), receive(second)
    assert (a.id, a.text, a.prose) == (b.id, b.text, b.prose)
    assert a.id == __import__("hashlib").sha256(TALKS.encode()).hexdigest()
