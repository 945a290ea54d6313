"""Fifty readers beside one writer, all over HTTP: does any get an error, or see half a change?

    python benchmarks/workbench_readers.py [--readers 50] [--seconds 60] [--case packaged]

On a copy of the case. The writer corrects two entries of a document in one go and takes that back, and rates a publisher; the readers fetch pages
and their JSON at random. Torn is a page on which the two entries differ, an entry whose version or history is another reading's, a count
that is not the sum of its parts, or a publisher whose documents carry another letter than it does. Prints `errors 0, torn 0` and the waits.
"""

import argparse
import random
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx
from workbench import Workbench
from workbench_cases import NAMES, TITLES, cases, contents_of, copy, load, wrong_on_disk

from hikiwake.record.model import Event
from hikiwake.terms.grades import Grade

Check = Callable[[httpx.Response], str]


class Watched:
    """What the writer changes and the readers watch: two entries of one document with the same grade, a publisher with several documents."""

    def __init__(self, folder: Path) -> None:
        contents = contents_of(folder)
        self.first, self.second = _two(contents.events)
        self.document = self.first.best.document[:12]
        self.old = self.first.grade.value
        self.new = next(g.value for g in Grade if g is not self.first.grade)
        named = Counter(d.publisher for d in contents.documents if d.publisher)
        self.publisher = named.most_common(1)[0][0] if named else ""
        self.other_pages = [f"/documents/{d.id[:12]}" for d in contents.documents[:20]]

    def checks(self) -> dict[str, Check]:
        """Addresses with what must hold of each answer; it says what does not."""
        return {
            f"/documents/{self.document}.json": self._document,
            f"/documents/{self.document}": self._page,
            f"/entries/{self.first.id}.json": self._entry,
            f"/entries/{self.second.id}.json": self._entry,
            "/chronicle.json": self._chronicle,
            "/sources.json": self._sources,
        }

    def _document(self, answer: httpx.Response) -> str:
        grades = {e["grade"] for e in answer.json()["entries"] if e["id"] in (self.first.id, self.second.id)}
        return "" if len(grades) == 1 else f"the two are {grades}"

    def _page(self, answer: httpx.Response) -> str:
        found = {
            id: re.search(rf'<a class="[^"]*\bg-(\w+)[^>]*data-e="{id}[ "]', answer.text)
            for id in (self.first.id, self.second.id)
        }
        grades = {match[1] for match in found.values() if match}
        return "" if len(grades) == 1 else f"the two are {grades}"

    def _entry(self, answer: httpx.Response) -> str:
        twin = answer.json()
        holding = [c for c in twin["changes"] if not c["undone"] and c["what"] == "corrected"]
        due = self.new if holding else self.old
        now = twin["entry"]["grade"]
        if twin["version"] != twin["entry"]["version"]:
            return "its forms carry the version of another reading"
        return "" if now == due else f"{now}, its history says {due}"

    def _chronicle(self, answer: httpx.Response) -> str:
        twin = answer.json()
        (grades,) = [f for f in twin["facets"] if f["name"] == "grade"]
        total = sum(v["count"] for v in grades["values"])
        return "" if total == twin["found"] else f"{total} by grade of {twin['found']}"

    def _sources(self, answer: httpx.Response) -> str:
        twin = answer.json()
        (letter,) = [p["reliability"] for p in twin["publishers"] if p["name"] == self.publisher] or [""]
        borne = {d["reliability"] for d in twin["documents"] if d["publisher"] == self.publisher}
        return "" if borne <= {letter} else f"{self.publisher} is {letter}, its documents {borne}"


def _two(events: tuple[Event, ...]) -> tuple[Event, Event]:
    """Two events of one document and of one grade, whose words do not overlap."""
    return next(
        (a, b)
        for a in events
        for b in events
        if a.best.document == b.best.document and a.grade is b.grade and a.best.span.end < b.best.span.start
    )


def look(
    workbench: Workbench, watched: Watched, number: int, until: float, waits: list[float], faults: list[str], torn: list[str]
) -> None:
    chance = random.Random(number)
    checks: Mapping[str, Check] = watched.checks()
    pages = [
        "/brief",
        "/review",
        "/chronicle",
        "/actors",
        "/sources",
        "/formulas",
        "/hypotheses",
        "/history",
        "/why",
        "/formulas.json",
    ]
    paths = [*checks, *checks, *pages, *watched.other_pages]
    with workbench.client() as client:
        while time.monotonic() < until:
            path = chance.choice(paths)
            begun = time.perf_counter()
            try:
                answer = client.get(path)
                waits.append(time.perf_counter() - begun)
            except httpx.HTTPError as error:
                faults.append(f"{path}: {error!r}")
                continue
            if answer.status_code != 200:
                faults.append(f"{path}: {answer.status_code}")
            elif path in checks and (wrong := checks[path](answer)):
                torn.append(f"{path}: {wrong}")


def write(workbench: Workbench, watched: Watched, until: float, faults: list[str]) -> Counter[str]:
    """Correct, take back, rate; in the order in which one person would, each as soon as the last was answered and a little after."""
    done: Counter[str] = Counter()
    letter = ""
    with workbench.client() as client:

        def send(what: str, path: str, form: dict[str, Any]) -> None:
            try:
                answer = client.post(path, data=form)
            except httpx.HTTPError as error:
                faults.append(f"{what}: {error!r}")
                return
            if answer.status_code == 303:
                done[what] += 1
            else:
                faults.append(f"{what}: {answer.status_code}")

        while time.monotonic() < until:
            both = {"grade": watched.new, "also": watched.second.id}
            send("corrected", f"/entries/{watched.first.id}/correct", both)
            time.sleep(0.2)
            send("taken back", f"/entries/{watched.first.id}/undo", {})
            time.sleep(0.2)
            new = "ABCDEF"[done["rated"] % 6]
            send("rated", "/sources/publishers", {"name": watched.publisher, "reliability": new, "was": letter})
            letter = new
            time.sleep(0.2)
    return done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--case", default="packaged", choices=NAMES)
    asked = parser.parse_args()
    waits: list[float] = []
    faults: list[str] = []
    torn: list[str] = []
    with cases([asked.case]) as made, copy(made[asked.case]) as folder:
        watched, workbench = Watched(folder), Workbench(folder)
        with workbench.client() as client:
            client.get("/brief.json").raise_for_status()
        print(f"{TITLES[asked.case]}, {asked.readers} readers, {asked.seconds:.0f} s ({load()})", flush=True)
        until = time.monotonic() + asked.seconds
        threads = [
            threading.Thread(target=look, args=(workbench, watched, i, until, waits, faults, torn)) for i in range(asked.readers)
        ]
        for thread in threads:
            thread.start()
        done = write(workbench, watched, until, faults)
        for thread in threads:
            thread.join()
        memory = workbench.megabytes()
        workbench.end()
        faults += wrong_on_disk(folder)
    for line, count in Counter([*faults, *torn]).most_common(20):
        print(f"  {count} × {line}")
    late = quantiles(waits, n=100)[98]
    print(f"writes: {', '.join(f'{count} {what}' for what, count in done.items())}; memory of the server {memory:.0f} MB")
    print(
        f"tried {len(waits)} looks, errors {len(faults)}, torn {len(torn)}; a look took {median(waits):.2f} s, 99 of 100 under {late:.2f} s"
    )
    return int(bool(faults or torn))


if __name__ == "__main__":
    sys.exit(main())
