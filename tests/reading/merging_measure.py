"""Measures the merging of reports: documents of our own over stories with traps, each mention with its event, written before the merger.

`python tests/reading/merging_measure.py [-v] [gold|held_out]` prints B-cubed precision, recall and F1 (Bagga & Baldwin 1998), for our merging and
two baselines: every report alone, and the one-a-day filter of event data (same day, countries and category are one). `gold` are thirty documents
over ten stories; `held_out` fifteen over five, by which no figure of the merger was set.

A report answers the gold mention that its trigger overlaps. `found`: over the mentions that the reader found. `all`: over all gold mentions; one
that the reader missed has nothing in common with any other, so it counts for nothing but itself.
"""

import csv
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import document_from_text
from hikiwake.record.merging.happenings import cut
from hikiwake.record.merging.partition import partition
from hikiwake.record.model import Document, Reading, Report, Span
from hikiwake.terms.dates import from_timex

HERE = Path(__file__).parent / "merging"


@dataclass(frozen=True)
class Mention:
    """A gold mention and the report that answers it, by its number; None where the reader missed it."""

    document: str
    words: str
    event: str
    report: int | None


@dataclass(frozen=True)
class BCubed:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


@cache
def read(name: str) -> tuple[tuple[Document, ...], tuple[Report, ...], tuple[Mention, ...]]:
    """The documents of a gold, all reports found in them, and the gold mentions matched to those."""
    given = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["documents"]
    documents = tuple(
        document_from_text(d["name"], d["text"], date=from_timex(d["date"]), title=d["title"], publisher=d["publisher"])
        for d in given
    )
    readings = list(BuiltIn().read(documents))
    assert all(isinstance(r, Reading) for r in readings), readings
    reports = tuple(report for r in readings if isinstance(r, Reading) for report in r.reports)
    with (HERE / f"{name}.csv").open(encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    by_name = {d.name: d for d in documents}
    return documents, reports, tuple(_mention(row, by_name[row["document"]], reports) for row in rows)


def _mention(row: dict[str, str], document: Document, reports: Sequence[Report]) -> Mention:
    at = Span(*list(re.finditer(re.escape(row["words"]), document.text))[int(row["nth"]) - 1].span())
    hits = [i for i, r in enumerate(reports) if r.document == document.id and any(s.overlaps(at) for s in r.trigger.spans)]
    best = max(hits, key=lambda i: (reports[i].confidence, -i), default=None)
    return Mention(document.name, row["words"], row["event"], best)


def b_cubed(gold: Sequence[object], found: Sequence[object]) -> BCubed:
    """B-cubed over mentions, each with its gold and its found group."""
    n = range(len(gold))
    both = [sum(gold[i] == gold[j] and found[i] == found[j] for j in n) for i in n]
    return BCubed(
        sum(both[i] / sum(found[i] == found[j] for j in n) for i in n) / len(gold),
        sum(both[i] / sum(gold[i] == gold[j] for j in n) for i in n) / len(gold),
    )


def ours(reports: Sequence[Report], documents: Sequence[Document]) -> list[object]:
    by_id = {d.id: d for d in documents}
    groups = partition(reports, by_id, cut(reports, by_id))
    of = {i: n for n, group in enumerate(groups) for i in group}
    return [of[i] for i in range(len(reports))]


def alone(reports: Sequence[Report], documents: Sequence[Document]) -> list[object]:
    """Every report an event of its own."""
    return list(range(len(reports)))


def one_a_day(reports: Sequence[Report], documents: Sequence[Document]) -> list[object]:
    """Same day, countries and category: one (as ICEWS and Phoenix filter); an undated report is of its document's day."""
    day = {d.id: d.date.value if d.date else "" for d in documents}

    def key(report: Report) -> object:
        countries = frozenset(a.country for a in (*report.sources, *report.targets))
        return report.date.date.value if report.date else day[report.document], countries, report.category

    return [key(r) for r in reports]


METHODS: dict[str, Callable[[Sequence[Report], Sequence[Document]], list[object]]] = {
    "ours": ours,
    "every report alone": alone,
    "one a day": one_a_day,
}


def measure(name: str, method: str) -> tuple[BCubed, BCubed]:
    """B-cubed over the mentions that the reader found, and over all."""
    documents, reports, mentions = read(name)
    groups = METHODS[method](reports, documents)
    found = [m for m in mentions if m.report is not None]
    own = [groups[m.report] if m.report is not None else ("missed", i) for i, m in enumerate(mentions)]
    return (
        b_cubed([m.event for m in found], [groups[m.report] for m in found if m.report is not None]),
        b_cubed([m.event for m in mentions], own),
    )


def _errors(name: str) -> None:
    documents, reports, mentions = read(name)
    groups = ours(reports, documents)
    by_group: dict[object, list[Mention]] = defaultdict(list)
    by_event: dict[str, list[Mention]] = defaultdict(list)
    for m in mentions:
        if m.report is not None:
            by_group[groups[m.report]].append(m)
            by_event[m.event].append(m)
    for some in by_group.values():
        if len({m.event for m in some}) > 1:
            print("TOGETHER", "; ".join(f"{m.document} {m.words} ({m.event})" for m in some))
    for event, some in by_event.items():
        if len({groups[m.report] for m in some if m.report is not None}) > 1:
            print("APART   ", event, "; ".join(f"{m.document} {m.words} [{groups[m.report or 0]}]" for m in some))
    print("MISSED  ", "; ".join(f"{m.document} {m.words} ({m.event})" for m in mentions if m.report is None))


def told(name: str) -> str:
    """The table of a gold: what the reader found of it, and every method's figures."""
    _, _, every = read(name)
    lines = [f"{name}: the reader found {sum(m.report is not None for m in every)} of {len(every)} mentions"]
    for one in METHODS:
        over_found, over_all = measure(name, one)
        lines.append(f"  {one:20} found: {over_found}   all: {over_all}")
    return "\n".join(lines)


if __name__ == "__main__":
    for which in [n for n in sys.argv[1:] if not n.startswith("-")] or ("gold", "held_out"):
        if "-v" in sys.argv:
            _errors(which)
        print(told(which))
