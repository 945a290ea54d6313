"""Documents that are copies of one another: the same story in two papers, an article saved twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain, combinations

from hikiwake.record.merging.scale import COPIED_TEXT, RUN
from hikiwake.record.model import Document

_WORD = re.compile(r"\w+")
_READ = 60_000  # characters of a text that are compared
_COMMON = 12  # documents: a run of words in more of them is a formula, no sign of a copy


@lru_cache(maxsize=2)
def copies(documents: tuple[Document, ...]) -> Mapping[str, tuple[str, ...]]:
    """For each document that has copies, the ids of the others of its group, in the order given.

    Two texts are copies where at least half of the shorter one's five-word runs stand in the other.
    """
    runs = {d.id: _runs(d.text[:_READ]) for d in documents}
    told = Counter(chain.from_iterable(runs.values()))
    telling = {run for run, count in told.items() if 1 < count <= _COMMON}  # most runs stand in one document only
    holders: dict[int, list[str]] = defaultdict(list)
    for id, own in runs.items():
        for run in own & telling:
            holders[run].append(id)
    shared = Counter(pair for ids in holders.values() for pair in combinations(ids, 2))
    alike: dict[str, set[str]] = defaultdict(set)
    for (one, other), count in shared.items():
        if count >= COPIED_TEXT * min(len(runs[one]), len(runs[other])):
            alike[one].add(other)
            alike[other].add(one)
    order = {d.id: i for i, d in enumerate(documents)}
    return {id: tuple(sorted(others, key=order.__getitem__)) for id, others in alike.items()}


def _runs(text: str) -> frozenset[int]:
    words = _WORD.findall(text.casefold())
    return frozenset(map(hash, zip(*(words[i:] for i in range(RUN)), strict=False)))
