"""Cues of attribution by cross-validation: every article of the development file is read with weights that were fitted without it.

    pip install scikit-learn==1.7.2
    python benchmarks/cues.py [--folds 8]

Scored as `../shared/benchmarks/score.py attribution` scores, fold by fold; writes `cross_validated.csv` for `reading.py`. Fifteen minutes on two
cores; what ships is fitted on all articles, so that the plain run of the score on the same file flatters it.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT.parent / "shared/benchmarks"
KEPT = Path(__file__).with_name("cross_validated.csv")  # `reading.py` tells these figures as ours
sys.path[:0] = [str(ROOT / "scripts"), str(BENCHMARKS)]

import fit_cues  # noqa: E402
import score  # type: ignore[import-not-found]  # noqa: E402

from hikiwake.reading.statements import likely  # noqa: E402
from hikiwake.reading.statements.find import find_statements  # noqa: E402
from hikiwake.record.wire import statement_json  # noqa: E402


def main(asked: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=int, default=8)
    given = parser.parse_args(asked)
    articles = list(fit_cues.read(BENCHMARKS / "attribution/dev.jsonl.gz"))
    measures = cross_validated(articles, given.folds)
    with KEPT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("run", "folds", "measure", "value"))
        table.writerows((f"{datetime.now(UTC):%Y-%m-%d}", given.folds, name, f"{value:.4f}") for name, value in measures.items())
    for name, value in measures.items():
        print(f"{name:24} {value:.4f}")
    return 0


def cross_validated(articles: Sequence[fit_cues.Article], folds: int) -> dict[str, float]:
    """The measures over all articles, each read without having been learnt from."""
    rows, coded = [], []
    for fold in range(folds):
        weights = fit_cues.fitted([a for i, a in enumerate(articles) if i % folds != fold])
        with mock.patch.object(likely, "cue_weights", lambda weights=weights: weights):
            for row, passages in articles[fold::folds]:
                rows.append(row)
                coded.append([statement_json(s, None) for s in find_statements(row["id"], passages, (), ())])
        print(
            f"fold {fold + 1} of {folds}: cue F1 {score.score_statements(rows, coded)['cue_f1']:.4f}", file=sys.stderr, flush=True
        )
    return score.score_statements(rows, coded)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
