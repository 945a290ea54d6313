"""Phases and turning points beside the peers': simulated dyads, GDELT with its listed turns, ICEWS, speed, how probabilities
were set, what could be had at best, worst errors, and every constant moved.

    python -m venv PEERS && PEERS/bin/pip install numpy ruptures hmmlearn statsmodels
    python benchmarks/turning_points.py [--peer PEERS/bin/python] [PART …]

Prints each part (`--help` names them) and puts it in its place in `RESULTS-relations.md`. Without `--peer` the peers' rows say that they are
not installed. The scorer and the data come from `../shared` (not part of the project). All parts take about eighteen minutes of processor time.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import turning_points_calibration as calibration
import turning_points_ceiling as ceiling
import turning_points_constants as constants
import turning_points_errors as errors
import turning_points_index as index
import turning_points_speed as speed
from turning_points_grounds import (
    SHARED,
    Found,
    Table,
    gdelt_days,
    gdelt_observations,
    gdelt_weeks,
    icews,
    listed,
    ours,
    peer,
    scorer,
    simulation,
    skill,
)
from turning_points_settings import PEERS, Peer, Setting, tuning

RESULTS = Path(__file__).with_name("RESULTS-relations.md")
SOURCE = Path(__file__).parents[1] / "src/hikiwake/relations/measured"
MODEL = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(SOURCE.glob("*.py")))).hexdigest()[
    :8
]  # before hours of work, not after
SEEDS, FRESH, FEW, MASKS, SLOW_MASKS = (1, 2, 3), (21, 22, 23, 24), 3, (0, 1, 2, 3, 4), (0, 1)
HALF = 0.5
MEASURES = ("f1", "brier", "ece", "false_a_year")
Rows = list[str]


def main() -> None:
    parts: dict[str, Callable[[str], Rows]] = {
        "simulation": on_simulation,
        "gdelt": on_gdelt,
        "icews": on_icews,
        "speed": speed.table,
        "calibration": lambda _: calibration.table(),
        "index": lambda _: index.table(),
        "ceiling": lambda _: ceiling.table(),
        "errors": lambda _: errors.simulated(),
        "missed": lambda _: errors.of_gdelt(),
        "witnesses": lambda _: constants.witnesses(),
        "constants": lambda _: constants.table(),
        "tuning": tuning,
    }
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--peer", default=sys.executable, help="an interpreter that has the peers")
    parser.add_argument(
        "part", nargs="*", choices=[*parts, []], metavar="PART", help=f"only these, of {', '.join(parts)} (default: all)"
    )
    asked = parser.parse_args()
    for name in asked.part or parts:
        lines = parts[name](asked.peer)
        print(f"## {name}", "", *lines, "", sep="\n", flush=True)
        _keep(name, lines)


def on_simulation(python: str) -> Rows:
    """Means over the seeds, then condition by condition; slow peers on the first dyads of each condition, and ours there too."""
    judged = {"**Hikiwake**": [simulation(s).judge(ours(simulation(s).table.observations())) for s in SEEDS]}
    lines = [
        "| method | setting | F1 (seeds) | Brier | calibration error | false turns a quiet dyad-year | giant F1 |",
        "|---|---|---|---|---|---|---|",
        _simulated("**Hikiwake**", "", judged["**Hikiwake**"]),
    ]
    fast, slow = [p for p in PEERS if not p.is_slow], [p for p in PEERS if p.is_slow]
    for one in fast:
        tables = _peer_judged(python, one, SEEDS, None)
        lines.append(_simulated(one.label, _said(one.tuned), tables))
        if not isinstance(tables, str):
            judged[one.label] = tables
    unseen = [simulation(s).judge(ours(simulation(s).table.observations())) for s in FRESH]
    lines.append(_simulated(f"**Hikiwake**, seeds {FRESH[0]} to {FRESH[-1]}", "", unseen))
    part = simulation(SEEDS[0]).first(FEW)
    few = f"seed {SEEDS[0]}, {FEW} dyads a condition"
    lines.append(_simulated(f"**Hikiwake**, {few}", "", [part.judge(ours(part.table.observations()))]))
    lines += [_simulated(f"{one.label}, {few}", _said(one.tuned), _peer_judged(python, one, SEEDS[:1], FEW)) for one in slow]
    return [*lines, "", *_by_condition(judged)]


def _peer_judged(python: str, one: Peer, seeds: tuple[int, ...], each: int | None) -> list[pd.DataFrame] | str:
    judged = []
    for seed in seeds:
        ground = simulation(seed).first(each) if each else simulation(seed)
        found = peer(python, one.method, one.tuned, ground.table)
        if isinstance(found, str):
            return found
        judged.append(ground.judge(found[0]))
    return judged


def _simulated(label: str, setting: str, judged: list[pd.DataFrame] | str) -> str:
    if isinstance(judged, str):
        return f"| {label} | {judged} | | | | | |"
    f1, brier, ece, false = (float(np.mean([j.loc["mean", m] for j in judged])) for m in MEASURES)
    seeds = ", ".join(f"{j.loc['mean', 'f1']:.2f}" for j in judged)
    giant = np.mean([j.loc["giant", "f1"] for j in judged])
    return f"| {label} | {setting} | {f1:.3f} ({seeds}) | {brier:.3f} | {ece:.3f} | {false:.3f} | {giant:.2f} |"


def _by_condition(judged: dict[str, list[pd.DataFrame]]) -> Rows:
    conditions = [c for c in judged["**Hikiwake**"][0].index if c != "mean"]
    quiet = {c for c in conditions if c.startswith("quiet")}
    lines = ["F1 of turns; where nothing turns (quiet) false turns a dyad-year; last row the Brier score of our phases.", ""]
    lines += [f"| method | {' | '.join(conditions)} |", "|---|" + "---|" * len(conditions)]
    for label, tables in judged.items():
        mean = [np.mean([t.loc[c, "false_a_year" if c in quiet else "f1"] for t in tables]) for c in conditions]
        lines.append(f"| {label} | {' | '.join(f'{m:.2f}' for m in mean)} |")
    brier = [np.mean([t.loc[c, "brier"] for t in judged["**Hikiwake**"]]) for c in conditions]
    return [*lines, f"| **Hikiwake**, Brier | {' | '.join(f'{b:.2f}' for b in brier)} |"]


def on_gdelt(python: str) -> Rows:
    """As the data are, and with the days around the listed turns taken out; the peers as tuned on simulation and with hindsight."""
    lines = [
        "| method | setting | skill (90 %) | hits of 49, by chance | p of chance | turns a dyad-year | lasting skill (each mask) |",
        "|---|---|---|---|---|---|---|",
        _listed("**Hikiwake**", "", [ours(gdelt_observations(gdelt_days(m))) for m in (None, *MASKS)]),
    ]
    for one in PEERS:
        masks = SLOW_MASKS if one.is_slow else MASKS
        for when, setting in (("tuned on simulation", one.tuned), ("best with hindsight", one.hindsight)):
            if setting:
                found = [peer(python, one.method, setting, gdelt_weeks(gdelt_days(m))) for m in (None, *masks)]
                failed = [f for f in found if isinstance(f, str)]
                label = f"{one.label}, {when}"
                lines.append(
                    f"| {label} | {failed[0]} | | | | | |" if failed else _listed(label, _said(setting), [f[0] for f in found])
                )
    sure = sum(t["probability"] >= 0.5 for o in ours(gdelt_observations(gdelt_days())) for t in o["turning_points"])
    return [
        *lines,
        "",
        f"Hikiwake's turns of a probability of at least one half: {sure / 4 / listed()['dyad'].nunique():.2f} a dyad-year.",
    ]


def _listed(label: str, setting: str, found: list[Found]) -> str:
    whole, *masked = skill(found[0]), *(skill(f, 1)["skill"] for f in found[1:])
    low, high, rate = whole["skill_low"], whole["skill_high"], whole["turns_a_year"]
    hits = f"{whole['hits']}, {whole['chance']:.1f}"
    return (
        f"| {label} | {setting} | {whole['skill']:.3f} ({low:.2f} to {high:.2f}) | {hits} | {whole['p_chance']:.3f} | "
        f"{rate:.2f} | {np.mean(masked):.3f} ({', '.join(f'{m:.2f}' for m in masked)}) |"
    )


def on_icews(python: str) -> Rows:
    """Series of few events, cut to one turn in two dyad-years for everybody; what we would bet on stands beside."""
    files = ("icews_2014.tsv.gz", "icews_2005_2015_sample.tsv.gz", "icews_2011_2014.tsv.gz")
    grounds = [("dev", "week", files[:1], 45), ("dev", "month", files[1:2], 45), ("chronicle_dev", "month", files, 60)]
    lines = [
        "| list, files, period | method | hits, by chance; a dyad-year | the same, dyads of 100 events |",
        "|---|---|---|---|",
    ]
    for name, by, read, tolerance in grounds:
        truth = scorer().read_list(SHARED / f"benchmarks/turning_points/{name}.csv")
        if name == "dev":
            marked = pd.read_csv(SHARED / f"benchmarks/turning_points/{name}.csv")["data"]
            truth = truth[(marked == read[0].removesuffix(".tsv.gz")).to_numpy()]
        table = icews(by, *read).of(set(truth["dyad"]).__contains__)
        many = {n for n, c in zip(table.names, table.counts, strict=True) if c.sum() >= 100}
        place = f"{name}, {'three files' if len(read) > 1 else read[0].removesuffix('.tsv.gz')}, {by}"
        for label, found, cut in _few_events(python, table, by):
            cells = (
                [found]
                if isinstance(found, str)
                else [_hits(found, truth, d, table, tolerance, cut) for d in (set(table.names), many)]
            )
            lines.append(f"| {place} | {label} | {' | '.join(cells)} |")
    return lines


def _few_events(python: str, table: Table, by: str) -> Iterator[tuple[str, Found | str, float | None]]:
    seen = table.observations(by=by)
    yield "**Hikiwake**", ours(seen, least=0.01), HALF
    sure = [{**o, "turning_points": [t for t in o["turning_points"] if t["probability"] >= 0.5]} for o in ours(seen)]
    yield "**Hikiwake**, probability of one half", sure, None
    for one in PEERS:
        if one.hindsight:
            given = peer(python, one.method, one.hindsight, table)
            yield one.label, given if isinstance(given, str) else given[0], HALF


def _hits(found: Found, truth: pd.DataFrame, dyads: set[str], table: Table, tolerance: int, cut: float | None) -> str:
    spans = dict.fromkeys(sorted(dyads), (table.days[0], str((pd.Timestamp(table.days[-1]) + pd.Timedelta(days=30)).date())))
    if not spans:
        return "none"
    here, turns = truth[truth["dyad"].isin(dyads)], scorer().turns_table(found)
    r = scorer().score_turns(turns, here, spans, tolerance_days=tolerance, turns_a_year=cut, shifts=1)
    return f"{r['hits']} of {r['listed']}, {r['chance']:.1f}; {r['turns_a_year']:.2f}"


def _said(setting: Setting) -> str:
    return ", ".join(f"{k} {v}" for k, v in setting.items() if k not in ("near", "sure", "kernel"))


def _keep(name: str, lines: Rows) -> None:
    """Puts a part between its two marks in the results; what stands around them is written by hand."""
    text = RESULTS.read_text(encoding="utf-8")
    told = f"Run {datetime.now(UTC):%Y-%m-%d}, model {MODEL}."
    block = "\n".join([f"<!-- {name} -->", told, "", *lines, f"<!-- /{name} -->"])
    pattern = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"{RESULTS} has no place for {name}: <!-- {name} --><!-- /{name} -->")
    RESULTS.write_text(pattern.sub(lambda _: block, text), encoding="utf-8")


if __name__ == "__main__":
    main()
