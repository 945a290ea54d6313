"""The OpenAPI document: every page and its twin are in it, and requests made from it never end in a fault of ours."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from hikiwake.web.app import build_app
from hikiwake.web.desk import Desk
from hikiwake.web.pages import PAGES, modules

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
EXAMPLES = 3  # of each operation; benchmarks/workbench_fuzz.py makes many more
SLOW = (
    "/sources/upload",
    "/brief.docx",
    "/brief.pdf",
)  # uploads are tried in test_web_safety; the others are written whole each time
OWN = {"host": "127.0.0.1:8484", "sec-fetch-site": "same-origin"}


def test_every_page_of_the_navigation_and_its_twin_are_described(looking: TestClient) -> None:
    told = looking.get("/openapi.json").json()
    paths = told["paths"]
    assert {p.path for p in PAGES} | {f"{p.path}.json" for p in PAGES} <= paths.keys()
    for path, methods in paths.items():
        for method, operation in methods.items():
            assert operation.get("summary"), f"{method} {path}"
    assert len({o["operationId"] for m in paths.values() for o in m.values()}) == sum(len(m) for m in paths.values())
    names = {schema.rsplit("/", 1)[-1] for schema in _references(told)}
    assert names <= told["components"]["schemas"].keys()


def test_no_two_pages_say_different_things_under_one_key() -> None:
    keys = [key for module in modules() for key in getattr(module, "SAID", {})]
    assert len(keys) == len(set(keys))


@pytest.fixture(scope="module")
def api(case_as_written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = shutil.copytree(case_as_written, tmp_path_factory.mktemp("fuzz") / "pastures")
    app = build_app(Desk(folder))
    yield schemathesis.openapi.from_asgi("/openapi.json", app, headers=OWN)
    app.state.inbox.close()


def test_no_request_made_from_the_document_ends_in_a_fault(api: Any) -> None:
    faults: list[str] = []
    tried = [0]

    def call(case: Any) -> None:
        answer = case.call(headers=OWN)
        tried[0] += 1
        if answer.status_code >= 500 or b"Traceback" in answer.content:
            faults.append(f"{case.method} {case.formatted_path}: {answer.status_code}")

    for operation in (result.ok() for result in api.get_all_operations()):
        if operation.path not in SLOW:
            given(operation.as_strategy())(call_of(call))()
    print(f"tried {tried[0]} requests, faults {len(faults)}")
    assert tried[0] > 100 and faults == []


def call_of(call: Callable[[Any], None]) -> Callable[[Any], None]:
    bounded = settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
    )
    return bounded(lambda case: call(case))  # type: ignore[no-any-return]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield inner
            else:
                yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)
