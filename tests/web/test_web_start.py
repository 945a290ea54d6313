"""What a start of the workbench does not wait for: pages that nobody asked for yet, and what was worked out before."""

import subprocess
import sys
from pathlib import Path

import pytest
from served import client_of
from starlette.testclient import TestClient

from hikiwake.ledger import Ledger
from hikiwake.web import pages, past
from hikiwake.web.app import Workbench
from hikiwake.web.desk import Desk
from hikiwake.web.remembered import Remembered

HEAVY = ("hikiwake.reading", "docx", "duckdb", "httpx", "pandas", "spacy", "trafilatura", "typst", "xlsxwriter")


def workbench_of(client: TestClient) -> Workbench:
    app = client.app
    assert isinstance(app, Workbench)
    return app


def test_the_application_imports_neither_pages_nor_what_only_some_pages_need() -> None:
    asked = "import sys, hikiwake.web.app, hikiwake.web.serving; print(*sys.modules)"
    names = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "hikiwake.web.app" in names
    pages_here = [n for n in names if n.startswith("hikiwake.web.pages.")]
    assert pages_here == [] and [n for n in HEAVY if n in names] == []


def test_the_first_part_of_an_address_tells_the_page() -> None:
    for name in pages.NAMES:
        for route in pages.module(name).router.routes:
            assert pages.name_at(route.path) == name, route.path
    assert [pages.name_at(path) for path in ("/static/mark.svg", "/openapi.json", "/nothing", "/.json", "")] == [
        None, None, None, "home", "home",
    ]  # fmt: skip


def test_a_page_is_brought_in_by_its_first_request(case_as_written: Path) -> None:
    client = client_of(Desk(case_as_written))
    app = workbench_of(client)
    assert not any(map(app.has, pages.NAMES))
    assert client.get("/nothing").status_code == 404 and client.get("/static/mark.svg").status_code == 200
    assert not any(map(app.has, pages.NAMES)) and not app.has_shown.is_set()
    assert client.get("/", follow_redirects=False).status_code == 303 and not app.has_shown.is_set()
    assert client.get("/sources").status_code == 200 and app.has_shown.is_set()
    assert [name for name in pages.NAMES if app.has(name)] == ["sources", "home"]
    assert client.post("/formulas/keep", data={}).status_code == 422  # by a form too
    assert app.has("formulas")
    app.make_ready()
    assert all(map(app.has, pages.NAMES))
    assert client.get("/sources").status_code == 200


def test_what_a_form_says_is_known_whichever_pages_are_here(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {key: text for module in pages.modules() for key, text in getattr(module, "SAID", {}).items()}
    assert all(pages.said(key) == text for key, text in told.items())
    for name in pages.NAMES:
        monkeypatch.delitem(sys.modules, f"hikiwake.web.pages.{name}")
    assert pages.said("") == "" and not any(f"hikiwake.web.pages.{name}" in sys.modules for name in pages.NAMES)
    brought = pages.module("home")
    assert pages.said("undone") == brought.SAID["undone"] and "hikiwake.web.pages.review" not in sys.modules


def test_what_is_remembered_goes_when_what_it_shows_is_another() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    charts: Remembered[str] = Remembered(2)
    one, same = [1], [1]
    assert charts.of("wide", (one, None), lambda: make("a")) == charts.of("wide", (one, None), lambda: make("b")) == "a"
    assert charts.of("wide", (same, None), lambda: make("c")) == "c"  # equal is not enough
    assert charts.of("narrow", (one,), lambda: make("d")) == "d"
    assert charts.of("wide", (same, None), lambda: make("e")) == "c"
    assert charts.of("map", (one,), lambda: make("f")) == "f"  # of more than two the one asked for longest ago goes
    assert charts.of("narrow", (one,), lambda: make("g")) == "g"
    assert made == ["a", "c", "d", "f", "g"]


def test_the_ledger_is_read_again_only_when_it_has_changed(case_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(case_folder, clock=lambda: "2016-02-01T12:00:00+00:00")
    read: list[Path] = []
    whole = Ledger.runs
    monkeypatch.setattr(Ledger, "runs", lambda ledger: read.append(ledger.path) or whole(ledger))
    history = past.history_of(desk, desk.look())
    assert history is not None
    history.keep("serve")
    first = past.runs_of(desk)
    assert first == past.runs_of(desk) == whole(Ledger.open(case_folder)) and first and len(read) == 1
    history.keep("brief")
    assert len(past.runs_of(desk)) == len(first) + 1 and len(read) == 2
    (case_folder / "ledger.jsonl").unlink()
    assert past.runs_of(desk) == ()
