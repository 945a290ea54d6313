"""The workbench under load: a thousand idle connections, a gigabyte uploaded.

    python benchmarks/workbench.py [CASE] [--connections 1000] [--only uploads]

CASE is copied first. Each part prints one line with its counts.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import httpx

from hikiwake.case.finding import data_folder, locate

COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()", "serve", "--json", "--no-open", "--port", "0"]
# An installed program has its bytecode: one that is compiled anew at every start is nobody's.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
PAGES = ("/brief", "/sources", "/chronicle", "/why", "/history", "/propose", "/sources.json")


class Workbench:
    """A running `hikiwake serve` of a copy of the case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen([*COMMAND, str(folder)], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", nargs="?", default="ecuador-peru")
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--only", nargs="*", choices=("connections", "uploads"))
    asked = parser.parse_args()
    parts = {
        "connections": lambda folder: connections(folder, asked.connections),
        "uploads": uploads,
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
