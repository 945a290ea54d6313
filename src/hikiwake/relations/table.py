"""Relations as JSON, in the form that the `relations` command prints."""

from typing import Any

from hikiwake.relations.model import Relations


def relations_json(relations: Relations) -> dict[str, Any]:
    """Every date a full ISO day; `phase` is three probabilities (upturn, stalemate, downturn)."""
    return {
        "dyad": relations.dyad,
        "by": relations.by,
        "series": [
            {
                "period": p.period.isoformat(),
                "index": p.index,
                "lower": p.lower,
                "upper": p.upper,
                "events": p.events,
                "phase": list(p.phase),
            }
            for p in relations.index
        ],
        "phases": [
            {"start": p.start.isoformat(), "end": p.end.isoformat(), "kind": p.kind.value, "probability": p.probability}
            for p in relations.phases
        ],
        "turning_points": [
            {
                "date": t.date.isoformat(),
                "earliest": t.earliest.isoformat(),
                "latest": t.latest.isoformat(),
                "direction": t.direction,
                "probability": t.probability,
                "events": list(t.keys),
            }
            for t in relations.turning_points
        ],
    }
