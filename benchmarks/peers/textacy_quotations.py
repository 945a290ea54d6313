"""textacy's `extract.direct_quotations`: direct speech only, by its own account.

It refuses a text with an odd number of quotation marks, so it is given paragraph by paragraph: only that paragraph is lost.
"""

from collections.abc import Iterator
from typing import Any

from exchange import Found, answer_statements
from textacy.extract import direct_quotations


def said(parsed: Any) -> Iterator[Found]:
    try:
        triples = list(direct_quotations(parsed))
    except ValueError:  # an odd number of quotation marks
        return
    for triple in triples:
        content = triple.content
        yield words(triple.speaker), words(triple.cue), [[content.start_char, content.end_char]]


def words(tokens: Any) -> list[list[int]]:
    return [[t.idx, t.idx + len(t)] for t in tokens]


if __name__ == "__main__":
    answer_statements(said, by_paragraph=True)
