"""Every page of the workbench as it looks to axe, to a narrow window and to the policy against foreign script.

    python benchmarks/workbench_pages.py [--cases packaged 10000]

On copies of the packaged case and of one of 10,000 events, each page in light and dark at 1440 pixels and in light at 360: what axe finds serious or
critical, what breaks the content security policy or throws, and whether the page is wider than the window at 360, 768 and 1440 pixels.
Prints a line a page and the sums.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import axe_core_python
import httpx
from workbench import Workbench
from workbench_cases import NAMES, TITLES, cases, chromium, contents_of, copy, load
from workbench_hands import Mouse

from hikiwake.case.loading import load as load_case
from hikiwake.record.merging import merged

WIDTHS = (360, 768, 1440)
LOOKS = (("light", 1440), ("dark", 1440), ("light", 360), ("dark", 360))
AXE = next(Path(axe_core_python.__path__[0]).rglob("axe.min.js")).read_text(encoding="utf-8")
FINDINGS = "axe.run().then(r => r.violations.map(v => [v.impact, v.id, v.nodes.length, v.nodes[0].html.slice(0, 200)]))"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
STILL = "!document.querySelector('[data-poll]') && !document.querySelector('.busy')"


def addresses(folder: Path, url: str) -> Iterator[str]:
    """Every page, with each thing that can be open beside it."""
    case, contents = load_case(folder), contents_of(folder)
    event = next(e for e in merged(contents).events if len(e.own_entries) > 1)
    said = next(s for s in contents.statements if s.statement.speaker)
    document, longest = event.best.document[:12], max(contents.documents, key=lambda d: len(d.text)).id[:12]
    issue, piece = case.issues[0].id, next(e for e in case.evidence if e.likelihood).id
    weight = f"issues.{issue}.weight.{case.sides[0].id}:0.3"
    likelihood = f"evidence.{piece}.likelihood.{case.hypotheses[0].id}:0.2"
    httpx.get(f"{url}/brief.json", timeout=300).raise_for_status()  # until it is composed the page has no sentences
    key = httpx.get(f"{url}/brief", headers={"accept": "text/html"}).text.split('class="s" data-key="')[1].split('"')[0]
    name = next(s.statement.speaker.name for s in contents.statements if s.statement.speaker)
    number = f"weighing.{case.hypotheses[0].id}.posterior"
    yield from ("/brief", f"/brief?at={quote(key)}", "/review", "/chronicle", "/chronicle?show=table", "/chronicle?show=map")
    yield from (
        "/actors",
        f"/actors?name={quote(name)}",
        "/sources",
        f"/sources?mend={document}",
        "/formulas",
        f"/formulas?set={weight}",
    )
    yield from (
        "/hypotheses",
        f"/hypotheses?set={likelihood}",
        "/hypotheses?show=decibans",
        "/propose",
        "/history",
        "/why",
        f"/why/{number}",
    )
    yield from (
        f"/documents/{longest}",
        f"/documents/{document}?entry={event.id}",
        f"/documents/{document}?entry={event.id}&merge=1",
    )
    yield from (
        f"/documents/{said.statement.document[:12]}?entry={said.id}",
        f"/documents/{document}?add=0-20",
        f"/documents/{document}?q=the",
    )
    yield from (f"/entries/{event.id}", f"/entries/{said.id}", f"/review?open={event.id}", "/nothing/here")


def examined(hand: Mouse, url: str, path: str) -> Counter[str]:
    """What is wrong with one page: kinds and how often."""
    page, found = hand.page, Counter[str]()
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 1000})
        page.goto(url + path)
        hand.until(STILL)
        page.evaluate(AXE)
        for impact, id, count, html in page.evaluate(FINDINGS):
            found[impact or "unrated"] += count
            print(f"    {impact} {id} {count} ({scheme}, {width}) {html}", flush=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        if (more := page.evaluate(WIDER)) > 0:
            found["wider"] += 1
            print(f"    {more} pixels wider than {width}")
    for fault in hand.faults:
        if "Failed to load resource" not in fault:  # the page that is not there is not there
            found["faults"] += 1
            print(f"    {fault}")
    hand.faults.clear()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", nargs="+", default=NAMES, choices=NAMES)
    asked = parser.parse_args()
    total: Counter[str] = Counter()
    pages = 0
    with cases(asked.cases) as made, chromium() as browser:
        for name, folder in made.items():
            print(f"{TITLES[name]} ({load()})", flush=True)
            with copy(folder) as work:
                workbench = Workbench(work)
                try:
                    hand = Mouse(browser, workbench.url)
                    for path in addresses(work, workbench.url):
                        found = examined(hand, workbench.url, path)
                        total += found
                        pages += 1
                        print(f"  {path:70} {', '.join(f'{n} {kind}' for kind, n in found.items()) or 'clean'}", flush=True)
                    hand.page.close()
                finally:
                    workbench.end()
    bad = total["serious"] + total["critical"]
    print(
        f"{pages} pages in {len(LOOKS)} looks: axe serious or critical {bad}, moderate or minor {total['moderate'] + total['minor']}; "
        f"policy or script {total['faults']}; wider than {', '.join(map(str, WIDTHS))}: {total['wider']}"
    )
    return int(bool(bad + total["faults"] + total["wider"]))


if __name__ == "__main__":
    sys.exit(main())
