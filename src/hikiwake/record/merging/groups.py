"""Groups by average likeness, in which no two members rule each other out (constrained average linkage).

Average linkage does not chain: a report that is like one member and unlike the others stays out.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable


def grouped(
    n: int, candidates: Iterable[tuple[int, int]], likeness: Callable[[int, int], float], above: float
) -> list[tuple[int, ...]]:
    """Groups of the numbers 0 … n - 1.

    Args:
        candidates: pairs that may be alike; the others are compared only where their groups are about to meet.
        likeness: symmetric; minus infinity keeps two numbers, and so their groups, apart.
        above: two groups join while the mean likeness over all their pairs is higher than this; the most alike first.
    """
    known: dict[tuple[int, int], float] = {}

    def of(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            known[pair] = likeness(*pair)
        return known[pair]

    members: dict[int, tuple[int, ...]] = {i: (i,) for i in range(n)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)  # of likeness over all pairs of two groups, where they are neighbours
    for a, b in candidates:
        if (worth := of(a, b)) > above:
            sums[a][b] = sums[b][a] = worth
    queue = [(-worth, a, b) for a, row in sums.items() for b, worth in row.items() if a < b]
    heapq.heapify(queue)
    while queue:
        _, a, b = heapq.heappop(queue)
        if a not in members or b not in members:
            continue
        # A group is known by its newest name, so that an entry of the queue about its former self is passed over.
        new, n = n, n + 1
        one, other = members.pop(a), members.pop(b)
        rows = sums.pop(a), sums.pop(b)
        members[new] = tuple(sorted(one + other))
        for c in sorted((rows[0].keys() | rows[1].keys()) - {a, b}):
            total = 0.0
            for row, part in zip(rows, (one, other), strict=True):
                total += row[c] if c in row else sum(of(i, j) for i in part for j in members[c])
            sums[c].pop(a, None)
            sums[c].pop(b, None)
            sums[c][new] = sums[new][c] = total
            mean = total / (len(members[new]) * len(members[c]))
            if mean > above:
                first, last = sorted((c, new), key=lambda g: members[g][0])
                heapq.heappush(queue, (-mean, first, last))
    return sorted(members.values())
