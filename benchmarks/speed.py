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
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
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
        "Words (between blanks) a second, the processes' start counted, the best of the rounds, which are run in turn. Share: of the bare",
        "pipeline's words a second, and in brackets of its words a second of processor time, which other work on the machine does not disturb.",
        "MB: resident, of the largest process. Goals: accurate at least 30 %, fast at least 60 %.",
        "",
        *table(asked.documents, asked.workers, asked.rounds),
        "",
        "| measure | accurate | fast |",
        "|---|---|---|",
        *_accuracy(),
        "",
    ]
    RESULTS.write_text("\n".join(lines), encoding="utf-8")
    return 0


def table(documents: int = 300, workers: int | None = None, rounds: int = 3) -> list[str]:
    """The lines of the table of speeds in Markdown, its head first; empty where the text to read is not beside this checkout.

    Args:
        documents: articles of the text.
        workers: processes (default: one a processor).
        rounds: how often each of the three is run; the best counts.
    """
    if not ARTICLES.exists():
        return []
    lines = [
        "| text | workers | bare spaCy | accurate | share | fast | share | MB bare, accurate, fast |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name, rows, processes in _texts(documents, workers or os.cpu_count() or 1):
            source = Path(folder) / "in.jsonl"
            source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            words = sum(len(row["text"].split()) for row in rows)
            bare, accurate, fast = _measured(source, Path(folder), processes, rounds)
            speeds = [f"{words / bare.seconds:,.0f}"]
            for run in (accurate, fast):
                share = f"{bare.seconds / run.seconds:.0%} ({bare.processor / run.processor:.0%})"
                speeds += [f"{words / run.seconds:,.0f}", share]
            memory = ", ".join(f"{run.megabytes:.0f}" for run in (bare, accurate, fast))
            lines.append(f"| {name}, {words:,} words | {processes} | {' | '.join(speeds)} | {memory} |")
            print(lines[-1], file=sys.stderr, flush=True)
    return lines


def _texts(documents: int, workers: int) -> list[tuple[str, list[dict[str, str]], int]]:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as file:
        rows = [{key: row[key] for key in ("id", "text", "date")} for row in map(json.loads, file)][:documents]
    prose = " ".join(" ".join(row["text"].split()) for row in rows)[:1_000_000]
    dense = [{"id": "dense", "text": prose, "date": "2016-05-05"}]
    articles = [(f"{len(rows)} articles", rows, processes) for processes in sorted({workers, 1}, reverse=True)]
    return [*articles, (f"one paragraph of {len(prose) / 1e6:.2g} MB", dense, 1)]


@dataclass(frozen=True)
class Run:
    """Seconds of a command from start to end, seconds of processor time of all its processes, and resident MB of the largest."""

    seconds: float
    processor: float
    megabytes: float


def _measured(source: Path, folder: Path, workers: int, rounds: int) -> tuple[Run, Run, Run]:
    """The bare pipeline, accurate and fast reading: of each the least of the rounds."""
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    read = [*COMMAND, "read", "--jsonl", source, "--out", folder / "out.jsonl", "--workers", str(workers)]
    commands = ([sys.executable, script, source, str(workers)], read, [*read, "--fast"])
    runs = [[_timed([str(word) for word in command]) for command in commands] for _ in range(rounds)]
    bare, accurate, fast = (
        Run(min(r.seconds for r in one), min(r.processor for r in one), max(r.megabytes for r in one))
        for one in zip(*runs, strict=True)
    )
    return bare, accurate, fast


def _timed(command: list[str]) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)  # the usage of this command alone, and of the processes that it waited for
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


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
