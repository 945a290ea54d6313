"""The exact frontier beside negmas, on the same GENIUS domains, in the same run.

    python benchmarks/bargaining.py [--peer PYTHON]

PYTHON is an interpreter that has negmas installed (`python -m venv peer && peer/bin/pip install negmas`); without it only our times are printed.
With it the table is kept in `benchmarks/RESULTS-bargaining.md`.
Domains come from `../shared/benchmarks/negotiation` (not part of the project) and from a generator of our own for sizes that nobody can enumerate.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from hikiwake.bargaining import Domain, Issue, frontier, outcomes, read_genius

GENIUS = Path(__file__).parents[2] / "shared/benchmarks/negotiation/genius"
RESULTS = Path(__file__).with_name("RESULTS-bargaining.md")
LARGEST = ("y2010-Travel", "y2011-Energy", "y2012-EnergyB", "y2011-Car")
PEER = """
import sys, time
from negmas.inout import Scenario
from negmas.preferences.ops import pareto_frontier
for folder in sys.argv[1:]:
    scenario = Scenario.from_genius_folder(folder)
    scenario.normalize()
    start = time.perf_counter()
    outcomes = list(scenario.outcome_space.enumerate_or_sample())
    points, _ = pareto_frontier(scenario.ufuns, outcomes, sort_by_welfare=False)
    print(folder, time.perf_counter() - start, len(points))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--peer")
    peer = parser.parse_args().peer
    folders = [GENIUS / name for name in LARGEST if (GENIUS / name).exists()]
    theirs = _peer(peer, folders) if peer else {}
    lines = ["| domain | outcomes | points | Hikiwake s | negmas s | ratio |", "|---|---|---|---|---|---|"]
    for folder in folders:
        seconds, found, size = _ours(read_genius(folder))
        other = theirs.get(str(folder))
        lines.append(f"| {folder.name} | {size:,} | {found} | {seconds:.4f} | {_shown(other)} | {_ratio(other, seconds)} |")
    seconds, found, size = _ours(_generated(40, 6))
    lines.append(f"| generated, 40 issues of 6 options | {size:.1e} | {found} | {seconds:.4f} | not enumerable | |")
    print("\n".join(lines))
    if peer:
        told = "By `python benchmarks/bargaining.py --peer PYTHON`; negmas enumerates, so its times grow with the outcomes."
        RESULTS.write_text("\n".join(["# The exact frontier beside negmas", "", told, "", *lines, ""]), encoding="utf-8")


def _ours(domain: Domain) -> tuple[float, int, int]:
    start = time.perf_counter()
    points = frontier(domain)
    return time.perf_counter() - start, len(points), outcomes(domain)


def _peer(python: str, folders: list[Path]) -> dict[str, float]:
    run = subprocess.run([python, "-W", "ignore", "-c", PEER, *map(str, folders)], capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"the peer failed: {run.stderr.strip().splitlines()[-1]}")
    rows = (line.rsplit(" ", 2) for line in run.stdout.splitlines() if line.startswith("/"))
    return {folder: float(seconds) for folder, seconds, _ in rows}


def _generated(issues: int, options: int) -> Domain:
    def share(i: int, o: int, side: int) -> float:
        return ((i * 7 + o * 3 + side * 5) % 11) / 11 / issues

    return Domain(
        ("a", "b"),
        tuple(
            Issue(
                f"i{i}",
                f"i{i}",
                tuple(map(str, range(options))),
                tuple(tuple(share(i, o, s) for o in range(options)) for s in (0, 1)),
            )
            for i in range(issues)
        ),
        (0.0, 0.0),
    )


def _shown(seconds: float | None) -> str:
    return f"{seconds:.3f}" if seconds is not None else "not run"


def _ratio(other: float | None, seconds: float) -> str:
    return f"{other / seconds:,.0f}×" if other is not None else ""


if __name__ == "__main__":
    main()
