"""A happening that several documents tell, on the pages: whatever shows it leads to the words it shows, and what is done to it is done as a whole."""

import re
from pathlib import Path

import pytest
from border_case import readings
from starlette.testclient import TestClient

from hikiwake.record.happening import entry_of_words, shown_by, told_with
from hikiwake.record.merging import merged
from hikiwake.record.model import Event, Span
from hikiwake.record.store import Record
from hikiwake.web.desk import Desk

FENCE, WIRE = (next(d.id for d, _ in readings() if d.name == name) for name in ("fence.txt", "wire.txt"))


@pytest.fixture
def happening(desk: Desk) -> Event:
    """The protest that two papers tell: its id is that of the report that came first, its words are those of the other one."""
    (event,) = (e for e in merged(desk.look().contents).events if len(e.reports) > 1)
    assert event.best.document == WIRE and event.id != shown_by(event)
    return event


def on_disk(folder: Path) -> dict[str, Event]:
    with Record.open(folder / "record.sqlite") as record:
        return {event.id: event for event in record.contents().events}


def opened(page: str) -> tuple[str, str]:
    """The entry that stands beside a document, and its words."""
    entry = re.search(r'id="entry"[^>]* data-entry="(\w+)"', page)
    assert entry, "no entry is open"
    return entry[1], " ".join(re.findall(r"<mark>(.*?)</mark>", page.split('aria-label="The words"')[1]))


def links(page: str, to: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(rf'href="({to}[^"#]*)', page)]


def test_an_id_stands_for_all_reports_where_the_happening_is_shown_under_it(happening: Event) -> None:
    first, shown = happening.id, shown_by(happening)
    assert told_with(first, happening) == (shown,) and told_with(shown, happening) == (first,)
    assert told_with("e0", happening) == told_with(first, None) == ()
    assert entry_of_words(happening, FENCE, ()) == first and entry_of_words(happening, "", ()) == shown
    words = happening.reports[1].span
    assert entry_of_words(happening, FENCE, (Span(words.start, words.start + 1),)) == first


def test_every_row_of_the_chronicle_opens_the_words_that_it_shows(client: TestClient, happening: Event) -> None:
    rows = client.get("/chronicle.json").json()["entries"]
    page = client.get("/chronicle").text
    shown = next(row for row in rows if row["id"] == happening.id)
    assert (shown["shown"], shown["document"]) == (shown_by(happening), WIRE)
    for row in rows:
        at = f"/documents/{row['document'][:12]}?entry={row['shown']}"
        assert f'href="{at}#s{row["start"]}-{row["end"]}"' in page and f'href="/entries/{row["shown"]}"' in page
        for address in (at, f"/entries/{row['shown']}"):
            entry, words = opened(client.get(address).text)
            assert entry == row["shown"]
            if row["kind"] == "event":
                assert words == row["what"]


@pytest.mark.parametrize(
    "path", ["/chronicle", "/chronicle?show=map", "/review?rest=1", "/actors?name=Norway", "/brief", "/why", "/relations"]
)
def test_every_link_to_an_entry_opens_it(client: TestClient, happening: Event, path: str) -> None:
    for address in links(client.get(path).text, "/documents/") + links(client.get(path).text, "/entries/"):
        if "entry=" in address or address.startswith("/entries/"):
            opened(client.get(address).text)


def test_what_a_sentence_of_the_brief_rests_on_opens_at_its_words(client: TestClient, happening: Event) -> None:
    found = set()
    for key in dict.fromkeys(re.findall(r'data-key="([^"]+)"', client.get("/brief").text)):
        for address in links(client.get(f"/brief?at={key}").text, "/documents/"):
            if "entry=" in address:
                entry, _ = opened(client.get(address).text)
                assert address.endswith(entry)
                found.add(entry)
    assert set(happening.own_entries) <= found


def test_an_address_that_names_another_report_of_the_happening_opens_that_of_the_document(
    client: TestClient, happening: Event
) -> None:
    entry, words = opened(client.get(f"/documents/{WIRE[:12]}?entry={happening.id}").text)
    assert entry == shown_by(happening) and words == "Norway protested against the Swedish fence on 10 September 2015"


@pytest.mark.parametrize("which", [0, 1])
def test_a_rejection_takes_all_reports_says_so_and_is_taken_back_as_a_whole(
    client: TestClient, case_folder: Path, happening: Event, which: int
) -> None:
    id = happening.own_entries[which]
    page = client.get(f"/entries/{id}").text
    assert "is done to both reports of it" in page
    version = re.search(r'name="version" value="(\w+)"', page)
    assert version
    done = client.post(f"/entries/{id}/reject", data={"version": version[1]}).text
    assert "All its reports are rejected" in done
    assert not set(happening.own_entries) & on_disk(case_folder).keys()
    client.post(f"/entries/{id}/undo")
    assert set(happening.own_entries) <= on_disk(case_folder).keys()


def test_a_grade_set_in_a_happening_is_set_in_all_its_reports_and_a_review_reviews_all(
    client: TestClient, case_folder: Path, happening: Event
) -> None:
    done = client.post(f"/entries/{shown_by(happening)}/correct", data={"grade": "speculation"}).text
    assert "Corrected in all its reports" in done
    assert {on_disk(case_folder)[id].best.grade for id in happening.own_entries} == {"speculation"}
    client.post("/undo")
    assert "speculation" not in {on_disk(case_folder)[id].best.grade for id in happening.own_entries}
    client.post(f"/entries/{happening.id}/accept")
    with Record.open(case_folder / "record.sqlite") as record:
        assert set(happening.own_entries) <= record.contents().reviewed


def test_one_report_can_be_changed_and_no_other(client: TestClient, case_folder: Path, happening: Event) -> None:
    page = client.get(f"/entries/{happening.id}?alone=1").text
    assert "is done to this report only, one of 2" in page and 'name="also" value="alone"' in page
    done = client.post(f"/entries/{happening.id}/reject", data={"also": "alone"}).text
    assert "This report is rejected" in done
    assert shown_by(happening) in on_disk(case_folder) and happening.id not in on_disk(case_folder)


def test_a_report_that_a_colleague_changed_meanwhile_is_not_overwritten(client: TestClient, happening: Event) -> None:
    page = client.get(f"/entries/{shown_by(happening)}").text
    version = re.search(r'name="version" value="(\w+)"', page)
    assert version
    client.post(f"/entries/{happening.id}/correct", data={"date": "2015-09-12", "also": "alone"})
    late = client.post(f"/entries/{shown_by(happening)}/correct", data={"version": version[1], "grade": "reported"})
    assert late.status_code == 409
