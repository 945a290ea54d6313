"""The brief, its grounds, why, the history and the proposals: what a page says is what the case and its record hold."""

import hashlib
import io
import json
import re
import threading
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from border_case import CASE, TEXTS, document
from served import Served, client_of, wait
from starlette.testclient import TestClient

from hikiwake.brief import to_json
from hikiwake.brief.as_json import plain
from hikiwake.brief.model import Entries
from hikiwake.ledger import Ledger
from hikiwake.record.model import Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError
from hikiwake.web.desk import Desk
from hikiwake.web.pages import brief as brief_page


def test_every_sentence_of_the_brief_opens_its_grounds(looking: TestClient, case_as_written: Path) -> None:
    view = Desk(case_as_written).look()
    sentences = [s for s in view.brief.sentences() if s.cites]
    lost = []
    for sentence in sentences:
        page = looking.get("/brief", params={"at": sentence.key}, headers={"x-swap": "aside"}).text
        if 'class="grounds"' not in page or any(f"/documents/{d[:12]}" not in page for d in sentence.documents):
            lost.append(sentence.key)
    print(f"tried {len(sentences)}, lost {len(lost)}")
    assert len(sentences) > 20 and lost == []


def test_the_words_of_an_entry_stand_beside_the_brief_and_not_twice(looking: TestClient, case_as_written: Path) -> None:
    page = looking.get("/brief").text
    opened = re.findall(r'<a class="open" href="\?at=([^"#]+)#at">the words</a>', page)
    entries = [
        e for s in Desk(case_as_written).look().brief.sections for b in s.blocks if isinstance(b, Entries) for e in b.entries
    ]
    assert [unquote(key) for key in opened] == [e.sentence.key for e in entries] and len(opened) > 5
    assert "<blockquote" not in page
    for key in opened:
        assert "<mark>" in looking.get(f"/brief?at={key}").text


def test_a_brief_is_drawn_once_for_all_who_read_it_and_anew_when_the_case_changes(
    desk: Desk, client: TestClient, case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    drawn_chart = brief_page.drawn_chart
    monkeypatch.setattr(brief_page, "drawn_chart", lambda name, material: (drawn.append(name), drawn_chart(name, material))[1])
    first = client.get("/brief").text
    assert client.get("/brief").text == first and len(drawn) == len(set(drawn)) > 1
    file = case_folder / "case.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Will Norway", "Could Norway"), encoding="utf-8")
    assert "Could Norway" in client.get("/brief").text and len(drawn) > len(set(drawn))


def test_the_twin_of_the_brief_is_the_command_line_s(looking: TestClient, case_as_written: Path) -> None:
    view = Desk(case_as_written).look()
    assert looking.get("/brief.json").json() == json.loads(json.dumps(plain(to_json(view.brief, view.assessment))))


def test_the_brief_leaves_in_the_form_the_desk_uses(client: TestClient) -> None:
    word = client.get("/brief.docx")
    assert word.headers["content-disposition"] == 'attachment; filename="norway-and-sweden--the-pastures.docx"'
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word.content)).namelist()
    assert "Will Norway and Sweden sign" in client.get("/brief.md").text
    assert client.get("/brief.html").text.startswith("<!doctype html>")
    whole, part = (
        set(zipfile.ZipFile(io.BytesIO(client.get(path).content)).namelist())
        for path in ("/case.zip", "/case.zip?without=documents")
    )
    assert {name for name in whole - part if name.endswith("talks.txt")} and any(name.endswith("case.toml") for name in part)


@pytest.mark.parametrize("name", ["forecast.probability", "weighing.price.posterior", "bargaining.nash.norway", "basis.texts"])
def test_why_leads_to_what_a_number_rests_on(looking: TestClient, name: str) -> None:
    tree = looking.get(f"/why/{name}.json").json()
    listed = {n["name"]: n["value"] for n in looking.get("/why.json").json()["numbers"]}
    assert tree["value"] == pytest.approx(listed[name])

    def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
        return [leaf for child in node["children"] for leaf in leaves(child)] or [node]

    assert any(leaf["cites"] for leaf in leaves(tree)) or tree["context"]
    assert looking.get(f"/why/{name}").text.count("<h1") == 1


