"""Relations as JSON, in the form that the `relations` command prints, and as data frames."""

from typing import TYPE_CHECKING, Any

from hikiwake.relations.model import IndexPoint, Relations

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("upturn", "stalemate", "downturn")


def relations_json(relations: Relations) -> dict[str, Any]:
    """Every date a full ISO day; `phase` is the probability of each kind; `cooperation` and `conflict` stand where they are known.

    `notes` say what must be known of the data to read the rest, in sentences; mostly there are none.
    """
    return {
        "dyad": relations.dyad,
        "by": relations.by,
        "series": [_point(p) for p in relations.index],
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
        "thin": [{"start": t.start.isoformat(), "end": t.end.isoformat(), "events": t.events} for t in relations.thin],
        "notes": list(relations.notes),
    }


def _point(p: IndexPoint) -> dict[str, Any]:
    point: dict[str, Any] = {
        "period": p.period.isoformat(),
        "index": p.index,
        "lower": p.lower,
        "upper": p.upper,
        "events": p.events,
        "phase": dict(zip(KINDS, p.phase, strict=True)),
    }
    if p.cooperation is not None:
        point |= {"cooperation": p.cooperation, "conflict": p.conflict}
    return point


def index_frame(relations: Relations) -> "pd.DataFrame":
    """A row a period: `period`, `index`, `lower`, `upper`, `events`, `cooperation`, `conflict`, and the probability of each phase."""
    import pandas as pd

    rows = [(p.period, p.index, p.lower, p.upper, p.events, p.cooperation, p.conflict, *p.phase) for p in relations.index]
    frame = pd.DataFrame(rows, columns=["period", "index", "lower", "upper", "events", "cooperation", "conflict", *KINDS])
    numbers = ["index", "lower", "upper", "cooperation", "conflict", *KINDS]
    return frame.astype({"period": "datetime64[s]", "events": int} | dict.fromkeys(numbers, float))


def turns_frame(relations: Relations) -> "pd.DataFrame":
    """A row a turning point: `date`, `earliest`, `latest`, `direction`, `probability`, `events` (a list of keys)."""
    import pandas as pd

    rows = [(t.date, t.earliest, t.latest, t.direction, t.probability, list(t.keys)) for t in relations.turning_points]
    frame = pd.DataFrame(rows, columns=["date", "earliest", "latest", "direction", "probability", "events"])
    return frame.astype(dict.fromkeys(["date", "earliest", "latest"], "datetime64[s]") | {"probability": float})


def phases_frame(relations: Relations) -> "pd.DataFrame":
    """A row a phase: `start`, `end` (the day after its last), `kind`, `probability`."""
    import pandas as pd

    rows = [(p.start, p.end, p.kind.value, p.probability) for p in relations.phases]
    frame = pd.DataFrame(rows, columns=["start", "end", "kind", "probability"])
    return frame.astype({"start": "datetime64[s]", "end": "datetime64[s]", "probability": float})
