"""How well the index tells a level that is known: made-up dyads whose press is even, uneven, growing, thin, or has one giant event.

Beside it stands an oracle: the same shrinkage by one who knows the variance of the levels and the noise.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from hikiwake.relations.measured import observe
from hikiwake.relations.measured.index import shrunk
from hikiwake.relations.measured.noise import standard

Array = NDArray[np.float64]
Chance = np.random.Generator
WEEKS, SEEDS, SIGNAL = 520, range(1, 41), 1.25
EVENT, SHOCK = 4.5, 0.6  # points by which single events, and all events of a week together, scatter about the level
DAYS = np.arange(np.datetime64("2004-01-05"), np.datetime64("2030-01-01"), 7)


def phases(chance: Chance) -> Array:
    """Levels up, usual and down, of half a year to two and a half."""
    found: list[int] = []
    level = int(chance.integers(3))
    while len(found) < WEEKS:
        found += [level] * round(np.exp(chance.uniform(*np.log((26, 130)))))
        level = (level + int(chance.integers(1, 3))) % 3
    return 1.5 * (np.array(found[:WEEKS], float) - 1)


def moving(chance: Chance, kept: float = 0.95, deviation: float = SIGNAL) -> Array:
    """A level of which a share is kept from week to week."""
    steps = chance.normal(0, deviation, WEEKS)
    for i in range(1, WEEKS):
        steps[i] = kept * steps[i - 1] + np.sqrt(1 - kept**2) * steps[i]
    return steps


def drifting(chance: Chance) -> Array:
    return np.linspace(-2.0, 2.0, WEEKS)


def thin(chance: Chance) -> Array:
    counts = chance.poisson(1, WEEKS).astype(float)
    counts[100:150] = 0
    return counts


COUNTS: dict[str, Callable[[Chance], Array]] = {
    "3 events a week": lambda chance: np.full(WEEKS, 3.0),
    "30 events a week": lambda chance: np.full(WEEKS, 30.0),
    "30, one week a giant": lambda chance: np.full(WEEKS, 30.0),
    "2 or 50 events": lambda chance: np.where(chance.random(WEEKS) < 0.7, 2.0, 50.0),
    "first 2, then 60": lambda chance: np.where(np.arange(WEEKS) < WEEKS // 2, 2.0, 60.0),
    "1 a week, 50 weeks silent": thin,
}
SCENES = [(press, name, levels) for press in COUNTS for name, levels in (("phases", phases), ("moving", moving))]
SCENES.append(("first 2, then 60", "drifting", drifting))


def made(press: str, levels: Callable[[Chance], Array], seed: int) -> tuple[Array, Array, Array]:
    """Level, mean of the events and their number, week by week."""
    chance = np.random.default_rng(seed)
    level, counts = levels(chance), COUNTS[press](chance)
    shock = moving(chance, 0.2, SHOCK)
    scatter = EVENT * np.sqrt(0.6)  # Student's t with five degrees of freedom has a variance of 5/3
    events = zip(level + shock, counts.astype(int), strict=True)
    sums = np.array([np.clip(at + scatter * chance.standard_t(5, n), -10, 10).sum() for at, n in events])
    if "giant" in press:
        counts[WEEKS // 3] += 600
        sums[WEEKS // 3] -= 6000
    return level, np.divide(sums, counts, out=np.full(WEEKS, np.nan), where=counts > 0), counts


def measured(press: str, levels: Callable[[Chance], Array], seed: int) -> tuple[float, float, float, float]:
    """Coverage of the 90 % interval, deviation of the index beside the oracle's, error, the oracle's error."""
    level, mean, counts = made(press, levels, seed)
    seen = observe("x", DAYS[:WEEKS], mean, counts, by="week")
    _, weighed, size = standard(seen.sight[None], seen.events[None], goldstein=seen.goldstein)
    index, lower, upper = shrunk(seen, weighed[0], float(size[0]))
    said = np.flatnonzero(seen.events > 0)
    true, noise = level[said], SHOCK**2 + EVENT**2 / counts[said]
    oracle = level.mean() + level.var() / (level.var() + noise) * (mean[said] - level.mean())
    index, lower, upper = index[said], lower[said], upper[said]
    inside = float(((lower <= true) & (true <= upper)).mean())
    return inside, float(index.std() / oracle.std()), _error(index, true), _error(oracle, true)


def _error(told: Array, true: Array) -> float:
    return float(np.sqrt(((told - true) ** 2).mean()))


def table() -> list[str]:
    """The part of the results: a row a scene."""
    rows = [
        f"{len(SEEDS)} dyads of {WEEKS} weeks each. The 90 % interval should hold the level in 90 % of the weeks; the oracle knows both variances.",
        "",
        "| press | levels | held by the interval | in the worst tenth of dyads | deviation beside the oracle's, median | error | oracle's error |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for press, name, levels in SCENES:
        found = np.array([measured(press, levels, seed) for seed in SEEDS])
        inside, _, error, oracle = found.mean(axis=0)
        worst, ratio = np.quantile(found[:, 0], 0.1), np.median(found[:, 1])
        rows.append(f"| {press} | {name} | {inside:.2f} | {worst:.2f} | {ratio:.2f} | {error:.2f} | {oracle:.2f} |")
    return rows


if __name__ == "__main__":
    print("\n".join(table()))
