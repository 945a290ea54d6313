"""What an event can be, for a form to choose from: CAMEO codes in the words that the brief has for them."""

import csv
from collections import Counter
from functools import cache
from importlib.resources import files

from hikiwake.brief.composition.wording import verb
from hikiwake.terms.ontology import cameo


@cache
def acts() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """PLOVER category and its CAMEO codes, each in words of its own: what the brief calls it and, where it calls several so, which of them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, known in sorted(cameo().items()):
        words = verb(code)
        if words is not None and len(code) >= 3 and (len(code) == 3 or words != verb(code[:-1])):
            groups.setdefault(known.category or "NO CATEGORY", []).append((code, words.noun))
    return tuple((category, _apart(codes)) for category, codes in groups.items())


def act_label(code: str) -> str:
    """An act in words: "meeting (CAMEO 040)"; empty for no code."""
    words = verb(code)
    return f"{words.noun} (CAMEO {code})" if words else code and f"CAMEO {code}"


def _apart(codes: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    called = Counter(noun for _, noun in codes)
    return tuple((code, f"{noun}: {_which()[code]}" if called[noun] > 1 else noun) for code, noun in codes)


@cache
def _which() -> dict[str, str]:
    """What tells codes apart that the brief calls by one noun, after the CAMEO codebook."""
    table = (files("hikiwake.web") / "data/acts.csv").read_text(encoding="utf-8")
    return {row["cameo"]: row["which"] for row in csv.DictReader(table.splitlines())}
