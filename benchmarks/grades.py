"""How well grade, certainty and polarity are told, against annotations that nobody here wrote by the reader's output, beside a majority baseline.

    .venv/bin/python benchmarks/grades.py

Three tables: statements annotated by `docs/annotation.md` (`annotations/grades.csv`), once with source, cue and content given and once as the reader
finds them; certainty and polarity of MEANTIME's events; factuality of the predicates of "It Happened" (UDS-IH2). The texts stand beside this
checkout in `../shared` and are not part of it. About two minutes on one core.
"""

import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import Any

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.coding import mood
from hikiwake.reading.coding.act import Act
from hikiwake.reading.coding.stance import Stance, stance
from hikiwake.reading.documents import document_from_text
from hikiwake.reading.language import Passage, parse, pipeline
from hikiwake.reading.modality import certainty_of, polarity_of
from hikiwake.reading.sourcing import grade_of
from hikiwake.reading.sourcing_channel import channel_of, cue_at
from hikiwake.reading.sourcing_setting import Setting
from hikiwake.reading.statements.places import Places
from hikiwake.reading.statements.speaker import speaker
from hikiwake.reading.statements.transcript import speaks_to_an_audience, turns
from hikiwake.record.model import Certainty, Polarity, Span, Statement, Status

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
SEED, DRAWS = 20161209, 2000
LABELS = ("grade", "certainty", "polarity")
HALVES = ("fit", "unseen")
BRIEFINGS = ("wh_2021-04-15", "wh_2021-12-30")  # two documents that bring a third of the anonymous statements
SCORE = {Status.ACTUAL: 3.0, Status.PLANNED: -1.0, Status.HYPOTHETICAL: -1.0, Status.DENIED: -3.0}  # "did it happen?", −3 … 3
HELD_BACK = {Certainty.CERTAIN: 1.0, Certainty.PROBABLE: 0.7, Certainty.POSSIBLE: 0.3, Certainty.UNKNOWN: 0.3}


@dataclass(frozen=True)
class Item:
    """One annotated statement: its spans and gold labels."""

    document: tuple[str, str]
    half: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    gold: dict[str, str]


def table() -> list[str]:
    """The lines of the report, as Markdown."""
    return [*statements_table(), "", *meantime_table(), "", *happened_table()]


# Statements.


def statements_table() -> list[str]:
    items = list(annotated())
    given, found = labelled(items)
    lines = [
        "Statements (macro-F1; `fit` was looked at while the rules were written, `unseen` was not):",
        "",
        "| label | half | items | spans given | majority | as the reader finds them: found | macro-F1 of the found |",
        "|---|---|---|---|---|---|---|",
    ]
    for label in LABELS:
        for half in HALVES:
            lines.append(_row(label, half, [i for i, x in enumerate(items) if x.half == half], items, given, found))
    quiet = [i for i, x in enumerate(items) if x.half == "unseen" and not x.document[1].startswith(BRIEFINGS)]
    lines.append(_row("grade", "unseen, no briefings", quiet, items, given, found))
    sourced = [i for i, x in enumerate(items) if x.half == "unseen" and x.gold["grade"] != "opinion"]
    lines.append(_row("grade", "unseen, no opinions", sourced, items, given, found))
    low, high = interval(grades_by_document([i for i, x in enumerate(items) if x.half == "unseen"], items, given))
    lines += [
        "",
        f"The grade's macro-F1 on `unseen`, spans given, lies between {low:.2f} and {high:.2f} (95 %, its documents drawn anew {DRAWS:,} times).",
    ]
    lines += ["", "| grade, unseen | items | precision | recall | F1 |", "|---|---|---|---|---|"]
    chosen = [i for i, x in enumerate(items) if x.half == "unseen"]
    gold, ours = [items[i].gold["grade"] for i in chosen], [given[i]["grade"] for i in chosen]
    for grade in sorted(set(gold), key=gold.count, reverse=True):
        right = sum(a == b == grade for a, b in zip(gold, ours, strict=True))
        p, r = ratio(right, ours.count(grade)), ratio(right, gold.count(grade))
        lines.append(f"| {grade} | {gold.count(grade)} | {p:.2f} | {r:.2f} | {ratio(2 * p * r, p + r):.2f} |")
    return lines


def _row(
    label: str,
    half: str,
    chosen: Sequence[int],
    items: Sequence[Item],
    given: Sequence[dict[str, str]],
    found: Sequence[dict[str, str] | None],
) -> str:
    gold = [items[i].gold[label] for i in chosen]
    hits = [(items[i].gold[label], f[label]) for i in chosen if (f := found[i]) is not None]
    ours = macro_f1(gold, [given[i][label] for i in chosen])
    ends = macro_f1([a for a, _ in hits], [b for _, b in hits])
    shares = f"{len(hits) / len(chosen):.0%} | {ends:.2f}"
    return f"| {label} | {half} | {len(chosen)} | **{ours:.2f}** | {macro_f1(gold, majority(gold)):.2f} | {shares} |"


