"""Take the documentation's pictures from the real pages of the workbench: the packaged case, and the case that the tutorial makes.

    python scripts/screenshots.py [FOLDER]

writes docs/pictures/*.png (or FOLDER/*.png). Needs Chromium and Playwright (a test tool).
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from small_png import small
from tutorial import DOCS, TUTORIAL, follow, rejected, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_WIDTH = 1280
_PACKAGED = "japan-russia"
_MOST_BYTES = 200_000
SECOND = sha256((DOCS / "example-article-2.txt").read_bytes()).hexdigest()
REJECTED = rejected(TUTORIAL.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A page by its address, how much of its top is shown, and what is done on it first."""

    name: str
    path: str
    height: int
    first: "Callable[[Page], None] | None" = None


def _open_sources(page: "Page") -> None:
    """Beside the brief: the words that a reason rests on."""
    page.locator("main [href*='at=']", has_text="26").first.click()
    page.locator("aside h2").first.wait_for()


def _try_a_value(page: "Page") -> None:
    """The first minimum is moved up, so that what follows from it stands beside."""
    page.locator("main input[type=range]").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.locator("aside table, aside li").first.wait_for()


def _bring_back(page: "Page") -> None:
    """As it was before it was rejected."""
    page.get_by_role("button", name="Bring it back").first.click()
    page.get_by_role("button", name="Reject").first.wait_for()
    page.goto(page.url.split("?")[0] + f"?entry={REJECTED}")


PACKAGED = (
    Picture("brief", "/brief", 760, _open_sources),
    Picture("review", "/review", 760),
    Picture("chronicle", "/chronicle", 900),
    Picture("actors", "/actors", 700),
    Picture("sources", "/sources", 760),
    Picture("formulas", "/formulas", 900, _try_a_value),
    Picture("hypotheses", "/hypotheses", 800),
    Picture("propose", "/propose", 700),
)
FOLLOWED = (
    Picture("history", "/history", 760),
    Picture("tutorial_document", f"/documents/{SECOND[:12]}?entry={REJECTED}", 760, _bring_back),
)


def main(target: Path) -> None:
    from playwright.sync_api import sync_playwright

    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        os.environ["XDG_DATA_HOME"] = scratch
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for case, pictures in ((_packaged(), PACKAGED), (_followed(Path(scratch) / "tutorial"), FOLLOWED)):
            with served(case) as url:
                for picture in pictures:
                    _take(browser, url, picture, target / f"{picture.name}.png")
        browser.close()


def _chromium() -> str:
    return shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"


def _packaged() -> Path:
    """A copy of the packaged case, read."""
    import hikiwake

    with hikiwake.open_case(_PACKAGED) as workspace:
        workspace.read_unread()
        assert workspace.folder
        return workspace.folder


def _followed(folder: Path) -> Path:
    """The tutorial's case at its end."""
    for _ in follow(TUTORIAL.read_text(encoding="utf-8"), folder):
        pass
    return folder / "barents"


def _take(browser: "Browser", url: str, picture: Picture, target: Path) -> None:
    with _page(browser, picture.height) as page:
        page.goto(url + picture.path)
        page.locator("[data-poll]").wait_for(state="detached", timeout=60_000)
        if picture.first:
            picture.first(page)
        page.wait_for_timeout(300)  # what moves has come to rest
        target.write_bytes(small(page.screenshot(animations="disabled", caret="hide")))
    size = target.stat().st_size
    print(f"{target.name}: {size // 1000} kB{'' if size <= _MOST_BYTES else ', too large'}")


@contextmanager
def _page(browser: "Browser", height: int) -> "Iterator[Page]":
    page = browser.new_page(viewport={"width": _WIDTH, "height": height}, color_scheme="light", reduced_motion="reduce")
    try:
        yield page
    finally:
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "pictures")
