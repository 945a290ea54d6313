"""Two ways to work at the workbench in a browser: by mouse, and by nothing but keys. The same journey can be made by either.

What the page does after a click or a key is timed from that event to the picture after the piece of the page was replaced, within the browser.
"""

import time
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError as PlaywrightTimeout

PATIENCE_SECONDS = 150.0
_CLOCK = """(() => {
  const clock = window.__clock = { from: 0, swaps: [] };
  for (const kind of ["click", "keydown", "input", "drop"]) addEventListener(kind, () => { clock.from = performance.now(); }, true);
  addEventListener("swapped", (event) => {
    const id = event.target.id, from = clock.from;
    requestAnimationFrame(() => clock.swaps.push([id, performance.now() - from]));
  }, true);
  addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
})()"""
_TYPING = """(e => e.matches('input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=button]):not([type=submit]):not([type=file]),'
  + ' textarea, select'))(document.activeElement)"""
_LOADED = "(n => n.loadEventEnd - n.startTime)(performance.getEntriesByType('navigation')[0])"
_MOST_TABS = 2500


class Hand(ABC):
    """One page of a browser and whoever works at it; `times` are milliseconds by what was done, `faults` what the browser complained of."""

    way: str

    def __init__(self, browser: Any, url: str, **options: Any) -> None:
        self.url = url
        self.times: dict[str, list[float]] = defaultdict(list)
        self.faults: list[str] = []
        self.strokes = 0
        self.page = browser.new_page(**{"viewport": {"width": 1440, "height": 1000}, **options})
        self.page.set_default_timeout(PATIENCE_SECONDS * 1000)
        self.page.add_init_script(_CLOCK)
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def begin(self) -> None:
        """At the front door, as `hikiwake serve` opens it."""
        self.page.goto(self.url)
        self.strokes = 0

    def after(self, what: str, do: Callable[[], None], *ids: str) -> None:
        """Do something after which the script replaces the pieces `ids`; their time is kept under `what`."""
        self.page.evaluate("window.__clock.swaps = []")
        do()
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            swaps = dict(self.page.evaluate("window.__clock.swaps"))
            if all(id in swaps for id in ids):
                self.times[what].append(max(swaps[id] for id in ids))
                return
            trouble = self.page.evaluate(
                "document.getElementById('trouble')?.open ? document.getElementById('trouble-text').innerText : ''"
            )
            assert not trouble, trouble
            self.page.wait_for_timeout(5)
        raise AssertionError(f"{what}: {', '.join(ids)} did not come")

    def turning(self, what: str, do: Callable[[], None]) -> None:
        """Do something after which another page stands here."""
        with self.page.expect_event("load"):
            do()
        self.times[what].append(self.page.evaluate(_LOADED))

    def until(self, condition: str) -> None:
        """Wait until the script says so: pages let nobody wait within them."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            with suppress(PlaywrightTimeout):
                if self.page.evaluate(condition):
                    return
            assert time.monotonic() < end, condition
            self.page.wait_for_timeout(15)

    @property
    def opened(self) -> str:
        """The id of the entry whose panel is open."""
        return str(self.page.evaluate("document.getElementById('entry')?.dataset.entry ?? ''"))

    @abstractmethod
    def go(self, label: str) -> None:
        """To a page of the navigation."""

    @abstractmethod
    def press(self, selector: str) -> None:
        """A button, a link or a summary."""

    @abstractmethod
    def fill(self, selector: str, text: str) -> None:
        """Put `text` into a field."""

    @abstractmethod
    def send(self, field: str, button: str) -> None:
        """Send the form of the field that was filled last."""

    @abstractmethod
    def find(self, words: str) -> None:
        """Send words to the page's search."""

    @abstractmethod
    def open_row(self, row: str) -> None:
        """What a row of a list leads to."""

    @abstractmethod
    def open_entry(self, id: str) -> None:
        """An entry of the document that is shown."""

    @abstractmethod
    def move(self, field: str, steps: int) -> None:
        """A number of a trial, by hundredths."""

    @abstractmethod
    def keep(self) -> None:
        """What is tried in the field that was filled last."""

    @abstractmethod
    def row_button(self, row: str, key: str) -> None:
        """A button of a row of a list, by its key."""

    @abstractmethod
    def give(self, file: Path) -> None:
        """A file to the page of sources."""


