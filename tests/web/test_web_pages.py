"""The pages of the frame: the brief, the sources, and what every page has."""

from collections.abc import Callable
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
