"""What goes wrong, by kind: our worst misses and false turns on simulated dyads, and every listed turn of GDELT that we do not give."""

from collections import Counter

import numpy as np
import pandas as pd
from turning_points_grounds import (
    Found,
    Simulation,
    gdelt_days,
    gdelt_observations,
    gdelt_weeks,
    listed,
    ours,
    scorer,
    simulation,
)

SEEDS, WORST = (1, 2, 3), 20
NEAR, AROUND = 7, 56  # days: a hit; one turn dated badly
DAY = pd.Timedelta(days=1)


def simulated() -> list[str]:
    """Counts by kind and condition, then the worst of each."""
    misses, alarms = [], []
    for seed in SEEDS:
        ground = simulation(seed)
        found = scorer().turns_table(ours(ground.table.observations()))
        misses += _misses(ground, found, seed)
        alarms += _alarms(ground, found, seed)
    missed = pd.DataFrame(misses).sort_values("weight", ascending=False)
    wrong = pd.DataFrame(alarms).sort_values("probability", ascending=False)
    lines = [
        f"Seeds {', '.join(map(str, SEEDS))}; {len(missed)} misses, {len(wrong)} false turns of a probability of at least one half.",
        "",
    ]
    lines += ["**Misses by kind**", "", *_crossed(missed), "", "**False turns by kind**", "", *_crossed(wrong)]
    lines += ["", f"**The {WORST} worst misses** (largest step beside the scatter of a week)", ""]
    lines += ["| seed, dyad | turn | step, points | events a week | what was given | kind |", "|---|---|---|---|---|---|"]
    for m in missed.head(WORST).itertuples():
        lines.append(
            f"| {m.seed} {m.dyad} | {m.date:%Y-%m-%d} {m.direction} | {m.step:.1f} | {m.events:.0f} | {m.given} | {m.kind} |"
        )
    lines += ["", f"**The {WORST} surest false turns**", ""]
    lines += ["| seed, dyad | turn | probability | nearest true turn of that direction | kind |", "|---|---|---|---|---|"]
    for a in wrong.head(WORST).itertuples():
        lines.append(f"| {a.seed} {a.dyad} | {a.date:%Y-%m-%d} {a.direction} | {a.probability:.2f} | {a.nearest} | {a.kind} |")
    return lines


def _misses(ground: Simulation, found: pd.DataFrame, seed: int) -> list[dict[str, object]]:
    rows, sure = [], found[found["probability"] >= 0.5]
    for turn in ground.turns.itertuples():
        if _nearest(sure, turn)[0] <= NEAR:
            continue
        i = ground.table.names.index(turn.dyad)
        at = ground.table.days.index(f"{turn.date:%Y-%m-%d}")
        events = ground.table.counts[i, max(at - 13, 0) : at + 13].mean()
        others = ground.turns[(ground.turns["dyad"] == turn.dyad) & (ground.turns["date"] != turn.date)]["date"]
        apart = (others - turn.date).abs().min() / DAY if len(others) else np.inf
        off, weak = _nearest(sure, turn)[0], _nearest(found, turn)
        if off <= AROUND:
            kind = f"dated {'one week more' if off <= 14 else 'two weeks to eight'} off"
        elif weak[0] <= AROUND:
            kind = "seen, but doubted"
        elif ground.table.counts[i, max(at - 2, 0) : at + 3].sum() < 5:
            kind = "hardly an event"
        else:
            kind = "short phase" if apart < 16 * 7 else "not seen"
        given = f"{weak[0] / 7:.0f} weeks off, {weak[1]:.2f}" if np.isfinite(weak[0]) else "none"
        weight = turn.size / np.sqrt(0.36 + 20.25 / max(events, 0.1))
        named = {"seed": seed, "dyad": turn.dyad, "date": turn.date, "direction": turn.direction, "step": turn.size}
        rows.append(named | {"events": events, "given": given, "kind": kind, "weight": weight})
    return rows


