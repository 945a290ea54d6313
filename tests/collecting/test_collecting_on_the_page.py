"""An address typed on the Sources page: fetched by the same guarded fetcher as `read --fetch`, told of line by line."""

from hashlib import sha256
from pathlib import Path

import pytest
from internet_replica import Internet, answer, page, redirect

from hikiwake.file_result import FileResult
from hikiwake.web.inbox import _result
from hikiwake.web.reading_process import fetch
from hikiwake.workspace import Workspace

CASE = """title = "A border"
dyad = ["NOR", "SWE"]
question = "Will they settle?"
as_of = 2026-05-06
horizon = 2028-12-31
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def read(workspace: Workspace, files: list[Path]) -> list[FileResult]:
        return [FileResult(str(f), document=sha256(f.read_bytes()).hexdigest(), events=1) for f in files]

    monkeypatch.setattr(Workspace, "read", read)  # what is tried here is what comes before it
    (tmp_path / "case" / "documents").mkdir(parents=True)
    (tmp_path / "case" / "case.toml").write_text(CASE, encoding="utf-8")
    return tmp_path / "case"


def told(case: Path, internet: Internet, address: str) -> list[tuple[str, str | None, bool]]:
    """Of each address its name on the page, what failed, and whether it was known."""
    found = fetch(case, address, lambda line: None, internet.fetcher())
    shown = [_result(one, case / "documents" / "page") for one in found]
    return [(r.name, r.problem.what if r.problem else None, r.was_known) for r in shown]


def test_a_page_and_a_feed_are_fetched_and_read_and_what_is_missing_is_told(case: Path, internet: Internet) -> None:
    items = "".join(f"<item><title>{n}</title><link>http://news.test/{n}</link></item>" for n in ("page", "oslo", "gone"))
    feed = f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
    internet.paths |= {
        "/feed": answer(feed.encode(), "application/rss+xml"),
        "/oslo": answer(page("Oslo", "Norway met Sweden in Oslo.")),
    }
    assert told(case, internet, "http://news.test/page") == [("http://news.test/page", None, False)]
    found = {name: (problem, known) for name, problem, known in told(case, internet, "http://news.test/feed")}
    assert found["http://news.test/oslo"] == (None, False) and "404" in str(found["http://news.test/gone"][0])
    assert len([f for f in (case / "documents").iterdir() if f.suffix != ".toml"]) == 2
    assert internet.reached == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x", "http://localhost/x", "file:///etc/passwd", "news", "http://news.test/in"]
)
def test_no_address_of_this_machine_is_reached(case: Path, internet: Internet, address: str) -> None:
    internet.paths["/in"] = redirect("http://10.0.0.7/secret")
    ((name, problem, _),) = told(case, internet, address)
    assert name == address and problem and internet.reached == [] and list((case / "documents").iterdir()) == []


def test_a_feed_with_nothing_in_it_says_so(case: Path, internet: Internet) -> None:
    internet.paths["/feed"] = answer(b'<rss version="2.0"><channel><title>Wire</title></channel></rss>', "application/rss+xml")
    ((name, problem, _),) = told(case, internet, "http://news.test/feed")
    assert name == "http://news.test/feed" and problem
