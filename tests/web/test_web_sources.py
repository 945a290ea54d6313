"""Collecting on the page: files dropped, told of one by one; what is known of documents and publishers mended; a document taken out and back."""

import io
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from border_case import readings
from served import Served, client_of, wait
from starlette.testclient import TestClient

from hikiwake.reading.documents.publication import ASK
from hikiwake.record.model import Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError
from hikiwake.web.copies import copies
from hikiwake.web.desk import Desk
from hikiwake.web.inbox import safe_name
from hikiwake.web.typed_dates import typed_date

ARTICLE = b"Norway and Sweden held talks in Oslo on 4 January 2016. Erik Lund said that a draw was possible."


def settled(client: TestClient) -> dict[str, Any]:
    """The sources once nothing is being read any more."""
    wait(lambda: all(item["state"] == "done" for item in client.get("/sources.json").json()["inbox"]), 60)
    return client.get("/sources.json").json()


@pytest.fixture
def reading(desk: Desk) -> Any:
    client = client_of(desk)
    yield client
    client.app.state.inbox.close()


def test_dropped_files_are_read_and_each_is_told_of(reading: TestClient, case_folder: Path) -> None:
    files = [
        ("files", ("talks in Oslo.txt", ARTICLE)),
        ("files", ("picture.txt", b"\x89PNG\0\0\0")),
        ("files", ("talks.txt", b"")),
    ]
    sent = reading.post("/sources/upload", files=files, data={"publisher": "Oslo Letter", "date": "2016-01-05"})
    assert sent.status_code == 200 and "are being read" in sent.text
    told = settled(reading)
    results = {r["name"]: r for item in told["inbox"] for r in item["results"]}
    found = results["talks in Oslo.txt"]
    assert (found["events"], found["statements"], found["problem"]) == (1, 1, None)
    assert "binary" in results["picture.txt"]["problem"]["what"] and results["talks.txt"]["problem"]
    source = next(s for s in told["documents"] if s["id"] == found["document"])
    assert (source["publisher"], source["date"]) == ("Oslo Letter", "2016-01-05")
    # What is told is on the disk: the bytes beside the case, the reading in its record, nothing left on the way.
    assert (case_folder / "documents" / "talks in Oslo.txt").read_bytes() == ARTICLE
    with Record.open(case_folder / "record.sqlite") as record:
        assert record.document(found["document"]).publisher == "Oslo Letter"
    assert list((case_folder / ".inbox").glob("*")) == []
    page = reading.get("/sources").text
    assert "1 event, 1 statement, 1 date" in page and str(case_folder.parent) not in page
    assert reading.post("/sources/clear").status_code == 200
    assert reading.get("/sources.json").json()["inbox"] == []
    # Mending its date reads it again; removing it keeps the file aside; putting it back restores it.
    id = found["document"][:12]
    version = reading.get(f"/sources?mend={id}").text.split('name="version" value="')[1].split('"')[0]
    mended = {"title": "Talks in Oslo", "publisher": "Oslo Letter", "date": "6.1.2016", "version": version}
    kept = reading.post(f"/sources/{id}/mend", data=mended)
    # While it is being read again the form holds what was kept, and says so.
    assert kept.status_code == 200 and 'value="Talks in Oslo"' in kept.text and 'value="2016-01-06"' in kept.text
    assert "Kept as it stands here; the document is being read again." in kept.text
    source = next(s for s in settled(reading)["documents"] if s["id"] == found["document"])
    assert (source["title"], source["date"]) == ("Talks in Oslo", "2016-01-06")
    late = reading.post(f"/sources/{id}/mend", data={**mended, "title": "Another title"})
    assert late.status_code == 409 and "Talks in Oslo" in late.text and "Another title" in late.text
    removed = reading.post(f"/sources/{id}/remove")
    assert "Put it back" in removed.text and not (case_folder / "documents" / "talks in Oslo.txt").exists()
    assert found["document"] not in {s["id"] for s in reading.get("/sources.json").json()["documents"]}
    reading.post(f"/sources/{id}/restore")
    source = next(s for s in settled(reading)["documents"] if s["id"] == found["document"])
    assert (source["title"], source["date"]) == ("Talks in Oslo", "2016-01-06")


