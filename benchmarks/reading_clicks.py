"""How long a click takes on the pages of documents, entries, review and actors, on a case of 10,000 events.

    python benchmarks/big_case.py DIR && python benchmarks/reading_clicks.py DIR

Each click is what the page's script asks for: the pieces of the page that change, over HTTP from a server of its own on loopback. A second look and
what follows a change are timed apart. Prints milliseconds: median, 95th percentile, longest.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from hikiwake.web.app import build_app
from hikiwake.web.desk import Desk
from hikiwake.web.serving import bind, server


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("case", type=Path, help="a folder that big_case.py made; it is copied, not changed")
    parser.add_argument("--clicks", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(asked.case, Path(scratch) / "case"))
        bound = bind(0)
        running = server(build_app(Desk(folder)))
        thread = threading.Thread(target=running.run, args=(list(bound.sockets),), daemon=True)
        thread.start()
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{bound.port}",
                headers={"sec-fetch-site": "same-origin", "accept": "text/html"},
                timeout=120,
            ) as client:
                measure(client, asked.clicks)
        finally:
            running.should_exit = True
            thread.join(5)
    return 0


def measure(client: httpx.Client, clicks: int) -> None:
    """Time every kind of click and print a line for each."""
    first = timed(lambda: client.get("/sources.json"))
    documents = [d["id"][:12] for d in client.get("/sources.json").json()["documents"]]
    print(f"{'first look at the record':40} {first:7.0f} ms")
    entries = {d: [e["id"] for e in client.get(f"/documents/{d}.json").json()["entries"]] for d in documents[10 : 10 + clicks]}
    entries = {d: ids for d, ids in entries.items() if len(ids) > 2}
    pieces = {"x-swap": "text tools aside"}
    told("a document, whole page", [timed(lambda d=d: client.get(f"/documents/{d}")) for d in entries])
    told(
        "a highlight: the panel beside the text",
        [
            timed(lambda d=d, i=ids[0]: client.get(f"/documents/{d}?entry={i}", headers={"x-swap": "aside"}))
            for d, ids in entries.items()
        ],
    )
    told(
        "accept and go on to the next",
        [timed(lambda d=d, i=ids: accept(client, d, i[0], i[1], pieces)) for d, ids in entries.items()],
    )
    told(
        "regrade",
        [
            timed(
                lambda d=d, i=ids[1]: client.post(
                    f"/entries/{i}/correct",
                    data={"grade": "reported", "to": f"/documents/{d}?entry={i}"},
                    headers=pieces,
                    follow_redirects=True,
                )
            )
            for d, ids in entries.items()
        ],
    )
    told(
        "take back",
        [
            timed(
                lambda d=d: client.post(
                    "/undo", data={"here": f"/documents/{d}"}, headers={"x-swap": "main aside"}, follow_redirects=True
                )
            )
            for d in entries
        ],
    )
    told(
        "another kind of highlight",
        [timed(lambda d=d: client.get(f"/documents/{d}?show=event,statement,date,actor", headers=pieces)) for d in entries],
    )
    print(f"{'the queue, first answer':40} {timed(lambda: client.get('/review')):7.0f} ms")
    print(f"{'the queue, worked out for the first time':40} {timed(lambda: client.get('/review?fresh=1')):7.0f} ms")
    told("the queue again", [timed(lambda: client.get("/review")) for _ in range(clicks)])
    told("accept in the queue", [timed(lambda: accept_first(client)) for _ in range(clicks)])
    print(f"{'actors, for the first time':40} {timed(lambda: client.get('/actors')):7.0f} ms")
    told("actors again", [timed(lambda: client.get("/actors?first=50")) for _ in range(clicks)])


def accept(client: httpx.Client, document: str, id: str, next: str, pieces: dict[str, str]) -> None:
    answer = client.post(
        f"/entries/{id}/accept", data={"to": f"/documents/{document}?entry={next}"}, headers=pieces, follow_redirects=True
    )
    assert answer.status_code == 200 and f'data-entry="{next}"' in answer.text


def accept_first(client: httpx.Client) -> None:
    """Accept what stands first in the queue as it is shown."""
    page = client.get("/review").text if not _first else _first.pop()
    item = page.split('class="item"')[1]
    action = item.split('action="')[1].split('"')[0]
    fields = {name: item.split(f'name="{name}" value="')[1].split('"')[0] for name in ("version", "also", "to")}
    answer = client.post(action, data=fields, headers={"x-swap": "queue aside"}, follow_redirects=True)
    assert answer.status_code == 200, answer.text[:400]
    _first.append(answer.text)


_first: list[str] = []


def timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def told(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(
        f"{what:40} {statistics.median(ordered):7.0f} ms  {ordered[int(0.95 * (len(ordered) - 1))]:7.0f}  {ordered[-1]:7.0f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
