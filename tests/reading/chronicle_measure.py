"""Measures the chronicle of the packaged cases against `gold_chronicle.csv`, our own list of what a careful analyst would enter.

`python tests/reading/chronicle_measure.py [-v]` prints it. An event answers a gold row when its trigger lies in the row's words (blanks apart) and
its category is one of the row's kinds (`-`: none). `gold_chronicle_wrong.csv` lists entries that an analyst would strike out, one row a passage.
"""

import csv
import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from hikiwake.case import load
from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import receive_all
from hikiwake.reading.places import KnownPlace
from hikiwake.record.model import Document, Reading, Report, Span
from hikiwake.terms.dates import from_timex

HERE = Path(__file__).parent
CASES = ("japan-russia", "ecuador-peru")


@dataclass(frozen=True)
class Measure:
    """Counts over the gold rows: `found` by trigger and kind, then how many of those have the right parties, date and status."""

    rows: int
    found: int
    parties: int
    dated_rows: int  # of those found, with a date in the gold
    dates: int  # the very date
    wider: int  # a span of at most 31 days that holds it
    status: int
    events: int
    dated_events: int
    struck: int  # events that stand in the list of wrong ones
    unjudged: int

    def __str__(self) -> str:
        return (
            f"found {self.found}/{self.rows}  parties {self.parties}/{self.found}  dates {self.dates}+{self.wider}/{self.dated_rows}  "
            f"status {self.status}/{self.found}\nevents {self.events}, with a date {self.dated_events}, "
            f"to be struck out {self.struck}, in neither list {self.unjudged}"
        )


@cache
def readings() -> dict[tuple[str, str], tuple[Document, Reading]]:
    """Every packaged document with its reading, by case and file name."""
    found = {}
    for case in CASES:
        with as_file(files("hikiwake.case") / "packaged" / case / "documents") as folder:
            documents = [d for d in receive_all([folder]) if isinstance(d, Document)]
            places = tuple(KnownPlace(p.name, p.lat, p.lon, p.other_names) for p in load(folder.parent / "case.toml").places)
        for document, reading in zip(documents, BuiltIn(places).read(documents), strict=True):
            assert isinstance(reading, Reading), reading
            found[case, document.name] = document, reading
    return found


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as f:
        return list(csv.DictReader(f))


def span_of(row: dict[str, str], text: str) -> Span:
    """Where the row's words stand in the text, whatever its line breaks and emphasis."""
    pattern = r"[\s*]+".join(re.escape(w) for w in row["words"].split())
    match = re.search(pattern, text)
    assert match, f"{row['document']} no longer says: {row['words']}"
    return Span(*match.span())


def kind_of(report: Report) -> str:
    return report.category or "-"


def parties_of(report: Report) -> set[str]:
    return {a.country for a in (*report.sources, *report.targets) if a.country}


def measure(*, verbose: bool = False) -> Measure:
    """The chronicle as read now against the gold."""
    gold, wrong = rows("gold_chronicle.csv"), rows("gold_chronicle_wrong.csv")
    read = readings()
    answered: set[int] = set()
    counts = dict.fromkeys(("found", "parties", "dated_rows", "dates", "wider", "status"), 0)
    for row in gold:
        document, reading = read[row["case"], row["document"]]
        where = span_of(row, document.text)
        near = [r for r in reading.reports if where.overlaps(r.trigger.spans[0])]
        hits = [r for r in near if kind_of(r) in row["kinds"].split("|")]
        if not hits:
            if verbose:
                print("MISSED ", row["document"][:26], "|", row["words"], "|", [kind_of(r) for r in near])
            continue
        wanted = set(row["parties"].split())
        best = max(hits, key=lambda r: (wanted <= parties_of(r), value(r) == row["date"], r.status.value in row["status"]))
        answered.update(map(id, hits))
        has_parties, has_status = wanted <= parties_of(best), best.status.value in row["status"].split("|")
        counts["found"] += 1
        counts["parties"] += has_parties
        counts["status"] += has_status
        counts["dated_rows"] += bool(row["date"])
        counts["dates"] += bool(row["date"]) and value(best) == row["date"]
        counts["wider"] += bool(row["date"]) and value(best) != row["date"] and is_held(best, row["date"])
        if verbose and not (has_parties and has_status and value(best) == row["date"]):
            got = f"{sorted(parties_of(best))} {value(best)} {best.status.value}"
            print(
                "PARTLY ",
                row["document"][:26],
                "|",
                row["words"],
                "|",
                got,
                "| wanted",
                row["parties"],
                row["date"],
                row["status"],
            )
    struck: set[int] = set()
    for row in wrong:
        document, reading = read[row["case"], row["document"]]
        where, kinds = span_of(row, document.text), row["kinds"]
        hits = [
            r for r in reading.reports if where.overlaps(r.trigger.spans[0]) and (not kinds or kind_of(r) in kinds.split("|"))
        ]
        struck.update(id(r) for r in hits if id(r) not in answered)
    every = [(d, r) for d, reading in read.values() for r in reading.reports]
    rest = [(d, r) for d, r in every if id(r) not in answered and id(r) not in struck]
    if verbose:
        for label, chosen in (("STRUCK ", [(d, r) for d, r in every if id(r) in struck]), ("OTHER  ", rest)):
            for d, r in chosen:
                print(label, d.name[:26].ljust(26), _line(r), "|", " ".join(r.span.cut(d.text).split())[:150])
    dated = sum(r.date is not None for _, r in every)
    return Measure(rows=len(gold), events=len(every), dated_events=dated, struck=len(struck), unjudged=len(rest), **counts)


def is_held(report: Report, timex: str) -> bool:
    """Whether the report's date holds the gold's without being wide."""
    found, gold = report.date and report.date.date, from_timex(timex)
    if not (found and found.earliest and found.latest and gold.earliest and gold.latest):
        return False
    return found.earliest <= gold.earliest and gold.latest <= found.latest and (found.latest - found.earliest).days <= 31


def value(report: Report) -> str:
    return report.date.date.value if report.date else ""


def _line(r: Report) -> str:
    sources, targets = (",".join(f"{a.name}/{a.country}" for a in side) for side in (r.sources, r.targets))
    return f"{kind_of(r)} {r.cameo} {r.status.value[:4]} {value(r) or '-'} {sources} -> {targets} | {r.trigger.text}"


if __name__ == "__main__":
    print(measure(verbose="-v" in sys.argv))
