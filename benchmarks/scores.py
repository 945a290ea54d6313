"""What is computed and not read, against answers known to be right: the settlement space and the weighing of hypotheses.

    python benchmarks/scores.py

Runs the public commands on `../shared/benchmarks` (not part of the project) and prints the rows that `reading.py` puts into RESULTS.md.
"""

import sys

import scoring

_RIGHT_OF = {"bargain": "domains", "weigh": "problems"}
_AGAINST = {
    "bargain": "negotiation domains of the ANAC contests, values by brute force",
    "weigh": "posteriors and bounds in rational arithmetic, five problems published",
}


def table() -> list[str]:
    """Rows of the results: how many answers are right."""
    rows = ["| command | right | of | against |", "|---|---|---|---|"]
    for command, everything in _RIGHT_OF.items():
        told = scoring.ours(command)
        rows.append(f"| `{command}` | {told['right']} | {told[everything]} | {_AGAINST[command]} |")
    return rows


if __name__ == "__main__":
    try:
        print("\n".join(table()))
    except FileNotFoundError as missing:
        sys.exit(str(missing))