def _alarms(ground: Simulation, found: pd.DataFrame, seed: int) -> list[dict[str, object]]:
    """Every sure turn that the scorer's own matching, one to one, leaves over."""
    rows = []
    for (dyad, direction), mine in found[found["probability"] >= 0.5].groupby(["dyad", "direction"]):
        true = ground.turns[(ground.turns["dyad"] == dyad) & (ground.turns["direction"] == direction)]["date"].sort_values()
        free = list(true)
        for turn in mine.sort_values("date").itertuples():
            hit = next((t for t in free if abs(t - turn.date) <= NEAR * DAY), None)
            if hit is not None:
                free.remove(hit)
                continue
            gaps = (true - turn.date).abs() / DAY
            off = float(gaps.min()) if len(gaps) else np.inf
            if off <= AROUND:
                kind = "second turn for one" if off <= NEAR else "dated off"
            else:
                kind = "in a dyad that never turns" if dyad.startswith("quiet") else "no turn there"
            nearest = f"{off / 7:.0f} weeks" if np.isfinite(off) else "none"
            rows.append(turn._asdict() | {"seed": seed, "nearest": nearest, "kind": kind})
    return rows


def _nearest(found: pd.DataFrame, turn: tuple) -> tuple[float, float]:
    """Days to the nearest turn given in that direction, and its probability; infinity where there is none."""
    mine = found[(found["dyad"] == turn.dyad) & (found["direction"] == turn.direction)]
    if not len(mine):
        return np.inf, 0.0
    gaps = (mine["date"] - turn.date).abs() / DAY
    return float(gaps.min()), float(mine.loc[gaps.idxmin(), "probability"])


def _crossed(errors: pd.DataFrame) -> list[str]:
    conditions = list(dict.fromkeys(n.rsplit("-", 1)[0] for n in sorted(errors["dyad"])))
    cells = Counter((d.rsplit("-", 1)[0], k) for d, k in zip(errors["dyad"], errors["kind"], strict=True))
    lines = [f"| kind | {' | '.join(conditions)} | all |", "|---|" + "---|" * (len(conditions) + 1)]
    for kind, total in errors["kind"].value_counts().items():
        lines.append(f"| {kind} | {' | '.join(str(cells[c, kind]) for c in conditions)} | {total} |")
    return lines


def of_gdelt() -> list[str]:
    """Each missed turn with the weeks around it: their mean beside the half year before, in standard deviations of the dyad's weeks."""
    given = ours(gdelt_observations(gdelt_days()))
    found = _ranked(given)
    kept = found.head(int(4 * found["dyads"].iloc[0]))  # one turn a dyad-year, four years
    weeks = gdelt_weeks(gdelt_days())
    lines = [
        "| turn | days with news, 45 before and after | 1 week | 4 weeks | 16 weeks | what was given | kind |",
        "|---|---|---|---|---|---|---|",
    ]
    kinds: Counter[str] = Counter()
    for turn in listed().itertuples():
        if _nearest(kept, turn)[0] <= 45:
            continue
        moved = _moved(weeks, turn)
        days = gdelt_days()[gdelt_days()["dyad"] == turn.dyad]["date"]
        news = int(((days - turn.date).abs() <= 45 * DAY).sum())
        off, p = _nearest(found, turn)
        sign = 1 if turn.direction == "upturn" else -1
        if off <= 45:
            kind = "given, below the cut"
        elif max(sign * m for m in moved) < 0.5:
            kind = "the data do not move that way"
        elif off <= 90:
            kind = "dated 46 to 90 days off"
        else:
            kind = "a move of a few days" if sign * moved[2] < 0.3 else "not seen"
        kinds[kind] += 1
        told = f"{off:.0f} days off, {p:.2f}" if np.isfinite(off) else "none"
        lines.append(
            f"| {turn.dyad} {turn.date:%Y-%m-%d} {turn.direction} | {news} | {' | '.join(f'{m:+.1f}' for m in moved)} | {told} | {kind} |"
        )
    return [*lines, "", "; ".join(f"{n} {k}" for k, n in kinds.most_common()) + "."]


def _ranked(given: Found) -> pd.DataFrame:
    found = scorer().turns_table(given).sort_values(["probability", "date", "dyad"], ascending=[False, True, True], kind="stable")
    return found.assign(dyads=len(given))


def _moved(weeks: object, turn: tuple) -> tuple[float, ...]:
    row = weeks.values[weeks.names.index(turn.dyad)]
    spread = 1.4826 * np.nanmedian(np.abs(row - np.nanmedian(row)))
    at = int((turn.date - pd.Timestamp(weeks.days[0])).days // 7)
    usual = np.nanmedian(row[max(at - 26, 0) : at]) if at else np.nan
    return tuple(float((np.nanmean(row[at : at + n]) - usual) / spread) for n in (1, 4, 16))
