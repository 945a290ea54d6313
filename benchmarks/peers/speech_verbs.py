"""The honest small peer: a verb of saying with a subject and a clause under it, straight from the parse."""

from typing import Any

from exchange import answer, pipeline, statement

SAYING = frozenset(
    [
        "say",
        "tell",
        "announce",
        "declare",
        "state",
        "add",
        "claim",
        "argue",
        "warn",
        "insist",
        "note",
        "report",
        "believe",
        "think",
        "deny",
        "confirm",
        "promise",
        "admit",
        "suggest",
        "explain",
        "acknowledge",
        "stress",
        "urge",
        "hope",
        "expect",
        "write",
        "reply",
        "ask",
        "predict",
        "agree",
        "testify",
        "tweet",
    ]
)


def main() -> None:
    nlp = pipeline()

    def read(document: dict[str, Any]) -> dict[str, Any]:
        found = []
        for token in nlp(document["text"]):
            if token.pos_ != "VERB" or token.lemma_ not in SAYING:
                continue
            subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            clause = next((c for c in token.children if c.dep_ in ("ccomp", "xcomp")), None)
            if subject is not None and clause is not None:
                found.append(statement([edges(subject)], [edges(token, alone=True)], [edges(clause)]))
        return {"statements": found}

    answer(read)


def edges(token: Any, *, alone: bool = False) -> list[int]:
    """Characters of the token, or of all that hangs on it."""
    first, last = (token, token) if alone else (token.left_edge, token.right_edge)
    return [first.idx, last.idx + len(last)]


if __name__ == "__main__":
    main()
