"""The OpenAPI document: every page and its twin are in it, every answer is as it says, and no request made from it ends in a fault of ours."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from served import client_of
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
AS = ("text/html", "application/json")  # how a browser asks, and a program


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
    app.openapi()["components"]["schemas"] = _closed(app.openapi()["components"]["schemas"])
    yield schemathesis.openapi.from_asgi("/openapi.json", app, headers=OWN)
    app.state.inbox.close()


def _closed(schema: Any) -> Any:
    """The schema with no key allowed that it does not tell of, so that what is sent and not described is a fault too."""
    if isinstance(schema, list):
        return [_closed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(inner) for key, inner in schema.items()}
    return closed | {"additionalProperties": False} if "properties" in schema and schema.get("type") == "object" else closed


def as_described(case: Any, answer: Any) -> list[str]:
    """In what an answer is not as the document says: a status, a kind or a field."""
    from schemathesis.specs.openapi import checks

    told = (checks.status_code_conformance, checks.content_type_conformance, checks.response_schema_conformance)
    try:
        case.validate_response(answer, checks=told)
    except schemathesis.errors.FailureGroup as found:
        return [f"{case.method} {case.formatted_path} {answer.status_code}: {one.message}" for one in found.exceptions]
    return []


def places(operation: Any, client: TestClient) -> list[dict[str, str]]:
    """What may stand in the braces of an address: what the case holds, and what it does not."""
    if "{" not in operation.path:
        return [{}]
    entries = client.get("/chronicle.json").json()["entries"]
    of_kinds = {entry["kind"]: entry for entry in entries}.values()
    if "{kind}" in operation.path:
        return [{"kind": kind} for kind in ("csv", "xlsx", "ics", "geojson", "timelinejs.json", "doc")]
    if "{name}" in operation.path:
        return [{"name": n["name"]} for n in client.get("/why.json").json()["numbers"]] + [{"name": "luck"}]
    held = {"documents": [e["document"] for e in of_kinds], "entries": [e["id"] for e in of_kinds]}
    return [{"id": id} for id in (*held.get(operation.path.split("/")[1], ()), "nothing")]


def test_every_answer_is_as_the_document_says(api: Any, case_as_written: Path) -> None:
    """Every page and file, of what there is and of what there is not, as a browser asks and as a program."""
    client = client_of(Desk(case_as_written))
    faults: list[str] = []
    tried = held = 0
    for operation in (result.ok() for result in api.get_all_operations()):
        if operation.method != "get" or operation.path in SLOW:
            continue
        for place in places(operation, client):
            for kind in AS:
                case = operation.Case(path_parameters=place, headers={**OWN, "accept": kind})
                answer = case.call()
                tried, held = tried + 1, held + (answer.status_code == 200 and "json" in answer.headers["content-type"][0])
                faults += as_described(case, answer)
    print(f"tried {tried} answers, {held} of them JSON with content, not as described {len(faults)}")
    assert faults == [] and tried > 100 and held > 50


@pytest.mark.parametrize("kind", AS)
@pytest.mark.parametrize(
    ("path", "query"), [("/chronicle/export.doc", {}), ("/case.zip", {"without": "everything"}), ("/documents/x", {})]
)
def test_what_is_refused_is_described_in_the_kind_that_was_asked_for(
    looking: TestClient, path: str, query: dict[str, str], kind: str
) -> None:
    answer = looking.get(path, params=query, headers={"accept": kind})
    assert answer.status_code in (404, 422) and answer.headers["content-type"].startswith(kind)
    told = looking.get("/openapi.json").json()["paths"]
    (described,) = [
        told[p]["get"] for p in ("/chronicle/export.{kind}", "/case.zip", "/documents/{id}") if p.split("{")[0] in path
    ]
    assert kind in described["responses"][str(answer.status_code)]["content"]


def test_no_request_made_from_the_document_ends_in_a_fault(api: Any) -> None:
    faults: list[str] = []
    tried = [0]

    def call(case: Any) -> None:
        answer = case.call(headers=OWN)
        tried[0] += 1
        if answer.status_code >= 500 or b"Traceback" in answer.content:
            faults.append(f"{case.method} {case.formatted_path}: {answer.status_code}")
        faults.extend(as_described(case, answer))

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
