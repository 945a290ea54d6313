"""Is anything lost in a batch? `read --jsonl` killed at random moments, fed with damaged lines, and counted.

    python benchmarks/reliability_batch.py [--kills 20] [--documents 40000]

Every kill (SIGKILL, the workers with it) is followed by the same command, which is killed again now and then; what it ends with must be the bytes of
an undisturbed run. `--documents`: so many short ones, each with words that no other has, to see whether memory grows (resident MB of the largest
process, at each quarter). Needs /proc.
"""

import argparse
import json
import os
import random
import signal
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]
GOOD = "Norway and Sweden held talks in Oslo on 3 May 2016. Sweden said that it was content."
LONG = 50_000_000  # characters


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=40_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        differing = kills(Path(folder), asked.kills)
        wrong = damaged(Path(folder))
        grown = memory(Path(folder), asked.documents)
    return int(bool(differing or wrong or grown))


def kills(folder: Path, times: int, documents: int = 2000) -> int:
    source, calm, target = folder / "in.jsonl", folder / "calm", folder / "out"
    source.write_text(
        "".join(json.dumps({"id": n, "text": f"{GOOD} Number {n}."}) + "\n" for n in range(documents)), encoding="utf-8"
    )
    started = time.perf_counter()
    _start(source, calm).wait()
    whole = time.perf_counter() - started
    chance = random.Random(0)
    differing = kept = 0
    for _ in range(times):
        process = _start(source, target)
        time.sleep(whole * chance.uniform(0.2, 1.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        kept += _done(folder / "out.part.log") > 0
        if chance.random() < 0.4:
            continue  # killed again before it was done
        last = _start(source, target)
        last.communicate()
        differing += target.read_bytes() != calm.read_bytes()
        target.unlink()
    _start(source, target).wait()
    differing += target.read_bytes() != calm.read_bytes()
    print(f"tried {times} kills of a batch, {kept} left something to go on with, outputs differing {differing}", flush=True)
    return differing


def damaged(folder: Path) -> int:
    """Lines as they come from elsewhere: each must have its answer, and every good one beside them must be read."""
    good = json.dumps({"id": "good", "text": GOOD}).encode()
    lines = {
        "one word of 50 MB": json.dumps({"id": "x", "text": "a" * LONG}).encode(),
        "50 MB that are no JSON": b"a" * LONG,
        "a null byte in the line": b'{"id": "x", "text": "a\x00b"}',
        "a null byte in the text": b'{"id": "x", "text": "Norway\\u0000 met Sweden."}',
        "the same id again": good,
        "half a line": good[:40],
        "a byte-order mark in the middle": b"\xef\xbb\xbf" + good,
    }
    wrong = 0
    for name, line in lines.items():
        source, target = folder / "bad.jsonl", folder / "bad.out"
        source.write_bytes(b"\xef\xbb\xbf" + good + b"\r\n\r\n" + line + b"\n" + good)
        started = time.perf_counter()
        process = _start(source, target)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _largest(process.pid))
            time.sleep(0.05)
        found = [json.loads(row) for row in target.read_bytes().splitlines()] if target.exists() else []
        right = len(found) == 3 and all(found[i]["error"] is None and found[i]["events"] for i in (0, 2))
        wrong += not right
        answer = found[1]["error"] or "read" if right else "WRONG"
        print(f"{name}: {answer[:60]} ({time.perf_counter() - started:.0f} s, {peak:.0f} MB)", flush=True)
    source.write_bytes(b"")
    _start(source, target).wait()
    wrong += target.read_bytes() != b""
    print(f"tried {len(lines) + 1} kinds of damaged input, wrong {wrong}", flush=True)
    return wrong


def memory(folder: Path, documents: int) -> bool:
    """Whether the largest process grows by more than a fifth over the last three quarters."""
    source, target = folder / "many.jsonl", folder / "many.out"
    chance = random.Random(0)

    def new() -> str:
        return "".join(chance.choices(string.ascii_lowercase, k=9))

    with source.open("w", encoding="utf-8") as file:
        for number in range(documents):
            text = f"{new().title()} met {new().title()} of Norway. The {new()} was {new()}."
            file.write(json.dumps({"id": number, "text": text}) + "\n")
    process = _start(source, target)
    log = folder / "many.out.part.log"
    seen: list[float] = []
    while process.poll() is None:
        if _done(log) >= documents * (len(seen) + 1) / 4 - 500:
            seen.append(_largest(process.pid))
        time.sleep(0.1)
    rows = sum(1 for _ in target.open("rb"))
    print(f"{rows} of {documents} documents read; largest process at each quarter: {', '.join(f'{s:.0f}' for s in seen)} MB")
    return rows != documents or max(seen) > 1.2 * seen[0]


def _start(source: Path, target: Path) -> "subprocess.Popen[str]":
    command = [*COMMAND, "read", "--jsonl", str(source), "--out", str(target)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)


def _done(log: Path) -> int:
    try:
        last: dict[str, Any] = json.loads(log.read_bytes()[-500:].splitlines()[-1])
    except (OSError, ValueError, IndexError):
        return 0
    return int(last.get("counts", {}).get("documents", 0))


def _largest(parent: int) -> float:
    """Resident MB of the largest of the process and its children."""
    largest = 0.0
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        children = []
    for pid in (str(parent), *children):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            continue
        largest = max(largest, *(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)
    return largest


if __name__ == "__main__":
    sys.exit(main())
