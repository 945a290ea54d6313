"""The page in a browser: what a reader sees, on paper too, and what a hostile text cannot do."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import barents
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.assessment.assess import assess
from hikiwake.brief import compose, to_html
from hikiwake.brief.full_text import pieces
from hikiwake.record.model import Actor, Contents, Phrase, Span

WIDTHS = (360, 768, 1440)
HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> \u202eevil\u202c"


@pytest.fixture(scope="module")
def page_html() -> str:
    result = assess(barents.case(), barents.contents())
    return to_html(compose(result), result)


@pytest.fixture(scope="module")
def hostile_html() -> str:
    contents = barents.contents()
    documents = tuple(replace(d, title=HOSTILE, publisher=HOSTILE, text=d.text + HOSTILE) for d in contents.documents)

    def renamed(actor: Actor) -> Actor:
        return replace(actor, name=HOSTILE, text=HOSTILE)

    events = tuple(
        replace(e, reports=tuple(replace(r, sources=tuple(map(renamed, r.sources))) for r in e.reports)) for e in contents.events
    )
    said = tuple(
        replace(s, statement=replace(s.statement, content=Phrase(HOSTILE, s.statement.content.spans)))
        for s in contents.statements
    )
    case = barents.case().model_copy(update={"title": HOSTILE, "question": HOSTILE, "analyst": HOSTILE})
    result = assess(case, Contents(documents, events, said, contents.formulas, contents.explanations))
    return to_html(compose(result), result)


@pytest.fixture
def browser(chromium):
    """The browser; what a test opens in it ends with the test."""
    others = set(chromium.contexts)
    yield chromium
    for context in set(chromium.contexts) - others:
        context.close()


def opened(browser, tmp_path, html, width=1440, **options):
    path = tmp_path / "brief.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.goto(path.as_uri())
    return page


_VOID = {"meta", "img", "br", "link", "input", "hr"}


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.ids += [v for k, v in attrs if k == "id"]
        self.links += [v for k, v in attrs if k == "href"]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


@pytest.mark.parametrize("which", ["page_html", "hostile_html"])
def test_the_page_is_well_formed_and_every_link_leads_to_a_place_in_it(which, request):
    parsed = _Balance()
    parsed.feed(request.getfixturevalue(which))
    assert not parsed.faults and not parsed.open
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids)
    assert not parsed.tags & {"script", "img", "link", "iframe", "object"}


def test_the_page_stays_under_two_megabytes(page_html):
    assert len(page_html.encode()) < 2_000_000


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8))
def test_overlapping_highlights_lose_no_word(text, places):
    spans = [Span(start, start + length) for start, length in places]
    cut = pieces(text, spans, "d1")
    assert "".join(p.text for p in cut) == text
    marked = "".join(("x" if p.depth else "-") * len(p.text) for p in cut)
    held = [s for s in spans if s.end <= len(text)]
    assert marked == "".join("x" if any(s.start <= i < s.end for s in held) else "-" for i in range(len(text)))


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways_and_no_two_texts_of_a_chart_overlap(browser, tmp_path, page_html, width):
    page = opened(browser, tmp_path, page_html, width)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    overlaps = page.evaluate(
        """() => {
          const bad = [];
          for (const svg of document.querySelectorAll('svg.chart')) {
            if (!svg.getClientRects().length) continue;
            const frame = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text')];
            const sizeOf = t => parseFloat(getComputedStyle(t).fontSize);
            const boxes = texts.map(t => [t.textContent, t.getBoundingClientRect(), sizeOf(t)]);
            for (const [words, r, size] of boxes) {
              if (size * frame.width / svg.viewBox.baseVal.width < 10.9) bad.push(['small', words]);
              if (r.left < frame.left - 1 || r.right > frame.right + 1) bad.push(['outside', words]);
            }
            for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
              const [a, b] = [boxes[i][1], boxes[j][1]];
              if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) bad.push([boxes[i][0], boxes[j][0]]);
            }
          }
          return bad;
        }"""
    )
    assert overlaps == []
    assert page.evaluate("[...document.querySelectorAll('svg.chart')].filter(s => s.getClientRects().length).length") == 5
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_contrast_is_enough(browser, tmp_path, page_html, scheme):
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    script = next(Path(axe.__path__[0]).rglob("axe.min.js"))
    # The page's own policy lets no script in, so axe goes into a copy without it.
    copy = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page_html).replace("<details", "<details open")
    page = opened(browser, tmp_path, copy, 768, color_scheme=scheme)
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate(
        """axe.run({resultTypes: ["violations"]}).then(r =>
          r.violations.filter(v => ["serious", "critical"].includes(v.impact)).map(v => [v.id, v.nodes[0].html]))"""
    )
    assert found == []
    page.close()


def test_a_hostile_headline_does_nothing_and_nothing_leaves_the_page(browser, tmp_path, hostile_html):
    page = opened(browser, tmp_path, hostile_html, 360)
    page.wait_for_timeout(200)
    assert page.title() != "owned"
    assert page.locator("script, img").count() == 0
    assert [url for url in page.requests if not url.startswith("file:")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_the_page_reads_without_javascript(browser, tmp_path, page_html):
    page = opened(browser, tmp_path, page_html, java_script_enabled=False)
    assert "almost no chance" in page.locator("#page-one").inner_text()
    page.locator("details.words summary").first.click()
    assert page.locator("details.words mark").first.is_visible()
    page.close()


def test_a_note_opens_the_words_in_the_full_text(browser, tmp_path, page_html):
    page = opened(browser, tmp_path, page_html)
    note = page.locator("#chronicle sup a.source").first
    place = note.get_attribute("href")
    note.click()
    assert page.locator(f"{place} + mark").is_visible()
    page.close()


def test_page_one_prints_on_exactly_one_page_and_no_chart_is_cut(browser, tmp_path, page_html):
    page = opened(browser, tmp_path, page_html)
    pdf = tmp_path / "brief.pdf"
    page.pdf(path=str(pdf), prefer_css_page_size=True, print_background=True)
    page.close()
    from pypdf import PdfReader

    texts = [" ".join(p.extract_text().split()) for p in PdfReader(pdf).pages]
    assert "Will Norway and Russia" in texts[0] and "term ends on" in texts[0]
    assert "Relations 2005" not in texts[0] and "Relations 2005" in texts[1]
    for first, last in (
        ("Worth to Russia, of 100", "Worth to Norway, of 100"),
        ("as of 1 Sep 2009", "Dmitry Medvedev President"),
    ):
        assert any(first in t and last in t for t in texts)
    assert any("We agree on most of the line" in t for t in texts)
    assert not any(
        "in the full text" in t or "The figures of this chart" in t for t in texts
    )  # what is folded stays out of print
