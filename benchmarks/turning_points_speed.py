"""1,000 dyads, forty years of weeks: seconds and memory of `hikiwake relations` as a whole process, and of the peers' fits on some of them."""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from turning_points_grounds import Table, peer
from turning_points_settings import PEERS

DYADS, WEEKS, SEED = 1000, 2080, 1
COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()", "relations", "--by", "week", "--json", "--series"]
SAMPLE = {"pelt": 2, "switching": 4}  # dyads; twenty of all others


def table(python: str) -> list[str]:
    made = dyads()
    lines = ["| method | what ran | wall s | processor s | MB | processor s for all |", "|---|---|---|---|---|---|"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "series.csv"
        pd.DataFrame(
            {
                "dyad": np.repeat(made.names, WEEKS),
                "date": made.days * DYADS,
                "value": made.values.ravel().round(3),
                "count": made.counts.astype(int).ravel(),
            }
        ).to_csv(path, index=False)
        lines.append(_row("`hikiwake relations`", *_run([*COMMAND, str(path)])))
        if importlib.util.find_spec("ray"):
            lines.append(_row("`hikiwake relations --engine ray`", *_run([*COMMAND, str(path), "--engine", "ray"])))
        else:
            lines.append("| `hikiwake relations --engine ray` | Ray is not installed here | | | | |")
    for one in PEERS:
        few = SAMPLE.get(one.method, 20)
        part = Table(made.names[:few], made.days, made.values[:few], made.counts[:few])
        found = peer(python, one.method, one.tuned, part)
        if isinstance(found, str):
            lines.append(f"| {one.label} | {found} | | | | |")
        else:
            lines.append(f"| {one.label} | fits of {few} dyads | | {found[1]:.2f} | | {found[1] / few * DYADS:,.0f} |")
    return lines


def dyads() -> Table:
    """Levels that turn every one to three years, shocks that echo, a press that grows threefold, events of spread 4.5; no silence."""
    rng = np.random.default_rng(SEED)
    level = np.cumsum(rng.random((DYADS, WEEKS)) < 1 / 80, axis=1)
    level = np.take_along_axis(rng.choice([-2.0, 0.0, 2.0], (DYADS, level.max() + 1)), level, axis=1)
    shock = rng.normal(0, 0.6, (DYADS, WEEKS))
    for t in range(1, WEEKS):
        shock[:, t] = 0.3 * shock[:, t - 1] + 0.95 * shock[:, t]
    count = 1 + rng.poisson(rng.gamma(2, 8, (DYADS, WEEKS)) * np.exp(np.linspace(-0.55, 0.55, WEEKS)))
    value = level + shock + rng.normal(0, 4.5, (DYADS, WEEKS)) / np.sqrt(count)
    days = [str(d) for d in np.datetime64("1984-01-02") + 7 * np.arange(WEEKS)]
    return Table([f"dyad-{i:04d}" for i in range(DYADS)], days, value.clip(-10, 10), count.astype(float))


def _run(command: list[str]) -> tuple[float, float, float, int]:
    """Wall and processor seconds and megabytes of the largest process, children counted; lines printed."""
    start = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "OMP_NUM_THREADS": "1"})
    assert running.stdout
    lines = sum(1 for _ in running.stdout)
    _, status, used = os.wait4(running.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, lines


def _row(name: str, wall: float, processor: float, megabytes: float, lines: int) -> str:
    return f"| {name} | the whole process, {lines:,} dyads, file to JSON | {wall:.0f} | {processor:.0f} | {megabytes:.0f} | {processor:.0f} |"