TYPED = [
    ("9.11.2018", "2018-11-09"), ("9. 11. 2018", "2018-11-09"), ("9 November 2018", "2018-11-09"), ("November 9, 2018", "2018-11-09"),
    ("9th of nov. 2018", "2018-11-09"), ("Nov 2018", "2018-11"), ("Sept. 2018", "2018-09"), ("11/2018", "2018-11"), ("2018-11-09", "2018-11-09"),
    ("2018/11/9", "2018-11-09"), ("25/11/2018", "2018-11-25"), ("11/25/2018", "2018-11-25"), ("9/9/2018", "2018-09-09"), ("2018", "2018"),
    (" 2018-Q3 ", "2018-Q3"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), TYPED)
def test_a_date_is_taken_as_people_type_it(text: str, value: str) -> None:
    assert typed_date(text) == value


@pytest.mark.parametrize(
    "text", ["9/11/2018", "31.2.2018", "31 June 2018", "soon", "13/2018", "9 Nov", "Ma 2018", "99.99.2018", "٩.١١.٢٠١٨x"]
)
def test_what_is_no_date_is_told_with_how_to_write_it(looking: TestClient, text: str) -> None:
    with pytest.raises(RecordError) as told:
        typed_date(text)
    assert "TIMEX" not in str(told.value) and "Write 2018-" in told.value.problems[0].mend
    assert told.value.problems[0].mend in looking.get("/chronicle", params={"from": text}).text
    assert ("can be 9 November or 11 September" in str(told.value)) == (text == "9/11/2018")


def test_a_note_of_reading_speaks_of_the_page_and_not_of_options(client: TestClient, desk: Desk) -> None:
    document, _ = readings()[0]
    words = document.text + " Undated."
    bare = replace(document, id=sha256(words.encode()).hexdigest(), text=words, date=None, notes=(ASK,))
    with desk.writing() as record:
        record.add(bare, Reading(bare.id, "built-in 1", (), ()), received=words.encode())
    for path in ("/sources", f"/documents/{bare.id[:12]}"):
        page = client.get(path).text
        assert "Give it under Mend." in page and "--date" not in page and ".toml file beside" not in page


def test_an_address_waits_its_turn_among_the_files_and_what_is_refused_is_told(reading: TestClient, case_folder: Path) -> None:
    sent = reading.post("/sources/fetch", data={"address": " http://127.0.0.1:9/a\nhttp://127.0.0.1:9/<b> http://127.0.0.1:9/a"})
    assert "are being fetched" in sent.text
    told = settled(reading)
    results = [r for item in told["inbox"] for r in item["results"]]
    assert sorted(r["name"] for r in results) == ["http://127.0.0.1:9/<b>", "http://127.0.0.1:9/a"]
    assert all(r["problem"]["what"] and not r["document"] for r in results)
    assert (
        "say it to the command: hikiwake read CASE --fetch ADDRESS --allow-address 127.0.0.1:9" in results[0]["problem"]["mend"]
    )
    assert "http://127.0.0.1:9/&lt;b&gt;" in reading.get("/sources").text
    for wrong in ("", " ".join(f"http://a{i}.test/" for i in range(21))):
        assert reading.post("/sources/fetch", data={"address": wrong}).status_code == 422


def test_a_publisher_is_rated_once_and_the_case_file_keeps_its_remarks(client: TestClient, desk: Desk, case_folder: Path) -> None:
    before = (case_folder / "case.toml").read_text()
    client.post("/sources/publishers", data={"name": "Northern Post", "reliability": "B"})
    client.post("/sources/publishers", data={"name": "the northern post", "reliability": "C", "was": "B"})
    text = (case_folder / "case.toml").read_text()
    assert tomllib.loads(text)["publishers"] == [{"name": "Northern Post", "reliability": "C", "by": "A. Berg"}]
    assert before.rstrip() in text and "# judged from two interviews" in text
    assert 'title="reliability C"' in client.get("/sources").text
    stale = client.post("/sources/publishers", data={"name": "Northern Post", "reliability": "E", "was": "B"})
    assert stale.status_code == 409 and "A. Berg" in stale.text and ">E<" in stale.text and ">C<" in stale.text
    assert str(desk.look().case.reliability_of("Northern Post")) == "C"
    client.post("/undo")
    assert str(desk.look().case.reliability_of("Northern Post")) == "B"
    client.post("/undo")
    assert (case_folder / "case.toml").read_text() == before


