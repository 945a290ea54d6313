"""Where phases and turning points are measured: simulated dyads, GDELT's dyads with their listed turns, and ICEWS month by month.

The scorer and the data lie in `../shared` (not part of the project). A ground gives a method's series as a table of dyads by periods for the peers,
and as `Observations` for ours, from the same numbers.
"""

import gzip
import importlib.util
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from hikiwake.relations.measured import Observations, analyse, observe
from hikiwake.relations.table import relations_json

SHARED = Path(__file__).parents[2] / "shared"
EVENTS = SHARED / "data/events"
PEERS = Path(__file__).with_name("turning_points_peers.py")
SPAN = ("2018-01-01", "2021-12-31")
Found = list[dict[str, Any]]


@cache
def scorer() -> ModuleType:
    """`../shared/benchmarks/turning_points/score.py`.

    Raises:
        FileNotFoundError: it is not beside this checkout.
    """
    path = SHARED / "benchmarks/turning_points/score.py"
    spec = importlib.util.spec_from_file_location("turning_points_score", path)
    if not path.exists() or spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path} is not beside this checkout: nothing to measure with")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True, slots=True)
class Table:
    """Series side by side: `values` and `counts`, shape (dyads, periods), NaN in silence and where not known; `days`, first of each period."""

    names: list[str]
    days: list[str]
    values: np.ndarray
    counts: np.ndarray

    def of(self, keep: Callable[[str], bool]) -> "Table":
        rows = [i for i, n in enumerate(self.names) if keep(n)]
        return Table([self.names[i] for i in rows], self.days, self.values[rows], self.counts[rows])

    def observations(self, *, by: str = "week") -> list[Observations]:
        days = np.array(self.days, "datetime64[D]")
        counts = [None if np.isnan(c).all() else np.nan_to_num(c) for c in self.counts]
        return [observe(n, days, v, c, by=by) for n, v, c in zip(self.names, self.values, counts, strict=True)]


@dataclass(frozen=True, slots=True)
class Simulation:
    """One seed of the standard set, or some dyads of each condition of it."""

    table: Table
    turns: pd.DataFrame
    phases: pd.DataFrame

    def judge(self, found: Found) -> pd.DataFrame:
        with TemporaryDirectory() as folder:
            self.turns.to_csv(Path(folder) / "turns.csv", index=False)
            self.phases.to_csv(Path(folder) / "phases.csv", index=False)
            judged: pd.DataFrame = scorer().judge(found, Path(folder))
        return judged

    def first(self, each: int) -> "Simulation":
        """The first `each` dyads of every condition: a fixed part for what is slow."""
        few = {n for n in self.table.names if int(n.rsplit("-", 1)[1]) < each}
        kept = (t[t["dyad"].isin(few)] for t in (self.turns, self.phases))
        return Simulation(self.table.of(few.__contains__), *kept)


@cache
def simulation(seed: int, each: int = 20) -> Simulation:
    series, turns, phases = scorer().simulate_standard(seed, each)
    names = list(dict.fromkeys(series["dyad"]))
    shape = (len(names), -1)
    counts = series["count"].to_numpy(float).reshape(shape)
    days = series["date"].dt.strftime("%Y-%m-%d").tolist()[: counts.shape[1]]
    return Simulation(Table(names, days, series["value"].to_numpy(float).reshape(shape), counts), turns, phases)


@cache
def listed() -> pd.DataFrame:
    """The 49 dated turns of GDELT's dyads: dyad, date, direction."""
    lists = [scorer().read_list(EVENTS / f"gdelt_turning_points_2018_2021{part}.csv") for part in ("", "_more")]
    return pd.concat(lists, ignore_index=True)


def spans() -> dict[str, tuple[str, str]]:
    return dict.fromkeys(sorted(set(listed()["dyad"])), SPAN)


@cache
def gdelt_days(masked: int | None = None) -> pd.DataFrame:
    """dyad, date, value of the listed dyads; with a seed, without the days around the listed turns and around decoys."""
    if masked is not None:
        left: pd.DataFrame = scorer().mask(gdelt_days(), listed(), spans(), seed=masked)
        return left
    pairs = pd.DataFrame([d.split("-") for d in spans()], columns=["one", "other"])
    days = pd.read_parquet(EVENTS / "gdelt_daily_dyads_2018_2021.parquet")
    days["a"], days["b"] = days["a"].astype(str), days["b"].astype(str)
    days = days[days["a"].isin(pairs.stack()) & days["b"].isin(pairs.stack())]
    names = ["-".join(sorted(p)) for p in zip(days["a"], days["b"], strict=True)]
    days = pd.DataFrame({"dyad": names, "date": pd.to_datetime(days["date"].astype(str)), "value": days["score"].astype(float)})
    return days[days["dyad"].isin(spans())].groupby(["dyad", "date"], as_index=False)["value"].sum()


