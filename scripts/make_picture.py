"""Make the README's picture from a brief: an entry of the chronicle, opened, and the words in its source that it rests on.

    python scripts/make_picture.py brief.html "words of the entry" docs/brief.png

Needs Chromium and Playwright (a test tool).
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


def main(page_path: Path, words: str, target: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1000, "height": 900}, device_scale_factor=2)
        page.goto(page_path.resolve().as_uri())
        entry = page.locator("#chronicle li", has_text=words).first
        entry.locator("details").first.evaluate("d => d.open = true")
        entry.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