def test_a_note_is_kept_with_the_document(client: TestClient, desk: Desk) -> None:
    id = desk.look().contents.documents[0].id
    page = client.post(f"/sources/{id[:12]}/note", data={"text": "Ask the editor <b>twice</b>."}).text
    assert "Ask the editor &lt;b&gt;twice&lt;/b&gt;." in page
    (note,) = desk.look().contents.notes[id]
    assert (note.text, note.by, note.on) == ("Ask the editor <b>twice</b>.", "A. Berg", "2016-02-01T12:00:00+00:00")
    client.post("/undo")
    assert id not in desk.look().contents.notes


@pytest.mark.parametrize(
    ("path", "data"),
    [("/sources/upload", {}), ("/sources/publishers", {"name": "X", "reliability": "Z"}), ("/sources/deadbeef/note", {"text": "x"}),
     ("/sources/deadbeef/remove", {}), ("/sources/deadbeef/restore", {}), ("/undo", {})],
)  # fmt: skip
def test_what_cannot_be_done_is_told_and_changes_nothing(client: TestClient, desk: Desk, path: str, data: dict[str, str]) -> None:
    before = desk.look().version
    assert client.post(path, data=data).status_code in (404, 422)
    assert desk.look().version == before


def test_the_search_finds_by_title_publisher_and_file(looking: TestClient) -> None:
    def found(q: str) -> list[str]:
        return sorted(s["name"] for s in looking.get("/sources.json", params={"q": q}).json()["documents"])

    assert found("northern post") == ["talks.txt", "visit.txt"]
    assert found("fence goes") == ["fence.txt"] and found("nothing like it") == []
    assert "No document has these words" in looking.get("/sources?q=nothing+like+it").text


