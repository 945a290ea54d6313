"""The project's own sets of reading, one table each: the packaged cases' chronicle, dates, places and the merging of reports.

    python benchmarks/own_sets.py

The sets and what they ask stand in `tests/reading`; here they are only measured.
"""

import csv
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import scoring

TESTS = scoring.ROOT / "tests/reading"
_PLAIN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")  # a value that is written alike by every program


def chronicle() -> list[str]:
    """Rows: the entries that a careful analyst would make from the packaged documents."""
    sys.path.insert(0, str(TESTS))
    from chronicle_measure import measure

    m = measure()
    return [
        "| chronicle of the packaged cases | |",
        "|---|---|",
        f"| entries found, of those an analyst would make | {m.found} of {m.rows} |",
        f"| of these with the right parties, status | {m.parties}, {m.status} of {m.found} |",
        f"| of these with the very date, with a span of a month at most around it | {m.dates}, {m.wider} of {m.dated_rows} |",
        f"| entries in all; to be struck out; in neither list | {m.events}; {m.struck}; {m.unjudged} |",
    ]


def places() -> list[str]:
    """Rows: places of shared names."""
    sys.path.insert(0, str(TESTS))
    from gold_places_measure import score

    s = score()
    return [
        "| places of shared names | |",
        "|---|---|",
        f"| found F1 | {s.found_f1:.3f} |",
        f"| right country and point, of those marked | {s.right_of_wanted:.3f} of {s.wanted} |",
    ]


def merging() -> list[str]:
    """Rows: reports of one event put together, beside the field's two usual rules."""
    sys.path.insert(0, str(TESTS))
    from merging_measure import HERE, METHODS, measure

    rows = ["| merging of reports (B-cubed F1, over the mentions found; over all) | " + " | ".join(METHODS) + " |"]
    rows.append("|---" * (len(METHODS) + 1) + "|")
    for name in sorted(path.stem for path in HERE.glob("*.toml")):
        scored = (measure(name, method) for method in METHODS)
        rows.append(f"| {name} | " + " | ".join(f"{found.f1:.3f}; {every.f1:.3f}" for found, every in scored) + " |")
    return rows


def gold_dates() -> tuple[scoring.Documents, list[list[tuple[int, int, str]]]]:
    """The sentences with a document's date, and what is marked in each: start, end, value."""
    with (TESTS / "gold_dates.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["reference"]) == 10]
    documents = [{"id": str(i), "text": row["text"], "date": row["reference"]} for i, row in enumerate(rows)]
    return documents, [list(_marked(row)) for row in rows]


def _marked(row: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    at = 0
    for words, value in zip(row["words"].split(";"), row["value"].split(";"), strict=True):
        if words:
            at = row["text"].index(words, at)
            yield at, at + len(words), value


def score_dates(answer: Callable[[scoring.Documents], scoring.Documents]) -> dict[str, float]:
    """F1 of the expressions found (they overlap), and of those with the right value among the plain ones (a day, a month or a year)."""
    documents, marked = gold_dates()
    told = wanted = found = plain = right = plain_told = 0
    for want, line in zip(marked, answer(documents), strict=True):
        have: list[dict[str, Any]] = line["dates"] or []
        told, wanted = told + len(have), wanted + len(want)
        plain += sum(bool(_PLAIN.fullmatch(value)) for _, _, value in want)
        open_marks = list(want)
        for date in have:
            hit = next((w for w in open_marks if date["span"][0] < w[1] and w[0] < date["span"][1]), None)
            is_plain = bool(_PLAIN.fullmatch(hit[2] if hit else str(date["value"])))
            plain_told += is_plain
            if hit:
                open_marks.remove(hit)
                found += 1
                right += is_plain and str(date["value"]) == hit[2]
    return {"found_f1": 2 * found / (told + wanted), "plain_value_f1": 2 * right / (plain_told + plain), "marked": wanted}


if __name__ == "__main__":
    for table in (chronicle, places, merging):
        print("\n".join((*table(), "")))
    print(score_dates(scoring.read))
