"""The heading of a page on what went wrong fits what is wrong: a file of the case, or what was asked."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hikiwake.web.desk import Desk


def heading(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    return found[1].strip() if found else ""


def test_a_damaged_record_is_not_called_a_value(case_folder: Path, client: TestClient) -> None:
    for left in case_folder.glob("record.sqlite*"):
        left.unlink()
    (case_folder / "record.sqlite").write_bytes(b"no record " * 100)
    page = client.get("/chronicle")
    assert heading(page.text) == "The record cannot be used" and "record.sqlite" in page.text


def test_a_damaged_ledger_is_named(case_folder: Path, client: TestClient) -> None:
    (case_folder / "ledger.jsonl").write_text('{"after":"gone","run":1}\n', encoding="utf-8")
    assert heading(client.get("/history").text) == "The history of the case cannot be used"


def test_a_broken_case_file_is_named_whatever_is_asked(case_folder: Path, client: TestClient) -> None:
    file = case_folder / "case.toml"
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace("horizon = 2018-12-31", 'horizon = "soon"'), encoding="utf-8")
    assert heading(client.get("/brief").text) == "The case file does not hold together"
    assert heading(client.post("/hypotheses/keep", data={"set": ["hypotheses.waits.prior:0.9"]}).text) == heading(
        client.get("/brief").text
    )
    file.write_text(sound, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "data"), [("/chronicle/views", {"name": ""}), ("/actors/rename", {"name": "Erik Lund", "country": "NOWHERE"})]
)
def test_a_refused_value_is_called_one(client: TestClient, path: str, data: dict[str, str]) -> None:
    answer = client.post(path, data=data)
    assert answer.status_code == 422 and heading(answer.text) == "That value cannot be used"


def test_what_the_case_cannot_do_is_no_value(client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hikiwake.web.desk._PATIENCE_SECONDS", 0.01)
    import threading

    taken, free = threading.Event(), threading.Event()

    def holding() -> None:
        with desk.editing():
            taken.set()
            free.wait(20)

    worker = threading.Thread(target=holding)
    worker.start()
    taken.wait(20)
    try:
        answer = client.post("/actors/rename", data={"name": "Erik Lund", "to": "Erik Lund Jr"})
    finally:
        free.set()
        worker.join()
    assert heading(answer.text) == "That cannot be done"