def test_a_story_told_in_the_same_words_is_a_copy(looking: TestClient, desk: Desk) -> None:
    talks, fence = desk.look().contents.documents[:2]
    copied = replace(talks, id="f" * 64, text=f"Wire Copy. {talks.text} All rights reserved.")
    assert copies((talks, fence, copied)) == {talks.id: (copied.id,), copied.id: (talks.id,)}
    papers = tuple(replace(copied, id=f"{n:064x}") for n in range(20))  # in however many papers it stands
    assert copies((talks, fence, *papers))[talks.id] == tuple(one.id for one in papers)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a.txt", "a.txt"), ("../../a.txt", "a.txt"), ("C:\\Users\\me\\a.txt", "a.txt"), ("CON.txt", "document CON.txt"), ("...", "document"),
     ("a\x00\n\u202eb.txt", "ab.txt"), ("島の記事.pdf", "島の記事.pdf"), ("x" * 300 + ".html", "x" * 175 + ".html"), (".hidden.txt", "hidden.txt")],
)  # fmt: skip
def test_a_file_keeps_its_own_name_and_no_more(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_lone_case_file_says_why_it_takes_no_documents(case_folder: Path) -> None:
    client = client_of(Desk(case_folder / "case.toml"))
    assert "Make a case folder" in client.get("/sources").text
    assert client.get("/brief").status_code == client.get("/history").status_code == client.get("/propose").status_code == 200
    sent = client.post("/sources/upload", files=[("files", ("a.txt", ARTICLE))])
    assert sent.status_code == 422 and "Make a case folder" in sent.text


def test_files_are_dropped_and_the_table_fills_by_itself(
    serve: Callable[..., Served], case_folder: Path, new_page: Callable[..., Any]
) -> None:
    page = new_page(f"{serve(case_folder).url}/sources")
    page.set_input_files("#files", [{"name": "broken.txt", "mimeType": "text/plain", "buffer": b"\0\0\0"}])
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Read them").click()
    page.wait_for_selector("#reading tr.failed")
    assert "binary data" in page.inner_text("#reading")
    assert page.input_value("#files") == ""
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_selector("#mend")
    page.fill("#mend #note", "From the desk")
    page.get_by_role("button", name="Keep the note").click()
    page.wait_for_selector("#mend blockquote")
    page.locator("#told", has_text="The note is kept.").wait_for()
    page.select_option("#publishers + p + table select >> nth=0", "B")
    page.wait_for_selector(".letter")
    case = tomllib.loads((case_folder / "case.toml").read_text())
    assert [p["reliability"] for p in case["publishers"]] == ["B"]


def test_what_was_mended_or_dropped_shows_in_the_list_by_itself(
    serve: Callable[..., Served], case_folder: Path, new_page: Callable[..., Any]
) -> None:
    page = new_page(f"{serve(case_folder).url}/sources")
    page.set_input_files("#files", [{"name": "lofoten.txt", "mimeType": "text/plain", "buffer": ARTICLE}])
    page.get_by_role("button", name="Read them").click()
    page.locator("#shelf [data-row]", has_text="lofoten").wait_for(timeout=60_000)
    page.locator("#told", has_text="the table tells what came of each").wait_for()
    page.locator("#shelf [data-row]", has_text="lofoten").get_by_role("link", name="Mend").click()
    page.fill("#mend [name=publisher]", "Fjord Watch")
    page.get_by_role("button", name="Keep, and read it again").click()
    page.locator("#shelf li[data-row]", has_text="Fjord Watch").wait_for(timeout=60_000)
    page.locator("#told", has_text="the table tells what came of each").wait_for()
    assert "Fjord Watch" in page.inner_text("#publishers + p + table")


def test_a_row_that_is_replaced_stays_the_one_that_keys_speak_of(
    serve: Callable[..., Served], case_folder: Path, new_page: Callable[..., Any]
) -> None:
    page = new_page(f"{serve(case_folder).url}/sources")
    page.keyboard.press("j")
    row = page.evaluate("document.activeElement.id")
    page.evaluate("swap('/sources', ['shelf'])")
    page.wait_for_function("!document.getElementById('shelf').classList.contains('busy')")
    assert page.evaluate("document.activeElement.id") == row
    page.keyboard.press("e")
    page.wait_for_selector("#mend")


def test_the_list_is_left_alone_while_somebody_types_in_it(
    serve: Callable[..., Served], case_folder: Path, new_page: Callable[..., Any]
) -> None:
    page = new_page(f"{serve(case_folder).url}/sources")
    page.set_input_files("#files", [{"name": "lofoten.txt", "mimeType": "text/plain", "buffer": ARTICLE}])
    page.locator("#q").press_sequentially("fen")
    page.evaluate("document.getElementById('drop').requestSubmit()")
    page.wait_for_selector("#reading[data-poll]")
    page.wait_for_selector("#reading:not([data-poll]) table", timeout=60_000)
    page.wait_for_timeout(300)
    assert page.input_value("#q") == "fen" and page.locator("#shelf [data-row]", has_text="lofoten").count() == 0
    assert page.get_by_role("link", name="Show them in the list").is_visible()


def test_of_a_container_is_told_how_many_documents_came_out_of_it(reading: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("one.txt", ARTICLE)
        made.writestr("two.txt", ARTICLE.replace(b"Oslo", b"Bergen"))
    reading.post("/sources/upload", files=[("files", ("both.zip", packed.getvalue()))])
    told = settled(reading)
    results = {r["name"]: r for item in told["inbox"] for r in item["results"]}
    assert results["both.zip"]["holds"] == 2
    row = reading.get("/sources").text.split("<bdi>both.zip</bdi>")[1].split("</tr>")[0]
    assert "2 documents came out of it" in row and "0 events" not in row