class Mouse(Hand):
    """Everything by clicks and drags; only words are typed."""

    way = "mouse"

    def go(self, label: str) -> None:
        self.turning(f"to {label}", lambda: self.press(f"nav.pages a:text-is('{label}')"))

    def press(self, selector: str) -> None:
        self.strokes += 1
        self.page.locator(selector).first.click()

    def fill(self, selector: str, text: str) -> None:
        self.strokes += 1
        self.page.locator(selector).first.click(click_count=3)
        self.page.keyboard.type(text)

    def send(self, field: str, button: str) -> None:
        self.press(button)

    def find(self, words: str) -> None:
        self.fill("[data-search]", words)
        self.press("form[role=search]:has([data-search]) button")

    def open_row(self, row: str) -> None:
        self.press(f"{row} [data-open]")

    def open_entry(self, id: str) -> None:
        self.press(f".column a[data-stop='{id}']")

    def move(self, field: str, steps: int) -> None:
        slider = self.page.locator(f".dial:has([name='{field}']) .slider")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        now = float(slider.input_value())
        inside = box["width"] - 16  # the knob's middle runs from 8 to 8 pixels before the end
        self.strokes += 1
        self.page.mouse.move(box["x"] + 8 + inside * now, box["y"] + box["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 8 + inside * (now + steps / 100), box["y"] + box["height"] / 2, steps=3)
        self.page.mouse.up()

    def keep(self) -> None:
        self.press("#follows form.keep button")

    def row_button(self, row: str, key: str) -> None:
        self.press(f"{row} [data-key='{key}']")

    def give(self, file: Path) -> None:
        """Dropped on the page, as from a file manager."""
        box = self.page.locator("#drop").bounding_box()
        session = self.page.context.new_cdp_session(self.page)
        for kind in ("dragEnter", "dragOver", "drop"):
            data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
            at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + 20}
            session.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})
        self.strokes += 1


class Keys(Hand):
    """No mouse at all: the workbench's own keys, Tab, Enter and the arrows."""

    way = "keyboard"

    def key(self, *names: str) -> None:
        for name in names:
            self.strokes += 1
            self.page.keyboard.press(name)

    def go(self, label: str) -> None:
        letter = self.page.locator(f"nav.pages a:text-is('{label}')").get_attribute("data-go")
        self.leave()
        self.turning(f"to {label}", lambda: self.key("g", letter))

    def press(self, selector: str) -> None:
        own = self.page.locator(selector).first.get_attribute("data-key")
        if own and own != "Enter":
            self.leave()
            self.key(f"Shift+{own}" if own.isupper() else own)
        elif selector.endswith("summary"):
            self.to_row(selector)
            self.key("e")
        else:
            self.tab_to(selector)
            self.key("Enter")

    def fill(self, selector: str, text: str) -> None:
        own = self.page.locator(selector).first.get_attribute("data-key")
        if own:
            self.leave()
            self.key(own)
        else:
            if self.page.evaluate(
                "s => document.querySelector(s).matches('#trial *') && !document.activeElement.closest('#trial')", selector
            ):
                self.key("e")
            self.tab_to(selector)
        self.key("Control+A")
        self.page.keyboard.type(text)

    def send(self, field: str, button: str) -> None:
        self.key("Enter")

    def find(self, words: str) -> None:
        self.leave()
        self.key("/")
        self.page.keyboard.type(words)
        self.key("Enter")

    def open_row(self, row: str) -> None:
        self.to_row(row)
        self.key("Enter")

    def open_entry(self, id: str) -> None:
        while self.opened != id:
            before = self.opened
            self.key("j")
            self.until(f"(document.getElementById('entry')?.dataset.entry ?? '') !== '{before}'")

    def move(self, field: str, steps: int) -> None:
        self.tab_to(f"[name='{field}']")
        self.key(*[f"Arrow{'Up' if steps > 0 else 'Down'}"] * abs(steps))

    def keep(self) -> None:
        self.key("Control+Enter")

    def row_button(self, row: str, key: str) -> None:
        self.to_row(row)
        self.key(key)

    def give(self, file: Path) -> None:
        """Chosen in the browser's own dialogue."""
        self.tab_to("#files")
        with self.page.expect_file_chooser() as chooser:
            self.page.wait_for_timeout(200)  # the browser is told in the meantime that its dialogue is not to be shown
            self.key("Enter")
        chooser.value.set_files(str(file))
        self.tab_to("#drop button")
        self.key("Enter")

    def tab_to(self, selector: str) -> None:
        for _ in range(_MOST_TABS):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.key("Tab")
        raise AssertionError(f"{selector} cannot be reached by Tab")

    def to_row(self, row: str) -> None:
        self.leave()
        for _ in range(_MOST_TABS):
            if self.page.evaluate("s => document.activeElement.matches(s)", row):
                return
            self.key("j")
        raise AssertionError(f"{row} cannot be reached by j")

    def leave(self) -> None:
        """Out of a field, where letters are text; back, since what comes after a field is often the next one."""
        while self.page.evaluate(_TYPING):
            self.key("Shift+Tab")


HANDS: tuple[type[Hand], ...] = (Mouse, Keys)
