"""The pages of the frame: the brief, the sources, and what every page has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

PATHS = ("/brief", "/sources", "/propose", "/history", "/why", "/why/forecast.probability", "/why/weighing.price.posterior")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_a_twin_in_json(looking: TestClient, path: str) -> None:
    assert looking.get(path).headers["content-type"].startswith("text/html")
    twin = looking.get(f"{path}.json")
    assert twin.headers["content-type"] == "application/json" and twin.json()
    assert looking.get(path, headers={"accept": "application/json"}).json() == twin.json()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_everyone_can_read_a_page(
    workbench: str, new_page: Callable[..., Any], serious: Callable[[Any], list[Any]], path: str, scheme: str
) -> None:
    page = new_page(workbench + path, color_scheme=scheme, viewport={"width": 360, "height": 780})
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_altered_ledger_costs_no_brief(case_folder: Path, client: TestClient) -> None:
    """What changed cannot be told; the brief leaves all the same, and the page of the history says why."""
    (case_folder / "ledger.jsonl").write_text('{"after":"gone","run":1}\n', encoding="utf-8")
    sent = client.get("/brief.md")
    assert sent.status_code == 200 and "# " in sent.text
    told = client.get("/history")
    assert told.status_code == 422 and "ledger.jsonl:1" in told.text and "Traceback" not in told.text
    assert (case_folder / "ledger.jsonl").read_text(encoding="utf-8") == '{"after":"gone","run":1}\n'