def test_the_history_tells_what_moved_and_because_of_what(desk: Desk, case_folder: Path) -> None:
    (case_folder / "ledger.jsonl").unlink(missing_ok=True)
    client = client_of(desk)
    assert client.get("/brief.md").status_code == 200  # a brief leaves
    assert [r["command"] for r in client.get("/history.json").json()["runs"]][-1] == "brief"
    text = (case_folder / "case.toml").read_text()
    (case_folder / "case.toml").write_text(
        text.replace("likelihood = { waits = 0.3, price = 0.7 }", "likelihood = { waits = 0.1, price = 0.9 }")
    )
    client.get("/brief")
    wait(lambda: len(client.get("/history.json").json()["runs"]) == 2)
    history = client.get("/history.json", params={"run": 2, "since": 1}).json()
    moved = {m["name"]: m for m in history["change"]["numbers"]}
    assert moved["weighing.price.posterior"]["before"] < moved["weighing.price.posterior"]["after"]
    assert history["change"]["is_case_changed"]
    explained = {m["name"]: m for m in history["since"]}
    for m in explained.values():
        assert sum(part["by"] for part in m["because"]) == pytest.approx(m["after"] - m["before"], abs=1e-9)
    assert "weighing.price.posterior" in explained
    line = next(n for n in history["numbers"] if n["name"] == "weighing.price.posterior")
    assert line["values"] == [moved["weighing.price.posterior"]["before"], moved["weighing.price.posterior"]["after"]]
    page = client.get("/history").text
    assert page.count('class="chart"') >= 1 and "No run has been kept" not in page
    # The section at the top of the brief is asked for apart and tells the same.
    since = client.get("/brief", headers={"x-swap": "since"}).text
    assert "Since last time" in since and "<main" not in since


def test_what_no_reader_could_see_move_has_not_moved(client, case_folder: Path) -> None:
    (case_folder / "ledger.jsonl").unlink(missing_ok=True)
    client.get("/brief.md")
    ledger = Ledger.open(case_folder)
    (first,) = ledger.runs()
    name, value = "weighing.price.posterior", first.numbers["weighing.price.posterior"]
    for by, at in ((1e-7, "01"), (0.02, "02"), (0.0, "03")):
        numbers = {**first.numbers, name: value + by, "relations.2031-01-01.index": -2.869 + by / 100}
        ledger.append(replace(first, numbers=numbers, command="brief", at=f"2016-03-{at}T12:00:00+00:00", state=at))
    page = client.get("/history").text
    assert [n["name"] for n in client.get("/history.json").json()["numbers"]] == [name]
    assert "again, after" in page
    change = client.get("/history.json", params={"run": 2}).json()["change"]
    assert name not in {n["name"] for n in change["numbers"]}
    assert "−2.87" in client.get("/history", params={"number": "relations.2031-01-01.index"}).text


def test_an_empty_history_says_what_to_do(case_folder: Path) -> None:
    client = client_of(Desk(case_folder / "case.toml"))
    assert "Open the brief" in client.get("/history").text


def proposals(client: TestClient) -> dict[str, dict[str, Any]]:
    return {p["title"]: p for p in client.get("/propose.json").json()["proposals"]}


def test_a_proposal_is_accepted_by_one_click_and_remarks_stay(client: TestClient, case_folder: Path) -> None:
    before = (case_folder / "case.toml").read_text()
    found = proposals(client)
    assert found and all(p["places"] for p in found.values())
    one = next(iter(found.values()))
    page = client.post(f"/propose/{one['id']}/accept", data={"version": client.get("/propose.json").json()["case_version"]})
    assert page.status_code == 200 and "It is in the case file now" in page.text
    after = (case_folder / "case.toml").read_text()
    assert len(after) > len(before) and "# judged from two interviews" in after and tomllib.loads(after)
    assert one["title"] not in proposals(client)
    assert client.post(f"/propose/{one['id']}/accept").status_code == 404
    client.post("/undo")
    assert (case_folder / "case.toml").read_text() == before and one["title"] in proposals(client)


def test_a_proposal_is_not_written_over_another_s_change(client: TestClient, case_folder: Path) -> None:
    listed = client.get("/propose.json").json()
    file = case_folder / "case.toml"
    file.write_text(f"{file.read_text()}\n# a remark of somebody else\n")
    late = client.post(f"/propose/{listed['proposals'][0]['id']}/accept", data={"version": listed["case_version"]})
    assert late.status_code == 409 and file.read_text().endswith("# a remark of somebody else\n")


def test_what_was_declined_is_not_proposed_again_unless_asked(client: TestClient) -> None:
    one = next(iter(proposals(client).values()))
    client.post(f"/propose/{one['id']}/decline")
    assert one["title"] not in proposals(client)
    assert one["id"] in {p["id"] for p in client.get("/propose.json").json()["declined"]}
    client.post(f"/propose/{one['id']}/reconsider")
    assert one["title"] in proposals(client)


