"""Fit the weights by which a word is taken for a cue of attribution (`reading/data/cue_weights.json.gz`).

    pip install scikit-learn==1.7.2
    python scripts/fit_cues.py dev.jsonl.gz

The file holds PolNeAR's annotations, one JSON object a line: `id`, `text`, `date`, `attributions` (a list of `source`, `cue`, `content`, each a
list of `[start, end)`). No sign is kept that occurs in fewer than five articles. `benchmarks/cues.py` measures by cross-validation;
`docs/cue_model.md` is the model card. Five minutes.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, Token

from hikiwake.reading.documents import document_from_text
from hikiwake.reading.language import Passage, parse
from hikiwake.reading.statements import likely
from hikiwake.reading.statements.find import by_passage, drafts_by_rule, spans, stored, without_doubles
from hikiwake.reading.statements.likelihood import CueWeights
from hikiwake.reading.statements.quotation import quotations
from hikiwake.reading.statements.signs import Signs

WEIGHTS = Path(__file__).parents[1] / "src/hikiwake/reading/data/cue_weights.json.gz"
FEWEST_ARTICLES = 5
STRENGTH = 0.08  # inverse of the quadratic penalty
KEEP, PLAIN, ADD, SURE = 0.2, 0.05, 0.42, 0.6
LEAST_WEIGHT = 0.004  # what is smaller moves nothing
Article = tuple[dict[str, Any], list[Passage]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words to be weighed: `signs` of each, whether it `attributes`, and its article's place in the list."""

    signs: list[list[str]]
    attributes: np.ndarray
    articles: np.ndarray


def main(asked: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("annotations", type=Path)
    given = parser.parse_args(asked)
    articles = list(read(given.annotations))
    print(f"{len(articles)} articles parsed", flush=True)
    write(fitted(articles))
    return 0


def read(path: Path) -> Iterator[Article]:
    """Each annotated article with its parse."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    documents = [document_from_text(r["id"], r["text"]) for r in rows]
    yield from zip(rows, parse((d.text, d.prose) for d in documents), strict=True)


def fitted(articles: Sequence[Article]) -> CueWeights:
    """Weights from these articles."""
    others = words_that_attribute(articles)
    words = weighed(articles, others)
    index: dict[str, int] = {}
    columns = [[index.setdefault(s, len(index)) for s in signs] for signs in words.signs]
    ends = np.cumsum([0, *(len(c) for c in columns)])
    flat = np.fromiter((c for row in columns for c in row), dtype=np.int64, count=int(ends[-1]))
    table = csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(columns), len(index)))
    by_article = csr_matrix(
        (np.ones(len(columns)), (words.articles, np.arange(len(columns)))), shape=(len(articles), len(columns))
    )
    spread = np.asarray(((by_article @ table) > 0).sum(axis=0)).ravel()
    common = spread >= FEWEST_ARTICLES
    model = LogisticRegression(C=STRENGTH, max_iter=200).fit(table[:, common], words.attributes)
    names = [sign for sign, is_common in zip(index, common, strict=True) if is_common]
    weights = {n: round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= LEAST_WEIGHT}
    return CueWeights(float(model.intercept_[0]), weights, others, KEEP, PLAIN, ADD, SURE)


def words_that_attribute(articles: Sequence[Article]) -> frozenset[str]:
    """Lemmas, no verbs, that head annotated cues in five articles or more."""
    spread: dict[str, set[int]] = defaultdict(set)
    for i, article in enumerate(articles):
        for _, cue in cues(article):
            word = head(cue)
            if word.pos_ not in ("VERB", "AUX") and word.is_alpha:
                spread[word.lemma_.lower()].add(i)
    return frozenset(lemma for lemma, where in spread.items() if len(where) >= FEWEST_ARTICLES)


def weighed(articles: Sequence[Article], others: frozenset[str]) -> Words:
    signs, attributes, where = [], [], []
    for i, article in enumerate(articles):
        annotated = defaultdict(list)
        for passage, cue in cues(article):
            annotated[passage.offset].append(cue)
        passages = article[1]
        quotes = by_passage(quotations(stored(passages), spans(passages)), passages)
        for passage, beside in zip(passages, quotes, strict=True):
            seen = Signs(passage, likely.in_cues(passage, without_doubles(drafts_by_rule(passage))), beside)
            candidates = list(seen.candidates(others))
            right = right_words(annotated[passage.offset], {t.i for t in candidates})
            signs += [seen.of(t) for t in candidates]
            attributes += [t.i in right for t in candidates]
            where += [i] * len(candidates)
    return Words(signs, np.array(attributes), np.array(where))


def right_words(annotated: Sequence[list[Token]], candidates: set[int]) -> set[int]:
    """The one candidate that each annotated cue is found by: its head, else its first."""
    right = set()
    for cue in annotated:
        order = [head(cue).i, *(t.i for t in cue)]
        right.update([next((i for i in order if i in candidates), -1)])
    return right


def cues(article: Article) -> Iterator[tuple[Passage, list[Token]]]:
    """The words of each annotated cue, with the passage that they stand in."""
    row, passages = article
    for attribution in row["attributions"]:
        for passage in passages:
            if attribution["cue"] and passage.offset <= attribution["cue"][0][0] < passage.offset + len(passage.doc.text):
                words = list(within(passage.doc, passage.offset, attribution["cue"]))
                if words:
                    yield passage, words
                break


def within(doc: Doc, offset: int, spans: Sequence[Sequence[int]]) -> Iterator[Token]:
    return (t for t in doc if any(offset + t.idx < e and s < offset + t.idx + len(t.text) for s, e in spans))


def head(cue: Sequence[Token]) -> Token:
    """The word that carries a cue: the topmost verb, else any verb, else any noun or adjective, else the topmost word."""
    own = {t.i for t in cue}
    top = [t for t in cue if t.head.i not in own or t.head.i == t.i]
    orders = ((top, ("VERB",)), (top, ("AUX",)), (cue, ("VERB",)), (cue, ("NOUN", "ADJ", "PROPN", "ADV")), (cue, ("AUX",)))
    return next((t for words, kinds in orders for t in words if t.pos_ in kinds), top[0] if top else cue[0])


def write(weights: CueWeights) -> None:
    model = {
        "bias": round(weights.bias, 3),
        "keep": weights.keep,
        "plain": weights.plain,
        "add": weights.add,
        "sure": weights.sure,
        "words": sorted(weights.words),
        "weights": dict(sorted(weights.weights.items())),
    }
    WEIGHTS.write_bytes(gzip.compress(json.dumps(model, ensure_ascii=False).encode(), mtime=0))
    print(f"{len(weights.weights)} weights, {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
