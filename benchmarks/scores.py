"""Accuracy on data that nobody here wrote, beside published peers, in one command.

    python benchmarks/scores.py [WHAT …]

Runs the public commands on the files in `../shared/benchmarks` (not part of the project) and writes `benchmarks/RESULTS.md`.
WHAT: event_coding, alarms, attribution, dates, bargain, weigh; all of them by default. Some minutes on two cores.
"""

import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCORE = ROOT.parent / "shared/benchmarks/score.py"
RESULTS = Path(__file__).with_name("RESULTS.md")
MEASURES = ("event_coding", "alarms", "attribution", "dates", "bargain", "weigh")
PEERS = {
    "main_category": "0.373 UniversalPetrarch, 0.308 PETRARCH-2",
    "source_f1": "0.639 PETRARCH-2",
    "target_f1": "0.562 PETRARCH-2",
    "pair_f1": "0.538 PETRARCH-2",
    "triple_f1": "0.854 PETRARCH-2 (its own output is the gold)",
    "quad": "0.503 UniversalPetrarch",
    "cue_f1": "0.51 speech verbs over a parse; annotators agree on 0.92",
    "right": "all",
}


def main(asked: list[str]) -> int:
    if not SCORE.exists():
        print(f"{SCORE} is not beside this checkout: nothing to measure with", file=sys.stderr)
        return 1
    lines = [
        "# Results",
        "",
        f"Last run {datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}, by `python benchmarks/scores.py`.",
        "Development files only; peers as published with the data, scored by the same code.",
        "",
    ]
    for measure in asked or MEASURES:
        found = subprocess.run([sys.executable, SCORE, measure], cwd=ROOT, capture_output=True, text=True, check=False)
        if found.returncode:
            print(found.stderr, file=sys.stderr)
            return 1
        lines += [f"## {measure}", "", "| measure | Hikiwake | peer |", "|---|---|---|"]
        for line in found.stdout.splitlines():
            name, _, value = line.partition(" ")
            lines.append(f"| {name} | {value.strip()} | {PEERS.get(name, '')} |")
        lines.append("")
    text = "\n".join(lines)
    print(text)
    if not asked:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
