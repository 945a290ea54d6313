"""How the offset of a turn's log-odds was learnt, on simulated dyads that no other table shows, and whether turns come true as often as is said.

The offset is the only constant of the sum that ranks nothing. A line and a monotone curve of any form (isotonic regression) are fitted beside
it: were they much better on seeds kept aside, one number would not be enough.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
from turning_points_grounds import Simulation, simulation

from hikiwake.relations.measured import analyse, turns

LEARNT_ON, KEPT_ASIDE = range(101, 113), range(113, 125)
NEAR_DAYS, WEEK_DAYS = 45, 7
LEAST = 0.1  # probability of the turns that are given
EDGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
BEFORE = -1.5  # the offset as it was first written, when nothing was learnt
DAY = pd.Timedelta(days=1)
Array = np.ndarray
Curve = Callable[[Array], Array]


def table() -> list[str]:
    """Each way from evidence to a probability, learnt and tried on seeds kept aside; then what was said and what came true, as it is frozen."""
    evidence, true, _ = _given(LEARNT_ON)
    seen, came, within_a_week = _given(KEPT_ASIDE)
    lines = [
        f"Turns given with a probability of at least {LEAST}: {len(true):,} of seeds {LEARNT_ON[0]} to {LEARNT_ON[-1]} to learn on, {len(came):,} of "
        f"seeds {KEPT_ASIDE[0]} to {KEPT_ASIDE[-1]} to try it on. True: a turn in that direction within {NEAR_DAYS} days, each counted once.",
        "",
        "| log-odds of a turn | log loss | Brier | calibration error |",
        "|---|---|---|---|",
    ]
    for label, curve in _curves(evidence, true):
        lines.append(f"| {label} | {' | '.join(f'{x:.4f}' for x in _scores(curve(seen), came))} |")
    said = _logistic(seen + turns._OFFSET)
    bins = [(said >= low) & (said < high) for low, high in pairwise(EDGES)]
    rows = {
        "of the turns told with": [f"{said[b].mean():.2f}" for b in bins],
        f"there was one within {NEAR_DAYS} days": [f"{100 * came[b].mean():.0f} %" for b in bins],
        "there was one within a week": [f"{100 * within_a_week[b].mean():.0f} %" for b in bins],
        "turns": [f"{b.sum():,}" for b in bins],
    }
    head, *rest = [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]
    return [*lines, "", head, "|---|" + "---|" * len(bins), *rest]


def _given(seeds: range) -> tuple[Array, Array, Array]:
    """Evidence for each turn (log-odds without the offset), whether there was one near, and within a week."""
    parts = [_judged(simulation(seed)) for seed in seeds]
    evidence, near, close = (np.concatenate(column) for column in zip(*parts, strict=True))
    return evidence, near, close


def _judged(ground: Simulation) -> tuple[Array, Array, Array]:
    found = [
        (r.dyad, {"up": "upturn", "down": "downturn"}[t.direction], t.date, t.probability)
        for r in analyse(ground.table.observations(), min_probability=LEAST)
        for t in r.turning_points
    ]
    told = pd.DataFrame(found, columns=["dyad", "direction", "date", "probability"])
    told = told.assign(date=pd.to_datetime(told["date"])).sort_values("probability", ascending=False, kind="stable")
    p = told["probability"].to_numpy()
    return np.log(p / (1 - p)) - turns._OFFSET, _came(told, ground, NEAR_DAYS), _came(told, ground, WEEK_DAYS)


def _came(told: pd.DataFrame, ground: Simulation, days: int) -> Array:
    """Whether each turn told is one, the surest first; a true turn bears out one told."""
    true = {key: list(group["date"]) for key, group in ground.turns.groupby(["dyad", "direction"])}
    came = []
    for turn in told.itertuples():
        free = true.get((turn.dyad, turn.direction), [])
        nearest = min(free, key=lambda day: abs(day - turn.date), default=None)
        came.append(nearest is not None and abs(nearest - turn.date) <= days * DAY)
        if came[-1]:
            free.remove(nearest)
    return np.array(came, float)


def _curves(evidence: Array, true: Array) -> Iterator[tuple[str, Curve]]:
    yield f"evidence {BEFORE:+.1f}, as it was first written", lambda x: _logistic(x + BEFORE)
    yield f"**evidence {turns._OFFSET:+.1f}, as it is**", lambda x: _logistic(x + turns._OFFSET)
    (offset,) = _fitted(np.ones((len(evidence), 1)), evidence, true)
    yield f"evidence {offset:+.3f}, learnt", lambda x: _logistic(x + offset)
    level, slope = _fitted(np.stack([np.ones_like(evidence), evidence], axis=1), 0.0, true)
    yield f"{slope:.3f} · evidence {level:+.3f}, learnt", lambda x: _logistic(level + slope * x)
    order = np.argsort(evidence, kind="stable")
    steps = _isotonic(true[order])
    yield "isotonic, learnt", lambda x: np.interp(x, evidence[order], steps)


def _fitted(columns: Array, known: Array | float, true: Array) -> Array:
    """Coefficients of a logistic regression beside a part that is known, by Newton's method."""
    found = np.zeros(columns.shape[1])
    for _ in range(50):
        p = _logistic(columns @ found + known)
        found += np.linalg.solve((columns * (p * (1 - p))[:, None]).T @ columns, columns.T @ (true - p))
    return found


def _isotonic(true: Array) -> Array:
    """The rising steps nearest to 0 and 1 in squares (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in true:
        pools.append((float(value), 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (high, m), (low, n) = pools[-2:]
            pools[-2:] = [((high * m + low * n) / (m + n), m + n)]
    return np.concatenate([np.full(n, value) for value, n in pools])


def _scores(said: Array, came: Array) -> tuple[float, float, float]:
    inside = np.clip(said, 1e-4, 1 - 1e-4)
    loss = -(came * np.log(inside) + (1 - came) * np.log(1 - inside)).mean()
    gap = np.bincount(np.minimum((said * 10).astype(int), 9), said - came)
    return float(loss), float(((said - came) ** 2).mean()), float(np.abs(gap).sum() / len(came))


def _logistic(odds: Array) -> Array:
    return 1 / (1 + np.exp(-odds))