def test_an_empty_case_says_what_to_do_on_every_page(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    head = CASE.split("status_quo")[0]
    (folder / "case.toml").write_text(head, encoding="utf-8")
    client = client_of(Desk(folder))
    assert client.get("/", follow_redirects=False).headers["location"] == "/sources"
    assert "Drop your first articles" in client.get("/sources").text
    for path in ("/brief", "/history", "/propose", "/why"):
        assert client.get(path).status_code == 200, path


def test_a_view_is_shared_until_something_changes(desk: Desk) -> None:
    first = desk.look()
    assert desk.look() is first and first.assessment is desk.look().assessment
    with desk.writing() as record:
        record.note(first.contents.documents[0].id, "A note", by="A. Berg", on=desk.now())
    second = desk.look()
    assert second is not first and second.case is first.case and second.contents.notes


def test_a_brief_that_takes_long_comes_by_itself_and_keeps_nobody_waiting(
    case_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composing = import_module("hikiwake.brief.composition.compose")
    compose_from = composing.compose_from
    may_go_on = threading.Event()

    def slowly(*given: Any, **named: Any) -> Any:
        assert may_go_on.wait(20)
        return compose_from(*given, **named)

    monkeypatch.setattr(composing, "compose_from", slowly)
    monkeypatch.setattr("hikiwake.web.pages.brief._PATIENCE_SECONDS", 0.02)
    client = client_of(Desk(case_folder))
    page = client.get("/brief").text
    assert "is being composed from 10 entries" in page and 'data-poll="0.5"' in page
    assert all(client.get(path).status_code == 200 for path in ("/sources", "/why", "/propose"))
    may_go_on.set()
    wait(lambda: "page-one" in client.get("/brief", headers={"x-swap": "live_brief"}).text)


def test_readers_beside_writers_see_whole_states(serve: Callable[..., Served], case_folder: Path) -> None:
    """Six readers while a writer adds documents: no error, and what was said to be kept is there."""
    served = serve(case_folder)
    faults: list[str] = []
    is_over = threading.Event()

    def look(path: str) -> None:
        with httpx.Client(base_url=served.url) as client:
            while not is_over.is_set():
                answer = client.get(path)
                if answer.status_code != 200:
                    faults.append(f"{path}: {answer.status_code}")

    readers = [
        threading.Thread(target=look, args=(p,)) for p in ("/brief", "/sources", "/why", "/history", "/propose", "/brief.json")
    ]
    for reader in readers:
        reader.start()
    base = document("talks.txt")
    kept = 0
    with Record.open(case_folder / "record.sqlite") as record:
        for i in range(25):
            text = f"{TEXTS['talks.txt'][3]} Number {i}."
            one = replace(base, id=hashlib.sha256(text.encode()).hexdigest(), name=f"{i}.txt", text=text)
            kept += record.add(one, Reading(one.id, "built-in 1"))
    is_over.set()
    for reader in readers:
        reader.join()
    print(f"tried {kept} writes beside 6 readers, errors {len(faults)}")
    assert faults == [] and len(served.desk.look().contents.documents) == 4 + kept


def test_a_brief_is_walked_by_keyboard(workbench: str, new_page: Callable[..., Any]) -> None:
    page = new_page(f"{workbench}/brief", viewport={"width": 1440, "height": 900})
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#aside .grounds")
    assert "at=" in page.url and page.locator(".s.here").count() >= 1
    assert page.locator("#aside .grounds").is_visible() and page.locator("#page-one").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_selector("#aside .grounds", state="detached")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/sources")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.go_back()
    page.wait_for_selector("#page-one")


def test_a_page_reads_and_works_without_script(
    serve: Callable[..., Served], case_folder: Path, new_page: Callable[..., Any]
) -> None:
    page = new_page(f"{serve(case_folder).url}/brief", java_script_enabled=False)
    page.locator("#page-one sup a").first.click()
    assert page.locator("#aside .grounds").is_visible()
    page.goto(page.url.split("/brief")[0] + "/propose")
    title = page.locator(".proposals h3").first.inner_text()
    page.get_by_role("button", name=f"Accept {title}").click()
    assert "It is in the case file now" in page.inner_text("#told")
    assert title.split(",")[0] in (case_folder / "case.toml").read_text()


def test_what_is_wrong_with_a_record_is_told_where_it_was_waited_for(
    serve: Callable[..., Served], case_folder: Path, new_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = threading.Event()

    def damaged(desk: Desk) -> None:
        assert may_go_on.wait(20)
        raise RecordError.of("record", "its rows are not those that were written", "Put back a copy.")

    monkeypatch.setattr("hikiwake.web.desk._LARGE", 0)
    monkeypatch.setattr(Desk, "_held", damaged)
    page = new_page(f"{serve(case_folder).url}/brief")
    page.locator("main", has_text="The record is being opened").wait_for()
    assert page.locator("main a[href='/chronicle']").count() == 0
    may_go_on.set()
    page.locator("main", has_text="its rows are not those that were written").wait_for()
