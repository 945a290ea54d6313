"""States that a sentence names only to say that they had no part in what it tells: "… and that Peru had nothing to do with it"."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .cast import Cast
from .participants import Parties

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

_NAME = r"(?P<who>(?:[\w’'-]+\s+){0,3}?[\w’'-]*[A-Z][\w’'-]*(?:\s+[a-z][\w’'-]*){0,2})"
_NO_PART = re.compile(
    rf"{_NAME}\s+(?:(?:ha[ds]|have)\s+(?:had\s+)?(?:nothing\s+to\s+do\s+with|no\s+(?:part|role|hand|share|involvement)\s+in)|"
    r"(?:played|took)\s+no\s+(?:part|role)\s+in|(?:bore|bears)\s+no\s+(?:blame|responsibility|guilt)|"
    r"(?:was|were|is|are|had\s+been)(?:\s+not|n[’']t)\s+(?:involved|implicated|responsible|behind|to\s+blame|at\s+fault|guilty)\b)"
)
_CLEARED = re.compile(rf"\b(?:clear(?:s|ed)|exonerate[sd]|absolve[sd]|acquit(?:s|ted))\s+{_NAME}\s+(?:of|from)\b")


def without_exonerated(who: Parties, sentence: "Sentence", cast: Cast) -> Parties:
    """`who` without the mentions that the sentence clears."""
    found = [m.span("who") for pattern in (_NO_PART, _CLEARED) for m in pattern.finditer(sentence.text)]
    cleared = {
        actor.span
        for word in (sentence if found else ())
        for actor in cast.all_at(word)
        if any(first <= word.idx - sentence.start_char < last for first, last in found)
    }
    if not cleared:
        return who
    sources, targets = (tuple(a for a in some if a.span not in cleared) for some in (who.sources, who.targets))
    return replace(who, sources=sources, targets=targets)
