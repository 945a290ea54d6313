"""The workbench under load and under blows: readers beside a writer, idle connections, large uploads, kills in the middle of an edit.

    python benchmarks/workbench.py [CASE] [--seconds 60] [--readers 50] [--connections 1000] [--kills 50] [--only readers …]

CASE is copied first. Each part prints one line with its counts.
"""

import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import httpx

from hikiwake.case.finding import data_folder, locate
from hikiwake.record.store import Record

COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()", "serve", "--json", "--no-open", "--port", "0"]
PAGES = ("/brief", "/sources", "/chronicle", "/why", "/history", "/propose", "/sources.json")


class Workbench:
    """A running `hikiwake serve` of a copy of the case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen([*COMMAND, str(folder)], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        told = json.loads(self.process.stdout.readline())
        self.url, self.port = told["url"].rstrip("/"), int(told["port"])

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers={"origin": self.url, "accept": "text/html"}, timeout=60)

    def megabytes(self) -> float:
        """Resident memory of the server."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000

    def end(self, blow: signal.Signals = signal.SIGINT) -> None:
        self.process.send_signal(blow)
        self.process.wait(10)


def readers(folder: Path, count: int, seconds: float) -> int:
    """Readers of every page beside one writer: errors, and how long the readers waited."""
    workbench = Workbench(folder)
    until = time.monotonic() + seconds
    faults: list[str] = []
    waits: list[float] = []

    def look(number: int) -> None:
        pages = random.Random(number)
        with workbench.client() as client:
            while time.monotonic() < until:
                path = pages.choice(PAGES)
                begun = time.perf_counter()
                try:
                    answer = client.get(path)
                except httpx.HTTPError as error:
                    faults.append(f"{path}: {error!r}")
                    continue
                waits.append(time.perf_counter() - begun)
                if answer.status_code != 200:
                    faults.append(f"{path}: {answer.status_code}")

    threads = [threading.Thread(target=look, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    writes = 0
    with workbench.client() as client:
        (document, *_) = client.get("/sources.json").json()["documents"]
        while time.monotonic() < until:
            answer = client.post(f"/sources/{document['id'][:12]}/note", data={"text": f"note {writes}"})
            writes += answer.status_code == 303
            if answer.status_code != 303:
                faults.append(f"write: {answer.status_code}")
            time.sleep(0.2)
    for thread in threads:
        thread.join()
    workbench.end()
    with Record.open(folder / "record.sqlite") as record:
        kept = len(record.contents().notes[document["id"]])
    print(
        f"tried {len(waits)} looks of {count} readers beside {writes} writes in {seconds:.0f} s, errors {len(faults)}, writes lost {writes - kept}; "
        f"a look took {median(waits):.2f} s, 99 of 100 under {quantiles(waits, n=100)[98]:.2f} s"
    )
    return len(faults) + writes - kept


def connections(folder: Path, count: int) -> int:
    """Clients that connect and say little; another client must still be answered."""
    workbench = Workbench(folder)
    with workbench.client() as client:
        client.get("/sources")
    idle = []
    for i in range(count):
        one = socket.create_connection(("127.0.0.1", workbench.port), timeout=10)
        one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "[: i % 36])
        idle.append(one)
    waits = []
    for _ in range(100):
        begun = time.perf_counter()
        with workbench.client() as client:
            lost = client.get("/sources").status_code != 200
        waits.append(time.perf_counter() - begun)
    time.sleep(11)
    held = 0
    for one in idle:
        one.settimeout(0.1)
        try:
            held += one.recv(100) != b""
        except TimeoutError:
            held += 1
        except OSError:
            pass
        one.close()
    workbench.end()
    print(
        f"tried {count} idle connections, held {held} after 11 s; another client: 99 of 100 under {quantiles(waits, n=100)[98]:.2f} s"
    )
    return held + lost


def uploads(folder: Path) -> int:
    """A gigabyte is refused, 95 MB are taken in, and neither is held in memory."""
    workbench = Workbench(folder)

    def body(megabytes: int) -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="large.txt"\r\n\r\n'
        for _ in range(megabytes):
            yield b"\0" * 1_000_000
        yield b"\r\n--x--\r\n"

    kind = {"content-type": "multipart/form-data; boundary=x"}
    with workbench.client() as client:
        client.get("/sources")
        before = workbench.megabytes()
        taken = client.post("/sources/upload", content=body(95), headers=kind).status_code
        while any(item["state"] != "done" for item in client.get("/sources.json").json()["inbox"]):
            time.sleep(0.2)
        after = workbench.megabytes()
    try:
        with workbench.client() as client:
            refused = client.post("/sources/upload", content=body(1000), headers=kind).status_code
    except httpx.HTTPError:
        refused = 413  # it hung up while we were still sending
    grown = workbench.megabytes() - before
    workbench.end()
    print(f"95 MB: {taken}, memory {after - before:+.0f} MB; 1 GB: {refused}, memory {grown:+.0f} MB of {before:.0f}")
    return int(taken != 303 or refused != 413 or grown > 60)


def kills(folder: Path, count: int) -> int:
    """Killed while edits of record and case file come in: what was answered is there, and both are whole."""
    chance = random.Random(0)
    lost = torn = told = 0
    for number in range(count):
        workbench = Workbench(folder)
        done: list[str] = []
        rated: list[str] = []
        with workbench.client() as client:
            id = client.get("/sources.json").json()["documents"][0]["id"]
            letter = "".join(p["reliability"] for p in client.get("/sources.json").json()["publishers"] if p["name"] == "Blow")
        killer = threading.Timer(chance.uniform(0.05, 0.6), workbench.process.send_signal, (signal.SIGKILL,))
        killer.start()
        try:
            with workbench.client() as client:
                for i in range(10_000):
                    note = f"{number}/{i}"
                    if client.post(f"/sources/{id[:12]}/note", data={"text": note}).status_code == 303:
                        done.append(note)
                    new = "ABCDEF"[i % 6]
                    form = {"name": "Blow", "reliability": new, "was": letter}
                    if client.post("/sources/publishers", data=form).status_code == 303:
                        letter = new
                        rated.append(new)
        except httpx.HTTPError:
            pass
        workbench.process.wait(10)
        with Record.open(folder / "record.sqlite") as record:
            torn += bool(record.problems())
            notes = {note.text for note in record.contents().notes.get(id, ())}
        stated = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8")).get("publishers", [])
        lost += len(set(done) - notes)
        if rated:  # the last one answered, or the one that was under way
            last = next(p["reliability"] for p in stated if p["name"] == "Blow")
            lost += last not in (rated[-1], "ABCDEF"["ABCDEF".index(rated[-1]) + 1 - 6])
        told += len(done) + len(rated)
    print(f"tried {count} kills in the middle of {told} edits, lost {lost}, records damaged {torn}")
    return lost + torn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", nargs="?", default="ecuador-peru")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--only", nargs="*", choices=("readers", "connections", "uploads", "kills"))
    asked = parser.parse_args()
    parts = {
        "readers": lambda folder: readers(folder, asked.readers, asked.seconds),
        "connections": lambda folder: connections(folder, asked.connections),
        "uploads": uploads,
        "kills": lambda folder: kills(folder, asked.kills),
    }
    lost = 0
    for name in asked.only or parts:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(shutil.copytree(locate(asked.case, data_folder()), Path(place) / "case"))
            if not (folder / "record.sqlite").exists():
                subprocess.run([*COMMAND[:3], "read", str(folder)], check=True, env=os.environ, capture_output=True)
            lost += parts[name](folder)
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
