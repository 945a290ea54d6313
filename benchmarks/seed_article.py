"""The seed article: what a specialist marks in it, and what the program finds, item by item.

    python benchmarks/seed_article.py

Reads `../shared/cases/japan-russia/article.txt` (not part of the project) into a new case by `hikiwake read --date 2016-12-09`, takes the
entries from `hikiwake chronicle --format json` and holds them against `annotations/seed_article.csv`: 26 events and 33 statements, 15 of
them the author's own judgement, as spans and labels; several rows of one id are several passages or wordings of one item, each of which is
enough. `noise` rows are the page's own words, where nothing may be found.

An event is found when its trigger overlaps `main` (its place or date may stand for it in a list: "Sochi in May, Vladivostok in September") and
its words agree with `what` (token F1 at least 0.5). A statement is found when its cue overlaps the gold's and the contents agree; where the gold
has no cue, when the contents agree and it has a source (an item of an enumeration) or the grade `opinion` (the author's judgement). `|` parts
what is right as well.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ARTICLE = HERE.parents[1] / "shared/cases/japan-russia/article.txt"
GOLD = HERE / "annotations/seed_article.csv"
COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]
MOST = 60  # events, and statements, that may be told of one article

Spans = list[list[int]]
Entry = dict[str, Any]
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A marked event or statement: its id, its words, the best answer to it and what of that is right (None: not asked)."""

    id: str
    words: str
    answer: Entry | None
    right: dict[str, bool]

    @property
    def faults(self) -> str:
        return "missed" if self.answer is None else ", ".join(name for name, ok in self.right.items() if not ok)


@dataclass(frozen=True, slots=True)
class Comparison:
    events: list[Item]
    statements: list[Item]
    told_events: int
    told_statements: int
    surplus: list[str]
    noise: list[str]


def main() -> int:
    if not ARTICLE.exists():
        print(f"{ARTICLE} is not beside this checkout: nothing to measure with", file=sys.stderr)
        return 1
    found = compare()
    for item in (*found.events, *found.statements):
        print(f"{item.id} {item.faults or 'right':28} {item.words[:110]}")
    for words in found.surplus:
        print(f"--- in no list               {words[:110]}")
    print("\n".join(("", *rows_of(found))))
    return 0


def table() -> list[str]:
    """Rows of the results: the article as the program reads it now."""
    return rows_of(compare())


def rows_of(found: Comparison) -> list[str]:
    def share(items: Sequence[Item], *names: str) -> str:
        return f"{sum(i.answer is not None and all(i.right[n] for n in names) for i in items)} of {len(items)}"

    own = [i for i in found.statements if i.id.startswith("o")]
    others = [i for i in found.statements if not i.id.startswith("o")]
    return [
        "| seed article | found | with the right … | all of these |",
        "|---|---|---|---|",
        f"| events (told: {found.told_events}, at most {MOST}) | {share(found.events)} | date {share(found.events, 'date')}, "
        f"grade {share(found.events, 'grade')}, parties {share(found.events, 'parties')}, category {share(found.events, 'category')} "
        f"| {share(found.events, 'date', 'grade', 'parties', 'category')} |",
        f"| what others say (statements told: {found.told_statements}, at most {MOST}) | {share(others)} | speaker {share(others, 'speaker')}, "
        f"grade {share(others, 'grade')}, certainty {share(others, 'certainty')} | {share(others, 'speaker', 'grade', 'certainty')} |",
        f"| the author's own judgement | {share(own)} | certainty {share(own, 'certainty')} | {share(own, 'certainty')} |",
        f"| entries in the page's noise | {len(found.noise)} | | |",
    ]


def compare() -> Comparison:
    text = ARTICLE.read_text(encoding="utf-8")
    told = _read()
    with GOLD.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    events = [_event(text, same, told["events"]) for same in _by_id(rows, "event")]
    statements = [_statement(text, same[0], told["statements"]) for same in _by_id(rows, "statement")]
    used = {id(i.answer) for i in (*events, *statements) if i.answer}
    surplus = [
        f"{e['category']} {_words(text, [e['span']])}"
        for e in told["events"]
        if id(e) not in used and not _answers_any(text, e, rows)
    ]
    surplus += [f"{s['grade']}: {s['content']['text']}" for s in told["statements"] if id(s) not in used]
    noise = [_pieces(row["what"])[0] for row in rows if row["kind"] == "noise"]
    astray = [e for e in (*told["events"], *told["statements"]) if _overlap([e["span"]], noise)]
    return Comparison(
        events,
        statements,
        len(told["events"]),
        len(told["statements"]),
        surplus,
        [_words(text, [e["span"]]) for e in astray],
    )


