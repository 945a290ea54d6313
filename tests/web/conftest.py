"""What the tests of the workbench share: a small case, a client, a running server, the browser's pages."""

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

SERIOUS = """axe.run({resultTypes: ["violations"]}).then(r =>
  r.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => [v.id, v.nodes[0].html]))"""


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
def at_hand() -> list[Any]:
    """At most one open page that no test has, emptied: to open one anew takes longer than what most tests do with it."""
    return []


@pytest.fixture
def new_page(chromium: Any, at_hand: list[Any]) -> Iterator[Callable[..., Any]]:
    """Open a page of the browser; at the end no page may have broken the policy or thrown an error.

    A test that hangs something on its page (`page.on`, `page.route`) asks for `one_of_its_own`.
    """
    faults: list[str] = []
    pages: list[tuple[Any, bool]] = []

    def tell(message: Any) -> None:
        if message.type == "error" and "Failed to load" not in message.text:
            faults.append(message.text)

    def tell_error(error: Any) -> None:
        faults.append(str(error))

    def open_page(url: str, *, one_of_its_own: bool = False, **options: Any) -> Any:
        is_usual = not one_of_its_own and options.keys() <= {"viewport", "color_scheme"}
        page = at_hand.pop() if is_usual and at_hand else chromium.new_page(**options)
        if is_usual:
            page.set_viewport_size(options.get("viewport", {"width": 1280, "height": 720}))
            page.emulate_media(media="null", color_scheme=options.get("color_scheme", "light"))
        page.set_default_timeout(15_000)  # of a machine that is busy with other things
        page.on("console", tell)
        page.on("pageerror", tell_error)
        pages.append((page, is_usual))
        page.goto(url)
        return page

    yield open_page
    for page, is_usual in pages:
        page.remove_listener("console", tell)
        page.remove_listener("pageerror", tell_error)
        if is_usual and not at_hand and not page.is_closed():
            empty(page)
            at_hand.append(page)
        else:
            page.close()
    assert faults == []


def empty(page: Any) -> None:
    """Leave nothing on a page of whoever had it; the workbench keeps nothing in a browser but cookies."""
    page.goto("about:blank")
    page.context.clear_cookies()


@pytest.fixture(scope="session")
def serious() -> Callable[[Any], list[Any]]:
    """What axe finds serious or critical on a page."""
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    script = next(Path(axe.__path__[0]).rglob("axe.min.js")).read_text(encoding="utf-8")

    def found(page: Any) -> list[Any]:
        page.evaluate(script)
        return list(page.evaluate(SERIOUS))

    return found
