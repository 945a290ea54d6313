"""The ontology of events as data: CAMEO 1.1b3 codes with Goldstein's (1992) scale, mapped to PLOVER (2021).

`data/cameo.csv` holds codes, values and the mapping as facts: Goldstein's scale as GDELT publishes it, the mapping after
openeventdata/PLOVER, CAMEO2PLOVER-2021. SANCTION is verbal conflict and ACCUSE scores −3, where the sources quarrel.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Code:
    """One CAMEO code. `category` and `mode` are PLOVER's, None where it has none; `goldstein` is −10 … 10, None where not on the scale."""

    cameo: str
    category: str | None
    mode: str | None
    context: str | None
    goldstein: float | None


@cache
def cameo() -> dict[str, Code]:
    """Every CAMEO code by its text ("036", never 36)."""
    table = (files("hikiwake.terms") / "data/cameo.csv").read_text(encoding="utf-8")
    return {
        row["cameo"]: Code(
            row["cameo"],
            row["category"] or None,
            row["mode"] or None,
            row["context"] or None,
            float(row["goldstein"]) if row["goldstein"] else None,
        )
        for row in csv.DictReader(table.splitlines())
    }


@cache
def quads() -> dict[str, str]:
    """PLOVER category → verbal_cooperation, material_cooperation, verbal_conflict or material_conflict."""
    table = (files("hikiwake.terms") / "data/plover.csv").read_text(encoding="utf-8")
    return {row["category"]: row["quad"] for row in csv.DictReader(table.splitlines())}
