"""Cues as the grades see them: whether they tell of saying, thinking, asking or seeming, in public or not, hedged, guessed or denied.

`data/cue_senses.csv`: `act` (`say` where empty), `public` (the word means a public occasion),
`judges` (a paper that does so speaks for itself), `certainty` and `denies` (for `modality.py`).
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from hikiwake.record.model import Certainty

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|ostensibly|rumou?red(?:ly)?|said to|reported to|alleged to|quoted as|cited as)\b|"
    r"^(?:the )?rumou?rs?\b",
    re.IGNORECASE,
)
_GUESSED = re.compile(
    r"\b(?:may|might|could|must|perhaps|probably|(?<!more )(?<!less )(?<!most )(?:un)?likely|"
    r"apparently|presumably|surely|doubtless|has to be|have to be)\b",
    re.IGNORECASE,
)
_GUESSED_WHERE = ("aux", "advmod")
_NAMED_SO = re.compile(r"\bknown\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue word means here."""

    act: str = "say"
    is_public: bool = False
    judges: bool = False
    certainty: Certainty | None = None
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its place: the sense of its telling word, that word (None without a cue), its words with the auxiliaries and adverbs beside,
    and the code point at which it begins."""

    sense: Sense
    word: "Token | None"
    lemma: str
    text: str = ""
    at: int | None = None
    is_hedged: bool = False
    is_guess: bool = False


_PLAIN = Sense()
_MENDED = {"hop": "hope", "hat": "hate"}  # what the lemmatiser makes of "hoped" and "hates"


@cache
def senses() -> dict[str, Sense]:
    """Every listed cue by its lemma, with its particle where it has one."""
    table = files("hikiwake.reading").joinpath("data/cue_senses.csv").read_text(encoding="utf-8")
    return {
        row["cue"]: Sense(
            row["act"] or "say",
            row["public"] == "yes",
            row["judges"] == "yes",
            Certainty(row["certainty"]) if row["certainty"] else None,
            row["denies"] == "yes",
        )
        for row in csv.DictReader(table.splitlines())
    }


def cue_of(tokens: "Sequence[Token]", text: str, at: int | None = None) -> Cue:
    """The cue whose words are `tokens` (none: a judgement without a cue) and whose text is `text`."""
    if not tokens:
        return Cue(Sense(""), None, "")
    word, lemma = _telling(tokens)
    sense = senses().get(lemma, _PLAIN)
    if _NAMED_SO.search(text) and lemma == "know":
        sense = Sense("think")
    own = {t.i for t in tokens}
    beside = [c for c in word.children if c.i not in own and c.dep_ in _GUESSED_WHERE]
    near = " ".join(t.text for t in beside)
    is_hedged = _HEDGED.search(text.strip()) is not None or _HEDGED.search(near) is not None
    is_guess = _GUESSED.search(text) is not None or _GUESSED.search(near) is not None
    return Cue(sense, word, lemma, f"{near} {text}".strip(), at, is_hedged, is_guess)


def _telling(tokens: "Sequence[Token]") -> "tuple[Token, str]":
    """The word of the cue that tells, and its lemma with the particle that makes a cue of its own."""
    best: tuple[Token, str] | None = None
    for token in tokens:
        if token.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV") or token.dep_ in ("aux", "auxpass"):
            continue
        lemma = _MENDED.get(token.lemma_.lower(), token.lemma_.lower())
        for after in tokens:
            if after.i > token.i and f"{lemma} {after.lower_}" in senses():
                return token, f"{lemma} {after.lower_}"
        for form in (lemma, token.lower_):
            if form in senses() and form != "be" and not _is_compared(token):
                return token, form
        if best is None or (best[0].pos_ != "VERB" and token.pos_ == "VERB"):
            best = token, lemma
    return best or (tokens[0], tokens[0].lemma_.lower())


def _is_compared(token: "Token") -> bool:
    """ "are more likely to say": a share, no guess."""
    return token.lower_ == "likely" and token.i > 0 and token.nbor(-1).lower_ in ("more", "less", "most", "least", "as")
