"""What could be had at best on simulated dyads: the turns of one who knows all of a dyad but the dates; and what the one giant event costs us.

He knows the usual level of every week, the distance of the phases, how long they may be, the noise and its echo, and which week holds the giant.
What he cannot date within a week, nobody can but by luck.
"""

import numpy as np
import pandas as pd
from turning_points_grounds import Found, Simulation, Table, ours, scorer, simulation

from hikiwake.relations.measured.turns import _level_peaks

SEEDS = (1, 2, 3)
GIANT_SEEDS = (*SEEDS, *range(21, 25), *range(101, 113))
EACH = 20
SHORTEST, LONGEST = 26, 130  # weeks of a phase, the simulator's own
AROUND_WEEKS = 8  # the simulator puts no turn so near a giant
KINDS = np.array([-1, 0, 1])  # downturn, stalemate, upturn
Array = np.ndarray


def table() -> list[str]:
    """F1 within a week, condition by condition; then the condition of the giant event with and without it."""
    moving = [c for c, s in scorer().STANDARD.items() if s["signal"]]
    best, mine = [], []
    for seed in SEEDS:
        ground = simulation(seed)
        mine.append(ground.judge(ours(ground.table.observations())))
        best.append(ground.judge([o for c in moving for o in _all_but_the_dates(seed, c)]))
    lines = [
        f"F1 of turns within one week, seeds {', '.join(map(str, SEEDS))}; the last column is the mean of the nine.",
        "",
        f"| | {' | '.join(moving)} | mean |",
        "|---|" + "---|" * (len(moving) + 1),
    ]
    for label, judged in (("who knows all but the dates", best), ("**Hikiwake**", mine)):
        means = [np.mean([j.loc[c, "f1"] for j in judged]) for c in [*moving, "mean"]]
        lines.append(f"| {label} | {' | '.join(f'{m:.3f}' for m in means)} |")
    return [*lines, "", *_giants()]


def _giants() -> list[str]:
    lines = [
        f"The dyads of `giant`, {len(GIANT_SEEDS)} seeds (1 to 3, 21 to 24, 101 to 112), with the giant week and, all else the same, without it. "
        "Within eight weeks of it there is no true turn.",
        "",
        "| series | F1 | turns of a probability of at least one half | of these within eight weeks of the giant |",
        "|---|---|---|---|",
    ]
    for label, giants, is_told in (
        ("with the giant event", 1, False),
        ("without it", 0, False),
        ("who knows all but the dates, without it", 0, True),
    ):
        scores, told, near = [], 0, 0
        for seed in GIANT_SEEDS:
            ground, places = _condition(seed, "giant", giants=giants), _giant_days(seed)
            found = scorer().turns_table(_all_but_the_dates(seed, "giant") if is_told else ours(ground.table.observations()))
            sure = found[found["probability"] >= 0.5]
            scores.append(scorer().f1_turns(sure, ground.turns, 7)["f1"])
            told += len(sure)
            near += sum(abs(turn.date - places[turn.dyad]).days < 7 * AROUND_WEEKS for turn in sure.itertuples())
        lines.append(f"| {label} | {np.mean(scores):.3f} | {told:,} | {near} |")
    return lines


def _condition(seed: int, name: str, **changed: float) -> Simulation:
    """The dyads of one condition of the standard set, with settings changed; the random draws that both share stay the same."""
    place, settings = list(scorer().STANDARD).index(name), {**scorer().STANDARD[name], **changed}
    made = [scorer().simulate(seed * 1_000_000 + place * 1000 + i, **settings) for i in range(EACH)]
    names = [f"{name}-{i:02d}" for i in range(EACH)]
    dates = made[0][0]["date"]
    rows = (np.array([m[0][column].to_numpy(float) for m in made]) for column in ("value", "count"))
    kinds = [
        pd.DataFrame({"dyad": n, "date": dates, "kind": np.take(scorer().KINDS, m[2])}) for n, m in zip(names, made, strict=True)
    ]
    turns = pd.concat([m[1].assign(dyad=n) for n, m in zip(names, made, strict=True)])
    return Simulation(Table(names, dates.dt.strftime("%Y-%m-%d").tolist(), *rows), turns, pd.concat(kinds))


def _giant_days(seed: int) -> dict[str, pd.Timestamp]:
    with_it, without = (_condition(seed, "giant", giants=n).table for n in (1, 0))
    at = (with_it.counts != without.counts).argmax(axis=1)
    return {name: pd.Timestamp(with_it.days[i]) for name, i in zip(with_it.names, at, strict=True)}