def gdelt_observations(days: pd.DataFrame) -> list[Observations]:
    """As an analyst gives them: a day's sum as it is, no count."""
    groups = days.groupby("dyad")
    return [observe(str(d), g["date"].to_numpy("datetime64[D]"), g["value"].to_numpy(), None, by="week") for d, g in groups]


def gdelt_weeks(days: pd.DataFrame) -> Table:
    """For the peers: weekly means of asinh(value / the dyad's median size)."""
    size = days["value"].abs().groupby(days["dyad"]).transform("median")
    drawn = pd.DataFrame({"dyad": days["dyad"], "week": (days["date"] - pd.Timestamp(SPAN[0])).dt.days // 7})
    mean = np.arcsinh(days["value"] / size).groupby([drawn["dyad"], drawn["week"]]).mean().unstack("week")
    weeks = range(int(mean.columns.max()) + 1)
    mean = mean.reindex(columns=weeks)
    starts = [str((pd.Timestamp(SPAN[0]) + pd.Timedelta(weeks=w)).date()) for w in weeks]
    return Table(list(mean.index), starts, mean.to_numpy(), np.full(mean.shape, np.nan))


def skill(found: Found, shifts: int = 1000, turns_a_year: float | None = 1.0) -> dict[str, float]:
    scored: dict[str, float] = scorer().score_turns(
        scorer().turns_table(found), listed(), spans(), shifts=shifts, turns_a_year=turns_a_year
    )
    return scored


@cache
def icews(by: str, *files: str) -> Table:
    """Weekly or monthly mean Goldstein of the dyads of both development lists; actors are states, "… (State)", or leaders while in office."""
    from hikiwake.events.codes import leaders
    from hikiwake.terms.states import find

    shared = pd.concat([scorer().read_list(SHARED / f"benchmarks/turning_points/{n}.csv") for n in ("dev", "chronicle_dev")])
    wanted = sorted(set(shared["dyad"]))
    rows = pd.concat([pd.read_csv(io.BytesIO(gzip.decompress((EVENTS / f).read_bytes())), sep="\t", quoting=3) for f in files])
    rows = rows.drop_duplicates()

    @cache
    def code(actor: str, day: str) -> str:
        bare = actor.rsplit("(", 1)[1].rstrip(")") if actor.endswith(")") else actor
        state, office = find(bare), leaders().get(actor.casefold())
        in_office = office is not None and office.first <= date.fromisoformat(day) <= office.last
        return state.iso3 if state is not None else office.country if office is not None and in_office else ""

    scores = pd.read_csv(SHARED / "reference/icews_relations.csv").set_index("relation")["goldstein_gdelt"]
    dyads = [
        "-".join(sorted((code(a, day), code(b, day))))
        for a, b, day in zip(rows["source"], rows["target"], rows["date"], strict=True)
    ]
    rows = rows.assign(
        dyad=dyads,
        value=rows["relation"].map(scores),
        period=pd.to_datetime(rows["date"]).dt.to_period({"week": "W-SUN", "month": "M"}[by]),
    )
    rows = rows[rows["dyad"].isin(wanted) & rows["value"].notna()]
    periods = pd.period_range(rows["period"].min(), rows["period"].max())
    grouped = rows.groupby(["dyad", "period"])["value"]
    mean, count = (g.unstack("period").reindex(index=wanted, columns=periods) for g in (grouped.mean(), grouped.size()))
    return Table(wanted, [str(p.start_time.date()) for p in periods], mean.to_numpy(float), count.fillna(0).to_numpy(float))


def ours(seen: list[Observations], *, least: float = 0.1) -> Found:
    return [relations_json(r) for r in analyse(seen, min_probability=least)]


def peer(python: str, method: str, setting: dict[str, Any], table: Table) -> tuple[Found, float] | str:
    """What a peer finds and the seconds of processor time of its fits; what it says where it cannot."""
    packed = io.BytesIO()
    np.savez(packed, names=np.array(table.names), days=np.array(table.days), values=table.values, counts=table.counts)
    run = subprocess.run(
        [python, str(PEERS), method, json.dumps(setting)], input=packed.getvalue(), capture_output=True, check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    if run.returncode:
        said = (run.stderr.decode().strip().splitlines() or ["failed"])[-1]
        if not said.startswith("not installed"):
            print(said, file=sys.stderr)
        return said
    *lines, last = map(json.loads, run.stdout.splitlines())
    return lines, float(last["seconds"])
