"""PETRARCH-2 and UniversalPetrarch: what they gave for the sentences of the event benchmark, recorded beside it.

They are not run here (Python 2, trees of Stanford's parser); their recorded answers are scored by the same code in the same run. Categories by the
ontology's own table from CAMEO to PLOVER.
"""

import csv
import json
from pathlib import Path
from typing import Any

TITLES = {
    "petrarch2_rebuilt_trees": "PETRARCH-2",
    "petrarch2_rebuilt_trees_no_dyad_required": "PETRARCH-2, without a dyad too",
    "universal_petrarch_p1dict_converted_ud": "UniversalPetrarch, first dictionaries",
    "universal_petrarch_p2dict_converted_ud": "UniversalPetrarch",
}
_NOBODY = "---"


def answers(recorded: Path, ontology: Path) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The events of each peer, by its title and the sentence's id, in the form of `hikiwake read --jsonl` as far as the scores look at it."""
    with ontology.open(encoding="utf-8") as file:
        categories = {row["code"]: row["plover_category"] or None for row in csv.DictReader(file)}
    found: dict[str, dict[str, list[dict[str, Any]]]] = {title: {} for title in TITLES.values()}
    with recorded.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for key, title in TITLES.items():
                events = record["outputs"].get(key, {}).get("events", [])
                found[title][record["id"]] = [_event(e, categories) for e in events]
    return found


def _event(recorded: dict[str, str], categories: dict[str, str | None]) -> dict[str, Any]:
    code = recorded["code"]
    known = next((c for c in (code, code[:3], code[:2]) if c in categories), "")
    return {
        "category": categories.get(known),
        "cameo": code,
        "sources": _actor(recorded["source"]),
        "targets": _actor(recorded["target"]),
        "confidence": None,
    }


def _actor(code: str) -> list[dict[str, str]]:
    """The state that begins a code of an actor ("USAGOV")."""
    return [{"country": code[:3]}] if code and code != _NOBODY else []
