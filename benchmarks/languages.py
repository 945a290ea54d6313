"""What is read in other languages than English, and how well, on this project's gold sentences, in one command.

    python benchmarks/languages.py [--errors]

Prints a Markdown table; a language whose extra is not installed says so. `--errors` lists every mistake.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests/reading/languages"))

from languages_measure import KINDS, SETS, measured, sentences  # noqa: E402

from hikiwake.reading.languages.detection import named  # noqa: E402
from hikiwake.reading.languages.pipelines import pipelines  # noqa: E402

_SETS = {"first": "20 sentences, written before the rules", "later": "20 more, written after them"}


def table() -> list[str]:
    """The lines of the table: precision, recall and F1 by language, set and kind, with the counts they rest on."""
    lines = ["| language | sentences | what | precision | recall | F1 | marked |", "|---|---|---|---|---|---|---|"]
    for code, pipeline in pipelines().items():
        name = named(code).name
        if not pipeline.is_installed:
            lines.append(f"| {name} | not measured: {pipeline.install} | | | | | |")
            continue
        finder = pipeline.load(()).finder
        for which in SETS:
            for kind, score in measured(finder, sentences(code, which)).items():
                figures = " | ".join("" if x is None else f"{x:.2f}" for x in (score.precision, score.recall, score.f1))
                lines.append(f"| {name} | {_SETS[which]} | {KINDS[kind]} | {figures} | {score.wanted} |")
    return lines


def errors() -> list[str]:
    """Every mistake on the gold sentences of the languages that are installed."""
    return [
        f"{code}, {which}: {error}"
        for code, pipeline in pipelines().items()
        if pipeline.is_installed
        for which in SETS
        for score in measured(pipeline.load(()).finder, sentences(code, which)).values()
        for error in score.errors
    ]


def main(asked: list[str]) -> int:
    begun = time.perf_counter()
    print("\n".join(errors() if "--errors" in asked else table()))
    print(f"{time.perf_counter() - begun:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
