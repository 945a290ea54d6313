"""An argument: a claim and its evidence, and whether it raises or lowers the chance of a settlement, or neither."""

import re
from dataclasses import dataclass

from hikiwake.brief.model import Sentence

RAISES, LOWERS, NEITHER = 1, -1, 0
_SMALL = re.compile(
    r"(?:The|An?|Another|In|On|At|By|After|Before|Since|Both|Either|Neither|No|Some|Its?|Their|His|Her|There|This|That)\s"
)


@dataclass(frozen=True, slots=True)
class Argument:
    """A possible reason: which way it points, how strong it is beside the others (0–1), claim and evidence."""

    direction: int
    strength: float
    claim: Sentence
    evidence: tuple[Sentence, ...]
    tells: bool = True  # of the case itself, and not only of the record
    stands_in: bool = False  # a reason only where there are no two others


def lower_start(words: str) -> str:
    """A sentence's start within another: only a small word loses its capital, since any other may be a name."""
    return words[:1].lower() + words[1:] if _SMALL.match(words) else words
