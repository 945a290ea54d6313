"""How well the program reads, beside its peers, in one command: statements, events, dates, and the project's own sets.

    python benchmarks/reading.py [--peers DIR]

Runs our public commands on the files of `../shared/benchmarks` (not part of the project), scores ours and the peers' answers by the same code,
and writes `benchmarks/RESULTS.md`. `--peers DIR` runs the peers too, each in an environment of its own that is made in DIR from the package
index; without it, or where one cannot be had, their figures of the last such run stand (`peers/figures.csv`). About eight minutes on two
cores, fourteen with the peers.
"""

import argparse
import csv
import platform
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import grades
import languages
import own_sets
import scores
import scoring
import seed_article
from peers import environments, petrarch

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
FIGURES = HERE / "peers/figures.csv"
CROSS_VALIDATED = HERE / "cross_validated.csv"
KNOWN = "attribution, as shipped"  # scored on the articles that the shipped weights were fitted on
SETS = ("event_coding", "alarms", "attribution", "dates")
SETS_OF = {"statements": ("attribution",), "dates": ("dates", "gold dates")}  # what a peer answers, and where it is scored

Figures = dict[str, dict[str, dict[str, float]]]  # set, who, measure
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: where its figure stands, the goal, and the floor it may not fall under (may not pass, where less is better)."""

    label: str
    set: str
    measure: str
    goal: float
    floor: float
    note: str = ""
    is_less_better: bool = False

    def reached(self, value: float) -> str:
        sign = -1 if self.is_less_better else 1
        value, goal, floor = (sign * round(x, 3) for x in (value, self.goal, self.floor))
        return "at the goal" if value >= goal else "above the floor" if value >= floor else "**under the floor**"


ROWS = (
    Row("statements: cue F1", "attribution", "cue_f1", 0.86, 0.80, "the annotators agree with each other on 0.92"),
    Row(
        "statements: source of the matched",
        "attribution",
        "source",
        0.95,
        0.90,
        "a share of the cues found, so easier for who finds few",
    ),
    Row("statements: content of the matched", "attribution", "content", 0.91, 0.85, "a share of the cues found, as above"),
    Row(
        "events: main category",
        "event_coding",
        "main_category",
        0.75,
        0.65,
        "at most 1.5 categories a sentence: ours {kinds:.2f}",
    ),
    Row("events: source country F1", "event_coding", "source_f1", 0.92, 0.86),
    Row("events: target country F1", "event_coding", "target_f1", 0.86, 0.78),
    Row("events: ordered pair F1", "event_coding", "pair_f1", 0.85, 0.76),
    Row("events: four quads and statement", "event_coding", "quad", 0.75, 0.64, "CoPED, for measuring only"),
    Row(
        "false events in 100 sentences",
        "alarms",
        "false_events_per_100",
        1.0,
        3.0,
        "mail, answers, reviews; less is better",
        True,
    ),
    Row("dates: found F1", "dates", "found_f1", 0.93, 0.86),
    Row("dates: value F1", "dates", "value_f1", 0.86, 0.76, "timexy resolves nothing that needs the document's date"),
)

PEER_TABLES = (
    ("attribution", ("cue_precision", "cue_recall", "cue_f1", "source", "content", "content_token_f1")),
    (
        "event_coding",
        ("main_category", "category_anywhere", "categories_a_sentence", "source_f1", "target_f1", "pair_f1", "quad"),
    ),
    ("dates", ("found_precision", "found_recall", "found_f1", "value_of_found", "value_f1")),
    ("gold dates", ("found_f1", "plain_value_f1")),
)

HEAD = """\
Each row asks one thing of texts that nobody here wrote: does the program find who said what, who did what to whom, and when?
1 is everything and nothing besides; what is said too much costs as well. *Goal* is what the project wants, *not under* what it must not
fall below. The best peer is the best of all listed below, for each row by itself. The texts are the development part; others are kept
aside.""".splitlines()

NOTES = """\
- **Speech verbs over a parse**: 32 verbs with a subject and a clause, over the same small spaCy pipeline as ours.
- **textacy** finds direct speech only; it is given paragraph by paragraph, since it refuses a text with an odd number of quotation marks.
- **Gender Gap Tracker** (Asr et al. 2021): its own `quote_extractor.py`, unchanged, over the same small pipeline (its own is spaCy 2.1's large one).
- **Citron** (BBC) could not be run: the copy of its repository that could be had lacked its cue model. Its authors give cue F1 0.82 on PARC 3.0
  (the Wall Street Journal, where it was trained too; exact spans), which is not this measure.
- **PETRARCH-2, UniversalPetrarch**: their recorded answers, scored here again. PETRARCH-2's trees were rebuilt; the third suite is its own output,
  so its triples are not compared.
- **NGEC** (POLECAT's coder) needs models from a hub and a search server; no figures. textacy's triples have
  neither category nor country.
- No peer gives events, statements and sourcing together, and none says for a statement how it reaches us.""".splitlines()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--peers", type=Path, metavar="DIR", help="run the peers too, in environments made in DIR")
    folder = parser.parse_args().peers
    try:
        ours = {name: _timed(name, lambda name=name: scoring.ours(name)) for name in SETS}
    except FileNotFoundError as missing:
        print(missing, file=sys.stderr)
        return 1
    ours[KNOWN], ours["attribution"] = ours["attribution"], _cross_validated()
    ours["gold dates"] = _timed("gold dates", lambda: own_sets.score_dates(scoring.read))
    if folder:
        _run_peers(folder)
    peers = {**_kept_figures(), "event_coding": _petrarch()}
    lines = _page(ours, peers, _own())
    RESULTS.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))
    return 0


def _timed(name: str, work: Callable[[], T]) -> T:
    started = time.perf_counter()
    print(f"{name} …", file=sys.stderr, flush=True)
    found = work()
    print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    return found


def _run_peers(folder: Path) -> None:
    """Scores every peer that can be had here and keeps its figures; those of a peer that cannot be had stand as they were."""
    kept = _kept_rows()
    for name, peer in environments.PEERS.items():
        for measured in SETS_OF[peer.answers]:
            try:
                told = _timed(f"{peer.title}, {measured}", lambda m=measured, n=name: _score_peer(m, n, folder))
            except environments.PeerMissingError as why:
                print(f"{peer.title} was not run: {why}", file=sys.stderr)
                continue
            kept = [row for row in kept if (row["set"], row["peer"]) != (measured, peer.title)]
            today = f"{datetime.now(UTC):%Y-%m-%d}"
            kept += [
                {"run": today, "set": measured, "peer": peer.title, "measure": measure, "value": f"{value:.4f}"}
                for measure, value in told.items()
            ]
    with FIGURES.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ("run", "set", "peer", "measure", "value"), lineterminator="\n")
        table.writeheader()
        table.writerows(kept)


def _score_peer(measured: str, name: str, folder: Path) -> dict[str, float]:
    def answer(documents: scoring.Documents) -> scoring.Documents:
        return environments.ask(name, folder, documents)

    return own_sets.score_dates(answer) if measured == "gold dates" else scoring.of_answers(measured, answer)


def _kept_rows() -> list[dict[str, str]]:
    """The peers' figures of the last runs with them, a measure a row."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _kept_figures() -> Figures:
    figures: Figures = {}
    for row in _kept_rows():
        figures.setdefault(row["set"], {}).setdefault(row["peer"], {})[row["measure"]] = float(row["value"])
    return figures


def _peers_run() -> str:
    """The days on which the peers were run last."""
    return ", ".join(sorted({row["run"] for row in _kept_rows()}))


def _cross_validated() -> dict[str, float]:
    """Our figures in statements, each article read with weights that were fitted without it, as `cues.py` wrote them last."""
    with CROSS_VALIDATED.open(encoding="utf-8", newline="") as file:
        return {row["measure"]: float(row["value"]) for row in csv.DictReader(file)}


def _folds() -> str:
    """How the statements were cross-validated last."""
    with CROSS_VALIDATED.open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    return f"{row['folds']} folds of articles, {row['run']}"


def _petrarch() -> dict[str, dict[str, float]]:
    recorded = scoring.FOLDER / "event_coding/peer_outputs_dev.jsonl"
    coded = petrarch.answers(recorded, scoring.FOLDER.parent / "reference/cameo_plover_goldstein.csv")
    return {title: scoring.of_events(events) for title, events in coded.items()}


def _own() -> dict[str, list[str]]:
    """The project's own sets, by their titles."""
    tables: dict[str, Callable[[], list[str]]] = {
        "The seed article": seed_article.table,
        "How it reaches us: grade, certainty, polarity": grades.table,
        "The chronicle of the packaged cases": own_sets.chronicle,
        "One event, many reports": own_sets.merging,
        "Places": own_sets.places,
        "Other languages": languages.table,
        "What is computed, not read": scores.table,
    }
    return {title: _timed(title, work) for title, work in tables.items()}


def _page(ours: dict[str, dict[str, float]], peers: Figures, own: dict[str, list[str]]) -> list[str]:
    lines = [
        "# How well the program reads",
        "",
        f"Last run {datetime.now(UTC):%Y-%m-%d} by `python benchmarks/reading.py`, Python {platform.python_version()}, {platform.machine()}; "
        f"the peers in statements and dates were run {_peers_run()}.",
        "",
        *HEAD,
        "",
        "| measure | ours | best peer | goal | not under | what differs |",
        "|---|---|---|---|---|---|",
        *(_line(row, ours, peers) for row in ROWS),
        "",
        f"Ours in statements is by cross-validation (`python benchmarks/cues.py`, {_folds()}); what ships was fitted on all these articles and",
        f"finds cues there with F1 {ours[KNOWN]['cue_f1']:.3f}, source {ours[KNOWN]['source']:.3f}, content {ours[KNOWN]['content']:.3f}.",
        "",
        "## Every peer",
        "",
        *(line for measured, names in PEER_TABLES for line in _peer_table(measured, names, ours, peers)),
        *NOTES,
        "",
    ]
    for title, rows in own.items():
        lines += [f"## {title}", "", *rows, ""]
    return [
        *lines,
        "Elsewhere: [speed](RESULTS-speed.md), [the pipe to a language model](RESULTS-model-reader.md), [the frontier](RESULTS-bargaining.md).",
        "",
    ]


def _line(row: Row, ours: dict[str, dict[str, float]], peers: Figures) -> str:
    value = ours[row.set][row.measure]
    best = max(((told[row.measure], who) for who, told in peers.get(row.set, {}).items()), default=None)
    beside = f"{best[0]:.3f} {best[1]}" if best else "none gives them"
    note = row.note.format(kinds=ours["event_coding"]["categories_a_sentence"])
    if row.measure in ("source", "content"):
        note += f"; right of all marked: ours {_right_of_all(row, ours[row.set]):.2f}, best peer {_best_of_all(row, peers):.2f}"
    bound = "at most " if row.is_less_better else ""
    told = "; ".join(x for x in (row.reached(value), note) if x)
    return f"| {row.label} | {value:.3f} | {beside} | {bound}{row.goal:g} | {bound}{row.floor:g} | {told} |"


def _right_of_all(row: Row, told: dict[str, float]) -> float:
    return told["cue_recall"] * told[row.measure]


def _best_of_all(row: Row, peers: Figures) -> float:
    return max((_right_of_all(row, told) for told in peers.get(row.set, {}).values()), default=0.0)


def _peer_table(measured: str, names: tuple[str, ...], ours: dict[str, dict[str, float]], peers: Figures) -> Iterable[str]:
    yield f"| {measured.replace('_', ' ')} | " + " | ".join(n.replace("_", " ") for n in names) + " |"
    yield "|---" * (len(names) + 1) + "|"
    for who, told in {"**ours**": ours[measured], **peers.get(measured, {})}.items():
        yield f"| {who} | " + " | ".join(f"{told[name]:.3f}" for name in names) + " |"
    yield ""


if __name__ == "__main__":
    sys.exit(main())
