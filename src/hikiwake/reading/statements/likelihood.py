"""How likely a word attributes: fitted weights over its signs (`signs.py`), a logistic regression.

`data/cue_weights.json.gz` holds them, written by `scripts/fit_cues.py`; `docs/cue_model.md` tells what they were fitted on and on what terms.
"""

import gzip
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CueWeights:
    """The fitted model.

    `bias` and `weights` (by sign) are in log-odds. `words`: lemmas that are no verbs and still may attribute. A draft by rule is kept from the
    probability `keep`, from `plain` where it tells plainly who said what; a word that no rule takes attributes from `add`, from
    `sure` where it leaves open who says it.
    """

    bias: float
    weights: dict[str, float]
    words: frozenset[str]
    keep: float
    plain: float
    add: float
    sure: float

    def probability(self, signs: Sequence[str]) -> float:
        """How likely a word with these signs attributes, 0 to 1."""
        weight = self.weights.get
        return 1 / (1 + math.exp(-self.bias - sum(weight(s, 0.0) for s in signs)))


@cache
def cue_weights() -> CueWeights:
    """The weights that ship with the program."""
    packed = files("hikiwake.reading").joinpath("data/cue_weights.json.gz").read_bytes()
    given = json.loads(gzip.decompress(packed))
    return CueWeights(
        given["bias"], given["weights"], frozenset(given["words"]), given["keep"], given["plain"], given["add"], given["sure"]
    )
