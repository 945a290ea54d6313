"""What happens to each figure when a constant of the model is moved by thirty per cent: the honest answer to "did you tune it?".

Constants are found in the modules themselves, so a new one is in the table by itself. A part of the simulated dyads and two of the five masks are
enough to see a difference, since all rows are measured on the same ones.
"""

import math
import sys
import types
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import Any

import numpy as np
from turning_points_grounds import gdelt_days, gdelt_observations, ours, simulation, skill

from hikiwake.relations.measured import analysis, contrast, index, levels, noise, turns

SEED, EACH, MASKS, WORKERS = 1, 5, (0, 1), 3
FACTORS = (0.7, 1.3)
MODULES = {m.__name__.rsplit(".", 1)[1]: m for m in (turns, contrast, levels, noise)}
NOT_OF_THE_MODEL = {
    "_FLOOR",
    "_NORMAL",
    "_STEP",
    "_STRIDE",
    "_NOTHING",
    "_FARTHEST",
}  # arithmetic: guards, grids, a constant of the normal law
MEASURES = "F1 | Brier | calibration error | false turns a quiet dyad-year | giant F1 | GDELT skill | lasting skill"
Figures = tuple[float, ...]
Change = tuple[str, str, float]
_exact = levels.level_posterior


def table() -> list[str]:
    """A row a constant: each figure, below and above."""
    changes = [("", "", 1.0), *_changes()]
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        base, *rest = pool.map(figures, changes, chunksize=4)
    lines = [
        f"Simulation seed {SEED}, {EACH} dyads a condition; lasting skill over masks {', '.join(map(str, MASKS))}. Each cell: at −30 %, at +30 %."
        " Bold: worse than unmoved by more than .02 (F1, skill, lasting skill, Brier) or .03 (false turns).",
        "",
        f"| file | constant | {MEASURES} |",
        "|---|---|---|---|---|---|---|---|---|",
        f"| | **unmoved** | {' | '.join(f'{x:.3f}' for x in base)} |",
    ]
    for (file, name, _), low, high in zip(changes[1::2], rest[::2], rest[1::2], strict=True):
        cells = [f"{_marked(a, z, i)}, {_marked(b, z, i)}" for i, (a, b, z) in enumerate(zip(low, high, base, strict=True))]
        lines.append(f"| {file} | `{name}` = {_shown(MODULES[file], name)} | {' | '.join(cells)} |")
    return lines


def _changes() -> Iterator[Change]:
    for file, module in MODULES.items():
        for name, value in vars(module).items():
            own = name.isupper() and isinstance(value, int | float | tuple) and name not in NOT_OF_THE_MODEL
            if own and not any(name in vars(m) for n, m in MODULES.items() if n == "levels" and file != "levels"):
                yield from ((file, name, f) for f in FACTORS)


def figures(change: Change) -> Figures:
    """With one constant moved."""
    file, name, factor = change
    level_posterior = _remembered if file in ("", "turns", "contrast") else _exact
    try:
        found = _figures({name: _moved(MODULES[file], name, factor)} if file else {}, level_posterior)
    except (ValueError, IndexError) as error:  # one constant that cannot be so must not cost the table
        print(f"{name} × {factor}: {error}", file=sys.stderr)
        return (math.nan,) * 7
    print(f"{name} × {factor}: {', '.join(f'{x:.3f}' for x in found)}", file=sys.stderr, flush=True)
    return found


def witnesses() -> list[str]:
    """The two witnesses of a turn, each alone: why both are heard."""
    heard = {
        "both": {},
        "the level model alone": {"_CONTRAST_WEIGHT": 0.0, "_OFFSET": 0.0},
        "the contrast alone": {"_LEAST": 0.5, "_MOST": 0.5},
    }
    rows = [(name, _figures(values, _remembered)) for name, values in heard.items()]
    lines = [f"| heard | {MEASURES} |", "|---|---|---|---|---|---|---|---|"]
    return [*lines, *(f"| {name} | {' | '.join(f'{x:.3f}' for x in row)} |" for name, row in rows)]


def _figures(values: dict[str, Any], level_posterior: Callable[..., levels.Levels]) -> Figures:
    """F1, Brier, calibration error, false turns, giant F1, skill, lasting skill with constants set to values."""
    kept = [one for name, value in values.items() for one in _set(name, value)]
    analysis.level_posterior = level_posterior
    try:
        ground = simulation(SEED).first(EACH)
        judged = ground.judge(ours(ground.table.observations()))
        whole, *masked = (skill(ours(gdelt_observations(gdelt_days(m))), 1)["skill"] for m in (None, *MASKS))
    finally:
        for module, name, old in kept:
            setattr(module, name, old)
        analysis.level_posterior = _exact
    mean = judged.loc["mean"]
    found = (mean["f1"], mean["brier"], mean["ece"], mean["false_a_year"], judged.loc["giant", "f1"], whole, np.mean(masked))
    return tuple(map(float, found))


def _set(name: str, value: Any) -> list[tuple[types.ModuleType, str, Any]]:
    """Wherever the constant is known under this name; what stood there before."""
    kept = [(m, name, getattr(m, name)) for m in (*MODULES.values(), index) if hasattr(m, name)]
    for module, _, _ in kept:
        setattr(module, name, value)
    return kept


def _moved(module: types.ModuleType, name: str, factor: float) -> Any:
    value = getattr(module, name)
    if name == "_MOST":
        return 1 - (1 - value) * factor
    if name == "_MASS":
        return min(value * factor, 0.99)
    if name == "_PRIOR":
        return (value[0] * factor, *value[1:])  # only their ratio counts
    if name in ("_DISTANCES", "_HALF"):  # multiples of the grid's step
        found = [round(v * factor / levels._STEP) * levels._STEP for v in np.atleast_1d(value)]
        return tuple(found) if isinstance(value, tuple) else found[0]
    if isinstance(value, tuple):
        return tuple(v * factor for v in value)
    return round(value * factor) if isinstance(value, int) else value * factor


@cache
def _known(shape: tuple[int, ...], values: bytes, counts: bytes, weeks: float) -> levels.Levels:
    return _exact(np.frombuffer(values).reshape(shape), np.frombuffer(counts).reshape(shape), weeks=weeks)


def _remembered(values: np.ndarray, counts: np.ndarray, *, weeks: float = 1.0) -> levels.Levels:
    return _known(values.shape, values.astype(float).tobytes(), counts.astype(float).tobytes(), weeks)


def _marked(value: float, base: float, column: int) -> str:
    worse = base - value if column in (0, 4, 5, 6) else value - base
    return f"**{value:.3f}**" if worse > (0.03 if column == 3 else 0.02) else f"{value:.3f}"


def _shown(module: types.ModuleType, name: str) -> str:
    value = getattr(module, name)
    return f"({', '.join(f'{v:g}' for v in value)})" if isinstance(value, tuple) else f"{value:g}"
