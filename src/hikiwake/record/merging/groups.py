"""Groups by likeness: each joins the one that is most like it, and no group holds two that rule each other out.

A group is a tree of nearest neighbours, so what is taken away elsewhere leaves it as it was: with another linkage a report could keep
two others apart only as long as it is there. And one slip joins two groups only where it is somebody's best likeness.
"""

from collections.abc import Callable, Iterable
from math import inf

from hikiwake.terms.pauses import pause


def grouped(candidates: Iterable[tuple[int, int]], likeness: Callable[[int, int], float], above: float) -> list[tuple[int, ...]]:
    """Groups of several numbers; each of the others is alone.

    Args:
        candidates: pairs that may be alike; the others are compared only where their groups are about to meet.
        likeness: symmetric; minus infinity keeps two numbers, and so their groups, apart.
        above: what is no more alike than this is not joined. The most alike go first; of equals the one with the lower number is nearest.
    """
    known: dict[tuple[int, int], float] = {}

    def of(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            known[pair] = likeness(*pair)
        return known[pair]

    nearest: dict[int, tuple[float, int]] = {}
    for a, b in candidates:
        pause()
        if (worth := of(a, b)) > above:
            for i, j in ((a, b), (b, a)):
                nearest[i] = min(nearest.get(i, (inf, j)), (-worth, j))
    group: dict[int, tuple[int, ...]] = {i: (i,) for i in nearest}
    for _, a, b in sorted({(far, min(i, j), max(i, j)) for i, (far, j) in nearest.items()}):
        one, other = group[a], group[b]
        if one is not other and all(of(i, j) > -inf for i in one for j in other):
            together = tuple(sorted(one + other))
            group |= dict.fromkeys(together, together)
    return sorted({some for some in group.values() if len(some) > 1})
