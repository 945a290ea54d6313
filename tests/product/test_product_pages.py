"""The packaged cases' pages in a real browser: the charts, the widths, the contrast, the paper."""

import re
from pathlib import Path
from typing import Any

import pytest

from conftest import FirstRun

OVERLAPS = """() => [...document.querySelectorAll("svg.chart")].filter(s => s.getBoundingClientRect().width).flatMap(chart => {
  const texts = [...chart.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
  return texts.flatMap(([one, a], i) => texts.slice(i + 1).filter(([, b]) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1).map(([other]) => one + " / " + other));
})"""
# Of everything on page one, headings and legend too; a note's raised figure is no word.
WORDS = """() => {
  const one = document.querySelector(".page-one").cloneNode(true);
  one.querySelectorAll("sup").forEach(note => note.remove());
  return one.textContent.trim().split(/\\s+/).filter(word => /[\\p{L}\\p{N}]/u.test(word)).length;
}"""
# Of long lists the first members: a template makes the others alike, and looking at each contrast takes half a minute.
FEWER = """() => {
  for (const list of document.querySelectorAll("ol, ul, tbody")) [...list.children].slice(15).forEach((e) => e.remove());
  [...document.querySelectorAll("details.fulltext")].slice(2).forEach((e) => e.remove());
}"""
SERIOUS = """axe.run({resultTypes: ["violations"]}).then(r =>
  r.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => [v.id, v.nodes[0].html]))"""


@pytest.fixture(params=["brief.html", "border.html"])
def page_path(request: pytest.FixtureRequest, first_run: FirstRun) -> Path:
    return Path(first_run.house.here / request.param)


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_label_lies_on_another_and_nothing_scrolls_sideways(chromium: Any, page_path: Path, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_path.as_uri())
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()


@pytest.mark.parametrize(("name", "scheme"), [("brief.html", "dark"), ("border.html", "light")])
def test_the_page_can_be_read_by_everyone(chromium: Any, first_run: FirstRun, tmp_path: Path, name: str, scheme: str) -> None:
    page_path = first_run.house.here / name
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    copy = tmp_path / "page.html"  # the page's own policy lets no script in, so axe goes into a copy without it
    copy.write_text(
        re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page_path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    page = chromium.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page.goto(copy.as_uri())
    if name == "brief.html":
        page.evaluate(FEWER)
    page.evaluate(next(Path(axe.__path__[0]).rglob("axe.min.js")).read_text(encoding="utf-8"))
    assert page.evaluate(SERIOUS) == []
    page.close()


def test_page_one_is_one_sheet_and_at_most_450_words(chromium: Any, page_path: Path) -> None:
    page = chromium.new_page()
    page.goto(page_path.as_uri())
    words = page.evaluate(WORDS)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 1000})  # the printable width of A4
    height = page.evaluate("document.querySelector('.page-one').getBoundingClientRect().height")
    assert 150 < words <= 450
    assert height < 975  # the printable height of A4, in CSS pixels
    page.close()