def _all_but_the_dates(seed: int, condition: str) -> Found:
    """What is found by exact sums over all places where phases may begin and end."""
    settings = {"echo": 0.2, **scorer().STANDARD[condition], "giants": 0}
    ground = _condition(seed, condition, giants=0)
    kinds = ground.phases["kind"].map(list(scorer().KINDS).index).to_numpy().reshape(EACH, -1) - 1
    found = []
    for name, values, counts, kind in zip(ground.table.names, ground.table.values, ground.table.counts, kinds, strict=True):
        usual = _usual(values - settings["signal"] * kind, counts, is_drifting="drift" in settings)
        up, down = _began(*_fits(values, counts, usual, settings["signal"], settings["echo"]))
        turns = [
            {"date": ground.table.days[peak.at], "direction": direction, "probability": peak.size}
            for direction, begun in (("upturn", up), ("downturn", down))
            for peak in _level_peaks(begun, AROUND_WEEKS, 1)
        ]
        found.append({"dyad": name, "turning_points": turns})
    return found


def _usual(values: Array, counts: Array, *, is_drifting: bool) -> Array:
    """The usual level of each week, fitted with the true phases taken off: a line where it drifts."""
    weeks = np.linspace(-0.5, 0.5, len(values))
    columns = np.stack([np.ones_like(weeks), weeks], axis=1)[:, : 1 + is_drifting]
    weight = np.sqrt(np.where(counts > 0, 1 / _variance(counts), 0))[:, None]
    fitted = np.linalg.lstsq(columns * weight, np.nan_to_num(values) * weight[:, 0], rcond=None)[0]
    return columns @ fitted


def _variance(counts: Array) -> Array:
    return scorer().SHOCK_SD ** 2 + scorer().EVENT_SD ** 2 / np.maximum(counts, 1e-6)


def _fits(values: Array, counts: Array, usual: Array, distance: float, echo: float) -> tuple[Array, Array]:
    """Log density of each week for each kind, on its own and after a week of the same kind, shape (weeks, 3)."""
    known, variance, shock = counts > 0, _variance(counts), scorer().SHOCK_SD ** 2
    off = np.nan_to_num(values)[:, None] - usual[:, None] - distance * KINDS
    alone = np.where(known[:, None], -(off**2) / variance[:, None] / 2 - np.log(variance)[:, None] / 2, 0)
    carried = np.where(known[1:] & known[:-1], echo * shock / variance[:-1], 0)
    left = variance[1:] - carried * echo * shock
    after = alone.copy()
    after[1:] = -((off[1:] - carried[:, None] * off[:-1]) ** 2) / left[:, None] / 2 - np.log(left)[:, None] / 2
    after[~known] = 0
    return alone, after


def _began(alone: Array, after: Array) -> tuple[Array, Array]:
    """Probability that each week begins a higher, and a lower level: forward and backward over phases of every length."""
    weeks = len(alone)
    lengths = np.arange(SHORTEST, LONGEST + 1)
    bounds = np.log(np.clip([lengths - 0.5, lengths + 0.5], SHORTEST, LONGEST))
    chance = (bounds[1] - bounds[0]) / np.log(LONGEST / SHORTEST)  # log-uniform, rounded
    lasting = np.concatenate([np.ones(SHORTEST), chance[::-1].cumsum()[::-1]])  # P(at least so many weeks)
    sums = np.vstack([np.zeros(3), after.cumsum(axis=0)])
    ended, begins, onward, then = (
        np.full((weeks, 3), -np.inf),
        np.full((weeks + 1, 3), -np.inf),
        np.zeros((weeks, 3)),
        np.zeros((weeks + 1, 3)),
    )
    begins[0] = -np.log(3)
    for t in range(weeks):
        first = t + 1 - lengths[lengths <= t + 1]
        if len(first):
            stretch = alone[first] + sums[t + 1] - sums[first + 1]
            ended[t] = np.logaddexp.reduce(begins[first] + stretch + np.log(chance[: len(first)])[:, None], axis=0)
        begins[t + 1] = _other(ended[t])
    for t in range(weeks - 1, -1, -1):
        past = t + lengths[t + lengths < weeks]  # the week after a phase that begins here
        whole = alone[t] + sums[past] - sums[t + 1] + np.log(chance[: len(past)])[:, None] + then[past]
        rest = alone[t] + sums[weeks] - sums[t + 1] + (np.log(lasting[weeks - t]) if weeks - t <= LONGEST else -np.inf)
        onward[t] = np.logaddexp.reduce(np.vstack([whole, rest]), axis=0)
        then[t] = _other(onward[t])
    total = np.logaddexp.reduce(begins[0] + onward[0])
    flow = np.zeros((weeks, 3, 3))
    flow[1:] = np.exp(ended[:-1, :, None] + onward[1:, None, :] - np.log(2) - total)
    return flow[:, [0, 0, 1], [1, 2, 2]].sum(axis=1), flow[:, [1, 2, 2], [0, 0, 1]].sum(axis=1)


def _other(logs: Array) -> Array:
    """Into each kind from the two others, either with a half."""
    found: Array = np.logaddexp(logs[[1, 0, 0]], logs[[2, 2, 1]]) - np.log(2)
    return found
