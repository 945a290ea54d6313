"""How fast the lake is filled and answers, beside DuckDB's own reading of the same files in the same run.

    python benchmarks/event_lake.py [--rows 2000000] [--memory-rows 20000000] [--series-rows 100000000] [--folder DIR] [--rounds 3]

- speed: GDELT 2.0 files made up (`made_gdelt.py`), loaded by `hikiwake.events.load`; in turn with it
  `CREATE TABLE AS SELECT * FROM read_csv(…, all_varchar = true)`, in memory and into a database on the disk. Each in a process of its own.
  Seconds of the processors beside seconds of the clock, since other work on the machine lengthens only the latter.
- memory: the most that a process holds while so many rows are loaded.
- series: a dyad's monthly series out of so many rows in the order of their days. Of these no files are made (100 million rows would be
  45 GB of text): the same rows go from the generator through the lake's own writer and merging.

0 leaves a part out. Writes `benchmarks/RESULTS-events.md`.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import made_gdelt

RESULTS = Path(__file__).with_name("RESULTS-events.md")
_PRELUDE = """
import json, sys, time
paths, place = json.loads(sys.argv[1]), sys.argv[2]
def told(work):
    cpu, wall = time.process_time(), time.monotonic()
    rows = work()
    # Not getrusage: what it gives begins with what the parent held.
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(json.dumps({"rows": rows, "cpu": time.process_time() - cpu, "wall": time.monotonic() - wall, "peak": peak / 1024}))
"""
_DUCKDB = """
import duckdb
connection = duckdb.connect(place)
query = "CREATE TABLE t AS SELECT * FROM read_csv($paths, all_varchar = true, delim = '\\t', header = false)"
told(lambda: connection.execute(query, {"paths": paths}).fetchall()[0][0])
"""
_LAKE = """
from hikiwake.events import load
told(lambda: sum(report.rows for report in load(paths, place).files))
"""
_PART_ROWS = 2_000_000  # of one load in the series' lake


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--memory-rows", type=int, default=20_000_000)
    parser.add_argument("--series-rows", type=int, default=100_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=None, help="where files and lakes go; kept if given")
    parser.add_argument("--results", type=Path, default=RESULTS)
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="event-lake-"))
    lines = [_head()]
    if asked.rows:
        lines += _speed(folder, asked.rows, asked.rounds)
    if asked.memory_rows:
        lines += _memory(folder, asked.memory_rows)
    if asked.series_rows:
        lines += _series(folder, asked.series_rows)
    if asked.folder is None:
        shutil.rmtree(folder)
    print("\n".join(lines))
    asked.results.write_text("\n".join(lines) + _kept(asked.results), encoding="utf-8")


def _kept(results: Path) -> str:
    """What stands in the results from other runs: the real files, the kills."""
    before = results.read_text(encoding="utf-8") if results.exists() else ""
    starts = [at for title in ("## Every real file", "## Killed") if (at := before.find(title)) >= 0]
    return "\n" + (before[min(starts) :] if starts else "")


def _speed(folder: Path, rows: int, rounds: int) -> list[str]:
    files = made_gdelt.write_files(folder / "made", rows, rows_a_file=1_000_000)
    size = sum(path.stat().st_size for path in files)
    found: dict[str, list[dict[str, float]]] = {"in memory": [], "on the disk": [], "lake": []}
    for _ in range(rounds):
        found["in memory"].append(_run(_DUCKDB, files, ":memory:"))
        found["on the disk"].append(_run(_DUCKDB, files, folder / "base.db"))
        (folder / "base.db").unlink()
        found["lake"].append(_run(_LAKE, files, folder / "lake"))
        lake_bytes = sum(p.stat().st_size for p in (folder / "lake").rglob("*.parquet"))
        shutil.rmtree(folder / "lake")
    middle = {
        name: {key: statistics.median(run[key] for run in runs) for key in ("cpu", "wall", "peak")}
        for name, runs in found.items()
    }
    lake = middle["lake"]
    lines = [
        "## Speed",
        "",
        f"{rows:,} rows of GDELT 2.0 in {len(files)} files, {size / 1e9:.2f} GB of text; {rounds} rounds in turn, medians. "
        f"The lake takes {lake_bytes / rows:.0f} bytes a row.",
        "",
        "| | processor seconds | clock seconds | peak MiB | speed of the lake beside it, by processor · by clock |",
        "|---|---|---|---|---|",
    ]
    for name in ("in memory", "on the disk"):
        own = middle[name]
        ratio = f"{own['cpu'] / lake['cpu']:.2f} · {own['wall'] / lake['wall']:.2f}"
        lines.append(f"| DuckDB CREATE TABLE AS, {name} | {own['cpu']:.1f} | {own['wall']:.1f} | {own['peak']:.0f} | {ratio} |")
    lines.append(f"| `hikiwake.events.load` | {lake['cpu']:.1f} | {lake['wall']:.1f} | {lake['peak']:.0f} | 1 |")
    hours = 800e6 / rows * lake["cpu"] / 3600
    lines += [
        "",
        f"All of GDELT (about 800 million rows), extrapolated: {hours:.1f} hours of one processor, {800e6 * lake_bytes / rows / 1e9:.0f} GB of lake.",
        "",
    ]
    return lines


def _memory(folder: Path, rows: int) -> list[str]:
    files = made_gdelt.write_files(folder / "made", rows, rows_a_file=1_000_000)
    run = _run(_LAKE, files, folder / "large-lake")
    shutil.rmtree(folder / "large-lake")
    return [
        "## Memory",
        "",
        f"{rows:,} rows in {len(files)} files: {run['peak']:.0f} MiB at the most, {run['cpu']:.0f} processor seconds, "
        f"{run['wall']:.0f} on the clock.",
        "",
    ]


def _series(folder: Path, rows: int) -> list[str]:
    from hikiwake.events import open_lake

    lake = folder / f"lake-{rows}"
    if not lake.exists():
        _fill(lake, rows)
    dyads = open_lake(lake).dyads()
    told = []
    for place in (0, 20, 2000):
        dyad = dyads["dyad"][min(place, len(dyads) - 1)]
        times = []
        for _ in range(6):
            start = time.monotonic(), time.process_time()
            found = open_lake(lake).series(dyad, by="month")
            times.append((time.monotonic() - start[0], time.process_time() - start[1]))
        wall, cpu = (statistics.median(column) for column in zip(*times[1:], strict=True))
        told.append(f"| {dyad} | {found['events'].sum():,} | {len(found)} | {times[0][0]:.3f} | {wall:.3f} | {cpu:.3f} |")
    size = sum(path.stat().st_size for path in lake.rglob("*.parquet"))
    return [
        "## A dyad's monthly series",
        "",
        f"Out of {rows:,} rows ({len(dyads):,} dyads, {size / 1e9:.2f} GB in {sum(1 for _ in lake.rglob('*.parquet'))} parts), which came in the "
        "order of their days and went through the lake's own writer, not through files: two million rows made, then the same again, days later. "
        "Manifest and connection counted; warm: median of five.",
        "",
        "| dyad | events | months | first, s | warm, s | of it processor, s |",
        "|---|---|---|---|---|---|",
        *told,
        "",
    ]


def _fill(lake: Path, rows: int) -> None:
    """Loads of two million rows each, written, merged and committed as the loader does; each the first one over, days later."""
    from hikiwake.events import manifest, merging, writing

    (lake / ".scratch").mkdir(parents=True)
    with duckdb.connect(config={"memory_limit": "2GiB", "temp_directory": str(lake / ".scratch")}) as connection:
        made_gdelt.prepare(connection)
        connection.execute(f"CREATE TABLE first AS {made_gdelt.lake_rows(0, min(_PART_ROWS, rows))}").fetchall()
        for start in range(0, rows, _PART_ROWS):
            later = f"event_date + {start // made_gdelt.DAY_ROWS} AS event_date, id + {start} AS id, row + {start} AS row"
            connection.execute(f"CREATE OR REPLACE VIEW staged AS SELECT * REPLACE ({later}) FROM first").fetchall()  # noqa: S608  numbers
            parts = [
                *writing.write_rows(connection, "staged", lake, "gdelt"),
                *writing.write_daily(connection, "staged", lake, "gdelt"),
            ]
            manifest.commit(lake, merging.merged(connection, lake, manifest.read(lake).changed(added=parts)))
            manifest.clear(lake)
            print(f"{start + _PART_ROWS:,} rows", file=sys.stderr)


def _run(program: str, files: list[Path], place: Path | str) -> dict[str, float]:
    """A program's own account of itself, in a process of its own."""
    command = [sys.executable, "-c", _PRELUDE + program, json.dumps([str(path) for path in files]), str(place)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _head() -> str:
    when = datetime.now(UTC).date().isoformat()
    return (
        "# The lake of events, measured\n\n"
        f"`python benchmarks/event_lake.py` on {when}: {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"DuckDB {duckdb.__version__}. Load of the machine when it began: {os.getloadavg()[0]:.1f}.\n"
    )


if __name__ == "__main__":
    main()
