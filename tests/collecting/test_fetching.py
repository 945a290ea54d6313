"""Every misbehaviour of a server has its one line, and costs no more time or memory than it may."""

import gzip
import re
import shutil
import socket
import ssl
import subprocess
import time
import tracemalloc
from pathlib import Path

import internet_replica as replica
import pytest
from internet_replica import Internet, Script, answer, gzipped, page, redirect

from hikiwake.collecting.model import FetchError
from hikiwake.collecting.unpacking import TooLargeError, Unpacking

MISBEHAVIOURS: dict[str, tuple[bytes | list[bytes] | Script, str]] = {
    "not there": (answer(b"", status="404 Not Found"), r"has no such page \(404\)"),
    "gone": (answer(b"", status="410 Gone"), r"has it no longer \(410\)"),
    "forbidden": (answer(b"", status="403 Forbidden"), r"forbids it \(403\)"),
    "log-in": (answer(b"", status="401 Unauthorized"), r"wants a log-in \(401\)"),
    "no content": (answer(b"", status="204 No Content"), r"gives no page \(204\)"),
    "part of it": (answer(page(), status="206 Partial Content"), r"gives no page \(206\)"),
    "always broken": (answer(b"", status="500 Oops"), r"answers 500"),
    "later, soon, for ever": (answer(b"", "text/html", "429 Slow", "Retry-After: 3"), r"answers 429"),
    "later, much": (answer(b"", "text/html", "429 Slow", "Retry-After: 3600"), r"answers 429 and asks to be left alone for 3600 s"),
    "later, on a day": (answer(b"", "text/html", "503 Slow", "Retry-After: Wed, 06 May 2026 13:00:00 GMT"), r"left alone for 3600 s"),
    "slow drip": (replica.drip, r"took longer than 0.6 s and was stopped"),
    "slow head": (replica.drip_in_the_head, r"took longer than 0.6 s and was stopped"),
    "silence": (replica.silent, r"sent nothing for 0.3 s"),
    "endless body": (replica.endless, r"is larger than 0.2 MB and was stopped"),
    "endless chunks": (replica.endless_in_chunks, r"is larger than 0.2 MB and was stopped"),
    "endless head": (replica.endless_head, r"broke off"),
    "hints without end": (replica.flood_of_hints, r"took longer than 0.6 s and was stopped"),
    "large, and says so": (answer(b"x", length=10**12), r"is larger than 0.2 MB and was stopped"),
    "cut": (answer(page(), length=5000), r"broke off"),
    "reset": (replica.reset, r"broke off"),
    "no answer": (b"\r\n\r\n", r"broke off"),
    "not HTTP": (b"220 mail.test ESMTP ready\r\n", r"broke off"),
    "length of 5000 figures": (b"HTTP/1.1 200 OK\r\nContent-Length: " + b"1" * 5000 + b"\r\n\r\n", r"broke off"),
    "length is no number": (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx", r"broke off"),
    "two lengths": (answer(page(), "text/html", "200 OK", "Content-Length: 3"), r"broke off"),
    "bad chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", r"broke off"),
    "gzip bomb": (gzipped(b"\0" * 50_000_000), r"is larger than 0.2 MB and was stopped"),
    "gzip cut": (gzipped(page() * 50, cut=40), r"came damaged"),
    "not gzip": (answer(page(), "text/html", "200 OK", "Content-Encoding: gzip"), r"came damaged"),
    "gzip with endless padding": (replica.endless_padding, r"is larger than 0.2 MB and was stopped"),
    "other packing": (answer(page(), "text/html", "200 OK", "Content-Encoding: br"), r"is packed as br, which was not asked for"),
    "packed twice": (answer(page(), "text/html", "200 OK", "Content-Encoding: gzip, gzip"), r"is packed as gzip, gzip"),
    "a picture": (answer(b"\x89PNG\r\n\x1a\n", "image/png"), r"of a kind that is not fetched \(image/png\)"),
    "a film": (answer(b"x", "video/mp4"), r"not fetched \(video/mp4\)"),
    "a kind of 30,000 letters": (answer(b"x", "x" * 30_000), r"not fetched \(x{60}…\)"),
    "JSON": (answer(b"{}", "application/json"), r"not fetched \(application/json\)"),
    "a zip": (answer(b"PK\x03\x04" + b"\0" * 40, "application/octet-stream"), r"is a zip archive"),
    "unknown bytes": (answer(b"\x01\x02\x03", "application/octet-stream"), r"is something else"),
    "a page that says it is a pdf": (answer(page(), "application/pdf"), r"should be a pdf and is a web page"),
    "a pdf that says it is a page": (answer(replica.PDF, "text/html"), r"should be a web page and is a pdf"),
    "empty": (answer(b""), r"is empty"),
    "comments without end": (answer(b"<!---->" * 20_000 + b"x", "application/octet-stream"), r"is something else"),
    "blank": (answer(b" \n\t "), r"is empty"),
    "circle": (redirect("http://news.test/x"), r"leads in a circle"),
    "no target": (answer(b"", status="302 Found"), r"leads on \(302\) without saying where"),
    "to a file": (redirect("file:///etc/passwd"), r"leads on to file:/+etc/passwd, which is of the kind file:"),
    "to a password": (redirect("http://me:secret@news.test/page"), r"which was given with a user name or a password"),
    "to no address": (redirect("http://[oops/"), r"leads (on )?to"),
    "to this machine": (redirect("http://127.0.0.1/page"), r"leads to 127.0.0.1, which is loopback"),
    "to the cloud's own": (redirect("http://169.254.169.254/latest"), r"leads to 169.254.169.254, which is link-local"),
    "to the office": (redirect("http://10.0.0.1/"), r"leads to 10.0.0.1, which is private"),
    "to this machine, six": (redirect("http://[::1]/"), r"leads to ::1, which is loopback"),
    "to a closed name": (redirect("http://inner.test/"), r"leads to 192.168.0.9, which is private"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_a_misbehaviour_is_one_line_with_what_and_mend(internet: Internet, name: str) -> None:
    script, told = MISBEHAVIOURS[name]
    internet.names["inner.test"] = [["192.168.0.9"]]
    internet.paths |= {"/x": script, "/x.pdf": script}
    with pytest.raises(FetchError) as caught:
        internet.fetcher(tries=2 if name != "silence" else 1).fetch("http://news.test/x")
    line = str(caught.value)
    assert re.search(told, line), line
    assert line.startswith("http") and "\n" not in line and "secret" not in line and line.endswith(".") and len(line) < 400
    assert internet.reached == []


def test_a_page_comes_with_its_final_address_its_bytes_and_the_moment(internet: Internet) -> None:
    internet.paths |= {
        "/old": redirect("/new?a=1#part"),
        "/new?a=1": redirect("http://other.test/page", "308 Permanent Redirect"),
    }
    got = internet.fetcher().fetch("http://news.test/old#top")
    assert (got.address, got.url, got.body) == ("http://news.test/old#top", "http://other.test/page", page())
    assert (got.extension, got.at.isoformat()) == (".html", "2026-05-06T12:00:00+00:00")


@pytest.mark.parametrize(
    ("path", "body", "content_type", "expected"),
    [
        ("/a", page(), "text/html; charset=utf-8", ".html"),
        ("/a", page(), "application/xhtml+xml", ".html"),
        ("/a", page(), "text/plain", ".html"),
        ("/a", page(), "application/xml", ".html"),
        ("/a", page(), "", ".html"),
        ("/a", b"words without a tag", "text/html", ".html"),
        ("/a", b"Just words.", "text/plain", ".txt"),
        ("/a.txt", b"Just words.", "application/octet-stream", ".txt"),
        ("/a", b"# Words", "text/markdown", ".md"),
        ("/a", replica.PDF, "application/pdf", ".pdf"),
        ("/a.pdf", replica.PDF, "application/octet-stream", ".pdf"),
        ("/a", replica.PDF, "", ".pdf"),
        ("/a", b'<?xml version="1.0"?><rss version="2.0"></rss>', "application/rss+xml", ".xml"),
        ("/a", b'<!-- x --><feed xmlns="http://www.w3.org/2005/Atom"/>', "text/html", ".xml"),
        ("/a", b"<rdf:RDF xmlns:rdf='x'></rdf:RDF>", "text/xml", ".xml"),
    ],
)
def test_what_came_is_told_by_its_bytes(internet: Internet, path: str, body: bytes, content_type: str, expected: str) -> None:
    internet.paths[path] = answer(body, content_type)
    assert internet.fetcher().fetch(f"http://news.test{path}").extension == expected


def test_a_log_in_page_in_the_place_of_a_pdf_is_refused(internet: Internet) -> None:
    internet.paths["/report.pdf"] = answer(page("Please log in"))
    with pytest.raises(FetchError, match=r"should be a pdf and is a web page\. Open it in a browser"):
        internet.fetcher().fetch("http://news.test/report.pdf")


def test_a_packed_page_is_unpacked(internet: Internet) -> None:
    internet.paths["/x"] = gzipped(page())
    assert internet.fetcher().fetch("http://news.test/x").body == page()


def test_a_bomb_is_never_unpacked_beyond_its_bound() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            Unpacking("gzip", 100_000).add(bomb)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("first", "pauses"),
    [
        (answer(b"", status="500 Oops"), [2.0]),
        (answer(b"", "text/html", "429 Slow", "Retry-After: 7"), [7.0]),
        (answer(b"", "text/html", "503 Slow", "Retry-After: Wed, 06 May 2026 12:00:30 GMT"), [30.0]),
        (answer(b"", "text/html", "503 Slow", "Retry-After: soon"), [2.0]),
        (answer(page(), length=5000), [2.0]),
    ],
)
def test_what_passes_by_itself_is_tried_again_after_a_wait(internet: Internet, first: bytes, pauses: list[float]) -> None:
    internet.paths["/x"] = [first, answer(page())]
    assert internet.fetcher().fetch("http://news.test/x").body == page()
    assert internet.pauses == pauses


def test_the_wait_doubles_and_ends(internet: Internet) -> None:
    internet.paths["/x"] = answer(b"", status="502 Oops")
    with pytest.raises(FetchError, match="answers 502"):
        internet.fetcher(tries=4).fetch("http://news.test/x")
    assert (internet.pauses, len(internet.pages_asked())) == ([2.0, 4.0, 8.0], 4)


def test_a_refusal_is_not_tried_again(internet: Internet) -> None:
    internet.paths["/x"] = answer(b"", status="403 Forbidden")
    with pytest.raises(FetchError):
        internet.fetcher().fetch("http://news.test/x")
    assert (internet.pauses, internet.pages_asked()) == ([], ["/x"])


def test_five_redirects_are_followed_and_six_are_not(internet: Internet) -> None:
    internet.paths |= {f"/{i}": redirect(f"/{i + 1}") for i in range(1, 6)} | {"/0": redirect("/1"), "/6": answer(page())}
    assert internet.fetcher().fetch("http://news.test/1").url == "http://news.test/6"
    assert internet.pauses == []  # one visit, however it is led about
    with pytest.raises(FetchError, match="leads on more than 5 times"):
        internet.fetcher().fetch("http://news.test/0")


def test_one_host_is_not_hurried_and_another_need_not_wait(internet: Internet) -> None:
    fetcher = internet.fetcher()
    for address in ("http://one.test/page", "http://two.test/page", "http://one.test/page", "http://one.test/page"):
        fetcher.fetch(address)
    assert internet.pauses == pytest.approx([2.0, 2.0], abs=0.5)


def test_a_request_says_who_asks_and_carries_nothing_else(internet: Internet) -> None:
    internet.paths["/page"] = answer(page(), "text/html", "200 OK", "Set-Cookie: id=1; Path=/")
    fetcher = internet.fetcher()
    fetcher.fetch("http://news.test/page")
    fetcher.fetch("http://news.test/page")
    headers = internet.asked[-1].headers
    assert headers["user-agent"].startswith("Hikiwake/")
    assert headers.keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_no_proxy_of_the_environment_is_used(internet: Internet, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert internet.fetcher().fetch("http://news.test/page").body == page()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of `news.test`, which sign themselves."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("needs openssl to make a certificate")
    file = tmp_path_factory.mktemp("tls") / "news.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.test -addext subjectAltName=DNS:news.test"
    subprocess.run([openssl, *words.split(), "-keyout", file, "-out", file.with_suffix(".crt")], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + file.with_suffix(".crt").read_bytes())
    return file


@pytest.fixture
def encrypted(internet: Internet, certificate: Path) -> Internet:
    internet.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    internet.tls.load_cert_chain(certificate)
    internet.trusted = ssl.create_default_context(cafile=str(certificate))
    return internet


def test_an_encrypted_page_is_fetched_by_the_name_of_its_certificate(encrypted: Internet) -> None:
    assert encrypted.fetcher().fetch("https://news.test/page").body == page()
    assert set(encrypted.dialled) == {(replica.PUBLIC, 443)}
    with pytest.raises(FetchError, match="its certificate cannot be trusted"):
        encrypted.fetcher().fetch("https://other.test/page")


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(encrypted: Internet) -> None:
    encrypted.trusted = None
    with pytest.raises(FetchError, match="its certificate cannot be trusted"):
        encrypted.fetcher().fetch("https://news.test/page")
    assert encrypted.asked == []


@pytest.mark.parametrize("drips", [False, True])
def test_a_handshake_that_stalls_is_left(internet: Internet, drips: bool) -> None:
    class Stalls:
        def wrap_socket(self, connection: socket.socket, server_side: bool) -> socket.socket:
            for i in range(500):
                if drips:  # the head of a record of 16 kB, and then its bytes, one by one
                    connection.sendall((b"\x16\x03\x03\x40\x00" + b"\x02" * 500)[i : i + 1])
                time.sleep(0.02)
            raise OSError

    internet.tls = Stalls()  # type: ignore[assignment]
    with pytest.raises(FetchError, match=r"sent nothing for 0.3 s"):
        internet.fetcher(tries=1).fetch("https://news.test/page")
    assert internet.asked == []


def test_no_redirect_takes_the_encryption_away(encrypted: Internet) -> None:
    encrypted.paths["/down"] = redirect("http://news.test/page")
    with pytest.raises(FetchError, match=r"leads from https to http://news.test/page, which is not encrypted"):
        encrypted.fetcher().fetch("https://news.test/down")
    assert encrypted.pages_asked() == ["/down"]
