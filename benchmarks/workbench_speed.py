"""How long the workbench takes: from its start to the first page, each page, each click of the journeys, and a what-if.

    python benchmarks/workbench_speed.py [--cases packaged 10000] [--rounds 5]

Medians of so many rounds, in milliseconds, on the packaged case and on one of 10,000 events; the limits are 1000 to the first page, 200 for a click,
100 for a what-if. A page is cold when a workbench that has just started is asked for it for the first time, in the order of the navigation, and
warm the second time: `server` is from the request to the first byte of the answer, `seen` until the browser has loaded it. A click takes from
the event to the picture after the piece of the page was replaced. Prints a table a case in Markdown, and the load of the machine.
"""

import argparse
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

from workbench import Workbench
from workbench_cases import NAMES, TITLES, cases, chromium, contents_of, copy, load
from workbench_hands import Mouse
from workbench_journeys import JOURNEYS, Session

from hikiwake.case.loading import load as load_case

LIMITS = {"first page": 1000, "page": 1000, "click": 200, "what-if": 100}
SENT = ("a file is taken in", "export Word")  # files in and out, which are no clicks on a page
TIMES = """(n => [n.responseStart - n.requestStart, n.loadEventEnd - n.startTime])(performance.getEntriesByType('navigation').at(-1))"""
TRIED = {"x-swap": "space standings follows", "accept": "text/html"}
Row = tuple[str, str, float | None, float]  # kind, what, server, seen


def first_pages(folder: Path, rounds: int) -> list[Row]:
    """From the command to the end of the front door's answer (the process, the case, the record, the page), and to the whole brief.

    Where the brief takes longer than the front door waits for it, the first page says that it is being composed. One start before those that
    are measured leaves the bytecode there.
    """
    taken, whole = [], []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        workbench = Workbench(folder)
        with workbench.client() as client:
            answer = client.get("/", follow_redirects=True).raise_for_status()
            taken.append(1000 * (time.perf_counter() - begun))
            while 'id="page-one"' not in answer.text:
                time.sleep(0.05)
                answer = client.get("/brief").raise_for_status()
        whole.append(1000 * (time.perf_counter() - begun))
        workbench.end()
    return [
        ("first page", "start of the command to the first page", None, median(taken[1:])),
        ("", "start of the command to the whole brief", None, median(whole[1:])),
    ]


def pages(folder: Path, browser: Any, rounds: int) -> list[Row]:
    """Every page cold and warm."""
    event, document = contents_of(folder).events[0], ""
    document = event.best.document[:12]
    key = f"weighing.{load_case(folder).hypotheses[0].id}.posterior"
    paths = [
        "/brief",
        "/review",
        "/chronicle",
        "/relations",
        "/actors",
        "/sources",
        "/formulas",
        "/hypotheses",
        "/propose",
        "/history",
    ]
    paths += [f"/documents/{document}", f"/documents/{document}?entry={event.id}", f"/entries/{event.id}", f"/why/{key}"]
    taken: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for _ in range(rounds):
        workbench = Workbench(folder)
        hand = Mouse(browser, workbench.url)
        for turn in ("cold", "warm"):
            for path in paths:
                hand.page.goto(workbench.url + path)
                taken[path, turn].append(tuple(hand.page.evaluate(TIMES)))
                if path == "/brief":
                    hand.until("!!document.getElementById('page-one')")  # where it comes by itself
        hand.page.close()
        workbench.end()
    named = {path: path.replace(document, "ID").replace(event.id, "ID").replace(key, "NUMBER") for path in paths}
    return [
        ("page", f"{named[path]}, {turn}", median(s for s, _ in both), median(seen for _, seen in both))
        for (path, turn), both in taken.items()
    ]


def clicks(folder: Path, browser: Any, rounds: int) -> list[Row]:
    """Every click of the journeys by mouse, each round on other entries and numbers."""
    with copy(folder) as work:
        workbench = Workbench(work)
        hand = Mouse(browser, workbench.url)
        at = Session(hand, work, workbench)
        for at.n in range(rounds):
            for journey in JOURNEYS:
                hand.begin()
                journey(at)
        hand.page.close()
        workbench.end()
    return [("sent" if what in SENT else "click", what, None, median(taken)) for what, taken in hand.times.items()]


def what_ifs(folder: Path, rounds: int) -> list[Row]:
    """A weight, a value and a minimum of the settlement space moved: the pieces of the page that follow, over HTTP; none asked twice."""
    case, workbench = load_case(folder), Workbench(folder)
    issue, side = case.issues[0].id, case.sides[0].id
    keys = {
        "weight": f"issues.{issue}.weight.{side}",
        "minimum": f"parties.{side}.reservation",
        "value": f"issues.{issue}.value.{side}.0",
    }
    rows: list[Row] = []
    with workbench.client() as client:
        client.get("/formulas").raise_for_status()
        for name, key in keys.items():
            taken = []
            for i in range(rounds + 1):
                begun = time.perf_counter()
                client.get("/formulas", params={"set": f"{key}:0.{30 + i}", "w": "640"}, headers=TRIED).raise_for_status()
                taken.append(1000 * (time.perf_counter() - begun))
            rows.append(("what-if", f"another {name} on the page of formulas", median(taken[1:]), median(taken[1:])))
    workbench.end()
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", nargs="+", default=NAMES, choices=NAMES)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    over = total = 0
    with cases(asked.cases) as made, chromium() as browser:
        for name, folder in made.items():
            print(
                f"\n{TITLES[name]}, medians of {asked.rounds}, {load()} before\n\n| what | server | seen | limit | |\n|---|--:|--:|--:|---|",
                flush=True,
            )
            parts = (
                lambda folder=folder: first_pages(folder, asked.rounds),
                lambda folder=folder: what_ifs(folder, asked.rounds),
                lambda folder=folder: pages(folder, browser, asked.rounds),
                lambda folder=folder: clicks(folder, browser, asked.rounds),
            )
            for part in parts:
                for kind, what, server, seen in part():
                    limit = LIMITS.get(kind)
                    is_over = limit is not None and seen > limit
                    total, over = total + (limit is not None), over + is_over
                    told = f"{server:.0f}" if server is not None else ""
                    print(f"| {what} | {told} | {seen:.0f} | {limit or ''} | {'over' if is_over else ''} |", flush=True)
            print(f"\n{load()} after", flush=True)
    print(f"\n{over} of {total} over their limit")
    return 0


if __name__ == "__main__":
    sys.exit(main())