def annotated() -> Iterator[Item]:
    with (HERE / "annotations" / "grades.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            source, cue, content = (
                tuple(Span(*map(int, pair.split("-"))) for pair in row[part].split()) for part in ("source", "cue", "content")
            )
            gold = {label: row[label] for label in LABELS}
            yield Item((row["collection"], row["document"]), row["half"], source, cue, content, gold)


def texts(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The annotated documents' texts, by collection and id."""
    found = {}
    with gzip.open(SHARED / "benchmarks" / "attribution" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            found["polnear", article["id"]] = article["text"]
    for collection, name in wanted:
        if collection == "articles":
            found[collection, name] = (SHARED / "data" / "articles" / name).read_bytes().decode("utf-8")
    return {key: found[key] for key in wanted}


def labelled(items: Sequence[Item]) -> tuple[list[dict[str, str]], list[dict[str, str] | None]]:
    """For each item our labels with its spans given, and those of the reader's statement that overlaps it, if there is one."""
    told = sorted(texts({x.document for x in items}).items())
    documents = [document_from_text(key[1], text) for key, text in told]
    reader = BuiltIn()
    given: dict[int, dict[str, str]] = {}
    found: dict[int, dict[str, str] | None] = {}
    for (key, _), document, passages in zip(told, documents, parse((d.text, d.prose) for d in documents), strict=True):
        told_by = _Told(document.text, passages)
        statements = reader.read_passages(document, passages).statements
        for i, item in enumerate(items):
            if item.document == key:
                given[i] = told_by.labels(item)
                found[i] = overlapping(item, statements)
    return [given[i] for i in range(len(items))], [found[i] for i in range(len(items))]


def grades_by_document(
    chosen: Sequence[int], items: Sequence[Item], given: Sequence[dict[str, str]]
) -> list[list[tuple[str, str]]]:
    """Gold and our grade of each item, document by document."""
    by_document: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for i in chosen:
        by_document.setdefault(items[i].document, []).append((items[i].gold["grade"], given[i]["grade"]))
    return list(by_document.values())


def interval(documents: Sequence[Sequence[tuple[str, str]]]) -> tuple[float, float]:
    """The middle 95 % of macro-F1 over documents drawn with replacement (`SEED`)."""
    random = Random(SEED)
    scores = []
    for _ in range(DRAWS):
        drawn = [pair for _ in documents for pair in random.choice(documents)]
        scores.append(macro_f1([a for a, _ in drawn], [b for _, b in drawn]))
    scores.sort()
    return scores[int(0.025 * DRAWS)], scores[int(0.975 * DRAWS) - 1]


class _Told:
    """One document made ready to label statements whose spans are given."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        spoken = [((t.source or t.cue)[0].cut(text), Span(t.content[0].start, t.content[-1].end)) for t in turns(text, passages)]
        self._actors = actor_mentions(passages)
        self._places = Places.of((a.span, i) for i, a in enumerate(self._actors))
        is_speech = not spoken and speaks_to_an_audience(text)
        self._setting = Setting.of(text, passages, turns=spoken, is_speech=is_speech, actors=self._actors)
        self._text = text

    def labels(self, item: Item) -> dict[str, str]:
        words = self._setting.words_at(item.source[0]) if item.source else None
        who = speaker(words, self._actors, self._places)
        cue = cue_at(self._setting, item.cue)
        content = " … ".join(s.cut(self._text) for s in item.content)
        return {
            "grade": grade_of(channel_of(self._setting, item.source, cue, item.content, speaker=who)).value,
            "certainty": certainty_of(content, cue=cue.text, lemma=cue.lemma).value,
            "polarity": polarity_of(content, cue=cue.text, lemma=cue.lemma).value,
        }


def overlapping(item: Item, statements: Sequence[Statement]) -> dict[str, str] | None:
    """The labels of the statement whose cue overlaps the item's; of one without a cue, whose content shares most with the item's."""
    if item.cue:
        hits = [s for s in statements if s.cue and any(a.overlaps(b) for a in s.cue.spans for b in item.cue)]
    else:
        hits = [s for s in statements if s.cue is None]
    best = max(hits, key=lambda s: shared(s.content.spans, item.content), default=None)
    if best is None or shared(best.content.spans, item.content) == 0:
        return None
    return {"grade": best.grade.value, "certainty": best.certainty.value, "polarity": best.polarity.value}


def shared(some: Sequence[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


# Events.


def told(text: str, spans: Sequence[tuple[int, int]], doc: Any) -> Stance | None:
    """How the text tells the event whose words are at `spans`, as the coder would."""
    words = doc.char_span(*spans[0], alignment_mode="expand")
    if words is None:
        return None
    head = words.root
    return stance(Act("042", head, (head,)), mood.modality(head), is_intent=False)


def meantime_table() -> list[str]:
    """Certainty and polarity of MEANTIME's event mentions; where almost all are certain and affirmed, the F1 of the others tells."""
    gold: dict[str, list[str]] = {"certainty": [], "polarity": []}
    ours: dict[str, list[str]] = {"certainty": [], "polarity": []}
    lines = (SHARED / "benchmarks" / "reading" / "meantime.dev.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    for article, doc in zip(articles, pipeline().pipe(a["text"] for a in articles), strict=True):
        for event in article["events"]:
            if not event["span"] or event["span"][0][0] >= article["annotated_until"]:
                continue
            at = told(article["text"], event["span"], doc)
            if at is None:
                continue
            if event["certainty"] in ("CERTAIN", "PROBABLE", "POSSIBLE"):
                gold["certainty"].append("certain" if event["certainty"] == "CERTAIN" else "less")
                ours["certainty"].append("certain" if at.certainty is Certainty.CERTAIN else "less")
            if event["polarity"] in ("POS", "NEG"):
                gold["polarity"].append("positive" if event["polarity"] == "POS" else "negative")
                ours["polarity"].append("negative" if at.polarity is Polarity.NEGATIVE else "positive")
    rows = [
        "MEANTIME, events:",
        "",
        "| attribute | events | of the rarer kind | F1 of the rarer kind | macro-F1 | majority |",
        "|---|---|---|---|---|---|",
    ]
    for name, rare in (("certainty", "less"), ("polarity", "negative")):
        g, o = gold[name], ours[name]
        kind = "possible, probable" if rare == "less" else rare
        base = macro_f1(g, majority(g))
        rows.append(f"| {name} | {len(g)} | {g.count(rare)} {kind} | {f1(g, o, rare):.2f} | {macro_f1(g, o):.2f} | {base:.2f} |")
    return rows


def happened_table() -> list[str]:
    """Factuality of UDS-IH2's predicates: our status and certainty as a number by `SCORE`, against the annotators' mean."""
    lines = (SHARED / "benchmarks" / "reading" / "uds_ih2.dev.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    sentences = sorted({x["text"] for x in items})
    docs = dict(zip(sentences, pipeline().pipe(sentences), strict=True))
    gold, ours = [], []
    for x in items:
        at = told(x["text"], [tuple(x["pred_span"])], docs[x["text"]])
        if at is not None:
            gold.append(float(x["factuality"]))
            ours.append(factuality(at))
    middle = median(gold)
    return [
        '"It Happened" (UDS-IH2), predicates of web text, factuality from −3 to 3:',
        "",
        "| | predicates | Pearson r | mean absolute error | the same, all at 3 | the same, all at the median |",
        "|---|---|---|---|---|---|",
        f"| ours | {len(gold)} | {pearson(gold, ours):.2f} | {mean_gap(gold, ours):.2f} | {mean_gap(gold, [3.0] * len(gold)):.2f} | "
        f"{mean_gap(gold, [middle] * len(gold)):.2f} |",
    ]


def factuality(at: Stance) -> float:
    return SCORE[at.status] * (HELD_BACK[at.certainty] if at.status is Status.ACTUAL else 1.0)


# Measures.


def ratio(a: float, b: float) -> float:
    return a / b if b else 0.0


def f1(gold: Sequence[str], ours: Sequence[str], kind: str) -> float:
    right = sum(a == b == kind for a, b in zip(gold, ours, strict=True))
    return ratio(2 * right, gold.count(kind) + ours.count(kind))


def macro_f1(gold: Sequence[str], ours: Sequence[str]) -> float:
    """The mean F1 of the kinds that the gold has."""
    return mean(f1(gold, ours, kind) for kind in set(gold)) if gold else 0.0


def majority(gold: Sequence[str]) -> list[str]:
    return [Counter(gold).most_common(1)[0][0]] * len(gold)


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    ma, mb = mean(a), mean(b)
    up = sum((x - ma) * (y - mb) for x, y in zip(a, b, strict=True))
    return ratio(up, (sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b)) ** 0.5)


def mean_gap(a: Sequence[float], b: Sequence[float]) -> float:
    return mean(abs(x - y) for x, y in zip(a, b, strict=True))


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
