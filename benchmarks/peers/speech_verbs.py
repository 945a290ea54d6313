"""The honest small peer: a verb of saying with a subject and a clause under it, straight from the parse."""

from collections.abc import Iterator
from typing import Any

from exchange import Found, answer_statements

_SAYING = """
acknowledge add admit agree announce argue ask believe claim confirm declare deny expect explain hope insist note predict promise
reply report say state stress suggest tell testify think tweet urge warn write
"""


def said(parsed: Any) -> Iterator[Found]:
    saying = frozenset(_SAYING.split())
    for token in parsed:
        if token.pos_ != "VERB" or token.lemma_ not in saying:
            continue
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        clause = next((c for c in token.children if c.dep_ in ("ccomp", "xcomp")), None)
        if subject is not None and clause is not None:
            yield [edges(subject)], [[token.idx, token.idx + len(token)]], [edges(clause)]


def edges(token: Any) -> list[int]:
    """Characters of all that hangs on the token."""
    return [token.left_edge.idx, token.right_edge.idx + len(token.right_edge)]


if __name__ == "__main__":
    answer_statements(said, by_paragraph=True)
