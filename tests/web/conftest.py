"""What the tests of the workbench share: a small case, a client, a running server, one browser."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(1, str(Path(__file__).parent.parent / "brief"))  # the lake of made-up events lies there

from border_case import written
from served import Served, client_of
from starlette.testclient import TestClient

from hikiwake.web.desk import Desk
from hikiwake.web.safety import Safety

CHROMIUM = Path("/usr/bin/chromium")
SERIOUS = (
    "axe.run().then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => [v.id, v.nodes[0].html]))"
)


@pytest.fixture(scope="session")
def case_as_written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of `border_case`, for looking only."""
    return written(tmp_path_factory.mktemp("web") / "pastures")


@pytest.fixture
def case_folder(case_as_written: Path, tmp_path: Path) -> Path:
    """A copy of the case, to do with as one likes."""
    return Path(shutil.copytree(case_as_written, tmp_path / "pastures"))


@pytest.fixture
def desk(case_folder: Path) -> Desk:
    return Desk(case_folder, clock=lambda: "2016-02-01T12:00:00+00:00")


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """Posts follow their redirect; `client.get(…).text` is the page, `.json` addresses give the twin."""
    return client_of(desk)


@pytest.fixture(scope="session")
def looking(case_as_written: Path) -> TestClient:
    """A client for tests that only look."""
    return client_of(Desk(case_as_written))


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Start a server for a folder; it ends with the test."""
    running: list[Served] = []

    def start(folder: Path, safety: Safety | None = None) -> Served:
        running.append(Served(folder, safety))
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture(scope="session")
def workbench(case_as_written: Path) -> Iterator[str]:
    """The address of a running workbench of the case, for looking only."""
    served = Served(case_as_written)
    yield served.url
    served.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("/usr/bin/chromium is missing")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open a page of the browser; at the end no page may have broken the policy or thrown an error."""
    pages: list[Any] = []
    faults: list[str] = []

    def open_page(url: str, **options: Any) -> Any:
        page = chromium.new_page(**options)
        page.set_default_timeout(15_000)  # of a machine that is busy with other things
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" and "Failed to load" not in m.text else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert faults == []


@pytest.fixture(scope="session")
def serious() -> Callable[[Any], list[Any]]:
    """What axe finds serious or critical on a page."""
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    script = next(Path(axe.__path__[0]).rglob("axe.min.js")).read_text(encoding="utf-8")

    def found(page: Any) -> list[Any]:
        page.evaluate(script)
        return list(page.evaluate(SERIOUS))

    return found
