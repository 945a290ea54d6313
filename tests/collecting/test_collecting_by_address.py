"""From addresses to files of the case with their sidecars, read; each address has its line, and nothing is left half-written."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from internet_replica import PDF, Internet, answer, gzipped, page, redirect

from hikiwake.collecting import landing
from hikiwake.collecting.collect import Account, collect
from hikiwake.collecting.landing import known_addresses, same_page
from hikiwake.terms.errors import Problem


@dataclass
class Result:
    problem: Problem | None = None
    was_known: bool = False
    holds: int | None = None


@dataclass
class Reader:
    """Stands for the case: knows what it has read by its bytes, and refuses what says so."""

    had: set[bytes] = field(default_factory=set)

    def __call__(self, file: Path) -> list[Result]:
        data = file.read_bytes()
        assert landing._beside(file).is_file(), "the sidecar stands there before the file is read"
        if b"unreadable" in data:
            return [Result(Problem(str(file), "holds no words", "Save its text."))]
        was_known = data in self.had
        self.had.add(data)
        return [Result(was_known=was_known)]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return tmp_path / "documents"


def sidecar(file: Path) -> dict[str, str]:
    return tomllib.loads(file.with_name(f"{file.name}.toml").read_text(encoding="utf-8"))


def names(documents: Path) -> list[str]:
    return sorted(f.name for f in documents.iterdir()) if documents.is_dir() else []


def rss(*items: tuple[str, str, str]) -> bytes:
    listed = "".join(f"<item><title>{t}</title><link>{link}</link><pubDate>{day}</pubDate></item>" for t, link, day in items)
    return answer(
        f'<rss version="2.0"><channel><title>Nordic Wire</title>{listed}</channel></rss>'.encode(), "application/rss+xml"
    )


def test_a_page_becomes_a_file_with_its_sidecar(internet: Internet, documents: Path) -> None:
    internet.paths |= {"/2016/talks.html?id=7": answer(page()), "/go": redirect("/2016/talks.html?id=7")}
    account = collect(["http://www.news.test/go"], internet.fetcher(), documents, Reader())
    file = documents / "news.test-talks-id-7.html"
    assert [(line.address, line.file) for line in account.got] == [("http://www.news.test/go", file)]
    assert file.read_bytes() == page()
    assert sidecar(file) == {
        "url": "http://www.news.test/2016/talks.html?id=7",
        "asked": "http://www.news.test/go",
        "fetched": "2026-05-06T12:00:00+00:00",
    }
    assert names(documents) == [file.name, f"{file.name}.toml"]


def test_every_address_has_its_line_and_what_fails_leaves_nothing(internet: Internet, documents: Path) -> None:
    internet.paths |= {
        "/gone": answer(b"", status="404 Not Found"),
        "/bomb": gzipped(b"\0" * 50_000_000),
        "/cut": answer(page(), length=9000),
        "/scripts": answer(page("unreadable")),
        "/picture": answer(b"\x89PNG", "image/png"),
        "/feed": answer(b"<rss version='2.0'><channel></channel></rss>", "application/rss+xml"),
        "/other": answer(page("Another")),
    }
    asked = [f"http://news.test/{name}" for name in ("page", "gone", "bomb", "cut", "scripts", "picture", "feed", "other")]
    asked += ["http://127.0.0.1/", "file:///etc/passwd", "http://news.test/page"]
    told: list[str] = []
    account = collect(asked, internet.fetcher(), documents, Reader(), tell=lambda line: told.append(line.address))
    assert told == list(dict.fromkeys(asked))
    assert (len(account.got), len(account.missed)) == (2, 8)
    assert names(documents) == [
        "news.test-other.html",
        "news.test-other.html.toml",
        "news.test-page.html",
        "news.test-page.html.toml",
    ]
    lines = str(account).splitlines()
    assert lines[-1] == "2 got, 0 already there, 8 not got"
    assert "not got  http://news.test/scripts: holds no words. Save its text." in lines
    print(f"tried {len(told)}, silently missing {len(told) - len(account.got) - len(account.missed)}")


def test_a_page_that_was_read_is_there_already(internet: Internet, documents: Path) -> None:
    reader = Reader()
    collect(["http://news.test/page"], internet.fetcher(), documents, reader)
    before = names(documents)
    internet.paths["/copy"] = answer(page())
    account = collect(["http://news.test/page", "http://news.test/copy"], internet.fetcher(), documents, reader)
    assert str(account).splitlines()[-1] == "0 got, 2 already there, 0 not got"
    assert names(documents) == before


def test_a_page_that_changed_stands_beside_what_it_was(internet: Internet, documents: Path) -> None:
    internet.paths["/page"] = [answer(page("One")), answer(page("Two"))]
    reader = Reader()
    for _ in range(2):
        assert len(collect(["http://news.test/page"], internet.fetcher(), documents, reader).got) == 1
    files = [name for name in names(documents) if name.endswith(".html")]
    assert len(files) == 2 and "news.test-page.html" in files


def test_a_mail_with_one_bad_attachment_stays_and_is_not_whole(internet: Internet, documents: Path) -> None:
    internet.paths["/x"] = answer(b"Subject: talks\n\nThey met.", "message/rfc822")
    parts = [Result(), Result(Problem("x.eml/a.pdf", "is no pdf", "Save it again.")), Result(holds=1)]
    account = collect(["http://news.test/x"], internet.fetcher(), documents, lambda file: parts)
    assert (len(account.got), account.is_whole, names(documents)) == (1, False, ["news.test-x.eml", "news.test-x.eml.toml"])


def test_a_feed_gives_its_newest_items_and_passes_over_what_the_case_has(internet: Internet, documents: Path) -> None:
    internet.paths["/feed"] = rss(
        ("One", "http://news.test/1", "Mon, 02 May 2016 08:00:00 GMT"),
        ("Two", "http://news.test/2?utm_source=rss#top", "Tue, 03 May 2016 08:00:00 GMT"),
        ("Three", "http://news.test/3", "Wed, 04 May 2016 08:00:00 GMT"),
        ("Four", "http://news.test/4", "Thu, 05 May 2016 08:00:00 GMT"),
    )
    internet.paths |= {f"/{i}": answer(f"Words of item {i}.".encode(), "text/plain") for i in range(5)}
    account = collect(
        ["http://news.test/feed"], internet.fetcher(), documents, Reader(), known=["https://news.test/2"], most_items=2
    )
    assert internet.pages_asked() == ["/feed", "/4", "/3"]
    assert [line.address for line in account.known] == ["http://news.test/2?utm_source=rss#top"]
    assert account.remarks == [
        "feed     http://news.test/feed: 4 items, 1 already there, 2 asked for, 1 older ones left (--items 3 takes them)"
    ]
    # The next time, the file's sidecar says what is there.
    again = collect(["http://news.test/feed"], internet.fetcher(), documents, Reader(), known=["https://news.test/2"])
    assert (len(again.got), len(again.known)) == (1, 3)


def test_a_feed_fills_in_what_its_page_does_not_say(internet: Internet, documents: Path) -> None:
    says = b"<html><head><meta property='og:site_name' content='The Herald'><meta property='article:published_time' content='2016-05-01'></head>"
    internet.paths |= {
        "/feed": rss(
            ("Bare", "http://news.test/bare", "Mon, 02 May 2016 08:00:00 GMT"),
            ("Full", "http://news.test/full", "Tue, 03 May 2016 08:00:00 GMT"),
        ),
        "/bare": answer(b"The ministers met in Oslo and signed a treaty on the border, both sides said.", "text/plain"),
        "/full": answer(
            says + b"<h1>Full</h1><p>The ministers met in Oslo and signed a treaty on the border, both sides said.</p></html>"
        ),
    }
    collect(["http://news.test/feed"], internet.fetcher(), documents, Reader())
    bare, full = sidecar(documents / "news.test-bare.txt"), sidecar(documents / "news.test-full.html")
    assert (bare["publisher"], bare["date"]) == ("Nordic Wire", "2016-05-02")
    assert full.keys() == {"url", "fetched"}


def test_an_items_redirect_to_a_page_that_is_there_is_no_second_copy(internet: Internet, documents: Path) -> None:
    internet.paths |= {"/feed": rss(("One", "http://news.test/r/1", "")), "/r/1": redirect("/page")}
    account = collect(["http://news.test/feed"], internet.fetcher(), documents, Reader(), known=["http://news.test/page"])
    assert (len(account.known), names(documents)) == (1, [])


def test_a_public_feed_leads_to_no_opened_machine_and_to_no_other_feed(internet: Internet, documents: Path) -> None:
    internet.paths["/feed"] = rss(
        ("In", "http://127.0.0.1:8080/page", ""),
        ("Loop", "http://news.test/feed", ""),
        ("Odd", "mailto:x@y.test", ""),
        ("None", "http://[x", ""),
    )
    account = collect(["http://news.test/feed"], internet.fetcher("127.0.0.1:8080"), documents, Reader())
    told = "\n".join(str(line.problem) for line in account.missed)
    assert (internet.reached, len(account.missed), account.got) == ([], 3, [])
    assert account.remarks[0].endswith("1 without an address")
    assert "A public page pointed there" in told and "is a feed within a feed" in told and "of the kind mailto:" in told


def test_what_feeds_within_the_office_point_to_may_be_opened(internet: Internet, documents: Path) -> None:
    internet.paths |= {"/feed": rss(("In", "http://127.0.0.1:8080/in", "")), "/in": answer(b"Words from within.", "text/plain")}
    account = collect(["http://127.0.0.1:8080/feed"], internet.fetcher("127.0.0.1:8080"), documents, Reader())
    assert len(account.got) == 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "news.test.html"),
        ("/a/b/", "news.test-b.html"),
        ("/..%2f..%2fetc%2fpasswd", "news.test-passwd.html"),
        ("/..", "news.test.html"),
        ("/%2e%2e%5cx", "news.test-..-x.html"),
        ("/con.html", "news.test-con.html"),
        ("/" + "long" * 100, "news.test-" + "long" * 27 + "lo.html"),
        ("/%E5%B3%B6", "news.test-島.html"),
        ("/" + "%E5%B3%B6" * 90, "news.test-" + "島" * 36 + ".html"),
        ("/a%00b%0a%1b", "news.test-a-b.html"),
        ("/a.toml", "news.test-a.toml.html"),
    ],
)
def test_a_files_name_is_made_of_the_address_and_never_leaves_the_folder(
    internet: Internet, documents: Path, path: str, expected: str
) -> None:
    internet.paths[path] = internet.paths["/"] = answer(page())
    account = collect([f"http://news.test{path}"], internet.fetcher(), documents, Reader())
    assert [line.file for line in account.got] == [documents / expected]


def test_a_write_that_fails_is_told_and_leaves_nothing(
    internet: Internet, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Nth step of landing fails, for every N there is."""
    internet.paths["/x"] = answer(PDF, "application/pdf")
    lost = tried = 0
    for step in ("mkdir", "fsync", "write_whole", "replace"):
        with monkeypatch.context() as patch:
            spoil(patch, step)
            account = collect(["http://news.test/x"], internet.fetcher(), documents, Reader())
        tried += 1
        lost += account.missed == [] or names(documents) != []
    print(f"tried {tried}, lost {lost}")
    assert (tried, lost) == (4, 0)
    assert len(collect(["http://news.test/x"], internet.fetcher(), documents, Reader()).got) == 1