def _read() -> dict[str, list[Entry]]:
    """The chronicle of a new case that holds the article alone."""
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder, "case"))
        _run("new", case, "--between", "JPN", "RUS")
        _run("read", case, str(ARTICLE), "--date", "2016-12-09")
        told: dict[str, list[Entry]] = json.loads(_run("chronicle", case, "--format", "json"))
    return told


def _run(*words: str) -> str:
    return subprocess.run([*COMMAND, *words], check=True, capture_output=True, text=True, timeout=600).stdout


def _by_id(rows: Iterable[Row], kind: str) -> list[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["kind"] == kind:
            found.setdefault(row["id"], []).append(row)
    return list(found.values())


def _event(text: str, rows: list[Row], told: list[Entry]) -> Item:
    """The event that answers any of the item's rows best."""
    best: tuple[Entry | None, dict[str, bool]] = (None, {})
    for row in rows:
        for event in told:
            if _answers(text, event, row):
                right = _event_right(row, event)
                if best[0] is None or sum(right.values()) > sum(best[1].values()):
                    best = event, right
    return Item(rows[0]["id"], _words(text, _pieces(rows[0]["what"])), *best)


def _answers(text: str, event: Entry, row: Row) -> bool:
    place, date = event["place"], event["date"]
    named = [
        event["trigger"]["span"],
        *([place["span"]] if place and place.get("span") else []),
        *([date["span"]] if date else []),
    ]
    return _overlap(named, _pieces(row["main"])) and _agreement(text, [event["span"]], _pieces(row["what"])) >= 0.5


def _answers_any(text: str, event: Entry, rows: Iterable[Row]) -> bool:
    return any(row["kind"] == "event" and _answers(text, event, row) for row in rows)


def _event_right(row: Row, event: Entry) -> dict[str, bool]:
    countries = {a["country"] for a in (*event["sources"], *event["targets"]) if a["country"]}
    return {
        "date": (event["date"]["value"] if event["date"] else "") == row["date"],
        "parties": countries == set(row["parties"].split()),
        "category": (event["category"] or "-") in row["category"].split("|"),
        **{name: event[name] in row[name].split("|") for name in ("grade", "status", "certainty")},
    }


def _statement(text: str, row: Row, told: list[Entry]) -> Item:
    hits = [s for s in told if _says(text, s, row)]
    best = max(hits, key=lambda s: sum(_statement_right(text, row, s).values()), default=None)
    right = _statement_right(text, row, best) if best else {}
    return Item(row["id"], _words(text, _pieces(row["content"])), best, right)


def _says(text: str, statement: Entry, row: Row) -> bool:
    """Whether the statement is the item: by its cue where there is one, and by its content, which may be one piece of several."""
    content = statement["content"]["spans"]
    if max(_agreement(text, some, _pieces(row["content"])) for some in (content, *([piece] for piece in content))) < 0.5:
        return False
    cue = (statement["cue"] or {}).get("spans", [])
    if row["cue"]:
        return _overlap(cue, _pieces(row["cue"]))
    return bool(statement["grade"] == "opinion" if row["grade"] == "opinion" else statement["source"])


def _statement_right(text: str, row: Row, statement: Entry) -> dict[str, bool]:
    source, wanted = (statement["source"] or {}).get("spans", []), _pieces(row["source"])
    is_same = _agreement(text, source, wanted) >= 0.5 if wanted else not source
    return {"speaker": is_same, **{name: statement[name] in row[name].split("|") for name in ("grade", "certainty", "polarity")}}


def _pieces(written: str) -> Spans:
    return [[int(n) for n in piece.split("-")] for piece in written.split(";") if piece]


def _words(text: str, spans: Spans) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def _overlap(some: Spans, others: Spans) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def _agreement(text: str, some: Spans, others: Spans) -> float:
    """Token F1 of two lists of spans."""
    one, two = (
        {m.start() for start, end in spans for m in re.compile(r"\w+").finditer(text, start, end)} for spans in (some, others)
    )
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 0.0


if __name__ == "__main__":
    sys.exit(main())
