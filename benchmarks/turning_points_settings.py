"""The peers, their settings, and where these come from: tuned on simulated dyads that no table shows, and once more on GDELT with hindsight."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from turning_points_grounds import gdelt_days, gdelt_weeks, peer, simulation, skill

Setting = dict[str, Any]
TUNED_ON, TUNED_EACH = 4, 5
PHASES = {"near": 0.35, "sure": 0.8}


@dataclass(frozen=True, slots=True)
class Peer:
    """`tuned` by F1 on simulation; `hindsight` by skill on the listed turns themselves; slow ones run on few dyads and one or two masks."""

    label: str
    method: str
    tuned: Setting
    hindsight: Setting = field(default_factory=dict)
    is_slow: bool = False


PEERS = (
    Peer(
        "ruptures KernelCPD linear",
        "kernel",
        {"kernel": "linear", "penalty": 3, "hampel": 4, "stabilise": 1, "least": 0.7, **PHASES},
        {"kernel": "linear", "penalty": 1, "least": 0.3, "min_size": 2, **PHASES},
    ),
    Peer(
        "ruptures KernelCPD rbf",
        "kernel",
        {"kernel": "rbf", "penalty": 3, "least": 0.7, **PHASES},
        {"kernel": "rbf", "penalty": 0.7, "least": 0.3, "min_size": 2, "rank": "step", **PHASES},
    ),
    Peer("ruptures Pelt l2", "pelt", {"penalty": 3, "hampel": 4, "stabilise": 1, "least": 0.7, **PHASES}, is_slow=True),
    Peer(
        "hmmlearn Gaussian, 3 levels, sticky",
        "hmm",
        {"leave": 0.01, "least": 0.3, "hampel": 4, "stabilise": 1},
        {"leave": 0.03, "least": 0.5},
    ),
    Peer(
        "hmmlearn with Student-t(4) and counts, 3 levels, sticky",
        "hmm",
        {"freedom": 4, "leave": 0.01, "least": 0.15},
        {"freedom": 4, "leave": 0.03, "least": 0.5},
    ),
    Peer("statsmodels MarkovRegression, 3 levels", "switching", {"hampel": 4, "stabilise": 1, "least": 0.3}, is_slow=True),
    Peer("loudest week", "loudest", {"least": 4}, {"least": 1}),
)

GRIDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "ruptures KernelCPD linear": {"penalty": (3, 4, 6), "hampel": (None, 4), "stabilise": (0, 1)},
    "ruptures KernelCPD rbf": {"penalty": (2, 3, 5), "stabilise": (0, 1)},
    "hmmlearn Gaussian, 3 levels, sticky": {"hampel": (None, 4), "stabilise": (0, 1), "leave": (0.01, 0.03)},
    "hmmlearn with Student-t(4) and counts, 3 levels, sticky": {"leave": (0.005, 0.01, 0.02), "least": (0.15, 0.3, 0.7)},
    "loudest week": {"least": (2, 4, 6)},
}
GDELT_GRIDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "ruptures KernelCPD linear": {"penalty": (0.7, 1, 1.5, 2, 3), "min_size": (2, 4)},
    "ruptures KernelCPD rbf": {"penalty": (0.7, 1, 1.5, 2), "rank": ("test", "step")},
    "hmmlearn with Student-t(4) and counts, 3 levels, sticky": {"leave": (0.01, 0.03, 0.06), "rank": ("posterior", "step")},
}


def tuning(python: str) -> list[str]:
    """Every setting tried: F1 and Brier on simulation, skill on GDELT."""
    ground, weeks = simulation(TUNED_ON).first(TUNED_EACH), gdelt_weeks(gdelt_days())
    lines = ["| peer | setting moved | simulation: F1, Brier, false turns | GDELT: skill |", "|---|---|---|---|"]
    for one, grid, place in [
        (p, g[p.label], where) for where, g in enumerate((GRIDS, GDELT_GRIDS)) for p in PEERS if p.label in g
    ]:
        for values in itertools.product(*grid.values()):
            moved = dict(zip(grid, values, strict=True))
            found = peer(python, one.method, (one.hindsight if place else one.tuned) | moved, weeks if place else ground.table)
            if isinstance(found, str):
                return [found]
            shown = ", ".join(f"{k} {v}" for k, v in moved.items())
            if place:
                lines.append(f"| {one.label} | {shown} | | {skill(found[0], 1)['skill']:.3f} |")
            else:
                mean = ground.judge(found[0]).loc["mean"]
                lines.append(f"| {one.label} | {shown} | {mean['f1']:.3f}, {mean['brier']:.3f}, {mean['false_a_year']:.3f} | |")
    return lines