def spoil(patch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    replace = Path.replace

    def full_for_the_page(file: Path, target: Path) -> Path:
        return full() or file if file.suffix == ".pdf" else replace(file, target)  # what stands beside it still has room

    if step == "fsync":
        patch.setattr(landing.os, "fsync", full)
    elif step == "write_whole":
        patch.setattr(landing, "write_whole", full)
    else:
        patch.setattr(Path, step, full_for_the_page if step == "replace" else full)


def test_whoever_stops_the_run_has_the_account_of_what_was_done(internet: Internet, documents: Path) -> None:
    def stopped(line: object) -> None:
        if len(account.lines) == 2:
            raise KeyboardInterrupt

    internet.paths["/other"] = answer(page("Other"))
    account = Account()
    asked = [f"http://news.test/{name}" for name in ("page", "other", "third")]
    with pytest.raises(KeyboardInterrupt):
        collect(asked, internet.fetcher(), documents, Reader(), account=account, tell=stopped)
    assert str(account).endswith("2 got, 0 already there, 0 not got")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("http://a.test/x", "https://A.test/x/#part", True),
        ("http://a.test:80/x?b=1&utm_medium=rss", "https://a.test:443/x?b=1", True),
        ("http://a.test/x?b=1", "http://a.test/x?b=2", False),
        ("http://a.test/x", "http://a.test/X", False),
        ("http://a.test/x", "http://b.test/x", False),
        ("http://[x", "http://a.test/x", False),
    ],
)
def test_two_addresses_of_one_page(one: str, other: str, is_same: bool) -> None:
    assert (same_page(one) == same_page(other)) is is_same


def test_what_cannot_be_read_beside_a_document_says_nothing(documents: Path) -> None:
    documents.mkdir()
    (documents / "a.toml").write_bytes(b"\xff\xfe")
    (documents / "b.toml").write_text("url = ")
    (documents / "c.toml").write_text('url = "http://a.test/x"\nasked = "http://a.test/y"')
    assert list(known_addresses(documents)) == ["http://a.test/x", "http://a.test/y"]
