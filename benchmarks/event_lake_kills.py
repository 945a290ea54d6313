"""What a lake loses when a load is killed: `kill -9` at moments spread over the load, then the same load to its end.

    python benchmarks/event_lake_kills.py [--kills 30] [--rows 60000] [--files 6]

After each kill the lake must be as before or after a chunk of files (every file whole or not there), and in the end as one that nobody
disturbed: events lost 0, twice 0. Adds its line to `benchmarks/RESULTS-events.md`.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import made_gdelt

RESULTS = Path(__file__).with_name("RESULTS-events.md")
_LOAD = """
import json, sys
from hikiwake.events import loading
loading._CHUNK_FILES = 1
loading.load(json.loads(sys.argv[1]), sys.argv[2])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--files", type=int, default=6)
    parser.add_argument("--results", type=Path, default=RESULTS)
    asked = parser.parse_args()
    chance = random.Random(11)
    with tempfile.TemporaryDirectory(prefix="event-lake-") as name:
        folder = Path(name)
        files = made_gdelt.write_files(folder / "made", asked.rows, rows_a_file=asked.rows // asked.files)
        start = time.monotonic()
        _start(files, folder / "undisturbed").wait()
        seconds = time.monotonic() - start
        wanted = _by_file(folder / "undisturbed")
        killed = halves = lost = twice = 0
        lake = folder / "lake-0"
        while killed < asked.kills:
            load = _start(files, lake)
            time.sleep(chance.uniform(0.15, 1) * seconds)
            if load.poll() is None:
                load.send_signal(signal.SIGKILL)
                killed += 1
            load.wait()
            there = _by_file(lake)
            halves += sum(there[file] != wanted[file] for file in there)
            if len(there) == len(wanted):
                lost, twice = lost + _lost(there, wanted), twice + _twice(lake)
                lake = folder / f"lake-{killed}"
        _start(files, lake).wait()
        there = _by_file(lake)
        lost, twice = lost + _lost(there, wanted), twice + _twice(lake)
    line = (
        f"`python benchmarks/event_lake_kills.py`: {killed} loads killed (-9) at moments spread over {seconds:.1f} s; files found half loaded "
        f"{halves}, events lost {lost}, events twice {twice}."
    )
    print(line)
    before = asked.results.read_text(encoding="utf-8").split("## Killed")[0] if asked.results.exists() else ""
    asked.results.write_text(f"{before}## Killed\n\n{line}\n", encoding="utf-8")
    sys.exit(1 if halves or lost or twice else 0)


def _start(files: list[Path], lake: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", _LOAD, json.dumps([str(path) for path in files]), str(lake)])


def _parts(lake: Path, table: str) -> list[str]:
    from hikiwake.events import manifest

    return [str(lake / part.path) for part in manifest.read(lake).of(table)]


def _by_file(lake: Path) -> dict[int, tuple[int, int]]:
    """How many rows of each file there are, and a sum that tells which."""
    if not (parts := _parts(lake, "rows")):
        return {}
    query = "SELECT file, count(*), sum(hash(id, row) % 1000000007) FROM read_parquet($parts) GROUP BY file"
    return {file: (count, int(total)) for file, count, total in duckdb.execute(query, {"parts": parts}).fetchall()}


def _lost(there: dict[int, tuple[int, int]], wanted: dict[int, tuple[int, int]]) -> int:
    return sum(max(0, count - there.get(file, (0, 0))[0]) for file, (count, _) in wanted.items())


def _twice(lake: Path) -> int:
    """Events that stand twice in the rows, and those that the sums a day have too many."""
    rows, daily = _parts(lake, "rows"), _parts(lake, "daily")
    again = "SELECT count(*) FROM (SELECT id FROM read_parquet($parts) GROUP BY id HAVING count(*) > 1)"
    counted = "SELECT coalesce(sum(events), 0) FROM read_parquet($parts)"
    own = "SELECT coalesce(sum(events), 0) FROM read_parquet($parts) WHERE dyad IS NOT NULL"
    found = [
        duckdb.execute(query, {"parts": parts}).fetchall()[0][0]
        for query, parts in ((again, rows), (counted, daily), (own, rows))
    ]
    return int(found[0] + abs(found[1] - found[2]))


if __name__ == "__main__":
    main()
