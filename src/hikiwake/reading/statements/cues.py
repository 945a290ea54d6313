"""Cues: the words by which a text says that somebody said, thinks or wants something, and what may follow each.

`data/cues.csv` is the lexicon: `cue` is a lemma, with its preposition or particle after a blank ("call for"); `kind` and `frames` say how it
attributes. Frames: `that` a clause, `to` an infinitive, `obj` its object, `as` an object with what is said of it ("called it a mistake"),
`quote` a quotation, `hear` its object is the hearer, `about`/`of` what follows that word; `noun` and `adj` mark cues that are no verbs.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


_MENDED = {"hop": "hope", "hat": "hate"}  # what the lemmatiser makes of "hoped" and "hates"


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon. `kind`: speech, belief, intent, stance, evidence or appearance."""

    lemma: str
    kind: str
    frames: frozenset[str]


@cache
def lexicon() -> dict[str, Cue]:
    """Every cue by its lemma (and particle); nouns end in "/n", adjectives in "/a"."""
    found = {}
    table = files("hikiwake.reading").joinpath("data/cues.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        frames = frozenset(row["frames"].split())
        mark = "/n" if "noun" in frames else "/a" if "adj" in frames else ""
        found[row["cue"] + mark] = Cue(row["cue"], row["kind"], frames)
    return found


def verb_cue(token: "Token") -> tuple[Cue, "Token | None"] | None:
    """The cue that a verb is, and the particle or preposition that belongs to it; None where it attributes nothing."""
    lemma = _MENDED.get(token.lemma_.lower(), token.lemma_.lower())
    for child in token.children:
        if child.dep_ in ("prt", "prep", "advmod") and child.i > token.i and not _is_when(child):
            together = lexicon().get(f"{lemma} {child.lower_}")
            if together:
                return together, child
    alone = lexicon().get(lemma)
    return (alone, None) if alone else None


def _is_when(word: "Token") -> bool:
    """ "Agreed on Wednesday to go on": not what was agreed on."""
    return word.dep_ == "prep" and any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in word.children)
