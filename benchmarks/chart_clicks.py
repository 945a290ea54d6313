"""How long a click takes on the pages of the chronicle, the formulas and the hypotheses, on a case of 10,000 events.

    python benchmarks/big_case.py DIR && python benchmarks/chart_clicks.py DIR

Each click is what the page's script asks for: the pieces of the page that change, over HTTP from a server of its own on loopback; every one asks for
something else, so that nothing is remembered. Prints milliseconds: median, 95th percentile, longest; the first look at a record, which
brings its reports together while a page says so, apart; and with Chromium at hand the same as seen on the page, from the click to the next picture.
"""

import argparse
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from hikiwake.web.app import build_app
from hikiwake.web.desk import Desk
from hikiwake.web.serving import bind, server
from hikiwake.web.trials import labels

CHROMIUM = "/usr/bin/chromium"
TO_THE_NEXT_PICTURE = """([selector, value]) => new Promise((done) => {
  const at = document.querySelector(selector);
  const start = performance.now();
  const seen = new MutationObserver(() => { seen.disconnect(); requestAnimationFrame(() => done(performance.now() - start)); });
  seen.observe(document.querySelector(".desk"), { subtree: true, childList: true });
  if (value === null) return at.click();
  at.value = value;
  at.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("case", type=Path, help="a folder that big_case.py made; it is looked at, not changed")
    parser.add_argument("--clicks", type=int, default=20)
    asked = parser.parse_args()
    desk, bound = Desk(asked.case), bind(0)
    running = server(build_app(desk))
    thread = threading.Thread(target=running.run, args=(list(bound.sockets),), daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{bound.port}"
    try:
        headers = {"sec-fetch-site": "same-origin", "accept": "text/html"}
        keys = list(labels(desk.look().case))
        with httpx.Client(base_url=address, headers=headers, timeout=120, cookies={"chart": "880"}) as client:
            over_http(client, keys, asked.clicks)
        on_the_page(address, keys, asked.clicks)
    finally:
        running.should_exit = True
        thread.join(5)
    return 0


def over_http(client: httpx.Client, keys: list[str], clicks: int) -> None:
    print(f"{'first answer, before the record is read':44} {timed(lambda: client.get('/chronicle')):7.0f} ms")
    print(f"{'until its reports are brought together':44} {timed(lambda: client.get('/chronicle.json')):7.0f} ms")
    years = [1950 + i for i in range(clicks)]
    pieces = {"x-swap": "chronicle aside"}
    told("chronicle, whole page", [timed(lambda y=y: client.get(f"/chronicle?from={y}")) for y in years])
    told(
        "another window, list and filters with it",
        [timed(lambda y=y: client.get(f"/chronicle?to={y}", headers=pieces)) for y in years],
    )
    told(
        "the chart while the wheel turns",
        [timed(lambda y=y: client.get(f"/chronicle?from={y}", headers={"x-swap": "drawn"})) for y in years],
    )
    told("the map", [timed(lambda y=y: client.get(f"/chronicle?show=map&to={y}", headers=pieces)) for y in years])
    words = ["river", "bridge", "treaty", "aldana", "envoy", "fishing", "protest", "quito", "customs", "pipeline"]
    told("search", [timed(lambda w=w: client.get(f"/chronicle?q={w}", headers=pieces)) for w in words])
    pages = (
        ("a minimum moves the settlement space", "/formulas", ".reservation", "space standings follows"),
        ("a likelihood moves the posterior", "/hypotheses", ".likelihood.", "weighed follows matrix"),
    )
    for what, path, kind, swapped in pages:
        key = next(key for key in keys if kind in key)
        tries = [f"{path}?set={key}:0.{n}&w=640" for n in range(30, 30 + clicks)]
        told(what, [timed(lambda one=one, swapped=swapped: client.get(one, headers={"x-swap": swapped})) for one in tries])


def on_the_page(address: str, keys: list[str], clicks: int) -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("playwright is not installed, so nothing was measured as seen")
        return
    if not Path(CHROMIUM).exists():
        print(f"{CHROMIUM} is missing, so nothing was measured as seen")
        return
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(120_000)

        def seen(selector: str, value: str | None) -> float:
            found: float = page.evaluate(TO_THE_NEXT_PICTURE, [selector, value])
            page.wait_for_timeout(200)
            return found

        told("as seen: chronicle, whole page", [timed(lambda: page.goto(f"{address}/chronicle")) for _ in range(5)])
        page.goto(f"{address}/chronicle?from=1960&to=1980")
        told("as seen: closer, wider, earlier, later", [seen(f".step:nth-child({1 + i % 4})", None) for i in range(clicks)])
        told("as seen: a filter", [seen(".facet a", None) for _ in range(clicks)])
        page.goto(f"{address}/formulas")
        minimum = next(key for key in keys if key.endswith(".reservation"))
        told("as seen: a minimum, 60 ms of it waiting", [seen(f'[name="{minimum}"]', f"0.{30 + i}") for i in range(clicks)])
        page.goto(f"{address}/hypotheses")
        likelihood = next(key for key in keys if ".likelihood." in key)
        told("as seen: a likelihood, 60 ms of it waiting", [seen(f'[name="{likelihood}"]', f"0.{30 + i}") for i in range(clicks)])
        browser.close()


def timed(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    answer = do()
    taken = (time.perf_counter() - start) * 1000
    if isinstance(answer, httpx.Response):
        answer.raise_for_status()
    return taken


def told(what: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    late = ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]
    print(f"{what:44} {statistics.median(taken):7.0f} ms, 95 % within {late:.0f}, longest {ordered[-1]:.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
