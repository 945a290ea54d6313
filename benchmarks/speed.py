"""How fast is reading, beside the bare spaCy pipeline that it rests on: same text, same processors, same run.

    python benchmarks/speed.py [--documents 300] [--workers 2] [--rounds 3]

Three runs in turn, each in fresh processes and with their start counted: spaCy's `nlp.pipe` alone (all components, its own processes, whole
paragraphs), `hikiwake read --jsonl` and the same with `--fast`. The text: news articles from `../shared/benchmarks/attribution` (not part of the
project), and one megabyte of them as a single paragraph. Then what each setting finds, by `../shared/benchmarks/score.py`. Writes
`benchmarks/RESULTS-speed.md`.
"""

import argparse
import gzip
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT.parent / "shared/benchmarks/attribution/dev.jsonl.gz"
SCORE = ARTICLES.parents[1] / "score.py"
RESULTS = Path(__file__).with_name("RESULTS-speed.md")
COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]
BARE = """
import json, sys
from hikiwake.reading.language import LONGEST_PASSAGE, pipeline, stretches
from hikiwake.record.model import Span
def texts():
    for line in open(sys.argv[1], "rb"):
        text = json.loads(line)["text"]
        yield from (s.cut(text) for s in stretches(text, [Span(0, len(text))]))
if __name__ == "__main__":
    print(sum(len(d) for d in pipeline().pipe(texts(), batch_size=64, n_process=int(sys.argv[2]))))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    if not ARTICLES.exists():
        print(f"{ARTICLES} is not beside this checkout: nothing to measure with", file=sys.stderr)
        return 1
    lines = [
        "# Speed of reading",
        "",
        f"Last run {datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}, by `python benchmarks/speed.py`.",
        "Words (between blanks) a second, the processes' start counted; the best of the rounds, which are run in turn.",
        "",
        "| text | workers | bare spaCy | accurate | | fast | |",
        "|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name, rows, workers in _texts(asked.documents, asked.workers):
            source = Path(folder) / "in.jsonl"
            source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            words = sum(len(row["text"].split()) for row in rows)
            bare, accurate, fast = (words / s for s in _measured(source, Path(folder), workers, asked.rounds))
            lines.append(
                f"| {name}, {words:,} words | {workers} | {bare:,.0f} | {accurate:,.0f} | {accurate / bare:.0%} "
                f"| {fast:,.0f} | {fast / bare:.0%} |"
            )
            print(lines[-1], flush=True)
    lines += ["", "| measure | accurate | fast |", "|---|---|---|", *_accuracy()]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    lines += ["", f"Goals: accurate at least 30 %, fast at least 60 % of the bare pipeline. Largest process: {peak:.0f} MB.", ""]
    RESULTS.write_text("\n".join(lines), encoding="utf-8")
    return 0


def _texts(documents: int, workers: int) -> list[tuple[str, list[dict[str, str]], int]]:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as file:
        rows = [{key: row[key] for key in ("id", "text", "date")} for row in map(json.loads, file)][:documents]
    prose = " ".join(" ".join(row["text"].split()) for row in rows)[:1_000_000]
    dense = [{"id": "dense", "text": prose, "date": "2016-05-05"}]
    return [(f"{len(rows)} articles", rows, workers), (f"{len(rows)} articles", rows, 1), ("one paragraph of 1 MB", dense, 1)]


def _measured(source: Path, folder: Path, workers: int, rounds: int) -> tuple[float, float, float]:
    """Seconds of the bare pipeline, of accurate and of fast reading: the least of the rounds."""
    bare = folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    read = [*COMMAND, "read", "--jsonl", source, "--out", folder / "out.jsonl", "--workers", str(workers)]
    commands = ([sys.executable, bare, source, str(workers)], read, [*read, "--fast"])
    best = [float("inf")] * len(commands)
    for _ in range(rounds):
        for i, command in enumerate(commands):
            started = time.perf_counter()
            subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, timeout=1800)
            best[i] = min(best[i], time.perf_counter() - started)
    return best[0], best[1], best[2]


def _accuracy() -> list[str]:
    """Rows of the table of what both settings find."""
    spec = importlib.util.spec_from_file_location("score", SCORE)
    if spec is None or spec.loader is None:
        return []
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    score.COMMAND = COMMAND
    run = score.run
    rows = []
    for name in ("event_coding", "alarms", "attribution", "dates"):
        measure = getattr(score, name)
        found = []
        for more in ([], ["--fast"]):
            score.run = lambda *words, more=more: run(*words, *more)
            found.append(measure(score.DEFAULTS[measure]))
        rows += [
            f"| {name}: {key} | {value:.3f} | {found[1][key]:.3f} |"
            for key, value in found[0].items()
            if isinstance(value, float) and "second" not in key
        ]
        print("\n".join(rows[-3:]), flush=True)
    return rows


def _accuracy() -> list[str]:
    """Rows of the table of what both settings find."""
    spec = importlib.util.spec_from_file_location("score", SCORE)
    if spec is None or spec.loader is None:
        return []
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    score.COMMAND = COMMAND
    run = score.run
    rows = []
    for name in ("event_coding", "alarms", "attribution", "dates"):
        measure = getattr(score, name)
        found = []
        for more in ([], ["--fast"]):
            score.run = lambda *words, more=more: run(*words, *more)
            found.append(measure(score.DEFAULTS[measure]))
        rows += [
            f"| {name}: {key} | {value:.3f} | {found[1][key]:.3f} |"
            for key, value in found[0].items()
            if isinstance(value, float) and "second" not in key
        ]
        print("\n".join(rows[-3:]), flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main())
